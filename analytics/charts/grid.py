"""A grid of numbers, each over a thin bar: what a total is made of, over the years or unit by unit.

A number stands in every cell, so a grid reads in black and white, and a 0 is a 0 and no missing bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

import words
from analytics.charts.lines import form_changes
from analytics.charts.rows import each, unit_labels
from analytics.charts.scale import Scale
from analytics.composition import Composition, Sum
from analytics.measures import Measure

YEARS_MAX = 8
UNITS_MAX, UNITS_KEPT = 20, 14  # more units than this: the rest folds
PARTS_ALWAYS = 7  # of more parts those that are 0 throughout fold into one row
EMPTIES_MAX = 3


@dataclass(frozen=True)
class Cell:
    """`number` is the length of the bar (None: no bar), `text` what stands over it, `place` the unit and year it is of.

    `inner` is the part of the bar that is filled where it shows n of m; `few`: it stands on too few reports;
    `wrong`: a sum that does not close.
    """

    text: str
    number: float | None = None
    state: str = "value"
    hover: str = ""
    place: tuple[str, int] | None = None
    inner: float | None = None
    few: bool = False
    wrong: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the grid; a `sum` has no bars, a `note` stands in place of cells for the `names` folded into it.

    `label` is what a unit is called on the chart, where that is more than its name.
    """

    name: str
    cells: tuple[Cell, ...] = ()
    sum: bool = False
    note: str = ""
    names: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Grid:
    """`scale` tells which bars share one; before the columns of `breaks` most units changed their form."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    scale: Literal["all", "row", "column"] = "all"
    breaks: tuple[int, ...] = ()


def labelled(rows: Iterable[Row], table: pd.DataFrame) -> tuple[Row, ...]:
    """Rows of units with their counties, where those of several stand together in the table."""
    named = unit_labels(table)
    return tuple(replace(row, label=named.get(row.name, "")) for row in rows)


def scale_for(measure: Measure, numbers: Sequence[Decimal | None], lang: str) -> Scale:
    """The scale that fits these numbers of a measure."""
    largest = max((abs(float(number)) for number in numbers if number is not None), default=0.0)
    return Scale.of(measure.kind, measure.unit, largest, lang)


def named(measure: Measure, scale: Scale, unit: str, lang: str) -> str:
    """Short name of a part; its unit too where it isn't that of the grid."""
    short = measure.short[lang]
    return short if scale.unit == unit else words.say("ui.measure_unit", lang, measure=short, unit=scale.unit)


def empty(state: str, lang: str, hover: str = "", place: tuple[str, int] | None = None) -> Cell:
    """A cell without a number: the sign of why."""
    return Cell(words.family("states")[state]["sign"], None, state, f"{hover}<b>{_word(state, lang)}</b>", place)


def _word(state: str, lang: str) -> str:
    return words.say(f"states.{state}", lang)


# ── over the years ───────────────────────────────────────────────────────────────────────────────


def by_year(found: Composition, lang: str) -> Grid:
    """A row per part and a column per year (the latest eight), the whole below, and how many units are in it."""
    years = found.years[-YEARS_MAX:]
    parts, whole = found.breakdown.parts, found.whole
    unit = scale_for(found.measures[0], [], lang).unit
    rows = [_part(found, measure, years, unit, lang) for measure in found.measures[: len(parts)]]
    if len(rows) > PARTS_ALWAYS:
        rows = folded(rows, lang)
    if whole:
        rows.append(replace(_part(found, whole, years, unit, lang), sum=True))
    rows.append(counted(found, years, lang))
    return Grid(tuple(str(year) for year in years), tuple(rows), "row" if uneven(found) else "all", breaks(found))


def uneven(found: Composition) -> bool:
    """Whether the parts are of unlike kinds (several units, stocks beside flows): one scale would flatten some."""
    return not found.breakdown.together and len({(m.unit, m.stock) for m in found.measures}) > 1


