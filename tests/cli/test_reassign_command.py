"""`gongkai reassign` as a user of the terminal meets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests import factory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    factory.store(tmp_path, [factory.report(1, "云山镇", 2023), factory.report(2, "河西镇", 2022)])
    return tmp_path


def reassign(folder: Path, *words: str) -> tuple[int, str]:
    about = ["--unit", "云山镇", "--year", "2023", "--by", "王敏", "--reason", "交错了"]
    done = CliRunner().invoke(app, ["reassign", *about, *words, "--store", str(folder)])
    return done.exit_code, done.output


def test_what_becomes_of_both_places_is_told(folder: Path) -> None:
    code, said = reassign(folder, "--to-unit", "河西镇")
    assert (code, said.splitlines()) == (
        0, ["改归： 云山镇_2023.txt 云山镇 2023 → 河西镇 2023", "云山镇 2023现在没有年报。"],
    )  # fmt: skip
    logged = CliRunner().invoke(app, ["log", "--format", "csv", "--store", str(folder)]).output.splitlines()
    assert logged[-1].partition(",")[2] == "王敏,reassign,云山镇,2023,云山镇_2023.txt,云山镇 2023,河西镇 2023,交错了"
    done = CliRunner().invoke(app, ["undo", "--by", "王敏", "--store", str(folder)])
    assert "云山镇 2023 → 河西镇 2023" in done.output


def test_another_report_there_is_superseded_only_if_asked_for(folder: Path) -> None:
    code, said = reassign(folder, "--to-unit", "河西镇", "--to-year", "2022")
    assert code == 1 and "--replace" in said and "河西镇_2022.txt" in said
    code, said = reassign(folder, "--to-unit", "河西镇", "--to-year", "2022", "--replace")
    assert code == 0 and "原有的一份（河西镇_2022.txt）被它替代" in said


def test_an_earlier_version_is_named_by_its_file(folder: Path) -> None:
    again = replace(factory.with_cell(factory.report(1, "云山镇", 2023), "3.new.total", "7"), source_file="重报.txt")
    factory.store(folder, [again])
    assert reassign(folder, "--to-unit", "河西镇", "--document", "没有.txt")[0] == 1
    code, said = reassign(folder, "--to-unit", "河西镇", "--document", "云山镇_2023.txt")
    assert code == 0 and "云山镇 2023仍用现在这一份（重报.txt）。" in said


def test_a_name_that_no_unit_has_is_refused_unless_it_is_new(folder: Path) -> None:
    code, said = reassign(folder, "--to-unit", "河溪镇")
    assert code == 1 and "河西镇" in said
    assert reassign(folder, "--to-unit", "清水县/河溪镇", "--new-unit")[0] == 0
