"""Units × years: what is in the store, what is missing, what does not add up. Shape and fill tell it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import words
from analytics.charts.coverage import STATES, folded, form_change
from analytics.charts.rows import each, unit_labels
from analytics.drawing.paper import CONTEXT, GROUND, INK, MUTED, SMALL, Sheet, clipped, label_axis, mm, write

ROW = 5.4
COLUMN = 21.0
NAME_MAX = 46.0
KEY = 7.0  # the line of signs below
LOOKS: dict[str, dict[str, Any]] = {
    "complete": {"marker": "s", "markersize": 9, "color": "#8A8A8A"},
    "cells_empty": {"marker": "s", "markersize": 8.2, "color": INK, "markerfacecolor": "#D6D6D6"},
    "table_missing": {"marker": "s", "markersize": 8.2, "color": INK, "markerfacecolor": GROUND},
    "cells_missing": {"marker": "s", "markersize": 8.2, "color": INK, "markerfacecolor": GROUND},
    "findings": {"marker": "s", "markersize": 11, "color": INK},
    "not_in_store": {"marker": "x", "markersize": 6, "color": INK},
    "not_existing": {"marker": "_", "markersize": 5, "color": CONTEXT},
}


def _mark(axes: Axes, state: str, x: list[float], y: list[float], counts: list[str]) -> None:
    """Marks of one state; of findings with their number, of missing cells with a dot inside."""
    look: dict[str, Any] = {"linestyle": "none", "markeredgewidth": 1.1, "clip_on": False} | LOOKS[state]
    axes.plot(x, y, **look)
    if state == "cells_missing":
        axes.plot(x, y, **(look | {"marker": "o", "markersize": 2.4, "markerfacecolor": INK}))
    for place in zip(x, y, counts, strict=True) if state == "findings" else ():
        style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": GROUND, "size": 7.5}
        write(axes, place[2], *place[:2], **style)


def coverage(table: pd.DataFrame, lang: str) -> Figure:
    """A figure of a coverage table (one row per jurisdiction and year, in the order to be drawn)."""
    names, whole = folded(table)
    years = sorted(int(year) for year in table["year"].unique())
    named = unit_labels(table)
    labels = [clipped(named[name], NAME_MAX) for name in names]
    left = max([14.0, *(mm(name) + 6 for name in labels)])
    rows = len(names) + bool(whole)
    sheet = Sheet(ROW * rows + 13 + KEY, left=left, right=4, top=8, bottom=5 + KEY)
    axes = sheet.axes
    column, row_of = {year: i for i, year in enumerate(years)}, {name: i for i, name in enumerate(names)}
    drawn = table.loc[table["jurisdiction"].isin(row_of)]
    for state in STATES:
        cells = list(each(drawn.loc[drawn["state"] == state]))
        x, y = [float(column[cell.year]) for cell in cells], [float(row_of[cell.jurisdiction]) for cell in cells]
        _mark(axes, state, x, y, [str(int(cell.findings)) for cell in cells])
    if whole:
        write(axes, words.say("ui.rest_complete", lang, n=whole), -0.3, len(names), color=MUTED, size=SMALL)
    changed = form_change(table)
    if changed in column:
        axes.axvline(column[changed] - 0.5, color=MUTED, linewidth=0.7, dashes=(1.5, 2), zorder=0)
        text = words.say("ui.form_change", lang)
        write(axes, text, column[changed] - 0.5, 0, over=True, shift=(0, -7), ha="center", color=MUTED, size=SMALL)
    span = max(len(years), (sheet.width - left - 4) / COLUMN)  # few years stand together, not over the whole width
    axes.set_xlim(-0.5, span - 0.5)
    axes.set_ylim(max(rows, 1) - 0.4, -0.6)
    axes.xaxis.tick_top()
    label_axis(axes.xaxis, range(len(years)), [str(year) for year in years])
    label_axis(axes.yaxis, range(len(labels)), labels, size=9, color=INK)
    _key(sheet, [state for state in STATES if state in set(table["state"])], lang)
    return sheet.figure


def _key(sheet: Sheet, states: list[str], lang: str) -> None:
    """The signs met, each with its words, in a line at the foot."""
    axes = sheet.plot(0, 0, sheet.width, KEY)
    axes.set(xlim=(0, sheet.width), ylim=(0, KEY), xticks=[], yticks=[])
    x = 3.0
    for state in states:
        text = words.say(f"ui.coverage_{state}", lang)
        _mark(axes, state, [x], [KEY / 2], ["n"])
        write(axes, text, x + 4, KEY / 2, size=SMALL)
        x += 4 + mm(text, SMALL) + 8
