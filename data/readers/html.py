"""Web pages and Word's HTML: paragraphs and tables in reading order, whatever stands around the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.etree import ParserError

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Place, Severity
from data.readers.encoding import decode, is_garbled
from data.readers.grids import Spanned, as_grid, raised
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
DEEPEST = 400  # nested elements; deeper pages are damaged or hostile


def read(name: str, content: bytes, sha256: str) -> Document:
    """A page. Raises BadDocument for one that is no page at all."""
    if (tags := content.count(b"<")) > MOST_MARKUP:
        raise BadDocument("file_too_complex", file=name, size=tags, most=MOST_MARKUP)
    declared = _CHARSET.search(content[:4096])
    text = decode(name, content, declared[1].decode("ascii") if declared else None)
    try:
        root = lxml_html.document_fromstring(_without_declaration(text), parser=lxml_html.HTMLParser(huge_tree=False))
    except (ParserError, ValueError) as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    walk = _Walk()
    walk.element(root, 0)
    walk.flush()
    blocks = [block for block in walk.blocks if isinstance(block, Grid) or not is_garbled(block.text)]
    garbled = [block for block in walk.blocks if isinstance(block, Paragraph) and is_garbled(block.text)]
    findings = [Finding("text_garbled", Severity.INFO, (), {"sample": garbled[0].text[:20]})] if garbled else []
    return Document(name, sha256, tuple(blocks), tuple(findings))


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
        for line in "".join(self.text).split("\n"):
            plain = re.sub(r"[ \t\r\f]+", " ", line).strip(" \xa0\u3000")
            if plain:
                self.blocks.append(Paragraph(plain, Place(line=self.line)))
        self.text = []

    def element(self, node: lxml_html.HtmlElement, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or depth > DEEPEST or _hidden(node):
            return
        if node.tag == "table" and not _holds_tables(node):
            self.flush()
            self.table(node)
            return
        block = node.tag in _BLOCKS
        if block:
            self.flush()
            self.line = node.sourceline
        if node.tag == "br":
            self.text.append("\n")
        self.text.append(_inline(node))
        for child in node:
            self.element(child, depth + 1)
            self.text.append(_collapsed(child.tail))
        if block:
            self.flush()

    def table(self, node: lxml_html.HtmlElement) -> None:
        self.tables += 1
        rows = [[_spanned(cell) for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")]
        grid = as_grid(rows, self.tables)
        if grid:
            self.blocks.append(grid)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[\r\n\t]+", " ", text or "")


def _inline(node: lxml_html.HtmlElement) -> str:
    text = _collapsed(node.text)
    return raised(text) if node.tag == "sup" else text


def _hidden(node: lxml_html.HtmlElement) -> bool:
    return "display:none" in (node.get("style") or "").replace(" ", "").lower()


def _holds_tables(node: lxml_html.HtmlElement) -> bool:
    """A table that holds tables only lays out the page."""
    return next(node.iterdescendants("table"), None) is not None


def _spanned(cell: lxml_html.HtmlElement) -> Spanned:
    parts: list[str] = []
    for part in _cell_parts(cell, 0):
        parts.append(part)
    lines = (re.sub(r"[ \t\r\f]+", " ", line).strip(" \xa0\u3000") for line in "".join(parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    return Spanned(text, _span(cell, "rowspan"), _span(cell, "colspan"))


def _cell_parts(node: lxml_html.HtmlElement, depth: int) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in _SKIPPED or depth > DEEPEST or _hidden(node):
        return
    if node.tag == "br" or (node.tag in _BLOCKS and node.tag not in ("td", "th")):
        yield "\n"
    yield _inline(node)
    for child in node:
        yield from _cell_parts(child, depth + 1)
        yield _collapsed(child.tail)
    if node.tag in _BLOCKS and node.tag not in ("td", "th"):
        yield "\n"


def _span(cell: lxml_html.HtmlElement, name: str) -> int:
    found = re.match(r"\d+", (cell.get(name) or "").strip())
    return int(found[0]) if found else 1
