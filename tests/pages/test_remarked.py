"""问题汇总 on 总览: findings by unit and rule, the ways to their reports, and nothing where there are none."""

import json
from pathlib import Path

import pytest

import words
from analytics.remarked import remarked
from data.store import Store
from tests import factory
from tests.data.across.chain import added, made
from tests.data.across.test_prose import OTHER, OWN
from tests.pages import screens

CARRIED = {"3.carried_out.natural": "2", "3.new.natural": "2", "3.carried_out.total": "2", "3.new.total": "2"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """云山镇 loses two applications, and 河西镇 one sum."""
    store = tmp_path_factory.mktemp("remarked") / "store"
    wrong = made("河西镇", 2022, {"4.reviews.total": "3"}, prose=OTHER)
    added(store, [made("云山镇", 2021, CARRIED, prose=OWN), made("云山镇", 2022, prose=OTHER), wrong])
    return store


def test_one_row_for_each_unit_and_rule_without_mere_notes(folder: Path) -> None:
    found = remarked(Store(folder).live())
    rows = {(row.jurisdiction, row.rule): row for row in found.table.itertuples()}
    carried, sums = rows["云山镇", "carried_over"], rows["河西镇", "identity_disputes"]
    assert (carried.findings, carried.reports, carried.year, carried.severity) == (2, 1, 2022, "warning")
    assert (sums.findings, sums.severity) == (1, "error")
    assert set(found.table["severity"]) == {"error", "warning"}
    assert found.years == (2021, 2022)


def test_years_and_units_in_view_alone_count(folder: Path) -> None:
    snapshot = Store(folder).live()
    assert "carried_over" not in set(remarked(snapshot, [2021]).table["rule"])
    assert set(remarked(snapshot, places=["河西镇"]).table["jurisdiction"]) == {"河西镇"}


def test_the_panel_shows_counts_and_leads_to_the_latest_report(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    at = screens.app(monkeypatch, folder).run()
    assert not at.exception
    figure = screens.figure(at, "remarked")
    marks = {
        (unit, year, text)
        for trace in figure["data"]
        for (unit, year), text in zip(trace["customdata"], trace["text"], strict=True)
    }
    assert {("云山镇", 2022, "2"), ("河西镇", 2022, "1")} <= marks
    shown = screens.shown(at, "remarked")
    assert list(shown.iloc[:, 0]) == remarked(Store(folder).live()).units
    assert words.say("rules.carried_over", "zh") in shown.columns
    assert "需要核对" in json.dumps([header.value for header in at.header], ensure_ascii=False)


def test_no_findings_no_panel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    snapshot = factory.store(tmp_path, [factory.report(1, "云山镇", 2022, busy=False)])
    assert remarked(snapshot).table.empty
    at = screens.app(monkeypatch, tmp_path).run()
    assert not [table for table in at.dataframe if table.proto.id.endswith("-table-remarked")]
