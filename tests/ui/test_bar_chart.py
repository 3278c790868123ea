import pandas as pd

from analytics.charts.bars import ROWS_KEPT, rows
from tests.ui.drawn import bars
from tests.ui.tables import CASES, series, tokens


def _ranking(values: dict[str, int | str]) -> pd.DataFrame:
    table = series({name: [value] for name, value in values.items()}, first=2024)
    ranks = table["number"].rank(method="min", ascending=False).astype("Int64")
    return table.assign(rank=ranks, tied=ranks.map(ranks.value_counts()).astype("Int64"), named=True)


def test_zeros_fold_into_one_row() -> None:
    shown = rows(_ranking({"甲镇": 5, "乙镇": 0, "丙镇": 0, "丁镇": 0}), CASES, "zh", [])
    found = [(row.name, row.number, row.text) for row in shown]
    assert found == [("甲镇", 5, "5"), ("", None, "其余3个有数的单位均为0")]


def test_a_chosen_unit_at_zero_keeps_its_own_row() -> None:
    shown = rows(_ranking({"甲镇": 5, "乙镇": 0, "丙镇": 0, "丁镇": 0}), CASES, "zh", ["丙镇"])
    assert [row.name for row in shown] == ["甲镇", "丙镇", ""]
    assert shown[-1].text == "其余2个有数的单位均为0"


def test_all_zero_is_one_sentence() -> None:
    shown = rows(_ranking(dict.fromkeys(["甲镇", "乙镇", "丙镇"], 0)), CASES, "zh", [])
    assert [row.text for row in shown] == ["3个有数的单位均为0"]


def test_missing_reports_stand_below_with_their_sign_and_are_not_zero() -> None:
    shown = rows(_ranking({"甲镇": 5, "乙镇": "not_in_store", "丙镇": "blank"}), CASES, "zh", [])
    assert [(row.name, row.number, row.text) for row in shown[1:]] == [
        ("乙镇", None, "× 未收录"),
        ("丙镇", None, "— 空白"),
    ]


def test_sixty_units_fold_their_tail_and_keep_the_chosen_one() -> None:
    shown = rows(_ranking({f"第{n}镇": n for n in range(1, 61)}), CASES, "zh", ["第3镇"])
    assert len([row for row in shown if row.number is not None]) == ROWS_KEPT + 1
    assert shown[ROWS_KEPT].name == "第3镇"
    assert shown[-1].text == "另43个为1–44件"


def test_bars_have_the_numbers_of_the_ranking() -> None:
    bar = bars(_ranking({"甲镇": 5, "乙镇": 7}), CASES, tokens(), "zh", year=2024).data[0]
    assert list(bar.x) == [7, 5]
    assert [list(place) for place in bar.customdata] == [["乙镇", 2024], ["甲镇", 2024]]


def test_doubtful_bars_are_hatched_and_marked() -> None:
    bar = bars(_ranking({"甲镇": "5?", "乙镇": 7}), CASES, tokens(), "zh").data[0]
    assert list(bar.marker.pattern.shape) == ["", "/"]
    assert list(bar.text)[1] == "5?"


def test_ties_are_said_in_the_hover() -> None:
    bar = bars(_ranking({"甲镇": 5, "乙镇": 5}), CASES, tokens(), "zh").data[0]
    assert all("与另1个单位并列第1" in text for text in bar.hovertext)
