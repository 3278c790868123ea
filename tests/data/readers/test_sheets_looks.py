"""What a workbook's page does not show is not read; formats, formulas and pictures tell what a cell shows."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from PIL import Image as Picture

from data.model import Grid
from data.readers import read
from data.readers.formulas import Formulas
from data.readers.looks import GLUED, PICTURE, STRUCK_OUT
from data.readers.number_formats import shown
from data.readers.sheets import COMPUTED, MOST_COLUMNS, OTHERWISE, UNREAD


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def grids(content, name="x.xlsx"):
    blocks = read(name, content).blocks
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def made(fill, hide=None):
    """A workbook of two rows, one cell of which `fill` sets."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["规章", 1, 2], ["行政规范性文件", 3, 4]):
        sheet.append(row)
    fill(sheet["B2"])
    if hide:
        hide(sheet)
    return saved(book)


def cell(fill):
    [grid] = [block for block in read("x.xlsx", made(fill)).blocks if isinstance(block, Grid)]
    return grid.rows[1][1].text, grid.rows[1][1].doubt


def styled(value, form="General", **font):
    def fill(cell):
        cell.value, cell.number_format, cell.font = value, form, Font(**font)

    return fill


def rich(*pieces):
    def fill(cell):
        cell.value = CellRichText(*(p if isinstance(p, str) else TextBlock(InlineFont(**p[1]), p[0]) for p in pieces))

    return fill


@pytest.mark.parametrize(
    ("fill", "text", "doubt"),
    [
        (styled(12), "12", ""),
        (styled(12, strike=True), "", STRUCK_OUT),
        (styled(12, color="FFFFFFFF"), "", ""),
        (styled(12, vertAlign="superscript"), "12", GLUED),
        (styled(12, form=";;;"), "", ""),
        (rich("12", ("1", {"vertAlign": "superscript"})), "12¹", ""),
        (rich(("7", {"strike": True}), "12"), "12", ""),
        (rich("1", ("2", {"sz": 6})), "12", GLUED),
        (rich("12", ("7", {"color": "FFFFFFFF"})), "127", GLUED),
        (styled("=SUM(B1,C2)*2"), "10", COMPUTED),
        (styled("=B1+C1-3"), "0", COMPUTED),
        (styled('=VLOOKUP(1,A1:C1,2)'), "", UNREAD),
        (styled(667500, form="0!.0000"), "66.7500", OTHERWISE),
        (styled(667500, form='0.00,"千元"'), "667.50千元", OTHERWISE),
        (styled(12345, form="#,##0"), "12345", ""),
        (styled(12.345, form="0.0"), "12.3", OTHERWISE),
        (styled(12, form='0"件"'), "12", ""),
        (styled(1500.5, form='#,##0.0"元"'), "1500.5元", ""),
        (styled(-3, form='0"万元"'), "-3万元", ""),
        (styled(0, form='_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), "0", ""),
        (styled(0.1 + 0.2), "0.3", ""),
        (styled(14, form='"共"0"件"'), "14", ""),
        (styled(14, form='"¥"#,##0'), "14", ""),
        (styled(14, form='"减"0'), "减14", OTHERWISE),
        (styled(14, form='"约"0'), "约14", OTHERWISE),
        (styled(14, form='(0)'), "(14)", OTHERWISE),
        (styled(14, form='0"百件"'), "14百件", OTHERWISE),
        (styled(14, form='#"万"'), "14万", OTHERWISE),
        (styled(14, form='0":"0'), "1:4", OTHERWISE),
        (styled(14, form='[=14]"无";0'), "无", OTHERWISE),
        (styled(14, form='[White]0'), "14", OTHERWISE),
        (styled("14", form='"9"@'), "914", OTHERWISE),
        (styled("14", form='0;0;0;"99"'), "99", OTHERWISE),
        (styled("14", form='@"件"'), "14件", OTHERWISE),
        (styled(12, color=Color(theme=0, tint=-0.02)), "", ""),
        (styled(12, color=Color(theme=0, tint=-0.5)), "12", ""),
    ],
)  # fmt: skip
def test_what_a_cell_shows(fill, text, doubt):
    assert cell(fill) == (text, doubt)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("667500", "0!.0,", "66.8"),
        ("667500", "0.00,,", "0.67"),
        ("667500", "#,##0.00", "667500.00"),
        ("-3", "0;(0)", "(3)"),
        ("-3", "0", "-3"),
        ("0.5", "0%", "50%"),
        ("0", "#", ""),
        ("12", '[>100]"多";0', "12"),
        ("123", '[>100]"多";0', "多"),
        ("12", '[Red]0', "12"),
        ("12", "[DBNum1]0", None),
        ("12", "yyyy-mm-dd", None),
        ("1.5", "# ?/?", None),
        ("12", '0"万;元"', "12万;元"),
    ],
)  # fmt: skip
def test_number_formats(value, form, text):
    assert shown(Decimal(value), form) == text


def test_white_letters_on_a_dark_ground_are_seen():
    def fill(cell):
        cell.value, cell.font, cell.fill = 12, Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F3864")

    assert cell(fill) == ("12", "")


