"""What ranked bars say, nearly all zeros included."""

from __future__ import annotations

import pytest

from analytics import titles
from analytics.measures import MEASURES
from analytics.ranking import ranking
from analytics.sentence import Sentence
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW, RATE, MONEY = "applications_new", "disclosure_rate", "procurement_amount"
LABEL = MEASURES[NEW].short["zh"]


def ranked(code: str, *values: Value) -> str:
    return titles.ranking_title(ranking(frames.one_year(code, towns(*values)), 2024)).say("zh")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0] * 14 + [55, 3, 1, 1], f"2024年{LABEL}：18个单位中14个为0件，其余4个为55件、3件、1件、1件，辰镇最多"),
        ([0] * 14 + [3, 3, 1, 1], f"2024年{LABEL}：18个单位中14个为0件，其余4个为3件、3件、1件、1件"),
        ([0] * 17 + [55], f"2024年{LABEL}：18个单位中17个为0件，只有未镇为55件"),
        ([0] * 11 + [9, 8, 7, 3, 2, 1, 1], f"2024年{LABEL}：18个单位中11个为0件，其余7个为1件至9件，丑镇最多"),
        ([0] * 18, f"2024年{LABEL}：18个单位均为0件"),
        ([3, 3, 3], f"2024年{LABEL}：3个单位均为3件"),
        ([60, 40, 30, 20, 10, 9], f"2024年甲镇{LABEL}最多，为60件，占6个单位合计的36%"),
        ([2, 1], f"2024年甲镇{LABEL}最多，为2件"),
        ([5, 5, 3], f"2024年乙镇、甲镇{LABEL}并列最多，均为5件"),
        ([5, 5, 5, 5, 3], f"2024年4个单位{LABEL}并列最多，均为5件"),
        (["7?", 2, 1], f"2024年乙镇{LABEL}最多，为2件（另有1个单位的数存疑，未计入）"),
        ([0], f"甲镇2024年{LABEL}为0件"),
        (["not_in_store", 4], f"乙镇2024年{LABEL}为4件（另有1个单位没有数）"),
        (["not_in_store", "blank", "blank"], f"2024年没有{LABEL}的数据：2个单位空白、1个单位未收录"),
        (["not_in_form", "not_in_form", "not_existing"], f"2024年2个单位所用格式无{LABEL}一项"),
        (["not_existing"], f"2024年没有{LABEL}的数据：1个单位未设立 / 已撤并"),
        ([], "没有符合条件的单位"),
    ],
)
def test_ranking_of_counts(values: list[Value], expected: str) -> None:
    assert ranked(NEW, *values) == expected


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        ([(60, 65), (20, 40), (3, 4)], "最高，为92.3%（60/65）"),
        ([(60, 65), (3, 4)], "的分母达到20，为92.3%（60/65）"),
        ([(7, 9), (3, 4)], "的分母均不足20，只列分数，不作排位"),
        ([(0, 0), (0, 0)], "的数据：2个单位分母为0"),
        ([(3, 4)], "为3/4"),
        ([(7, 9)], "为7/9（78%，45%–94%）"),
        ([(30, 30), (20, 20), (1, 2)], "并列最高，均为100.0%"),
    ],
)
def test_ranking_of_shares_gives_no_percentage_to_small_denominators(values: list[Value], ending: str) -> None:
    assert ranked(RATE, *values).endswith(ending)


def test_money_is_said_in_wan_and_a_share_that_is_not_all_is_never_100_percent() -> None:
    assert ranked(MONEY, 687856).endswith("为68.7856万元")
    assert ranked(MONEY, 8040).endswith("为8040元")
    assert ranked(MONEY, 1234567890, 3000000, 9).endswith("最多，为12.3457亿元，占3个单位合计的99.8%")


def test_classes_are_named_where_several_stand_together() -> None:
    rows = [frames.row(NEW, f"{n}镇", 2024, n) for n in (30, 8, 9)] + [
        frames.row(NEW, "某局", 2024, 90, kind="县直部门")
    ]
    said = titles.ranking_title(ranking(frames.of(NEW, rows), 2024))
    assert said.say("zh") == f"2024年乡镇街道中30镇{LABEL}最多，为30件，占3个单位合计的64%"


def test_a_rank_in_words() -> None:
    lines = towns([60, 61, 58], [20, 22, 19], [9, 8, 11], [9, 9, 11], *[[0, 0, 0]] * 10)
    found = ranking(frames.years(NEW, lines), 2021)
    said = {place: titles.rank_words(found, place) for place in ("甲镇", "丙镇", "壬镇")}
    assert [sentence.say("zh") for sentence in said.values() if sentence] == [
        "第1位（共14个）",
        "与另1个单位并列第3",
    ]
    assert titles.rank_words(found, "没有镇") is None


def test_what_is_not_counted_over_a_year_has_an_order_and_no_place() -> None:
    found = ranking(frames.one_year(MONEY, towns(9, 5, 5, 5)), 2024)
    said = [titles.rank_words(found, place).say("zh") for place in ("甲镇", "乙镇")]
    assert said == ["按本年数排第1（共4个）", "按本年数与另2个单位并列第2（共4个）"]


