"""Which cells hold what a fact says, and whether they agree with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from data import declarations
from data.forms import INDICATORS, members
from data.model import Report, Status
from data.prose.fact import Fact, Kind

Values = Mapping[str, Decimal]  # by indicator: the cells that are known for certain
GROUPS = ("organisations",)  # of columns
_RESULTS = {"upheld": "upheld", "corrected": "corrected", "other_result": "other", "pending": "pending"}
_COUNTED_IN_PARTS = (
    "licences", "penalties", "coercion", "documents.make", "documents.repeal", "documents.in_force", "fees",
    "applications.receive", "applications.carry_", "applications.open",
)  # fmt: skip
_LEFT_OVER = frozenset({"refuse", "unable", "ignore", "other_outcome"})
SAID = (Kind.ABSOLUTE, Kind.RANGE)


def certain(report: Report) -> Values:
    """The cells of a report's tables that are known for certain."""
    return {
        reading.indicator: reading.value
        for reading in report.readings
        if reading.value is not None
        and reading.status is Status.REPORTED
        and reading.row_label is None
        and reading.indicator in INDICATORS
    }


@cache
def declared_measures() -> dict[str, dict[str, list[list[str]]]]:
    """Thing → verb → sums of cells, as measures.yaml declares them."""
    return declarations.read(Path(__file__).with_suffix(".yaml"), dict[str, dict[str, list[list[str]]]])


def measure(thing: str, verb: str) -> str:
    """The key of what a thing and a verb say, "" if no cell holds it."""
    return f"{thing}.{verb}" if verb in declared_measures().get(thing, {}) else ""


@dataclass(frozen=True)
class Cells:
    """What the cells of one alternative hold together: `codes` and their sum; `whole` if all are known."""

    codes: tuple[str, ...]
    total: Decimal
    whole: bool

    def agrees(self, fact: Fact) -> bool:
        """Whether the number can be this one; where cells are not known the sum may be more."""
        if fact.low is None:
            return True
        if fact.high is not None and self.total > fact.high and not _rounds(self.total, fact):
            return False
        return not self.whole or self.total >= fact.low or _rounds(self.total, fact)


def _rounds(total: Decimal, fact: Fact) -> bool:
    """元 with cents against a whole number of 元."""
    return fact.unit == "元" and fact.low == fact.high and abs(total - (fact.low or 0)) < Decimal("0.5")


@cache
def alternatives(key: str, column: str, form: str, unit: str, nothing: bool) -> tuple[tuple[str, ...], ...]:
    """The cells that a number of this measure may stand in, in a table of this form; the likeliest first."""
    thing, _, verb = key.partition(".")
    verbs = declared_measures().get(thing, {})
    sums = verbs.get("none", verbs.get("")) if nothing and not verb else verbs.get(verb)
    found = []
    for codes in sums or ():
        parts = [_cells(code.replace("*", f"{column}/" if column in GROUPS else column), form) for code in codes]
        cells = tuple(cell for own in parts for cell in own)
        if all(parts) and _counts(cells, unit):
            found.append(cells)
    return tuple(found)


def _cells(code: str, form: str) -> tuple[str, ...]:
    """The cells of a form that a code means; none where it has no such column."""
    return members(code, form) if "/" in code or code in INDICATORS else ()


def _counts(codes: tuple[str, ...], unit: str) -> bool:
    """Whether a number in this unit can stand in these cells: money in those of money, and no other there."""
    money = INDICATORS[codes[0]].unit == "元"
    return (unit == "元") == money or (money and unit == "")


def held(fact: Fact, values: Values, forms: Mapping[str, str]) -> tuple[Cells, ...]:
    """What the tables hold of it, the likeliest first; nothing if the cells are not known."""
    section = _section(fact.measure)
    nothing = fact.low == 0 and fact.high == 0
    keys = re.split("[+&]", fact.measure)
    each = [alternatives(key, fact.column, forms[section], fact.unit, nothing) for key in keys] if section else []
    together = tuple(code for one in each if one for code in one[0])
    found: list[Cells] = []
    # 行政许可、行政处罚7件 may be the last's number, or all together.
    several = len(each) > 1 and all(each)
    if several and "&" in fact.measure:
        readings: tuple[tuple[str, ...], ...] = (together,)
    elif several:
        readings = (*each[-1], together)
    else:
        readings = each[0] if each else ()
    for codes in readings:
        known = [values[code] for code in codes if code in values]
        # The likeliest cells may be known in part; another reading of the sentence must be known wholly, or, where
        # the carried in stand nowhere, is that without them.
        if known and (len(known) == len(codes) or not found):
            found.append(Cells(codes, sum(known, Decimal(0)), len(known) == len(codes)))
    return tuple(found)


def _section(key: str) -> str:
    thing = key.partition(".")[0]
    sums = next(iter(declared_measures().get(thing, {}).values()), None)
    return sums[0][0][0] if sums else ""


def contradicted(fact: Fact, values: Values, forms: Mapping[str, str]) -> Cells | None:
    """The cells that can't be true together with the fact, None if there are none."""
    if not fact.measure or fact.kind not in (*SAID, Kind.PART):
        return None
    found = held(fact, values, forms)
    if fact.kind is Kind.PART:  # a part is no more than the whole
        if not fact.measure.startswith(_COUNTED_IN_PARTS):
            return None
        more = all(cells.whole and fact.low is not None and cells.total < fact.low for cells in found)
        return found[0] if found and more else None
    if not found:
        return _beyond_total(fact, values)
    return found[0] if not any(cells.agrees(fact) for cells in found) else None


def _beyond_total(fact: Fact, values: Values) -> Cells | None:
    """More of one result than the total leaves beside the other results, where the result's own cell is not known."""
    thing, _, verb = fact.measure.partition(".")
    if thing == "applications" and verb in _LEFT_OVER and fact.column == "total" and "3.closed.total" in values:
        left = values["3.closed.total"] - values.get("3.granted.total", Decimal(0))
        left -= values.get("3.partly.total", Decimal(0))
        return Cells(("3.closed.total", "3.granted.total"), left, True) if fact.low and fact.low > left else None
    result = _RESULTS.get(verb)
    if thing not in ("reviews", "suits_direct", "suits_after_review") or not result or fact.low is None:
        return None
    total = values.get(f"4.{thing}.total")
    others = sum((values.get(f"4.{thing}.{one}", Decimal(0)) for one in _RESULTS.values() if one != result), Decimal(0))
    if total is None or fact.low <= total - others:
        return None
    return Cells((f"4.{thing}.{result}",), total - others, True)
