import csv
import io
from pathlib import Path

import openpyxl
import pytest

from analytics import export
from analytics.sheet import Sheet, sheet
from analytics.view import View
from data.model import Status
from data.store import Store
from pages.unit import exports
from tests import factory
from tests.ui.tables import tokens
from ui.shell import Shell

FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, Shell]:
    """A report with money, a blank, a text that looks like a formula and a wrong total."""
    made = factory.report(7, "云山镇", 2020, busy=True)
    made = factory.with_cell(made, "2.procurement.amount", "687856", raw="68.7856万元")
    made = factory.with_cell(made, "3.granted.legal", None, Status.BLANK)
    made = factory.with_cell(made, "4.reviews.other", None, Status.DOUBTFUL, raw=FORMULA)
    made = factory.with_cell(made, "3.new.total", "99")
    folder: Path = tmp_path_factory.mktemp("exports") / "store"
    snapshot = factory.store(folder, [made])
    now = Shell("zh", "own", snapshot, View(), Store(folder), tokens(), None)
    return sheet(snapshot, "云山镇", 2020), now


def rows(content: bytes) -> list[dict[str, str]]:
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(("表,", "编号,")))
    return list(csv.DictReader(io.StringIO("".join(lines[start:]))))


def test_every_cell_is_exported_with_its_text_number_state_and_place(found):
    report, now = found
    table = {row["代码"]: row for row in rows(export.CSV.write(exports.cells(report, now), "zh"))}
    assert list(table) == [cell.code for cell in exports.in_order(report)]
    assert len(table) == 198
    money = table["2.procurement.amount"]
    assert (money["表"], money["行"], money["列"]) == ("二、主动公开政府信息情况", "政府集中采购", "采购总金额")
    assert (money["原文"], money["数值"], money["计量单位"], money["状态"]) == ("68.7856万元", "687856", "元", "有数")
    assert money["位置"] == f"第{report.cells['2.procurement.amount'].place.line}行"
    blank = table["3.granted.legal"]
    assert (blank["原文"], blank["数值"], blank["状态"]) == ("", "", "空白")


def test_text_that_looks_like_a_formula_stays_text(found):
    report, now = found
    book = openpyxl.load_workbook(io.BytesIO(export.XLSX.write(exports.cells(report, now), "zh")))
    header, *cells = book["数据"].iter_rows()
    raw, code = ([cell.value for cell in header].index(name) for name in ("原文", "代码"))
    [cell] = [row[raw] for row in cells if row[code].value == "4.reviews.other"]
    assert cell.value == FORMULA
    assert cell.data_type != "f"


def test_sources_name_the_document_and_its_whole_hash(found):
    report, now = found
    book = openpyxl.load_workbook(io.BytesIO(export.XLSX.write(exports.cells(report, now), "zh")))
    said = [cell for row in book["来源"].iter_rows(values_only=True) for cell in row]
    assert report.report.sha256 in said
    assert report.report.source_file in said


def test_the_findings_list_says_what_is_wrong_and_where(found):
    report, now = found
    table = rows(export.CSV.write(exports.findings(report, now), "zh"))
    assert [row["编号"] for row in table] == list("①②③④⑤⑥⑦⑧⑨"[: len(report.findings)])
    wrong = next(row for row in table if "总计填99" in row["内容"])
    assert wrong["类别"] == "不符"
    assert "一、本年新收政府信息公开申请数量·总计" in wrong["涉及"]
    assert f"第{report.cells['3.new.total'].place.line}行" in wrong["位置"]


def test_what_was_exported_is_written_in(found):
    report, now = found
    for table in (exports.cells(report, now), exports.findings(report, now)):
        assert any("云山镇 2020年" in line for line in table.filters)
        assert any("数据照录原文" in note for note in table.notes)
