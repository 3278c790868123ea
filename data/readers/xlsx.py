"""Workbooks of Excel and WPS since 2007: what their visible sheets show, with the values as last calculated."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string

from data.errors import BadDocument
from data.model import Document
from data.readers.conditional import Conditions
from data.readers.formulas import Formulas, Found
from data.readers.looks import PICTURE, Look, Piece, Seen, seen
from data.readers.package import OLE, Package, check_size
from data.readers.sheets import COMPUTED, MOST_COLUMNS, MOST_ROWS, UNREAD, At, Sheet, seen_of

SMALLEST = 2.0  # points
LOWEST, NARROWEST = 2.0, 0.3  # points, and letters: nobody sees what stands in a row or column that is smaller
PALE = 30  # of 255: what differs less from its ground can't be seen
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
Colour = tuple[int, int, int]


def read(name: str, content: bytes, sha256: str) -> Document:
    """A workbook. Raises BadDocument for a damaged or locked one."""
    if content.startswith(OLE):
        raise BadDocument("file_locked", file=name)
    try:
        package, content = _usual(name, content)
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content)) if _holds_formulas(content) else None
        pictures = _pictures(package, [sheet.title for sheet in book.worksheets])
    except BadDocument:
        raise
    except Exception as problem:  # a damaged workbook makes the library fail in any way there is
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    blocks = [
        block
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.sheet_state == "visible"
        for block in _sheet(sheet, _Results(formulas, sheet.title), pictures.get(sheet.title, ())).blocks(number)
    ]
    return Document(name, sha256, tuple(blocks))


def _usual(name: str, content: bytes) -> tuple[Package, bytes]:
    """The package, and it as a ZIP in the usual names: the library knows no others."""
    package = Package(name, content)
    if not content.startswith(b"PK"):
        return package, package.zipped()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        check_size(name, opened)
    return package, package.zipped() if package.is_strict() else content


def _holds_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = (path for path in package.namelist() if path.endswith(".xml") and "sheet" in path.lower())
        return any(b"<f>" in (data := package.read(path)) or b"<f " in data for path in sheets)


class _Results:
    """The results of a sheet's formulas that the file does not hold."""

    def __init__(self, book: Any, title: str) -> None:
        self._book = book
        self._title = title
        self._formulas = Formulas(self._cell)

    def of(self, at: At) -> Seen | None:
        """What stands where a formula is; None where there is none."""
        formula = self._formula(self._book[self._title], *at) if self._book else None
        if formula is None:
            return None
        value = self._formulas.value(formula)
        return Seen("", UNREAD) if value is None else Seen(f"{value.normalize():f}", COMPUTED)

    @staticmethod
    def _formula(sheet: Any, row: int, column: int) -> str | None:
        value = sheet.cell(row, column).value
        text = value if isinstance(value, str) else getattr(value, "text", None)
        return text if isinstance(text, str) and text.startswith("=") else None

    def _cell(self, title: str | None, row: int, column: int) -> Found:
        sheet = self._book[title or self._title]
        if formula := self._formula(sheet, row, column):
            return formula
        value = sheet.cell(row, column).value
        return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _sheet(sheet: Any, results: _Results, pictures: Collection[At]) -> Sheet:
    found = Sheet(hidden_rows=_hidden_rows(sheet), hidden_columns=_hidden_columns(sheet))
    found.merged = [(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges]
    looks, conditions = _Looks(), Conditions(sheet, _rgb)
    zeros = sheet.sheet_view.showZeros is not False
    bottom, right = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS + 1)
    for row in sheet.iter_rows(max_row=bottom, max_col=right):
        for cell in row:
            at = cell.row, cell.column
            told = _seen(cell, looks) if cell.value is not None else results.of(at)
            if told is not None:
                told = conditions.seen(at, cell, told)
            if told is not None and told.text == "0" and not zeros:
                told = Seen("")
            if (told is None or not (told.text or told.doubt)) and at in pictures:
                told = Seen("", PICTURE)
            if told is not None:
                found.cells[at] = told
    return found


def _seen(cell: Any, looks: _Looks) -> Seen:
    look = looks.of(cell)
    if isinstance(cell.value, CellRichText):
        return seen(_pieces(cell.value, look))
    if cell.is_date and not isinstance(cell.value, int | float):
        return seen([(str(cell.value).strip(), look)])
    return seen_of(cell.value, cell.number_format or "", look)


def _pieces(text: CellRichText, look: Look) -> Iterator[Piece]:
    """The runs of a cell, each with its own look; those that say nothing look as the cell does."""
    for one in text:
        if isinstance(one, TextBlock) and one.font is not None:
            yield str(one.text), _look(one.font, None)
        else:
            yield str(one), look


