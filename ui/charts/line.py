"""Lines over the years: the chosen units in colour before the grey of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

import words
from analytics.charts.lines import (
    EMPTY_WITH_SIGN,
    Happened,
    chosen,
    end_labels,
    form_change,
    happened,
    peak,
    runs,
    worded,
)
from analytics.charts.marks import Mark
from analytics.charts.rows import each, units
from analytics.charts.scale import Scale
from analytics.charts.years import Years, years
from ui.charts.ends import TAB, add_labels
from ui.charts.style import AXIS, DASHES, MARKERS, TEXT, Sheet, Tokens, steps, width

HEIGHT = 340
HEIGHT_ZERO = 130  # nothing but zeros needs no tall axis
TOP, BOTTOM = 30, 28
TICK, TICK_GREY = (18, 2), (10, 1)  # length and width in pixels
SCATTER = {
    "type": "scatter",
    "mode": "lines+markers",
    "hovertemplate": "%{hovertext}<extra></extra>",
    "connectgaps": False,
}


def _hover(row: Any, scale: Scale) -> str:
    unit = "" if scale.suffix else f" {scale.unit}"
    note = f"<br>{row.note}" if isinstance(row.note, str) and row.note else ""
    return f"{row.jurisdiction}　{row.year}<br><b>{scale.label(row)}</b>{unit}{note}"


def _points(rows: Iterable[Any], axis: Years, scale: Scale) -> dict[str, list[Any]]:
    points: dict[str, list[Any]] = {"x": [], "y": [], "customdata": [], "hovertext": [], "doubtful": []}
    for row in runs(rows, axis):
        points["x"].append(None if row is None else axis.at[row.year])
        points["y"].append(None if row is None else row.number * scale.factor)
        points["customdata"].append(None if row is None else [row.jurisdiction, int(row.year)])
        points["hovertext"].append("" if row is None else _hover(row, scale))
        points["doubtful"].append(row is not None and row.state == "doubtful")
    return points


def context_trace(table: pd.DataFrame, axis: Years, scale: Scale, tokens: Tokens) -> dict[str, Any]:
    """All unchosen units in one trace, with a break between two of them."""
    joined: dict[str, list[Any]] = {"x": [], "y": [], "customdata": [], "hovertext": []}
    for rows in units(table).values():
        points = _points(rows, axis, scale)
        for key, column in joined.items():
            column += [*points[key], "" if key == "hovertext" else None]
    return SCATTER | {
        **joined,
        "name": "context",
        "line": {"color": tokens.context, "width": 1},
        "marker": {"color": tokens.context, "size": 3},
    }


def focus_trace(name: str, rows: pd.DataFrame, slot: int, axis: Years, scale: Scale, tokens: Tokens) -> dict[str, Any]:
    """One chosen unit, in the colour, dash and marker of its slot; doubtful points are hollow."""
    points = _points(units(rows).get(name, []), axis, scale)
    doubtful = points.pop("doubtful")
    colour = tokens.series[slot]
    return SCATTER | {
        **points,
        "name": name,
        "line": {"color": colour, "width": 2.5, "dash": DASHES[slot]},
        "marker": {
            "color": [tokens.ground if doubt else colour for doubt in doubtful],
            "symbol": MARKERS[slot],
            "size": 7,
            "line": {"color": colour, "width": [2 if doubt else 0 for doubt in doubtful]},
        },
        "cliponaxis": False,
    }


def empties_trace(
    table: pd.DataFrame, coloured: list[str], axis: Years, y: float, lang: str, tokens: Tokens
) -> dict[str, Any] | None:
    """Below the line of zero: the signs of the empty years of the units in colour."""
    rows = table.loc[
        table["number"].isna()
        & table["state"].isin(EMPTY_WITH_SIGN)
        & table["jurisdiction"].isin(coloured)
        & table["year"].isin(axis.at)
    ]
    if rows.empty:
        return None
    states = words.family("states")
    by_year: dict[int, list[Any]] = {}
    for row in each(rows.sort_values("year", kind="stable")):
        by_year.setdefault(row.year, []).append(row)

    def signs(empties: list[Any]) -> str:
        return " ".join(
            f'<b style="color:{tokens.series[coloured.index(row.jurisdiction)]}">{states[row.state]["sign"]}</b>'
            for row in empties
        )

    return SCATTER | {
        "x": [axis.at[year] for year in by_year],
        "y": [y] * len(by_year),
        "text": [signs(empties) for empties in by_year.values()],
        "hovertext": [
            "<br>".join(f"{row.jurisdiction}　{year}　<b>{states[row.state][lang]}</b>" for row in empties)
            for year, empties in by_year.items()
        ],
        "customdata": [[empties[0].jurisdiction, year] for year, empties in by_year.items()],
        "mode": "text",
        "name": "empty",
        "textfont": {"size": TEXT},
        "cliponaxis": False,
    }


def _mark_events(sheet: Sheet, found: Sequence[Happened], coloured: list[str], axis: Years, lang: str) -> None:
    """A short upright tick where a unit was renamed, merged or split; in words if it is the only one in colour."""
    colours = dict(zip(coloured, sheet.tokens.series, strict=False))
    ticks = [TICK if one.mark.unit in colours else TICK_GREY for one in found]
    if found:
        sheet.traces.append({
            **SCATTER,
            "x": [one.x for one in found],
            "y": [one.y for one in found],
            "customdata": [[*one.mark.at] for one in found],
            "hovertext": [f"{one.mark.unit}<br>{one.mark.say(lang)}" for one in found],
            "mode": "markers",
            "name": "event",
            "marker": {
                "symbol": "line-ns",
                "size": [size for size, _ in ticks],
                "line": {
                    "color": [colours.get(one.mark.unit, sheet.tokens.muted) for one in found],
                    "width": [width for _, width in ticks],
                },
            },
            "cliponaxis": False,
        })
    if told := worded(found, coloured):
        side = "left" if 2 * told.x <= axis.low + axis.high else "right"
        sheet.remark(told.mark.say(lang), x=told.x, y=told.y, yshift=16, xanchor=side)


def furniture(sheet: Sheet, table: pd.DataFrame, axis: Years, lang: str, worded: bool = True) -> None:
    """The bands of years without the cell, and the line where the form changed; in a small figure without words."""
    for band in axis.bands:
        sheet.band(band.left, band.right)
        if worded:
            text = words.say("ui.band" if band.text else "ui.band_most", lang).replace("\n", "<br>")
            place = {"y": 0.5} if band.text else {"y": 1, "yanchor": "top", "yshift": -4}
            sheet.remark(text, x=(band.left + band.right) / 2, yref="paper", **place)
    changed = form_change(table)
    if changed in axis.at and changed - 1 in axis.at:
        middle = (axis.at[changed] + axis.at[changed - 1]) / 2
        sheet.upright(middle)
        if worded:
            text = words.say("ui.form_change", lang)
            sheet.remark(text, x=middle, yref="paper", y=1, yanchor="bottom", yshift=4)


def line(
    table: pd.DataFrame,
    scale: Scale,
    tokens: Tokens,
    lang: str,
    *,
    focus: Sequence[str] = (),
    height: int = HEIGHT,
    marks: Sequence[Mark] = (),
) -> go.Figure:
    """A figure of a series table (one row per jurisdiction and year): numbers joined only within one `series`."""
    coloured, named = chosen(table, focus)
    axis = years(table)
    drawn = table.loc[table["year"].isin(axis.at)]
    largest = drawn["number"].max() * scale.factor if drawn["number"].notna().any() else 0.0
    top = (104.0 if scale.suffix and largest > 60 else largest * 1.06) or 1.0
    colours = dict(zip(coloured, tokens.series, strict=False)) | dict.fromkeys(named)
    labels = list(end_labels(drawn, colours, axis, scale, lang))
    beside = [label for label in labels if label.x >= max(axis.last, axis.high - 0.1)]
    sheet = Sheet(
        tokens,
        height if largest else min(height, HEIGHT_ZERO),
        left=max(30, 10 + width(f"{top:,.0f}", AXIS)),
        right=max([16, *(TAB + width(label.text) + 10 for label in beside)]),
    )
    grey = drawn.loc[~drawn["jurisdiction"].isin(coloured)]
    sheet.traces.append(context_trace(grey, axis, scale, tokens))
    for slot, name in reversed(list(enumerate(coloured))):
        sheet.traces.append(focus_trace(name, drawn.loc[drawn["jurisdiction"] == name], slot, axis, scale, tokens))
    shelf = empties_trace(drawn, coloured, axis, -0.055 * top, lang, tokens)
    if shelf:
        sheet.traces.append(shelf)
    places, texts = axis.ticks
    sheet.xaxis |= {"range": [axis.low, axis.high], "tickmode": "array", "tickvals": places, "ticktext": texts}
    sheet.yaxis |= {"range": [-0.1 * top if shelf else -0.015 * top, top], **steps(largest, scale.places)}
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    sheet.remark(scale.unit, yshift=8, xshift=-sheet.left, **corner)
    furniture(sheet, table, axis, lang)
    if highest := peak(drawn, [*coloured, *named], axis, scale, top):
        sheet.remark(highest.text, x=highest.x, y=highest.y, yshift=12)
    _mark_events(sheet, happened(marks, drawn, axis, scale), coloured, axis, lang)
    add_labels(sheet, labels)
    return sheet.figure()
