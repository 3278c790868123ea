"""Requests coming in and going out: two figures and their sum, two more and theirs, and whether both agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import words
from analytics.charts.grid import (
    YEARS_MAX,
    Cell,
    Grid,
    Row,
    breaks,
    cell,
    counted,
    labelled,
    scale_for,
    summed,
    unit_rows,
    units_of,
)
from analytics.charts.scale import Scale
from analytics.flow import Balance, Flow

WAYS = ("new", "carried_in", "coming", "closed", "carried_out", "going", "check")
SUMS = ("coming", "going")
_PLACE = {"new": 0, "carried_in": 1, "closed": 2, "carried_out": 3}  # in the composition


def label(way: str, lang: str) -> str:
    """新收, ＋ 上年结转, ＝ 应办 …"""
    return words.say(f"composition.flow_{way}", lang)


def flow_by_year(flow: Flow, lang: str) -> Grid:
    """A row per figure and sum, a column per year (the latest eight)."""
    found = flow.composition
    years = found.years[-YEARS_MAX:]
    balances = [flow.total(year) for year in years]
    scale = scale_for(found.measures[0], [one.coming for one in balances if one], lang)
    rows = []
    for way in WAYS:
        if way in _PLACE:
            measure = found.measures[_PLACE[way]]
            cells = [summed(found.sums[measure.code, year], measure, year, scale, lang) for year in years]
        elif way in SUMS:
            cells = [_sum(balance, way, scale) for balance in balances]
        else:
            cells = [_together(flow, year, lang) for year in years]
        rows.append(Row(label(way, lang), tuple(cells), sum=way not in _PLACE))
    rows.append(counted(found, years, lang))
    return Grid(tuple(str(year) for year in years), tuple(rows), "all", breaks(found))


def _sum(balance: Balance | None, way: str, scale: Scale) -> Cell:
    if balance is None:
        return Cell("", state="sum")
    return Cell(scale.text(getattr(balance, way)) + doubt(balance), state="sum")


def doubt(balance: Balance) -> str:
    """The sign of a sum with a doubtful figure in it."""
    return "?" if balance.doubtful else ""


def _together(flow: Flow, year: int, lang: str) -> Cell:
    """Of a year: how many units don't close, whatever their differences add up to."""
    if flow.total(year) is None:
        return Cell("", state="check")
    apart = flow.open(year)
    if not apart:
        return Cell(words.say("composition.closes", lang), state="check")
    said = words.say("composition.apart_units", lang, n=len(apart))
    return Cell(said, state="check", hover=words.say("ui.list_join", lang).join(apart), wrong=True)


def flow_by_unit(flow: Flow, year: int, focus: Sequence[str], lang: str) -> Grid:
    """A row per unit of one year, a column per figure and sum; units without any request fold."""
    found = flow.composition
    own = flow.of_year(year)
    scale = scale_for(found.measures[0], [], lang)
    units = {unit.name: unit for unit in units_of(found, year)}

    def row(name: str, balance: Balance | None) -> Row:
        one = units[name]
        cells = []
        for way in WAYS:
            if way in _PLACE:
                cells.append(cell(one, found.measures[_PLACE[way]], year, scale, lang))
            elif way in SUMS:
                cells.append(_sum(balance, way, scale))
            else:
                cells.append(check(balance, (name, year), lang))
        return Row(name, tuple(cells))

    order = sorted(units.values(), key=lambda unit: (not own.get(unit.name, _NONE).difference, -unit.size))
    rows = unit_rows(order, lambda unit: row(unit.name, own.get(unit.name)), focus, lang)
    if sum(bool(one.cells) for one in rows) > 1 and (whole := flow.total(year)):
        cells = [_sum(whole, way, scale) if way != "check" else _together(flow, year, lang) for way in WAYS]
        rows.append(Row(words.say("composition.total", lang, n=len(own)), tuple(cells), sum=True))
    return Grid(tuple(label(way, lang) for way in WAYS), labelled(rows, found.series[0].table))


_NONE = Balance(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def check(balance: Balance | None, place: tuple[str, int], lang: str) -> Cell:
    """Whether the two sums of one unit agree, and if not by how much they differ."""
    if balance is None:
        return Cell(words.say("composition.not_checked", lang), state="check", place=place)
    if not balance.difference:
        return Cell(words.say("composition.closes", lang), state="check", place=place)
    said = words.say("composition.apart", lang, n=f"{abs(balance.difference):,f}{doubt(balance)}")
    return Cell(said, state="check", place=place, wrong=True)
