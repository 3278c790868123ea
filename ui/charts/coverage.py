"""Units × years: what is in the store, what is missing, what does not add up. Shape and colour both tell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from ui.charts.style import SMALL, Tokens, blank, clipped, names_axis, remark, upright, width

ROW = 24
NAME_MAX = 150
ROWS_MAX = 30  # more units than this: those that are whole in every year fold into one row
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
    """The first year from which most reports use the newer form."""
    newer = table.loc[table["forms"].notna()].assign(newer=lambda t: t["forms"].astype(str).str.contains("2021"))
    share = newer.groupby("year")["newer"].mean()
    later = share.index[share > 0.5]
    return int(later.min()) if len(later) and later.min() != share.index.min() else None


def coverage(table: pd.DataFrame, tokens: Tokens, lang: str) -> go.Figure:
    """A figure of a coverage table (one row per jurisdiction and year, in the order to be drawn)."""
    names, folded = _folded(table)
    years = sorted(int(year) for year in table["year"].unique())
    labels = [clipped(name, NAME_MAX) for name in names]
    left = max([64, *(width(name) + 22 for name in labels)])
    figure = blank(tokens, ROW * (len(names) + bool(folded)) + 50, left=left, right=16, top=28, bottom=22)
    row_of = {name: i for i, name in enumerate(names)}
    drawn = table.loc[table["jurisdiction"].isin(row_of)]
    for state in STATES:
        cells = drawn.loc[drawn["state"] == state]
        if cells.empty:
            continue
        counted = state == "findings"
        word = words.say(f"ui.coverage_{state}", lang)
        said = [word if not counted else f"{word} {words.say('ui.places', lang, n=int(n))}" for n in cells["findings"]]
        figure.add_trace(
            go.Scatter(
                x=[years.index(int(year)) for year in cells["year"]],
                y=[row_of[name] for name in cells["jurisdiction"]],
                name=state,
                mode="markers+text" if counted else "markers",
                marker=_marker(state, tokens) | {"opacity": 1},
                text=[str(int(n)) for n in cells["findings"]] if counted else None,
                textposition="middle center",
                textfont={"color": tokens.ground, "size": SMALL},
                customdata=[[name, int(year)] for name, year in zip(cells["jurisdiction"], cells["year"], strict=True)],
                hovertext=[
                    f"{name}　{year}<br><b>{text}</b>"
                    for name, year, text in zip(cells["jurisdiction"], cells["year"], said, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                selected={"textfont": {"color": tokens.ground}},
                unselected={"textfont": {"color": tokens.ground}, "marker": {"opacity": 1}},
                cliponaxis=False,
            )
        )
    if folded:
        text = words.say("ui.rest_complete", lang, n=folded)
        remark(figure, text, tokens, x=0, y=len(names), xanchor="left", xshift=-8)
    changed = _form_change(table)
    if changed in years:
        middle = years.index(changed) - 0.5
        upright(figure, middle, tokens)
        remark(figure, words.say("ui.form_change", lang), tokens, x=middle, yref="paper", y=0, yanchor="top", yshift=-4)
    places = {"tickvals": list(range(len(years))), "ticktext": [str(year) for year in years]}
    figure.update_xaxes(range=[-0.5, len(years) - 0.5], side="top", tickmode="array", **places)
    names_axis(figure, [*labels, *([""] if folded else [])], tokens)
    return figure
