"""Two people at the terminal on one cell, finding or report: the second is told what the first decided."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests import factory
from tests.factory import report, with_cell

CELL = "2.licences.decisions"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("before")
    wrong = with_cell(with_cell(report(1, "云山镇", 2023, busy=True), "3.new.total", "77"), CELL, "5")
    factory.store(folder, [wrong, report(2, "河西镇", 2023)])
    return str(folder)


def run(
    folder: str, command: str, by: str, *words: str, unit: str = "云山镇", why: str = "电话核实"
) -> tuple[int, str]:
    about = ["--unit", unit, "--year", "2023", "--by", by, "--reason", why, "--store", folder]
    done = CliRunner().invoke(app, [command, *about, *words])
    return done.exit_code, done.output


def test_on_one_cell(folder: str) -> None:
    assert "此前" not in run(folder, "correct", "王五", "--cell", CELL, "--value", "6", why="抄错行")[1]
    code, said = run(folder, "correct", "李四", "--cell", CELL, "--value", "6")
    assert code == 1 and "已由王五改定为6（抄错行）" in said
    code, said = run(folder, "correct", "李四", "--cell", CELL, "--value", "8")
    assert code == 0 and "6 → 8" in said and "此前由王五" in said and "更正6（抄错行）" in said and "undo" in said
    assert "此前" not in run(folder, "correct", "李四", "--cell", CELL, "--value", "9")[1]  # one's own is no news


def test_on_one_finding(folder: str) -> None:
    rule = ("--finding", "identity_applicants")
    assert run(folder, "waive", "王五", *rule)[0] == 0
    code, said = run(folder, "waive", "李四", *rule)
    assert code == 1 and "已由王五记为“不作问题”（电话核实）" in said


def test_on_one_report(folder: str) -> None:
    assert run(folder, "return", "王五", why="表三不平")[0] == 0
    code, said = run(folder, "accept", "李四")
    assert code == 0 and "此前由王五" in said and "退回修改（表三不平）" in said
    assert run(folder, "withdraw", "王五", why="另一县的")[0] == 0
    code, said = run(folder, "accept", "李四")
    assert code == 1 and "已由王五撤下（另一县的）" in said
    assert run(folder, "reassign", "王五", "--to-year", "2022", unit="河西镇", why="年度写错")[0] == 0
    code, said = run(folder, "accept", "李四", unit="河西镇")
    assert code == 1 and "已由王五改归河西镇 2022（年度写错）" in said
