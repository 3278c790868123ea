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
        (["blank"], f"2019年没有{LABEL}的数据：1个单位空白"),
        (["blank", "not_in_store"], f"2019–2020年没有{LABEL}的数据：空白、未收录"),
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
        (["甲镇", "乙镇"], f"{LABEL}：甲镇上升，其余1个单位未见明显变化"),
        (["甲镇", "丁镇"], f"{LABEL}：甲镇上升，丁镇下降"),
        (["甲镇", "乙镇", "丙镇"], f"{LABEL}：甲镇上升，其余2个单位未见明显变化或数量较少"),
        (["丙镇", "戊镇"], f"所选2个单位2019–2024年{LABEL}数量较少或各年相同，不作趋势判断"),
        (["戊镇", "己镇"], f"所选2个单位2019–2024年{LABEL}均为0件"),
        (["甲镇"], f"甲镇{LABEL}上升，由2019年的1件到2024年的20件"),
        ([], f"2019–2024年{LABEL}：14个单位中10个均为0件，2024年甲镇最多，为20件"),
    ],
)
def test_trend_of_chosen_units(focus: list[str], expected: str) -> None:
    lines: list[list[Value]] = [list(line) for line in (RISING, STEADY, SELDOM, FALLING, *[NEVER] * 10)]
    assert trended(NEW, *lines, focus=focus) == expected


def test_trend_of_all_units() -> None:
    assert trended(NEW, *[[0] * 6] * 18) == f"18个单位2019–2024年{LABEL}均为0件"
    assert trended(NEW, [5], [6]).startswith(f"2019年乙镇{LABEL}最多")
    money = trended(MONEY, *[[100000, 200000, "not_in_form"]] * 5)
    assert money.startswith("2019年至2020年同口径5个单位")
    assert trended(NEW) == "没有符合条件的单位"
