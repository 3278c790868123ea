"""The consolidated report as a Word document: title, the six sections, the tables of the form with the sums in them.

A4. Widths are those of the blank form; its tables are wider than its type area, so the margins here are narrower.
Title in 小标宋 二号, headings 黑体 三号, text 仿宋 三号, tables 宋体; where a machine lacks a face, the document's font
table names another of its kind. Doubt is not printed: it stands in the parts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from analytics.consolidation.consolidation import Consolidation
from analytics.consolidation.frame import Line, frame
from analytics.consolidation.layout import CAPTION, Box, Laid, lay
from analytics.export.page import printable

TITLE, HEAD, BODY, SONG, LATIN = "方正小标宋简体", "黑体", "仿宋", "宋体", "Times New Roman"
INSTEAD = {TITLE: "宋体", HEAD: "SimHei", BODY: "仿宋_GB2312", SONG: "SimSun"}
SECOND, THIRD, FOURTH, SMALL, TINY = 22.0, 16.0, 14.0, 10.5, 9.0  # points: 二号, 三号, 四号, 五号, 小五
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
    core = document.core_properties
    core.title, core.author, core.comments = printable(frame(found).title), "", ""
    _line(document, frame(found).title, SECOND, TITLE, align=CENTRE, after=SECOND)
    for part in frame(found).parts:
        if isinstance(part, Line):
            _part(document, part)
        else:
            _table(document, part, lay(part, found.form), found.printed)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _part(document: DocumentObject, part: Line) -> None:
    if not part.heading:
        _line(document, part.text, THIRD, BODY, indent=2 * THIRD)
        return
    heading = _line(document, part.text, THIRD, HEAD, before=THIRD / 2, after=THIRD / 2)
    heading.paragraph_format.keep_with_next = True
    # Table 3 fills a page: it begins one, as in the blank form.
    heading.paragraph_format.page_break_before = part.section == "3"


def _lay_out(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(25.4)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(THIRD)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), BODY)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    document.styles["Footer"].font.size = Pt(FOURTH)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            named = "".join(
                f'<w:font w:name="{face}"><w:altName w:val="{other}"/></w:font>' for face, other in INSTEAD.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{named}</w:fonts>".encode())


def _run(paragraph: Paragraph, text: str, size: float, face: str) -> None:
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.name, run.font.color.rgb = Pt(size), LATIN, RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _line(
    document: DocumentObject,
    text: str,
    size: float,
    face: str,
    *,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    paragraph = document.add_paragraph()
    _run(paragraph, text, size, face)
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = align, Pt(indent)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    return paragraph


def _widths(section: str, laid: Laid) -> list[float]:
    """mm of each column; in table 2 the labels are as wide as a column of values where there are three."""
    labels = LABELS.get(section, (WIDTH / 4,) * laid.labels)
    values = laid.columns - laid.labels
    return [*labels, *[(WIDTH - sum(labels)) / values] * values]


def _table(document: DocumentObject, section: str, laid: Laid, printed: Mapping[str, str]) -> None:
    table = document.add_table(laid.rows, laid.columns)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(section, laid)
    _margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        row.height = Mm(HEIGHTS[section])
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < laid.head:
            properties.append(OxmlElement("w:tblHeader"))
    cells = [list(row.cells) for row in table.rows]
    for line in cells:
        for cell, width in zip(line, widths, strict=True):
            cell.width = Mm(width)
    for box in laid.boxes:
        cell = cells[box.row][box.column]
        if box.down > 1 or box.across > 1:
            cell = cell.merge(cells[box.row + box.down - 1][box.column + box.across - 1])
        _fill(cell, box, printed.get(box.code, ""), TINY if section != "2" else SMALL)


def _margins(table: Table) -> None:
    """Little room beside the numbers: fifteen columns share the width of table 4."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)  # Word refuses another order


def _fill(cell: _Cell, box: Box, value: str, size: float) -> None:
    paragraph = cell.paragraphs[0]
    _run(paragraph, value if box.kind == "value" else box.text, size, SONG)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(1)
    # Longer labels of rows run from the left, as in the blank form; all else stands in the middle.
    shape.alignment = LEFT if box.from_left else CENTRE
    if box.kind == "caption":
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", CAPTION)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
