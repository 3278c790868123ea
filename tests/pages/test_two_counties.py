"""Two counties in one store: told apart in every list, ranked each for itself, chosen as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import titles
from analytics.ranking import ranking
from analytics.remarked import remarked
from analytics.series import trend
from analytics.view import View, choices
from data.store import Snapshot, Store
from tests import factory
from tests.pages import screens
from tests.ui.drawn import remarked as drawn
from tests.ui.tables import tokens

EAST, WEST = ("东山镇", "东河乡", "东关街道"), ("西山镇", "西河乡")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five townships of 东县 and 西县, with ten applications to the power of its place in its county."""
    store = tmp_path_factory.mktemp("counties") / "store"
    made = []
    for county, names in (("东县", EAST), ("西县", WEST)):
        for n, name in enumerate(names, start=1):
            for year in (2021, 2022, 2023):  # of fewer years no place is named
                one = factory.report(n, name, year, parents=(county,), busy=False)
                for code in ("3.new.natural", "3.new.total", "3.carried_out.natural", "3.carried_out.total"):
                    one = factory.with_cell(one, code, str(10**n))
                made.append(one)
    made[-1] = factory.with_cell(made[-1], "3.closed.total", "2")
    factory.store(store, made)
    return store


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Snapshot:
    live = Store(folder).live()
    assert live is not None
    return live


def test_the_county_can_be_chosen_and_stands_beside_each_unit(snapshot: Snapshot) -> None:
    offered = choices(snapshot)
    assert offered.counties == ("东县", "西县")
    assert offered.scopes[:2] == ("area:东县", "area:西县")
    assert offered.label("西河乡") == "西河乡（西县）"
    assert offered.within(["area:西县"]) == ("西山镇", "西河乡")
    assert offered.within(["area:西县", "class:镇"]) == ("西山镇",)
    assert offered.within(["area:西县", "东山镇"]) == ("东山镇", "西山镇", "西河乡")
    view, notices = View.from_query({"s": ["area:西县"]}, snapshot)
    assert (view.scope, notices) == (("area:西县",), [])
    assert "西县" in view.words("zh") and "area:" not in view.words("zh")


def test_ranks_are_within_the_county_and_titles_say_which(snapshot: Snapshot) -> None:
    found = ranking(trend(snapshot, "applications_new"), 2023)
    said = titles.rank_words(found, "西河乡")
    assert said is not None and said.say("zh").startswith("第1位（共2个）")
    assert titles.ranking_title(found).say("zh").startswith("2023年东县乡镇街道中东关街道")


def test_screens_show_the_county_in_lists_and_tables(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    assert not at.exception
    scope = next(one for one in at.multiselect if one.key == "s")
    focus = next(one for one in at.multiselect if one.key == "t")
    assert {"东县", "西县", "西河乡（西县）"} <= set(scope.options)
    assert "东山镇（东县）" in focus.options
    table = screens.shown(at, "rank")
    assert dict(zip(table["单位"], table["县（市、区）"], strict=True))["西河乡"] == "西县"


def test_a_link_in_the_words_of_the_lists_opens_the_same_view(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    at = screens.page(screens.app(monkeypatch, folder, t="西河乡（西县）", s="西县"), "compare")
    assert not at.exception and not at.warning
    assert next(one for one in at.multiselect if one.key == "t").value == ["西河乡"]
    assert next(one for one in at.multiselect if one.key == "s").value == ["area:西县"]


def test_an_unknown_unit_is_said_to_be_unknown_and_no_other_is_shown(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    at = screens.link(screens.app(monkeypatch, folder, unit="亡羊镇", year="2023"), "unit")
    assert not at.exception
    assert at.title[0].value == "没有“亡羊镇”这个单位的页面"
    [warning] = at.warning
    assert "库中没有“亡羊镇”这个单位" in warning.value
    assert not at.header and not at.dataframe  # no report of anybody
    english = screens.link(screens.app(monkeypatch, folder, unit="亡羊镇", lang="en"), "unit")
    assert english.title[0].value == "There is no page for “亡羊镇”"


def test_no_unit_with_a_finding_is_without_a_mark(snapshot: Snapshot) -> None:
    found = remarked(snapshot)
    assert found.table["findings"].sum() >= 1
    figure = drawn(found.table, found.units, found.rules[:0], tokens(), "zh")
    marked = {unit for trace in figure.data for unit, _ in trace.customdata}
    assert marked == set(found.units)
    [sums] = found.table.loc[found.table["rule"].str.startswith("identity"), "findings"]
    assert sums == 1  # three sums that one wrong total breaks


def test_without_a_name_the_page_shows_a_unit_and_a_year_of_most(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The first of the list was there in 2022 alone."""
    made = [factory.report(1, "安宁街道", 2022)]
    made += [factory.report(n, name, year) for n, name in enumerate(EAST[:2]) for year in (2022, 2023)]
    factory.store(tmp_path / "store", made)
    at = screens.link(screens.app(monkeypatch, tmp_path / "store"), "unit")
    assert not at.exception
    assert at.title[0].value.startswith("东山镇2023年年报")
