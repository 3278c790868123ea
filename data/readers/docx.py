"""Word documents: paragraphs, tables with their merged cells, text boxes; tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from data.model import Document, Grid, Paragraph, Place
from data.readers.grids import Spanned, as_grid, raised
from data.readers.package import part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved-away text, the older twin of a drawing, and what is no text of the page.
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}delText",
    f"{W}instrText",
    f"{_MC}Fallback",
    f"{W}rPr",
    f"{W}pPr",
    f"{W}sectPr",
}


def read(name: str, content: bytes, sha256: str) -> Document:
    """A Word document. Raises BadDocument for a damaged or locked one."""
    root = part(name, content, "word/document.xml")
    walk = _Walk()
    body = root.find(f"{W}body")
    walk.blocks_of(root if body is None else body)
    return Document(name, sha256, tuple(walk.blocks))


class _Walk:
    """Goes through body, boxes and tables in reading order; paragraphs are counted as lines."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.lines = 0
        self.tables = 0

    def blocks_of(self, node: etree._Element) -> None:
        for child in node:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks_of(child)

    def paragraph(self, node: etree._Element) -> None:
        for line in _text(node).split("\n"):
            self.lines += 1
            self.blocks.append(Paragraph(line, Place(line=self.lines)))
        for box in _boxes(node):
            self.blocks_of(box)

    def table(self, node: etree._Element) -> None:
        rows = [row for row in _children(node, "tr") if not _deleted(row)]
        if any(next(row.iter(f"{W}tbl"), None) is not None for row in rows):
            for row in rows:  # a table that holds tables only lays out the page
                for cell in _children(row, "tc"):
                    self.blocks_of(cell)
            return
        self.tables += 1
        grid = as_grid(_spanned(rows), self.tables)
        if grid:
            self.blocks.append(grid)


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls and insertions."""
    for child in node:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            yield from _children(child, tag)


def _deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _spanned(rows: list[etree._Element]) -> list[list[Spanned]]:
    """Rows of cells; a cell merged downwards is given once with the number of rows it covers."""
    placed: list[list[tuple[int, str, int, str]]] = []
    for row in rows:
        x = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells = [(0, "", x, "")] if x else []
        for cell in _children(row, "tc"):
            width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            cells.append((x, _cell_text(cell), width, _merge(cell)))
            x += width
        placed.append(cells)
    return [[_one(placed, y, cell) for cell in cells if cell[3] != "continue"] for y, cells in enumerate(placed)]


def _one(placed: list[list[tuple[int, str, int, str]]], y: int, cell: tuple[int, str, int, str]) -> Spanned:
    x, text, width, merge = cell
    height = 1
    if merge == "restart":
        while y + height < len(placed) and any(c[0] == x and c[3] == "continue" for c in placed[y + height]):
            height += 1
    return Spanned(text, height, width)


def _merge(cell: etree._Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is None:
        return ""
    return "restart" if merge.get(f"{W}val") == "restart" else "continue"


def _number(node: etree._Element | None, otherwise: int) -> int:
    value = node.get(f"{W}val") if node is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 9 else otherwise


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(line for line in (_text(p).strip() for p in cell.iter(f"{W}p")) if line)


def _text(node: etree._Element) -> str:
    return "".join(_pieces(node, False))


def _pieces(node: etree._Element, superscript: bool) -> Iterator[str]:
    for child in node:
        if child.tag in _SKIPPED or child.tag == f"{W}txbxContent":
            continue
        if child.tag == f"{W}r":
            style = child.find(f"{W}rPr/{W}vertAlign")
            yield from _pieces(child, style is not None and style.get(f"{W}val") == "superscript")
        elif child.tag == f"{W}t":
            yield raised(child.text or "") if superscript else child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str):
            yield from _pieces(child, superscript)


def _boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, without the copy kept for older programs."""
    for child in node:
        if child.tag == f"{W}txbxContent":
            yield child  # a box in it is its own paragraph's
        elif child.tag != f"{_MC}Fallback":
            yield from _boxes(child)
