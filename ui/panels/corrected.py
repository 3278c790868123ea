"""被纠错: fractions of corrected cases, over the years or unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.charts.corrected import corrected_by_unit, corrected_by_year, fractions, share
from analytics.export import Column, Table
from analytics.series import Series
from analytics.titles import corrected_title
from ui.charts.composition import composition as draw
from ui.panel import Control, Panel
from ui.panels import composed, exported, tables
from ui.shell import Shell

UNITS = "units"


def choice(rates: Sequence[Series], now: Shell) -> Control:
    """Over the years, or unit by unit with all years together."""
    years = rates[0].years
    over = {"": composed.say("by_year", now)} if len(years) > 1 else {}
    options = over | {UNITS: composed.say("by_unit_pooled", now)}
    return Control("corrected", composed.named("corrected", now), options)


def corrected(rates: Sequence[Series], now: Shell, option: str) -> Panel:
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
    return Panel(
        id="corrected",
        kicker=composed.kicker("corrected", (), rates[0].years, now),
        title=title,
        shown=shown,
        columns=tables.config(shown),
        draw=lambda look: draw(grid, look, now.lang, focus=focus, latest=not option),
        exported=lambda: _file(rates, lines, option, now, title, notes),
        file_name=exported.name(composed.named("corrected", now), rates[0].years, now.lang),
        notes=notes,
        foot=exported.foot(now, notes),
    )


def _lines(rates: Sequence[Series], option: str) -> list[tuple[str, list[pd.DataFrame]]]:
    """A line per year, or per unit over all years: its fractions of reviews and of lawsuits."""
    known = [fractions(one) for one in rates]
    column = "jurisdiction" if option else "year"
    keys = dict.fromkeys(rates[0].table[column])
    return [(str(key), [rows.loc[rows[column] == key] for rows in known]) for key in keys]


def _table(lines: list[tuple[str, list[pd.DataFrame]]], option: str, now: Shell) -> pd.DataFrame:
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
    now: Shell,
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
    second = Column(composed.header("jurisdiction", now)) if option else Column(composed.header("year", now), "integer")
    numbers = (Column(composed.header(name, now), "decimal") for name in ("numerator", "denominator"))
    cells = [cell for one in rates for cell in one.measure.cells]
    return Table(
        title,
        (Column(composed.header("measure", now)), second, *numbers),
        rows,
        filters=exported.filters(now, composed.subject("corrected", now, 0)),
        notes=tuple(note.strip() for note in notes),
        sources=exported.sources_of(rates[0].table, cells, now),
    )