class _Looks:
    """How the cells of each style look."""

    def __init__(self) -> None:
        self._known: dict[int, Look] = {}

    def of(self, cell: Any) -> Look:
        style = cell.style_id
        if style not in self._known:
            ground = _rgb(cell.fill.fgColor) if cell.fill and cell.fill.patternType == "solid" else (255, 255, 255)
            look = _look(cell.font, ground, cell.fill.fgColor if cell.fill else None)
            repeated = cell.alignment is not None and cell.alignment.horizontal == "fill"
            self._known[style] = replace(look, blurred=repeated)
        return self._known[style]


def _look(font: Any, ground: Colour | None, fill: Any = None) -> Look:
    colour = _rgb(font.color) if font.color is not None else (0, 0, 0)
    lost = (
        colour is not None
        and ground is not None
        and max(abs(a - b) for a, b in zip(colour, ground, strict=True)) <= PALE
    )
    lost = lost or (ground is None and font.color is not None and fill is not None and _alike(font.color, fill))
    size = float(font.sz or 11)
    shade = tuple(part // 48 for part in colour) if colour else None
    raised = font.vertAlign in ("superscript", "subscript")
    return Look(lost or size < SMALLEST, bool(font.strike), raised, (size, shade, bool(font.b), bool(font.i)))


def _alike(one: Any, two: Any) -> bool:
    """Whether two colours that only the theme knows are one."""
    return (one.type, one.theme, one.tint) == (two.type, two.theme, two.tint) and one.type == "theme"


def _rgb(colour: Any) -> Colour | None:
    """A colour; None where only the theme knows it."""
    if colour is None:
        return 0, 0, 0
    if colour.type == "rgb" and isinstance(colour.rgb, str) and len(colour.rgb) == 8:
        red, green, blue = bytes.fromhex(colour.rgb[2:])
        return red, green, blue
    if colour.type == "theme" and colour.theme in (0, 1):
        tint, part = colour.tint or 0.0, 255 * (1 - colour.theme)
        part = round(part * (1 + tint) if tint < 0 else part * (1 - tint) + 255 * tint)
        return part, part, part
    if colour.type == "indexed":
        return {9: (255, 255, 255), 1: (255, 255, 255), 8: (0, 0, 0), 0: (0, 0, 0), 64: (0, 0, 0)}.get(colour.indexed)
    return None


def _hidden_rows(sheet: Any) -> set[int]:
    usual = bool(sheet.sheet_format.zeroHeight)
    told = sheet.row_dimensions
    bottom = min(sheet.max_row, MOST_ROWS)
    flat = {
        row for row in range(1, bottom + 1) if row in told and (told[row].hidden or _is_flat(told[row].height, LOWEST))
    }
    return flat | ({row for row in range(1, bottom + 1) if row not in told} if usual else set())


def _is_flat(size: float | None, least: float) -> bool:
    return size is not None and size < least


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden or _is_flat(column.width, NARROWEST):
            first = column.min or column_index_from_string(letter)
            hidden |= set(range(first, min(column.max or first, MOST_COLUMNS) + 1))
    return hidden


def _pictures(package: Package, titles: list[str]) -> dict[str, set[At]]:
    """Where pictures and boxes of text lie on each sheet."""
    path = package.main("xl/workbook.xml")
    targets = {mark: one.target for mark, one in package.relations(path).items() if one.kind == "worksheet"}
    found: dict[str, set[At]] = {}
    for node in package.part(path).iter("{*}sheet"):
        marks = [value for key, value in node.attrib.items() if key.endswith("}id")]
        target = next((targets[mark] for mark in marks if mark in targets), "")
        drawings = [one.target for one in package.relations(target).values() if one.kind == "drawing"] if target else []
        at = {place for drawing in drawings if package.has(drawing) for place in _covered(package.part(drawing))}
        if at and node.get("name") in titles:
            found[node.get("name") or ""] = at
    return found


def _covered(drawing: etree._Element) -> Iterator[At]:
    """The cells over which a picture, or a box with text, lies."""
    for anchor in drawing.iter(f"{_DRAWING}twoCellAnchor", f"{_DRAWING}oneCellAnchor"):
        text = "".join(node.text or "" for node in anchor.iter(_TEXT)).strip()
        if anchor.find(f"{_DRAWING}pic") is None and not text:
            continue
        corners = [anchor.find(f"{_DRAWING}{name}") for name in ("from", "to")]
        first, last = corners[0], corners[1] if corners[1] is not None else corners[0]
        if first is None or last is None:
            continue
        (top, left), (bottom, right) = (_corner(one) for one in (first, last))
        for row in range(top, min(bottom, top + MOST_ROWS) + 1):
            yield from ((row, column) for column in range(left, min(right, left + MOST_COLUMNS) + 1))


def _corner(node: etree._Element) -> At:
    row, column = (node.findtext(f"{_DRAWING}{name}") or "0" for name in ("row", "col"))
    return int(row) + 1, int(column) + 1
