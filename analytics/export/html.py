"""HTML: a page of parts for any browser, without script, fonts or anything else to fetch.

Made as a tree of elements, so that whatever a document says is text and never markup.
"""

from __future__ import annotations

from functools import cache, singledispatch
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from analytics.drawing import paper
from analytics.export import form_table
from analytics.export.page import Form, Heading, Items, Notes, Numbers, Page, Paragraph, Part, Picture, Table, printable

LANGUAGE = {"zh": "zh-CN", "en": "en"}
# Whatever slipped in, the browser would neither run nor fetch it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ICON = "data:image/png;base64,iVBORw0KGgo="  # empty: a browser asks for none


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def write(page: Page) -> bytes:
    """The page as one file."""
    root = Element("html", {"lang": LANGUAGE[page.lang]})
    head, body = SubElement(root, "head"), SubElement(root, "body")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "link", {"rel": "icon", "href": ICON})
    _add(head, "title", page.title)
    SubElement(head, "style").text = _style()
    _top(body, page)
    for number, part in enumerate(page.parts, start=1):
        _put(part, body, f"p{number}-")
    return b"<!DOCTYPE html>\n" + bytes(tostring(root, encoding="utf-8", method="html"))


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    child = SubElement(parent, name, {key.rstrip("_"): value for key, value in attributes.items() if value})
    child.text = printable(text)
    return child


def _top(body: Element, page: Page) -> None:
    if page.back:
        text, address = page.back
        _add(_add(body, "p", class_="back"), "a", f"← {text}", href=quote(address))
    if page.stamp:
        _add(body, "div", page.stamp, class_="stamp")
    _add(body, "p", page.kicker, class_="kicker")
    _add(body, "h1", page.title)
    lines = SubElement(body, "div", {"class": "lines"})
    for line in page.lines:
        _add(lines, "p", line)


@singledispatch
def _put(part: Part, body: Element, mark: str) -> None:
    """The part at the end of the body; `mark` begins the ids it needs."""
    raise TypeError(part)


@_put.register
def _(part: Heading, body: Element, mark: str) -> None:
    _add(body, f"h{part.level}", part.text, class_="fresh" if part.fresh else "")


@_put.register
def _(part: Paragraph, body: Element, mark: str) -> None:
    _add(body, "p", part.text, class_="lead")


@_put.register
def _(part: Numbers, body: Element, mark: str) -> None:
    row = SubElement(body, "div", {"class": "numbers"})
    for number in part.numbers:
        box = SubElement(row, "div")
        for name, text in (("span", number.name), ("b", number.value), ("span", number.more)):
            _add(box, name, text)


@_put.register
def _(part: Picture, body: Element, mark: str) -> None:
    box = SubElement(body, "figure")
    _add(box, "figcaption", part.caption)
    SubElement(box, "div", {"class": "scroll"}).append(paper.svg(part.draw(), printable(part.alt), mark))


@_put.register
def _(part: Table, body: Element, mark: str) -> None:
    table = SubElement(SubElement(body, "div", {"class": "wrap"}), "table", {"class": "data"})
    _add(table, "caption", part.caption)
    head = SubElement(SubElement(table, "thead"), "tr")
    for place, name in enumerate(part.head):
        _add(head, "th", name, scope="col", class_="left" if place in part.left else "")
    rows = SubElement(table, "tbody")
    for number, texts in enumerate(part.rows, start=1):
        row = SubElement(rows, "tr", {"class": "total"} if part.total and number == len(part.rows) else {})
        for place, text in enumerate(texts):
            address = part.links.get(text) if place == 0 else None
            cell = _add(row, "td", "" if address else text, class_="left" if place in part.left else "")
            if address:
                _add(cell, "a", text, href=quote(address))


@_put.register
def _(part: Form, body: Element, mark: str) -> None:
    box = SubElement(body, "div", {"class": "wrap form"})
    table = form_table.element(part.section, part.form, part.content)
    caption = Element("caption")
    caption.text = part.caption
    table.insert(0, caption)
    for element in table.iter():
        element.attrib.pop("data-cell", None)
        for name in ("title", "aria-label"):
            if name in element.attrib:
                element.set(name, printable(element.attrib[name]))
        element.text = printable(element.text or "")
    box.append(table)


@_put.register
def _(part: Items, body: Element, mark: str) -> None:
    rows = SubElement(body, "ol", {"class": "items"})
    for item in part.items:
        row = SubElement(rows, "li")
        _add(row, "b", f"{item.mark} {item.what}")
        if item.weight:
            _add(row, "i", item.weight)
        _add(row, "span", f" {item.how}" if item.how else "")


@_put.register
def _(part: Notes, body: Element, mark: str) -> None:
    box = SubElement(body, "div", {"class": "notes"})
    _add(_add(box, "p"), "b", part.title)
    for line in part.lines:
        _add(box, "p", line)
