"""PDF with a text layer. The font is one that every reader of PDF brings for Chinese, so nothing is embedded."""

from __future__ import annotations

import io
from html import escape

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, TableStyle

from data.demo.render.parts import Heading, Part, Prose, Table, Title
from data.demo.render.table import Row, grid

FONT = "STSong-Light"
MARGIN = 60
BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=17, wordWrap="CJK")
SMALL = ParagraphStyle("cell", BODY, fontSize=8, leading=10.5, alignment=TA_CENTER)
STYLES = {
    Title: ParagraphStyle("title", BODY, fontSize=16, leading=24, alignment=TA_CENTER),
    Heading: ParagraphStyle("heading", BODY, fontSize=13, spaceBefore=8, spaceAfter=6),
    Prose: BODY,
}
CLOSING = ParagraphStyle("closing", BODY, alignment=TA_RIGHT)


def _table(rows: list[Row], ruled: bool) -> Flowable:
    """Each cell is a box of lines; a true span over rows could not be broken over pages."""
    width = sum(cell.columns for cell in rows[0])
    texts: list[list[Flowable | str]] = [[""] * width for _ in rows]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    style += [(side, (0, 0), (-1, -1), 2) for side in ("LEFTPADDING", "RIGHTPADDING")]
    for (row, column), cell in grid(rows).items():
        texts[row][column] = Paragraph(escape(cell.text).replace("\n", "<br/>"), SMALL)
        last = column + cell.columns - 1
        style.append(("SPAN", (column, row), (last, row)))
        if ruled:
            style.append(("BOX", (column, row), (last, row + cell.rows - 1), 0.5, colors.black))
    return LongTable(texts, colWidths=[(A4[0] - 2 * MARGIN) / width] * width, style=TableStyle(style))


def _flowable(part: Part, ruled: bool) -> Flowable:
    if isinstance(part, Table):
        return _table(part.rows, ruled)
    return Paragraph(escape(part.text), CLOSING if isinstance(part, Prose) and part.closing else STYLES[type(part)])


def _scan() -> list[Flowable]:
    """A page that is a picture, grey as from a scanner."""
    width, height = A4[0] - 2 * MARGIN - 12, A4[1] - 2 * MARGIN - 60
    return [PageBreak(), Drawing(width, height, Rect(0, 0, width, height, fillColor=colors.lightgrey))]


def pdf(parts: list[Part], ruled: bool = True, scans: int = 0) -> bytes:
    """The parts on A4 pages, tables broken between rows, with lines round their cells or without; scans last."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1)
    document.build([*(_flowable(part, ruled) for part in parts), *(part for _ in range(scans) for part in _scan())])
    return out.getvalue()
