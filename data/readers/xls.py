"""Workbooks before 2007 (.xls, and .et of WPS): what their visible sheets show, with the values as last calculated."""

from __future__ import annotations

from typing import Any

import xlrd

from data.errors import BadDocument
from data.model import Document
from data.readers import sheets
from data.readers.looks import Look, Piece, Seen, seen
from data.readers.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, seen_of

SMALLEST = 40  # twentieths of a point
PALE = 30  # of 255: what differs less from its ground can't be seen
_SOLID, _SYSTEM_GROUND, _AUTOMATIC = 1, 65, 32767
_LOCKED = "encrypted"
Colour = tuple[int, int, int]


def read(name: str, content: bytes, sha256: str) -> Document:
    """A workbook. Raises BadDocument for a damaged or locked one."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=_Nowhere())
        blocks = [
            block
            for number, sheet in enumerate(book.sheets(), 1)
            if sheet.visibility == 0
            for block in _sheet(book, sheet).blocks(number)
        ]
    except Exception as problem:  # a damaged workbook makes the library fail in any way there is
        locked = _LOCKED in str(problem)
        raise BadDocument("file_locked" if locked else "file_damaged", file=name, detail=str(problem)) from problem
    return Document(name, sha256, tuple(blocks))


def read_named(name: str, content: bytes, sha256: str) -> Document:
    """What is named as a workbook and is none by its content: text with tabs, or something damaged."""
    return read(name, content, sha256) if b"\x00" in content[:4096] else sheets.read_csv(name, content, sha256)


class _Nowhere:
    """Where the library's remarks on a file's oddities go."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...


def _sheet(book: Any, sheet: Any) -> Sheet:
    hidden_rows = {row + 1 for row, told in sheet.rowinfo_map.items() if told.hidden or told.height == 0}
    hidden_columns = {column + 1 for column, told in sheet.colinfo_map.items() if told.hidden or told.width == 0}
    merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    found = Sheet(merged=merged, hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    for row in range(min(sheet.nrows, MOST_ROWS)):
        for column in range(min(sheet.row_len(row), MOST_COLUMNS + 1)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            told = _seen(book, sheet, cell, (row, column))
            found.cells[row + 1, column + 1] = Seen("") if told.text == "0" and not sheet.show_zero_values else told
    return found


def _seen(book: Any, sheet: Any, cell: Any, at: tuple[int, int]) -> Seen:
    style = book.xf_list[cell.xf_index]
    form = book.format_map[style.format_key].format_str
    ground = _ground(book, style)
    look = _look(book, book.font_list[style.font_index], ground)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return seen([(xlrd.error_text_from_code.get(cell.value, "#"), look)])
    if cell.ctype == xlrd.XL_CELL_TEXT and at in sheet.rich_text_runlist_map:
        return seen(_pieces(book, cell.value, sheet.rich_text_runlist_map[at], look, ground))
    return seen_of(cell.value, form, look)


def _pieces(book: Any, text: str, runs: list[tuple[int, int]], look: Look, ground: Colour | None) -> list[Piece]:
    """The runs of a cell, each with its own look; what stands before the first looks as the cell does."""
    starts = [0, *(start for start, _ in runs), len(text)]
    looks = [look, *(_look(book, book.font_list[font], ground) for _, font in runs)]
    return [(text[a:b], one) for a, b, one in zip(starts, starts[1:], looks, strict=False)]


def _look(book: Any, font: Any, ground: Colour | None) -> Look:
    colour = (0, 0, 0) if font.colour_index == _AUTOMATIC else book.colour_map.get(font.colour_index)
    colour = colour or (0, 0, 0)
    lost = ground is not None and max(abs(a - b) for a, b in zip(colour, ground, strict=True)) <= PALE
    shape = (font.height, tuple(part // 48 for part in colour), bool(font.bold), bool(font.italic))
    return Look(lost or font.height < SMALLEST, bool(font.struck_out), bool(font.escapement), shape)


def _ground(book: Any, style: Any) -> Colour | None:
    if style.background.fill_pattern != _SOLID:
        return 255, 255, 255
    colour: Colour | None = book.colour_map.get(style.background.pattern_colour_index)
    return colour
