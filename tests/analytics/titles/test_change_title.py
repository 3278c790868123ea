"""What two years against each other say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics import titles
from analytics.change import change
from analytics.measures import MEASURES
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW, RATE, MONEY = "applications_new", "disclosure_rate", "procurement_amount"
LABEL = MEASURES[NEW].short["zh"]


def changed(code: str, *pairs: list[Value]) -> str:
    return titles.change_title(change(frames.years(code, towns(*pairs), first=2023), 2023, 2024)).say("zh")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (
            [[20, 80], *[[3, 3]] * 17],
            f"2023年至2024年两年都有年报的18个单位{LABEL}合计由71件增至131件；与该单位以往各年相比变动较大的是甲镇由20件增至80件；"
            "17个单位两年相同",
        ),
        (
            [*[[3, 4]] * 17, [20, 18]],
            f"2023年至2024年两年都有年报的18个单位{LABEL}含全县共同变动，17个增加、1个减少，合计由71件增至86件；"
            "年度太少或各年起伏较大，不能断定增减；变动最多的（有并列，列3个）：未镇由20件减至18件、丁镇由3件增至4件、"
            "丑镇由3件增至4件；其余15个单位增减不大或不能断定",
        ),
        ([[0, 0]] * 18, f"两年都有年报的18个单位{LABEL}2023年和2024年均为0件"),
        (
            [*[[0, 0]] * 15, [3, 4], [2, 2], [0, 1]],
            f"2023年至2024年两年都有年报的18个单位{LABEL}合计由5件增至7件；年度太少或各年起伏较大，"
            "不能断定增减：巳镇由3件增至4件、未镇由0件增至1件；16个单位两年相同",
        ),
        ([[3, 3], [2, 2]], f"两年都有年报的2个单位{LABEL}均与2023年持平，合计5件"),
        ([[3, 5]], f"甲镇{LABEL}由2023年的3件增至2024年的5件"),
        ([[5, "0?"]], f"甲镇{LABEL}由2023年的5件减至2024年的0件（含存疑数）"),
        ([[3, 3]], f"甲镇{LABEL}2023年和2024年均为3件"),
        ([["not_in_store", 3], [2, "blank"]], f"没有单位在2023年和2024年都有可比的{LABEL}数据"),
        (
            [[3, "not_in_form"], [4, "not_in_form"], [1, "not_existing"]],
            f"2024年各单位所用格式无{LABEL}一项，不能与2023年比较",
        ),
        ([], "没有符合条件的单位"),
    ],
)
def test_change_of_counts(pairs: list[list[Value]], expected: str) -> None:
    assert changed(NEW, *pairs) == expected


def test_a_shift_of_several_units_is_said_first() -> None:
    said = changed(NEW, *[[30, 120]] * 6, *[[30, 30]] * 12)
    assert said == (
        f"2023年至2024年两年都有年报的18个单位{LABEL}合计由540件增至1080件；18个单位中6个由30件左右增至120件左右；6个单位与其以往"
        "各年相比变动较大，最多的三个是丁镇由30件增至120件、丙镇由30件增至120件、乙镇由30件增至120件；12个单位两年相同"
    )


def test_many_notable_changes_are_counted() -> None:
    said = changed(NEW, *[[10, 10]] * 30, [0, 40], [0, 40], [40, 0], [0, 50])
    assert "4个单位与其以往各年相比变动较大，最多的三个是卯1镇由0件增至50件" in said
    assert said.endswith("30个单位两年相同") and "左右" not in said


def test_a_return_to_the_usual_level_is_told_as_one() -> None:
    lines = [[30, 30, 30, 120, 30], *[[30, 33, 28, 31, 30], [0, 0, 1, 0, 0], [3, 2, 4, 3, 3]] * 5]
    found = change(frames.years(NEW, towns(*lines), first=2020), 2023, 2024)
    assert "回到以往水平的是甲镇由120件减至30件" in titles.change_title(found).say("zh")


def test_change_of_money_is_the_sum_and_no_verdict() -> None:
    said = changed(MONEY, [100000, 300000], *[[5, 5]] * 10)
    assert said.endswith("合计由10.005万元增至30.005万元；甲镇由10万元增至30万元；10个单位两年相同")
    assert "断定" not in said and "较大" not in said


def test_change_across_forms_that_do_not_compare() -> None:
    rows = [frames.row(NEW, "甲镇", 2020, 9, series="2019"), frames.row(NEW, "甲镇", 2021, 2, series="2021")]
    said = titles.change_title(change(frames.of(NEW, rows), 2020, 2021)).say("zh")
    assert said == f"2020年与2021年的年报格式不同，{LABEL}不可比"


def test_change_of_a_share_is_recomputed_from_sums_and_told_without_the_largest() -> None:
    found = change(frames.years(RATE, towns([(3, 4), (60, 65)], [(1, 1), (20, 30)]), first=2023), 2023, 2024)
    assert "合并计算由2023年的4/5（80%，38%–96%）变为2024年的84.2%（80/95）" in titles.change_title(found).say("zh")
    rest = titles.without_largest(found)
    assert rest is not None
    assert rest.say("zh") == "不计甲镇，则由1/1变为66.7%（20/30）"


def test_a_change_of_chosen_units_or_of_two_counties_is_not_one_of_the_whole_county() -> None:
    both = {f"{area}{name}": [3, 4] for area in "甲乙" for name in ("山镇", "河镇", "桥镇", "塔镇")}
    whole = frames.years(NEW, both, first=2023, area="甲县")
    rows = [frames.row(NEW, p, y, v[y - 2023], area=f"{p[0]}县") for p, v in both.items() for y in (2023, 2024)]
    for series, said in (
        (whole, "含全县共同变动，8个增加，合计"),
        (replace(whole, everyone=False), "含多数单位共同变动，8个增加，合计"),
        (frames.of(NEW, rows), "含多数单位共同变动，8个增加，合计"),
    ):
        assert said in titles.change_title(change(series, 2023, 2024)).say("zh")


def test_units_that_cannot_be_compared_are_told_beside_the_only_one_that_can() -> None:
    said = changed(NEW, [3, 5], ["blank", 2], ["not_existing", "not_existing"])
    assert said == f"甲镇{LABEL}由2023年的3件增至2024年的5件（另有1个单位没有两年可比的数）"
