from pathlib import Path

import pytest

from analytics.coverage import coverage
from data.store import Snapshot
from tests.pages import county, screens


def test_headline_figures_count_what_is_in_the_store(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder).run()
    assert not at.exception
    values = {metric.label: metric.value for metric in at.metric}
    assert values["已收录年报（份）"] == "5"
    assert values["新收申请（件）"] == str(county.APPLICATIONS[2024])
    assert at.metric[1].delta == "17"


def test_grid_shows_each_state_where_it_is(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.app(monkeypatch, folder).run()
    expected = {(row.jurisdiction, row.year): row.state for row in coverage(snapshot).table.itertuples()}
    drawn = {
        (name, year): trace["name"]
        for trace in screens.figure(at, "coverage")["data"]
        for name, year in trace["customdata"]
    }
    assert drawn == expected
    assert drawn[county.MISSING] == "not_in_store"


def test_a_cell_leads_to_its_report(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.app(monkeypatch, folder).run()
    at.session_state["chart-coverage"] = {
        "selection": {"points": [{"customdata": ["石桥镇", 2021]}], "point_indices": [0], "box": [], "lasso": []}
    }
    at.run()
    links = [link.proto for link in at.get("page_link")]
    assert [(link.label, link.query_string) for link in links] == [
        ("查看年报：石桥镇 2021年", "unit=%E7%9F%B3%E6%A1%A5%E9%95%87&year=2021")
    ]


def test_a_row_of_a_table_leads_to_its_report(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder).run()
    row = screens.shown(at, "years")["单位"].tolist().index("柳河镇")
    at.session_state["table-years"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    at.run()
    assert [link.proto.label for link in at.get("page_link")] == ["查看年报：柳河镇 2024年"]


def test_years_chosen_set_the_year_of_the_figures(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, y=["2021", "2022"]).run()
    assert at.metric[0].value == "4"
    assert at.metric[1].value == str(county.APPLICATIONS[2022])
    assert "2021–2022" in screens.said(at)


def test_the_county_stands_over_its_townships(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    assert "清水县 · 5个单位 · 2024年度" in screens.said(screens.app(monkeypatch, folder).run())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_charts_take_the_colours_of_the_mode(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, mode: str
) -> None:
    at = screens.app(monkeypatch, folder)
    at.context = {"theme": mode}
    at.run()
    colour = screens.trace(at, "years", county.BUSY)["line"]["color"]
    assert colour == {"light": "#0B5A6F", "dark": "#58C7DB"}[mode]
