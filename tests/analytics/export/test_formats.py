"""A table comes out of every format as it went in."""

import codecs
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analytics import export
from analytics.export import CSV, FORMATS, JSON, PARQUET, SCREEN, XLSX, Chart, Column, Table, xlsx
from data.errors import BadRequest

COLUMNS = (Column("单位"), Column("year", "integer"), Column("value", "decimal"), Column("live", "flag"))
ROWS = [
    ("甲镇", 2019, Decimal("687856.0000"), True),
    ("甲镇", 2020, Decimal("0.1234"), False),
    ("乙镇", 2019, None, False),
    ("乙镇", 2020, Decimal("12345678901234.5678"), True),
]
NASTY = ["=HYPERLINK(1)", "+19", "-3", "@x", "-公开", "+19件", "http://a.b", "\t=1", "1e5", "007"]


def table(**more: object) -> Table:
    return Table("采购总金额", COLUMNS, iter(ROWS), **more)


def book(made: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(XLSX.write(made, "zh")))


def test_csv_of_a_file_has_the_bom_that_excel_needs_and_a_pipe_has_none() -> None:
    text = (
        "单位,year,value,live\n甲镇,2019,687856,true\n甲镇,2020,0.1234,false\n"
        "乙镇,2019,,false\n乙镇,2020,12345678901234.5678,true\n"
    )
    assert CSV.write(table(), "zh") == codecs.BOM_UTF8 + text.encode()
    pipe = io.BytesIO()
    CSV.stream(table(), pipe, "zh")
    assert pipe.getvalue() == text.encode()
    assert not pipe.closed


def test_csv_carries_filters_and_notes_before_the_header() -> None:
    content = CSV.write(table(filters=("年份：2019–2020",), notes=("空白：未填",)), "zh")
    assert content.decode("utf-8-sig").splitlines()[:3] == ["# 年份：2019–2020", "# 空白：未填", "单位,year,value,live"]
    found = pd.read_csv(io.BytesIO(content), comment="#", dtype=str, keep_default_na=False)
    assert list(found["value"]) == ["687856", "0.1234", "", "12345678901234.5678"]


def test_csv_text_that_a_spreadsheet_would_run_is_marked_as_text_and_numbers_are_not() -> None:
    columns = (Column("text"), Column("raw", verbatim=True))
    content = CSV.write(Table("t", columns, [(text, text) for text in NASTY]), "zh")
    found = pd.read_csv(io.BytesIO(content), dtype=str)
    assert list(found["raw"]) == NASTY
    assert list(found["text"]) == [
        "'=HYPERLINK(1)",
        "+19",
        "-3",
        "'@x",
        "'-公开",
        "'+19件",
        "http://a.b",
        "'\t=1",
        "1e5",
        "007",
    ]


def test_json_gives_every_digit() -> None:
    found = json.loads(JSON.write(table(), "zh"), parse_float=Decimal)
    assert found == [dict(zip(("单位", "year", "value", "live"), row, strict=True)) for row in ROWS]
    assert json.loads(JSON.write(Table("t", COLUMNS, []), "zh")) == []


def test_parquet_keeps_the_exact_type() -> None:
    found = pq.read_table(io.BytesIO(PARQUET.write(table(), "zh")))
    assert [str(field.type) for field in found.schema] == ["string", "int64", "decimal128(20, 4)", "bool"]
    assert [tuple(row.values()) for row in found.to_pylist()] == ROWS


def test_workbook_has_numbers_as_numbers_unless_a_spreadsheet_would_lose_digits() -> None:
    sheet = book(table())["数据"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("单位", "year", "value", "live"),
        ("甲镇", 2019, 687856, True),
        ("甲镇", 2020, 0.1234, False),
        ("乙镇", 2019, None, False),
        ("乙镇", 2020, "12345678901234.5678", True),
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D5")


def test_a_computed_rate_is_a_number_in_a_workbook() -> None:
    rate = Table("t", (Column("value", "decimal"),), [(Decimal(1) / 3,), (str(Decimal(2) / 3),), ("",)])
    assert [row[0].value for row in book(rate)["数据"].iter_rows(min_row=2, max_row=3)] == [1 / 3, 2 / 3]


def test_workbook_text_is_text_whatever_it_begins_with() -> None:
    sheet = book(Table("t", (Column("text"),), [(text,) for text in NASTY]))["数据"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == NASTY
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_workbook_carries_filters_notes_and_sources_on_sheets_of_their_own() -> None:
    sources = Table("sources", (Column("文件"), Column("sha256")), [("云山镇_2020.txt", "304a")])
    made = book(table(filters=("年份：2019–2020",), notes=("=空白",), sources=sources))
    assert made.sheetnames == ["数据", "筛选与说明", "来源"]
    assert [row[0].value for row in made["筛选与说明"]] == ["采购总金额", "年份：2019–2020", "=空白"]
    assert list(made["来源"].iter_rows(values_only=True)) == [("文件", "sha256"), ("云山镇_2020.txt", "304a")]
    assert book(table()).sheetnames == ["数据"]


@pytest.mark.parametrize(("only", "series"), [((), ["$C$2:$C$3", "$C$4:$C$5"]), (("乙镇",), ["$C$4:$C$5"])])
def test_workbook_draws_a_chart_of_its_own_data(only: tuple[str, ...], series: list[str]) -> None:
    [chart] = book(table(chart=Chart("line", "year", "value", "单位", only)))["数据"]._charts
    assert [s.val.numRef.f for s in chart.series] == [f"数据!{cells}" for cells in series]


def test_a_table_longer_than_a_sheet_is_refused_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    with pytest.raises(BadRequest, match="more than the 3 rows"):
        XLSX.save(table(), tmp_path / "a.xlsx", "zh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_saved_file_is_what_a_browser_would_get(name: str, tmp_path: Path) -> None:
    form = FORMATS[name]
    form.save(table(), tmp_path / "导出", "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["导出"]
    assert len((tmp_path / "导出").read_bytes()) == len(form.write(table(), "zh"))


def test_a_failing_export_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError):
        CSV.save(Table("t", (Column("n", "integer"),), ((1 // n,) for n in (1, 0))), path, "zh")
    assert path.read_bytes() == b"before"


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRequest) as caught:
        CSV.save(table(), tmp_path / "none" / "a.csv", "zh")
    assert str(tmp_path / "none" / "a.csv") in caught.value.say("zh")


def test_screens_offer_what_an_office_opens() -> None:
    assert SCREEN == (export.CSV, export.XLSX)
    assert [form.suffix for form in SCREEN] == ["csv", "xlsx"]