def test_hidden_rows_columns_and_sheets_are_left_out_and_places_stay():
    def hide(sheet):
        sheet.insert_rows(2)
        sheet.insert_cols(2)
        sheet["A2"], sheet["B1"] = "旧", "旧"
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("旧表")
        other.append(["规章", 9, 9])
        other.sheet_state = "veryHidden"

    content = made(lambda cell: None, hide)
    assert grids(content) == [[["规章", "1", "2"], ["行政规范性文件", "3", "4"]]]
    [grid] = [block for block in read("x.xlsx", content).blocks if isinstance(block, Grid)]
    assert (grid.rows[1][1].place.row, grid.rows[1][1].place.column) == (3, 3)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "html"])
def test_a_row_that_reaches_beyond_what_is_read_is_left_out_and_not_cut(kind):
    book = openpyxl.Workbook()
    for row in (["规章", 1, 2], ["行政规范性文件", *[""] * (MOST_COLUMNS - 2), 3, 4]):
        book.active.append(row)
    rows = ["规章,1,2", f"行政规范性文件{',' * (MOST_COLUMNS - 1)}3,4"]
    page = "".join(f"<tr><td>{row.replace(',', '</td><td>')}</td></tr>" for row in rows)
    content = {"xlsx": saved(book), "csv": "\n".join(rows).encode(), "html": f"<table>{page}</table>".encode()}[kind]
    texts = {text for grid in grids(content, f"x.{kind}") for row in grid for text in row}
    assert {"规章", "1", "2"} <= texts and "3" not in texts


def test_picture_over_a_blank_cell_is_no_blank():
    def hide(sheet):
        sheet["B2"] = None
        picture = io.BytesIO()
        Picture.new("RGB", (20, 10)).save(picture, "PNG")
        sheet.add_image(Image(picture), "B2")

    [grid] = [block for block in read("x.xlsx", made(lambda cell: None, hide)).blocks if isinstance(block, Grid)]
    assert [(one.text, one.doubt) for one in grid.rows[1][1:]] == [("", PICTURE), ("4", "")]


WHITE, RED = Font(color="FFFFFFFF"), Font(color="FFFF0000")
DARK = PatternFill(bgColor="FF1F3864", fill_type="solid")


@pytest.mark.parametrize(
    ("rule", "text", "doubt"),
    [
        (CellIsRule(operator="equal", formula=["12"], font=WHITE), "", ""),
        (CellIsRule(operator="equal", formula=["0"], font=WHITE), "12", ""),
        (CellIsRule(operator="between", formula=["10", "20"], font=WHITE), "", ""),
        (CellIsRule(operator="equal", formula=["$B$1"], font=WHITE), "12", OTHERWISE),
        (CellIsRule(operator="equal", formula=["12"], font=WHITE, fill=DARK), "12", ""),
        (CellIsRule(operator="equal", formula=["12"], font=RED), "12", ""),
        (FormulaRule(formula=["TRUE"], font=WHITE), "12", OTHERWISE),
        (FormulaRule(formula=["TRUE"], font=Font(strike=True)), "12", OTHERWISE),
        (FormulaRule(formula=["TRUE"], font=RED), "12", ""),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False), "12", OTHERWISE),
        (IconSetRule("3Arrows", "percent", [0, 33, 67]), "12", ""),
    ],
)
def test_conditional_format_that_changes_what_a_cell_shows(rule, text, doubt):
    def fill(cell):
        cell.value = 12
        cell.parent.conditional_formatting.add("A2:C2", rule)

    assert cell(fill) == (text, doubt)


def test_rows_too_low_to_be_seen_are_left_out():
    assert grids(made(styled(12), lambda sheet: setattr(sheet.row_dimensions[1], "height", 0.75))) == [
        [["行政规范性文件", "12", "4"]]
    ]


def test_zeros_that_the_sheet_does_not_show_are_blank():
    def hide(sheet):
        sheet["B2"] = 0
        sheet.sheet_view.showZeros = False

    assert grids(made(lambda cell: None, hide))[0][1][1] == ""


def test_formula_that_runs_in_a_circle_or_over_a_text_is_not_worked_out():
    cells = {(1, 1): "=B1", (1, 2): "=A1", (2, 1): None}
    formulas = Formulas(lambda sheet, row, column: cells.get((row, column), Decimal(1)))
    assert formulas.value("=A1") is None and formulas.value("=" + "(" * 900) is None
    assert formulas.value("=SUM(A3:B4, 2)/2 - -1") == 4


def test_strict_workbook_is_read():
    out = io.BytesIO()
    usual, strict = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with zipfile.ZipFile(io.BytesIO(made(lambda cell: None))) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info).replace(usual.encode(), strict.encode()))
    assert grids(out.getvalue()) == [[["规章", "1", "2"], ["行政规范性文件", "3", "4"]]]


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">规章</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">12</Data></Cell></Row><Row ss:Hidden="1"><Cell><Data>x</Data></Cell></Row>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">甲</Data></Cell>
<Cell ss:StyleID="s"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        ("x.xls", XML_2003.encode(), [["规章", "", "12"], ["甲", "甲", ""]]),
        ("x.xls", "规章\t1\t2\n规范性文件\t3\t4\n".encode("gb18030"), [["规章", "1", "2"], ["规范性文件", "3", "4"]]),
        ("x.xls", "<html><body><table><tr><td>规章</td><td>1</td></tr></table>".encode(), [["规章", "1"]]),
        ("x.doc", made(lambda cell: None), [["规章", "1", "2"], ["行政规范性文件", "3", "4"]]),
    ],
)  # fmt: skip
def test_content_decides_and_not_the_name(name, content, rows):
    assert grids(content, name) == [rows]
