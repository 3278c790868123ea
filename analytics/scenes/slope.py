"""Two years side by side, a line from one to the other for each unit: who rose, who fell, who passed whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.charts.room import apart, clipped, width
from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.written import end
from analytics.scenes.scene import (
    AXIS,
    CONTEXT,
    DASHES,
    GROUND,
    SERIES,
    SYMBOLS,
    Axis,
    Dots,
    Points,
    Scene,
    Stroke,
    Word,
)

HEIGHT = 340
NAME_MAX = 104  # pixels of a name at the end of a line
GAP, TAB = 19, 17  # pixels between two names, and from the end of a line to its name
BESIDE = 0.12  # of the width, left free beside both years


def slope(table: pd.DataFrame, scale: Scale, *, named: Sequence[str] = (), base: int = 0, year: int = 0) -> Scene:
    """The scene of a change table (jurisdiction, earlier, later): the `named` units, five at most, before the rest.

    Each has the tone and mark of its place among them, whether it can be drawn or not, as on other charts.
    """
    rows = {row.jurisdiction: row for row in each(table)}
    own = {slot: rows[name] for slot, name in enumerate(named) if name in rows}
    largest = max([float(max(row.earlier, row.later)) * scale.factor for row in rows.values()], default=0.0)
    top = (104.0 if scale.suffix and largest > 60 else largest * 1.06) or 1.0
    texts = [
        (clipped(row.jurisdiction, NAME_MAX), f"{end(row, 'earlier', scale)} → {end(row, 'later', scale)}")
        for row in own.values()
    ]
    scene = Scene(
        HEIGHT,
        left=max(30, 10 + width(f"{top:,.0f}", AXIS)),
        right=max([16, *(TAB + width(f"{name} {ends}") + 10 for name, ends in texts)]),
    )
    scene.marks.append(_others((row for name, row in rows.items() if name not in named), scale, base, year))
    for slot, row in reversed(own.items()):
        scene.marks.append(_named(row, slot, scale, base, year))
    scene.x = Axis(-BESIDE, 1.0 + BESIDE / 4, ticks=([0, 1], [str(base), str(year)]))
    scene.y = Axis(-0.015 * top, top, steps=(largest, scale.places), grid=True)
    scene.uprights += [0.0, 1.0]
    scene.remark(scale.unit, 0, 1, across=True, up=True, anchor="left", level="bottom", rise=8, right=-scene.left)
    _name_ends(scene, own, texts, scale)
    return scene


def _named(row: Any, slot: int, scale: Scale, base: int, year: int) -> Points:
    """One unit in the tone, dash and mark of its slot; a doubtful end is hollow."""
    doubtful = [row.earlier_doubtful, row.later_doubtful]
    tones = [GROUND if doubt else SERIES[slot] for doubt in doubtful]
    dots = Dots(SYMBOLS[slot], 7, tones, SERIES[slot], [2 if doubt else 0 for doubt in doubtful])
    stroke = Stroke(SERIES[slot], 2.5, DASHES[slot])
    return Points(row.jurisdiction, [0, 1], **_ends(row, scale, base, year), stroke=stroke, dots=dots)


def _ends(row: Any, scale: Scale, base: int, year: int) -> dict[str, Any]:
    """Both points of a unit, what is said of them, and the reports that they lead to."""
    text = f"{row.jurisdiction}<br><b>{end(row, 'earlier', scale)} → {end(row, 'later', scale)}</b> {scale.unit}"
    return {
        "y": [float(row.earlier) * scale.factor, float(row.later) * scale.factor],
        "places": [(row.jurisdiction, base), (row.jurisdiction, year)],
        "hover": [text, text],
    }


def _others(rows: Iterable[Any], scale: Scale, base: int, year: int) -> Points:
    """All other units as one line, with a break between two of them."""
    joined: dict[str, Any] = {"x": [], "y": [], "places": [], "hover": []}
    for row in rows:
        points = {"x": [0, 1], **_ends(row, scale, base, year)}
        for key, column in joined.items():
            column += [*points[key], "" if key == "hover" else None]
    return Points("context", **joined, stroke=Stroke(CONTEXT, 1), dots=Dots(size=3, tone=CONTEXT), clipped=True)


def _name_ends(scene: Scene, own: Mapping[int, Any], texts: Sequence[tuple[str, str]], scale: Scale) -> None:
    """Name and both numbers at the end of each line, pushed apart so that each can be read."""
    low, high = scene.y.low, scene.y.high
    heights = [scene.plot * (float(row.later) * scale.factor - low) / (high - low) for row in own.values()]
    for slot, pixel, (name, ends) in zip(own, apart(heights, GAP, 6, scene.plot), texts, strict=True):
        place: dict[str, Any] = {"up": True, "anchor": "left", "level": "middle", "right": TAB, "aligned": True}
        scene.words.append(Word(f"<b>{name}</b> {ends}", 1.0, pixel / scene.plot, slot=slot, **place))
