"""Spreadsheets and CSV: a sheet is a grid; a line of text over or under it is a paragraph."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl

from data.errors import BadDocument
from data.model import Cell, Document, Grid, Paragraph, Place
from data.readers.encoding import decode
from data.readers.grids import Spanned, as_grid
from data.readers.package import OLE, check_size

MOST_ROWS, MOST_COLUMNS = 2000, 100
_SEPARATORS = ",\t;|"


def read_xlsx(name: str, content: bytes, sha256: str) -> Document:
    """A workbook: the values as they were last calculated. Raises BadDocument for a damaged or locked one."""
    if content.startswith(OLE):
        raise BadDocument("file_locked", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_size(name, package)
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except BadDocument:
        raise
    except Exception as problem:  # a damaged workbook makes the library fail in any way there is
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    blocks = [block for number, sheet in enumerate(book.worksheets, 1) for block in _sheet(sheet, number)]
    return Document(name, sha256, tuple(blocks))


def _sheet(sheet: Any, number: int) -> Iterator[Paragraph | Grid]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        spans[merged.min_row, merged.min_col] = (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
        covered |= {
            (y, x) for y in range(merged.min_row, merged.max_row + 1) for x in range(merged.min_col, merged.max_col + 1)
        }
    covered -= set(spans)
    rows = [
        [
            Spanned(_text(cell.value), *spans.get((cell.row, cell.column), (1, 1)))
            for cell in row
            if (cell.row, cell.column) not in covered
        ]
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    ]
    yield from _with_lines_apart(as_grid(rows, number), number)


def _text(value: object) -> str:
    """A cell's value as text: whole numbers without .0."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


def read_csv(name: str, content: bytes, sha256: str) -> Document:
    """Values between separators; one grid. Raises BadDocument for an unknown encoding."""
    text = decode(name, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: (text.count(sign), first.count(sign)))
    try:
        rows = [
            [Spanned(cell.strip()) for cell in row[:MOST_COLUMNS]]
            for row in csv.reader(io.StringIO(text), delimiter=separator)
        ]
    except csv.Error as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    return Document(name, sha256, tuple(_with_lines_apart(as_grid(rows[:MOST_ROWS], 1), 1)))


def _with_lines_apart(grid: Grid | None, number: int) -> Iterator[Paragraph | Grid]:
    """Rows that are one cell across the sheet, or hold a sentence, as paragraphs between the grids."""
    rows: list[tuple[Cell, ...]] = []
    for cells in grid.rows if grid else ():
        filled = list({id(cell): cell for cell in cells if cell.text}.values())
        if len(filled) == 1 and _is_line(cells, filled[0]):
            yield from _grid(rows, number)
            rows = []
            yield Paragraph(filled[0].text, filled[0].place)
        elif filled:
            rows.append(cells)
    yield from _grid(rows, number)


def _is_line(cells: Sequence[Cell], one: Cell) -> bool:
    present = [cell for cell in cells if cell.place.row is not None]
    return len({id(cell) for cell in present}) == 1 or len(one.text) > 30 or (one is cells[0] and "报告" in one.text)


def _grid(rows: list[tuple[Cell, ...]], number: int) -> Iterator[Grid]:
    if rows:
        yield Grid(tuple(rows), Place(table=number))
