"""The brief of a view says nothing that the series does not say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import brief
from analytics.export.page import Notes, Page, Paragraph, Picture, Table
from analytics.measures import MEASURES
from analytics.sentence import Quantity
from analytics.view import View
from data.roster import Roster
from data.store import Snapshot
from tests.factory import report, store
from tests.pages import county

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return county.store(tmp_path_factory.mktemp("store") / "s")


def of(page: Page, kind: type) -> list:
    return [part for part in page.parts if isinstance(part, kind)]


def page_of(small: Snapshot, measure: str, lang: str = "zh", **view: object) -> Page:
    return brief.of_view(small, View(MEASURES[measure].category, measure, **view), lang)  # type: ignore[arg-type]


def test_the_paragraph_of_a_county_known_by_heart(small: Snapshot) -> None:
    [said] = of(page_of(small, "applications_new"), Paragraph)
    assert said.text == (
        "2019–2024年新收申请：各年都有数的3个单位中2个均为0件，2024年东关街道最多，为61件。"
        "2024年新收申请：5个单位中4个为0件，只有东关街道为61件。"
        "2023年至2024年两年都有可比数的4个单位新收申请合计由44件增至61件；年度太少或各年起伏较大，不能断定增减："
        "东关街道由44件增至61件；3个单位两年相同。"
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_every_number_of_every_paragraph_stands_in_the_series(small: Snapshot, measure: str) -> None:
    """Values, counts of units, sums of two years over the same units, shares of a sum: nothing else is said."""
    series = View(MEASURES[measure].category, measure).series(small)
    [said] = of(page_of(small, measure), Paragraph)
    table = series.table[series.table["number"].notna()]
    sums = [sum(map(Decimal, rows["value"]), Decimal(0)) for _, rows in table.groupby("year")]
    both = [
        sum((Decimal(v) for v, u in zip(rows["value"], rows["jurisdiction"], strict=True) if u in kept), Decimal(0))
        for _, rows in table.groupby("year")
        for kept in [set(table.loc[table["year"] == y, "jurisdiction"]) for y in series.years]
    ]
    exact = {Decimal(v) for v in table["value"]} | {*sums, *both}
    parts = {Decimal(v) for name in ("numerator", "denominator") for v in table[name].dropna() if v}
    totals = {
        sum(map(Decimal, rows[name].dropna()), Decimal(0))
        for name in ("numerator", "denominator")
        for _, rows in table.groupby("year")
    }
    allowed = {
        plain(text) for value in exact for text in NUMBER.findall(Quantity(value, MEASURES[measure].unit).say("zh"))
    }
    allowed |= {
        *map(Decimal, series.years),
        *map(Decimal, range(len(county.TOWNSHIPS) + 1)),
        *parts,
        *totals,
        Decimal(20),
    }
    told = re.sub(r"[\d.]+%", "", said.text)  # shares are tested beside the sentences that make them
    assert {plain(text) for text in NUMBER.findall(told)} - allowed == set()


def plain(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


@pytest.mark.parametrize("measure", ["applications_new", "procurement_amount", "licences", "reviews", "fees_amount"])
def test_every_number_of_the_table_is_that_of_the_series(small: Snapshot, measure: str) -> None:
    series = View(MEASURES[measure].category, measure).series(small)
    [table] = of(page_of(small, measure), Table)
    rows = {row[0]: row[1 : 1 + len(series.years)] for row in table.rows}
    wide = series.table.set_index(["jurisdiction", "year"])
    for unit in series.table["jurisdiction"].unique():
        for year, cell in zip(series.years, rows[unit], strict=True):
            row = wide.loc[(unit, year)]
            if row["state"] == "value":
                assert plain(cell) == Decimal(row["value"])
            else:
                assert not NUMBER.fullmatch(cell)
    total = table.rows[-1][1 : 1 + len(series.years)]
    for year, cell in zip(series.years, total, strict=True):
        numbers = series.table[(series.table["year"] == year) & series.table["number"].notna()]["value"]
        assert cell == "–" if numbers.empty else plain(cell) == sum(map(Decimal, numbers))


def test_a_missing_report_and_a_blank_are_signs_and_not_zero(small: Snapshot) -> None:
    [table] = of(page_of(small, "applications_new"), Table)
    rows = {row[0]: dict(zip(table.head, row, strict=True)) for row in table.rows}
    assert rows["白塔乡"]["2022"] == "×"
    assert rows["石桥镇"]["2023"] == "—"
    notes = "".join(line for part in of(page_of(small, "applications_new"), Notes) for line in part.lines)
    assert "× 未收录" in notes and "— 空白" in notes


def test_years_whose_form_has_no_such_cell_say_so(small: Snapshot) -> None:
    [table] = of(page_of(small, "procurement_amount"), Table)
    rows = {row[0]: dict(zip(table.head, row, strict=True)) for row in table.rows}
    assert rows[county.BUSY]["2019"] == "687,856" and rows[county.BUSY]["2024"] == "无此项"


def test_a_view_of_nothing_but_zeros_has_no_empty_chart(small: Snapshot) -> None:
    page = page_of(small, "applications_new", scope=("云山镇", "石桥镇"))
    assert of(page, Picture) == [] and "均为0件" in of(page, Paragraph)[0].text


def test_one_unit_and_one_year_are_a_page(small: Snapshot) -> None:
    one = page_of(small, "applications_new", scope=(county.BUSY,), years=(2024,))
    assert "61" in of(one, Paragraph)[0].text
    assert "第1位" not in of(one, Paragraph)[0].text


def test_sixty_units_fit(tmp_path: Path) -> None:
    made = [report(7, f"第{n}镇", year) for n in range(1, 61) for year in (2023, 2024)]
    snapshot = store(tmp_path / "s", made)
    page = brief.of_view(snapshot, View("disclosure", "licences"), "zh")
    [table] = of(page, Table)
    assert len(table.rows) == 61
    for picture in of(page, Picture):
        picture.draw()


def test_the_filters_are_written_in_words(small: Snapshot) -> None:
    page = page_of(small, "applications_new", focus=(county.BUSY,), years=(2020, 2021))
    assert county.BUSY in page.lines[0] and "2020" in page.lines[0]
    assert small.id in page.lines[1]


def test_english_pages_have_no_chinese_sentence(small: Snapshot) -> None:
    page = page_of(small, "applications_new", "en")
    names = re.compile("|".join(county.TOWNSHIPS))
    words = [page.title, page.kicker, *page.lines, *(part.text for part in of(page, Paragraph))]
    assert [text for text in words if re.search(r"[\u4e00-\u9fff]", names.sub("", text))] == []


def test_made_up_data_are_stamped(tmp_path: Path) -> None:
    snapshot = store(tmp_path / "s", [report(1, "云山镇", 2023, made_up=True), report(1, "云山镇", 2024, made_up=True)])
    assert brief.of_view(snapshot, View(), "zh").stamp != ""


def test_shares_without_a_denominator_are_neither_drawn_nor_ranked(small: Snapshot) -> None:
    page = page_of(small, "disclosure_rate")
    assert of(page, Picture) == []
    assert {cell for row in of(page, Table)[0].rows for cell in row[1:]} == {"·", "×", "–"}
    assert of(page, Paragraph)[0].text == "2019–2024年没有公开率的数据：分母为0、未收录。"


def test_the_unit_over_the_page_is_that_of_its_charts_and_of_the_screen(small: Snapshot) -> None:
    page = page_of(small, "procurement_amount")
    assert page.title == "采购总金额（万元），2019–2024年"
    assert all("（万元）" in picture.caption for picture in of(page, Picture))
    assert all("（元）" in table.caption for table in of(page, Table))  # whose numbers are exact


def test_what_happened_to_a_unit_is_told_under_its_lines(tmp_path: Path) -> None:
    roster = Roster.parse(
        "单位.csv", "名称,类别,设立年份,撤销年份,接续单位,接续方式\n旧镇,镇,,2022,新镇,更名\n新镇,镇,2022,,,\n".encode()
    )
    made = [report(year, "旧镇" if year < 2022 else "新镇", year) for year in range(2019, 2025)]
    snapshot = store(tmp_path / "s", made, roster)
    told = {
        boundaries: "".join(of(page_of(snapshot, "licences", boundaries=boundaries), Notes)[0].lines)
        for boundaries in ("reported", "today")
    }
    assert "区划变动（竖短线）：新镇2022年由旧镇更名。" in told["reported"]
    assert "区划变动" not in told["today"] and "按现行区划" in told["today"]
