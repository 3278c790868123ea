"""Pages and packages of XML: deep, wide, spanning, expanding, and bursting when unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

Content = Callable[[Random], bytes]
TITLE = "云山镇2020年政府信息公开工作年度报告"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(inner: str) -> bytes:
    """A page with a title and this below it."""
    return f"<html><body><h1>{TITLE}</h1>{inner}</body></html>".encode()


def packed(parts: dict[str, bytes | str]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def word(body: str, head: str = "") -> bytes:
    """A Word document with this body."""
    start = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>'
    title = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    return packed({"word/document.xml": f"{start}{title}{body}</w:body></w:document>"})


def _cell(properties: str = "", text: str = "1") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _span(columns: str) -> str:
    return _cell(f'<w:gridSpan w:val="{columns}"/>')


def _nested(kind: str, depth: int) -> str:
    if kind == "html":
        return "<table><tr><td>" * depth + "1" + "</td></tr></table>" * depth
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


_ENTITIES = "".join(
    '<!ENTITY x{} "{}">'.format(level, f"&x{level - 1};" * 10 if level else "公开" * 10) for level in range(10)
)
_EXTERNAL = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///dev/zero">]>'
_ROW = f"<w:tr>{_cell() * 60}</w:tr>"
_BEGUN = "<w:tr>" + _cell('<w:vMerge w:val="restart"/>') * 50 + "</w:tr>"
_MERGED = f"<w:tr>{_cell('<w:vMerge/>') * 50}</w:tr>"
_SPANNING = f"<w:tr>{_span('99999999') * 9}</w:tr>"

FILES: dict[str, Content] = {
    "deep.html": lambda _: page("<div>" * 100_000 + "1"),
    "deep inline.html": lambda _: page("<b><i>" * 100_000 + "1"),
    "deep tables.html": lambda _: page(_nested("html", 3_000)),
    "tables in cells.html": lambda _: page("<table><tr>" + "<td><table><tr><td>1</td></tr></table></td>" * 20_000),
    "spans.html": lambda _: page("<table>" + "<tr><td rowspan=99999999 colspan=99999999>1</td></tr>" * 3_000),
    "spanning cells.html": lambda _: page("<table><tr>" + "<td rowspan=5000>1</td>" * 150 + "<tr>" * 60_000),
    "wide.html": lambda _: page("<table><tr>" + "<td>1" * 300_000),
    "tall.html": lambda _: page("<table>" + "<tr><td>1<td>2" * 100_000),
    "many tables.html": lambda _: page("<table><tr><td>1<td>2</table>" * 60_000),
    "many labels.html": lambda _: page(
        "<table>" + "<tr><td>（一）予以公开<td>1<td>2<td>3<td>4<td>5<td>6<td>21" * 7_000
    ),
    "tags.html": lambda _: page("<p>" * 390_000),
    "breaks.html": lambda _: page("公开<br>" * 120_000),
    "attributes.html": lambda _: page(f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>"),
    "attribute.html": lambda _: page(f"<p style='{'display : none ;' * 1_000_000}'>1"),
    "comments.html": lambda _: page("<!--" * 300_000),
    "entities.html": lambda _: page("&amp;" * 2_000_000),
    "digits.html": lambda _: page(f"<table><tr><td rowspan={'9' * 100_000}>{'9' * 100_000}"),
    "charset.html": lambda _: b"<meta charset=" + b"x" * 3_000 + b">" + page("1"),
    "declared.html": lambda _: page("1").replace(b"<html>", b"<html><meta charset='unicode_escape'>"),
    "names.html": lambda _: page("".join(f"<x{n}>" for n in range(100_000))),
    "mht.html": lambda _: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + b"--=_\r\n" * 500_000,
    "entities.docx": lambda _: word("<w:p><w:r><w:t>&x9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{_ENTITIES}]>"),
    "outside.docx": lambda _: word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", _EXTERNAL),
    "deep.docx": lambda _: word("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000),
    "deep runs.docx": lambda _: word("<w:p>" + "<w:ins>" * 240 + "1" + "</w:ins>" * 240 + "</w:p>"),
    "deep tables.docx": lambda _: word(_nested("docx", 80)),
    "wide tables in tables.docx": lambda _: word(
        "<w:tbl><w:tr>" + f"<w:tc><w:tbl>{_ROW}</w:tbl></w:tc>" * 600 + "</w:tr></w:tbl>"
    ),
    "grid.docx": lambda _: word(f"<w:tbl>{_ROW * 800}</w:tbl>"),
    "merged.docx": lambda _: word(f"<w:tbl>{_BEGUN}{_MERGED * 900}</w:tbl>"),
    "spans.docx": lambda _: word(f"<w:tbl>{_SPANNING * 3_000}</w:tbl>"),
    "long number.docx": lambda _: word(f"<w:tbl><w:tr>{_span('9' * 9_000)}</w:tr></w:tbl>"),
    "boxes.docx": lambda _: word("<w:p>" + "<w:txbxContent><w:p>" * 100 + "</w:p></w:txbxContent>" * 100 + "</w:p>"),
    "paragraphs.docx": lambda _: word("<w:p/>" * 390_000),
    "text.docx": lambda _: word(f"<w:p><w:r><w:t>{'公开' * 4_000_000}</w:t></w:r></w:p>"),
    "runs.docx": lambda _: word("<w:p>" + "<w:r><w:t>公</w:t></w:r>" * 90_000 + "</w:p>"),
    "burst.docx": lambda _: packed({"word/document.xml": bytes(400 * 2**20)}),
    "picture.docx": lambda _: packed({"word/document.xml": "<x/>", "word/media/x.png": bytes(2 * 2**30 // 10)}),
    "no parts.docx": lambda _: packed({"word/other.xml": "<x/>"}),
    "many parts.docx": lambda _: packed({f"word/{n}.xml": b"" for n in range(60_000)}),
}
CHEAP = {
    "deep.html",
    "deep inline.html",
    "spans.html",
    "digits.html",
    "declared.html",
    "entities.docx",
    "outside.docx",
    "deep.docx",
    "long number.docx",
    "no parts.docx",
}
