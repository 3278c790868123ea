"""What of a report's prose was compared: so that “nothing found” says among how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model import Report
from data.prose.fact import Fact, Kind
from data.prose.measures import SAID, Values, certain, held
from data.prose.reading import facts


@dataclass(frozen=True)
class Compared:
    """How many numbers of the prose were compared with tables, and how many years with the report's own."""

    numbers: int
    years: int


def compared(report: Report) -> Compared:
    """What the checks of this report alone had to compare."""
    values = certain(report)
    said = facts(report)
    numbers = sum(bool(compared_cells(fact, report.year, values, report.forms)) for fact in said)
    return Compared(numbers, sum(fact.kind is Kind.YEAR for fact in said))


def compared_cells(fact: Fact, year: int, values: Values, forms: Mapping[str, str]) -> tuple[str, ...]:
    """The cells that a fact of the report of this year was compared with; none if no table holds it for certain."""
    if fact.year != year or fact.kind not in SAID or not fact.measure:
        return ()
    return next((cells.codes for cells in held(fact, values, forms)), ())
