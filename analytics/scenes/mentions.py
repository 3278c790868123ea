"""Units × years: how often the prose says what was asked for, and where that can't be told."""

from __future__ import annotations

from typing import Any

import pandas as pd

import words
from analytics.charts.room import clipped, width
from analytics.charts.rows import each, unit_labels
from analytics.scenes.matrix import LOOKS as REPORTS
from analytics.scenes.matrix import NAME_MAX, ROW
from analytics.scenes.scene import DEEP, GROUND, MUTED, SMALL, Axis, Dots, Letters, Points, Scene

ROWS_MAX = 30  # more units than this: those that never say it fold into one row
LOOKS = {
    "said": Dots("square", 17, DEEP),
    "silent": Dots("circle", 5, MUTED),
    "no_prose": REPORTS["table_missing"],
    "not_in_store": REPORTS["not_in_store"],
    "not_existing": REPORTS["not_existing"],
}


def mentions(table: pd.DataFrame, lang: str) -> Scene:
    """The scene of a table with one row per jurisdiction and year (`state`, `places`), those that say it most first."""
    sums = table.groupby("jurisdiction", sort=False)["places"].sum()
    names = sums.sort_values(ascending=False, kind="stable").index.tolist()
    drawn = [name for name in names if sums[name]] if len(names) > ROWS_MAX else names
    folded = len(names) - len(drawn)
    years = sorted(int(year) for year in table["year"].unique())
    labels = unit_labels(table)
    heads = [clipped(labels[name], NAME_MAX) for name in drawn]
    left = max([64, *(width(head) + 22 for head in heads)])
    scene = Scene(ROW * (len(drawn) + bool(folded)) + 50, left=left, right=16, top=28, bottom=22)
    column, row_of = {year: i for i, year in enumerate(years)}, {name: i for i, name in enumerate(drawn)}
    met = table.loc[table["jurisdiction"].isin(row_of)]
    for state in LOOKS:
        if cells := list(each(met.loc[met["state"] == state])):
            at: Any = ([column[cell.year] for cell in cells], [row_of[cell.jurisdiction] for cell in cells])
            scene.marks.append(_state(state, cells, at, lang))
    if folded:
        text = words.say("ui.mentions_rest", lang, n=folded)
        scene.remark(text, 0, len(drawn), anchor="left", right=-8, masked=True)
    scene.names([*heads, *([""] if folded else [])])
    scene.x = Axis(-0.5, len(years) - 0.5, (range(len(years)), [str(year) for year in years]), above=True)
    states = set(met["state"])
    scene.key = [(state, LOOKS[state], words.say(f"ui.mentions_{state}", lang)) for state in LOOKS if state in states]
    return scene


def _state(state: str, cells: list[Any], at: Any, lang: str) -> Points:
    """All cells of one state, those that say it showing how often."""
    counted = state == "said"
    word = words.say(f"ui.mentions_{state}", lang)
    said = [words.say("ui.places", lang, n=int(cell.places)) if counted else word for cell in cells]
    hover = [f"{cell.jurisdiction}　{cell.year}<br><b>{text}</b>" for cell, text in zip(cells, said, strict=True)]
    numbers = Letters([str(int(cell.places)) for cell in cells], GROUND, SMALL, inside=True) if counted else None
    places = [(cell.jurisdiction, int(cell.year)) for cell in cells]
    return Points(state, at[0], at[1], places, hover, dots=LOOKS[state], letters=numbers)
