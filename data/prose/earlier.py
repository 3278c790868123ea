"""What this year's prose says of last year, and of the change since, against the tables of both years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from data.forms import INDICATORS
from data.prose.fact import Fact, Kind
from data.prose.measures import SAID, Cells, Values, contradicted, held

CARRIED_IN, CARRIED_OUT = "applications.carry_in", "applications.carry_out"
_PERCENT, _TIMES, _LEVEL = "%", "倍", "level"
_DIRECTIONS = frozenset({"up", "down"})
_SHARES = frozenset({"%", "‰", "成", "个百分点", "百分点"})


@dataclass(frozen=True)
class Tables:
    """The certain cells of one report, and the form of each of its tables."""

    values: Values
    forms: Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """Cells that can't be true together with a fact: last year's, and this year's where a change is told."""

    last: Cells
    now: Cells | None = None


def speaks_of_last_year(fact: Fact, year: int) -> bool:
    """Whether a fact of the report of this year says something that the last one can bear out."""
    if not fact.measure or fact.who:
        return False
    return _came_over(fact, year) or fact.kind is Kind.CHANGE or (fact.kind in SAID and fact.year == year - 1)


def step(fact: Fact, now: Tables, last: Tables) -> Step | None:
    """The cells that contradict such a fact; None if there are none, or they are not known."""
    if fact.kind is not Kind.CHANGE:
        if fact.measure == CARRIED_IN and held(fact, now.values, now.forms):
            return None  # table against table tells of it
        told = fact if fact.measure != CARRIED_IN else replace(fact, measure=CARRIED_OUT)
        found = contradicted(told, last.values, last.forms)
        return Step(found) if found else None
    plain = replace(
        fact, kind=Kind.ABSOLUTE, unit="" if fact.unit in (*_SHARES, _TIMES, _LEVEL, *_DIRECTIONS) else fact.unit
    )
    pairs = [
        (after, before)
        for after in held(plain, now.values, now.forms)
        for before in held(plain, last.values, last.forms)
        if after.codes == before.codes and after.whole and before.whole and _comparable(after, now, last)
    ]
    if not pairs or fact.unit in _SHARES - {_PERCENT} or any(_steps(fact, *pair) for pair in pairs):
        return None
    return Step(pairs[0][1], pairs[0][0])


def _came_over(fact: Fact, year: int) -> bool:
    """What came over from last year is what last year's report carried out."""
    return fact.measure == CARRIED_IN and fact.kind in SAID and fact.year == year


def _comparable(cells: Cells, now: Tables, last: Tables) -> bool:
    """Whether both years' forms ask for the same."""
    cell = INDICATORS[cells.codes[0]]
    return cell.joins(now.forms[cell.section], last.forms[cell.section])


def _steps(fact: Fact, after: Cells, before: Cells) -> bool:
    """Whether the change can be had from these two numbers; a per cent may be cut or rounded."""
    now, last, low = after.total, before.total, fact.low or Decimal(0)
    beyond = Decimal("-Infinity") if low < 0 else Decimal("Infinity")
    high = beyond if fact.high is None else fact.high
    low, high = min(low, high), max(low, high)
    if fact.unit == _LEVEL:
        return now == last
    if fact.unit in _DIRECTIONS:
        return now > last if fact.unit == "up" else now < last
    if fact.unit == _PERCENT:
        if not last:
            return not now and not low
        told = fact.said or fact.low or Decimal(0)  # a bound of “more than” may be none
        room = Decimal(1).scaleb(min(0, int(told.as_tuple().exponent)))
        return low - room < (now - last) * 100 / last < high + room
    if fact.unit == _TIMES:
        return bool(last) and any(low - Decimal("0.1") <= times <= high + Decimal("0.1") for times in _times(now, last))
    return low <= now - last <= high


def _times(now: Decimal, last: Decimal) -> tuple[Decimal, Decimal]:
    """增长2倍 is meant as three times as many by some, as twice as many by others."""
    return (now - last) / last, now / last
