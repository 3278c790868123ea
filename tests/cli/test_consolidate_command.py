"""gongkai consolidate: the contract of its files, its options, and what it says of bad input."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from data.model import Status
from tests.factory import report, store, with_cell

HEADER = "source_file,jurisdiction,year,form,section,row,column,raw,value,unit,status,parts"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["consolidate", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "s"
    named = {"云山镇": "3", "双桥乡": "4", "城东,城西街道": "5"}
    reports = [
        with_cell(report(1, name, 2023, parents=("清水县",), busy=False), "2.licences.decisions", value)
        for name, value in named.items()
    ]
    old = report(2, "老店镇", 2022, parents=("清水县",), forms=dict.fromkeys("234", "2019"))
    store(folder, [*reports, with_cell(old, "2.licences.decisions", None, Status.BLANK)])
    return folder


def rows(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    text = file.read_text(encoding="utf-8-sig")
    return {(row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(text))}


LICENCES = ("行政许可", "本年处理决定数量")


def test_a_csv_has_the_columns_of_the_contract_and_a_bom(folder: Path, tmp_path: Path) -> None:
    result = run("--year", 2023, "--units", "云山镇,双桥乡", "-o", tmp_path / "a.csv", "--store", folder)
    assert result.exit_code == 0, result.output
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(codecs.BOM_UTF8) and raw.decode("utf-8-sig").splitlines()[0] == HEADER
    found = rows(tmp_path / "a.csv")
    row = found[LICENCES]
    assert (len(found), row["jurisdiction"], row["year"], row["form"]) == (200, "清水县", "2023", "2021")
    assert (row["value"], row["status"], row["source_file"]) == ("7", "reported", "")
    assert row["parts"] == "云山镇=3; 双桥乡=4"
    assert "清水县2023年：2个单位中2个，2021年格式，200格，其中存疑0格。" in result.output


def test_units_default_to_all_and_a_name_with_a_comma_is_quoted(folder: Path, tmp_path: Path) -> None:
    run("--year", 2023, "--name", "某县", "-o", tmp_path / "all.csv", "--store", folder)
    row = rows(tmp_path / "all.csv")[LICENCES]
    assert (row["jurisdiction"], row["value"], row["status"]) == ("某县", "12", "doubtful")
    for comma in ",，":
        units = f'云山镇{comma}"城东,城西街道"'
        result = run("--year", 2023, "--units", units, "-o", tmp_path / "b.csv", "--store", folder)
        assert result.exit_code == 0 and rows(tmp_path / "b.csv")[LICENCES]["value"] == "8"


def test_a_county_is_named_by_parent_and_what_is_missing_is_said(folder: Path, tmp_path: Path) -> None:
    result = run("--year", 2022, "--parent", "清水县", "-o", tmp_path / "a.csv", "--store", folder)
    assert result.exit_code == 0
    assert "4个单位中1个" in result.output and "未收到年报3个单位" in result.output
    assert "都不是2021年格式" in result.output and "老店镇：空白1格" in result.output
    found = rows(tmp_path / "a.csv")
    assert (found[LICENCES]["value"], found[LICENCES]["status"]) == ("", "doubtful")
    old = run("--year", 2022, "--parent", "清水县", "--form", 2019, "-o", tmp_path / "o.csv", "--store", folder)
    assert old.exit_code == 0 and len(rows(tmp_path / "o.csv")) == 198


def test_own_figures_come_from_a_file_that_excel_saved(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes("cell,value,by,reason\r\n2.rules.made,2,王敏,县政府规章\r\n".encode("gb18030"))
    result = run("--year", 2023, "--own", own, "-o", tmp_path / "a.csv", "--store", folder)
    row = rows(tmp_path / "a.csv")["规章", "本年制发件数"]
    assert (row["value"], row["status"], row["parts"]) == ("2", "reported", "王敏（县政府规章）=2")
    assert "用本级的数2（王敏：县政府规章）" in result.output


def test_an_own_figure_is_entered_used_told_and_taken_back(folder: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(folder, tmp_path / "store"))

    def told(*arguments: object) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--store", str(own)])

    def value() -> tuple[str, str]:
        assert run("--year", 2023, "-o", tmp_path / "a.csv", "--store", own).exit_code == 0
        row = rows(tmp_path / "a.csv")["规章", "本年制发件数"]
        return row["value"], row["parts"]

    asked = ("own", "--year", 2023, "--cell", "2.rules.made", "--by", "王敏", "--reason", "县政府规章")
    result = told(*asked, "--value", "2")
    assert result.exit_code == 0 and "本级的数： 清水县 2023 2.rules.made — → 2件" in result.output, result.output
    assert value() == ("2", "王敏（县政府规章）=2")
    assert "已经是2" in told(*asked, "--value", "2").output
    line = told("log", "--format", "csv").output.splitlines()[-1]
    assert line.endswith(",王敏,own,清水县,2023,2.rules.made,,2,县政府规章")
    assert told(*asked).exit_code == 0 and value()[0] == "0"
    assert told("undo", "--by", "李四").exit_code == 0 and value()[0] == "2"
    for wrong, said in (("2.5", "整数"), ("-1", "负"), ("两", "不是")):
        assert said in told(*asked, "--value", wrong).output, told(*asked, "--value", wrong).output
    assert "没有单元格“prose.items”" in told(*asked[:4], "prose.items", *asked[5:], "--value", "1").output


def test_sums_are_kept_listed_and_what_would_change_is_told(folder: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(folder, tmp_path / "store"))

    def told(*arguments: object) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--store", str(own)])

    asked = ("--year", 2023, "-o", tmp_path / "a.csv", "--keep", "一稿", "--store", own)
    assert "没有写明是谁的决定" in run(*asked).output and not (tmp_path / "a.csv").exists()
    assert run(*asked, "--by", "王敏").exit_code == 0 and (tmp_path / "a.csv").exists()
    assert "与现在的数相同" in told("consolidations", "--name", "一稿").output
    decide = ("correct", "--unit", "云山镇", "--year", 2023, "--cell", "2.licences.decisions", "--value", "8")
    assert told(*decide, "--by", "王敏", "--reason", "核实").exit_code == 0
    lines = told("consolidations", "--name", "一稿").output.splitlines()
    assert "1格的数不同，1个单位有变化" in lines[0] and lines[1] == "云山镇：有更正或确认"
    assert lines[-1].split() == ["表二“行政许可·本年处理决定数量”", "12", "17", "云山镇", "3→8"]
    [row] = csv.DictReader(io.StringIO(told("consolidations", "--name", "一稿", "--format", "csv").output))
    assert (row["jurisdiction"], row["row"], row["old"], row["new"], row["parts"]) == (
        "清水县",
        "行政许可",
        "12",
        "17",
        "云山镇 3→8",
    )
    assert run(*asked, "--by", "李四").exit_code == 0
    [row] = csv.DictReader(io.StringIO(told("consolidations", "--format", "csv").output))
    assert (row["name"], row["by"], row["versions"], row["changes"]) == ("一稿", "李四", "2", "0")
    assert "保存过的：一稿（2023）" in told("consolidations", "--name", "二稿").output
    assert "另一份汇总的名称" in run(*asked[:-2], "--by", "李四", "--form", 2019, "--store", own).output


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_documents_and_workbooks_are_written_and_imported(folder: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"清水县.{kind}"
    result = run("--year", 2023, "--units", "云山镇,双桥乡", "-o", file, "--store", folder)
    assert result.exit_code == 0, result.output
    told = CliRunner().invoke(app, ["ingest", str(file), "--store", str(tmp_path / "s")])
    assert told.exit_code == 0 and "清水县 2023年（2021年格式）：有数200，空0，存疑0，缺0" in told.output


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv"])
def test_a_file_that_is_open_in_an_office_is_left_as_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / f"汇总.{kind}"
    file.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))  # what Windows says of an open file

    monkeypatch.setattr("os.replace", locked)
    result = run("--year", 2023, "-o", file, "--store", folder)
    assert result.exit_code == 1 and "若正在 Word、Excel 或 WPS 中打开请先关闭" in result.output, result.output
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(file, b"old")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--year", "2020", "-o", "a.csv"], "没有2020年的年报"),
        (["--year", "2023", "--units", "无名镇", "-o", "a.csv"], "库中没有“无名镇”这个单位"),
        (["--year", "2023", "--units", "，", "-o", "a.csv"], "--units 里没有单位"),
        (["--year", "2023", "--units", "云山镇", "--parent", "清水县", "-o", "a.csv"], "只能用一个"),
        (["--year", "2023", "--parent", "浑水县", "-o", "a.csv"], "没有单位在“浑水县”之下"),
        (["--year", "2023", "--form", "2030", "-o", "a.csv"], "没有“2030”这种格式"),
        (["--year", "2023", "-o", "a.pdf"], "写不成"),
        (["--year", "2023", "--own", "none.csv", "-o", "a.csv"], "找不到该文件"),
        (["--year", "2023", "-o", "none/a.csv"], "无法写入"),
    ],
)
def test_bad_input_is_told_in_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, "--store", folder)
    assert result.exit_code == 1 and told in result.output, result.output
    assert list(tmp_path.iterdir()) == []
