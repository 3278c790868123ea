"""The second sheet of the workbook: a row for each cell of the form, a column for each unit, the rows' sums."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

import words
from analytics.consolidation.cell import Part, Sum
from analytics.consolidation.consolidation import Consolidation
from analytics.consolidation.frame import LANG
from analytics.consolidation.styles import Styles, exact, marked, shape
from data.errors import BadRequest
from data.forms import INDICATORS
from data.numbers import plain

COLUMNS = ("section", "row", "column", "cell", "unit", "total", "doubt", "own", "by", "reason")
TOTAL, OWN, FIRST = COLUMNS.index("total"), COLUMNS.index("own"), len(COLUMNS)
WIDTHS = (5, 40, 28, 24, 6, 12, 8, 10, 10, 16)
MOST = 16_384 - FIRST  # units: a sheet has no more columns
# Why a part has no number → its entry in words/states.yaml.
EMPTY = {
    "no_report": "not_in_store",
    "missing": "table_missing",
    "blank": "blank",
    "unread": "doubtful",
    "no_counterpart": "not_in_form",
}


def write_parts(book: Any, styles: Styles, found: Consolidation) -> dict[str, int]:
    """Write the sheet; on which row each cell stands. Amounts are in 元. Raises BadRequest for too many units."""
    units = [unit.path for unit in found.expected]
    if len(units) > MOST:
        raise BadRequest("consolidate_too_wide", n=len(units), most=MOST)
    sheet = book.add_worksheet(words.say("consolidation.sheet_parts", LANG))
    heads = [*(words.say(f"consolidation.head_{name}", LANG) for name in COLUMNS), *units]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles.plain(bold=True))
        sheet.set_column(column, column, WIDTHS[column] if column < FIRST else max(10, 2 * len(head)))
    rows = {}
    for row, (code, one) in enumerate(found.sums.items(), start=1):
        rows[code] = row
        _label(sheet, styles, row, one, found.form)
        for column, part in enumerate(one.parts, start=FIRST):
            _part(sheet, styles, row, column, part)
        _total(sheet, styles, row, one)
    sheet.freeze_panes(1, TOTAL + 1)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    return rows


def _label(sheet: Any, styles: Styles, row: int, one: Sum, form: str) -> None:
    cell = INDICATORS[one.code]
    texts = (cell.section, *cell.labels[form], one.code, cell.unit)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, styles.plain())


def _part(sheet: Any, styles: Styles, row: int, column: int, part: Part) -> None:
    if part.value is None:
        sheet.write_string(row, column, words.say(f"states.{EMPTY[part.state]}", LANG), styles.plain())
    else:
        _number(sheet, row, column, part.value, styles.plain(marked(part, part.value)))


def _number(sheet: Any, row: int, column: int, number: Decimal, style: Any) -> None:
    if exact(Sum("", (Part("", number),))):
        sheet.write_number(row, column, float(number), style)
    else:
        sheet.write_string(row, column, plain(number), style)


def _total(sheet: Any, styles: Styles, row: int, one: Sum) -> None:
    """The sum as a formula over the parts, or the county's own figure with who and why."""
    if one.doubtful:
        sheet.write_string(row, COLUMNS.index("doubt"), words.say("states.doubtful", LANG), styles.plain())
    if one.own:
        _number(sheet, row, OWN, one.own.value, styles.plain(shape(one.own.value)))
        for name, text in (("by", one.own.by), ("reason", one.own.reason)):
            sheet.write_string(row, COLUMNS.index(name), text, styles.plain())
    if one.value is None:
        return
    style = styles.plain(shape(one.value), bold=True)
    if not exact(one):
        sheet.write_string(row, TOTAL, plain(one.value), style)
        return
    last = xl_rowcol_to_cell(row, FIRST + max(0, len(one.parts) - 1))
    formula = f"={xl_rowcol_to_cell(row, OWN)}" if one.own else f"=SUM({xl_rowcol_to_cell(row, FIRST)}:{last})"
    sheet.write_formula(row, TOTAL, formula, style, float(one.value))
