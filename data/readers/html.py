"""Web pages and Word's HTML: paragraphs and tables in reading order, whatever stands around the report."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Place, Severity
from data.readers.encoding import decode, is_garbled
from data.readers.grids import Spanned, as_grid
from data.readers.looks import raised
from data.readers.size import MOST_MARKUP

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "select",
    "option",
    "button",
    "textarea",
}
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
    walk = _Walk()
    walk.element(root, 0)
    walk.flush()
    garbled = [block for block in walk.blocks if isinstance(block, Paragraph) and is_garbled(block.text)]
    if not garbled:
        return Document(name, sha256, tuple(walk.blocks))
    blocks = tuple(block for block in walk.blocks if block not in garbled)
    return Document(
        name, sha256, blocks, (Finding("text_garbled", Severity.INFO, (), {"sample": garbled[0].text[:20]}),)
    )


def _without_declaration(text: str) -> str:
    """lxml refuses text with an XML encoding declaration; the text is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Walk:
    """Goes through the page once, gathering running text into paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.text: list[str] = []
        self.line: int | None = None
        self.tables = 0

    def flush(self) -> None:
        for line in _lines("".join(self.text)):
            self.blocks.append(Paragraph(line, Place(line=self.line)))
        self.text = []

    def element(self, node: etree._Element, depth: int) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _SKIPPED or depth > DEEPEST or _hidden(node):
            return
        if tag == "table" and not _holds_tables(node):
            self.flush()
            self.table(node)
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
            self.line = node.sourceline
        if tag == "br":
            self.text.append(_LINE)
        self.text.append(_text(node))
        for child in node:
            self.element(child, depth + 1)
            self.text.append(child.tail or "")
        if block:
            self.flush()

    def table(self, node: etree._Element) -> None:
        self.tables += 1
        rows = [[_spanned(cell) for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")]
        grid = as_grid(rows, self.tables)
        if grid:
            self.blocks.append(grid)


def _text(node: etree._Element) -> str:
    """What stands in an element before its first child."""
    text = node.text or ""
    return raised(text) if node.tag == "sup" else text


@lru_cache(maxsize=4096)
def _lines(text: str) -> tuple[str, ...]:
    """The lines that running text gives on the page, blank ones left out; line ends in the source are none."""
    lines = (_BLANKS.sub(" ", line).strip(" \xa0\u3000") for line in text.split(_LINE))
    return tuple(line for line in lines if line)


def _hidden(node: etree._Element) -> bool:
    style = node.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _holds_tables(node: etree._Element) -> bool:
    """A table that holds tables only lays out the page."""
    return next(node.iterdescendants("table"), None) is not None


def _spanned(cell: etree._Element) -> Spanned:
    parts: list[str] = []
    _gather(cell, parts, 0)
    return Spanned("\n".join(_lines("".join(parts))), _span(cell, "rowspan"), _span(cell, "colspan"))


def _gather(node: etree._Element, parts: list[str], depth: int) -> None:
    """The text of a cell, its paragraphs on lines of their own."""
    tag = node.tag
    if not isinstance(tag, str) or tag in _SKIPPED or depth > DEEPEST or _hidden(node):
        return
    block = tag in _BLOCKS and tag not in ("td", "th")
    if block or tag == "br":
        parts.append(_LINE)
    parts.append(_text(node))
    for child in node:
        _gather(child, parts, depth + 1)
        parts.append(child.tail or "")
    if block:
        parts.append(_LINE)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name)
    found = _NUMBER.match(value) if value else None
    return int(found[1]) if found else 1
