"""The list of commands, and what each of them loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import COMMANDS, app, command
from cli.options import told
from tests.factory import report, store

HEAVY = {"streamlit", "plotly", "scipy", "matplotlib", "pdfplumber", "docx", "openpyxl"}
ASKED = """
import sys
from cli.main import app
app({arguments!r}, standalone_mode=False)
print(*sorted({heavy!r} & set(sys.modules)), file=sys.stderr)
"""


def loaded(*arguments: str) -> list[str]:
    """Which of the heavy libraries a command has loaded when it is done."""
    code = ASKED.format(arguments=list(arguments), heavy=HEAVY)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stderr.split()


def test_a_series_on_the_terminal_waits_for_nothing_it_does_not_need(tmp_path: Path) -> None:
    store(tmp_path, [report(1, "云山镇", 2024)])
    assert loaded("trend", "reviews", "--store", str(tmp_path), "--format", "csv") == []


def test_the_list_of_commands_loads_none_of_them() -> None:
    assert loaded("--help") == []


def test_every_command_is_in_the_list_with_its_help() -> None:
    listed = CliRunner().invoke(app, ["--help"]).stdout
    for name in COMMANDS:
        assert name in listed and told(name)[:8] in listed
        assert command(name).__name__ == name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"])
    assert shown.exit_code == 0 and told(name)[:8] in shown.stdout


def test_an_unknown_command_is_refused() -> None:
    assert CliRunner().invoke(app, ["nonsense"]).exit_code == 2
