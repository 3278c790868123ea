"""The views whose titles are checked: each measure over scopes, years, boundaries and kinds of panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analytics.change import change
from analytics.charts.share import Shares
from analytics.charts.years import spoken
from analytics.composition import compositions
from analytics.coverage import coverage
from analytics.flow import Flow
from analytics.headline import headline
from analytics.ranking import ranking
from analytics.remarked import remarked
from analytics.series import Series, trends
from analytics.sheet import sheet
from analytics.titles import (
    against_others,
    change_title,
    composition_title,
    corrected_title,
    coverage_title,
    findings_title,
    flow_title,
    headline_title,
    rank_words,
    ranking_title,
    remarked_title,
    share_title,
    sheet_title,
    trend_title,
    without_largest,
)
from tests.claims.claim import View
from tests.claims.parts import MADE_OF
from tests.claims.stores import World

Scope = tuple[str, ...] | None
RATES = ("review_correction_rate", "lawsuit_correction_rate")
PROCUREMENT = ("procurement_projects", "procurement_amount", "procurement_mean")


def views(world: World) -> Iterator[View]:
    """All views of a store."""
    for boundaries in ("reported", "today") if world.figures.merged else ("reported",):
        for scope in scopes(world, boundaries):
            yield from _measures(world, boundaries, scope)
            if scope is None or len(scope) > 2:
                yield from _panels(world, boundaries, scope)
    for path, year in list(world.figures.reports)[::5] + _absent(world):
        found = sheet(world.snapshot, path, year)
        make = partial(View, world, places=(path,), year=year)
        yield make("sheet", "", sheet_title(found).say)
        if found.report:
            yield make("findings", "", findings_title(found).say)


def scopes(world: World, boundaries: str) -> list[Scope]:
    """All units, a few, and one."""
    known = sorted(world.figures.units(boundaries))
    several: list[Scope] = [tuple(known[:2]), tuple(known[1:5])] if len(known) > 4 else []
    return [None, *several, (known[-1],)]


def _absent(world: World) -> list[tuple[str, int]]:
    known = world.figures
    return [(path, year) for path in known.bodies for year in known.years if (path, year) not in known.reports][:3]


def _measures(world: World, boundaries: str, scope: Scope) -> Iterator[View]:
    years = world.figures.years
    for span in (None, years[-1:], years[-2:]) if scope is None else (None,):
        wanted = world.measures if span is None and scope is None else world.measures[:2]
        found = trends(world.snapshot, wanted, scope, span, boundaries=boundaries)
        for series in found:
            make = partial(View, world, places=scope, years=span, boundaries=boundaries)
            yield from _measure(series, make, whole=span is None and scope is None)


def _measure(series: Series, make: partial[View], whole: bool) -> Iterator[View]:
    """The panels of one measure as the pages draw them."""
    code, years = series.measure.code, series.years
    units = list(dict.fromkeys(series.table["jurisdiction"]))
    if len(years) > 1:
        chosen: list[Sequence[str]] = [(), units[:1], units[-3:], units[:6]] if whole else [()]
        for focus in dict.fromkeys(map(tuple, chosen)):
            yield make("trend", code, trend_title(series, focus).say, focus=focus)
    for year in sorted({years[-1], spoken(series)[-1], years[0]} if whole else {spoken(series)[-1]}):
        found = ranking(series, year)
        yield make("ranking", code, ranking_title(found).say, year=year)
        for place in units[-1:] if whole else ():
            for panel, said in (("rank", rank_words(found, place)), ("others", against_others(found, place))):
                if said:
                    yield make(panel, code, said.say, focus=(place,), year=year)
    compared = spoken(series)
    for base, year in {(years[0], years[-1]), (compared[-2:][0], compared[-1])}:
        if base < year:
            moved = change(series, base, year)
            yield make("change", code, change_title(moved).say, base=base, year=year)
            if without := without_largest(moved):
                yield make("without", code, without.say, base=base, year=year)


def _panels(world: World, boundaries: str, scope: Scope) -> Iterator[View]:
    """Compositions, flow, corrections, procurement, coverage, findings and the heading."""
    asked = {"places": scope, "boundaries": boundaries}
    make = partial(View, world, code="", places=scope, boundaries=boundaries)
    found = compositions(world.snapshot, list(MADE_OF), **asked)  # type: ignore[arg-type]
    for name, part in found.items():
        for year in sorted({part.last, part.years[0]} if name in ("flow", "outcomes", "documents") else {part.last}):
            said = flow_title(Flow(part), year) if name == "flow" else composition_title(part, year)
            codes = MADE_OF[name][1] or MADE_OF[name][0][0]
            yield make(name, code=codes, say=said.say, year=year)
    rates = trends(world.snapshot, RATES, **asked)  # type: ignore[arg-type]
    yield make("corrected", code=RATES[0], say=corrected_title(rates).say)
    projects, amount, mean = trends(world.snapshot, PROCUREMENT, **asked)  # type: ignore[arg-type]
    for year in sorted({spoken(amount)[-1], amount.years[0]}):
        said = share_title(Shares(projects, amount, mean, year))
        yield make("share", code=PROCUREMENT[1], say=said.say, year=year)
    held = coverage(world.snapshot, **asked)  # type: ignore[arg-type]
    yield make("coverage", say=coverage_title(held).say)
    figures = headline(world.snapshot, held.main_year, **asked)  # type: ignore[arg-type]
    yield make("headline", code="applications_new", say=headline_title(figures).say, year=held.main_year)
    if len((to_check := remarked(world.snapshot, **asked)).table):  # type: ignore[arg-type]
        yield make("remarked", say=remarked_title(to_check).say)
