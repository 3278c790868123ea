"""A sum and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from data.forms import INDICATORS
from data.numbers import plain

# Why a part gives nothing to the sum, or not for certain; each makes the sum doubtful.
LEFT_OUT = ("no_report", "missing", "blank", "no_counterpart", "unread")
UNSURE = ("doubtful", "partly")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit asked for: its path, the id of its report of the year (None: none came) and the form of each table.

    `existed` tells whether there was such a unit in that year, as far as known; `sha256` is the document of the report.
    """

    path: str
    name: str
    report: int | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    existed: bool = True
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for, see `consolidate`: enough to ask it once more."""

    year: int
    names: tuple[str, ...] | None = None
    parent: str | None = None
    form: str = ""
    name: str = ""
    without: tuple[str, ...] = ()
    made_up: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit gives to a sum: `value`, in the unit of the cell, None where it is left out.

    `state` is value, nil (a / counts as 0), zero (a blank that the row proves to be 0), within (part of a cell of the
    unit's form that is 0), doubtful (added), partly (some of the rows that are added up for it are empty; the rest is
    added), or one of `LEFT_OUT`: no_report, missing (table or row not in the document), blank, unread (text where a
    number should be), no_counterpart (the unit's form has nothing that means the same). `decided`: correct, confirm.
    """

    unit: str
    value: Decimal | None
    state: str = "value"
    decided: str = ""

    @property
    def certain(self) -> bool:
        """Whether the sum may rest on it."""
        return self.state not in LEFT_OUT and self.state not in UNSURE


@dataclass(frozen=True, slots=True)
class Own:
    """A figure that the county enters in place of a sum, in the unit of the cell, with who and why.

    `made` is when it was entered into the store (UTC); None for one of a file.
    """

    cell: str
    value: Decimal
    by: str
    reason: str
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell of the consolidated form: its parts by path, or the county's own figure in place of their sum."""

    code: str
    parts: tuple[Part, ...]
    own: Own | None = None

    @property
    def value(self) -> Decimal | None:
        """Exact, in the unit of the cell; None where no part has a number."""
        return self.own.value if self.own else self.added

    @property
    def added(self) -> Decimal | None:
        """What the parts add up to, whatever stands in the place of their sum; None where no part has a number."""
        values = [part.value for part in self.parts if part.value is not None]
        return sum(values, Decimal(0)) if values else None

    @property
    def doubtful(self) -> bool:
        """Whether a part is doubtful or left out."""
        return self.own is None and (not self.parts or not all(part.certain for part in self.parts))

    @property
    def unsure(self) -> bool:
        """Whether it is doubtful for more than that units have no report of the year."""
        return self.own is None and not all(part.certain or part.state == "no_report" for part in self.parts)

    @property
    def printed(self) -> Decimal | None:
        """The number in the unit that the form's header asks for: 万元 for fees."""
        value = self.value
        return value if value is None or INDICATORS[self.code].header_unit != "万元" else value.scaleb(-4)

    @property
    def text(self) -> str:
        """As it is printed: an amount without a unit in the form's header has it beside the number."""
        printed, cell = self.printed, INDICATORS[self.code]
        if printed is None:
            return ""
        return plain(printed) + ("元" if printed and cell.unit == "元" and not cell.header_unit else "")
