"""Word documents: paragraphs, tables with their merged cells, text boxes; tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from data.model import Document, Grid, Paragraph, Place
from data.readers.grids import Spanned, as_grid
from data.readers.looks import ADDED, GLUED, PICTURE, PLAIN, Piece, Seen, seen
from data.readers.package import OFFICE, Package, parsed
from data.readers.word_looks import Colour, Styles, W, ground_of
from data.readers.word_numbering import Numbering
from data.readers.word_text import CHUNK, SKIPPED, Texts, boxes, choose, lined, pictured

_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_R = f"{{{OFFICE}officeDocument/2006/relationships}}"
_SMALLEST_ROW = 40  # twentieths of a point: what stands in a row of no height can't be seen
LONGEST_NUMBER = 24  # letters of a cell that may be a number with its unit
_WHITE = (255, 255, 255)
Chunk = Callable[[str], tuple[Paragraph | Grid, ...]]


def read(name: str, content: bytes, sha256: str) -> Document:
    """A Word document. Raises BadDocument for a damaged or locked one."""
    if _WORD_2003 in content[:4096]:
        return read_2003(name, content, sha256)
    package = Package(name, content)
    path = package.main("word/document.xml")
    relations = package.relations(path)

    def chunk(mark: str) -> tuple[Paragraph | Grid, ...]:
        """The blocks of a file that was put in whole."""
        from data.readers import read as read_any

        target = relations[mark].target if mark in relations else ""
        return read_any(target, package.read(target)).blocks if package.has(target) else ()

    def part(kind: str) -> etree._Element | None:
        paths = (one.target for one in relations.values() if one.kind == kind and package.has(one.target))
        return package.part(found) if (found := next(paths, None)) else None

    return _document(name, sha256, package.part(path), Styles(part("styles")), chunk, Numbering(part("numbering")))


def has_equations(name: str, content: bytes) -> bool:
    """Whether a Word document holds equations. Raises BadDocument for a damaged one."""
    if not content.startswith(b"PK"):
        return False
    package = Package(name, content)
    path = package.main("word/document.xml")
    return package.has(path) and b":oMath" in package.read(path)


def read_2003(name: str, content: bytes, sha256: str) -> Document:
    """Word's own XML of 2003: the same elements under another name, styles and all in one file."""
    plain = content.replace(_WORD_2003, W[1:-1].encode()).replace(b":vmerge", b":vMerge")
    root = parsed(name, plain)
    return _document(name, sha256, root, Styles(root.find(f"{W}styles")), lambda mark: ())


def _document(
    name: str, sha256: str, root: etree._Element, styles: Styles, chunk: Chunk, lists: Numbering | None = None
) -> Document:
    walk = _Walk(styles, chunk, lists or Numbering(None))
    choose(root)
    body = root.find(f"{W}body")
    walk.blocks_of(root if body is None else body)
    return Document(name, sha256, tuple(walk.blocks))


