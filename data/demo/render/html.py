"""Web pages, as the content systems of local governments put reports out."""

from __future__ import annotations

from html import escape

from data.demo.render.parts import Heading, Part, Prose, Table, Title
from data.demo.render.table import Printed


def _run(text: str, broken_up: bool) -> str:
    """A text in one span or, as Word exports it, in one for every two characters, and a no-break space for nothing."""
    pieces = [text[at : at + 2] for at in range(0, len(text), 2)] if broken_up else [text]
    spans = "".join(f'<span lang="EN-US">{escape(piece)}</span>' for piece in pieces)
    return spans or "&nbsp;"


def _cell(cell: Printed, broken_up: bool) -> str:
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    attributes = "".join(f' {name}="{count}"' for name, count in spans.items() if count > 1)
    paragraphs = "".join(f"<p>{_run(line, broken_up)}</p>" for line in cell.text.split("\n"))
    return f"<td{attributes}>{paragraphs}</td>"


def _part(part: Part, broken_up: bool) -> str:
    match part:
        case Title(text):
            return f"<h1>{escape(text)}</h1>"
        case Heading(text):
            return f"<p><strong>{_run(text, broken_up)}</strong></p>"
        case Prose(text, closing):
            return f'<p style="text-align:{"right" if closing else "justify"}">{escape(text)}</p>'
        case Table(_, rows):
            lines = ["".join(_cell(cell, broken_up) for cell in row if not cell.covered) for row in rows]
            return "\n".join(['<table border="1">', *(f"<tr>{line}</tr>" for line in lines), "</table>"])


def html(parts: list[Part], encoding: str = "utf-8", broken_up: bool = False) -> bytes:
    """The parts as a page in `encoding`, which it declares, as most pages do, by the name of the older GB2312."""
    title = next((part.text for part in parts if isinstance(part, Title)), "")
    declared = {"gb18030": "gb2312"}.get(encoding, encoding)
    page = "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="{declared}"><title>{escape(title)}</title></head><body>',
        *(_part(part, broken_up) for part in parts),
        "</body></html>\n",
    ])
    return page.encode(encoding)
