"""Where years stand on the axis: one slot each, but years in which no form asks for the figure fold into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

LABELS_MAX = 8
HALF = 0.42  # half the width of a band, in slots


@dataclass(frozen=True)
class Years:
    """`at` gives each drawn year its place; `bands` are the (from, to, words) of years without the cell."""

    at: dict[int, float]
    bands: tuple[tuple[float, float, str], ...]
    low: float
    high: float

    @property
    def last(self) -> float:
        """Place of the last year that can hold a number."""
        return max(self.at.values(), default=0.0)

    @property
    def ticks(self) -> tuple[list[float], list[str]]:
        """Places and labels of the ticks; many years are thinned, the last one always stays."""
        years = sorted(self.at)
        step = -(-len(years) // LABELS_MAX) if years else 1
        kept = [year for i, year in enumerate(reversed(years)) if i % step == 0]
        marks = [(self.at[year], str(year)) for year in kept]
        marks += [((left + right) / 2, text) for left, right, text in self.bands]
        marks.sort()
        return [place for place, _ in marks], [text for _, text in marks]


def _unasked(table: pd.DataFrame) -> list[int]:
    """Years in which nobody has the cell, because every form in use lacks it."""
    asked = ~table["state"].isin(["not_in_form", "not_in_store", "not_existing"])
    lacking = set(table.loc[table["state"] == "not_in_form", "year"])
    return sorted(int(year) for year in lacking - set(table.loc[asked, "year"]))


def _runs(years: Sequence[int], all_years: Sequence[int]) -> list[tuple[int, int]]:
    place = {year: i for i, year in enumerate(all_years)}
    runs = [list(run) for _, run in groupby(enumerate(years), key=lambda pair: place[pair[1]] - pair[0])]
    return [(run[0][1], run[-1][1]) for run in runs]


def years(table: pd.DataFrame) -> Years:
    """The axis for the years of a series table (columns `year`, `state`)."""
    everything = sorted(int(year) for year in table["year"].unique())
    unasked = _unasked(table)
    runs = _runs(unasked, everything)
    at: dict[int, float] = {}
    bands: list[tuple[float, float, str]] = []
    place = 0.0
    trailing = bool(runs) and bool(everything) and runs[-1][1] == everything[-1] and len(unasked) < len(everything)
    for year in everything:
        run = next((run for run in runs if run[0] <= year <= run[1]), None)
        if run is None:
            at[year] = place
            place += 1
        elif year == run[0]:
            text = str(run[0]) if run[0] == run[1] else f"{run[0]}–{run[1]}"
            if trailing and run == runs[-1]:
                # The names at the end of the lines stand before the band, so the band moves aside.
                spread = max(len(at) - 1, 1)
                gap, wide = 0.9 * spread, 0.6 * spread
                bands.append((place - 1 + gap, place - 1 + gap + wide, text))
            else:
                bands.append((place - HALF, place + HALF, text))
                place += 1
    ends = [*at.values(), *(edge for left, right, _ in bands for edge in (left, right))] or [0.0]
    margin = 0.12 * max(1.0, (max(ends) - min(ends)) / 5)
    single = 0.5 if len(everything) == 1 else 0.0
    return Years(at, tuple(bands), min(ends) - margin - single, max(ends) + (0.0 if bands else 0.04) + single)
