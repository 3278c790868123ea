"""gongkai search: passages and counts in the terminal and in files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.pages import county


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched") / "s"
    county.store(folder)
    return folder


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["search", *arguments, "--store", str(folder)])


def test_passages_and_counts_in_a_terminal(folder: Path) -> None:
    said = run(folder, "社会评议 考核", "--years", "2024", "--places", county.BUSY)
    assert said.exit_code == 0
    assert said.stdout.splitlines()[1].split()[:3] == [county.BUSY, "2024", "一、总体情况"]
    counts = run(folder, "社会评议", "--counts", "--places", county.BUSY)
    assert counts.stdout.splitlines()[1].split() == [county.BUSY, *("1" for _ in county.YEARS)]
    assert "6份写到“社会评议”，共6处" in counts.stdout


def test_a_file_holds_every_passage_with_its_document(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "s.csv"
    assert run(folder, "社会评议", "-o", str(target)).exit_code == 0
    lines = [line for line in csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))) if len(line) > 5]
    assert len(lines) == 1 + 29 and lines[0][:4] == ["单位名称", "年度", "部分", "原文"]
    assert all("社会评议" in line[3] and line[5].endswith(".txt") for line in lines[1:])


def test_no_word_and_an_unknown_section_end_with_a_line(folder: Path) -> None:
    for arguments in (["　"], ["词", "--sections", "9"]):
        refused = run(folder, *arguments)
        assert refused.exit_code == 1 and len(refused.stderr.strip().splitlines()) == 1
