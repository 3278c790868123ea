import pandas as pd
import plotly.graph_objects as go

from analytics.charts.scale import Scale
from analytics.scenes.multiple import CONTEXT_MAX
from tests.ui.drawn import multiple
from tests.ui.tables import CASES, series, tokens


def draw(table: pd.DataFrame, unit: str = "甲镇", scale: Scale = CASES, **middles: float) -> go.Figure:
    return multiple(table, scale, tokens(), "zh", unit=unit, middles={int(y[1:]): m for y, m in middles.items()})


def trace(figure: go.Figure, name: str) -> go.Scatter:
    return next(trace for trace in figure.data if trace.name == name)


def test_the_unit_stands_in_colour_before_the_grey_of_the_others():
    figure = draw(series({"甲镇": [1, 2], "乙镇": [3, 4], "丙镇": [0, 0]}))
    assert list(trace(figure, "甲镇").y) == [1, 2]
    assert trace(figure, "甲镇").line.color == tokens().series[0]
    assert list(trace(figure, "context").y) == [3, 4, None, 0, 0, None]
    assert [t.name for t in figure.data][-1] == "甲镇"


def test_the_median_is_dashed_and_absent_where_it_is_zero():
    median = trace(draw(series({"甲镇": [0, 5], "乙镇": [0, 3]}), y2020=4.0), "median")
    assert list(median.y) == [None, 4]
    assert median.line.dash == "4px,3px"


def test_a_gap_is_not_joined_and_keeps_its_sign():
    figure = draw(series({"甲镇": [1, "table_missing", 3]}))
    assert list(trace(figure, "甲镇").y) == [1, None, 3]
    assert "∅" in trace(figure, "empty").text[0]


def test_nothing_but_zeros_stays_on_the_ground():
    figure = draw(series({"甲镇": [0, 0], "乙镇": [0, 0]}))
    low, high = figure.layout.yaxis.range
    assert low < 0 < high
    assert set(figure.layout.yaxis.tickvals) == {0}


def test_the_axis_names_zero_and_one_round_number():
    assert list(draw(series({"甲镇": [37, 84]})).layout.yaxis.tickvals) == [0, 50]
    assert list(draw(series({"甲镇": [1, 1]})).layout.yaxis.tickvals) == [0, 1]


def test_years_at_both_ends_are_named():
    assert list(draw(series({"甲镇": [1, 2, 3]})).layout.xaxis.ticktext) == ["2019", "2021"]


def test_too_many_units_are_left_to_the_median():
    crowd = {f"{n}镇": [1, 2] for n in range(CONTEXT_MAX)}
    assert list(trace(draw(series(crowd | {"甲镇": [1, 2]}), y2019=1.0), "context").y) == []


def test_a_series_that_is_not_comparable_stops_at_the_new_form():
    figure = draw(series({"甲镇": [1, 2, 3, 4]}, split=True))
    assert list(trace(figure, "甲镇").y) == [1, 2, None, 3, 4]
