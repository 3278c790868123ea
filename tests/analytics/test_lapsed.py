"""Decisions that a later document has overtaken are listed, each with what it says now."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.lapsed import lapsed
from cli.main import app
from data.review import Wish
from data.store import Store
from tests import factory
from tests.factory import report, with_cell

TOTAL, LICENCES = "3.new.total", "2.licences.decisions"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """云山镇 2023 came with a wrong total, which was corrected and waived; then it came again, twice."""
    folder = tmp_path_factory.mktemp("lapsed")
    first = with_cell(with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "77"), LICENCES, "5")
    factory.store(folder, [first, report(2, "河西镇", 2023)])
    about = ("云山镇", 2023, "李四", "电话核实")
    Store(folder).act([
        Wish("waive", *about, rule="identity_applicants"),
        Wish("correct", *about, cell=LICENCES, value="6"),
    ])
    return Store(folder)


def told(store: Store) -> list[tuple[object, ...]]:
    return [one.row[:7] for one in lapsed(store.live())]


def test_what_still_holds_is_not_listed_and_what_was_overtaken_is(store: Store) -> None:
    assert told(store) == []
    again = with_cell(with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "78"), LICENCES, "9")
    factory.store(store.folder, [again])
    assert told(store) == [
        ("云山镇", 2023, "waive", "identity_applicants", "77", "", "78"),
        ("云山镇", 2023, "correct", LICENCES, "5", "6", "9"),
    ]
    out = CliRunner().invoke(app, ["log", "--lapsed", "--format", "csv", "--store", str(store.folder)]).output
    assert "identity_applicants,77,,78,电话核实,李四," in out
    assert lapsed(store.live(), "河西镇", 2023) == [] and len(lapsed(store.live(), "云山镇", 2023)) == 2


def test_a_document_that_says_what_was_decided_leaves_nothing_to_decide(store: Store) -> None:
    factory.store(store.folder, [with_cell(report(1, "云山镇", 2023, busy=True), LICENCES, "6")])
    [one] = lapsed(store.live())
    assert (one.kind, one.met) == ("correct", True)  # and the finding that was waived is no more
    assert "没有因原文已变" in CliRunner().invoke(app, ["log", "--lapsed", "--store", str(store.folder)]).output


def test_a_decision_on_a_report_that_was_withdrawn_has_not_lapsed(store: Store) -> None:
    store.act([Wish("withdraw", "云山镇", 2023, "李四")])
    assert told(store) == []


def test_what_a_cell_of_several_lines_said_is_told(tmp_path: Path) -> None:
    """As in “19, of which 4 lapsed”, the remark on a line of its own."""
    factory.store(tmp_path, [with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "77\n")])
    Store(tmp_path).act([Wish("waive", "云山镇", 2023, "李四", "电话核实", rule="identity_applicants")])
    factory.store(tmp_path, [with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "78")])
    assert told(Store(tmp_path)) == [("云山镇", 2023, "waive", "identity_applicants", "77\n", "", "78")]
