"""Name and number at the end of each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import words
from analytics.charts.lines import ends
from analytics.charts.scale import Scale
from analytics.charts.years import Years
from ui.charts.style import Sheet, apart, clipped

GAP = 19  # pixels between the names at the ends of two lines
TAB = 17  # from the end of the line to the name
NAME_MAX = 104


@dataclass(frozen=True)
class Label:
    """Words beside the point (x, y); `colour` is that of the tab before them, None for a grey line."""

    x: float
    y: float
    name: str
    number: str
    colour: str | None

    @property
    def text(self) -> str:
        return f"{self.name} {self.number}".strip()


def end_labels(
    table: pd.DataFrame, colours: Mapping[str, str | None], axis: Years, scale: Scale, lang: str
) -> Iterator[Label]:
    """The labels of the units in `colours`, and how many others are 0 in the end."""
    last = ends(table).set_index("jurisdiction")
    newest = last["year"].max()
    others = last.loc[~last.index.isin(colours.keys()) & (last["year"] == newest) & (last["number"] == 0)]
    if len(others) > 1:  # first, so that among equals it stands lowest
        text = words.say("ui.zeros_at_end" if set(colours) & set(last.index) else "ui.all_zero", lang, n=len(others))
        yield Label(axis.at[newest], 0.0, text, "", None)
    for name, colour in colours.items():
        if name not in last.index:
            continue
        row: Any = last.loc[name]
        number, x = scale.label(row), axis.at[row["year"]]
        if row["year"] != newest and not axis.in_band(x + 1):  # it stops before the others do
            x = axis.at[newest]
            number = words.say("ui.value_of_year", lang, value=number, year=int(row["year"]))
        yield Label(x, row["number"] * scale.factor, clipped(name, NAME_MAX), number, colour)


def add_labels(sheet: Sheet, labels: Sequence[Label]) -> None:
    """Write the labels into the figure, pushed apart so that each can be read."""
    low, high = sheet.yaxis["range"]
    pixels = apart([sheet.plot * (label.y - low) / (high - low) for label in labels], GAP, 6, sheet.plot)
    for label, pixel in zip(labels, pixels, strict=True):
        place = {"x": label.x, "yref": "paper", "y": pixel / sheet.plot, "xanchor": "left", "yanchor": "middle"}
        text, ink = label.text, sheet.tokens.muted
        if label.colour:
            sheet.word("▍", label.colour, size=15, xshift=7, **place)
            text, ink = f"<b>{label.name}</b> {label.number}", sheet.tokens.ink
        sheet.word(text, ink, xshift=TAB, align="left", **place)
