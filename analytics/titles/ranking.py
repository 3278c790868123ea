"""The sentence over ranked bars, and a unit's rank in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

import words
from analytics import statistics
from analytics.measures import Measure
from analytics.ranking import GROUP, Ranking, total
from analytics.sentence import Quantity, Sentence, Share, counted, percent
from analytics.titles.facts import beside, doubt, exact, field, listed, marked, named, no_values, value, zero

NAMED = 3  # more units than this are counted, not named


def ranking_title(found: Ranking) -> Sentence:
    """What one year's numbers say: who has most, or that most are 0, or why there's nothing to rank.

    A doubtful number is left out of what is said where there are others, and that is told, as are the units that are
    on another form.
    """
    measure, rows = found.measure, found.speaking
    facts: dict[str, object] = {"year": str(found.year), "measure": named(measure)}
    if rows.empty:
        return no_values(measure, found.table)
    if len(rows) == 1:
        row = rows.iloc[0]
        said = Sentence("single", facts | {"place": row["jurisdiction"], "value": value(measure, row)})
        return beside(said, _silent(found.table, rows))
    group = _group(found, rows)
    above = _above(measure, group)
    sure = group[(group["state"] != "doubtful") & ~above]
    if sure.empty:
        said = Sentence("all_doubtful", facts | {"units": _of_class(counted("units", len(group)), rows, group)})
        return beside(said, _others(rows, group))
    units = field(sure, _alike(found.table, group))
    facts |= {"units": units, "among": _among(rows, group), "these": _of_class(units, rows, group)}
    contradicted = counted("units", int((above & (group["state"] != "doubtful")).sum()))
    apart = [Sentence("apart_above", {"units": contradicted})] if contradicted.facts["n"] else []
    said = _said(found, sure, facts)
    # The other sentences name their class, and say of how many they speak.
    elsewhere = [*_elsewhere(rows, group), *_silent(found.table, rows)] if said.key == "single" else []
    return beside(said, [*_doubtful(group), *apart, *_others(rows, group), *elsewhere])


def _above(measure: Measure, rows: pd.DataFrame) -> pd.Series:
    """Which rows give a share with a part above its whole: the report contradicts itself, and leads nothing."""
    if measure.kind != "rate":
        return pd.Series(False, index=rows.index)
    return rows["numerator"].astype(float) > rows["denominator"].astype(float)


def _group(found: Ranking, rows: pd.DataFrame) -> pd.DataFrame:
    """The units spoken of: those ranked together, with what of their class is too small to be ranked."""
    if found.main.empty:
        return max((group for _, group in rows.groupby(list(GROUP), sort=False)), key=len)
    return rows[(rows[list(GROUP)] == found.main[list(GROUP)].iloc[0]).all(axis=1)]


def _alike(table: pd.DataFrame, group: pd.DataFrame) -> pd.DataFrame:
    """All units of the group's class and county."""
    same = list(GROUP[:2])
    return table[(table[same] == group[same].iloc[0]).all(axis=1)]


def _doubtful(group: pd.DataFrame) -> list[Sentence]:
    number = int((group["state"] == "doubtful").sum())
    return [Sentence("apart_doubtful", {"units": counted("units", number)})] if number else []


def _others(rows: pd.DataFrame, group: pd.DataFrame) -> list[Sentence]:
    """Units of the same class whose number is of another form, and so is not set beside the others."""
    other = _alike(rows, group)
    other = other[other["series"] != group["series"].iloc[0]]
    return [
        Sentence("apart_form", {"units": counted("units", len(own)), "form": str(form)})
        for form, own in other.groupby("form")
    ]


def _elsewhere(rows: pd.DataFrame, group: pd.DataFrame) -> list[Sentence]:
    """Units of another class or county than the group."""
    number = len(rows) - len(_alike(rows, group))
    return [Sentence("apart_class", {"units": counted("units", number)})] if number else []


def _silent(table: pd.DataFrame, rows: pd.DataFrame) -> list[Sentence]:
    """How many others there are, none of which has a figure."""
    number = int((table["state"] != "not_existing").sum()) - len(rows)
    return [Sentence("apart_silent", {"units": counted("units", number)})] if number else []


def _said(found: Ranking, sure: pd.DataFrame, facts: dict[str, object]) -> Sentence:
    """What the sure numbers of the units ranked together say."""
    measure = found.measure
    enough = sure["denominator"].astype(float) >= statistics.RANKED_FROM if measure.kind == "rate" else None
    ranked = sure if enough is None else sure[enough]
    facts |= {"ranked_from": statistics.RANKED_FROM}
    if len(ranked) < 2:
        row = (ranked if len(ranked) else sure).iloc[0]
        own = facts | {"place": row["jurisdiction"], "value": value(measure, row)}
        if len(sure) == 1 or measure.kind != "rate":
            return Sentence("single", own)
        return Sentence("rate_alone" if len(ranked) else "rate_small", own)
    if enough is not None:
        facts |= {"units": counted("units", len(ranked))}
    elif ranked["number"].nunique() == 1:
        return Sentence("all_equal", facts | {"units": facts["these"], "value": value(measure, ranked.iloc[0])})
    elif ranked["number"].median() == 0:
        return _mostly_zero(found, ranked, facts)
    return _top(found, ranked, facts)


