"""A return letter as a Word document laid out as GB/T 9704-2012 has it for official papers.

A4, margins 37 mm above and 28 mm at the left, a type area of 156 × 225 mm, lines of 28 points (22 a page), page numbers
between dashes; the faces are those of `analytics.export.official`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
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
    add_line,
    add_run,
    set_official_faces,
)
from analytics.export.page import printable
from analytics.export.word import add_page_number, keep_whole, set_widths
from analytics.letters.letter import Letter, Point, said_day

SMALL = 12.0  # points: 小四
SPACE = 6.0  # points above and below a table
LINE = 28.0  # points: 22 lines on 225 mm
WIDTHS = (14.0, 36.0, 16.0, 58.0, 32.0)  # mm, of the table of mistakes: the type area's 156
SLIP = (14.0, 70.0, 72.0)
LONG = 240  # characters of a row that may go on over the page: whole, it would leave half a page empty
ASIDE = 4  # characters that the day stands off the right edge, with the seal above its middle
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write(one: Letter) -> bytes:
    """The letter with its reply slip, as one file."""
    document = Document()
    _lay_out(document)
    document.core_properties.title, document.core_properties.author = printable(one.title), ""
    lang = one.lang
    _title(document, one)
    _line(document, words.say("letters.to", lang, place=one.name), indent=0)
    _line(document, one.opening)
    parts = [
        (words.say("letters.returned", lang), one.reason, ()),
        (words.say("letters.tables", lang), "", one.tables),
        (words.say("letters.prose", lang), "", one.prose),
    ]
    present = [(head, said, points) for head, said, points in parts if said or points]
    for number, (head, said, points) in enumerate(present, start=1):
        mark = f"{'一二三'[number - 1]}、" if lang == "zh" else f"{number}. "
        _line(document, f"{mark if len(present) > 1 else ''}{head}", face=HEAD, keep=True, after=SPACE)
        if said:
            _line(document, said)
        if points and points is one.tables:
            _table(document, points, lang)
        else:
            for point in points:
                _line(document, f"{point.number}. {point.problem}{point.ask}")
    _line(document, one.closing, keep=True, before=SPACE)
    for text, aside in ((words.say("letters.signed", lang), ASIDE - 1), (said_day(one.day, lang), ASIDE)):
        line = _line(document, text, align=RIGHT, indent=0, before=LINE if aside < ASIDE else 0, keep=aside < ASIDE)
        line.paragraph_format.right_indent = Pt(aside * THIRD)
    _slip(document, one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _title(document: DocumentObject, one: Letter) -> None:
    """The title, broken after the year where it takes two lines: no word of it is parted."""
    title = _line(document, "", SECOND, TITLE, align=CENTRE, indent=0, after=LINE)
    head, year, rest = one.title.partition(f"{one.year}年") if one.lang == "zh" else (one.title, "", "")
    add_run(title, head + year, SECOND, TITLE)
    if rest:
        title.add_run().add_break()
        add_run(title, rest, SECOND, TITLE)


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
    """A paragraph on lines of 28 points, its first line indented by so many characters."""
    paragraph = add_line(document, text, size, face, align=align, indent=indent * size, before=before, after=after)
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE if size < SECOND else 34)
    shape.keep_with_next = keep
    return paragraph


def _table(document: DocumentObject, points: Sequence[Point], lang: str) -> None:
    head = [words.say(f"letters.{name}", lang) for name in ("number", "place", "stands", "problem", "ask")]
    rows: list[list[str]] = []
    for one in points:  # a line for each cell, so that what stands there is beside it; the rest is said once for all
        rows += [["", place, stands, "", ""] for place, stands in zip(one.places, one.stands, strict=True)]
        rows[-len(one.places)] = [str(one.number), one.places[0], one.stands[0], one.problem, one.ask]
    table = _grid(document, head, rows, WIDTHS)
    last = 0
    for one in points:
        first, last = last + 1, last + len(one.places)
        for column in (0, 3, 4) if last > first else ():
            merged = table.cell(first, column).merge(table.cell(last, column))
            for empty in [each for each in merged.paragraphs[1:] if not each.text]:
                empty._p.getparent().remove(empty._p)


def _slip(document: DocumentObject, one: Letter) -> None:
    """The page to be sent back: each mistake by its number, and room for what was done."""
    lang = one.lang
    title = _line(document, words.say("letters.slip", lang), SECOND, TITLE, align=CENTRE, indent=0, after=LINE / 2)
    title.paragraph_format.page_break_before = True
    about = words.say("letters.slip_about", lang, place=one.name, year=one.year)
    _line(document, about, align=CENTRE, indent=0, after=SPACE)
    head = [words.say(f"letters.{name}", lang) for name in ("number", "problem", "slip_done")]
    rows = [[str(point.number), (point.places or (point.problem,))[0], ""] for point in one.points]
    _grid(document, head, rows or [["", one.reason, ""]], SLIP)
    _line(document, words.say("letters.slip_by", lang), FOURTH, indent=0, before=LINE / 2)
    _line(document, words.say("letters.slip_day", lang), FOURTH, align=RIGHT, indent=0)


def _grid(
    document: DocumentObject, head: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[float, ...]
) -> Table:
    table = document.add_table(rows=0, cols=len(head))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for number, texts in enumerate([head, *rows]):
        row = table.add_row()
        if sum(map(len, texts)) < LONG:
            keep_whole(row, head=number == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, HEAD if number == 0 else BODY, centred=number == 0 or len(text) <= 4)
    set_widths(table, widths)
    made: Table = table  # python-docx tells no type
    return made


def _fill(cell: _Cell, text: str, face: str, centred: bool) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        add_run(paragraph, line, SMALL, face)
        shape = paragraph.paragraph_format
        shape.alignment = CENTRE if centred else None
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        shape.space_before = shape.space_after = Pt(1)
