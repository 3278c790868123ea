"""Ranked bars of one year, as `analytics.charts.bars` lays them out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import words
from analytics.charts.bars import Row, rows
from analytics.charts.room import clipped, width
from analytics.charts.scale import Scale
from analytics.scenes.scene import CONTEXT, SERIES, Axis, Bars, Scene

ROW = 22
NAME_MAX = 150
NAMES_MAX = 30  # of the units folded into one row
THICK = 0.62


def _hover(row: Row, scale: Scale, lang: str) -> str:
    if row.number is None:
        return words.say("ui.list_join", lang).join(row.names[:NAMES_MAX]) or f"{row.name}<br>{row.text}"
    unit = "" if scale.suffix else f" {scale.unit}"
    said = f"{row.name}<br><b>{row.text}</b>{unit}"
    if row.rank is None:
        return said
    key = "ui.rank_tied" if row.tied > 1 else "ui.rank_alone"
    return f"{said}<br>{words.say(key, lang, rank=row.rank, n=row.tied - 1)}"


def bars(table: pd.DataFrame, scale: Scale, lang: str, *, focus: Sequence[str] = (), year: int = 0) -> Scene:
    """The scene of a ranking table of `year` (one row per jurisdiction; `rank` and `tied` where it is ranked)."""
    shown = rows(table, scale, lang, focus)
    present = set(table["jurisdiction"])
    tones = {name: tone for name, tone in zip(focus, SERIES, strict=False) if name in present}
    sure = [row for row in shown if row.number is not None and row.state != "doubtful"]
    if not tones and sure and (len(sure) == 1 or sure[0].number != sure[1].number):
        tones = {sure[0].name: SERIES[0]}  # the title speaks of the first that is sure
    names = [clipped(row.name, NAME_MAX) for row in shown]
    left = max([40, *(width(name) + 12 for name in names)])
    right = max([36, *(width(row.text) + 10 for row in shown if row.number is not None)])
    scene = Scene(ROW * max(len(shown), 1) + 12, left=left, right=right, top=4, bottom=8)
    filled = [(i, row) for i, row in enumerate(shown) if row.number is not None]
    drawn = [row for _, row in filled]
    scene.marks.append(
        Bars(
            "bars",
            [row.number or 0.0 for row in drawn],
            [i for i, _ in filled],
            [tones.get(row.name, CONTEXT) for row in drawn],
            THICK,
            [(row.name, year) for row in drawn],
            [_hover(row, scale, lang) for row in drawn],
            doubtful=[row.state == "doubtful" for row in drawn],
            texts=[f"<b>{row.text}</b>" if row.name in tones else row.text for row in drawn],
        )
    )
    for i, row in enumerate(shown):
        if row.number is None:
            scene.remark(row.text, 0, i, hover=_hover(row, scale, lang), anchor="left", right=3)
    scene.names([f"<b>{name}</b>" if row.name in tones else name for name, row in zip(names, shown, strict=True)])
    scene.x = Axis(0, max((row.number or 0.0 for row in shown), default=0.0) or 1.0)
    return scene
