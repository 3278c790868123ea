"""The pages by category: what they show is what the series say, and their address tells no lies."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
import pytest

import words
from analytics.composition import composition
from analytics.flow import Flow
from analytics.measures import CATEGORIES, MEASURES
from data.store import Snapshot
from tests import factory
from tests.pages import county, screens

PAGES = tuple(CATEGORIES)
GRIDS = {"applications": ("outcomes", "reasons", "applicants"), "disputes": ("reviews", "lawsuits")}


def numbers(at: screens.AppTest, panel: str) -> list[str]:
    """What stands in the cells of a panel's grid."""
    return [text.replace("<b>", "").replace("</b>", "") for text in screens.trace(at, panel, "numbers")["text"]]


def by_year(at: screens.AppTest, column: str) -> pd.DataFrame:
    """The table of a panel over the years, told by one of its columns: without rows to choose it has no id."""
    found = (table.value for table in at.dataframe if {"年度", column} <= set(table.value.columns))
    return next(found).map(str.strip).set_index("年度")


@pytest.mark.parametrize("page", [*PAGES, "methods"])
def test_an_empty_store_says_how_to_fill_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str) -> None:
    at = screens.page(screens.app(monkeypatch, tmp_path / "nothing"), page)
    assert not at.exception
    assert at.title[0].value == "还没有收录年报"


@pytest.mark.parametrize("page", [*PAGES, "methods"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_unit_and_one_year_have_their_screens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, lang: str
) -> None:
    factory.store(tmp_path, [factory.report(3, "云山镇", 2020, busy=True)])
    at = screens.page(screens.app(monkeypatch, tmp_path, lang=lang), page)
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_of_its_category(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, page: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), page)
    assert not at.exception
    assert at.title[0].value == CATEGORIES[page].label["zh"]
    assert at.selectbox(key=f"m_{page}").options == [MEASURES[m].label["zh"] for m in CATEGORIES[page].measures]
    assert "c" not in [box.key for box in at.selectbox]
    assert MEASURES[CATEGORIES[page].measures[0]].label["zh"] in screens.said(at)


@pytest.mark.parametrize(("page", "panels"), GRIDS.items())
def test_grids_have_the_sums_of_the_series(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, page: str, panels: tuple[str, ...]
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), page)
    for panel in panels:
        found = composition(snapshot, panel)
        table = by_year(at, found.measures[0].short["zh"])
        for measure in found.measures:
            for year in found.years:
                one = found.sums[measure.code, year]
                assert table.loc[str(year), measure.short["zh"]].split("（")[0] == f"{one.value}"
        if whole := found.whole:
            sums = [f"{found.sums[whole.code, year].value}" for year in found.years]
            at_end = numbers(at, panel)[: -len(found.years)]
            assert at_end[-len(found.years) :] == sums


def test_the_flow_closes_and_leaves_out_units_without_a_figure(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "applications")
    flow = Flow(composition(snapshot, "flow"))
    table = by_year(at, "勾稽")
    for year in county.YEARS:
        whole = flow.total(year)
        assert whole is not None
        assert table.loc[str(year), ["新收＋上年结转", "办结＋结转"]].tolist() == [f"{whole.coming}", f"{whole.going}"]
    assert table.loc["2023", "单位数"] == "4"  # 石桥镇's cell is blank
    assert table.loc["2024", "勾稽"] == "1个不一致"
    at.selectbox(key="flow").set_value("2024").run()
    units = screens.shown(at, "flow").set_index("单位")
    assert units.loc[county.BUSY, "勾稽"] == "差61"
    assert units.loc["云山镇", "勾稽"] == "一致"
    assert "差61" in numbers(at, "flow")


def test_procurement_says_plainly_that_the_new_form_lacks_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "procurement")
    assert "2021年格式的年报没有此项，相应年份不是0，也不是漏报" in screens.said(at)
    assert at.selectbox(key="share").options == ["2020年各单位", "2019年各单位"]
    table = screens.shown(at, "share").set_index("单位")
    assert table.loc[county.BUSY, "采购总金额"] == "1,200,000"
    assert table.loc[county.BUSY, "占合计"] == "100.0%"


