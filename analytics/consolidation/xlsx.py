"""The consolidated report as a workbook: the form on the first sheet, its numbers formulas over the parts on another.

Each formula carries its value, so that whoever does not calculate reads the same. A number of more digits than a
spreadsheet keeps stands as text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

import words
from analytics.consolidation.cell import Sum
from analytics.consolidation.consolidation import Consolidation
from analytics.consolidation.frame import LANG, Line, fees_words, frame, own_words
from analytics.consolidation.layout import Box, Laid, lay
from analytics.consolidation.parts_sheet import TOTAL, write_parts
from analytics.consolidation.styles import BODY, HEAD, TITLE, Styles, exact
from data.forms import INDICATORS

GRID = 30  # columns of the sheet, of which each column of a table takes some: 30 = 15 × 2 = 2 + 3 + 11 + 7 × 2
COLUMN = 2.3  # characters; 30 of them are as wide as A4 between its margins
# How many columns of the sheet the labels of each table take; its values share the rest alike.
LABELS = {"2": (6,), "3": (2, 3, 11), "4": ()}
LEAST = 6  # columns of the sheet that the last label of a table keeps
HEIGHTS = {"title": 40.0, "heading": 30.0, "prose": 40.0, "row": 24.0, "head": 34.0, "long": 29.0}  # points

LONG = 28  # characters that the labels of table 3 have room for in a line


def write(found: Consolidation) -> bytes:
    """The workbook as one file. Raises BadRequest if there are more units than a sheet has columns."""
    out = io.BytesIO()
    # Never a formula or a link from a name or a reason, whatever it begins with.
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": frame(found).title})
    styles = Styles(book)
    form = _Form(book.add_worksheet(words.say("consolidation.sheet_form", LANG)), styles, found)
    rows = write_parts(book, styles, found)
    form.write(rows)
    book.close()
    return out.getvalue()


@dataclass
class _Form:
    """The sheet with the form: title, headings, tables one below the other."""

    sheet: Any
    styles: Styles
    found: Consolidation
    row: int = 0
    breaks: list[int] = field(default_factory=list)

    def write(self, rows: dict[str, int]) -> None:
        """`rows` are those of the cells on the sheet of parts."""
        self.sheet.set_column(0, GRID - 1, COLUMN)
        self.sheet.hide_gridlines(2)
        self._line(frame(self.found).title, "title", self.styles.text(TITLE, 22, middle=True))
        for part in frame(self.found).parts:
            if isinstance(part, Line):
                if part.heading and part.section in ("3", "5"):
                    self.breaks.append(self.row)
                face, kind = (HEAD, "heading") if part.heading else (BODY, "prose")
                if part.own:
                    self.sheet.write_comment(self.row, 0, fees_words(part.own), {"author": part.own.by})
                self._line(part.text, kind, self.styles.text(face, 14))
            else:
                self._table(lay(part, self.found.form), part, rows)
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.6, right=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_h_pagebreaks(self.breaks)
        self.sheet.print_area(0, 0, self.row - 1, GRID - 1)

    def _line(self, text: str, kind: str, style: Any) -> None:
        self.sheet.merge_range(self.row, 0, self.row, GRID - 1, text, style)
        self.sheet.set_row(self.row, HEIGHTS[kind])
        self.row += 1

    def _table(self, laid: Laid, section: str, rows: dict[str, int]) -> None:
        starts = _starts(laid, section)
        long = {box.row for box in laid.boxes if box.kind == "label" and len(box.text) > LONG}
        for number in range(laid.rows):
            kind = "head" if number < laid.head else "long" if number in long else "row"
            self.sheet.set_row(self.row + number, HEIGHTS[kind])
        for box in laid.boxes:
            self._box(box, starts, rows)
        self.row += laid.rows

    def _box(self, box: Box, starts: Sequence[int], rows: dict[str, int]) -> None:
        top, left = self.row + box.row, starts[box.column]
        one = self.found.sums.get(box.code)
        style = self.styles.number(one) if one else self.styles.label(box.from_left, box.kind == "caption")
        text = "" if one else box.text
        bottom, right = top + box.down - 1, starts[box.column + box.across] - 1
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, style)
        if one:
            self._number(top, left, one, rows[box.code], style)
            if one.own:
                self.sheet.write_comment(top, left, own_words(one), {"author": one.own.by})

    def _number(self, top: int, left: int, one: Sum, row: int, style: Any) -> None:
        printed = one.printed
        if printed is None:
            return
        if not exact(one):
            self.sheet.write_string(top, left, one.text, style)
            return
        cell = f"{words.say('consolidation.sheet_parts', LANG)}!{xl_rowcol_to_cell(row, TOTAL, True, True)}"
        formula = f"={cell}/10000" if INDICATORS[one.code].header_unit == "万元" else f"={cell}"
        self.sheet.write_formula(top, left, formula, style, _value(printed))


def _value(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _starts(laid: Laid, section: str) -> list[int]:
    """On which column of the sheet each column of a table begins, and where the last one ends.

    Values are alike and, while labels have room left, two columns wide; what is over goes to the last label.
    """
    labels, count = list(LABELS[section]), laid.columns - len(LABELS[section])
    each, over = divmod(GRID - sum(labels), count)
    if each < 2 and labels and GRID - 2 * count >= sum(labels[:-1]) + LEAST:
        each, over = 2, GRID - 2 * count - sum(labels)
    if labels:
        labels[-1] += over
    widths = [*labels, *[each + (not labels and place < over) for place in range(count)]]
    return list(accumulate(widths, initial=0))
