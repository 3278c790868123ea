"""The looks of a page and of a Word document: letters, paper, widths, lines; drawn by seed."""

from __future__ import annotations

import io
import re
from copy import deepcopy

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table

from data.demo.draws import Draws

A4 = (210, 297)  # millimetres
FONTS = ("宋体", "仿宋_GB2312", "微软雅黑", "Noto Serif CJK SC")
DIGITS = ("Times New Roman", "Calibri", "宋体")
UPRIGHT = "三、本年度办理结果"  # the narrow label that is often set from top to bottom


def page(content: bytes, draws: Draws) -> bytes:
    """A page with a look of its own."""
    text = content.decode()
    if draws.chance(0.2):  # all of it in one cell, to keep it in the middle of the screen
        text = text.replace("<body>", '<body><table width="980" align="center"><tr><td>')
        text = text.replace("</body>", "</td></tr></table></body>")
    if draws.chance(0.2):
        text = re.sub(r"<tr>(.*?)</tr>", _heads, text, flags=re.DOTALL)
    if draws.chance(0.2):
        text = re.sub(r"(<td[^>]*>)<p>(.*?)</p></td>", r"\1\2</td>", text)
    return text.replace("</head>", f"{_style(draws)}</head>").encode()


def _heads(row: re.Match[str]) -> str:
    """Rows without a digit are heads."""
    if re.search(r">\s*\d", row[0]) or "&nbsp;" in row[0]:
        return row[0]
    return row[0].replace("<td", "<th").replace("</td>", "</th>")


def _style(draws: Draws) -> str:
    """Size of the letters, widths of columns, where in its cell a text stands."""
    size = draws.one([9, 11, 13, 15])
    rules = [
        f"body{{font-size:{draws.one([13, 16])}px;width:{draws.one(['auto', '640px', '900px'])}}}",
        f"table{{border-collapse:collapse;width:{draws.one(['100%', 'auto'])};font-size:{size}px;"
        f"table-layout:{draws.one(['auto', 'auto', 'fixed'])}}}",
        f"td{{padding:{draws.one([0, 2, 5])}px;text-align:{draws.one(['center', 'left', 'right'])};"
        f"vertical-align:{draws.one(['middle', 'top', 'baseline'])}}}",
        f"p{{margin:{draws.one([0, 4])}px}}",
        f"@page{{size:A4 {draws.one(['portrait', 'portrait', 'landscape'])};margin:{draws.between(8, 25)}mm}}",
    ]
    return f"<style>{''.join(rules)}</style>"


def word(content: bytes, draws: Draws) -> bytes:
    """A Word document with a look of its own."""
    document = Document(io.BytesIO(content))
    room = _paper(document, draws)
    size, numbers = draws.one([7.5, 9, 10.5, 12]), draws.one(DIGITS)
    apart, upright, ruled = draws.chance(0.2), draws.chance(0.3), draws.chance(0.95)
    repeated, whole, label = draws.chance(0.4), draws.chance(0.5), draws.one([1, 1, 2, 3])
    side, height = draws.one(["left", "center", "right"]), draws.one(["top", "center", "bottom"])
    for table in document.tables:
        _widths(table, room, label)
        if not ruled:
            table.style = "Normal Table"
        for number, row in enumerate(table._tbl.tr_lst):
            wanted = [name for name, on in (("w:tblHeader", repeated and number < 3), ("w:cantSplit", whole)) if on]
            for name in wanted:
                row.get_or_add_trPr().append(OxmlElement(name))
        for cell in table._tbl.iter(qn("w:tc")):
            text = "".join(one.text or "" for one in cell.iter(qn("w:t")))
            if upright and text.replace("\n", "") == UPRIGHT:
                direction = OxmlElement("w:textDirection")
                direction.set(qn("w:val"), "tbRlV")
                cell.get_or_add_tcPr().append(direction)
            upright_at = OxmlElement("w:vAlign")
            upright_at.set(qn("w:val"), height)
            cell.get_or_add_tcPr().append(upright_at)
            _letters(cell, size, numbers, side, apart and text.isdigit() and len(text) > 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paper(document: DocumentObject, draws: Draws) -> int:
    """A4, one way or the other; how wide a table may be on it."""
    section = document.sections[0]
    wide = draws.chance(0.3)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = map(Mm, reversed(A4) if wide else A4)
    section.page_width, section.page_height = width, height
    side = Mm(draws.between(15, 32))
    section.left_margin = section.right_margin = side
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = draws.one(DIGITS), Pt(draws.one([10.5, 12, 16]))
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), draws.one(FONTS))
    if draws.chance(0.6):
        _numbered(section.footer.paragraphs[0]._p, draws.one(["— {} —", "{}", "第 {} 页"]))
    return width - 2 * side


def _numbered(paragraph: object, form: str) -> None:
    """The number of the page at its foot."""
    before, after = form.split("{}")
    for kind, value in (("t", before), ("begin", ""), ("i", "PAGE"), ("end", ""), ("t", after)):
        run = OxmlElement("w:r")
        if kind == "t":
            one = OxmlElement("w:t")
            one.text = value
            one.set(qn("xml:space"), "preserve")
        elif kind == "i":
            one = OxmlElement("w:instrText")
            one.text = value
        else:
            one = OxmlElement("w:fldChar")
            one.set(qn("w:fldCharType"), kind)
        run.append(one)
        paragraph.append(run)  # type: ignore[attr-defined]


def _widths(table: Table, whole: int, label: int) -> None:
    """The first columns `label` times as wide as the others."""
    columns = table._tbl.tblGrid.gridCol_lst
    shares = [label if number < len(columns) - 7 else 1 for number in range(len(columns))]
    widths = [int(whole * share / sum(shares)) for share in shares]
    for column, width in zip(columns, widths, strict=True):
        column.w = Length(width)
    for row in table._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            cell.width = Length(sum(widths[at : at + cell.grid_span]))
            at += cell.grid_span


def _letters(cell: object, size: float, digits: str, side: str, apart: bool) -> None:
    for paragraph in cell.iter(qn("w:p")):  # type: ignore[attr-defined]
        properties = paragraph.get_or_add_pPr()
        aligned = OxmlElement("w:jc")
        aligned.set(qn("w:val"), side)
        properties.append(aligned)
        for run in list(paragraph.iter(qn("w:r"))):
            properties = run.get_or_add_rPr()
            fonts = properties.get_or_add_rFonts()
            fonts.set(qn("w:ascii"), digits)
            fonts.set(qn("w:hAnsi"), digits)
            letters = properties._add_sz()
            letters.val = Pt(size)
            if apart:
                _parted(run)


def _parted(run: object) -> None:
    """A number typed in two goes: two runs that look alike."""
    other = deepcopy(run)
    own, rest = run.find(qn("w:t")), other.find(qn("w:t"))  # type: ignore[attr-defined]
    own.text, rest.text = own.text[:1], rest.text[1:]
    run.addnext(other)  # type: ignore[attr-defined]
