"""Name and number at the end of each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import plotly.graph_objects as go

import words
from ui.charts.scale import Scale
from ui.charts.style import TEXT, Tokens, apart, clipped, width

GAP = 19  # pixels between the names at the ends of two lines
NAME_MAX = 118


def ends(table: pd.DataFrame) -> pd.DataFrame:
    """The last number of each unit, largest first."""
    numbers = table.dropna(subset=["number"]).sort_values("year")
    return numbers.groupby("jurisdiction", sort=False).tail(1).sort_values("number", ascending=False, kind="stable")


Entry = tuple[float, str, str | None]  # y, text, colour of the tab before it


def _entries(last: pd.DataFrame, colours: Mapping[str, str | None], scale: Scale, lang: str) -> Iterator[Entry]:
    newest = last["year"].max()
    others = last.loc[~last.index.isin(colours.keys()) & (last["year"] == newest) & (last["number"] == 0)]
    if len(others) > 1:  # first, so that among equals it stands lowest
        yield 0.0, words.say("ui.zeros_at_end" if colours else "ui.all_zero", lang, n=len(others)), None
    for name, colour in colours.items():
        row = last.loc[name]
        number = scale.label(row)
        if row["year"] != newest:  # it stops before the others do
            number = words.say("ui.value_of_year", lang, value=number, year=int(row["year"]))
        short = clipped(name, NAME_MAX - width(number))
        yield row["number"] * scale.factor, f"<b>{short}</b> {number}" if colour else f"{short} {number}", colour


def add_labels(
    figure: go.Figure,
    table: pd.DataFrame,
    colours: Mapping[str, str | None],
    x: float,
    scale: Scale,
    tokens: Tokens,
    lang: str,
) -> None:
    """Label the lines of the units in `colours` (None: grey), right of `x`; beside them how many others are 0."""
    last = ends(table).set_index("jurisdiction")
    entries = list(_entries(last, {name: colours[name] for name in colours if name in last.index}, scale, lang))
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    pixels = apart([plot * (y - low) / (high - low) for y, _, _ in entries], GAP, 6, plot)
    for (_, text, colour), pixel in zip(entries, pixels, strict=True):
        place = {"x": x, "yref": "paper", "y": pixel / plot, "xanchor": "left", "yanchor": "middle"}
        if colour:
            figure.add_annotation(text="▍", font={"color": colour, "size": 15}, xshift=7, **place)
        ink = tokens.ink if colour else tokens.muted
        figure.add_annotation(text=text, font={"color": ink, "size": TEXT}, xshift=17, align="left", **place)