def _part(found: Composition, measure: Measure, years: Sequence[int], unit: str, lang: str) -> Row:
    sums = [found.sums[measure.code, year] for year in years]
    scale = scale_for(measure, [one.value for one in sums], lang)
    cells = tuple(summed(one, measure, year, scale, lang) for one, year in zip(sums, years, strict=True))
    return Row(named(measure, scale, unit, lang), cells)


def summed(one: Sum, measure: Measure, year: int, scale: Scale, lang: str) -> Cell:
    """A sum over units as a cell."""
    said = f"{measure.label[lang]}　{year}<br>"
    if one.value is None:
        return empty(one.state, lang, said)
    over = words.say("composition.over", lang, units=one.units, stored=one.stored)
    text = scale.text(one.value) + ("?" if one.state == "doubtful" else "") + ("*" if one.few else "")
    hover = f"{said}<b>{scale.text(one.value)}</b> {scale.unit}<br>{over}"
    return Cell(text, float(one.value) * scale.factor, one.state, hover, few=one.few)


def folded(rows: Sequence[Row], lang: str) -> list[Row]:
    """Parts that are 0 throughout in one row, the others before them."""
    kept = [row for row in rows if any(cell.number for cell in row.cells)]
    rest = [row.name for row in rows if row not in kept]
    if not rest:
        return list(rows)
    key = "composition.parts_zero" if kept else "composition.parts_all_zero"
    return [*kept, Row("", note=words.say(key, lang, n=len(rest)), names=tuple(rest))]


def counted(found: Composition, years: Sequence[int], lang: str) -> Row:
    """How many units the sums of each year stand on."""
    cells = [Cell(str(found.units(year)), state="count") for year in years]
    return Row(words.say("composition.units", lang), tuple(cells), sum=True)


def breaks(found: Composition) -> tuple[int, ...]:
    """The columns of `by_year` before which most reports changed their form."""
    years = found.years[-YEARS_MAX:]
    return tuple(years.index(year) for year in form_changes(found.series[0].table) if year in years[1:])


# ── unit by unit ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Unit:
    """A unit's cells in one year, by measure."""

    name: str
    rows: dict[str, Any]

    @property
    def states(self) -> set[str]:
        return {row.state for row in self.rows.values()}

    @property
    def size(self) -> float:
        """Its numbers added up, to put the units in order."""
        return float(sum(row.number for row in self.rows.values() if not pd.isna(row.number)))

    @property
    def numbered(self) -> bool:
        return any(not pd.isna(row.number) for row in self.rows.values())

    @property
    def zero(self) -> bool:
        """Nothing but zeros, and ratios that have no cases."""
        zero = (row.state == "undefined" or (row.state == "value" and row.number == 0) for row in self.rows.values())
        return self.numbered and all(zero)


def units_of(found: Composition, year: int) -> list[Unit]:
    """All units of a year, those with most first."""
    rows: dict[str, dict[str, Any]] = {}
    for row in each(found.of_year(year)):
        rows.setdefault(row.jurisdiction, {})[row.measure] = row
    whole = found.breakdown.whole
    units = [Unit(name, own) for name, own in rows.items()]
    key = (lambda unit: (-_number(unit, whole), -unit.size)) if whole else (lambda unit: -unit.size)
    return sorted(units, key=key)


def _number(unit: Unit, code: str) -> float:
    number = unit.rows[code].number
    return 0.0 if pd.isna(number) else float(number)


def by_unit(found: Composition, year: int, focus: Sequence[str], lang: str) -> Grid:
    """A row per unit and a column per part (and the whole): units that are 0 throughout or empty fold."""
    measures, rest = columns_of(found, year)
    scales = {m.code: scale_for(m, [_exact(v) for v in _values(found, m, year)], lang) for m in measures}
    unit = scale_for(measures[0], [], lang).unit

    def row(one: Unit) -> Row:
        own = tuple(cell(one, m, year, scales[m.code], lang) for m in measures)
        return Row(one.name, (*own, *([_rest(one, rest)] if rest else [])))

    rows = unit_rows(units_of(found, year), row, focus, lang)
    if sum(bool(one.cells) for one in rows) > 1:
        sums = [summed(found.sums[m.code, year], m, year, scales[m.code], lang) for m in measures]
        others = [found.sums[m.code, year].value or Decimal(0) for m in rest]
        sums += [Cell(f"{sum(others):,f}", state="sum")] if rest else []
        rows.append(Row(words.say("composition.total", lang, n=found.units(year)), tuple(sums), sum=True))
    columns = [named(m, scales[m.code], unit, lang) for m in measures]
    columns += [words.say("composition.parts_rest", lang, n=len(rest))] if rest else []
    return Grid(tuple(columns), labelled(rows, found.series[0].table), "column" if uneven(found) else "all")


