"""gongkai trend and gongkai measures: the contract on standard output and in files."""

from __future__ import annotations

import codecs
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from analytics.measures import MEASURES
from cli.main import app
from data.model import Status
from data.roster import Roster
from tests.factory import report, store, with_cell

HEADER = "measure,jurisdiction,year,value,unit,state,series,numerator,denominator,form,note"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "s"
    procured = with_cell(
        with_cell(report(1, "云山镇", 2020), "2.procurement.amount", "687856"), "2.procurement.projects", "28"
    )
    blank = with_cell(report(1, "双桥乡", 2021, busy=False), "3.new.total", None, Status.BLANK)
    store(folder, [procured, blank])
    return folder


def test_csv_goes_to_a_pipe_without_bom_and_with_the_contract_alone(folder: Path) -> None:
    command = ["trend", "procurement_amount", "--store", str(folder), "--format", "csv"]
    found = subprocess.run(
        [sys.executable, "-m", "cli.main", *command], capture_output=True, check=True
    ).stdout.decode()
    assert found.splitlines() == [
        HEADER,
        "procurement_amount,云山镇,2020,687856,元,value,2019,,,2019,",
        "procurement_amount,云山镇,2021,,元,not_in_store,2019,,,,",
        "procurement_amount,双桥乡,2020,,元,not_in_store,2019,,,,",
        "procurement_amount,双桥乡,2021,,元,not_in_form,2019,,,2021,",
    ]


def test_csv_file_has_a_bom(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    assert run("trend", "procurement_mean", "--store", folder, "-o", file).exit_code == 0
    assert file.read_bytes().startswith(codecs.BOM_UTF8 + HEADER.encode())
    first = next(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert (first["numerator"], first["denominator"], first["unit"]) == ("687856", "28", "元/项")
    assert first["value"].startswith("24566.28571428")


def test_places_and_years_choose_rows(folder: Path) -> None:
    found = run("trend", "reviews", "--store", folder, "--places", "双桥乡", "--years", "2021", "--format", "csv")
    assert [line.split(",")[1:3] for line in found.stdout.splitlines()[1:]] == [["双桥乡", "2021"]]


def test_boundaries_of_today_add_up_merged_units(tmp_path: Path) -> None:
    gone = ["东乡,乡,,2021,新镇,合并", "西乡,乡,,2021,新镇,合并"]
    roster = "\n".join(["名称,类别,设立年份,撤销年份,接续单位,接续方式", *gone, "新镇,镇,2021,,,"])
    made = [with_cell(report(1, name, 2020), "3.new.total", number) for name, number in (("东乡", "3"), ("西乡", "4"))]
    store(tmp_path, [*made, report(1, "新镇", 2021)], Roster.parse("单位.csv", roster.encode()))
    asked = ("trend", "applications_new", "--store", tmp_path, "--years", "2020", "--format", "csv")
    [_, line] = run(*asked, "--boundaries", "today").stdout.splitlines()
    assert line == "applications_new,新镇,2020,7,件,value,2019+2021,,,2019,由东乡、西乡合计"
    assert run(*asked, "--boundaries", "reported").stdout == run(*asked).stdout
    assert len(run(*asked).stdout.splitlines()) == 4


def test_json_has_every_column_and_exact_numbers(folder: Path) -> None:
    rows = json.loads(run("trend", "procurement_amount", "--store", folder, "--format", "json").stdout)
    assert list(rows[0]) == HEADER.split(",")
    assert rows[0]["value"] == 687856 and rows[1]["value"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbook_has_the_rows_a_chart_and_words_about_them(folder: Path, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "t.xlsx"
    assert run("trend", "applications_new", "--store", folder, "-o", file, "--lang", lang).exit_code == 0
    book = openpyxl.load_workbook(file)
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert list(header) == HEADER.split(",") and len(rows) == 4
    told = "\n".join(str(cell.value) for line in book.worksheets[1].iter_rows() for cell in line)
    assert MEASURES["applications_new"].why[lang] in told and MEASURES["applications_new"].formula(lang) in told


def test_terminal_shows_words_not_codes(folder: Path) -> None:
    found = run("trend", "applications_new", "--store", folder).stdout
    assert "未收录" in found and "存疑" in found and "由分项相加" in found and "not_in_store" not in found
    english = run("trend", "applications_new", "--store", folder, "--lang", "en").stdout
    assert "not in store" in english and "added up from its parts" in english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trend", "nonsense"], "nonsense"),
        (["trend", "reviews", "--places", "无此镇"], "无此镇"),
        (["trend", "reviews", "--years", "soon"], "soon"),
        (["trend", "reviews", "--years", "2031"], "2031"),
        (["trend", "reviews", "-o", "no/such/folder/t.csv"], "t.csv"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_unknown_is_one_line(folder: Path, arguments: list[str], said: str, lang: str) -> None:
    refused = run(*arguments, "--store", folder, "--lang", lang)
    assert refused.exit_code == 1 and refused.stdout == ""
    assert refused.stderr.count("\n") == 1 and said in refused.stderr


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    refused = run("trend", "reviews", "--store", tmp_path / "none")
    assert refused.exit_code == 1 and "gongkai ingest" in refused.stderr


def test_measures_lists_the_catalogue_as_csv_and_json() -> None:
    rows = list(csv.DictReader(io.StringIO(run("measures", "--format", "csv").stdout)))
    assert [row["code"] for row in rows] == list(MEASURES)
    assert list(rows[0]) == ["code", "label", "unit", "formula", "polarity", "forms"]
    records = json.loads(run("measures", "--format", "json", "--lang", "en").stdout)
    assert [record["label"] for record in records] == [measure.label["en"] for measure in MEASURES.values()]


def test_measures_are_readable_in_a_terminal() -> None:
    found = run("measures").stdout.splitlines()
    assert found[0].split()[:3] == ["代码", "指标", "单位"] and len(found) == len(MEASURES) + 1
