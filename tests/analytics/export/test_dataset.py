"""The store as tables: the contract of `export cells`, word for word."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from analytics.export import CSV
from analytics.export.dataset import cells, findings, reports
from data.forms import TABLE_SECTIONS, indicators
from data.model import Reading, Report, Status
from data.roster import Entry, Roster
from data.store import Store
from tests.factory import report, store, with_cell, with_extra_row, without_tables

HEADER = "source_file,jurisdiction,year,form,section,row,column,raw,value,unit,status"


def lines(folder: Path, made: Iterable[Report], where: str = "") -> list[str]:
    exported = CSV.write(cells(store(folder, made), "zh"), "zh").decode("utf-8-sig").splitlines()
    assert exported[0] == HEADER
    return [line for line in exported[1:] if where in line]


def test_every_cell_of_the_form_stands_there_in_the_order_of_the_form(tmp_path: Path) -> None:
    for number, form in enumerate(("2019", "2021")):
        made = report(1, forms=dict.fromkeys(TABLE_SECTIONS, form))
        found = [line[3:7] for line in csv.reader(lines(tmp_path / str(number), [made]))]
        expected = [i for section in TABLE_SECTIONS for i in indicators(form, section)]
        assert found == [[form, i.section, *i.labels[form]] for i in expected]
        assert len(found) == (198, 200)[number]


def test_lines_read_as_the_contract_says(tmp_path: Path) -> None:
    made = with_cell(report(1, busy=False), "2.procurement.projects", "28")
    made = with_cell(made, "2.procurement.amount", "687856", raw="68.7856万元")
    made = with_cell(made, "2.licences.change", "19", raw="+19")
    made = with_cell(made, "2.penalties.change", "-3", raw="减3")
    made = with_cell(made, "3.granted.natural", "0")
    made = with_cell(made, "4.suits_after_review.total", "0")
    found = lines(tmp_path, [made])
    before = "云山镇_2020.txt,云山镇,2020,2019"
    for line in (
        f"{before},2,政府集中采购,采购项目数量,28,28,项,reported",
        f"{before},2,政府集中采购,采购总金额,68.7856万元,687856,元,reported",
        f"{before},2,行政许可,本年增/减,+19,19,项,reported",
        f"{before},2,行政处罚,本年增/减,减3,-3,项,reported",
        f"{before},3,三、本年度办理结果/（一）予以公开,自然人,0,0,件,reported",
        f"{before},4,复议后起诉,总计,0,0,件,reported",
    ):
        assert line in found


def test_fees_are_given_in_yuan_under_the_whole_label(tmp_path: Path) -> None:
    made = with_cell(report(1, year=2023), "2.fees.amount", "4773500", raw="477.35")
    [line] = lines(tmp_path, [made], "收费金额")
    assert (
        line
        == "云山镇_2023.txt,云山镇,2023,2021,2,行政事业性收费,本年收费金额（单位：万元）,477.35,4773500,元,reported"
    )


def test_numbers_are_plain_and_exact(tmp_path: Path) -> None:
    for raw, value in (("0.1234", "0.1234"), ("1000000.0", "1000000"), ("9999999999999999.9999",) * 2):
        [line] = lines(tmp_path / raw, [with_cell(report(), "2.procurement.amount", raw)], "采购总金额")
        assert line.split(",")[7:9] == [raw, value]


def test_empty_cells_have_no_value_and_say_why(tmp_path: Path) -> None:
    made = with_cell(report(1, busy=False), "3.new.natural", None, Status.BLANK)
    made = with_cell(made, "3.new.business", None, Status.NIL, "／")
    made = with_cell(made, "3.new.research", None, Status.DOUBTFUL, "见附件")
    made = with_cell(made, "3.new.welfare", "22", Status.DOUBTFUL, "22?")
    made = replace(made, readings=tuple(r for r in made.readings if r.indicator != "3.new.legal"))
    found = [line.split(",", 6)[6] for line in lines(tmp_path, [made], "一、本年新收")]
    assert found == [
        "自然人,,,件,blank",
        "商业企业,／,,件,nil",
        "科研机构,见附件,,件,doubtful",
        "社会公益组织,22?,22,件,doubtful",
        "法律服务机构,,,件,missing",
        "其他,0,0,件,reported",
        "总计,0,0,件,reported",
    ]


def test_an_absent_table_is_missing_cell_by_cell_in_the_form_it_follows(tmp_path: Path) -> None:
    made = without_tables(report(1, year=2023, forms={"2": "2021", "3": "2019", "4": "2019"}), ("2", "4"))
    found = [line.split(",") for line in lines(tmp_path, [made])]
    assert {(line[4], line[3], line[10]) for line in found} == {
        ("2", "2021", "missing"),
        ("3", "2019", "reported"),
        ("4", "2019", "missing"),
    }
    assert {(line[7], line[8]) for line in found if line[10] == "missing"} == {("", "")}


def test_a_row_label_of_the_other_form_is_exported_under_that_of_its_own(tmp_path: Path) -> None:
    mixed = report(1, year=2023, forms={"2": "2021", "3": "2019", "4": "2019"})
    assert len(lines(tmp_path, [mixed], ",行政规范性文件,")) == 3


def test_extra_rows_follow_their_block_under_their_own_label(tmp_path: Path) -> None:
    made = with_extra_row(report(1), "其他主动公开文件", ("3", "2", "14"))
    made = with_extra_row(made, "党委文件", ("1", "1", "1"))
    rows = [line.split(",")[5:9] for line in lines(tmp_path, [made])]
    assert rows[6:13] == [
        ["党委文件", "本年新制作数量", "1", "1"],
        ["党委文件", "本年新公开数量", "1", "1"],
        ["党委文件", "对外公开总数量", "1", "1"],
        ["其他主动公开文件", "本年新制作数量", "3", "3"],
        ["其他主动公开文件", "本年新公开数量", "2", "2"],
        ["其他主动公开文件", "对外公开总数量", "14", "14"],
        ["行政许可", "上一年项目数量", *rows[12][2:]],
    ]


def test_what_was_read_from_the_prose_stays_out(tmp_path: Path) -> None:
    prose = Reading("prose.items_disclosed", "发布信息80条", Decimal(80), "条", Status.DOUBTFUL)
    made = report(1)
    assert len(lines(tmp_path, [replace(made, readings=(*made.readings, prose))])) == 198


def test_only_live_reports_are_exported_by_path_and_year(tmp_path: Path) -> None:
    store(tmp_path, [report(1, year=2020), report(1, year=2019), report(1, parents=("清水县",), name="河西镇")])
    store(tmp_path, [replace(report(2, year=2020), source_file="更正.txt")])
    store(tmp_path, [report(2, "河西镇", parents=("红旗县",))])
    found = list(dict.fromkeys(tuple(line.split(",")[:3]) for line in lines(tmp_path, [report(3, "云山镇", 2018)])))
    assert found == [
        ("云山镇_2018.txt", "云山镇", "2018"),
        ("云山镇_2019.txt", "云山镇", "2019"),
        ("更正.txt", "云山镇", "2020"),
        ("清水县/河西镇_2020.txt", "清水县/河西镇", "2020"),
        ("红旗县/河西镇_2020.txt", "红旗县/河西镇", "2020"),
    ]


def test_raw_text_stands_as_it_is_whatever_it_begins_with(tmp_path: Path) -> None:
    for number, raw in enumerate(("-3", "+19", "=1+1", "@x", "-", '他说"有"', "两\n行")):
        made = with_cell(report(1), "2.licences.change", None, Status.DOUBTFUL, raw)
        text = CSV.write(cells(store(tmp_path / str(number), [made]), "zh"), "zh").decode("utf-8-sig")
        assert raw in [line[7] for line in csv.reader(io.StringIO(text, newline=""))]


def test_findings_are_told_in_either_language_with_their_place(tmp_path: Path) -> None:
    made = with_cell(report(1, busy=False), "4.reviews.total", "7")
    snapshot = store(tmp_path, [made])
    line = next(r.place.line for r in made.readings if r.indicator == "4.reviews.total")
    [zh] = findings(snapshot, "zh").rows
    [en] = findings(snapshot, "en").rows
    codes = ";".join(f"4.reviews.{column}" for column in ("total", "upheld", "corrected", "other", "pending"))
    assert zh[:5] == ("云山镇_2020.txt", "云山镇", 2020, "error", "identity_disputes")
    assert zh[5].startswith("行政复议一组读到：总计")
    assert en[5].startswith("Read in the group 行政复议")
    assert zh[6:] == (codes, None, None, None, None, line, "open")
    assert len(findings(snapshot, "zh").columns) == len(zh)


def test_reports_are_listed_with_what_was_read_of_them(tmp_path: Path) -> None:
    first = with_cell(report(1, parents=("东海市", "清水县")), "4.reviews.total", None, Status.BLANK)
    store(tmp_path, [first])
    second = with_cell(replace(first, source_file="更正.txt", made_up=True), "4.reviews.total", None, Status.NIL, "/")
    table = reports(store(tmp_path, [second]), "zh")
    [row] = table.rows
    found = dict(zip(table.header, row, strict=True))
    assert str(found.pop("received")).endswith("Z")
    assert found == {
        "source_file": "更正.txt",
        "jurisdiction": "云山镇",
        "parents": "东海市/清水县",
        "class": "镇",
        "year": 2020,
        "title": first.title,
        "published": first.published,
        "form2": "2019",
        "form3": "2019",
        "form4": "2019",
        "reported": 197,
        "nil": 1,
        "blank": 0,
        "doubtful": 0,
        "missing": 0,
        "findings": 0,
        "supersedes": "东海市/清水县/云山镇_2020.txt",
        "sha256": second.sha256,
        "parser_version": "test",
        "made_up": True,
    }


def test_a_store_with_a_roster_alone_exports_its_header(tmp_path: Path) -> None:
    Store(tmp_path).add([], Roster("r", (Entry(2, "云山镇", "镇"),)))
    live = Store(tmp_path).live()
    assert live is not None
    assert CSV.write(cells(live, "zh"), "zh").decode("utf-8-sig") == f"{HEADER}\n"
