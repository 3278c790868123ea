"""The grid of numbers over thin bars."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.charts.grid import Cell, Grid, Row
from analytics.scenes.grid import BAR
from tests.ui.drawn import composition
from tests.ui.tables import tokens


def grid(**more: Any) -> Grid:
    return Grid(
        ("2019", "2020"),
        (
            Row("予以公开", (Cell("4", 4.0, place=("甲镇", 2019)), Cell("2?", 2.0, "doubtful"))),
            Row("部分公开", (Cell("0", 0.0), Cell("", None, "not_in_form"))),
            Row("合计", (Cell("4", 4.0), Cell("差1", state="check", wrong=True)), sum=True),
        ),
        **more,
    )


def trace(figure: Any, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def test_every_number_stands_in_its_cell() -> None:
    drawn = trace(composition(grid(), tokens("light"), "zh"), "numbers")
    plain = [text.replace("<b>", "").replace("</b>", "") for text in drawn.text]
    assert plain == ["4", "2?", "0", "4", "差1"]
    assert list(drawn.x) == [0, 1, 0, 0, 1]


def test_bars_are_as_long_as_their_numbers_and_a_zero_has_none() -> None:
    bars = trace(composition(grid(), tokens("light"), "zh"), "bars")
    assert list(bars.x) == pytest.approx([BAR, BAR / 2])
    assert list(bars.base) == [0, 1]


def test_doubt_and_failed_sums_are_told_without_colour_too() -> None:
    figure = composition(grid(), tokens("light"), "zh")
    assert list(trace(figure, "bars").marker.pattern.shape) == ["", "/"]
    assert trace(figure, "numbers").text[-1] == "<b>差1</b>"


def test_a_cell_that_the_form_lacks_is_a_band() -> None:
    shapes = [shape for shape in composition(grid(), tokens("light"), "zh").layout.shapes if shape.type == "rect"]
    assert [(shape.x0, round(shape.x1, 2)) for shape in shapes] == [(1, 1.86)]


def test_n_of_m_is_filled_within_its_outline() -> None:
    fraction = Grid(("行政复议",), (Row("甲镇", (Cell("1/4", 4.0, inner=1.0),)),))
    figure = composition(fraction, tokens("light"), "zh")
    assert trace(figure, "inner").x[0] == pytest.approx(trace(figure, "bars").x[0] / 4)
    assert figure.layout.barmode == "overlay"


def test_a_mark_knows_the_unit_and_year_it_is_of() -> None:
    assert list(trace(composition(grid(), tokens("light"), "zh"), "bars").customdata[0]) == ["甲镇", 2019]


def test_a_break_is_a_dotted_line_before_its_column() -> None:
    lines = [s for s in composition(grid(breaks=(1,)), tokens("light"), "zh").layout.shapes if s.line.dash]
    assert [round(line.x0, 2) for line in lines] == [0.93]
