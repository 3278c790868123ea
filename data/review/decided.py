"""One decision on one report: what it was about, what stood there, what holds instead, who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

# correct and confirm are of a cell, waive of a finding, the others of a report; handed is the day it was handed in,
# reassign gives it to another body or year.
KINDS = ("correct", "confirm", "waive", "return", "accept", "withdraw", "handed", "reassign")
OF_CELLS = ("correct", "confirm")


@dataclass(frozen=True)
class Target:
    """Whose report a document becomes: a body, by its name, class and the bodies above it, and a year."""

    name: str
    kind: str
    parents: tuple[str, ...]
    year: int


@dataclass(frozen=True)
class Decided:
    """A row of the table `review`.

    `jurisdiction` is the body's path at the time, `sha256` the document decided on. `stood` is what its cells said (see
    `data.review.deciding.stood`): a later document's cells must say the same for the decision to hold there too.
    `old_value` and `new_value` are in the cell's unit.
    """

    kind: str
    jurisdiction: str
    year: int
    sha256: str
    reason: str
    author: str
    made: datetime
    indicator: str = ""
    row_label: str | None = None
    rule: str = ""
    cells: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    stood: str = ""
    old_raw: str = ""
    old_value: Decimal | None = None
    new_value: Decimal | None = None
    day: date | None = None
    before: str = ""  # what counted until then: as read, or as decided before
    target: Target | None = None  # of a report that is given to another body or year
    aside: Mapping[str, str] = field(default_factory=dict)  # what else that does, to be told
    earlier: Mapping[str, str] = field(default_factory=dict)  # that it takes the place of: see `data.review.earlier`

    @property
    def cell(self) -> str:
        """The cell's code; an added row's as `code@row label`."""
        return self.indicator if self.row_label is None else f"{self.indicator}@{self.row_label}"
