"""Screen and paper draw a measure alike: the same words, marks, years and unit, for every measure there is."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.charts.marks import marks
from analytics.charts.scale import scale_of
from analytics.drawing.printer import printed as on_paper
from analytics.measures import MEASURES
from analytics.scenes.line import line
from analytics.series import Series, trends
from data.store import Snapshot
from tests.analytics.exhibits.read import words_of, written
from tests.ui.tables import tokens
from ui.charts.printer import printed as on_screen


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
        scene = line(series.table, scale, "zh", focus=focus, marks=events)
        screen, paper = on_screen(scene, tokens()), on_paper(scene)
        assert words_of(screen) == written(paper, scene), name
        happened = sorted(
            (x, y) for trace in screen.data if trace.name == "event" for x, y in zip(trace.x, trace.y, strict=True)
        )
        ticks = sorted(
            (float(x), float(y))
            for dots in paper.axes[0].lines
            if dots.get_marker() == "|"
            for x, y in zip(dots.get_xdata(), dots.get_ydata(), strict=True)  # type: ignore[arg-type]
        )
        assert ticks == happened, name
        drawn, ticked = drawn + 1, ticked + bool(ticks)
    assert drawn == 3 * len(MEASURES) and ticked > len(MEASURES)
