"""被纠错: fractions of corrected cases, over the years or unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.charts.corrected import corrected_by_unit, corrected_by_year, fractions, share
from analytics.exhibits import composed, files, tables
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.export import Chart, Table
from analytics.scenes.grid import grid as drawn
from analytics.series import Series
from analytics.titles import corrected_title

UNITS = "units"


def choice(rates: Sequence[Series], now: Context) -> Control:
    """Over the years, or unit by unit with all years together."""
    years = rates[0].years
    over = {"": composed.say("by_year", now)} if len(years) > 1 else {}
    options = over | {UNITS: composed.say("by_unit_pooled", now)}
    return Control("corrected", composed.named("corrected", now), options)


def corrected(rates: Sequence[Series], now: Context, option: str) -> Exhibit:
    """The panel of corrections: reviews and lawsuits apart, as n of m."""
    focus = now.view.focus
    grid = corrected_by_unit(rates, focus, now.lang) if option else corrected_by_year(rates, now.lang)
    lines = _lines(rates, option)
    shown = _table(lines, option, now)
    title = corrected_title(rates).say(now.lang)
    states = {cell.state for row in grid.rows for cell in row.cells}
    notes = (
        composed.say("note_corrected", now),
        *([composed.say("note_doubtful", now)] if "doubtful" in states else []),
        *composed.signs(states, now),
    )
    return Exhibit(
        id="corrected",
        kicker=composed.kicker("corrected", (), rates[0].years, now),
        title=title,
        shown=shown,
        scene=lambda: drawn(grid, now.lang, focus=focus, latest=not option),
        exported=lambda: _file(rates, lines, option, now, title, notes),
        file_name=files.name(composed.named("corrected", now), rates[0].years, now.lang),
        notes=notes,
    )


def _lines(rates: Sequence[Series], option: str) -> list[tuple[str, list[pd.DataFrame]]]:
    """A line per year, or per unit over all years: its fractions of reviews and of lawsuits."""
    known = [fractions(one) for one in rates]
    column = "jurisdiction" if option else "year"
    keys = dict.fromkeys(rates[0].table[column])
    return [(str(key), [rows.loc[rows[column] == key] for rows in known]) for key in keys]


def _table(lines: list[tuple[str, list[pd.DataFrame]]], option: str, now: Context) -> pd.DataFrame:
    first = now.say("column_unit") if option else composed.say("column_year", now)
    names = [composed.say(f"corrected_{name}", now) for name in ("reviews", "lawsuits")]
    rows = []
    for key, parts in lines:
        said = [found.say(now.lang) if (found := share(part)) else "·" for part in parts]
        rows.append({first: key} | dict(zip(names, said, strict=True)))
    return tables.aligned(pd.DataFrame(rows), names)


def _file(
    rates: Sequence[Series],
    lines: list[tuple[str, list[pd.DataFrame]]],
    option: str,
    now: Context,
    title: str,
    notes: tuple[str, ...],
) -> Table:
    """One line per measure and year, or per measure and unit over all years: corrected of concluded."""
    rows = [
        [one.measure.label[now.lang], key if option else int(key), found.part, found.whole]
        for i, one in enumerate(rates)
        for key, parts in lines
        if (found := share(parts[i]))
    ]
    fields = ("measure", "jurisdiction" if option else "year", "numerator", "denominator")
    columns = tuple(composed.column(name, now) for name in fields)
    names = [column.name for column in columns]
    return Table(
        title,
        columns,
        rows,
        sources=composed.sources(rates, rates[0].table, now),
        chart=Chart("bar" if option else "column", (names[0], names[1]), (names[2], names[3])),
        **files.told(now, notes, composed.subject("corrected", now, 0)),
    )