class _Walk:
    """Goes through body, boxes and tables in reading order; paragraphs are counted as lines."""

    def __init__(self, styles: Styles, chunk: Chunk, lists: Numbering) -> None:
        self.styles = styles
        self.lists = lists
        self.texts = Texts(styles)
        self.chunk = chunk
        self.blocks: list[Paragraph | Grid] = []
        self.lines = 0
        self.tables = 0

    def blocks_of(self, node: etree._Element) -> None:
        for child in node:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag == CHUNK:
                self.blocks += self.chunk(child.get(f"{_R}id") or "")
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                self.blocks_of(child)

    def paragraph(self, node: etree._Element) -> None:
        found = seen(self.texts.of(node, _WHITE))
        for line in found.text.split("\n"):
            self.lines += 1
            self.blocks.append(Paragraph(line, Place(line=self.lines), found.doubt))
        for box in boxes(node):
            self.blocks_of(box)

    def table(self, node: etree._Element) -> None:
        rows = [row for row in _children(node, "tr") if not _gone(row)]
        if any(_lays_out(inner) for row in rows for inner in row.iter(f"{W}tbl")):
            for row in rows:  # a table that holds tables only lays out the page
                for cell in _children(row, "tc"):
                    self.blocks_of(cell)
            return
        self.tables += 1
        style = node.find(f"{W}tblPr/{W}tblStyle")
        shaded = style is not None and self.styles.shades(style.get(f"{W}val"))
        grid = as_grid(_spanned(rows, partial(self.cell, ground=None if shaded else _WHITE)), self.tables)
        if grid:
            self.blocks.append(grid)

    def cell(self, node: etree._Element, ground: Colour | None) -> Seen:
        """What a person reads in a cell: its own lines, else those of the boxes in it."""
        if node.find(f"{W}tcPr/{W}cellDel") is not None:
            return Seen("")
        under = ground_of(node, ground)
        own = _joined(self.texts.of(one, under) for one in _paragraphs(node))
        boxed = _joined(
            self.texts.of(one, None) for p in _paragraphs(node) for box in boxes(p) for one in box.iter(f"{W}p")
        )
        if own.text or own.doubt:
            beside = any(map(str.isdigit, own.text)) and (any(map(str.isdigit, boxed.text)) or lined(node))
            return Seen(own.text, own.doubt or (ADDED if beside or self.counted(node, own.text) else ""))
        if boxed.text:
            return Seen(boxed.text, boxed.doubt or GLUED)
        return Seen("", PICTURE if pictured(node) else ADDED if self.counted(node, "") else "")

    def counted(self, cell: etree._Element, text: str) -> bool:
        """Whether Word puts a number of its own before what may be the number of a cell."""
        if text and (len(text) > LONGEST_NUMBER or not any(map(str.isdigit, text))):
            return False
        properties = (self.styles.paragraph(one.find(f"{W}pPr")) for one in _paragraphs(cell))
        return any(map(self.lists.counts, properties))


def _joined(paragraphs: Iterator[list[Piece]]) -> Seen:
    pieces: list[Piece] = []
    for one in paragraphs:
        pieces += [*one, ("\n", PLAIN)]
    found = seen(pieces)
    lines = (line.strip() for line in found.text.split("\n"))
    return Seen("\n".join(line for line in lines if line), found.doubt)


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, without those of boxes in it."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _paragraphs(child)


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls and insertions."""
    for child in node:
        if child.tag == f"{W}{tag}":
            yield child
        elif isinstance(child.tag, str) and etree.QName(child).localname in _AROUND_ROWS:
            yield from _children(child, tag)


_AROUND_ROWS = ("sdt", "sdtContent", "ins", "customXml", "moveTo", "annotation", "content", "smartTag")


def _lays_out(inner: etree._Element) -> bool:
    """Whether a table within a table has columns; one without is the text of a cell in a frame."""
    return any(len(list(_children(row, "tc"))) > 1 for row in _children(inner, "tr"))


def _gone(row: etree._Element) -> bool:
    """Whether a row was deleted, or is not shown."""
    height = row.find(f"{W}trPr/{W}trHeight")
    flat = height is not None and height.get(f"{W}hRule") == "exact" and _number(height, 999) < _SMALLEST_ROW
    hidden = row.find(f"{W}trPr/{W}hidden")
    return flat or row.find(f"{W}trPr/{W}del") is not None or (hidden is not None and hidden.get(f"{W}val") != "0")


Placed = tuple[int, Seen, int, str]  # first column, text, columns, how it is merged downwards


def _spanned(rows: list[etree._Element], read_cell: Callable[[etree._Element], Seen]) -> list[list[Spanned]]:
    """Rows of cells; a cell merged downwards is given once with the number of rows it covers."""
    placed: list[list[Placed]] = []
    for row in rows:
        x = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells: list[Placed] = [(0, Seen(""), x, "")] if x else []
        for cell in _children(row, "tc"):
            width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            cells.append((x, read_cell(cell), width, _merge(cell)))
            x += width
        placed.append(cells)
    return [[_one(placed, y, cell) for cell in cells if cell[3] != "continue"] for y, cells in enumerate(placed)]


def _one(placed: list[list[Placed]], y: int, cell: Placed) -> Spanned:
    x, found, width, merge = cell
    height = 1
    if merge == "restart":
        while y + height < len(placed) and any(c[0] == x and c[3] == "continue" for c in placed[y + height]):
            height += 1
    return Spanned(found.text, height, width, found.doubt)


def _merge(cell: etree._Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is None:
        return ""
    return "restart" if merge.get(f"{W}val") == "restart" else "continue"


def _number(node: etree._Element | None, otherwise: int) -> int:
    value = node.get(f"{W}val") if node is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 9 else otherwise
