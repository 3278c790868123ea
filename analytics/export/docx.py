"""DOCX: a page of parts as a text document for WPS or Word, A4, to be edited and pasted from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import singledispatch
from typing import Any
from xml.etree.ElementTree import Element

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from analytics.charts.room import width as room
from analytics.drawing import paper
from analytics.export import form_table
from analytics.export.page import Form, Heading, Items, Notes, Numbers, Page, Paragraph, Part, Picture, Table, printable
from analytics.export.word import add_page_number, insert, keep_whole, set_faces, set_margins, set_widths

WIDTH = paper.WIDTH  # mm between the margins
WRAPPED = 260  # of `room`: a text that is longer wraps
SONG, HEI = "宋体", "黑体"
BODY, SMALL, TINY = 10.5, 9.0, 7.5  # points: 五号, 小五, 六号
MUTED, INK = RGBColor(0x4A, 0x4A, 0x4A), RGBColor(0, 0, 0)
STYLES = {"Normal": (BODY, SONG), "Title": (18, HEI), "Heading 1": (14, HEI), "Heading 2": (12, HEI)}
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def write(page: Page) -> bytes:
    """The page as one file."""
    document = Document()
    _lay_out(document, page.lang)
    document.core_properties.title = printable(page.title)
    document.core_properties.author = ""
    if page.stamp:
        _words(document.add_paragraph(), page.stamp, bold=True)
    _words(document.add_paragraph(), page.kicker, SMALL, colour=MUTED)
    document.add_heading(printable(page.title), 0)
    for text in page.lines:
        _words(document.add_paragraph(), text, SMALL, colour=MUTED)
    for part in page.parts:
        _put(part, document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(document: DocumentObject, lang: str) -> None:
    """A4, fonts of an office, page numbers at the foot."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - WIDTH) / 2)
    section.top_margin = section.bottom_margin = Mm(16)
    for name, (size, face) in STYLES.items():
        style = document.styles[name]
        set_faces(style, size, face)
        style.font.color.rgb, style.font.bold = INK, False if face == HEI else None
        style.paragraph_format.space_before = Pt({"Heading 1": 14, "Heading 2": 10}.get(name, 0))
        style.paragraph_format.space_after = Pt(6 if name != "Normal" else 3)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN" if lang == "zh" else "en-US")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    add_page_number(foot)


def _words(
    paragraph: DocxParagraph, text: str, size: float = BODY, *, bold: bool = False, colour: RGBColor = INK
) -> DocxParagraph:
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
    paragraph.paragraph_format.space_after = Pt(2 if size < BODY else 4)
    return paragraph


def _caption(document: DocumentObject, text: str) -> None:
    caption = _words(document.add_paragraph(), text, SMALL, bold=True)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(8)


@singledispatch
def _put(part: Part, document: DocumentObject) -> None:
    """The part at the end of the document."""
    raise TypeError(part)


@_put.register
def _(part: Heading, document: DocumentObject) -> None:
    heading = document.add_heading(printable(part.text), part.level - 1)
    heading.paragraph_format.page_break_before = part.fresh


@_put.register
def _(part: Paragraph, document: DocumentObject) -> None:
    paragraph = _words(document.add_paragraph(), part.text)
    paragraph.paragraph_format.first_line_indent = Pt(2 * BODY)
    paragraph.paragraph_format.line_spacing = 1.3


@_put.register
def _(part: Numbers, document: DocumentObject) -> None:
    table = _table(document, 1, len(part.numbers), [WIDTH / len(part.numbers)] * len(part.numbers))
    _borders(table, top=8, bottom=8)
    for cell, number in zip(table.rows[0].cells, part.numbers, strict=True):
        _words(cell.paragraphs[0], number.name, SMALL, colour=MUTED)
        _words(cell.add_paragraph(), number.value, 16)
        _words(cell.add_paragraph(), number.more, SMALL, colour=MUTED)


@_put.register
def _(part: Picture, document: DocumentObject) -> None:
    _caption(document, part.caption)
    shape = document.add_picture(io.BytesIO(paper.png(part.draw())), Mm(WIDTH))
    shape._inline.docPr.set("descr", printable(part.alt))


@_put.register
def _(part: Table, document: DocumentObject) -> None:
    _caption(document, part.caption)
    columns = list(zip(part.head, *part.rows, strict=True))
    table = _table(document, 1 + len(part.rows), len(part.head), _widths(columns))
    _borders(table, top=12, bottom=12, insideH=2)
    for number, texts in enumerate((part.head, *part.rows)):
        strong = number == 0 or (part.total and number == len(part.rows))
        row = table.rows[number]
        keep_whole(row, head=number == 0)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = _words(cell.paragraphs[0], text, SMALL if len(columns) <= 8 else 8, bold=strong)
            paragraph.alignment = LEFT if place in part.left else RIGHT
            paragraph.paragraph_format.space_after = Pt(0)