def test_items_of_the_prose_are_doubtful(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "disclosure")
    assert "人工核实之前一律存疑" in screens.said(at)


def test_corrections_are_fractions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = factory.report(1, "云山镇", 2022, busy=False)
    for column, number in (("corrected", "1"), ("upheld", "2"), ("pending", "4"), ("total", "7")):
        made = factory.with_cell(made, f"4.reviews.{column}", number)
    factory.store(tmp_path, [made])
    at = screens.page(screens.app(monkeypatch, tmp_path), "disputes")
    assert "行政复议1/3，" in screens.said(at)
    assert numbers(at, "corrected")[0] == "1/3"
    [table] = [one.value for one in at.dataframe if list(one.value.columns) == ["单位", "行政复议", "行政诉讼"]]
    assert table.map(str.strip).values.tolist() == [["云山镇", "1/3", "·"]]


def test_scope_focus_and_years_hold_on_every_panel(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, s="class:镇", t="石桥镇", y=["2021", "2022"])
    at = screens.page(at, "applications")
    for column in ("勾稽", "予以公开", "国家秘密", "自然人"):
        table = by_year(at, column)
        assert table.index.tolist() == ["2021", "2022"]
        assert set(table["单位数"]) == {"3"}
    at.selectbox(key="outcomes").set_value("2022").run()
    assert set(screens.shown(at, "outcomes")["单位"]) == {"云山镇", "石桥镇", "柳河镇"}


def test_a_link_with_another_category_is_told_and_does_not_lie(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    from ui import filters

    asked, told = filters._on("procurement", {"c": ["disputes"], "m": ["reviews"], "s": ["云山镇"]})
    assert asked == {"s": ["云山镇"], "c": ["procurement"]}
    assert [notice.key for notice in told] == ["not_on_page", "not_on_page"]
    assert filters._own("procurement", {"c": ["procurement"], "m": ["procurement_mean"]}) == {
        "m_procurement": ["procurement_mean"]
    }
    assert filters._on("compare", {"m": ["reviews"], "m_procurement": ["x"]}) == ({"m": ["reviews"]}, [])


@pytest.mark.parametrize("page", [*PAGES, "methods"])
def test_english_screens_have_no_chinese_but_names_and_labels(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, page: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, lang="en"), page)
    text = screens.said(at)
    labels = ("行政规范性文件", "规章", "监督保障", "万元", "元")  # of the form, in what is to be done about a finding
    for name in (*county.TOWNSHIPS, "清水县", "国办公开办函", "号", "无 ", *labels):
        text = text.replace(name, "")
    assert not [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]


def test_any_cell_of_the_forms_can_be_searched_for_and_seen(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, q="新收 科研", i="3.new.natural")
    at = screens.page(at, "methods")
    assert not at.exception
    assert at.text_input(key="q").value == "新收 科研"
    assert "科研机构新收申请数" in [button.label for button in at.button]
    assert "3.new.natural" in screens.said(at)
    assert screens.shown(at, "measure").set_index("单位").loc[county.BUSY, "2024"] == "61"


def test_a_search_that_finds_nothing_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.page(screens.app(monkeypatch, folder, q="没有这一项"), "methods")
    assert "没有找到“没有这一项”" in screens.said(at)


def test_the_index_has_every_measure_and_the_rules_every_sign(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "methods")
    labels = {button.label for button in at.button}
    assert {measure.label["zh"].replace("`", "") for measure in MEASURES.values()} <= {
        label.replace("\\", "") for label in labels
    }
    for word in ("未收录", "分母为0", "该格式无此项", "只列分数（3/4）"):
        assert word in screens.said(at)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_rule_of_checking_is_explained(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, lang: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, lang=lang), "methods")
    assert not at.exception
    said = screens.said(at)
    for code, rule in words.rules.rules().items():
        for part in (rule.short, rule.fires, rule.remedy or rule.short):
            assert escape(part.in_(lang)) in said, code
    assert words.say("methods.findings_title", lang, n=len(words.rules.rules())) in said
