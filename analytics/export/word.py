"""What all Word documents of ours share: faces of a style, page numbers, rows that stay whole, margins and edges."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
# What comes after what in the properties of tables and cells: Word refuses another order.
_ORDER = (
    *("w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    *("w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"),
)


def set_faces(style: Any, size: float, face: str) -> None:
    """A style in this Chinese face and size (points), Latin letters beside it; the theme's own faces give way."""
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page, at the end of the paragraph."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def set_widths(table: Table, widths: list[float] | tuple[float, ...]) -> None:
    """Columns of these widths in mm, which nothing inside stretches."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def keep_whole(row: _Row, *, head: bool = False) -> None:
    """A row that no page break parts; a head stands again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def set_margins(table: Table, twentieths: int) -> None:
    """Room at either side of what stands in a cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twentieths))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    insert(table._tbl.tblPr, margins)


def insert(properties: Any, element: Any) -> None:
    """Put a property of a table or a cell where Word wants it among the others."""
    name = f"w:{element.tag.rsplit('}')[-1]}"
    properties.insert_element_before(element, *_ORDER[_ORDER.index(name) + 1 :])
