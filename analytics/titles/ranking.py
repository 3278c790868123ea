"""The sentence over ranked bars, and a unit's rank in words."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

import words
from analytics import statistics
from analytics.ranking import Ranking, total
from analytics.sentence import Quantity, Sentence, Share, counted, percent
from analytics.titles.facts import exact, listed, named, no_values, value, zero

NAMED = 3  # more units than this are counted, not named


def ranking_title(found: Ranking) -> Sentence:
    """What one year's numbers say: who has most, or that most are 0, or why there's nothing to rank."""
    measure, rows = found.measure, found.speaking
    facts: dict[str, object] = {
        "year": str(found.year),
        "measure": named(measure),
        "units": counted("units", len(rows)),
    }
    if rows.empty:
        return no_values(measure, found.table)
    if len(rows) == 1:
        row = rows.iloc[0]
        return Sentence("single", facts | {"place": row["jurisdiction"], "value": value(measure, row)})
    main = found.main
    if main.empty:
        return Sentence("rate_small", facts | {"ranked_from": statistics.RANKED_FROM})
    facts |= {"units": counted("units", len(main)), "among": _among(rows, main)}
    if len(main) == 1:
        row = main.iloc[0]
        lonely = {
            "ranked_from": statistics.RANKED_FROM,
            "units": counted("units", len(rows)),
            "place": row["jurisdiction"],
            "value": value(measure, row),
        }
        return Sentence("rate_alone" if measure.kind == "rate" else "single", facts | lonely)
    if main["number"].nunique() == 1 and measure.kind != "rate":
        return Sentence(
            "all_equal", facts | {"value": value(measure, main.sort_values("state", ascending=False).iloc[0])}
        )
    if measure.kind != "rate" and main["number"].median() == 0:
        return _mostly_zero(found, main, facts)
    return _top(found, main, facts)


def _among(rows: pd.DataFrame, main: pd.DataFrame) -> Sentence:
    """The class that is spoken of, if there are others beside it."""
    if rows["peers"].nunique() == 1:
        return Sentence("everywhere")
    name = str(main["peers"].iloc[0])
    known = words.family("titles").get(f"class_{name}")
    return Sentence("among", {"peers": known or name})


def _mostly_zero(found: Ranking, main: pd.DataFrame, facts: dict[str, object]) -> Sentence:
    measure, others = found.measure, main[main["number"] != 0]
    values = [value(measure, row) for _, row in others.iterrows()]
    facts = facts | {
        "zeros": len(main) - len(others),
        "zero": zero(measure),
        "others": len(others),
        "values": listed(values),
    }
    leaders = main[main["rank"] == 1]
    if len(others) == 1:
        return Sentence("mostly_zero_one", facts | {"place": leaders["jurisdiction"].iloc[0], "value": values[0]})
    if len(leaders) == 1:
        return Sentence("mostly_zero_top", facts | {"place": leaders["jurisdiction"].iloc[0]})
    return Sentence("mostly_zero", facts)


def _top(found: Ranking, main: pd.DataFrame, facts: dict[str, object]) -> Sentence:
    """Who has most, or is highest; a share's field is those with a denominator large enough to be ranked."""
    measure, leaders = found.measure, main[main["rank"] == 1]
    best = {"rate": "highest_rate", "mean": "highest"}.get(measure.kind, "most")
    facts = facts | {
        "value": value(measure, leaders.sort_values("state").iloc[-1]),
        "ranked_from": statistics.RANKED_FROM,
    }
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
    if row is None:
        return None
    counted_ = found.measure.kind in ("count", "rate") and not found.measure.stock
    if row.of == 1 or (counted_ and not found.named(jurisdiction)):
        return None
    facts = {"rank": int(row.rank), "others": counted("other_units", int(row.tied) - 1), "of": int(row.of)}
    rank = Sentence(f"{'rank' if counted_ else 'order'}{'_tied' if row.tied > 1 else ''}", facts)
    if not counted_ or (row.low, row.high) == (row.rank, row.rank + row.tied - 1):
        return rank
    return Sentence("rank_limits", {"rank": rank, "low": int(row.low), "high": int(row.high)})


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
    return Sentence("others", {"rest": counted("rest", others.units), "value": said})
