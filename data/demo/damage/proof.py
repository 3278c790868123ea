"""A report on its way to the printer, where damage is done to it and put on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from data.demo.draws import Draws
from data.demo.render.parts import Part, Prose, Table
from data.demo.render.table import Printed, Row
from data.model import Report

ANYWHERE = frozenset({"txt", "html", "docx", "pdf"})
GRIDS = frozenset({"html", "docx", "pdf"})


@dataclass
class Proof:
    """`parts` are what will be printed; `report` is what a careful reader finds there in the end.

    `doubt` are the cells of which even a careful reader may be unsure, `lost` those that the document no
    longer holds. `layout`, `one_line` and `encoding` concern text (`encoding` also pages), `broken_up` pages,
    `ruled` PDF; `scans` are pages at the end of a PDF that are pictures.
    """

    report: Report
    parts: list[Part]
    layout: str
    encoding: str = "utf-8"
    one_line: bool = False
    broken_up: bool = False
    ruled: bool = True
    scans: int = 0
    doubt: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def tables(self, section: str | None = None) -> Iterator[Table]:
        return (part for part in self.parts if isinstance(part, Table) and section in (None, part.section))

    def cells(self, section: str) -> Iterator[Printed]:
        """The cells of values of one section."""
        return (cell for table in self.tables(section) for row in table.rows for cell in row if cell.code)

    def codes(self, section: str) -> set[str]:
        return {cell.code for cell in self.cells(section) if cell.code}

    def each_cell(self, change: Callable[[Printed], Printed], section: str | None = None) -> None:
        """Change cells one by one."""
        self.each_table(lambda rows: [[change(cell) for cell in row] for row in rows], section)

    def each_table(self, change: Callable[[list[Row]], list[Row]], section: str | None = None) -> None:
        self.parts = [
            replace(part, rows=change(part.rows))
            if isinstance(part, Table) and section in (None, part.section)
            else part
            for part in self.parts
        ]

    def relabel(self, labels: Mapping[str, str], section: str | None = None) -> None:
        """Print other words for labels that match a pattern in full."""

        def change(cell: Printed) -> Printed:
            if cell.code is None:
                for pattern, words in labels.items():
                    if re.fullmatch(pattern, cell.text):
                        return replace(cell, text=re.sub(pattern, words, cell.text))
            return cell

        self.each_cell(change, section)

    def each_text(self, change: Callable[[str], str]) -> None:
        """Change every text, in tables and out of them."""
        self.parts = [part if isinstance(part, Table) else replace(part, text=change(part.text)) for part in self.parts]
        self.each_cell(lambda cell: replace(cell, text=change(cell.text)))

    def each_prose(self, change: Callable[[str], str]) -> None:
        self.parts = [replace(part, text=change(part.text)) if isinstance(part, Prose) else part for part in self.parts]

    def before_tables(self, added: Part) -> None:
        """Put a part before each table."""
        self.parts = [p for part in self.parts for p in ((added, part) if isinstance(part, Table) else (part,))]


@dataclass(frozen=True)
class Damage:
    """One kind of damage: what it does, the formats it is found in, and the reports that it can befall."""

    do: Callable[[Proof, Draws], None]
    formats: frozenset[str] = ANYWHERE
    fit: Callable[[Report], bool] = lambda report: True


def on_form(section: str, form: str) -> Callable[[Report], bool]:
    """Whether a table follows a form and is there."""

    def fit(report: Report) -> bool:
        return report.forms[section] == form and has_table(section)(report)

    return fit


def has_table(*sections: str) -> Callable[[Report], bool]:
    """Whether tables are there, and filled with numbers."""

    def fit(report: Report) -> bool:
        return all(r.value is not None for r in report.readings if r.indicator[0] in sections)

    return fit
