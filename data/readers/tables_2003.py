"""Excel's XML of 2003, often named .xls: what its visible sheets show."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from data.model import Document
from data.readers.looks import PLAIN, Look, Piece, Seen, seen
from data.readers.package import parsed
from data.readers.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, seen_of

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_STRUCK, _RAISED = ("S", "Strike", "Del"), ("Sup", "Sub")


def read(name: str, content: bytes, sha256: str) -> Document:
    """A workbook. Raises BadDocument for a damaged one."""
    root = parsed(name, content)
    styles = {node.get(f"{_SS}ID"): _style(node) for node in root.iter(f"{_SS}Style")}
    sheets = [node for node in root.iter(f"{_SS}Worksheet") if not (node.findtext(".//{*}Visible") or "").strip()]
    blocks = [block for number, node in enumerate(sheets, 1) for block in _sheet(node, styles).blocks(number)]
    return Document(name, sha256, tuple(blocks))


Style = tuple[str, Look]  # number format, look


def _style(node: etree._Element) -> Style:
    form, font = node.find(f"{_SS}NumberFormat"), node.find(f"{_SS}Font")
    if font is None:
        return (form.get(f"{_SS}Format") or "") if form is not None else "", PLAIN
    struck, raised = (
        font.get(f"{_SS}StrikeThrough") == "1",
        font.get(f"{_SS}VerticalAlign") in ("Superscript", "Subscript"),
    )
    ground = node.find(f"{_SS}Interior")
    under = (ground.get(f"{_SS}Color") if ground is not None else None) or "#FFFFFF"
    hidden = (font.get(f"{_SS}Color") or "#000000").upper() == under.upper()
    return (form.get(f"{_SS}Format") or "") if form is not None else "", Look(hidden, struck, raised)


def _sheet(node: etree._Element, styles: dict[str | None, Style]) -> Sheet:
    found, hidden_rows = Sheet(), set[int]()
    found.hidden_columns = set(_hidden_columns(node))
    y = 0
    for row in node.iter(f"{_SS}Row"):
        y = _number(row, "Index", y + 1)
        last = y + _number(row, "Span", 0)
        if row.get(f"{_SS}Hidden") == "1" or row.get(f"{_SS}Height") == "0":
            hidden_rows |= set(range(y, min(last, MOST_ROWS) + 1))
        x = 0
        for cell in row.iter(f"{_SS}Cell"):
            x = _number(cell, "Index", x + 1)
            if y <= MOST_ROWS:
                found.cells[y, x] = _seen(cell, styles.get(cell.get(f"{_SS}StyleID"), ("", PLAIN)))
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                found.merged.append((y, x, y + down, x + across))
            x += across
        y = last
    found.hidden_rows = hidden_rows
    return found


def _hidden_columns(node: etree._Element) -> Iterator[int]:
    x = 0
    for column in node.iter(f"{_SS}Column"):
        x = _number(column, "Index", x + 1)
        last = x + _number(column, "Span", 0)
        if column.get(f"{_SS}Hidden") == "1" or column.get(f"{_SS}Width") == "0":
            yield from range(x, min(last, MOST_COLUMNS) + 1)
        x = last


def _seen(cell: etree._Element, style: Style) -> Seen:
    data = cell.find("{*}Data")
    if data is None:
        return Seen("")
    if data.get(f"{_SS}Type") == "Number" and not len(data):
        try:
            return seen_of(float(data.text or ""), style[0], style[1])
        except ValueError:
            return Seen((data.text or "").strip())
    found = seen(_pieces(data, style[1]))
    return Seen(found.text.strip(), found.doubt)


def _pieces(node: etree._Element, look: Look) -> Iterator[Piece]:
    tag = etree.QName(node).localname
    within = Look(look.hidden, look.struck or tag in _STRUCK, look.raised or tag in _RAISED, look.shape)
    yield node.text or "", within
    for child in node:
        if isinstance(child.tag, str):
            yield from _pieces(child, within)
        yield child.tail or "", within


def _number(node: etree._Element, name: str, otherwise: int) -> int:
    value = node.get(f"{_SS}{name}")
    return int(value) if value and value.isdigit() else otherwise
