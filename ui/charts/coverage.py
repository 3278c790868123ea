"""Units × years: what is in the store, what is missing, what does not add up. Shape and colour both tell."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from data.forms import FORMS
from ui.charts.rows import each
from ui.charts.style import SMALL, Sheet, Tokens, clipped, width

ROW = 24
NAME_MAX = 150
ROWS_MAX = 30  # more units than this: those that are whole in every year fold into one row
ABSENT = ("not_in_store", "not_existing")
NEWER = FORMS[-1]
STATES = ("complete", "table_missing", "cells_missing", "findings", "not_in_store", "not_existing")


def _folded(table: pd.DataFrame) -> tuple[list[str], int]:
    """Names of the units drawn one by one, and how many whole ones are folded away."""
    names = list(dict.fromkeys(table["jurisdiction"]))
    if len(names) <= ROWS_MAX:
        return names, 0
    flawed = set(table.loc[~table["state"].isin(["complete", "not_existing"]), "jurisdiction"])
    kept = [name for name in names if name in flawed]
    return kept, len(names) - len(kept)


def _marker(state: str, tokens: Tokens) -> dict[str, Any]:
    return {
        "complete": {"symbol": "square", "size": 15, "color": tokens.sequential[5]},
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


def _form_change(table: pd.DataFrame) -> int | None:
    """The first year from which most reports use the newer form; None if the first year does already."""
    forms = [
        (cell.year, NEWER in str(cell.forms))
        for cell in each(table[["year", "forms", "state"]])
        if cell.state not in ABSENT
    ]
    reports, newer = Counter(year for year, _ in forms), Counter(year for year, new in forms if new)
    years = [year for year in reports if 2 * newer[year] > reports[year]]
    return int(min(years)) if years and min(years) != min(reports) else None


def coverage(table: pd.DataFrame, tokens: Tokens, lang: str) -> go.Figure:
    """A figure of a coverage table (one row per jurisdiction and year, in the order to be drawn)."""
    names, folded = _folded(table)
    years = sorted(int(year) for year in table["year"].unique())
    labels = [clipped(name, NAME_MAX) for name in names]
    left = max([64, *(width(name) + 22 for name in labels)])
    sheet = Sheet(tokens, ROW * (len(names) + bool(folded)) + 50, left=left, right=16, top=28, bottom=22)
    column, row_of = {year: i for i, year in enumerate(years)}, {name: i for i, name in enumerate(names)}
    drawn = table.loc[table["jurisdiction"].isin(row_of)]
    for state in STATES:
        cells = list(each(drawn.loc[drawn["state"] == state]))
        if cells:
            trace = _trace(state, cells, tokens, lang)
            places = {"x": [column[cell.year] for cell in cells], "y": [row_of[cell.jurisdiction] for cell in cells]}
            sheet.traces.append(trace | places)
    if folded:
        text = words.say("ui.rest_complete", lang, n=folded)
        sheet.remark(text, x=0, y=len(names), xanchor="left", xshift=-8)
    changed = _form_change(table)
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
    sheet.names([*labels, *([""] if folded else [])])
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