def test_a_unit_against_the_others() -> None:
    found = ranking(frames.one_year(NEW, towns(60, 5, 5)), 2024)
    assert _said(titles.against_others(found, "甲镇")) == "其余2个单位合计10件"
    shares = ranking(frames.one_year(RATE, towns((18, 20), (10, 40), (30, 30))), 2024)
    assert _said(titles.against_others(shares, "甲镇")) == "其余2个单位合计57.1%（40/70）"
    assert titles.against_others(ranking(frames.one_year(NEW, towns(60)), 2024), "甲镇") is None


def _said(sentence: Sentence | None) -> str:
    assert sentence is not None
    return sentence.say("zh")


def test_a_doubtful_number_leads_nothing_and_marks_the_ranks_it_stands_among() -> None:
    assert (
        ranked(NEW, "60?", 40, 0, 0, 0)
        == f"2024年{LABEL}：有数的4个单位中3个为0件，只有乙镇为40件（另有1个单位的数存疑，未计入）"
    )
    assert ranked(NEW, "3?", "4?") == f"2024年2个单位{LABEL}的数均存疑，不作比较"
    found = ranking(frames.years(NEW, towns([80, 75, "85?"], [40, 41, 42], [3, 4, 3]), first=2022), 2024)
    assert _said(titles.rank_words(found, "乙镇")).startswith("第2位（共3个）?")
    found = ranking(frames.one_year(NEW, towns("7?", 5, 3)), 2024)
    assert _said(titles.against_others(found, "乙镇")) == "其余2个单位合计10件（含存疑数）"
    assert _said(titles.against_others(found, "甲镇")) == "其余2个单位合计8件"


def test_no_rank_is_given_to_the_only_one() -> None:
    assert titles.rank_words(ranking(frames.one_year(NEW, towns(5)), 2024), "甲镇") is None


def test_a_number_of_another_form_is_not_ranked_and_that_is_said() -> None:
    code = "documents_made"
    rows = [frames.row(code, f"{n}镇", 2024, n, series="2021") for n in (13, 5, 2)]
    old = frames.row(code, "旧镇", 2024, 90, series="2019") | {"form": "2019"}
    said = titles.ranking_title(ranking(frames.of(code, [*rows, old]), 2024)).say("zh")
    assert said.startswith("2024年13镇") and "最多，为13件" in said
    assert said.endswith("（另有1个单位用2019年格式，口径不同，未计入）")


def test_units_are_ranked_within_their_county_and_it_is_named() -> None:
    rows = [frames.row(NEW, f"东{n}镇", 2024, n, area="东县") for n in (30, 8, 9)]
    rows += [frames.row(NEW, f"西{n}镇", 2024, n, area="西县") for n in (90, 1)]
    found = ranking(frames.of(NEW, rows), 2024)
    assert titles.ranking_title(found).say("zh") == f"2024年东县乡镇街道中东30镇{LABEL}最多，为30件，占3个单位合计的64%"
    assert found.row("西90镇").of == 2


def test_only_is_said_of_one_where_no_other_has_as_many_cases() -> None:
    rows = [frames.row(RATE, f"{n}镇", 2024, (n, 20)) for n in (10,)] + [frames.row(RATE, "小镇", 2024, (1, 3))]
    rows += [frames.row(RATE, "某局", 2024, (5, 23), kind="县直部门")]
    said = titles.ranking_title(ranking(frames.of(RATE, rows), 2024)).say("zh")
    assert said == "2024年乡镇街道中2个单位中只有10镇公开率的分母达到20，为50.0%（10/20）"


def test_a_part_above_its_whole_leads_nothing() -> None:
    said = ranked(RATE, (30, 20), (15, 30), (10, 30))
    assert said == "2024年分母达到20的2个单位中，乙镇公开率最高，为50.0%（15/30）（另有1个单位分子大于分母，未计入）"


def test_zeros_and_equal_numbers_of_one_county_are_said_of_it_alone() -> None:
    def said(*numbers: int) -> str:
        rows = [frames.row(NEW, f"东{n}镇", 2024, number, area="东县") for n, number in enumerate(numbers)]
        rows += [frames.row(NEW, f"西{n}镇", 2024, 7, area="西县") for n in range(2)]
        return titles.ranking_title(ranking(frames.of(NEW, rows), 2024)).say("zh")

    assert said(0, 0, 0, 5) == f"2024年{LABEL}：东县乡镇街道4个单位中3个为0件，只有东3镇为5件"
    assert said(0, 0, 0) == f"2024年{LABEL}：东县乡镇街道3个单位均为0件"


def test_who_is_said_to_have_less_than_nothing_is_the_one_that_has() -> None:
    assert ranked(NEW, 0, 0, 0, -3) == f"2024年{LABEL}：4个单位中3个为0件，只有丁镇为-3件"
    assert "最多" not in ranked(NEW, 0, 0, 0, -3, -4)
