"""Web pages and Word's HTML: paragraphs and tables in reading order, whatever stands around the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Place
from data.readers.encoding import decode, is_garbled
from data.readers.grids import Spanned, as_grid
from data.readers.looks import PICTURE, PLAIN, UNTOLD, Piece, seen
from data.readers.page_fields import FIELDS, is_picture, shown_in
from data.readers.page_looks import Style, Styles
from data.readers.size import MOST_MARKUP

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLOCKS = {
    *(
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
    ),
    *(
        "footer",
        "main",
        "nav",
        "aside",
        "form",
        "fieldset",
        "blockquote",
        "pre",
        "center",
        "hr",
        "tr",
        "td",
        "th",
        "caption",
    ),
    *("title", "body", "html", "head", "tbody", "thead", "tfoot", "figure", "figcaption", "address"),
}
# What formulas arrange otherwise than side by side, hide or strike.
_ARRANGED = frozenset((
    *("mfrac", "mroot", "msqrt", "mphantom", "menclose", "mover", "munder", "munderover", "mmultiscripts"),
    *("mtable", "mfenced"),
))
_LINE = "\x00"  # where the page begins a new line; no text of a page holds it
_BLANKS = re.compile(r"[ \t\r\f\n]+")
_NUMBER = re.compile(r"\s*(\d{1,9})")
DEEPEST = 400  # nested elements; deeper pages are damaged or hostile


def read(name: str, content: bytes, sha256: str) -> Document:
    """A page. Raises BadDocument for one that is no page at all."""
    if (tags := content.count(b"<")) > MOST_MARKUP:
        raise BadDocument("file_too_complex", file=name, size=tags, most=MOST_MARKUP)
    declared = _CHARSET.search(content[:4096])
    text = decode(name, content, declared[1].decode("ascii") if declared else None)
    try:
        root = etree.fromstring(_without_declaration(text), parser=etree.HTMLParser(huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    if root is None:
        raise BadDocument("file_damaged", file=name, detail="no element")
    walk = _Walk(Styles(root))
    walk.element(root, Style(), 0)
    walk.flush()
    garbled = [block for block in walk.blocks if isinstance(block, Paragraph) and is_garbled(block.text)]
    if not garbled:
        return Document(name, sha256, tuple(walk.blocks))
    blocks = tuple(block for block in walk.blocks if block not in garbled)
    return Document(name, sha256, blocks, (Finding("text_garbled", (), {"sample": garbled[0].text[:20]}),))


def _without_declaration(text: str) -> str:
    """lxml refuses text with an XML encoding declaration; the text is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Walk:
    """Goes through the page once, gathering running text into paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.blocks: list[Paragraph | Grid] = []
        self.text: list[Piece] = []
        self.line: int | None = None
        self.tables = 0

    def flush(self) -> None:
        found = seen(self.text)
        for line in _lines(found.text):
            self.blocks.append(Paragraph(line, Place(line=self.line), found.doubt))
        self.text = []

    def element(self, node: etree._Element, above: Style, depth: int) -> None:
        if not isinstance(node.tag, str) or depth > DEEPEST:
            return
        style = self.styles.within(node, above)
        if style.gone:
            return
        tag = node.tag
        if tag == "table" and not _holds_tables(node):
            self.flush()
            self.table(node, style)
            return
        if tag in FIELDS:
            self.text.append((shown_in(node), style.look()))
            return
        if block := tag in _BLOCKS:
            self.flush()
            self.line = node.sourceline
        if tag == "br":
            self.text.append((_LINE, PLAIN))
        look = style.look()
        before, after = (text.replace(UNTOLD, "") for text in self.styles.put_in(node, style))
        self.text.append((before + (node.text or ""), look))
        for child in node:
            self.element(child, style, depth + 1)
            self.text.append((child.tail or "", look))
        self.text.append((after, look))
        if block:
            self.flush()

    def table(self, node: etree._Element, style: Style) -> None:
        self.tables += 1
        grid = as_grid([list(self.cells(row, within)) for row, within in self.rows(node, style)], self.tables)
        if grid:
            self.blocks.append(grid)

    def rows(self, node: etree._Element, style: Style) -> Iterator[tuple[etree._Element, Style]]:
        """The rows of a table that are shown, each with its style."""
        for child in node:
            if not isinstance(child.tag, str):
                continue
            within = self.styles.within(child, style)
            if within.gone:
                continue
            if child.tag == "tr":
                yield child, within
            elif child.tag in ("tbody", "thead", "tfoot"):
                yield from self.rows(child, within)

    def cells(self, row: etree._Element, style: Style) -> Iterator[Spanned]:
        for cell in row:
            if cell.tag in ("td", "th") and not (within := self.styles.within(cell, style)).gone:
                pieces: list[Piece] = []
                self.gather(cell, within, pieces, 0)
                found = seen(pieces)
                text = "\n".join(_lines(found.text))
                doubt = found.doubt or ("" if text else self.pictured(cell, within))
                yield Spanned(text, _span(cell, "rowspan"), _span(cell, "colspan"), doubt)

    def gather(self, node: etree._Element, style: Style, pieces: list[Piece], depth: int) -> None:
        """The text of a cell, its paragraphs on lines of their own."""
        if node.tag in FIELDS:
            pieces.append((shown_in(node), style.look()))
            return
        block = (node.tag in _BLOCKS or style.lines) and depth > 0
        if block or node.tag == "br":
            pieces.append((_LINE, PLAIN))
        look = style.look()
        before, after = self.styles.put_in(node, style)
        sign = UNTOLD if node.tag in _ARRANGED or self.styles.marked(node) else ""
        pieces.append((sign + before + (node.text or ""), look))
        for child in node:
            if isinstance(child.tag, str) and depth < DEEPEST:
                within = self.styles.within(child, style)
                if not within.gone:
                    self.gather(child, within, pieces, depth + 1)
            pieces.append((child.tail or "", look))
        pieces.append((after, look))
        if block:
            pieces.append((_LINE, PLAIN))

    def pictured(self, node: etree._Element, style: Style) -> str:
        """The doubt of a cell without text: a picture may stand in it."""
        for child in node:
            if not isinstance(child.tag, str):
                continue
            within = self.styles.within(child, style)
            shown = is_picture(child) and not self.styles.is_absent(child)
            if shown or (not within.gone and self.pictured(child, within)):
                return PICTURE
        return ""


@lru_cache(maxsize=4096)
def _lines(text: str) -> tuple[str, ...]:
    """The lines that running text gives on the page, blank ones left out; line ends in the source are none."""
    lines = (_BLANKS.sub(" ", line).strip(" \xa0\u3000") for line in text.split(_LINE))
    return tuple(line for line in lines if line)


def _holds_tables(node: etree._Element) -> bool:
    """A table that holds tables only lays out the page, unless they are frames round the text of a cell."""
    return any(
        sum(1 for cell in row if cell.tag in ("td", "th")) > 1
        for inner in node.iterdescendants("table")
        for row in inner.iter("tr")
    )


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name)
    found = _NUMBER.match(value) if value else None
    return int(found[1]) if found else 1
