"""The four figures over the overview: reports, applications, reviews, sums that don't close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics.coverage import Coverage, coverage
from analytics.ranking import SPEAKING
from analytics.series import Series, trends
from data.store import Snapshot

MEASURED = ("applications_new", "reviews")


@dataclass(frozen=True)
class Figure:
    """One figure of one year; None wherever nothing can be said.

    `code` is reports, applications_new, reviews or findings. `of` is how many reports are expected,
    of the reports only. `change` is the difference from the year before over the `same` units that
    have a number in both years. `years` are all years shown with their totals, over the units of
    each year: a bar chart's, not a comparison. `doubtful` tells of a doubtful number in `value`, `unsure` of one in
    `change`; `units` is how many have a number in the year.
    """

    code: str
    unit: str
    value: int | None
    of: int | None
    change: int | None
    same: int
    years: tuple[tuple[int, int | None], ...]
    doubtful: bool = False
    unsure: bool = False
    units: int = 0

    @property
    def name(self) -> str:
        """Its words: reports are received where a roster says who must report, else only held."""
        return "received" if self.code == "reports" and self.of is not None else self.code


@dataclass(frozen=True)
class Headline:
    """The figures of one year, in the order they are shown, and the year they are set against.

    `base_year` is the year before, or None if the store has no report of it. `coverage` is what they rest on.
    """

    year: int
    base_year: int | None
    figures: tuple[Figure, ...]
    coverage: Coverage

    def figure(self, code: str) -> Figure:
        """The figure of that code."""
        return next(figure for figure in self.figures if figure.code == code)


def _speaking(series: Series) -> pd.DataFrame:
    """The rows that bring a number."""
    return series.table[series.table["state"].isin(SPEAKING) & series.table["number"].notna()]


def _counts(series: Series) -> pd.DataFrame:
    """Units × years of a counted measure, exact; empty where there's no number."""
    table = _speaking(series)
    return table.assign(count=table["value"].map(Decimal)).pivot(index="jurisdiction", columns="year", values="count")


def _doubts(series: Series) -> pd.DataFrame:
    """Units × years: whether the number is doubtful."""
    table = _speaking(series)
    return table.assign(doubt=table["state"] == "doubtful").pivot(index="jurisdiction", columns="year", values="doubt")


def _doubted(doubts: pd.DataFrame | None, units: pd.Index, years: Sequence[int | None]) -> bool:
    """Whether one of the numbers of these units and years is doubtful."""
    return doubts is not None and bool(doubts.reindex(index=units, columns=list(years)).isin([True]).any(axis=None))


@dataclass(frozen=True)
class _Frame:
    """The years of a headline: all that are counted, the one it is about, and the one it is set against."""

    years: tuple[int, ...]
    year: int
    base: int | None
    shown: frozenset[int]

    def figure(
        self, code: str, unit: str, counts: pd.DataFrame, of: int | None = None, doubts: pd.DataFrame | None = None
    ) -> Figure:
        """A figure from units × years of counts, NaN where a unit has none; `doubts` tells which are doubtful."""
        counts = counts.reindex(columns=list(self.years))
        totals = {y: int(counts[y].dropna().sum()) if counts[y].notna().any() else None for y in self.years}
        both = (
            counts[[self.base, self.year]].dropna() if self.base in totals and self.year in totals else counts.iloc[:0]
        )
        change = int(both[self.year].sum() - both[self.base].sum()) if len(both) else None
        shown = tuple((y, total) for y, total in totals.items() if y in self.shown)
        units = int(counts[self.year].notna().sum()) if self.year in counts else 0
        doubtful = _doubted(doubts, counts.index, [self.year])
        unsure = _doubted(doubts, both.index, [self.base, self.year])
        return Figure(code, unit, totals.get(self.year), of, change, len(both), shown, doubtful, unsure, units)


def _grid(found: Coverage, rows: pd.DataFrame) -> pd.DataFrame:
    """Units × years of the column `count`."""
    return (
        rows.pivot(index="jurisdiction", columns="year", values="count")
        if len(rows)
        else pd.DataFrame(columns=found.years)
    )


def headline(
    snapshot: Snapshot,
    year: int,
    years: Sequence[int] | None = None,
    places: Sequence[str] | None = None,
    made_up: bool | None = None,
    boundaries: str = "reported",
) -> Headline:
    """The figures of `year` over all units or those at `places`; bars over `years`.

    A unit that existed and whose report isn't in the store counts as one report missing, never as 0
    applications. Findings are compared over the units with a report in both years.
    """
    asked = None if years is None else sorted({*years, year - 1, year})
    found = coverage(snapshot, asked, places, made_up, boundaries)
    measured = trends(snapshot, MEASURED, places, asked, made_up, boundaries=boundaries)
    return of(found, dict(zip(MEASURED, measured, strict=True)), year, years)


def of(found: Coverage, measured: Mapping[str, Series], year: int, shown: Sequence[int] | None = None) -> Headline:
    """The figures from a coverage and the series of new applications and reviews, for whoever has them already."""
    existing, stored = found.table[found.table["state"] != "not_existing"], found.stored
    base = year - 1 if (stored["year"] == year - 1).any() else None
    frame = _Frame(tuple(found.years), year, base, frozenset(found.years if shown is None else shown))
    reports = _grid(found, existing.assign(count=(existing["state"] != "not_in_store").astype(float)))
    findings = _grid(found, stored.assign(count=stored["findings"].astype(float)))
    figures = (
        frame.figure("reports", "份", reports, found.expected(year) if found.rostered else None),
        *(
            frame.figure(code, series.measure.unit, _counts(series), doubts=_doubts(series))
            for code, series in measured.items()
        ),
        frame.figure("findings", "处", findings),
    )
    return Headline(year, base, figures, found)
