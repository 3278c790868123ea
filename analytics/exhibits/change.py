"""Which units changed most between two years, and what may be said of it; everything else is one tab away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from analytics.change import Change, change
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import doubted, grouped, signed
from analytics.charts.years import spoken
from analytics.exhibits import files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.exhibits.notes import about, kicker
from analytics.export import Chart, Table
from analytics.scenes.dots import dots
from analytics.sentence import Share
from analytics.series import Series
from analytics.titles import change_title, without_largest
from analytics.titles.facts import exact
from data.errors import BadRequest

FIELDS = ("jurisdiction", "kind", "earlier", "later", "difference", "unit", "percent", "verdict", "expected", "p")


def changed(found: Change, series: Series, now: Context, *, id: str = "change") -> Exhibit:
    """The panel of a change: the listed units as dots, all units in the table."""
    measure, scale = found.measure, scale_of(series, now.lang)
    drawn = found.charted
    shown, title = _table(found, scale, now), change_title(found).say(now.lang)
    notes = tuple(_notes(found, len(drawn), now))
    return Exhibit(
        id=id,
        kicker=f"{kicker(measure, [], scale, now.lang)}{found.base_year} → {found.year}",
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        cell=cell_of(series),
        rows=tuple((name, found.year) for name in found.table["jurisdiction"]),
        scene=(lambda: dots(drawn, scale, year=found.year)) if len(drawn) else None,
        empty="" if found.table.empty else now.say("change_same"),
        exported=lambda: _file(found, series, now, title, notes),
        file_name=files.name(measure.label[now.lang], [found.base_year, found.year], now.lang, "change"),
        notes=notes,
    )


def choice(series: Series, now: Context) -> Control:
    """Which year the last one is compared with, by default the one before."""
    earlier = {str(year): now.say("base_year", year=year) for year in spoken(series)[:-2]}
    return Control("base", now.say("base"), {"": now.say("base_before"), **earlier})


def since(series: Series, now: Context, base: str) -> Exhibit:
    """The exhibit of the change of a series since that year. Raises BadRequest where there is but one year."""
    years = spoken(series)
    if len(years) < 2:
        raise BadRequest("one_year", measure=series.measure.label)
    return changed(change(series, int(base or years[-2]), years[-1]), series, now)


def _notes(found: Change, drawn: int, now: Context) -> list[str]:
    said = [now.say("note_dots", base=found.base_year, year=found.year)] if drawn else []
    if drawn and found.judged:
        memory = now.say("note_memory", n=found.years) if found.years > 2 else now.say("note_assumed")
        said += [now.say("note_listed"), memory]
    elif drawn:
        said.append(now.say("note_untested", n=drawn))
    if without := without_largest(found):
        said.append(without.say(now.lang) + now.say("stop"))
    if len(found.left_out):
        said.append(now.say("note_left_out", n=len(found.left_out)))
    return said


def _file(found: Change, compared: Series, now: Context, title: str, notes: tuple[str, ...]) -> Table:
    """All comparable units in both years, the largest difference first."""
    every = found.table.assign(verdict=[now.say(f"verdict_{word}") if word else "" for word in found.table["verdict"]])
    read = compared.table.loc[compared.table["year"].isin([found.base_year, found.year])]
    both = (now.say("field_earlier"), now.say("field_later"))
    return files.table(
        every,
        FIELDS,
        now,
        title,
        sources=files.sources_of(read, found.measure.cells, now),
        chart=Chart("bar", now.say("field_jurisdiction"), both),
        **files.told(now, notes, measure=found.measure),
    )


def _table(found: Change, scale: Scale, now: Context) -> pd.DataFrame:
    rows = [
        {
            now.say("column_unit"): row.jurisdiction,
            str(found.base_year): _end(row, "earlier", scale, now.lang),
            str(found.year): _end(row, "later", scale, now.lang),
            now.say("column_difference"): _difference(row.difference, scale) + doubted(row, "earlier", "later"),
            now.say("column_percent"): "" if pd.isna(row.percent) else signed(round(row.percent, 1), "%"),
            now.say("column_verdict"): now.say(f"verdict_{row.verdict}") if row.verdict else "",
        }
        for row in each(found.table)
    ]
    table = pd.DataFrame(rows)
    return tables.aligned(table, list(table.columns[1:5])) if rows else table


def _end(row: Any, when: str, scale: Scale, lang: str) -> str:
    """One of the two numbers; of a rate as sentences say it, small wholes as fractions."""
    if not scale.suffix:
        return grouped(getattr(row, when)) + doubted(row, when)
    share = Share(*(exact(getattr(row, f"{when}_{part}")) for part in ("numerator", "denominator")))
    return share.say(lang) + doubted(row, when)


def _difference(number: Decimal | None, scale: Scale) -> str:
    if number is None:
        return ""
    return scale.change(number) if scale.suffix else signed(number)
