"""Procurement unit by unit: projects, amount, mean, and the share of what all units in the store have together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

import words
from analytics.charts.grid import Cell, Grid, Row, Unit, cell, labelled, scale_for, unit_rows
from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.ranking import SPEAKING, total
from analytics.sentence import percent
from analytics.series import Series


@dataclass(frozen=True, eq=False)
class Shares:
    """Projects, amounts and means of one year, and of each unit its share of the whole amount.

    Sums are over the units that have the number; the mean of all is the whole amount divided by all
    projects of the units that have both.
    """

    projects: Series
    amount: Series
    mean: Series
    year: int

    @property
    def series(self) -> tuple[Series, ...]:
        return self.projects, self.amount, self.mean

    @cached_property
    def units(self) -> list[Unit]:
        """All units, those with the greatest amounts first."""
        rows: dict[str, dict[str, Any]] = {}
        for one in self.series:
            for row in each(one.table.loc[one.table["year"] == self.year]):
                rows.setdefault(row.jurisdiction, {})[one.measure.code] = row
        units = [Unit(name, own) for name, own in rows.items()]
        return sorted(units, key=lambda unit: -_number(unit, self.amount.measure.code))

    def of_year(self, one: Series) -> pd.DataFrame:
        """The rows of one of the series."""
        return one.table.loc[one.table["year"] == self.year]

    def spoken(self, one: Series, column: str = "value") -> pd.Series:
        """Of the units that have the number that column."""
        table = one.table
        return table.loc[(table["year"] == self.year) & table["state"].isin(SPEAKING) & table["number"].notna(), column]

    def total(self, one: Series) -> Decimal | None:
        """What all units have together."""
        if one is self.mean:
            above, below = (total(self.spoken(one, part)) for part in ("numerator", "denominator"))
            return above / below if below else None
        values = self.spoken(one)
        return total(values) if len(values) else None

    def counted(self) -> int:
        """Units with an amount."""
        return len(self.spoken(self.amount))

    def share(self, unit: Unit) -> str:
        """Share of the whole amount in per cent; "" where there is none to be had."""
        row, whole = unit.rows[self.amount.measure.code], self.total(self.amount)
        if pd.isna(row.number) or not whole or row.number < 0:
            return ""
        return percent(Decimal(str(row.value)), whole, 1)


def _number(unit: Unit, code: str) -> float:
    number = unit.rows[code].number
    return -1.0 if pd.isna(number) else float(number)


def share_grid(found: Shares, focus: Sequence[str], lang: str) -> Grid:
    """A row per unit; units with neither projects nor money fold."""
    scales = {
        one.measure.code: scale_for(one.measure, [_exact(v) for v in found.spoken(one)], lang) for one in found.series
    }

    def row(unit: Unit) -> Row:
        own = [cell(unit, one.measure, found.year, scales[one.measure.code], lang) for one in found.series]
        said = found.share(unit)
        state = unit.rows[found.amount.measure.code].state if said else "sum"
        text = said + ("?" if state == "doubtful" else "")
        share = Cell(text, float(said.rstrip("%")) if said else None, state, place=own[0].place)
        return Row(unit.name, (*own, share))

    rows = unit_rows(found.units, row, focus, lang)
    if sum(bool(one.cells) for one in rows) > 1:
        sums = [_sum(found, one, scales[one.measure.code]) for one in found.series]
        whole = Cell("100%" if found.total(found.amount) else "", state="sum")
        rows.append(Row(words.say("composition.total", lang, n=found.counted()), (*sums, whole), sum=True))
    columns = [
        words.say("ui.measure_unit", lang, measure=one.measure.short[lang], unit=scales[one.measure.code].unit)
        for one in found.series
    ]
    return Grid((*columns, words.say("composition.share_share", lang)), labelled(rows, found.amount.table), "column")


def _sum(found: Shares, one: Series, scale: Scale) -> Cell:
    value = found.total(one)
    if value is None:
        return Cell("–", state="sum")
    doubtful = any(unit.rows[one.measure.code].state == "doubtful" for unit in found.units)
    return Cell(scale.text(value) + ("?" if doubtful else ""), state="sum")


def _exact(value: object) -> Decimal:
    return Decimal(str(value))
