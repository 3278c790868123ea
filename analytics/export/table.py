"""What is exported: columns and rows, and what must travel with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "decimal", "flag"]


@dataclass(frozen=True)
class Column:
    """One column. A decimal comes as Decimal, or as its plain text, and None or "" where there is none.

    `verbatim` text is written as it stands even where a spreadsheet would take it for a formula.
    """

    name: str
    kind: Kind = "text"
    verbatim: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart that a workbook draws of its own data: `value` over `category`, a series for each run of `by`.

    The rows must be sorted so that each `by` is one run; `only` limits the series to these, () takes all.
    """

    shape: Literal["line", "bar", "column"]
    category: str
    value: str
    by: str | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table, its rows read once.

    `filters` and `notes` are lines for people: what was chosen, what the numbers and signs mean. `sources`
    is a table of the reports, cells and documents behind the numbers.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[object]]
    filters: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: Table | None = None
    chart: Chart | None = None

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.columns]
