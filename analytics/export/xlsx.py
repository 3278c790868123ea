"""XLSX: the data with filters and a chart, what was chosen and what it means, and the sources, a sheet each."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

import words
from analytics.export.format import Format, decimal
from analytics.export.table import Chart, Table
from data.errors import BadRequest
from data.numbers import plain

MOST_ROWS = 1_048_576  # of a sheet, the header included
_MOST_SERIES = 255
_EXACT_DIGITS = 15  # that a spreadsheet keeps
_STORED_PLACES = 4  # decimals of a number that was printed; more has only what was computed
_WIDEST = 60
_MEASURED_ROWS = 500


def stream(table: Table, out: BinaryIO, lang: str) -> None:
    """Raises BadRequest if the table is longer than a sheet can be."""
    # Never a formula or a link from a document's text, whatever it begins with.
    safe = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    whole = io.BytesIO()  # a workbook is written when it is closed, so also after an error
    book = xlsxwriter.Workbook(whole, safe)
    try:
        table, statistics = table.parted()
        data = _Sheet(book, words.say("export.sheet_data", lang))
        data.write(table)
        if table.chart:
            data.draw(table, table.chart)
        if table.filters or table.notes:
            _write_notes(book, table, lang)
        if statistics:
            _Sheet(book, words.say("export.sheet_statistics", lang)).write(statistics)
        if table.sources:
            _Sheet(book, words.say("export.sheet_sources", lang)).write(table.sources)
    finally:
        book.close()
    out.write(whole.getvalue())


def _write_notes(book: Any, table: Table, lang: str) -> None:
    sheet = book.add_worksheet(words.say("export.sheet_notes", lang))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    lines = [(table.title, bold), *((line, wrapped) for line in (*table.filters, *table.notes))]
    for row, (line, style) in enumerate(lines):
        sheet.write_string(row, 0, line, style)


@dataclass
class _Sheet:
    """One sheet of rows under a header, and where each run of the chart's series ended up in it."""

    book: Any
    name: str
    sheet: Any = field(init=False)
    runs: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.name)
        self.whole = self.book.add_format({"num_format": "0"})

    def write(self, table: Table) -> None:
        names = table.header
        by = [names.index(name) for name in table.chart.runs] if table.chart else []
        widths = [_width(name) for name in names]
        bold = self.book.add_format({"bold": True, "bottom": 1})
        for column, name in enumerate(names):
            self.sheet.write_string(0, column, name, bold)
        last = 0
        for last, row in enumerate(table.rows, start=1):
            if last >= MOST_ROWS:
                raise BadRequest("xlsx_too_long", most=MOST_ROWS - 1)
            for column, (cell, value) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(last, column, cell.kind, value)
            if last <= _MEASURED_ROWS:
                widths = [max(width, _width(value)) for width, value in zip(widths, row, strict=True)]
            series = " ".join(str(row[column]) for column in by) or table.title
            self.runs.setdefault(series, [last, last])[1] = last
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, min(width, _WIDEST) + 2)
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, last, len(names) - 1)
        self._to_paper(last, len(names) - 1)

    def _to_paper(self, row: int, column: int) -> None:
        """The rows on A4 across, as wide as the sheet of paper, the header on each; the chart is for the screen."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.print_area(0, 0, row, column)

    def _cell(self, row: int, column: int, kind: str, value: object) -> None:
        if value is None or value == "":
            return
        if kind == "flag":
            self.sheet.write_boolean(row, column, value)
        elif kind == "integer":
            self.sheet.write_number(row, column, value, self.whole)
        elif kind == "decimal" and (number := decimal(value)) is not None:
            if _fits(number):
                style = self.whole if number == number.to_integral_value() else None
                self.sheet.write_number(row, column, float(number), style)
            else:
                self.sheet.write_string(row, column, plain(number))
        else:
            self.sheet.write_string(row, column, str(value))

    def draw(self, table: Table, chart: Chart) -> None:
        """The chart beside the data; empty cells stay gaps, as the library has it."""
        drawn = self.book.add_chart({"type": chart.shape} | ({"subtype": "stacked"} if chart.stacked else {}))
        names = table.header
        left, right = (names.index(name) for name in chart.categories)
        runs = {name: run for name, run in self.runs.items() if not chart.only or name in chart.only}
        series = [(name, run, value) for name, run in runs.items() for value in chart.values]
        for name, (first, last), value in series[:_MOST_SERIES]:
            column = names.index(value)
            drawn.add_series({
                "name": name if len(chart.values) == 1 else value if len(runs) == 1 else f"{name} {value}",
                "categories": [self.name, first, left, last, right],
                "values": [self.name, first, column, last, column],
            })
        drawn.set_title({"name": table.title, "name_font": {"size": 12}})
        if chart.shape == "bar":
            drawn.set_y_axis({"reverse": True})  # the first row on top
        if len(series) == 1:
            drawn.set_legend({"none": True})
        drawn.set_size({"width": 960, "height": 540})
        if runs:
            self.sheet.insert_chart(1, len(names) + 1, drawn)


def _fits(number: Decimal) -> bool:
    """Whether a spreadsheet holds the number; what was computed may be rounded, what was printed may not."""
    digits, exponent = number.normalize().as_tuple()[1:]
    return len(digits) <= _EXACT_DIGITS or (isinstance(exponent, int) and exponent < -_STORED_PLACES)


def _width(value: object) -> int:
    """In characters of a Latin font; hanzi take two."""
    return sum(2 if character > "\u2e7f" else 1 for character in str(value if value is not None else ""))


XLSX = Format("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", stream)
