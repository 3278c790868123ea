"""Lines over the years: the chosen units in their tones before the grey of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

import words
from analytics.charts.lines import (
    EMPTY_WITH_SIGN,
    Happened,
    Label,
    chosen,
    end_labels,
    form_changes,
    happened,
    peak,
    runs,
    worded,
)
from analytics.charts.marks import Mark
from analytics.charts.room import apart, width
from analytics.charts.rows import each, units
from analytics.charts.scale import Scale
from analytics.charts.years import Years, years
from analytics.scenes.scene import (
    AXIS,
    CONTEXT,
    DASHES,
    GROUND,
    INK,
    MUTED,
    SERIES,
    SYMBOLS,
    Axis,
    Band,
    Dots,
    Letters,
    Points,
    Scene,
    Stroke,
    Word,
)

HEIGHT = 340
HEIGHT_ZERO = 130  # nothing but zeros needs no tall axis
TICK, TICK_GREY = (18, 2), (10, 1)  # length and width in pixels
GAP = 19  # pixels between the names at the ends of two lines
TAB = 17  # from the end of the line to the name


def _hover(row: Any, scale: Scale) -> str:
    unit = "" if scale.suffix else f" {scale.unit}"
    note = f"<br>{row.note}" if isinstance(row.note, str) and row.note else ""
    return f"{row.jurisdiction}　{row.year}<br><b>{scale.label(row)}</b>{unit}{note}"


def _points(rows: Iterable[Any], axis: Years, scale: Scale) -> tuple[list[Any], dict[str, Any]]:
    """The rows of one unit, None wherever its line breaks, and the points that they are."""
    found = list(runs(rows, axis))
    return found, {
        "x": [None if row is None else axis.at[row.year] for row in found],
        "y": [None if row is None else row.number * scale.factor for row in found],
        "places": [None if row is None else (row.jurisdiction, int(row.year)) for row in found],
        "hover": ["" if row is None else _hover(row, scale) for row in found],
    }


def context(table: pd.DataFrame, axis: Years, scale: Scale) -> Points:
    """All unchosen units as one line, with a break between two of them."""
    joined: dict[str, Any] = {"x": [], "y": [], "places": [], "hover": []}
    for rows in units(table).values():
        _, points = _points(rows, axis, scale)
        for key, column in joined.items():
            column += [*points[key], "" if key == "hover" else None]
    return Points("context", **joined, stroke=Stroke(CONTEXT, 1), dots=Dots(size=3, tone=CONTEXT), clipped=True)


def focused(
    name: str, rows: pd.DataFrame, slot: int, axis: Years, scale: Scale, weight: float = 2.5, size: float = 7
) -> Points:
    """One chosen unit, in the tone, dash and mark of its slot; doubtful points are hollow."""
    found, points = _points(units(rows).get(name, []), axis, scale)
    doubtful = [row is not None and row.state == "doubtful" for row in found]
    tones = [GROUND if doubt else SERIES[slot] for doubt in doubtful]
    dots = Dots(SYMBOLS[slot], size, tones, SERIES[slot], [2 if doubt else 0 for doubt in doubtful])
    return Points(name, **points, stroke=Stroke(SERIES[slot], weight, DASHES[slot]), dots=dots)


def empties(table: pd.DataFrame, coloured: list[str], axis: Years, y: float, lang: str) -> Points | None:
    """Below the line of zero: the signs of the empty years of the chosen units."""
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
    signs = [
        [(states[row.state]["sign"], SERIES[coloured.index(row.jurisdiction)]) for row in found]
        for found in by_year.values()
    ]
    hover = [
        "<br>".join(f"{row.jurisdiction}　{year}　<b>{states[row.state][lang]}</b>" for row in found)
        for year, found in by_year.items()
    ]
    places = [(found[0].jurisdiction, int(year)) for year, found in by_year.items()]
    return Points(
        "empty", [axis.at[year] for year in by_year], [y] * len(by_year), places, hover, letters=Letters(signs)
    )


def _mark_events(scene: Scene, found: Sequence[Happened], coloured: list[str], axis: Years, lang: str) -> None:
    """A short upright tick where a unit was renamed, merged or split; in words if it is the only one chosen."""
    tones = dict(zip(coloured, SERIES, strict=False))
    ticks = [TICK if one.mark.unit in tones else TICK_GREY for one in found]
    if found:
        edges = [tones.get(one.mark.unit, MUTED) for one in found]
        dots = Dots("line-ns", [size for size, _ in ticks], edge=edges, weight=[weight for _, weight in ticks])
        hover = [f"{one.mark.unit}<br>{one.mark.say(lang)}" for one in found]
        x, y = [one.x for one in found], [one.y for one in found]
        scene.marks.append(Points("event", x, y, [one.mark.at for one in found], hover, dots=dots))
    if told := worded(found, coloured):
        side = "left" if 2 * told.x <= axis.low + axis.high else "right"
        scene.remark(told.mark.say(lang), told.x, told.y, rise=16, anchor=side)


def furniture(scene: Scene, table: pd.DataFrame, axis: Years, lang: str, worded: bool = True) -> None:
    """The bands of years without the cell, and the line where the form changed; in a small figure without words."""
    for band in axis.bands:
        scene.bands.append(Band(band.left, band.right))
        if worded:
            text = words.say("ui.band" if band.text else "ui.band_most", lang).replace("\n", "<br>")
            place: dict[str, Any] = {"y": 0.5} if band.text else {"y": 1, "level": "top", "rise": -4}
            scene.remark(text, x=(band.left + band.right) / 2, up=True, **place)
    for changed in form_changes(table):
        if changed not in axis.at or changed - 1 not in axis.at:
            continue
        middle = (axis.at[changed] + axis.at[changed - 1]) / 2
        scene.uprights.append(middle)
        if worded:
            scene.remark(words.say("ui.form_change", lang), middle, 1, up=True, level="bottom", rise=4)


def _name_ends(scene: Scene, labels: Sequence[Label], coloured: Sequence[str]) -> None:
    """Name and number at the end of each line, pushed apart so that each can be read."""
    low, high = scene.y.low, scene.y.high
    pixels = apart([scene.plot * (label.y - low) / (high - low) for label in labels], GAP, 6, scene.plot)
    for label, pixel in zip(labels, pixels, strict=True):
        slot = coloured.index(label.colour) if label.colour else None
        text, tone = (label.text, MUTED) if slot is None else (f"<b>{label.name}</b> {label.number}", INK)
        place: dict[str, Any] = {"up": True, "anchor": "left", "level": "middle", "right": TAB, "aligned": True}
        scene.words.append(Word(text, label.x, pixel / scene.plot, tone, slot=slot, **place))


def line(
    table: pd.DataFrame,
    scale: Scale,
    lang: str,
    *,
    focus: Sequence[str] = (),
    height: int = HEIGHT,
    marks: Sequence[Mark] = (),
) -> Scene:
    """The scene of a series table (one row per jurisdiction and year): numbers joined only within one `series`."""
    coloured, named = chosen(table, focus)
    axis = years(table)
    drawn = table.loc[table["year"].isin(axis.at)]
    largest = drawn["number"].max() * scale.factor if drawn["number"].notna().any() else 0.0
    top = (104.0 if scale.suffix and largest > 60 else largest * 1.06) or 1.0
    labels = list(end_labels(drawn, {name: name for name in coloured} | dict.fromkeys(named), axis, scale, lang))
    beside = [label for label in labels if label.x >= max(axis.last, axis.high - 0.1)]
    scene = Scene(
        height if largest else min(height, HEIGHT_ZERO),
        left=max(30, 10 + width(f"{top:,.0f}", AXIS)),
        right=max([16, *(TAB + width(label.text) + 10 for label in beside)]),
    )
    scene.marks.append(context(drawn.loc[~drawn["jurisdiction"].isin(coloured)], axis, scale))
    for slot, name in reversed(list(enumerate(coloured))):
        scene.marks.append(focused(name, drawn.loc[drawn["jurisdiction"] == name], slot, axis, scale))
    shelf = empties(drawn, coloured, axis, -0.055 * top, lang)
    scene.marks += [shelf] if shelf else []
    scene.x = Axis(axis.low, axis.high, axis.ticks)
    scene.y = Axis(-0.1 * top if shelf else -0.015 * top, top, steps=(largest, scale.places), grid=True)
    scene.remark(scale.unit, 0, 1, across=True, up=True, anchor="left", level="bottom", rise=8, right=-scene.left)
    furniture(scene, table, axis, lang)
    if highest := peak(drawn, [*coloured, *named], axis, scale, top):
        scene.remark(highest.text, highest.x, highest.y, rise=12)
    _mark_events(scene, happened(marks, drawn, axis, scale), coloured, axis, lang)
    _name_ends(scene, labels, coloured)
    return scene
