"""The lines of one measure over the years, the chosen units before the others."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import words
from analytics.charts.lines import chosen
from analytics.charts.marks import marks, told
from analytics.charts.scale import scale_of
from analytics.series import Series
from analytics.titles import trend_title
from ui.charts.line import line
from ui.panel import Panel
from ui.panels import exported, tables
from ui.panels.cells import cell_of
from ui.panels.notes import about, empties, kicker, missing
from ui.shell import Shell


def over_years(series: Series, now: Shell, *, focus: Sequence[str] = (), id: str = "years", remark: str = "") -> Panel:
    """The panel of a series: lines, a table of units × years, and the series as a file; `remark` heads the notes."""
    measure, table, scale = series.measure, series.table, scale_of(series, now.lang)
    years = sorted(int(year) for year in table["year"].unique())
    coloured, _ = chosen(table, focus)
    events = marks(series.events)
    shown = tables.by_year(table, scale, now.lang)
    notes = (
        *([remark] if remark else []),
        *_notes(series, coloured, focus, now),
        *filter(None, [told(events, coloured, now.lang)]),
        *empties(table, coloured, now.lang),
        *missing(table, years[-1:], now.lang),
    )
    title = trend_title(series, focus).say(now.lang)
    last = table.loc[table["report"].notna()].sort_values("year").groupby("jurisdiction")["year"].last()
    return Panel(
        id=id,
        kicker=kicker(measure, years, scale, now.lang),
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        columns=tables.config(shown),
        cell=cell_of(series),
        rows=tuple((name, int(last.get(name, 0))) for name in shown.iloc[:, 0]),
        draw=lambda look: line(table, scale, look, now.lang, focus=focus, marks=events),
        exported=exported.series(series, now, title, notes, focus),
        file_name=exported.name(measure.label[now.lang], years, now.lang),
        notes=notes,
        foot=exported.foot(now, notes),
    )


def _notes(series: Series, coloured: Sequence[str], focus: Sequence[str], now: Shell) -> list[str]:
    """What grey and colour mean, and what the change of form does to the line."""
    table, said = series.table, []
    if table["jurisdiction"].nunique() > len(coloured):
        said.append(
            now.say("note_others")
            if focus or not coloured
            else now.say("note_highest" if series.measure.kind == "rate" else "note_largest", unit=coloured[0])
        )
    # What only one form asks for is the same wherever it stands; elsewhere it is not in the form.
    if len(series.measure.forms) > 1 and table["form"].replace("", pd.NA).nunique() > 1:
        said.append(now.say("note_comparable" if series.measure.comparable else "note_not_comparable"))
    if (table["state"] == "not_in_form").any():
        said.append(now.say("note_not_in_form"))
    if series.boundaries == "today":
        said.append(words.say("boundaries.note_today", now.lang))
    return said
