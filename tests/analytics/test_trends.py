"""Several measures asked for at once are what each of them is alone."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.composition import BREAKDOWNS, composition, compositions
from analytics.measures import MEASURES
from analytics.series import trend, trends
from data.errors import BadRequest
from data.model import Status
from data.roster import Roster
from data.store import Snapshot
from tests.factory import report, store, with_cell, without_tables

ROSTER = "名称,类别,设立年份,撤销年份,接续单位,接续方式\n甲镇,镇,,2020,丙镇,合并\n丙镇,镇,,,,\n乙乡,乡,,,,\n"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three bodies, one merged away, with empty cells of every kind, some of which a sum of the form fills."""
    made = [report(3, name, year, busy=name != "乙乡") for name in ("丙镇", "乙乡") for year in range(2019, 2024)]
    made += [report(3, "甲镇", year, busy=True) for year in (2019, 2020)]
    made[0] = with_cell(made[0], "3.new.total", None, Status.BLANK)
    made[1] = with_cell(made[1], "3.granted.total", None, Status.NIL)
    made[5] = with_cell(made[5], "4.suits_direct.upheld", None, Status.BLANK)
    made[6] = without_tables(made[6], "4")
    return store(tmp_path_factory.mktemp("store"), made, Roster.parse("单位.csv", ROSTER.encode()))


@pytest.mark.parametrize("boundaries", ["reported", "today"])
def test_together_they_are_what_each_is_alone(snapshot: Snapshot, boundaries: str) -> None:
    found = trends(snapshot, tuple(MEASURES), boundaries=boundaries)
    assert [one.measure.code for one in found] == list(MEASURES)
    seen: set[str] = set()
    for one in found:
        alone = trend(snapshot, one.measure.code, boundaries=boundaries)
        pd.testing.assert_frame_equal(one.table, alone.table)
        assert one.events == alone.events
        seen |= set(one.table["state"])
    assert {"value", "blank", "table_missing", "not_in_form", "doubtful"} <= seen


def test_a_cell_proved_to_be_zero_stands_as_zero_among_others(snapshot: Snapshot) -> None:
    *_, found = trends(snapshot, ("reviews", "lawsuits_corrected", "lawsuits_upheld"), ["乙乡"], [2019])
    assert found.table[["state", "value"]].values.tolist() == [["value", "0"]]
    assert found.table["note"].item()


def test_compositions_together_are_what_each_is_alone(snapshot: Snapshot) -> None:
    for code, found in compositions(snapshot, tuple(BREAKDOWNS)).items():
        assert found.sums == composition(snapshot, code).sums


def test_nothing_asked_is_nothing(snapshot: Snapshot) -> None:
    assert trends(snapshot, ()) == ()


def test_one_unknown_measure_refuses_all(snapshot: Snapshot) -> None:
    with pytest.raises(BadRequest):
        trends(snapshot, ("reviews", "nothing"))
