"""Ranked bars of one year: zeros and long tails fold into one row each, empties keep their sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from ui.charts.rows import each
from ui.charts.scale import FRACTION_TOO, Scale, small_share
from ui.charts.style import FOCUS_MAX, TEXT, Sheet, Tokens, clipped, width

ROW = 22
NAME_MAX = 150
ROWS_MAX = 24  # more bars than this: the rest folds
ROWS_KEPT = 16
EMPTIES_MAX = 4
FRACTIONS_MAX = 8


@dataclass(frozen=True)
class Row:
    """One line of the chart: a bar (`number` set), or words only."""

    name: str
    number: float | None
    text: str
    hover: str
    state: str = "value"


def _bar(row: Any, scale: Scale, lang: str) -> Row:
    place = (
        ""
        if pd.isna(row.rank)
        else "<br>"
        + words.say(f"ui.rank_{'tied' if row.tied > 1 else 'alone'}", lang, rank=int(row.rank), n=int(row.tied))
    )
    unit = "" if scale.suffix else f" {scale.unit}"
    return Row(
        row.jurisdiction,
        row.number * scale.factor,
        scale.label(row),
        f"{row.jurisdiction}<br><b>{scale.label(row)}</b>{unit}{place}",
        row.state,
    )


def rows(table: pd.DataFrame, scale: Scale, lang: str, focus: Sequence[str]) -> list[Row]:
    """What the chart shows, from the top: bars, then “其余14个为0”, then what has no number."""
    numbered = table.loc[table["number"].notna()].sort_values("number", ascending=False, kind="stable")
    fractions = [small_share(row, FRACTION_TOO) for row in each(numbered)]  # too few cases to draw or rank
    few, numbered = numbered.loc[fractions], numbered.loc[[not few for few in fractions]]
    special = numbered["jurisdiction"].isin(focus) | (numbered["state"] != "value")
    zero = (numbered["number"] == 0) & ~special
    zeros, bars = numbered.loc[zero], numbered.loc[~zero]
    if len(zeros) == 1:
        zeros, bars = zeros.iloc[:0], numbered
    if len(bars) > ROWS_MAX:
        keep = bars["jurisdiction"].isin([*bars["jurisdiction"].head(ROWS_KEPT), *focus])
        tail, bars = bars.loc[~keep], bars.loc[keep]
    else:
        tail = bars.iloc[:0]
    shown = [_bar(row, scale, lang) for row in each(bars)]
    if len(tail):
        span = (scale.text(tail["number"].min()), scale.text(tail["number"].max()))
        text = words.say(
            "ui.rest_between", lang, n=len(tail), low=span[0], high=span[1], unit="" if scale.suffix else scale.unit
        )
        shown.append(Row("", None, text, text))
    if len(zeros):
        text = words.say("ui.rest_zero" if shown else "ui.all_zero", lang, n=len(zeros))
        shown.append(Row("", None, text, "、".join(zeros["jurisdiction"].head(30))))
    shown += _fractions(few, scale, lang, focus)
    return shown + _empties(table.loc[table["number"].isna()], lang, focus)


def _fractions(few: pd.DataFrame, scale: Scale, lang: str, focus: Sequence[str]) -> list[Row]:
    """Shares over few cases, as the fractions they are."""
    alone = few if len(few) <= FRACTIONS_MAX else few.loc[few["jurisdiction"].isin(focus)]
    shown = [Row(row.jurisdiction, None, scale.label(row), row.jurisdiction, row.state) for row in each(alone)]
    others = few.loc[~few["jurisdiction"].isin(alone["jurisdiction"])]
    if len(others):
        text = words.say("ui.rest_few", lang, n=len(others), least=FRACTION_TOO)
        shown.append(Row("", None, text, "、".join(others["jurisdiction"].head(30))))
    return shown


def _empties(table: pd.DataFrame, lang: str, focus: Sequence[str]) -> list[Row]:
    shown = []
    for state, group in table.groupby("state", sort=False):
        if state == "not_existing":
            continue
        word, sign = words.say(f"states.{state}", lang), words.family("states")[str(state)]["sign"]
        alone = group if len(group) <= EMPTIES_MAX else group.loc[group["jurisdiction"].isin(focus)]
        shown += [
            Row(name, None, f"{sign} {word}".strip(), f"{name}<br>{word}", str(state)) for name in alone["jurisdiction"]
        ]
        others = len(group) - len(alone)
        if others:
            text = words.say("ui.rest_state", lang, n=others, state=word)
            shown.append(
                Row(
                    "",
                    None,
                    text,
                    "、".join(group.loc[~group.index.isin(alone.index), "jurisdiction"].head(30)),
                    str(state),
                )
            )
    return shown


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
        "hovertext": [row.hover for _, row in filled],
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
            sheet.remark(row.text, x=0, y=i, hovertext=row.hover, xanchor="left", xshift=3)
    sheet.names([f"<b>{name}</b>" if row.name in colours else name for name, row in zip(names, shown, strict=True)])
    largest = max((row.number or 0.0 for row in shown), default=0.0)
    sheet.xaxis |= {"range": [0, largest or 1.0], "showticklabels": False}
    return sheet.figure()
