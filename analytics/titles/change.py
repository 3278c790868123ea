"""The sentence over the changes between two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

import pandas as pd

from analytics.change import LISTED, Change, Totals
from analytics.coverage import ABSENT
from analytics.judgement.verdict import NOTABLE, USUAL
from analytics.measures import Measure
from analytics.ranking import SPEAKING
from analytics.sentence import Quantity, Sentence, Share, counted
from analytics.titles.facts import beside, compared, exact, marked, named, zero

NAMED = 3  # of more units that changed much only the largest changes are named
SHIFTED, ALIKE = 3, 1.4  # so many that went the same way, no further apart than this from the middle one, are one shift
ENDS = ("earlier", "later")


def change_title(found: Change) -> Sentence:
    """What all comparable units did together, which of them changed much, and the three largest changes."""
    measure, table = found.measure, found.table
    facts: dict[str, object] = {"measure": named(measure), "base": str(found.base_year), "year": str(found.year)}
    if table.empty:
        return _nothing(found, facts)
    silent = found.left_out[["earlier", "later"]].isin(ABSENT).any(axis=1)
    facts["same"] = compared(len(table), len(table) + int((~silent).sum()))
    doubtful = bool(table["doubtful"].any())
    if measure.kind in ("rate", "mean"):
        return _with_list(found, _ratio(found, facts))
    if len(table) == 1:
        return beside(marked(_move(measure, table.iloc[0], "change_single", facts), doubtful), _unpaired(found))
    if not (table["earlier"].astype(bool) | table["later"].astype(bool)).any():
        return marked(Sentence("change_zero", facts | {"value": zero(measure)}), doubtful)
    sums = found.totals()
    if not table["difference"].astype(bool).any():
        return marked(Sentence("change_equal", facts | {"value": _quantity(measure, sums.later)}), doubtful)
    both = marked(_move(measure, vars(sums), "total"), doubtful)
    alike = ("change_together" if found.whole_county else "change_together_most") if found.together else "change_total"
    return _with_list(found, Sentence(alike, facts | {"total": both, "ways": _ways(found)}))


def _ways(found: Change) -> list[Sentence]:
    """How many units rose, how many fell, as far as any did."""
    moved = found.table["difference"].map(lambda d: d or 0)
    counts = {"ways_up": int((moved > 0).sum()), "ways_down": int((moved < 0).sum())}
    return [Sentence(key, {"n": n}) for key, n in counts.items() if n]


def _with_list(found: Change, said: Sentence) -> Sentence:
    """The sentence on all units, then those that moved by verdict, then how many are left."""
    if len(found.table) < 2 or found.listed.empty:
        return said
    clauses = [said, *_clauses(found)]
    return reduce(lambda first, second: Sentence("clauses", {"first": first, "second": second}), clauses)


def _clauses(found: Change) -> Iterator[Sentence]:
    listed, judged = found.listed, found.judged
    if shift := _shift(found):
        yield shift
    notable = listed[listed["verdict"] == NOTABLE]
    named_ = notable.head(NAMED)
    if len(notable):
        key = "listed_notable" if len(notable) <= NAMED else "listed_notable_many"
        yield Sentence(key, {"moves": _moves(found, named_), "units": counted("units", len(notable))})
    # What is left of the three largest has its numbers too, whatever the verdict.
    largest = listed[listed["verdict"] != NOTABLE].head(LISTED)
    usual, open_ = (largest[(largest["verdict"] == USUAL) == back] for back in (True, False))
    if len(open_):
        key = "listed_largest" if not judged else "listed_open_too" if len(notable) or len(usual) else "listed_open"
        yield Sentence(f"{key}{_which(found, key)}", {"moves": _moves(found, open_), "n": len(open_)})
    if len(usual):
        yield Sentence("listed_usual", {"moves": _moves(found, usual)})
    yield from _rest(found, len(notable) + len(largest))


def _which(found: Change, key: str) -> str:
    """Of those listed whether they are all that moved, or whether another is as large as the third."""
    sizes = [abs(d) for d in found.table["difference"] if d]
    if key == "listed_open_too":
        return ""
    if len(sizes) <= LISTED:
        return "_only"
    return "_tied" if sizes[LISTED] == sizes[LISTED - 1] else ""


def _rest(found: Change, told: int) -> Iterator[Sentence]:
    """How many are the same in both years, and how many others there are."""
    same = int(found.table["difference"].map(lambda d: d is not None and not d).sum())
    others = len(found.table) - same - told
    if same:
        yield Sentence("listed_same", {"units": counted("units", same)})
    if others:
        yield Sentence("listed_rest" if found.judged else "listed_rest_plain", {"rest": counted("rest", others)})


def _moves(found: Change, rows: pd.DataFrame) -> list[Sentence]:
    return [marked(_move(found.measure, row, "move"), bool(row["doubtful"])) for _, row in rows.iterrows()]


def _shift(found: Change) -> Sentence | None:
    """18个单位中6个由30件左右增至120件左右: several units that changed much, all alike."""
    if found.measure.kind == "rate":
        return None
    for key in ("shift_up", "shift_down"):
        rises = found.notable["later"] > found.notable["earlier"]
        rows = found.notable[rises if key == "shift_up" else ~rises]
        ends = {name: rows[name].astype(float) for name in ENDS}
        if len(rows) >= SHIFTED and all(_alike(end) for end in ends.values()):
            middles = {name: _quantity(found.measure, Decimal(round(end.median()))) for name, end in ends.items()}
            facts = {"units": counted("units", len(found.table)), "n": len(rows), **middles}
            return marked(Sentence(key, facts), bool(rows["doubtful"].any()))
    return None


def _alike(numbers: pd.Series) -> bool:
    """Whether none is far from the middle one; a middle of nothing is that of no shift."""
    middle = numbers.median()
    return bool(middle > 0 and ((numbers <= ALIKE * middle) & (numbers * ALIKE >= middle)).all())


def _quantity(measure: Measure, number: Decimal | None) -> Quantity:
    return Quantity(number or Decimal(0), measure.unit)


def _move(measure: Measure, row: Any, key: str, facts: Mapping[str, object] | None = None) -> Sentence:
    """One unit, or all of them, from earlier to later."""
    way = "up" if row["later"] > row["earlier"] else "down" if row["later"] < row["earlier"] else "same"
    place = {"place": row["jurisdiction"]} if "jurisdiction" in row else {}
    ends = {name: _end(measure, row, name) for name in ENDS}
    return Sentence(f"{key}_{way}", {**(facts or {}), **place, **ends})


def _end(measure: Measure, row: Any, name: str) -> object:
    if measure.kind == "rate" and f"{name}_numerator" in row:
        return Share(exact(row[f"{name}_numerator"]), exact(row[f"{name}_denominator"]))
    return _quantity(measure, row[name])


def _ends(measure: Measure, sums: Totals) -> dict[str, object] | None:
    """Both years of a ratio recomputed from its sums; None if a denominator is 0."""
    ends: dict[str, object] = {}
    for when, number, parts in (("earlier", sums.earlier, sums.earlier_parts), ("later", sums.later, sums.later_parts)):
        if number is None or parts is None:
            return None
        ends[when] = Share(*parts) if measure.kind == "rate" else Quantity(number, measure.unit)
    return ends


def _ratio(found: Change, facts: dict[str, object]) -> Sentence:
    ends = _ends(found.measure, found.totals())
    if ends is None:
        return Sentence("change_no_pairs", facts)
    alone = len(found.table) == 1
    said = Sentence(
        "change_ratio_single" if alone else "change_ratio",
        facts | ends | {"place": found.table["jurisdiction"].iloc[0]},
    )
    return beside(marked(said, bool(found.table["doubtful"].any())), _unpaired(found) if alone else [])


def _unpaired(found: Change) -> list[Sentence]:
    """How many units that existed in one of the years can't be compared, beside the only one that can."""
    existing = (found.left_out[["earlier", "later"]] != "not_existing").any(axis=1)
    return [Sentence("apart_unpaired", {"units": counted("units", int(existing.sum()))})] if existing.any() else []


def without_largest(found: Change) -> Sentence | None:
    """The same ratio without the unit that weighs most in it, for the notes; None where that leaves nothing."""
    if found.largest is None or len(found.table) < 2:
        return None
    ends = _ends(found.measure, found.totals(without=found.largest))
    rest = found.table["jurisdiction"] != found.largest
    said = Sentence("change_ratio_without", (ends or {}) | {"place": found.largest})
    return marked(said, bool(found.table.loc[rest, "doubtful"].any())) if ends else None


def _nothing(found: Change, facts: dict[str, object]) -> Sentence:
    apart = found.left_out[found.left_out["later"] != "not_existing"]
    if found.left_out.empty:
        return Sentence("no_units")
    if apart[["earlier", "later"]].isin(SPEAKING).all(axis=1).any():
        return Sentence("change_forms", facts)
    if len(apart) and (apart["later"] == "not_in_form").all():
        return Sentence("change_not_in_form", facts)
    return Sentence("change_no_pairs", facts)
