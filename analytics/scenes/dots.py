"""From earlier to later: a hollow dot, a line, a solid dot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.charts.room import clipped, width
from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.written import doubted, end
from analytics.scenes.scene import BROKEN, GROUND, MUTED, SERIES, Axis, Dots, Points, Scene, Stroke, Word

ROW = 40
ENDS_MAX = 84  # pixels; on a phone wider words would leave no room for the dots
NAME_MAX = 150


def dots(table: pd.DataFrame, scale: Scale, *, year: int = 0, ends_max: int = ENDS_MAX) -> Scene:
    """The scene of a change table (jurisdiction, earlier, later, difference), in its order.

    More is drawn in the first tone, less in the second with a broken line: neither is good or bad. Both numbers are
    written where all of them are at most `ends_max` pixels wide.
    """
    rows = list(each(table))
    more = [scale.change(row.difference) + doubted(row, "earlier", "later") for row in rows]
    ends = [f"　{end(row, 'earlier', scale)} → {end(row, 'later', scale)}" for row in rows]
    if any(width(text) > ends_max for text in ends):
        ends = [""] * len(rows)
    names = [clipped(row.jurisdiction, NAME_MAX) for row in rows]
    left = max([52, *(width(name) + 16 for name in names)])
    right = max([60, *(width(change + end) + 24 for change, end in zip(more, ends, strict=True))])
    scene = Scene(ROW * len(rows) + 48, left=left, right=right, top=8, bottom=28)
    for i, row in enumerate(rows):
        scene.marks.append(_dumbbell(row, i, scale, year))
        x = float(max(row.earlier, row.later)) * scale.factor
        scene.words.append(Word(f"<b>{more[i]}</b>{ends[i]}", x, i, anchor="left", right=10))
    largest = max([float(max(row.earlier, row.later)) * scale.factor for row in rows], default=1.0) or 1.0
    scene.x = Axis(-0.04 * largest, largest * 1.03, steps=(largest, scale.places), grid=True)
    scene.names(names)
    return scene


def _dumbbell(row: Any, place: int, scale: Scale, year: int) -> Points:
    """Hollow where it was, solid where it is; what falls has a broken line."""
    rises = row.difference > 0
    tone = SERIES[0] if rises else SERIES[1]
    text = f"{row.jurisdiction}<br><b>{end(row, 'earlier', scale)} → {end(row, 'later', scale)}</b> {scale.unit}"
    return Points(
        row.jurisdiction,
        [float(row.earlier) * scale.factor, float(row.later) * scale.factor],
        [place, place],
        [(row.jurisdiction, year)] * 2,
        [text] * 2,
        Stroke(tone, 2.5, () if rises else BROKEN),
        Dots("circle", [8, 10], [GROUND, tone], [MUTED, tone], 1.5),
    )
