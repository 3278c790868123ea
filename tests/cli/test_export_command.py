"""gongkai export: to a file, to a pipe, in every format."""

import codecs
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.factory import report, store


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store(tmp_path / "s", [report(1), report(2, year=2023)])
    return tmp_path / "s"


def test_cells_go_to_a_pipe_as_csv_without_bom(folder: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "export", "cells", "--store", str(folder)]
    found = subprocess.run(command, capture_output=True, check=True).stdout
    assert found.startswith(b"source_file,jurisdiction,year,")
    assert b"\r" not in found
    assert len(list(csv.DictReader(io.StringIO(found.decode())))) == 398


def test_cells_go_to_a_file_with_bom(folder: Path, tmp_path: Path) -> None:
    result = run("cells", "--format", "csv", "-o", tmp_path / "c.csv", "--store", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "c.csv").read_bytes().startswith(codecs.BOM_UTF8 + b"source_file,")


@pytest.mark.parametrize("what", ["cells", "findings", "facts", "reports"])
def test_every_table_goes_out_in_every_format_with_the_same_rows(what: str, folder: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"t.{name}" for name in ("csv", "xlsx", "parquet", "json")}
    for name, file in files.items():
        assert run(what, "--format", name, "-o", file, "--store", folder).exit_code == 0
    with files["csv"].open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = csv.reader(opened)
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    records = json.loads(files["json"].read_text(encoding="utf-8"))
    parquet = pq.read_table(files["parquet"])
    assert parquet.column_names == header == [cell.value for cell in sheet[1]]
    assert parquet.num_rows == sheet.max_row - 1 == len(records) == len(rows)


def test_an_empty_store_is_told_with_what_to_do(tmp_path: Path) -> None:
    result = run("cells", "--store", tmp_path / "none", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "gongkai ingest" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_file_that_can_not_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    result = run("cells", "-o", tmp_path / "none" / "c.csv", "--store", folder)
    assert result.exit_code == 1
    assert "c.csv" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("wrong", [["sums"], ["cells", "--format", "pdf"]])
def test_an_unknown_table_or_format_is_refused(wrong: list[str], folder: Path) -> None:
    assert run(*wrong, "--store", folder).exit_code == 2
