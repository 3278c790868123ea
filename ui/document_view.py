"""The document as it was read, numbered as its places are, as HTML: never rendered, only shown.

Lines of text carry their line (or page) number, grids their row and column numbers, so that the
words of a place (第87行, 第2页表3第5行第4列) can be followed by eye; the place asked for is marked.
A page of a PDF may be shown as it is printed instead. Cells that the form has can be links to them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from data.model import Cell, Document, Grid, Paragraph, Place

if TYPE_CHECKING:
    from data.readers.cutting import Leaf

NOWHERE = Place()
Links = Mapping[Place, tuple[str, str]]  # the cell of the form that stands at a place: its code, and what it is called
NO_LINKS: Links = {}
AROUND = 3  # lines, or rows of a grid, shown on either side of a place in an excerpt


def _number(place: Place) -> str:
    return str(place.line or place.page or "")


def _is_at(block: Paragraph | Grid, place: Place) -> bool:
    """Whether the place lies in this block: its table of a grid, its line of a text."""
    if isinstance(block, Grid):
        return place.table is not None and (block.place.page, block.place.table) == (place.page, place.table)
    return place.table is None and place.line is not None and block.place.line == place.line


def _add_line(parent: Element, block: Paragraph, place: Place, links: Links) -> None:
    line = SubElement(parent, "div", {"class": "gk-line"})
    if _is_at(block, place) and place not in links:
        line.set("aria-current", "true")
    SubElement(line, "span", {"class": "gk-number"}).text = _number(block.place)
    said = SubElement(line, "span", {"class": "gk-text"})
    _link(said, block.place, links).text = block.text


def _link(parent: Element, place: Place, links: Links) -> Element:
    """Where what stands at this place is written: in a link to its cell, if it is one's."""
    if place not in links:
        return parent
    code, name = links[place]
    return SubElement(parent, "a", {"data-cell": code, "title": name})


def _once(row: Iterable[Cell]) -> Iterator[tuple[Cell, int]]:
    """Cells of a row with the number of columns each covers: a spanning cell is the same object in each."""
    for _, same in groupby(row, key=id):
        cells = list(same)
        yield cells[0], len(cells)


def _add_grid(parent: Element, block: Grid, place: Place, rows: range, links: Links) -> None:
    table = SubElement(parent, "table", {"class": "gk-read"})
    here = _is_at(block, place)
    for number in rows:
        row = SubElement(table, "tr")
        SubElement(row, "th", {"class": "gk-number", "scope": "row"}).text = str(number + 1)
        for cell, width in _once(block.rows[number]):
            shown = SubElement(row, "td", {"colspan": str(width)} if width > 1 else {})
            _link(shown, cell.place, links).text = cell.text
            if place in links:
                continue  # it is marked as the link that is in hand
            if here and (cell.place.row, cell.place.column) == (place.row, place.column):
                shown.set("aria-current", "true")


def _around(middle: int | None, length: int) -> range:
    return range(length) if middle is None else range(max(0, middle - AROUND), min(length, middle + AROUND + 1))


def _box(kind: str, name: str) -> Element:
    """A box that scrolls, with a mouse or keys."""
    return Element("div", {"class": f"{kind} gk-scroll", "tabindex": "0", "role": "region", "aria-label": name})


def _markup(blocks: Iterable[Paragraph | Grid], place: Place, whole: bool, name: str, links: Links = NO_LINKS) -> str:
    box = _box("gk-document", name) if whole else Element("div", {"class": "gk-document"})
    for block in blocks:
        if isinstance(block, Grid):
            middle = None if whole or place.row is None else place.row - 1
            _add_grid(box, block, place, _around(middle, len(block.rows)), links)
        else:
            _add_line(box, block, place, links)
    return tostring(box, encoding="unicode", method="html")


def whole(document: Document, place: Place = NOWHERE, links: Links = NO_LINKS) -> str:
    """The whole document in a scroll box, the place marked, unless it is one of the links."""
    return _markup(document.blocks, place, whole=True, name=document.name, links=links)


def printed(leaf: Leaf, links: Links, name: str) -> str:
    """A page as it is printed, in a scroll box; over it a link at each cell that the form has."""
    box = _box("gk-page", name)
    sheet = SubElement(box, "div", {"class": "gk-leaf"})
    picture = b64encode(leaf.picture).decode("ascii")
    SubElement(sheet, "img", {"src": f"data:image/png;base64,{picture}", "alt": name})
    for place, (left, top, right, bottom) in leaf.cells.items():
        if place not in links:
            continue
        shares = {"left": left, "top": top, "width": right - left, "height": bottom - top}
        style = ";".join(f"{side}:{100 * share:.3f}%" for side, share in shares.items())
        spot = SubElement(sheet, "span", {"class": "gk-spot", "style": style})
        _link(spot, place, links).set("aria-label", links[place][1])
    return tostring(box, encoding="unicode", method="html")


def excerpt(document: Document, place: Place) -> str:
    """The lines (or the grid's rows) around a place, the place marked; empty if the document lacks it."""
    at = next((i for i, block in enumerate(document.blocks) if _is_at(block, place)), None)
    if at is None:
        return ""
    block = document.blocks[at]
    near = (block,) if isinstance(block, Grid) else [document.blocks[i] for i in _around(at, len(document.blocks))]
    return _markup((b for b in near if isinstance(b, type(block))), place, whole=False, name=document.name)
