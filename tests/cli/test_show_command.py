"""gongkai show: any exhibit by its name, as a table in the terminal, a file, a picture or a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analytics.exhibits.registry import EXHIBITS
from cli.main import app
from tests.pages import county


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown") / "s"
    county.store(folder)
    return folder


def run(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["show", *map(str, arguments), "--store", str(folder)])


def test_without_a_name_all_names_are_listed(folder: Path) -> None:
    listed = CliRunner().invoke(app, ["show"]).stdout
    assert all(name in listed for name in EXHIBITS) and "收办情况" in listed


def test_in_a_terminal_it_is_the_table_of_the_screen_with_its_sentence_and_notes(folder: Path) -> None:
    shown = run(folder, "trend", "--measure", "applications_new", "--places", county.BUSY)
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0].split() == ["单位", *map(str, county.YEARS)]
    assert lines[1].split() == [county.BUSY, *map(str, county.APPLICATIONS.values())]
    assert any(line.startswith(county.BUSY) and line.endswith("61件") for line in lines[2:])


@pytest.mark.parametrize(
    ("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("xlsx", b"PK"), ("docx", b"PK"), ("html", b"<!")]
)
def test_a_file_is_what_its_name_says(folder: Path, tmp_path: Path, suffix: str, start: bytes) -> None:
    out = tmp_path / f"收办.{suffix}"
    assert run(folder, "flow", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nonsense"], "flow"),
        (["flow", "--option", "1999"], "2024"),
        (["trend", "--places", "无此镇"], "无此镇"),
        (["change", "--years", "2024"], "只有一年"),
        (["flow", "-o", "收办.pdf"], "html"),
    ],
)
def test_what_it_can_not_show_is_told(folder: Path, asked: list[str], told: str) -> None:
    refused = run(folder, *asked)
    assert refused.exit_code == 1 and told in refused.stderr
