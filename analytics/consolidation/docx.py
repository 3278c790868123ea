"""The consolidated report as a Word document: title, the six sections, the tables of the form with the sums in them.

A4. Widths are those of the blank form; its tables are wider than its type area, so the margins here are narrower.
The faces are those of `analytics.export.official`, tables in 宋体. Doubt is not printed: it stands in the parts.
A figure of the county's own has a comment that says whose it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from analytics.consolidation.cell import Sum
from analytics.consolidation.consolidation import Consolidation
from analytics.consolidation.frame import Line, fees_words, frame, own_words
from analytics.consolidation.layout import CAPTION, Box, Laid, lay
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
from analytics.export.word import add_page_number, keep_whole, set_margins, set_widths

SMALL, TINY = 10.5, 9.0  # points: 五号, 小五
BESIDE = 40  # twentieths of a point beside a number: fifteen columns share the width of table 4
WIDTH = 172.0  # mm: of the tables of the blank form
SIDE = (210 - WIDTH) / 2
# mm, of the blank form: the labels of table 3; all other columns share the rest alike.
LABELS = {"3": (13.3, 16.2, 57.7)}
HEIGHTS = {"2": 9.0, "3": 7.6, "4": 9.0}  # mm of a row at least; a page holds table 3 under its heading
CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def write(found: Consolidation) -> bytes:
    """The document as one file."""
    document = Document()
    _lay_out(document)
    core, framed = document.core_properties, frame(found)
    core.title, core.author, core.comments = printable(framed.title), "", ""
    add_line(document, framed.title, SECOND, TITLE, align=CENTRE, after=SECOND)
    for part in framed.parts:
        if isinstance(part, Line):
            _part(document, part)
        else:
            _table(document, part, lay(part, found.form), found)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _part(document: DocumentObject, part: Line) -> None:
    if not part.heading:
        paragraph = add_line(document, part.text, THIRD, BODY, align=JUSTIFY, indent=2 * THIRD)
        if part.own:
            _comment(document, paragraph, part.own.by, fees_words(part.own))
        return
    heading = add_line(document, part.text, THIRD, HEAD, align=JUSTIFY, before=THIRD / 2, after=THIRD / 2)
    heading.paragraph_format.keep_with_next = True
    # Table 3 fills a page: it begins one, as in the blank form.
    heading.paragraph_format.page_break_before = part.section == "3"


def _lay_out(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(25.4)
    set_official_faces(document)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    document.styles["Footer"].font.size = Pt(FOURTH)
    add_page_number(foot)


def _widths(section: str, laid: Laid) -> list[float]:
    """mm of each column; in table 2 the labels are as wide as a column of values where there are three."""
    labels = LABELS.get(section, (WIDTH / 4,) * laid.labels)
    values = laid.columns - laid.labels
    return [*labels, *[(WIDTH - sum(labels)) / values] * values]


def _table(document: DocumentObject, section: str, laid: Laid, found: Consolidation) -> None:
    table = document.add_table(laid.rows, laid.columns)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    set_margins(table, BESIDE)
    set_widths(table, _widths(section, laid))
    for number, row in enumerate(table.rows):
        row.height = Mm(HEIGHTS[section])
        keep_whole(row, head=number < laid.head)
    cells = [list(row.cells) for row in table.rows]
    for box in laid.boxes:
        cell = cells[box.row][box.column]
        if box.down > 1 or box.across > 1:
            cell = cell.merge(cells[box.row + box.down - 1][box.column + box.across - 1])
        one = found.sums.get(box.code)
        texts = (one.text,) if one else box.lines if section != "2" else (box.text,)
        _fill(cell, box, texts, TINY if section != "2" else SMALL)
        if one and one.own:
            _remark(document, cell, one)


def _remark(document: DocumentObject, cell: _Cell, one: Sum) -> None:
    _comment(document, cell.paragraphs[0], one.own.by if one.own else "", own_words(one))


def _comment(document: DocumentObject, paragraph: Paragraph, by: str, told: str) -> None:
    """Beside the page, not on it: who entered the figure and why, to be deleted before the report goes out."""
    run = paragraph.runs[0] if paragraph.runs else paragraph.add_run()
    document.add_comment(run, printable(told), author=printable(by), initials=printable(by)[:1])


def _fill(cell: _Cell, box: Box, texts: Sequence[str], size: float) -> None:
    paragraph = cell.paragraphs[0]
    for number, text in enumerate(texts):
        if number:
            paragraph.runs[-1].add_break()
        add_run(paragraph, text, size, SONG)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(1)
    # Captions and longer labels of rows run from the left, as in the blank form; all else stands in the middle.
    shape.alignment = LEFT if box.from_left else CENTRE
    if box.kind == "caption":
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", CAPTION)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
