"""Where years stand on the axis: one slot each, but years in which no form asks for the figure fold into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analytics import spans
from analytics.series import Series
from data.forms import FORMS

LABELS_MAX = 8
HALF = 0.42  # half the width of a band, in slots


@dataclass(frozen=True)
class Band:
    """Years whose form lacks the cell; `text` names them where they fold into one place of the axis."""

    left: float
    right: float
    text: str = ""


@dataclass(frozen=True)
class Years:
    """`at` gives each drawn year its place; `bands` are the years without the cell."""

    at: dict[int, float]
    bands: tuple[Band, ...]
    low: float
    high: float

    @property
    def last(self) -> float:
        """Place of the last year that can hold a number."""
        return max(self.at.values(), default=0.0)

    def in_band(self, place: float) -> bool:
        """Whether a place lies in years without the cell."""
        return any(band.left < place < band.right for band in self.bands)

    @property
    def ticks(self) -> tuple[list[float], list[str]]:
        """Places and labels of the ticks; many years are thinned, the last one always stays."""
        years = sorted(self.at)
        step = -(-len(years) // LABELS_MAX) if years else 1
        kept = [year for i, year in enumerate(reversed(years)) if i % step == 0]
        marks = [(self.at[year], str(year)) for year in kept]
        marks += [((band.left + band.right) / 2, band.text) for band in self.bands if band.text]
        marks.sort()
        return [place for place, _ in marks], [text for _, text in marks]


def lacking(table: pd.DataFrame) -> list[int]:
    """Years in which most reports are on a form that lacks the cell; a few late users of the old one may have it."""
    reported = table.loc[~table["state"].isin(["not_in_store", "not_existing"])]
    share = (reported["state"] == "not_in_form").groupby(reported["year"]).mean()
    return [int(year) for year in share.index[share > 0.5]]


def spoken(series: Series) -> list[int]:
    """The years to compare, the last of them the one to speak of: `full` ones, or all if there is no number."""
    return full(series.table) or list(series.years)


def full(table: pd.DataFrame) -> list[int]:
    """Years of which most units have a number: at least half as many as in the fullest year.

    Those in which only a few late users of the old form have the cell are left out, if there are others.
    """
    counts = table.loc[table["number"].notna()].groupby("year").size()
    asked = counts.drop([year for year in lacking(table) if year in counts.index])
    counts = asked if len(asked) else counts
    return sorted(int(year) for year in counts.index[2 * counts >= counts.max()])


def form_changes(forms: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """The years from which most reports are on a newer form than before, of (year, its forms joined by /) of each.

    The first year of all is none of them.
    """
    reports: Counter[int] = Counter()
    newest: dict[int, Counter[int]] = {}
    for year, own in forms:
        reports[year] += 1
        newest.setdefault(year, Counter())[max(map(FORMS.index, own.split("/")))] += 1
    found = set()
    for form in range(1, len(FORMS)):
        years = [
            year for year, own in newest.items() if 2 * sum(own[one] for one in own if one >= form) > reports[year]
        ]
        found |= {min(years)} if years and min(years) != min(reports) else set()
    return tuple(sorted(found))


def _runs(years: Sequence[int], all_years: Sequence[int]) -> list[list[int]]:
    place = {year: i for i, year in enumerate(all_years)}
    return [
        [year for _, year in run] for _, run in groupby(enumerate(years), key=lambda pair: place[pair[1]] - pair[0])
    ]


def years(table: pd.DataFrame) -> Years:
    """The axis for the years of a series table (columns `year`, `state`, `number`)."""
    everything = sorted(int(year) for year in table["year"].unique())
    numbered = set(table.loc[table["number"].notna(), "year"])
    runs = _runs(lacking(table), everything)
    at: dict[int, float] = {}
    bands: list[Band] = []
    place = 0.0
    for year in everything:
        run = next((run for run in runs if year in run), [])
        if not run or numbered & set(run):
            at[year] = place
            place += 1
            if run and year == run[-1]:
                bands.append(Band(place - len(run) - 0.5, place - 0.5))
        elif year == run[0]:
            [text] = spans.runs(run)
            if at and run[-1] == everything[-1]:
                # The names at the end of the lines stand before the band, so the band moves aside.
                spread = max(len(at) - 1, 1)
                bands.append(Band(place - 1 + 0.9 * spread, place - 1 + 1.5 * spread, text))
            else:
                bands.append(Band(place - HALF, place + HALF, text))
                place += 1
    ends = [*at.values(), *(edge for band in bands for edge in (band.left, band.right))] or [0.0]
    margin = 0.12 * max(1.0, (max(ends) - min(ends)) / 5)
    single = 0.5 if len(everything) == 1 else 0.0
    right = 0.0 if bands and bands[-1].right >= max(ends) else 0.04
    return Years(at, tuple(bands), min(ends) - margin - single, max(ends) + right + single)
