"""Where every unit stood in one year and stands in another, a line a unit."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.change import Change, change
from analytics.charts.scale import scale_of
from analytics.charts.years import spoken
from analytics.exhibits import files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.exhibits.notes import about, kicker
from analytics.scenes.slope import slope
from analytics.series import Series
from analytics.titles import change_title
from analytics.view import FOCUS_MAX
from data.errors import BadRequest


def choice(series: Series, now: Context) -> Control:
    """From which year the lines start, by default the first."""
    first, *more = spoken(series)[:-1] or spoken(series)
    years = {"": first} | {str(year): year for year in more}
    return Control("from", now.say("base"), {key: now.say("base_year", year=year) for key, year in years.items()})


def since(series: Series, now: Context, base: str) -> Exhibit:
    """The exhibit of a series from that year to its last. Raises BadRequest where there is but one year."""
    years = spoken(series)
    if len(years) < 2:
        raise BadRequest("one_year", measure=series.measure.label)
    return sloped(change(series, int(base or years[0]), years[-1]), series, now)


def sloped(found: Change, series: Series, now: Context) -> Exhibit:
    """All units with a number in both years; those chosen, or else those that changed most, in colour."""
    scale, drawn, both = scale_of(series, now.lang), found.drawn(), [found.base_year, found.year]
    focus = [name for name in now.view.focus if name in set(series.table["jurisdiction"])]
    named = focus or list(found.charted["jurisdiction"].head(FOCUS_MAX))
    table = series.table.loc[series.table["year"].isin(both)]
    without = [name for name in focus if name not in set(drawn["jurisdiction"])]
    title, notes = change_title(found).say(now.lang), tuple(_notes(found, len(drawn), bool(focus), without, now))
    shown = tables.by_year(table, scale, now.lang)
    chart = files.drawn("line", "year", "value", "jurisdiction", now, only=tuple(named))
    return Exhibit(
        id="slope",
        kicker=f"{kicker(found.measure, [], scale, now.lang)}{found.base_year} → {found.year}",
        title=title,
        help=about(found.measure, now.lang),
        shown=shown,
        cell=cell_of(series),
        rows=tuple((str(name), found.year) for name in shown.iloc[:, 0]),
        scene=(lambda: slope(drawn, scale, named=named, base=found.base_year, year=found.year)) if len(drawn) else None,
        empty="" if len(drawn) else now.say("slope_none"),
        exported=lambda: files.series([Series(found.measure, table)], now, title, notes, chart=chart),
        file_name=files.name(found.measure.label[now.lang], both, now.lang, "slope"),
        notes=notes,
    )


def _notes(found: Change, drawn: int, chosen: bool, without: Sequence[str], now: Context) -> list[str]:
    said = [now.say("note_slope" if chosen else "note_slope_most")] if drawn else []
    if without:
        said.append(now.say("note_slope_without", units=now.say("list_join").join(without)))
    if apart := len(found.table) - drawn:
        said.append(now.say("note_slope_small", n=apart))
    if len(found.left_out):
        said.append(now.say("note_left_out", n=len(found.left_out)))
    return said
