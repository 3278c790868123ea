"""What lines through the years say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analytics import titles
from analytics.measures import MEASURES
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW, MONEY = "applications_new", "procurement_amount"
LABEL = MEASURES[NEW].short["zh"]


def trended(code: str, *lines: list[Value], focus: Sequence[str] = ()) -> str:
    return titles.trend_title(frames.years(code, towns(*lines)), focus).say("zh")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([1, 3, 5, 9, 14, 20], f"甲镇{LABEL}上升，由2019年的1件到2024年的20件"),
        ([9, 7, 5, 4, 3, 1], f"甲镇{LABEL}下降，由2019年的9件到2024年的1件"),
        ([3, 5, 2, 6, 3, 4], f"甲镇2019–2024年{LABEL}未见明显变化，2024年为4件"),
        ([0, 0, 0, 1, 0], f"甲镇2019–2023年{LABEL}数量较少，不作趋势判断，2023年为0件"),
        ([0, 0, 0, 0, 0], f"甲镇2019–2023年{LABEL}均为0件"),
        ([3, "not_in_store", 4], f"甲镇2019、2021年{LABEL}依次为3件、4件"),
        ([1, 3, 5, 9], f"甲镇2019–2022年{LABEL}依次为1件、3件、5件、9件"),
        ([3, "not_in_store", "blank"], f"甲镇2019年{LABEL}为3件"),
        (["blank"], f"甲镇2019年没有{LABEL}的数据：空白"),
        (["blank", "not_in_store"], f"甲镇2019–2020年没有{LABEL}的数据：空白、未收录"),
    ],
)
def test_trend_of_one_unit(line: list[Value], expected: str) -> None:
    assert trended(NEW, line) == expected


RISING, STEADY, SELDOM, FALLING, NEVER = (
    [1, 3, 5, 9, 14, 20],
    [3, 5, 2, 6, 3, 4],
    [0, 0, 0, 1, 0, 0],
    [9, 7, 5, 4, 3, 1],
    [0] * 6,
)


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (["甲镇", "乙镇"], f"{LABEL}：甲镇上升，乙镇未见明显变化"),
        (["甲镇", "丁镇"], f"{LABEL}：甲镇上升，丁镇下降"),
        (["甲镇", "乙镇", "丙镇"], f"{LABEL}：甲镇上升，乙镇、丙镇未见明显变化或数量较少"),
        (["丙镇", "戊镇"], f"丙镇、戊镇2019–2024年{LABEL}数量较少或各年相同，不作趋势判断"),
        (["戊镇", "己镇"], f"戊镇、己镇2019–2024年{LABEL}均为0件"),
        (["甲镇"], f"甲镇{LABEL}上升，由2019年的1件到2024年的20件"),
        ([], f"2019–2024年{LABEL}：14个单位中10个均为0件，2024年甲镇最多，为20件"),
    ],
)
def test_trend_of_chosen_units(focus: list[str], expected: str) -> None:
    lines: list[list[Value]] = [list(line) for line in (RISING, STEADY, SELDOM, FALLING, *[NEVER] * 10)]
    assert trended(NEW, *lines, focus=focus) == expected


def test_trend_of_all_units() -> None:
    assert trended(NEW, *[[0] * 6] * 18) == f"18个单位2019–2024年{LABEL}均为0件"
    assert trended(NEW, [5], [6]) == f"2019年{LABEL}：乙镇6件、甲镇5件"
    assert trended(NEW, [5], [6], [1], [0]).startswith(f"2019年乙镇{LABEL}最多")
    money = trended(MONEY, *[[100000, 200000, "not_in_form"]] * 5)
    assert money.startswith("2019年至2020年两年都有年报的5个单位")
    assert trended(NEW) == "没有符合条件的单位"


def test_a_missing_year_is_not_spoken_of_as_0_and_no_place_is_counted_twice() -> None:
    """18 places of which three were merged into one in 2021: 20 names, never more than 18 in a year."""
    there, gone, fresh = [0] * 6, [0, 0, *["not_existing"] * 4], [*["not_existing"] * 2, 0, 0, 0, 0]
    busy = [3, 4, 2, 5, 6, 7]
    lines: list[list[Value]] = [[*there] for _ in range(10)]
    lines += [[*busy], [*busy], [*there[:3], "not_in_store", 0, 0], [*gone], [*gone], [*gone], [*fresh]]
    said = titles.trend_title(frames.years(NEW, towns(*lines)))
    assert said.say("zh") == f"2019–2024年{LABEL}：各年都有数的12个单位中10个均为0件"
    assert "10 of 12 units with figures in every year reported 0 throughout" in said.say("en")
    patchy: list[list[Value]] = [[0, "blank", 0], ["blank", 0, 0], [0, 0, "blank"], [2, "blank", 4], [0, 0, "nil"]]
    assert trended(NEW, *patchy) == f"2019–2021年{LABEL}：5个单位（只算有数的年份）中4个均为0件，2021年丁镇最多，为4件"
    assert trended(NEW, [0, "blank"], [0, 0]) == f"乙镇、甲镇2019–2020年{LABEL}有数的年份均为0件"


def test_a_chosen_unit_without_a_number_is_named_with_the_reason() -> None:
    lines: list[list[Value]] = [[3, 4, 5], ["blank", "blank", "not_in_store"], [7, 8, "nil"], [0, 0, 0]]
    assert trended(NEW, *lines, focus=["甲镇", "乙镇"]) == (f"甲镇2019–2021年{LABEL}依次为3件、4件、5件（乙镇未收录）")
    assert trended(NEW, *lines, focus=["甲镇", "乙镇", "丙镇"]) == (f"2020年{LABEL}：甲镇4件、丙镇8件（乙镇空白）")
    assert "乙镇 not in store" in titles.trend_title(frames.years(NEW, towns(*lines)), ["甲镇", "乙镇"]).say("en")


def test_three_chosen_units_are_named_in_a_year_that_most_of_them_have() -> None:
    lines: list[list[Value]] = [[1, 2, 3, "not_in_store"], [4, 5, 6, "not_in_store"], [7, 8, 9, 10], *[[0] * 4] * 9]
    assert trended(NEW, *lines, focus=["甲镇", "乙镇", "丙镇"]) == f"2021年{LABEL}：甲镇3件、乙镇6件、丙镇9件"
    assert trended(NEW, *lines[:3]) == f"2021年{LABEL}：丙镇9件、乙镇6件、甲镇3件"


def test_a_doubtful_year_marks_what_is_said_of_all_years() -> None:
    assert trended(NEW, [1, 3, 5, "9?", 14, 20]).endswith("（含存疑数）")
    assert trended(NEW, ["0?", 0, 0, 0, 0]).endswith("（含存疑数）")
    steady: list[list[Value]] = [[0] * 4 for _ in range(9)]
    assert trended(NEW, *steady, [0, "0?", 0, 0], [1, 2, 3, 4]).endswith("（含存疑数）")
    doubted = trended(NEW, *steady, [0, 0, 0, "3?"])  # nobody leads by a doubtful number
    assert "最多" not in doubted


def test_nobody_leads_over_another_county() -> None:
    rows = [
        frames.row(NEW, f"{area}{n}镇", year, 9 if n == 1 else 0, area=area)
        for area in ("东县", "西县")
        for n in range(1, 5)
        for year in (2023, 2024)
    ]
    assert "最多" not in titles.trend_title(frames.of(NEW, rows)).say("zh")


def test_less_than_nothing_is_not_nothing() -> None:
    assert "4个单位中3个均为0件" in trended(NEW, [0, 0], [0, 0], [0, 0], [0, -3])


def test_that_there_are_no_figures_is_said_of_the_chosen_units_alone() -> None:
    lines: list[list[Value]] = [["blank", "blank"], [3, 4], [1, 2], [0, 1]]
    assert trended(NEW, *lines, focus=["甲镇"]) == f"甲镇2019–2020年没有{LABEL}的数据：空白"


def test_a_doubtful_number_that_is_marked_is_not_marked_twice() -> None:
    assert trended(NEW, [3, 5, 2, 6, 3, "4?"]) == f"甲镇2019–2024年{LABEL}未见明显变化，2024年为4件（存疑）"
    assert trended(NEW, [3, "5?", 2, 6, 3, 4]) == f"甲镇2019–2024年{LABEL}未见明显变化，2024年为4件（含存疑数）"
