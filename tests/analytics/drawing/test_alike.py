"""Screen and paper draw a measure alike: the same words, marks, years and unit, for every measure there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import plotly.graph_objects as go
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analytics.charts.marks import marks
from analytics.charts.scale import scale_of
from analytics.drawing.line import line as on_paper
from analytics.measures import MEASURES
from analytics.series import Series, trends
from data.roster import Roster
from data.store import Snapshot
from tests.factory import report, store
from tests.ui.tables import tokens
from ui.charts.line import line as on_screen

ROSTER = """名称,类别,设立年份,撤销年份,接续单位,接续方式
甲乡,乡,,2021,丙镇,合并
乙乡,乡,,2021,丙镇,合并
丙镇,镇,2021,,,
旧镇,镇,,2022,新镇,更名
新镇,镇,2022,,,
丁镇,镇,,,,
戊镇,镇,,,,
"""
OLD, NEW = ("甲乡", "乙乡"), ("丙镇",)
MARKUP = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Units that merge, are renamed, come late, over both forms."""
    made = [
        report(seed * 10 + year, name, year)
        for seed, (name, years) in enumerate(
            {
                "甲乡": range(2019, 2021),
                "乙乡": range(2019, 2021),
                "丙镇": range(2021, 2025),
                "旧镇": range(2019, 2022),
                "新镇": range(2022, 2025),
                "丁镇": range(2019, 2025),
                "戊镇": range(2020, 2024),
            }.items()
        )
        for year in years
    ]
    return store(tmp_path_factory.mktemp("alike") / "s", made, Roster.parse("单位.csv", ROSTER.encode()))


def words_of(figure: go.Figure) -> set[str]:
    """What stands written in a figure of the screen, without its look; letters beside one another are one."""
    texts = [note.text for note in figure.layout.annotations if note.text != "▍"]
    for trace in figure.data:
        texts += [] if trace.text is None else list(trace.text)
    texts += figure.layout.xaxis.ticktext or ()
    return {squeezed(text) for text in texts}


def written(figure: Figure) -> set[str]:
    """The same of a figure on paper; numbers of the axis that counts, which each printer steps itself, left out."""
    [axis] = [axes.yaxis for axes in figure.axes]
    own = {id(label) for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)}
    return {squeezed(text.get_text()) for text in figure.findobj(Text) if text.get_text() and id(text) not in own}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", MARKUP.sub("", text))


def cases(county: Snapshot) -> Iterator[tuple[str, Series, tuple[str, ...]]]:
    for name, boundaries, focus in (
        ("all units", "reported", ()),
        ("three chosen", "reported", ("丙镇", "丁镇", "旧镇")),
        ("today's boundaries", "today", ("丙镇",)),
    ):
        for series in trends(county, tuple(MEASURES), boundaries=boundaries):
            yield f"{series.measure.code}, {name}", series, focus


def test_every_measure_is_worded_and_marked_on_paper_as_on_screen(county: Snapshot) -> None:
    drawn, ticked = 0, 0
    for name, series, focus in cases(county):
        scale, events = scale_of(series, "zh"), marks(series.events)
        screen = on_screen(series.table, scale, tokens(), "zh", focus=focus, marks=events)
        paper = on_paper(series.table, scale, "zh", focus=focus, marks=events)
        assert words_of(screen) == written(paper), name
        happened = sorted(
            (x, y) for trace in screen.data if trace.name == "event" for x, y in zip(trace.x, trace.y, strict=True)
        )
        ticks = sorted(
            (float(dot.get_xdata()[0]), float(dot.get_ydata()[0]))  # type: ignore[index, arg-type]
            for dot in paper.axes[0].lines
            if dot.get_marker() == "|"
        )
        assert ticks == happened, name
        drawn, ticked = drawn + 1, ticked + bool(ticks)
    assert drawn == 3 * len(MEASURES) and ticked > len(MEASURES)
