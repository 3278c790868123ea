"""The lines of one measure over the years, the chosen units before the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

import words
from analytics.charts.lines import chosen
from analytics.charts.marks import marks, told
from analytics.charts.scale import scale_of
from analytics.exhibits import composed, files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.exhibits.notes import about, empties, kicker, missing
from analytics.exhibits.ranking import ranked
from analytics.ranking import ranking
from analytics.scenes.line import line
from analytics.series import Series
from analytics.titles import trend_title


def over_years(
    series: Series, now: Context, *, focus: Sequence[str] = (), id: str = "years", remark: str = ""
) -> Exhibit:
    """The exhibit of a series: lines, a table of units × years, and the series as a file; `remark` heads the notes."""
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
    chart = files.drawn("line", "year", "value", "jurisdiction", now, only=tuple(focus))
    return Exhibit(
        id=id,
        kicker=kicker(measure, years, scale, now.lang),
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        cell=cell_of(series),
        rows=tuple((name, int(last.get(name, 0))) for name in shown.iloc[:, 0]),
        scene=lambda: line(table, scale, now.lang, focus=focus, marks=events),
        exported=lambda: files.series([series], now, title, notes, chart=chart),
        file_name=files.name(measure.label[now.lang], years, now.lang),
        notes=notes,
    )


def items(series: Series, now: Context, _: str = "") -> Exhibit:
    """What the prose says was disclosed: its lines, or of a single year who stands where."""
    more: dict[str, Any] = {"focus": now.view.focus, "id": "items", "remark": composed.say("note_prose", now)}
    if len(series.years) > 1:
        return over_years(series, now, **more)
    return ranked(ranking(series, series.years[-1]), series, now, **more)


def _notes(series: Series, coloured: Sequence[str], focus: Sequence[str], now: Context) -> list[str]:
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
