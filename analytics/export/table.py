"""What is exported: columns and rows, and what must travel with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

Kind = Literal["text", "integer", "decimal", "flag"]


@dataclass(frozen=True)
class Column:
    """One column. A decimal comes as Decimal, or as its plain text, and None or "" where there is none.

    `verbatim` text is written as it stands even where a spreadsheet would take it for a formula. What is `statistical`
    (a p, a limit) stands in a workbook on a sheet of its own, beside the columns that name the row.
    """

    name: str
    kind: Kind = "text"
    verbatim: bool = False
    statistical: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart that a workbook draws of its own data: `value`, or several, over `category`, for each run of `by`, which
    may be the words of several columns, a blank between them.

    The rows must be sorted so that each `by` is one run; `only` limits the series to these, () takes all. Categories
    may stand in several neighbouring columns, first and last named. `stacked` ones stand upon each other.
    """

    shape: Literal["line", "bar", "column"]
    category: str | tuple[str, str]
    value: str | tuple[str, ...]
    by: str | tuple[str, ...] | None = None
    only: tuple[str, ...] = ()
    stacked: bool = False

    @property
    def categories(self) -> tuple[str, str]:
        """First and last column of the categories."""
        return (self.category, self.category) if isinstance(self.category, str) else self.category

    @property
    def runs(self) -> tuple[str, ...]:
        """The columns whose words together name a run."""
        return (self.by,) if isinstance(self.by, str) else self.by or ()

    @property
    def values(self) -> tuple[str, ...]:
        """The columns drawn."""
        return (self.value,) if isinstance(self.value, str) else self.value


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

    def parted(self) -> tuple[Table, Table | None]:
        """The table without its statistical columns, and these beside the names of the rows; None if it has none."""
        if not any(column.statistical for column in self.columns):
            return self, None
        rows = list(self.rows)
        places = range(len(self.columns))
        plain = [n for n in places if not self.columns[n].statistical]
        naming = list(
            takewhile(lambda n: self.columns[n].kind != "decimal" and not self.columns[n].statistical, places)
        )
        beside = [*naming, *(n for n in places if self.columns[n].statistical)]
        return replace(self._only(plain, rows), chart=self.chart), self._only(beside, rows)

    def _only(self, places: Sequence[int], rows: Sequence[Sequence[object]]) -> Table:
        columns = tuple(self.columns[n] for n in places)
        kept = [[row[n] for n in places] for row in rows]
        return replace(self, columns=columns, rows=kept, chart=None)

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.columns]
