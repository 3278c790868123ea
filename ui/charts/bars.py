"""Ranked bars of one year, as `analytics.charts.bars` lays them out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

import words
from analytics.charts.bars import ROWS_KEPT, Row, rows
from analytics.charts.scale import Scale
from ui.charts.style import FOCUS_MAX, TEXT, Sheet, Tokens, clipped, width

__all__ = ["ROWS_KEPT", "bars", "rows"]

ROW = 22
NAME_MAX = 150
NAMES_MAX = 30  # of the units folded into one row


def _hover(row: Row, scale: Scale, lang: str) -> str:
    if row.number is None:
        return "、".join(row.names[:NAMES_MAX]) or f"{row.name}<br>{row.text}"
    unit = "" if scale.suffix else f" {scale.unit}"
    said = f"{row.name}<br><b>{row.text}</b>{unit}"
    if row.rank is None:
        return said
    key = "ui.rank_tied" if row.tied > 1 else "ui.rank_alone"
    return f"{said}<br>{words.say(key, lang, rank=row.rank, n=row.tied - 1)}"


def bars(
    table: pd.DataFrame, scale: Scale, tokens: Tokens, lang: str, *, focus: Sequence[str] = (), year: int = 0
) -> go.Figure:
    """A figure of a ranking table of `year` (one row per jurisdiction; `rank` and `tied` where it is ranked)."""
    shown = rows(table, scale, lang, focus)
    colours = {
        name: tokens.series[slot]
        for slot, name in enumerate([name for name in focus if name in set(table["jurisdiction"])][:FOCUS_MAX])
    }
    drawn = [row for row in shown if row.number is not None]
    if not colours and drawn and (len(drawn) == 1 or drawn[0].number != drawn[1].number):
        colours = {drawn[0].name: tokens.series[0]}  # the title speaks of the first
    names = [clipped(row.name, NAME_MAX) for row in shown]
    left = max([40, *(width(name) + 12 for name in names)])
    right = max([36, *(width(row.text) + 10 for row in shown if row.number is not None)])
    sheet = Sheet(tokens, ROW * max(len(shown), 1) + 12, left=left, right=right, top=4, bottom=8)
    filled = [(i, row) for i, row in enumerate(shown) if row.number is not None]
    sheet.traces.append({
        "type": "bar",
        "orientation": "h",
        "width": 0.62,
        "x": [row.number for _, row in filled],
        "y": [i for i, _ in filled],
        "customdata": [[row.name, year] for _, row in filled],
        "hovertext": [_hover(row, scale, lang) for _, row in filled],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [f"<b>{row.text}</b>" if row.name in colours else row.text for _, row in filled],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"color": tokens.ink, "size": TEXT},
        "cliponaxis": False,
        "marker": {
            "color": [colours.get(row.name, tokens.context) for _, row in filled],
            "pattern": {
                "shape": ["/" if row.state == "doubtful" else "" for _, row in filled],
                "fgcolor": tokens.ground,
                "size": 5,
            },
        },
    })
    for i, row in enumerate(shown):
        if row.number is None:
            sheet.remark(row.text, x=0, y=i, hovertext=_hover(row, scale, lang), xanchor="left", xshift=3)
    sheet.names([f"<b>{name}</b>" if row.name in colours else name for name, row in zip(names, shown, strict=True)])
    largest = max((row.number or 0.0 for row in shown), default=0.0)
    sheet.xaxis |= {"range": [0, largest or 1.0], "showticklabels": False}
    return sheet.figure()