@_put.register
def _(part: Form, document: DocumentObject) -> None:
    _caption(document, part.caption)
    laid = form_table.element(part.section, part.form, part.content)
    rows = list(laid.iter("tr"))
    boxes = list(_boxes(rows))
    wide = max(column + across for _, column, _, across, _ in boxes)
    table = _table(document, len(rows), wide, _form_widths(boxes, wide))
    _borders(table, top=6, bottom=6, left=6, right=6, insideH=4, insideV=4)
    cells = [list(row.cells) for row in table.rows]
    for number, row in enumerate(table.rows):
        keep_whole(row)
        row.height = Pt(_height(boxes, number))
    for row, column, down, across, box in boxes:
        first = cells[row][column]
        if down > 1 or across > 1:
            first = first.merge(cells[row + down - 1][column + across - 1])
        _fill(first, box)


def _boxes(rows: list[Element]) -> Iterator[tuple[int, int, int, int, Element]]:
    """Row, column, height and width of each cell of an HTML table, with the cell."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for box in row:
            while (number, column) in taken:
                column += 1
            down, across = int(box.get("rowspan", 1)), int(box.get("colspan", 1))
            taken |= {(number + i, column + j) for i in range(down) for j in range(across)}
            yield number, column, down, across, box


def _fill(cell: _Cell, box: Element) -> None:
    """One cell of the form: labels level or upright, numbers in the middle, findings framed."""
    classes = box.get("class", "").split()
    text = "".join(box.itertext())
    found = "gk-found" in classes
    paragraph = cell.paragraphs[0]
    _words(paragraph, text, TINY, bold=found or "gk-caption" in classes, colour=MUTED if "gk-zero" in classes else INK)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(TINY + 1.5)
    paragraph.alignment = LEFT if box.get("scope") in ("row", "rowgroup") and "gk-upright" not in classes else CENTRE
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    properties = cell._tc.get_or_add_tcPr()
    if found:
        _edges(properties, "w:tcBorders", dict.fromkeys(("top", "left", "bottom", "right"), 18))
    if "gk-upright" in classes:
        direction = OxmlElement("w:textDirection")
        direction.set(qn("w:val"), "tbRlV")
        insert(properties, direction)


def _height(boxes: list[tuple[int, int, int, int, Element]], number: int) -> float:
    """Points that a row is high at least: one line, or its share of the upright label beside it."""
    upright = [
        (len("".join(box.itertext())) + 0.5) * TINY / down
        for row, _, down, _, box in boxes
        if "gk-upright" in box.get("class", "") and row <= number < row + down
    ]
    return max([11.0, *upright])


def _form_widths(boxes: list[tuple[int, int, int, int, Element]], wide: int) -> list[float]:
    """mm of each column: upright labels narrow, numbers alike, the rest for the labels beside them."""
    upright = {column for _, column, _, _, box in boxes if "gk-upright" in box.get("class", "")}
    numbers = {column + j for _, column, _, across, box in boxes if box.tag == "td" for j in range(across)}
    labels = [column for column in range(wide) if column not in upright | numbers]
    each = (WIDTH - 7 * len(upright)) / (len(numbers) + 5.0 * bool(labels))
    rest = (WIDTH - 7 * len(upright) - each * len(numbers)) / max(len(labels), 1)
    return [7 if column in upright else each if column in numbers else rest for column in range(wide)]


@_put.register
def _(part: Items, document: DocumentObject) -> None:
    for item in part.items:
        paragraph = _words(document.add_paragraph(), f"{item.mark} {item.what}", bold=True)
        _words(paragraph, "".join(f"　{text}" for text in (item.weight and f"〔{item.weight}〕", item.how) if text))
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Pt(16), Pt(-16)


@_put.register
def _(part: Notes, document: DocumentObject) -> None:
    title = _words(document.add_paragraph(), part.title, SMALL, bold=True)
    title.paragraph_format.space_before = Pt(12)
    title.paragraph_format.keep_with_next = True
    _words(document.add_paragraph(), " ".join(part.lines), SMALL, colour=MUTED)


def _table(document: DocumentObject, rows: int, columns: int, widths: list[float]) -> DocxTable:
    """A table of these column widths in mm, which nothing inside stretches."""
    table: DocxTable = document.add_table(rows, columns)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_margins(table, 45)
    set_widths(table, widths)
    return table


def _widths(columns: list[tuple[str, ...]]) -> list[float]:
    """mm of each column, by its longest text; what is longer than `WRAPPED` runs on in the next line."""
    needed = [min(max(room(text, 10) for text in texts), WRAPPED) + 12 for texts in columns]
    return [WIDTH * need / sum(needed) for need in needed]


def _borders(table: DocxTable, **sizes: int) -> None:
    """Lines of these sizes, in eighths of a point."""
    _edges(table._tbl.tblPr, "w:tblBorders", sizes)


def _edges(properties: Any, name: str, sizes: dict[str, int]) -> None:
    edges = OxmlElement(name)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sizes:
            edge = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", str(sizes[side])), ("space", "0"), ("color", "000000")):
                edge.set(qn(f"w:{key}"), value)
            edges.append(edge)
    insert(properties, edges)
