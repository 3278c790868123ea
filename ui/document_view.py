"""The document as it was read, numbered as its places are, as HTML: never rendered, only shown.

Lines of text carry their line (or page) number, grids their row and column numbers, so that the
words of a place (第87行, 第2页表3第5行第4列) can be followed by eye; the place asked for is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from data.model import Cell, Document, Grid, Paragraph, Place

NOWHERE = Place()
AROUND = 3  # lines, or rows of a grid, shown on either side of a place in an excerpt


def _number(place: Place) -> str:
    return str(place.line or place.page or "")


def _is_at(block: Paragraph | Grid, place: Place) -> bool:
    """Whether the place lies in this block: its table of a grid, its line of a text."""
    if isinstance(block, Grid):
        return place.table is not None and (block.place.page, block.place.table) == (place.page, place.table)
    return place.table is None and place.line is not None and block.place.line == place.line


def _add_line(parent: Element, block: Paragraph, place: Place) -> None:
    line = SubElement(parent, "div", {"class": "gk-line"})
    if _is_at(block, place):
        line.set("aria-current", "true")
    SubElement(line, "span", {"class": "gk-number"}).text = _number(block.place)
    SubElement(line, "span", {"class": "gk-text"}).text = block.text


def _once(row: Iterable[Cell]) -> Iterator[tuple[Cell, int]]:
    """Cells of a row with the number of columns each covers: a spanning cell is the same object in each."""
    for _, same in groupby(row, key=id):
        cells = list(same)
        yield cells[0], len(cells)


def _add_grid(parent: Element, block: Grid, place: Place, rows: range) -> None:
    table = SubElement(parent, "table", {"class": "gk-read"})
    here = _is_at(block, place)
    for number in rows:
        row = SubElement(table, "tr")
        SubElement(row, "th", {"class": "gk-number", "scope": "row"}).text = str(number + 1)
        for cell, width in _once(block.rows[number]):
            shown = SubElement(row, "td", {"colspan": str(width)} if width > 1 else {})
            shown.text = cell.text
            if here and (cell.place.row, cell.place.column) == (place.row, place.column):
                shown.set("aria-current", "true")


def _around(middle: int | None, length: int) -> range:
    return range(length) if middle is None else range(max(0, middle - AROUND), min(length, middle + AROUND + 1))


def _markup(blocks: Iterable[Paragraph | Grid], place: Place, whole: bool, name: str) -> str:
    box = Element("div", {"class": "gk-document gk-scroll" if whole else "gk-document"})
    if whole:
        box.attrib |= {"tabindex": "0", "role": "region", "aria-label": name}
    for block in blocks:
        if isinstance(block, Grid):
            middle = None if whole or place.row is None else place.row - 1
            _add_grid(box, block, place, _around(middle, len(block.rows)))
        else:
            _add_line(box, block, place)
    return tostring(box, encoding="unicode", method="html")


def whole(document: Document, place: Place = NOWHERE) -> str:
    """The whole document in a scroll box, the place marked."""
    return _markup(document.blocks, place, whole=True, name=document.name)


def excerpt(document: Document, place: Place) -> str:
    """The lines (or the grid's rows) around a place, the place marked; empty if the document lacks it."""
    at = next((i for i, block in enumerate(document.blocks) if _is_at(block, place)), None)
    if at is None:
        return ""
    block = document.blocks[at]
    near = (block,) if isinstance(block, Grid) else [document.blocks[i] for i in _around(at, len(document.blocks))]
    return _markup((b for b in near if isinstance(b, type(block))), place, whole=False, name=document.name)