def _among(rows: pd.DataFrame, group: pd.DataFrame) -> Sentence:
    """In which class and county somebody leads, if there are others beside them."""
    known = _class(rows, group)
    return Sentence("everywhere") if known is None else Sentence("among", {"peers": known})


def _of_class(units: Sentence, rows: pd.DataFrame, group: pd.DataFrame) -> Sentence:
    """So many units, of which class and county if there are others beside them."""
    known = _class(rows, group)
    return units if known is None else Sentence("units_of", {"units": units, "peers": known})


def _class(rows: pd.DataFrame, group: pd.DataFrame) -> object:
    """The class and the county that are spoken of; None if all rows are of them."""
    name, area = (str(group[column].iloc[0]) for column in GROUP[:2])
    known: object = words.family("titles").get(f"class_{name}") or name
    if rows["area"].nunique() > 1 and area:
        known = Sentence("class_of", {"area": area, "peers": known})
    elif rows["peers"].nunique() == 1:
        return None
    return known


def _mostly_zero(found: Ranking, main: pd.DataFrame, facts: dict[str, object]) -> Sentence:
    measure, others = found.measure, main[main["number"] != 0]
    values = [value(measure, row) for _, row in others.iterrows()]
    facts = facts | {
        "units": facts["these"],
        "zeros": len(main) - len(others),
        "zero": zero(measure),
        "others": len(others),
        "values": listed(values),
    }
    leaders = main[main["number"] == main["number"].max()]
    if len(others) == 1:  # which may be below 0
        return Sentence("mostly_zero_one", facts | {"place": others["jurisdiction"].iloc[0], "value": values[0]})
    if len(leaders) == 1 and leaders["number"].iloc[0] > 0:
        return Sentence("mostly_zero_top", facts | {"place": leaders["jurisdiction"].iloc[0]})
    return Sentence("mostly_zero", facts)


def _top(found: Ranking, main: pd.DataFrame, facts: dict[str, object]) -> Sentence:
    """Who has most, or is highest; a share's field is those with a denominator large enough to be ranked."""
    measure, leaders = found.measure, main[main["number"] == main["number"].max()]
    best = {"rate": "highest_rate", "mean": "highest"}.get(measure.kind, "most")
    facts = facts | {"value": value(measure, leaders.iloc[0])}
    if len(leaders) > 1:
        if measure.kind == "rate":
            facts |= {"value": percent(exact(leaders["numerator"].iloc[0]), exact(leaders["denominator"].iloc[0]), 1)}
        names: object = leaders["jurisdiction"].tolist() if len(leaders) <= NAMED else counted("units", len(leaders))
        return Sentence(f"tied_{best}", facts | {"places": names})
    facts |= {"place": leaders["jurisdiction"].iloc[0]}
    sum_of_all = total(main["value"]) if best == "most" else Decimal(0)
    if (measure.kind == "count" and sum_of_all < statistics.RANKED_FROM) or sum_of_all <= 0:
        return Sentence(f"top_{best}", facts)
    return Sentence("top_share", facts | {"share": percent(total(leaders["value"]), sum_of_all, 0)})


def rank_words(found: Ranking, jurisdiction: str) -> Sentence | None:
    """第1位（共18个）, 与另18个单位并列第5, and between which places it may stand; None where no place may be named.

    Of what isn't counted over a year only the order of the year's numbers is told.
    """
    row = found.row(jurisdiction)
    if row is None or row.of == 1:
        return None
    counted_ = found.measure.kind in ("count", "rate") and not found.measure.stock
    if counted_ and not found.named(jurisdiction):
        return None
    facts = {"rank": int(row.rank), "others": counted("other_units", int(row.tied) - 1), "of": int(row.of)}
    rank = Sentence(f"{'rank' if counted_ else 'order'}{'_tied' if row.tied > 1 else ''}", facts)
    if doubt(_ranked_with(found, row)):
        rank = Sentence("rank_doubtful", {"rank": rank})
    if not counted_ or pd.isna(row.low) or (row.low, row.high) == (row.rank, row.rank + row.tied - 1):
        return rank
    low, high = min(row.low, row.rank), max(row.high, row.rank)  # a number below 0 has a rank and no mean behind it
    return Sentence("rank_limits", {"rank": rank, "low": int(low), "high": int(high)})


def _ranked_with(found: Ranking, row: Any) -> pd.DataFrame:
    """The ranked units of a unit's group, itself among them."""
    table = found.table[found.table["rank"].notna()]
    return table[(table[list(GROUP)] == [getattr(row, column) for column in GROUP]).all(axis=1)]


def against_others(found: Ranking, jurisdiction: str) -> Sentence | None:
    """A unit's class without it: how much the others have together, or their share recomputed from sums."""
    others = found.others(jurisdiction)
    if others is None or not others.units:
        return None
    if others.denominator is None:
        said: object = Quantity(others.numerator, found.measure.unit)
    elif not others.denominator:
        return None
    elif found.measure.kind == "rate":
        said = Share(others.numerator, others.denominator)
    else:
        said = Quantity(others.numerator / others.denominator, found.measure.unit)
    with_it = _ranked_with(found, found.row(jurisdiction))
    return marked(
        Sentence("others", {"rest": counted("rest", others.units), "value": said}),
        doubt(with_it[with_it["jurisdiction"] != jurisdiction]),
    )
