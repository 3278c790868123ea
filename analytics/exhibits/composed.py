"""What a total is made of: a grid over the years, or unit by unit for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

import words
from analytics import statistics
from analytics.charts.grid import YEARS_MAX, Grid, breaks, by_unit, by_year, scale_for
from analytics.charts.rows import each
from analytics.charts.scale import scale_of
from analytics.charts.written import exact, grouped
from analytics.composition import Composition, Sum
from analytics.exhibits import files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.export import Chart, Column, Table
from analytics.measures import CATEGORIES, Measure
from analytics.scenes.grid import grid as drawn
from analytics.sentence import percent
from analytics.series import Series
from analytics.spans import span
from analytics.titles import composition_title

FIELDS = ("part", "year", "value", "unit", "state", "units", "stored")


def say(key: str, now: Context, **values: object) -> str:
    """A word of words/composition.yaml."""
    return words.say(f"composition.{key}", now.lang, **values)


def control(found: Composition, now: Context, key: str) -> Control:
    """The choice between all years together and the units of one of them, the latest first."""
    numbered = set(found.numbered["year"])
    years = [year for year in found.years if year in numbered] or [found.last]
    over = {"": say("by_year", now)} if len(found.years) > 1 else {}
    options = over | {str(year): say("by_unit", now, year=year) for year in reversed(years)}
    return Control(key, say(f"name_{found.breakdown.code}", now), options)


def named(code: str, now: Context) -> str:
    """What is taken apart, for kickers and file names."""
    return say(f"name_{code}", now)


def kicker(code: str, measures: tuple[Measure, ...], years: tuple[int, ...], now: Context) -> str:
    """依申请公开 · 办理结果（件） · 2019–2024"""
    units = {scale_for(measure, [], now.lang).unit for measure in measures}
    facts = {
        "category": CATEGORIES[now.view.category].label[now.lang],
        "what": named(code, now),
        "years": span(years, now.lang),
    }
    return say("kicker", now, unit=units.pop(), **facts) if len(units) == 1 else say("kicker_mixed", now, **facts)


def composed(found: Composition, now: Context, option: str) -> Exhibit:
    """The panel of a composition; `option` is the year to look at unit by unit, "" for all years."""
    year = int(option) if option else found.last
    grid = by_unit(found, year, now.view.focus, now.lang) if option else by_year(found, now.lang)
    shown = _by_unit(found, year, now) if option else _by_year(found, now)
    title = composition_title(found, year).say(now.lang)
    notes = notes_of(found, year, option, grid, now)
    years = (year,) if option else found.years
    return Exhibit(
        id=found.breakdown.code,
        kicker=kicker(found.breakdown.code, found.measures, years, now),
        title=title,
        shown=shown,
        rows=rows_of(found, year) if option else (),
        cell=cell_of(found.series[-1]),
        scene=lambda: drawn(grid, now.lang, focus=now.view.focus, latest=not option),
        exported=lambda: _file(found, now, title, notes, year if option else 0),
        file_name=files.name(named(found.breakdown.code, now), years, now.lang),
        notes=notes,
    )


def rows_of(found: Composition, year: int) -> tuple[tuple[str, int], ...]:
    """Of each row of the table of units, where it leads."""
    own = found.series[0].table
    own = own.loc[own["year"] == year]
    return tuple((row.jurisdiction, year if pd.notna(row.report) else 0) for row in each(own))


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def notes_of(found: Composition, year: int, option: str, grid: Grid, now: Context) -> tuple[str, ...]:
    """How it was summed, what the signs and lines mean, what is left out."""
    summed = "note_together" if found.breakdown.together else "note_each"
    said = [say("note_own" if option else summed, now)]
    cells = [cell for row in grid.rows for cell in row.cells]
    if grid.scale != "all":
        said.append(say(f"note_scale_{grid.scale}", now))
    if any(cell.few for cell in cells):
        said.append(say("note_few", now))
    if any(cell.state == "doubtful" for cell in cells):
        said.append(say("note_doubtful", now))
    if any(cell.state == "not_in_form" for cell in cells):
        said.append(say("note_not_in_form", now))
    said += _break(found, now) if not option else []
    said += signs({cell.state for cell in cells}, now)
    joined = now.say("list_join").join(f"{form}（{n}）" for form, n in found.other_forms(year).items())
    said += [say("note_other_form", now, year=year, forms=joined)] if joined else []
    if found.breakdown.together and (out := left_out(found, year)):
        said.append(say("note_left_out", now, year=year, n=out))
    if not option and len(found.years) > YEARS_MAX:
        said.append(say("note_latest", now, n=YEARS_MAX))
    return tuple(said)


def left_out(found: Composition, year: int) -> int:
    """Reports of a year that lack one of the figures."""
    return found.sums[found.breakdown.codes[0], year].stored - found.units(year)


def _break(found: Composition, now: Context) -> list[str]:
    if not breaks(found):
        return []
    both = [measure for measure in found.measures if len(measure.forms) > 1]
    apart = [measure.short[now.lang] for measure in both if not measure.comparable]
    if not apart:
        return [say("note_break_same", now)]
    return [say("note_break", now, names=now.say("list_join").join(apart))]


def signs(states: set[str], now: Context) -> list[str]:
    """What the signs in a grid mean."""
    known = words.family("states")
    met = [s for s in known if s in states and s not in ("doubtful", "value") and known[s]["sign"]]
    joined = now.say("list_join").join(f"{known[s]['sign']} {known[s][now.lang]}" for s in met)
    return [say("note_signs", now, signs=joined)] if met else []


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def _by_year(found: Composition, now: Context) -> pd.DataFrame:
    whole = found.whole
    rows = []
    for year in found.years:
        row = {say("column_year", now): str(year)}
        below = found.sums[whole.code, year].value if whole else None
        for measure in found.measures:
            one = found.sums[measure.code, year]
            said = sum_text(one, now)
            part = measure is not whole and below is not None and below >= statistics.RANKED_FROM
            if part and one.value is not None and one.value <= below:  # type: ignore[operator]
                said = say("share_of", now, n=said, percent=percent(one.value, below, 1))  # type: ignore[arg-type]
            row[measure.short[now.lang]] = said
        rows.append(row | {say("column_units", now): str(found.units(year))})
    table = pd.DataFrame(rows)
    return tables.aligned(table, list(table.columns[1:]))


def sum_text(one: Sum, now: Context) -> str:
    """A sum as a table has it, or the sign of why there is none."""
    if one.value is None:
        state = words.family("states")[one.state]
        return state["sign"] or state[now.lang]
    return grouped(one.value) + ("?" if one.state == "doubtful" else "") + ("*" if one.few else "")


def _by_unit(found: Composition, year: int, now: Context) -> pd.DataFrame:
    columns: dict[str, list[str]] = {}
    for one in found.series:
        rows = list(each(one.table.loc[one.table["year"] == year]))
        columns.setdefault(now.say("column_unit"), [row.jurisdiction for row in rows])
        scale = scale_of(one, now.lang)
        columns[one.measure.short[now.lang]] = [exact(row, scale, now.lang) for row in rows]
    table = pd.DataFrame(columns)
    return tables.aligned(table, list(table.columns[1:]))


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def subject(code: str, now: Context, year: int) -> str:
    """What the filters say in a file, of one year if it is about one."""
    view = replace(now.view, years=(year,)) if year else now.view
    return view.words(now.lang, named(code, now))


def word(state: str, now: Context) -> str:
    """A state in words."""
    return words.say(f"states.{state}", now.lang)


def _file(found: Composition, now: Context, title: str, notes: tuple[str, ...], year: int) -> Table:
    """Of a year all units' own numbers, else the sums: one line per part and year, with the cells behind them."""
    what = subject(found.breakdown.code, now, year)
    if year:
        of_year = [Series(one.measure, one.table.loc[one.table["year"] == year]) for one in found.series]
        chart = files.drawn("bar", "jurisdiction", "value", "measure", now)
        return files.series(of_year, now, title, notes, what=what, chart=chart)
    sums = [(measure, at, found.sums[measure.code, at]) for measure in found.measures for at in found.years]
    columns = tuple(column(name, now) for name in FIELDS)
    return Table(
        title,
        columns,
        [
            [m.label[now.lang], at, one.value, m.unit, word(one.state, now), one.units, one.stored]
            for m, at, one in sums
        ],
        sources=sources(found.series, found.series[0].table, now),
        chart=Chart("column", columns[1].name, columns[2].name, columns[0].name),
        **files.told(now, notes, what),
    )


def column(name: str, now: Context) -> Column:
    """A column of a file, by its field."""
    return Column(files.header(name, now.lang), files.KIND.get(name, "text"))


def sources(series: Sequence[Series], read: pd.DataFrame, now: Context) -> Table:
    """The documents behind these rows, with the cells that the series read."""
    return files.sources_of(read, [cell for one in series for cell in one.measure.cells], now)
