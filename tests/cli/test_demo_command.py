"""gongkai demo."""

import pytest
from typer.testing import CliRunner

from cli.main import app


def run(*arguments: str):
    return CliRunner().invoke(app, ["demo", *arguments])


def test_demo_writes_and_says_how_many(tmp_path):
    done = run("--out", str(tmp_path / "d"), "--townships", "4", "--years", "2020-2021", "--seed", "3")
    assert done.exit_code == 0 and len([path for path in (tmp_path / "d").rglob("*_202?.*")]) == 8
    assert done.stdout.count("\n") == 1 and "8" in done.stdout


@pytest.mark.parametrize("years", ["", "zwanzig", "2024-2019", "1999-2024", "19-24"])
def test_impossible_years_are_one_line(tmp_path, years):
    refused = run("--out", str(tmp_path / "d"), "--years", years, "--lang", "en")
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1 and "--years" in refused.stderr


def test_folder_of_somebody_else_is_one_line(tmp_path):
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    refused = run("--out", str(tmp_path))
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1 and "--out" in refused.stderr
