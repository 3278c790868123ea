"""The faces and sizes of official papers (GB/T 9704-2012), as letters and reports of an office are written in.

The title in 小标宋 二号, headings in 黑体 三号, text in 仿宋 三号, page numbers in 宋体 四号. Where a machine lacks a
face, the document's font table names another of its kind for Word and WPS.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from analytics.export.page import printable
from analytics.export.word import LATIN, set_faces

TITLE, HEAD, BODY, SONG = "方正小标宋简体", "黑体", "仿宋", "宋体"
SECOND, THIRD, FOURTH = 22.0, 16.0, 14.0  # points: 二号, 三号, 四号
_INSTEAD = {TITLE: "宋体", HEAD: "SimHei", BODY: "仿宋_GB2312", SONG: "SimSun"}


def set_official_faces(document: Document) -> None:
    """Text in 仿宋 三号, and what stands in for each face where it is not installed."""
    set_faces(document.styles["Normal"], THIRD, BODY)
    named = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/></w:font>' for face, other in _INSTEAD.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", f"{named}</w:fonts>".encode())


def add_line(
    document: Document,
    text: str,
    size: float,
    face: str,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """A paragraph of its own; its first line's indent and the room above and below it in points."""
    paragraph = document.add_paragraph()
    add_run(paragraph, text, size, face)
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = align, Pt(indent)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    return paragraph


def add_run(paragraph: Paragraph, text: str, size: float, face: str) -> None:
    """Black text at the end of a paragraph."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.name, run.font.color.rgb = Pt(size), LATIN, RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
