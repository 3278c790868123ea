"""Projects, amounts and shares of one year, unit by unit."""

from __future__ import annotations

import pandas as pd

from analytics.charts.grid import Unit
from analytics.charts.scale import scale_of
from analytics.charts.share import Shares, share_grid
from analytics.charts.written import exact
from analytics.charts.years import spoken
from analytics.exhibits import composed, files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.export import Chart, Column, Table
from analytics.scenes.grid import grid as drawn
from analytics.series import Series
from analytics.titles import share_title


def shared(found: Shares, now: Context) -> Exhibit:
    """The panel of procurement by unit; the title is that of the ranking by amount."""
    year, focus = found.year, now.view.focus
    grid = share_grid(found, focus, now.lang)
    shown = _table(found, now)
    title = share_title(found).say(now.lang)
    cells = {cell.state for row in grid.rows for cell in row.cells}
    notes = (
        composed.say("note_share", now),
        composed.say("note_mean", now),
        composed.say("note_scale_column", now),
        *([composed.say("note_doubtful", now)] if "doubtful" in cells else []),
        *composed.signs(cells, now),
    )
    return Exhibit(
        id="share",
        kicker=composed.kicker("share", tuple(one.measure for one in found.series), (year,), now),
        title=title,
        shown=shown,
        rows=tuple(
            (unit.name, year if pd.notna(unit.rows[found.amount.measure.code].report) else 0) for unit in found.units
        ),
        cell=cell_of(found.amount),
        scene=lambda: drawn(grid, now.lang, focus=focus),
        exported=lambda: _file(found, now, title, notes),
        file_name=files.name(composed.named("share", now), [year], now.lang),
        notes=notes,
    )


def _table(found: Shares, now: Context) -> pd.DataFrame:
    scales = [(one, scale_of(one, now.lang)) for one in found.series]
    rows = [
        {now.say("column_unit"): unit.name}
        | {one.measure.label[now.lang]: exact(unit.rows[one.measure.code], scale, now.lang) for one, scale in scales}
        | {composed.say("share_share", now): found.share(unit)}
        for unit in found.units
    ]
    table = pd.DataFrame(rows)
    return tables.aligned(table, list(table.columns[1:]))


def _file(found: Shares, now: Context, title: str, notes: tuple[str, ...]) -> Table:
    """One line per unit: projects, amount, mean and share in per cent, the state of the amount in words."""
    lines = [_line(unit, found, now) for unit in found.units]
    names = [
        now.say("measure_unit", measure=one.measure.label[now.lang], unit=now.say(f"unit_{one.measure.unit}"))
        for one in found.series
    ]
    share = now.say("measure_unit", measure=composed.say("share_share", now), unit="%")
    of_year = [Series(one.measure, one.table.loc[one.table["year"] == found.year]) for one in found.series]
    return Table(
        title,
        (
            composed.column("jurisdiction", now),
            composed.column("year", now),
            *(Column(name, "decimal") for name in names),
            Column(share, "decimal"),
            composed.column("state", now),
        ),
        lines,
        sources=composed.sources(of_year, of_year[1].table, now),
        chart=Chart("bar", files.header("jurisdiction", now.lang), names[1]),
        **files.told(now, notes, composed.subject("share", now, found.year)),
    )


def _line(unit: Unit, found: Shares, now: Context) -> list[object]:
    rows = [unit.rows[one.measure.code] for one in found.series]
    values = [None if pd.isna(row.value) else row.value for row in rows]
    share = found.share(unit).rstrip("%") or None
    return [unit.name, found.year, *values, share, composed.word(rows[1].state, now)]


def choice(amount: Series, now: Context) -> Control:
    """Which year to look at, the latest that has the figure first."""
    years = {str(year): composed.say("by_unit", now, year=year) for year in reversed(spoken(amount))}
    return Control("share", composed.named("share", now), years)
