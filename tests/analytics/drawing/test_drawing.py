"""Charts on paper: the numbers of the table, gaps that stay gaps, marks that need no colour, no boxes for hanzi."""

from __future__ import annotations

import warnings
from collections import Counter
from math import isnan, nan
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from analytics.charts.scale import Scale
from analytics.drawing import fonts, paper
from analytics.drawing.printer import PIXEL, printed, side_by_side
from analytics.scenes import matrix
from analytics.scenes.bars import bars
from analytics.scenes.dots import dots
from analytics.scenes.line import line as line_scene
from analytics.scenes.multiple import multiple
from tests.ui.tables import series

CASES = Scale.of("count", "件", 0, "zh")


def line(table: pd.DataFrame, scale: Scale, lang: str, **more: Any) -> Figure:
    return printed(line_scene(table, scale, lang, **more))


def texts(figure: Figure) -> list[str]:
    return [str(text.get_text()) for text in figure.findobj(Text) if text.get_text()]


def inked(figure: Figure) -> list[Line2D]:
    """The lines of chosen units, without their marks."""
    axes = figure.axes[0]
    return [found for found in axes.lines if found.get_linewidth() == 2.5 * PIXEL and found.get_linestyle() != "None"]


def same(found: list[float], wanted: list[float]) -> bool:
    return len(found) == len(wanted) and all(
        a == b or (isnan(a) and isnan(b)) for a, b in zip(found, wanted, strict=True)
    )


def test_a_gap_is_never_joined() -> None:
    [drawn] = inked(line(series({"甲镇": [1, "not_in_store", 3]}), CASES, "zh"))
    assert same(list(drawn.get_ydata()), [1, nan, 3])


def test_a_measure_that_is_not_comparable_stops_at_the_new_form_and_another_runs_on() -> None:
    values = {"甲镇": [1, 2, 3, 4]}
    [apart] = inked(line(series(values, split=True), CASES, "zh"))
    [joined] = inked(line(series(values), CASES, "zh"))
    assert same(list(apart.get_ydata()), [1, 2, nan, 3, 4])
    assert same(list(joined.get_ydata()), [1, 2, 3, 4])


def test_chosen_units_differ_in_dash_and_are_named_with_their_last_number() -> None:
    figure = line(series({"甲镇": [1, 2], "乙镇": [4, 5], "丙镇": [9, 9]}), CASES, "zh", focus=["甲镇", "乙镇"])
    dashes = {str(found._dash_pattern) for found in inked(figure)}
    assert len(dashes) == 2
    assert {"甲镇 2", "乙镇 5"} <= set(texts(figure))
    assert {found.get_color() for found in inked(figure)} == {paper.INK}


def test_kinds_of_empty_stand_below_the_line_with_their_signs() -> None:
    figure = line(series({"甲镇": [1, "not_in_store", "blank", "nil", 5]}), CASES, "zh")
    assert {"×", "—", "/"} <= set(texts(figure))


def test_bars_have_the_numbers_of_the_table_and_fold_the_zeros() -> None:
    table = series({"甲镇": [5], "乙镇": [7], "丙镇": [0], "丁镇": [0]}, first=2024)
    ranks = table["number"].rank(method="min", ascending=False).astype("Int64")
    figure = printed(bars(table.assign(rank=ranks, tied=1), CASES, "zh"))
    assert [patch.get_width() for patch in figure.axes[0].patches] == [7, 5]
    assert "其余2个有数的单位均为0" in texts(figure)


def test_doubtful_bars_are_hatched() -> None:
    table = series({"甲镇": ["5?"], "乙镇": [7]}, first=2024).assign(rank=1, tied=1)
    figure = printed(bars(table, CASES, "zh"))
    assert [bool(patch.get_hatch()) for patch in figure.axes[0].patches] == [False, True]


def test_what_fell_has_a_broken_line() -> None:
    table = pd.DataFrame({"jurisdiction": ["甲镇", "乙镇"], "earlier": [1.0, 9.0], "later": [4.0, 3.0]})
    table = table.assign(difference=table["later"] - table["earlier"], earlier_doubtful=False, later_doubtful=False)
    figure = printed(dots(table, CASES))
    ends = [
        found for found in figure.axes[0].lines if len(found.get_xdata()) == 2 and not found.get_marker().strip("None")
    ]
    assert [list(found.get_xdata()) for found in ends] == [[1.0, 4.0], [9.0, 3.0]]
    assert [found.is_dashed() for found in ends] == [False, True]
    assert "−6　9 → 3" in texts(figure)


