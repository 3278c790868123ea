"""Units × rules: where something must be checked, and how often. Filled squares are errors, open ones to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from analytics.charts.rows import each, unit_labels
from ui.charts.style import SMALL, Sheet, Tokens, clipped, width

REST = "rest"
ROW, NAME_MAX, LINE = 26, 150, 16  # pixels; a line of a head is as high as this


def remarked(table: pd.DataFrame, units: Sequence[str], rules: Sequence[str], tokens: Tokens, lang: str) -> go.Figure:
    """A figure of these units, downwards, and rules, across; `table` has one row per unit and rule.

    Rules that have no column of their own stand together in a last one, so that no unit is without a mark.
    """
    table = _together(table, rules)
    rules = [*rules, *([REST] if REST in set(table["rule"]) else [])]
    named = unit_labels(table)
    labels = [clipped(named[name], NAME_MAX) for name in units]
    left = max([64, *(width(name) + 22 for name in labels)])
    # Heads stand upright, so that they have room on a phone too: Chinese letter below letter, English turned.
    heads, upright = [_head(rule, lang) for rule in rules], lang == "zh"
    tall = max(LINE * len(head) if upright else round(width(head)) for head in heads) + 14
    sheet = Sheet(tokens, ROW * len(units) + tall + 16, left=left, right=16, top=tall, bottom=10)
    row_of, column = {name: i for i, name in enumerate(units)}, {rule: i for i, rule in enumerate(rules)}
    drawn = table.loc[table["jurisdiction"].isin(row_of) & table["rule"].isin(column)]
    for severity in ("error", "warning"):
        cells = list(each(drawn.loc[drawn["severity"] == severity]))
        if cells:
            places = {"x": [column[cell.rule] for cell in cells], "y": [row_of[cell.jurisdiction] for cell in cells]}
            sheet.traces.append(_trace(severity, cells, tokens, lang) | places)
    sheet.xaxis |= {
        "range": [-0.6, len(rules) - 0.4],
        "side": "top",
        "tickmode": "array",
        "tickvals": list(range(len(rules))),
        "ticktext": ["<br>".join(head) for head in heads] if upright else heads,
        "tickangle": 0 if upright else -90,
    }
    sheet.names(labels)
    return sheet.figure()


def _head(rule: str, lang: str) -> str:
    return words.say("ui.remarked_rest" if rule == REST else f"rules.{rule}", lang)


def _together(table: pd.DataFrame, rules: Sequence[str]) -> pd.DataFrame:
    """The rules beside these as one, an error if any of them is one."""
    rest = ~table["rule"].isin(rules)
    both = (
        table
        .loc[rest]
        .groupby("jurisdiction", sort=False, as_index=False)
        .agg({"kind": "first", "area": "first", "severity": "min", "findings": "sum", "reports": "max", "year": "max"})
    )
    return pd.concat([table.loc[~rest], both.assign(rule=REST)], ignore_index=True)


def _trace(severity: str, cells: list[Any], tokens: Tokens, lang: str) -> dict[str, Any]:
    filled = severity == "error"
    marker = {"symbol": "square", "size": 18, "color": tokens.finding if filled else tokens.ground}
    ink = tokens.ground if filled else tokens.ink
    said = [f"{_head(cell.rule, lang)}　{words.say('ui.places', lang, n=int(cell.findings))}" for cell in cells]
    return {
        "type": "scatter",
        "name": severity,
        "mode": "markers+text",
        "marker": marker | {"opacity": 1, "line": {"color": tokens.finding if filled else tokens.muted, "width": 1}},
        "text": [str(int(cell.findings)) for cell in cells],
        "textposition": "middle center",
        "textfont": {"color": ink, "size": SMALL},
        "selected": {"textfont": {"color": ink}},
        "unselected": {"textfont": {"color": ink}, "marker": {"opacity": 1}},
        "customdata": [[cell.jurisdiction, int(cell.year)] for cell in cells],
        "hovertext": [f"{cell.jurisdiction}<br><b>{text}</b>" for cell, text in zip(cells, said, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
