"""Units × years: what is in the store, what is missing, what does not add up. Shape and colour both tell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from analytics.charts.coverage import ROWS_MAX, STATES, folded, form_change
from analytics.charts.rows import each, unit_labels
from ui.charts.style import SMALL, Sheet, Tokens, clipped, width

__all__ = ["ROWS_MAX", "STATES", "coverage"]

ROW = 24
NAME_MAX = 150


def _marker(state: str, tokens: Tokens) -> dict[str, Any]:
    return {
        "complete": {"symbol": "square", "size": 15, "color": tokens.sequential[5]},
        "cells_empty": {
            "symbol": "square",
            "size": 13.5,
            "color": tokens.sequential[1],
            "line": {"color": tokens.sequential[6], "width": 1.5},
        },
        "table_missing": {
            "symbol": "square",
            "size": 13.5,
            "color": tokens.ground,
            "line": {"color": tokens.sequential[6], "width": 1.5},
        },
        "cells_missing": {
            "symbol": "square-open-dot",
            "size": 13.5,
            "color": tokens.sequential[6],
            "line": {"width": 1.5},
        },
        "findings": {"symbol": "square", "size": 17, "color": tokens.finding},
        "not_in_store": {"symbol": "x-thin", "size": 8, "line": {"color": tokens.ink, "width": 1.5}},
        "not_existing": {"symbol": "line-ew", "size": 7, "line": {"color": tokens.context, "width": 1}},
    }[state]


def coverage(table: pd.DataFrame, tokens: Tokens, lang: str) -> go.Figure:
    """A figure of a coverage table (one row per jurisdiction and year, in the order to be drawn)."""
    names, whole = folded(table)
    years = sorted(int(year) for year in table["year"].unique())
    named = unit_labels(table)
    labels = [clipped(named[name], NAME_MAX) for name in names]
    left = max([64, *(width(name) + 22 for name in labels)])
    sheet = Sheet(tokens, ROW * (len(names) + bool(whole)) + 50, left=left, right=16, top=28, bottom=22)
    column, row_of = {year: i for i, year in enumerate(years)}, {name: i for i, name in enumerate(names)}
    drawn = table.loc[table["jurisdiction"].isin(row_of)]
    for state in STATES:
        cells = list(each(drawn.loc[drawn["state"] == state]))
        if cells:
            trace = _trace(state, cells, tokens, lang)
            places = {"x": [column[cell.year] for cell in cells], "y": [row_of[cell.jurisdiction] for cell in cells]}
            sheet.traces.append(trace | places)
    if whole:
        text = words.say("ui.rest_complete", lang, n=whole)
        sheet.remark(text, x=0, y=len(names), xanchor="left", xshift=-8, bgcolor=tokens.ground)
    changed = form_change(table)
    if changed in column:
        middle = column[changed] - 0.5
        sheet.upright(middle)
        sheet.remark(words.say("ui.form_change", lang), x=middle, yref="paper", y=0, yanchor="top", yshift=-4)
    sheet.xaxis |= {
        "range": [-0.5, len(years) - 0.5],
        "side": "top",
        "tickmode": "array",
        "tickvals": list(range(len(years))),
        "ticktext": [str(year) for year in years],
    }
    sheet.names([*labels, *([""] if whole else [])])
    return sheet.figure()


def _trace(state: str, cells: list[Any], tokens: Tokens, lang: str) -> dict[str, Any]:
    """All cells of one state, those with findings showing how many."""
    word, counted = words.say(f"ui.coverage_{state}", lang), state == "findings"
    said = [f"{word} {words.say('ui.places', lang, n=int(cell.findings))}" if counted else word for cell in cells]
    text = {
        "mode": "markers+text",
        "text": [str(int(cell.findings)) for cell in cells],
        "textposition": "middle center",
        "textfont": {"color": tokens.ground, "size": SMALL},
        "selected": {"textfont": {"color": tokens.ground}},
        "unselected": {"textfont": {"color": tokens.ground}, "marker": {"opacity": 1}},
    }
    return {
        "type": "scatter",
        "name": state,
        "marker": _marker(state, tokens) | {"opacity": 1},
        "customdata": [[cell.jurisdiction, int(cell.year)] for cell in cells],
        "hovertext": [
            f"{cell.jurisdiction}　{cell.year}<br><b>{text}</b>" for cell, text in zip(cells, said, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **(text if counted else {"mode": "markers"}),
    }
