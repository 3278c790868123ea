"""More units of interest than there are colours: each in a small figure of its own, before the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

import words
from analytics.charts.rows import unit_labels, units
from analytics.charts.scale import Scale, scale_of
from analytics.exhibits import files, tables
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.exhibits.notes import about, kicker
from analytics.exhibits.notes import units as among
from analytics.scenes.multiple import multiple
from analytics.series import Series

FEWEST, MOST = 6, 24  # up to five stand in colour; more than these are for the table


def wanted(series: Series, now: Context) -> bool:
    """Whether units were picked by hand, too many for colours and few enough to be looked at one by one."""
    return bool(now.view.scope) and FEWEST <= series.table["jurisdiction"].nunique() <= MOST


def each_unit(series: Series, now: Context, *, id: str = "each") -> Exhibit:
    """The panel of small figures, all on one scale, in the order of the table."""
    measure, scale, lang = series.measure, scale_of(series, now.lang), now.lang
    counted = among(series.table["jurisdiction"].nunique(), lang)
    title, notes = now.say("each_title", units=counted, measure=measure.short[lang]), (now.say("note_each"),)
    chart = files.drawn("line", "year", "value", "jurisdiction", now)
    shown, named = tables.by_year(series.table, scale, lang), unit_labels(series.table)
    return Exhibit(
        id=id,
        kicker=kicker(measure, list(series.years), scale, lang),
        title=title,
        help=about(measure, lang),
        shown=shown,
        scene=None,
        parts=tuple(
            (
                _heading(named[name], rows, max(series.years), scale, lang),
                "",
                partial(multiple, series.table, scale, lang, unit=name, middles={}),
            )
            for name, rows in units(series.table).items()
        ),
        exported=lambda: files.series([series], now, title, notes, chart=chart),
        file_name=files.name(measure.label[lang], list(series.years), lang, "each"),
        notes=notes,
    )


def _heading(name: str, rows: Sequence[Any], newest: int, scale: Scale, lang: str) -> str:
    """The unit and its last number, with its year if that isn't the last one."""
    numbered = [row for row in rows if not pd.isna(row.number)]
    if not numbered:
        return name
    said = scale.label(numbered[-1])
    year = numbered[-1].year
    return f"{name} {said if year == newest else words.say('ui.value_of_year', lang, value=said, year=year)}"