def test_the_grid_counts_sums_that_do_not_close() -> None:
    table = pd.DataFrame({
        "area": "",
        "jurisdiction": ["甲镇", "甲镇", "乙镇", "乙镇"],
        "year": [2023, 2024, 2023, 2024],
        "state": ["complete", "findings", "not_in_store", "table_missing"],
        "findings": [0, 3, 0, 0],
        "forms": "2021",
    })
    assert {"3", "甲镇", "2024", "勾稽关系不符", "未收录", "缺表"} <= set(texts(printed(matrix.coverage(table, "zh"))))


def test_small_multiples_name_measure_value_and_rank() -> None:
    table = series({"甲镇": [1, 2], "乙镇": [0, 0]})
    scene = multiple(table, CASES, "zh", unit="甲镇", middles={})
    found = texts(side_by_side([("新收申请　2件", "第1位（共2个）", lambda: scene)] * 4))
    assert found.count("新收申请　2件") == 4 and found.count("第1位（共2个）") == 4


@pytest.mark.parametrize("installed", [True, False], ids=["the machine's font", "the packaged font"])
def test_no_hanzi_becomes_a_box(
    installed: bool, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(fonts.font.cache_clear)
    fonts.font.cache_clear()
    if not installed:
        monkeypatch.setattr(fonts, "_installed", lambda: {})
    figure = line(series({"渌湾镇": [1, 2], "\U0003106c镇": [3, 4]}), CASES, "zh", focus=["渌湾镇", "\U0003106c镇"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert paper.png(figure).startswith(b"\x89PNG")


def test_a_character_that_the_font_lacks_is_printed_as_the_sign_for_that() -> None:
    assert fonts.settable("云山\U0003fffd镇", fonts.font()) == "云山〓镇"


def test_what_looks_like_mathematics_in_a_name_is_text() -> None:
    figure = line(series({"$x^2$镇": [1, 2]}), CASES, "zh")
    assert paper.png(figure).startswith(b"\x89PNG")
    assert "$x^2$镇 2" in texts(line(series({"$x^2$镇": [1, 2]}), CASES, "zh"))


def test_what_is_higher_than_a_sheet_is_cut_between_rows_and_loses_nothing() -> None:
    names = [f"第{n}镇" for n in range(90)]
    states = ["complete", "findings", "not_in_store"]
    cells = [(name, year, states[(n + year) % 3]) for n, name in enumerate(names) for year in (2023, 2024)]
    table = pd.DataFrame(cells, columns=["jurisdiction", "year", "state"])
    table = table.assign(area="", findings=table["state"].eq("findings") * 2, forms="2021")
    whole = matrix.coverage(table, "zh")
    pieces = whole.pieces(950)
    assert len(pieces) > 1 and max(piece.height for piece in pieces) <= 950
    assert [name for piece in pieces for name in piece.y.ticks[1]] == names  # type: ignore[index]
    found = Counter(
        (mark.name, place, piece.y.ticks[1][int(y)])  # type: ignore[index, arg-type]
        for piece in pieces
        for mark in piece.marks
        for place, y in zip(mark.places, mark.y, strict=True)
    )
    assert found == Counter((state, (name, year), name) for name, year, state in cells)
    assert sum(len(mark.letters.texts) for mark in whole.marks if mark.letters) == sum(
        len(mark.letters.texts) for piece in pieces for mark in piece.marks if mark.letters
    )
    assert printed(pieces[-1]).get_figheight() * 25.4 < 250
    assert matrix.coverage(table.head(20), "zh").pieces(950) == [matrix.coverage(table.head(20), "zh")]


def test_words_beside_rows_stay_beside_them() -> None:
    table = series({f"{n}镇": [40 - n] for n in range(20)} | {"末镇": ["blank"]}, first=2024).assign(rank=1, tied=1)
    pieces = bars(table, CASES, "zh").pieces(200)
    [last] = [word for word in pieces[-1].words if "空白" in word.text]
    assert pieces[-1].y.ticks[1][int(last.y)] == "末镇"  # type: ignore[index]
    assert sum(len(mark.y) for piece in pieces for mark in piece.marks) == 20
