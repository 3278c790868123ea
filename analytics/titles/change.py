"""The sentence over the changes between two years."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from analytics.change import Change, Totals
from analytics.coverage import ABSENT
from analytics.measures import Measure
from analytics.ranking import SPEAKING
from analytics.sentence import Quantity, Sentence, Share, counted
from analytics.titles.facts import compared, marked, named, zero

NAMED = 3  # more units than this are counted, and only the first is named


def change_title(found: Change) -> Sentence:
    """What changed beyond chance; where that can't be said, what all comparable units add up to."""
    measure, table = found.measure, found.table
    facts: dict[str, object] = {"measure": named(measure), "base": str(found.base_year), "year": str(found.year)}
    if table.empty:
        return _nothing(found, facts)
    silent = found.left_out[["earlier", "later"]].isin(ABSENT).any(axis=1)
    facts["same"] = compared(len(table), len(table) + int((~silent).sum()))
    if measure.kind in ("rate", "mean"):
        return _ratio(found, facts)
    if len(table) == 1:
        return marked(_move(measure, table.iloc[0], "change_single", facts), bool(table["doubtful"].any()))
    if not (table["earlier"].astype(bool) | table["later"].astype(bool)).any():
        return Sentence("change_zero", facts | {"value": zero(measure)})
    sums = found.totals()
    if not table["difference"].astype(bool).any():
        return Sentence("change_equal", facts | {"value": _quantity(measure, sums.later)})
    if len(found.notable):
        return _notable(found, facts)
    both = marked(_move(measure, vars(sums), "total"), bool(table["doubtful"].any()))
    if not found.speaks:
        return Sentence("change_total", facts | {"total": both})
    return Sentence("change_none_notable", facts | {"total": both})


def _quantity(measure: Measure, number: Decimal | None) -> Quantity:
    return Quantity(number or Decimal(0), measure.unit)


def _move(measure: Measure, row: Any, key: str, facts: Mapping[str, object] | None = None) -> Sentence:
    """One unit, or all of them, from earlier to later."""
    way = "up" if row["later"] > row["earlier"] else "down" if row["later"] < row["earlier"] else "same"
    place = {"place": row["jurisdiction"]} if "jurisdiction" in row else {}
    ends = {name: _quantity(measure, row[name]) for name in ("earlier", "later")}
    return Sentence(f"{key}_{way}", {**(facts or {}), **place, **ends})


def _notable(found: Change, facts: dict[str, object]) -> Sentence:
    moves = [marked(_move(found.measure, row, "move"), row["doubtful"]) for _, row in found.notable.iterrows()]
    whole = "" if found.rest else "_all"
    facts = facts | {"rest": counted("rest", found.rest)}
    if len(moves) <= NAMED:
        return Sentence(f"change_notable{whole}", facts | {"moves": moves})
    return Sentence(f"change_notable_many{whole}", facts | {"units": counted("units", len(moves)), "move": moves[0]})


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
    return marked(said, bool(found.table["doubtful"].any()))


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
