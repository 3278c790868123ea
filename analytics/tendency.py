"""Whether a unit's numbers rise or fall over the years, where so few numbers allow a word at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics import statistics
from analytics.change import tested
from analytics.measures import Measure
from analytics.ranking import SPEAKING, true_share
from analytics.series import Series
from analytics.statistics import Trend

# What may be said, each with its word, `tendency_…` in words/titles.yaml; LISTED is no word: the values are listed.
RISING, FALLING, NONE_FOUND, TOO_FEW, LISTED = "rising", "falling", "none_found", "too_few", "listed"
COLUMNS = ("jurisdiction", "series", "first", "last", "years", "p", "tendency")


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


def latest_run(rows: pd.DataFrame) -> pd.DataFrame:
    """Of one unit's rows, those with a number that are comparable with its last one."""
    spoken = rows[rows["state"].isin(SPEAKING) & rows["number"].notna()].sort_values("year")
    return spoken[spoken["series"] == spoken["series"].iloc[-1]] if len(spoken) else spoken


def _trend(measure: Measure, run: pd.DataFrame) -> Trend | None:
    """The test that fits the measure; None where there's none or too few years."""
    run = run[true_share(run)] if measure.kind == "rate" else run
    if len(run) < statistics.LEAST_YEARS:
        return None
    if tested(measure):
        return statistics.mann_kendall(run["number"].tolist())
    if measure.kind == "rate":
        parts, wholes = (run[name].astype(float).astype(int).tolist() for name in ("numerator", "denominator"))
        return statistics.cochran_armitage(run["year"].tolist(), parts, wholes)
    return None


def _word(trend: Trend | None, discovered: bool) -> str:
    if trend is None:
        return LISTED
    if not trend.reachable:
        return TOO_FEW
    if trend.p > statistics.ALPHA or not discovered or not trend.direction:
        return NONE_FOUND
    return RISING if trend.direction > 0 else FALLING


def tendency(series: Series, places: Sequence[str] | None = None) -> Tendencies:
    """What may be said of the trend of each unit (or of `places`), false words over them held to one in ten.

    Counts: Mann–Kendall. Shares: Cochran–Armitage by permutation. Amounts, means and stocks, and
    fewer than five years: nothing (`change.tested` says why).
    """
    table = series.table if places is None else series.table[series.table["jurisdiction"].isin(list(places))]
    runs = {str(unit): latest_run(rows) for unit, rows in table.groupby("jurisdiction", sort=False)}
    runs = {unit: run for unit, run in runs.items() if len(run)}
    trends = {unit: _trend(series.measure, run) for unit, run in runs.items()}
    reachable = {unit: trend.p for unit, trend in trends.items() if trend and trend.reachable}
    discovered = dict(zip(reachable, statistics.discoveries(list(reachable.values())), strict=True))
    rows = [
        {
            "jurisdiction": unit,
            "series": run["series"].iloc[0],
            "first": int(run["year"].iloc[0]),
            "last": int(run["year"].iloc[-1]),
            "years": len(run),
            "p": trend.p if (trend := trends[unit]) else float("nan"),
            "tendency": _word(trends[unit], bool(discovered.get(unit, False))),
        }
        for unit, run in runs.items()
    ]
    return Tendencies(series.measure, pd.DataFrame(rows, columns=list(COLUMNS)))
