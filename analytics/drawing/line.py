"""Lines over the years: the chosen units in ink, by dash and mark, before the grey of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import offset_copy

import words
from analytics.charts.lines import (
    EMPTY_WITH_SIGN,
    Happened,
    Label,
    chosen,
    end_labels,
    form_change,
    happened,
    peak,
    runs,
    worded,
)
from analytics.charts.marks import Mark
from analytics.charts.room import apart
from analytics.charts.rows import each, units
from analytics.charts.scale import Scale
from analytics.charts.years import Years, years
from analytics.drawing.paper import (
    CONTEXT,
    DASHES,
    GROUND,
    HAIRLINE,
    INK,
    MARKERS,
    MUTED,
    POINT,
    SMALL,
    Sheet,
    label_axis,
    mm,
    value_axis,
    write,
)

HEIGHT, HEIGHT_ZERO = 74.0, 30.0  # nothing but zeros needs no tall axis
GAP = 4.4  # between two names at the ends of lines
MARK, TAB = 3.2, 5.4  # from the last point to the mark and the name
BOLD = 1.08  # how much wider bold is
TICK, TICK_GREY = (13, 1.4), (7, 0.8)  # length and weight in points
SHELF = 0.09  # below zero, as a share of the top: where the signs of empty years stand


def _points(rows: Iterable[Any], axis: Years, scale: Scale) -> tuple[list[float], list[float], list[bool]]:
    """x, y and whether doubtful; not-a-number wherever the line breaks."""
    nothing = float("nan")
    found = [
        (nothing, nothing, False)
        if row is None
        else (axis.at[row.year], row.number * scale.factor, row.state == "doubtful")
        for row in runs(rows, axis)
    ]
    return [x for x, _, _ in found], [y for _, y, _ in found], [doubt for _, _, doubt in found]


def context_lines(axes: Axes, table: pd.DataFrame, axis: Years, scale: Scale) -> None:
    """All unchosen units, thin and grey: one line with a break between two of them."""
    across: list[float] = []
    up: list[float] = []
    for rows in units(table).values():
        x, y, _ = _points(rows, axis, scale)
        across += [*x, float("nan")]
        up += [*y, float("nan")]
    axes.plot(across, up, color=CONTEXT, linewidth=0.6, marker="o", markersize=1.6, markeredgewidth=0, zorder=2)


def focus_line(axes: Axes, rows: Iterable[Any], slot: int, axis: Years, scale: Scale, weight: float = 1.5) -> None:
    """One chosen unit in the dash and mark of its slot; doubtful points are hollow."""
    x, y, doubtful = _points(rows, axis, scale)
    axes.plot(x, y, color=INK, linewidth=weight, dashes=DASHES[slot] or (None, None), zorder=4, clip_on=False)
    look: dict[str, Any] = {"linestyle": "none", "marker": MARKERS[slot], "markersize": 2.2 + 1.6 * weight}
    for hollow in (False, True):
        some = [i for i, doubt in enumerate(doubtful) if doubt == hollow and y[i] == y[i]]
        fill: dict[str, Any] = {"color": INK, "markerfacecolor": GROUND if hollow else INK, "markeredgewidth": 1}
        axes.plot([x[i] for i in some], [y[i] for i in some], clip_on=False, zorder=5, **look, **fill)


def empties(axes: Axes, table: pd.DataFrame, coloured: Sequence[str], axis: Years, y: float) -> bool:
    """Below the line of zero the signs of the empty years of the chosen units; whether there are any."""
    signs = words.family("states")
    rows = table.loc[
        table["state"].isin(EMPTY_WITH_SIGN)
        & table["number"].isna()
        & table["jurisdiction"].isin(coloured)
        & table["year"].isin(axis.at)
    ]
    for year, found in rows.groupby("year"):
        write(axes, " ".join(signs[state]["sign"] for state in found["state"]), axis.at[int(str(year))], y, ha="center")
    return not rows.empty


def furniture(axes: Axes, table: pd.DataFrame, axis: Years, lang: str, *, worded: bool = True) -> None:
    """Bands of years without the cell, and the line where the form changed; in a small figure without words."""
    for band in axis.bands:
        axes.axvspan(
            band.left, band.right, facecolor="#F0F0F0", edgecolor=HAIRLINE, hatch="////", linewidth=0, zorder=0
        )
        if worded:
            text = words.say("ui.band" if band.text else "ui.band_most", lang)
            box = {"facecolor": GROUND, "edgecolor": "none", "pad": 2}
            middle, y = (band.left + band.right) / 2, 0.5 if band.text else 0.94
            write(axes, text, middle, y, over=True, ha="center", color=MUTED, size=SMALL, bbox=box)
    changed = form_change(table)
    if changed in axis.at and changed - 1 in axis.at:
        middle = (axis.at[changed] + axis.at[changed - 1]) / 2
        axes.axvline(middle, color=MUTED, linewidth=0.7, dashes=(1.5, 2), zorder=1)
        if worded:
            text = words.say("ui.form_change", lang)
            write(axes, text, middle, 1, over=True, shift=(0, 8), ha="center", color=MUTED, size=SMALL)


def _name_ends(sheet: Sheet, labels: Sequence[Label], slots: dict[str, int]) -> None:
    """Name and number at the end of each line, behind the mark of its points."""
    axes = sheet.axes
    low, high = axes.get_ylim()
    places = apart([sheet.tall * (label.y - low) / (high - low) for label in labels], GAP, 2, sheet.tall)
    for label, place in zip(labels, places, strict=True):
        y, slot = place / sheet.tall, slots.get(label.colour or "")
        if slot is not None:
            beside = offset_copy(axes.get_xaxis_transform(), sheet.figure, x=MARK * POINT, units="points")
            mark: dict[str, Any] = {"marker": MARKERS[slot], "markersize": 4.6, "color": INK, "linestyle": "none"}
            axes.plot([label.x], [y], transform=beside, clip_on=False, **mark)
        style: dict[str, Any] = {"bold": slot is not None, "color": MUTED if slot is None else INK}
        write(axes, label.text, label.x, y, over=True, shift=(TAB * POINT, 0), **style)


def _mark_events(axes: Axes, found: Sequence[Happened], coloured: Sequence[str], axis: Years, lang: str) -> None:
    """A short upright tick where a unit was renamed, merged or split; in words if it is the only one in ink."""
    for one in found:
        size, weight = TICK if one.mark.unit in coloured else TICK_GREY
        look: dict[str, Any] = {"marker": "|", "markersize": size, "markeredgewidth": weight, "linestyle": "none"}
        colour = INK if one.mark.unit in coloured else MUTED
        axes.plot([one.x], [one.y], color=colour, clip_on=False, zorder=6, **look)
    if told := worded(found, coloured):
        side = "left" if 2 * told.x <= axis.low + axis.high else "right"
        write(axes, told.mark.say(lang), told.x, told.y, shift=(0, 11), ha=side, color=MUTED, size=SMALL)


def line(
    table: pd.DataFrame,
    scale: Scale,
    lang: str,
    *,
    focus: Sequence[str] = (),
    height: float = HEIGHT,
    marks: Sequence[Mark] = (),
) -> Figure:
    """A figure of a series table (one row per jurisdiction and year): numbers joined only within one `series`."""
    coloured, named = chosen(table, focus)
    axis = years(table)
    drawn = table.loc[table["year"].isin(axis.at)]
    largest = float(drawn["number"].max() * scale.factor) if drawn["number"].notna().any() else 0.0
    top = (104.0 if scale.suffix and largest > 60 else largest * 1.08) or 1.0
    slots = {name: slot for slot, name in enumerate(coloured)}
    labels = list(end_labels(drawn, {name: name for name in coloured} | dict.fromkeys(named), axis, scale, lang))
    beside = [label for label in labels if label.x >= max(axis.last, axis.high - 0.1)]
    sheet = Sheet(
        height if largest else HEIGHT_ZERO,
        left=max(9.0, 4 + mm(f"{top:,.0f}", SMALL)),
        right=max([4.0, *(TAB + mm(label.text) * BOLD + 2 for label in beside)]),
    )
    axes = sheet.axes
    context_lines(axes, drawn.loc[~drawn["jurisdiction"].isin(coloured)], axis, scale)
    for name, slot in reversed(slots.items()):
        focus_line(axes, each(drawn.loc[drawn["jurisdiction"] == name].sort_values("year")), slot, axis, scale)
    shelf = empties(axes, drawn, coloured, axis, -SHELF / 2 * top)
    axes.set_xlim(axis.low, axis.high)
    label_axis(axes.xaxis, *axis.ticks)
    value_axis(axes, largest, -SHELF * top if shelf else -0.015 * top, top, whole=scale.places == 0)
    axes.axhline(0, color=MUTED, linewidth=0.7, zorder=1)
    corner: dict[str, Any] = {"color": MUTED, "size": SMALL, "shift": (-(sheet.left - 1) * POINT, 9)}
    write(axes, scale.unit, axis.low, 1, over=True, **corner)
    furniture(axes, table, axis, lang)
    if highest := peak(drawn, [*coloured, *named], axis, scale, top):
        write(axes, highest.text, highest.x, highest.y, shift=(0, 8), ha="center", color=MUTED, size=SMALL)
    _mark_events(axes, happened(marks, drawn, axis, scale), coloured, axis, lang)
    _name_ends(sheet, labels, slots)
    return sheet.figure
