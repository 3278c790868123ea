"""A return letter as a Word document laid out as GB/T 9704-2012 has it for official papers.

A4, margins 37 mm above and 28 mm at the left, a type area of 156 × 225 mm, lines of 28 points (22 a page), page numbers
between dashes; the faces are those of `analytics.export.official`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

import words
from analytics.export.official import (
    BODY,
    FOURTH,
    HEAD,
    SECOND,
    SONG,
    THIRD,
    TITLE,
    add_run,
    set_official_faces,
)
from analytics.export.page import printable
from analytics.export.word import add_page_number, keep_whole, set_widths
from analytics.letters.letter import Letter, Point, said_day

SMALL = 12.0  # points: 小四
LINE = 28.0  # points: 22 lines on 225 mm
WIDTHS = (11.0, 36.0, 17.0, 62.0, 30.0)  # mm, of the table of mistakes: the type area's 156
SLIP = (12.0, 70.0, 74.0)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write(one: Letter) -> bytes:
    """The letter with its reply slip, as one file."""
    document = Document()
    _lay_out(document)
    document.core_properties.title, document.core_properties.author = printable(one.title), ""
    lang = one.lang
    _line(document, one.title, SECOND, TITLE, align=CENTRE, indent=0, after=LINE)
    _line(document, words.say("letters.to", lang, place=one.name), indent=0)
    _line(document, one.opening)
    parts = [
        (words.say("letters.returned", lang), one.reason, ()),
        (words.say("letters.tables", lang), "", one.tables),
        (words.say("letters.prose", lang), "", one.prose),
    ]
    for number, (head, said, points) in enumerate(((h, s, p) for h, s, p in parts if s or p), start=1):
        mark = f"{'一二三'[number - 1]}、" if lang == "zh" else f"{number}. "
        _line(document, f"{mark}{head}", face=HEAD, keep=True)
        if said:
            _line(document, said)
        if points and points is one.tables:
            _table(document, points, lang)
        else:
            for point in points:
                _line(document, f"{point.number}. {point.problem}{point.ask}")
    _line(document, one.closing, keep=True)
    _line(document, words.say("letters.signed", lang), align=RIGHT, indent=0, before=LINE, keep=True)
    _line(document, said_day(one.day, lang), align=RIGHT, indent=0)
    _slip(document, one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    set_official_faces(document)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    add_run(foot, "— ", FOURTH, SONG)
    add_page_number(foot)
    add_run(foot, " —", FOURTH, SONG)


def _line(
    document: DocumentObject,
    text: str,
    size: float = THIRD,
    face: str = BODY,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: int = 2,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    add_run(paragraph, text, size, face)
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = align, Pt(indent * size)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE if size < SECOND else 34)
    shape.keep_with_next = keep
    return paragraph


def _table(document: DocumentObject, points: Sequence[Point], lang: str) -> None:
    head = [words.say(f"letters.{name}", lang) for name in ("number", "place", "stands", "problem", "ask")]
    rows = [[str(one.number), "\n".join(one.places), "\n".join(one.stands), one.problem, one.ask] for one in points]
    _grid(document, head, rows, WIDTHS)


def _slip(document: DocumentObject, one: Letter) -> None:
    """The page to be sent back: each mistake by its number, and room for what was done."""
    lang = one.lang
    title = _line(document, words.say("letters.slip", lang), SECOND, TITLE, align=CENTRE, indent=0, after=LINE / 2)
    title.paragraph_format.page_break_before = True
    _line(document, words.say("letters.slip_about", lang, place=one.name, year=one.year), align=CENTRE, indent=0)
    head = [words.say(f"letters.{name}", lang) for name in ("number", "problem", "slip_done")]
    rows = [[str(point.number), (point.places or (point.problem,))[0], ""] for point in one.points]
    _grid(document, head, rows or [["", one.reason, ""]], SLIP)
    _line(document, words.say("letters.slip_by", lang), FOURTH, indent=0, before=LINE / 2)
    _line(document, words.say("letters.slip_day", lang), FOURTH, align=RIGHT, indent=0)


def _grid(
    document: DocumentObject, head: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[float, ...]
) -> None:
    table = document.add_table(rows=0, cols=len(head))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for number, texts in enumerate([head, *rows]):
        row = table.add_row()
        keep_whole(row, head=number == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, HEAD if number == 0 else BODY, centred=number == 0 or len(text) <= 4)
    set_widths(table, widths)


def _fill(cell: _Cell, text: str, face: str, centred: bool) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        add_run(paragraph, line, SMALL, face)
        shape = paragraph.paragraph_format
        shape.alignment = CENTRE if centred else None
        shape.space_before = shape.space_after = Pt(1)
