"""Whether a unit's numbers rise or fall over the years, where so few numbers allow a word at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import statistics
from analytics.change import tested
from analytics.judgement.slope import Slope, slopes
from analytics.measures import Measure
from analytics.ranking import SPEAKING, true_count, true_share
from analytics.series import Series
from analytics.statistics import Trend

# What may be said, each with its word, `tendency_…` in words/titles.yaml; LISTED is no word: the values are listed.
# Of what can't be judged: too few cases, or years that are equal, nearly equal, or mostly equal.
RISING, FALLING, NONE_FOUND, LISTED = "rising", "falling", "none_found", "listed"
TOO_FEW, EQUAL, MOSTLY_EQUAL = "too_few", "equal", "mostly_equal"
UNJUDGED = (TOO_FEW, EQUAL, MOSTLY_EQUAL)
FEW = 5  # numbers that all stay below are too few, whatever else
NEAR = 0.15  # apart by no more than this share of the greatest are nearly equal
FALSE_WORDS = 0.5  # in a folder of briefs: one false word in two of them
COLUMNS = ("jurisdiction", "series", "first", "last", "years", "p", "tendency")
Test = Trend | Slope


@dataclass(frozen=True)
class Tendencies:
    """One row per unit that has a number: the `series` followed, its first and last year, how many years
    have a number, the p of the test (NaN where none was made) and the `tendency`."""

    measure: Measure
    table: pd.DataFrame

    def of(self, jurisdiction: str) -> str:
        """The unit's tendency; `listed` if it has no numbers."""
        found = self.table.loc[self.table["jurisdiction"] == jurisdiction, "tendency"]
        return LISTED if found.empty else str(found.iloc[0])


@dataclass(frozen=True)
class _Tried:
    """The runs of a series' units with their tests, before false words are held down; None: nothing to test."""

    series: Series
    runs: Mapping[str, pd.DataFrame]
    tests: Mapping[str, Test | None]

    @property
    def p(self) -> dict[str, float]:
        """Of the units whose numbers could speak at all."""
        return {unit: test.p for unit, test in self.tests.items() if test and test.least_p <= statistics.ALPHA}

    def told(self, speaking: frozenset[str]) -> Tendencies:
        """With a word for the units among these."""
        rows = [
            {
                "jurisdiction": unit,
                "series": run["series"].iloc[0],
                "first": int(run["year"].iloc[0]),
                "last": int(run["year"].iloc[-1]),
                "years": len(run),
                "p": test.p if (test := self.tests[unit]) else float("nan"),
                "tendency": _word(self.series.measure, run, test, unit in speaking),
            }
            for unit, run in self.runs.items()
        ]
        return Tendencies(self.series.measure, pd.DataFrame(rows, columns=list(COLUMNS)))


def latest_run(rows: pd.DataFrame) -> pd.DataFrame:
    """Of one unit's rows, those with a number that are comparable with its last one."""
    spoken = rows[rows["state"].isin(SPEAKING) & rows["number"].notna()].sort_values("year")
    return spoken[spoken["series"] == spoken["series"].iloc[-1]] if len(spoken) else spoken


def _tried(series: Series, places: Sequence[str] | None) -> _Tried:
    runs = {str(unit): latest_run(rows) for unit, rows in series.table.groupby("jurisdiction", sort=False)}
    runs = {unit: run for unit, run in runs.items() if len(run)}
    asked = {unit: run for unit, run in runs.items() if places is None or unit in set(places)}
    if not tested(series.measure):
        return _Tried(series, asked, dict.fromkeys(asked))
    tests = (
        _of_shares(runs) if series.measure.kind == "rate" else {unit: _of_counts(run) for unit, run in asked.items()}
    )
    return _Tried(series, asked, {unit: tests[unit] for unit in asked})


def _of_counts(run: pd.DataFrame) -> Trend | None:
    numbers = run.loc[true_count(run["number"]), "number"]
    return statistics.mann_kendall(numbers.tolist()) if len(numbers) >= statistics.LEAST_YEARS else None


def _of_shares(runs: Mapping[str, pd.DataFrame]) -> dict[str, Slope | None]:
    """By the yearly variation of the other units; where too few tell it, a slope that can never speak."""
    table = pd.concat([run[true_share(run)] for run in runs.values()]) if runs else pd.DataFrame()
    if table.empty:
        return dict.fromkeys(runs)
    years = np.array(sorted(table["year"].unique()), dtype=float)

    def wide(column: str) -> np.ndarray:
        numbers = table.assign(number=table[column].astype(float))
        numbers = numbers.pivot(index="jurisdiction", columns="year", values="number")
        return numbers.reindex(index=list(runs), columns=list(years)).to_numpy(float)

    parts, wholes = wide("numerator"), wide("denominator")
    found = [one or Slope(0, 1.0, 1.0) for one in slopes(years, parts, wholes)]
    enough = (~np.isnan(wholes)).sum(axis=1) >= statistics.LEAST_YEARS
    return {unit: one if many else None for unit, one, many in zip(runs, found, enough, strict=True)}


def _word(measure: Measure, run: pd.DataFrame, test: Test | None, speaks: bool) -> str:
    if test is None:
        return LISTED
    if test.least_p > statistics.ALPHA:
        return TOO_FEW if measure.kind == "rate" and run["number"].nunique() > 1 else _unjudged(run["number"])
    if test.p > statistics.ALPHA or not speaks or not test.direction:
        return NONE_FOUND
    return RISING if test.direction > 0 else FALLING


def _unjudged(numbers: pd.Series) -> str:
    """Why numbers can't rise or fall beyond chance in any order."""
    least, most = numbers.min(), numbers.max()
    if most - least <= NEAR * most:
        return EQUAL
    return TOO_FEW if most < FEW else MOSTLY_EQUAL


def tendency(series: Series, places: Sequence[str] | None = None) -> Tendencies:
    """What may be said of the trend of each unit (or of `places`), false words over them held to one in ten.

    Counts: Mann–Kendall. Shares: by the yearly variation of the other units of the series. Amounts, means and stocks,
    and fewer than five years: nothing (`change.tested` says why).
    """
    tried = _tried(series, places)
    found = tried.p
    kept = statistics.discoveries(list(found.values()))
    return tried.told(frozenset(unit for unit, discovered in zip(found, kept, strict=True) if discovered))


def of_folder(found: Sequence[Series]) -> dict[str, Tendencies]:
    """By measure, what may be said in a folder of pages, one for each unit, of several measures.

    So many words may be tried there that each has a stricter bar: over all of them half a false one is expected
    where nothing rises or falls.
    """
    tried = [_tried(series, None) for series in found]
    bar = min(statistics.ALPHA, FALSE_WORDS / max(1, sum(len(one.p) for one in tried)))
    return {
        one.series.measure.code: one.told(frozenset(unit for unit, p in one.p.items() if p <= bar)) for one in tried
    }
