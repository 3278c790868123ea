"""收办情况: what came in and what became of it, with sums that close or say where they don't."""

from __future__ import annotations

import pandas as pd

from analytics.charts.flow import SUMS, WAYS, doubt, flow_by_unit, flow_by_year, label
from analytics.charts.rows import each
from analytics.charts.scale import scale_of
from analytics.charts.written import exact, grouped
from analytics.exhibits import composed, files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.export import Chart, Column, Table
from analytics.flow import Balance, Flow
from analytics.scenes.grid import grid as drawn
from analytics.titles import flow_title

FIGURES = tuple(way for way in WAYS if way != "check")


def flowing(found: Flow, now: Context, option: str) -> Exhibit:
    """The panel of the flow; `option` is the year to look at unit by unit, "" for all years."""
    parts = found.composition
    year = int(option) if option else parts.last
    grid = flow_by_unit(found, year, now.view.focus, now.lang) if option else flow_by_year(found, now.lang)
    shown = _by_unit(found, year, now) if option else _by_year(found, now)
    title = flow_title(found, year).say(now.lang)
    years = (year,) if option else parts.years
    apart = found.open(year) if option else ()
    notes = (
        composed.say("note_flow", now),
        *([composed.say("note_apart", now, names=now.say("list_join").join(apart))] if apart else []),
        *composed.notes_of(parts, year, option, grid, now),
    )
    return Exhibit(
        id="flow",
        kicker=composed.kicker("flow", parts.measures, years, now),
        title=title,
        shown=shown,
        rows=composed.rows_of(parts, year) if option else (),
        cell=cell_of(parts.series[0]),
        scene=lambda: drawn(grid, now.lang, focus=now.view.focus, latest=not option),
        exported=lambda: _file(found, now, title, notes, year if option else 0),
        file_name=files.name(composed.named("flow", now), years, now.lang),
        notes=notes,
    )


def _sums(balance: Balance | None, now: Context) -> dict[str, str]:
    """The two sums and whether they agree, by way."""
    if balance is None:
        return {"coming": "", "going": "", "check": composed.say("not_checked", now)}
    apart = composed.say("apart", now, n=grouped(abs(balance.difference)) + doubt(balance))
    return {way: grouped(getattr(balance, way)) + doubt(balance) for way in SUMS} | {
        "check": apart if balance.difference else composed.say("closes", now)
    }


def _by_unit(found: Flow, year: int, now: Context) -> pd.DataFrame:
    own, parts = found.of_year(year), found.composition
    first = parts.series[0].table
    names = first.loc[first["year"] == year, "jurisdiction"].tolist()
    said: dict[str, dict[str, str]] = {name: _sums(own.get(name), now) for name in names}
    for one in parts.series:
        way = one.measure.code.removeprefix("applications_")
        scale = scale_of(one, now.lang)
        for row in each(one.table.loc[one.table["year"] == year]):
            said[row.jurisdiction][way] = exact(row, scale, now.lang)
    rows = [{now.say("column_unit"): name} | {label(w, now.lang): said[name][w] for w in WAYS} for name in names]
    return tables.aligned(pd.DataFrame(rows), [label(way, now.lang) for way in WAYS])


def _by_year(found: Flow, now: Context) -> pd.DataFrame:
    parts = found.composition
    rows = []
    for year in parts.years:
        balance, apart = found.total(year), found.open(year)
        said = _sums(balance, now)
        if balance:
            said["check"] = composed.say("apart_units", now, n=len(apart)) if apart else composed.say("closes", now)
        said |= {
            m.code.removeprefix("applications_"): composed.sum_text(parts.sums[m.code, year], now)
            for m in parts.measures
        }
        rows.append(
            {composed.say("column_year", now): str(year)}
            | {label(way, now.lang): said[way] for way in WAYS}
            | {composed.say("column_units", now): str(parts.units(year))}
        )
    table = pd.DataFrame(rows)
    return tables.aligned(table, list(table.columns[1:]))


def _file(found: Flow, now: Context, title: str, notes: tuple[str, ...], year: int) -> Table:
    """One line per unit of a year (or per year, all units), with the four figures, both sums and their difference."""
    parts, lines = found.composition, []
    years = [year] if year else list(parts.years)
    for one in years:
        balances = found.of_year(one) if year else {"": found.total(one)}
        for unit, balance in balances.items():
            if balance:
                numbers = [getattr(balance, way) for way in (*FIGURES, "difference")]
                lines.append([unit, one, *numbers] if year else [one, *numbers, parts.units(one)])
    ways = tuple(label(way, now.lang).lstrip("＋＝+= ") for way in FIGURES)
    numbers_ = [Column(way, "decimal") for way in ways]
    first, last = (["jurisdiction", "year"], []) if year else (["year"], ["units"])
    columns = [
        *(composed.column(name, now) for name in first),
        *numbers_,
        *(composed.column(name, now) for name in ("difference", *last)),
    ]
    read = parts.series[0].table
    return Table(
        title,
        tuple(columns),
        lines,
        sources=composed.sources(parts.series, read.loc[read["year"].isin(years)], now),
        chart=Chart("bar" if year else "column", files.header(first[0], now.lang), ways),
        **files.told(now, notes, composed.subject("flow", now, year)),
    )
