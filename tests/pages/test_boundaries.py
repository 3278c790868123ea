"""The switch between units as reported and on today's boundaries, on the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.roster import Roster
from tests import factory
from tests.pages import screens
from ui.shell import PAGES

ROSTER = """名称,类别,设立年份,撤销年份,接续单位,接续方式
东乡,乡,,2022,新镇,合并
西乡,乡,,2022,新镇,合并
新镇,镇,2022,,,
老镇,镇,,,,
"""
NEW = {
    "东乡": {2020: 3, 2021: 4},
    "西乡": {2020: 10, 2021: 20},
    "新镇": {2022: 30, 2023: 31},
    "老镇": dict.fromkeys(range(2020, 2024), 1),
}


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Since 2022 东乡 and 西乡 are 新镇."""
    folder = tmp_path_factory.mktemp("joined") / "store"
    reports = [
        factory.with_cell(factory.report(1, name, year, busy=False), "3.new.total", str(number))
        for name, numbers in NEW.items()
        for year, number in numbers.items()
    ]
    factory.store(folder, reports, Roster.parse("单位.csv", ROSTER.encode()))
    return folder


def test_a_link_shows_a_merged_unit_with_its_parts(monkeypatch: pytest.MonkeyPatch, joined: Path) -> None:
    at = screens.page(screens.app(monkeypatch, joined, b="today"), "compare")
    assert not at.exception and not at.warning
    assert screens.numbers(screens.trace(at, "years", "新镇")["y"]) == [13, 24, 30, 31]
    assert set(screens.shown(at, "years")["单位"]) == {"新镇", "老镇"}
    assert "按现行区划" in screens.said(at)


def test_as_reported_the_merger_is_marked_and_told(monkeypatch: pytest.MonkeyPatch, joined: Path) -> None:
    at = screens.page(screens.app(monkeypatch, joined, t="新镇"), "compare")
    assert screens.numbers(screens.trace(at, "years", "新镇")["y"]) == [30, 31]
    assert "新镇<br>2022年由东乡、西乡合并设立" in screens.trace(at, "years", "event")["hovertext"]
    assert "区划变动（竖短线）：新镇2022年由东乡、西乡合并设立。" in screens.said(at)


def test_the_switch_carries_chosen_units_to_those_of_today(monkeypatch: pytest.MonkeyPatch, joined: Path) -> None:
    at = screens.page(screens.app(monkeypatch, joined, t=["东乡", "老镇"], s=["东乡", "西乡", "老镇"]), "compare")
    at.segmented_control(key="b").set_value("today").run()
    assert not at.exception
    assert at.multiselect(key="s").value == ["新镇", "老镇"]
    assert at.multiselect(key="t").value == ["新镇", "老镇"]
    assert screens.numbers(screens.trace(at, "years", "新镇")["y"]) == [13, 24, 30, 31]


def test_a_former_unit_in_a_link_is_told_to_be_part_of_another(monkeypatch: pytest.MonkeyPatch, joined: Path) -> None:
    at = screens.app(monkeypatch, joined, b="today", t="东乡").run()
    assert at.warning[0].value == "按现行区划，东乡现属新镇。"
    assert at.multiselect(key="t").value == ["新镇"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_screen_on_todays_boundaries(
    monkeypatch: pytest.MonkeyPatch, joined: Path, page: str
) -> None:
    at = screens.page(screens.app(monkeypatch, joined, b="today"), page)
    assert not at.exception and not at.error


def test_a_store_where_no_unit_ever_changed_has_no_switch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factory.store(tmp_path, [factory.report(1, "云山镇", year) for year in (2023, 2024)])
    at = screens.app(monkeypatch, tmp_path, b="today").run()
    assert not at.exception and not at.warning
    assert "b" not in [control.key for control in at.segmented_control]
