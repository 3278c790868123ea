from pathlib import Path

import pytest

from analytics.ranking import ranking
from analytics.series import trend
from data.store import Snapshot
from tests import factory
from tests.pages import county, screens


def test_lines_have_the_numbers_of_the_series(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, t=[county.BUSY, "云山镇"]), "compare")
    assert not at.exception
    table = trend(snapshot, "applications_new").table.set_index(["jurisdiction", "year"])["number"]
    for name in (county.BUSY, "云山镇"):
        assert screens.numbers(screens.trace(at, "years", name)["y"]) == table[name].tolist()
    assert screens.numbers(screens.trace(at, "years", county.BUSY)["y"]) == list(county.APPLICATIONS.values())


def test_table_shows_every_number_and_the_sign_of_every_empty(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    table = screens.shown(at, "years").set_index("单位")
    assert table.loc[county.BUSY].tolist() == [str(number) for number in county.APPLICATIONS.values()]
    assert table.loc["白塔乡", "2022"] == "×"
    assert table.loc["石桥镇", "2023"] == "—"
    assert table.loc["云山镇", "2024"] == "0"


def test_bars_have_the_numbers_of_the_ranking(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, m="licences"), "compare")
    [bar] = screens.figure(at, "rank")["data"]
    ranked = ranking(trend(snapshot, "licences"), 2024).main
    drawn = {place[0]: number for place, number in zip(bar["customdata"], screens.numbers(bar["x"]), strict=True)}
    assert drawn == {row.jurisdiction: row.number for row in ranked.itertuples() if row.number}


def test_procurement_is_ranked_in_the_last_year_that_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, m="procurement_amount"), "compare")
    assert not at.exception
    [bar] = screens.figure(at, "rank")["data"]
    assert screens.numbers(bar["x"]) == [120.0]  # 万元
    assert [tuple(place) for place in bar["customdata"]] == [(county.BUSY, 2020)]
    assert screens.shown(at, "years").set_index("单位").loc[county.BUSY].tolist()[:3] == [
        "687,856",
        "1,200,000",
        "该格式无此项",
    ]
    assert "该格式<br>无此项" in str(screens.figure(at, "years")["layout"]["annotations"])


def test_change_is_against_the_year_before_or_since_a_chosen_one(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    before = screens.shown(at, "change").set_index("单位").loc[county.BUSY]
    assert before[["2023", "2024", "增减"]].tolist() == ["44", "61", "+17"]
    at.selectbox(key="base").set_value("2019").run()
    since = screens.shown(at, "change").set_index("单位").loc[county.BUSY]
    assert since[["2019", "2024", "增减"]].tolist() == ["8", "61", "+53"]
    assert list(screens.shown(at, "slope").columns) == ["单位", "2019", "2024"], "two years side by side: the first"
    at.selectbox(key="from").set_value("2022").run()
    assert list(screens.shown(at, "slope").columns) == ["单位", "2022", "2024"]
    assert list(screens.shown(at, "change").columns)[1:3] == ["2019", "2024"]


def test_years_and_scope_filter_everything_shown(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, y=["2020", "2021"], s=["class:镇"]), "compare")
    table = screens.shown(at, "years")
    assert list(table.columns) == ["单位", "2020", "2021"]
    assert set(table["单位"]) == {"云山镇", "石桥镇", "柳河镇"}


def test_one_year_is_a_ranking_alone(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.page(screens.app(monkeypatch, folder, y="2021"), "compare")
    assert not at.exception
    assert [chart.proto.id.rsplit("-", 1)[-1] for chart in at.get("plotly_chart")] == ["rank"]


def test_a_measure_can_be_named_by_code_or_by_either_language(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    for name in ("licences", "行政许可处理决定数", trend(snapshot, "licences").measure.label["en"]):
        at = screens.page(screens.app(monkeypatch, folder, m=name), "compare")
        assert at.title[0].value == "主动公开 · 行政许可处理决定数"
        assert not at.warning


@pytest.mark.parametrize("measure", ["disclosure_rate", "items_disclosed", "procurement_mean", "documents_in_force"])
def test_every_kind_of_measure_has_its_screen(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, measure: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, m=measure), "compare")
    assert not at.exception
    assert len(screens.shown(at, "years")) == len(county.TOWNSHIPS)


def test_a_new_category_starts_with_its_first_measure(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    at.selectbox(key="c").set_value("disputes").run()
    assert at.title[0].value == "复议诉讼 · 行政复议数"
    at.selectbox(key="c").set_value("applications").run()
    assert at.title[0].value == "依申请公开 · 新收申请数"


def test_english_screens_have_no_chinese_but_names(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, lang="en"), "compare")
    assert at.title[0].value == "Disclosure on request · New applications"
    text = screens.said(at)
    for name in (*county.TOWNSHIPS, "清水县"):
        text = text.replace(name, "")
    assert not [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]


def test_many_units_picked_by_hand_have_a_small_figure_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = [f"第{n}镇" for n in range(8)]
    factory.store(tmp_path, [factory.report(n, name, year) for n, name in enumerate(names) for year in (2023, 2024)])
    at = screens.page(screens.app(monkeypatch, tmp_path, m="licences", s=names[:7]), "compare")
    assert not at.exception
    small = [chart.proto for chart in at.get("plotly_chart") if "-chart-each-" in chart.proto.id]
    assert [chart.alt.split()[0] for chart in small] == names[:7]
    at = screens.page(screens.app(monkeypatch, tmp_path, m="licences", s=names[:3]), "compare")
    assert not [chart for chart in at.get("plotly_chart") if "-chart-each-" in chart.proto.id]


@pytest.mark.parametrize(
    ("measure", "comparability"),
    [("applications_new", True), ("documents_made", True), ("procurement_amount", False), ("fees_amount", False)],
)
def test_only_a_measure_of_both_forms_is_said_to_be_comparable_or_not(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, measure: str, comparability: bool
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, m=measure), "compare")
    assert ("该指标在年报格式调整前后口径" in screens.said(at)) is comparability
