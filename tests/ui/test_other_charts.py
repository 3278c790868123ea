from decimal import Decimal

import pandas as pd

from analytics.change import change
from analytics.charts.coverage import ROWS_MAX
from analytics.charts.room import apart, clipped, width
from analytics.charts.scale import Scale
from tests.analytics import frames
from tests.ui.drawn import coverage, dots
from tests.ui.tables import CASES, tokens


def test_dots_run_from_the_earlier_to_the_later_number() -> None:
    table = pd.DataFrame({
        "jurisdiction": ["甲镇", "乙镇"],
        "earlier": [2, 30],
        "later": [20, 9],
        "difference": [18, -21],
        "earlier_doubtful": [False, False],
        "later_doubtful": [False, True],
    })
    figure = dots(table, CASES, tokens(), year=2024)
    assert [list(trace.x) for trace in figure.data] == [[2, 20], [30, 9]]
    assert [trace.line.dash for trace in figure.data] == ["solid", "4px,2px"]
    assert [note.text for note in figure.layout.annotations] == ["<b>+18</b>　2 → 20", "<b>−21?</b>　30 → 9?"]


def test_a_share_of_few_cases_is_no_percentage_beside_its_dot() -> None:
    lines = {"甲镇": [(1, 5), (3, 7)], "乙镇": [(10, 40), (20, 40)]}
    found = change(frames.years("disclosure_rate", lines, first=2023), 2023, 2024)
    figure = dots(found.drawn(), Scale.of("rate", "比率", 1, "zh"), tokens(), year=2024)
    said = {note.text.rpartition("　")[2] for note in figure.layout.annotations}
    assert said == {"1/5 → 3/7", "25% → 50%"}


def _grid(states: dict[str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame([
        {
            "jurisdiction": name,
            "area": "",
            "year": year,
            "state": state,
            "findings": 3 if state == "findings" else 0,
            "forms": "2021",
        }
        for name, line in states.items()
        for year, state in enumerate(line, start=2022)
    ])


def test_each_state_of_coverage_has_its_own_shape() -> None:
    states = [
        *("complete", "cells_empty", "table_missing", "cells_missing"),
        *("findings", "not_in_store", "not_existing"),
    ]
    figure = coverage(_grid({"甲镇": states}), tokens(), "zh")
    looks = {(trace.marker.symbol, trace.marker.color, trace.marker.size) for trace in figure.data}
    assert len(looks) == len(figure.data) == len(states)
    assert [list(trace.text) for trace in figure.data if trace.name == "findings"] == [["3"]]


def test_whole_units_fold_only_when_there_are_many() -> None:
    few = coverage(_grid({f"第{n}镇": ["complete"] for n in range(ROWS_MAX)}), tokens(), "zh")
    assert len(few.data[0].y) == ROWS_MAX
    many = coverage(_grid({f"第{n}镇": ["complete"] for n in range(59)} | {"末镇": ["not_in_store"]}), tokens(), "zh")
    assert [trace.name for trace in many.data] == ["not_in_store"]
    assert any("59" in note.text for note in many.layout.annotations)


def test_numbers_are_written_without_trailing_zeros_and_with_a_true_minus() -> None:
    money = Scale.of("amount", "元", 687856, "zh")
    assert [money.text(number) for number in (687856, 500000, 0, Decimal("-12345"))] == ["68.79", "50", "0", "−1.23"]
    assert [CASES.change(number) for number in (3, 0, -3)] == ["+3", "0", "−3"]
    assert Scale.of("amount", "元", 8040, "zh").unit == "元"


def test_a_rate_over_few_cases_is_a_fraction() -> None:
    share = Scale.of("rate", "", 0, "zh")

    def label(numerator: int, denominator: int) -> str:
        row = pd.Series({
            "state": "value",
            "number": numerator / denominator,
            "numerator": numerator,
            "denominator": denominator,
        })
        return share.label(row)

    assert label(3, 4) == "3/4"
    assert label(7, 9) == "7/9 77.8%"
    assert label(18, 20) == "90%"


def test_labels_are_moved_as_little_as_needed() -> None:
    assert apart([10, 100], 19, 0, 300) == [10, 100]
    moved = apart([298, 299, 300], 19, 0, 300)
    assert moved == [262, 281, 300]


def test_long_names_are_cut_to_the_room_there_is() -> None:
    cut = clipped("云山县卫生健康和体育局", 80)
    assert cut.endswith("…")
    assert width(cut) <= 80