def columns_of(found: Composition, year: int) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """The measures that get a column, and those that are added up in a last one: the smallest, where there are many."""
    measures = found.measures
    if len(measures) <= PARTS_ALWAYS:
        return measures, ()
    largest = sorted(measures, key=lambda m: -(found.sums[m.code, year].value or 0))[: PARTS_ALWAYS - 1]
    return tuple(m for m in measures if m in largest), tuple(m for m in measures if m not in largest)


def _rest(one: Unit, rest: Sequence[Measure]) -> Cell:
    """The measures without a column of their own, added up as far as they have numbers."""
    numbers = [one.rows[m.code].number for m in rest if not pd.isna(one.rows[m.code].number)]
    return Cell(f"{sum(numbers):,.0f}", float(sum(numbers)), place=None) if numbers else Cell("", state="sum")


def _values(found: Composition, measure: Measure, year: int) -> list[Any]:
    rows = found.of_year(year)
    return [
        *rows.loc[(rows["measure"] == measure.code) & rows["number"].notna(), "value"],
        found.sums[measure.code, year].value,
    ]


def _exact(value: Any) -> Decimal | None:
    return None if value is None or pd.isna(value) else Decimal(str(value))


def cell(one: Unit, measure: Measure, year: int, scale: Scale, lang: str) -> Cell:
    """A unit's own number as a cell."""
    row = one.rows[measure.code]
    said, place = f"{one.name}　{year}<br>{measure.label[lang]} ", (one.name, year)
    if pd.isna(row.number):
        return empty(row.state, lang, said, place)
    text = scale.text(row.number)
    return Cell(
        text + ("?" if row.state == "doubtful" else ""),
        row.number * scale.factor,
        row.state,
        f"{said}<b>{text}</b> {scale.unit}" + (f"<br>{row.note}" if row.note else ""),
        place,
    )


def unit_rows(units: Sequence[Unit], row: Any, focus: Sequence[str], lang: str) -> list[Row]:
    """Rows of units (made by `row`), then what is folded: long tails, zeros, kinds of empty."""
    own = [unit for unit in units if unit.name in focus or (unit.numbered and not unit.zero)]
    zeros = [unit for unit in units if unit.zero and unit not in own]
    empties = [unit for unit in units if not unit.numbered and unit not in own and unit.states != {"not_existing"}]
    if len(zeros) == 1:
        own, zeros = [*own, *zeros], []
    tail: list[Unit] = []
    if len(own) > UNITS_MAX:
        tail = [unit for unit in own[UNITS_KEPT:] if unit.name not in focus]
        own = [unit for unit in own if unit not in tail]
    rows = [row(unit) for unit in own]
    if tail:
        rows.append(_note("units_more", tail, lang))
    if zeros:
        rows.append(_note("units_zero" if rows else "units_all_zero", zeros, lang))
    states: dict[str, list[Unit]] = {}
    for unit in empties:
        states.setdefault(sorted(unit.states)[0], []).append(unit)
    for state, same in states.items():
        word = f"{words.family('states')[state]['sign']} {_word(state, lang)}".strip()
        if len(same) <= EMPTIES_MAX:
            rows += [Row(unit.name, note=word, names=(unit.name,)) for unit in same]
        else:
            rows.append(Row("", note=words.say("ui.rest_state", lang, n=len(same), state=word), names=_names(same)))
    return rows


def _names(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def _note(key: str, units: Sequence[Unit], lang: str) -> Row:
    return Row("", note=words.say(f"composition.{key}", lang, n=len(units)), names=_names(units))
