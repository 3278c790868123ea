"""What a number is made of: several measures side by side over the same units and years, with their sums.

A sum is taken over the units that have the number, and says over how many. Where the parts belong together (they add
up to a whole, or are the two sides of a flow) only units with all of them are summed, so that what is shown closes
whenever the reports do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pandas as pd

from analytics.measures import MEASURES, Measure
from analytics.ranking import SPEAKING, total
from analytics.series import Series, trend
from data.store import Snapshot

FEW = 0.5  # a sum over fewer of a year's reports than this says little of the year


@dataclass(frozen=True)
class Breakdown:
    """Codes of the parts in the order shown, and of the whole they add up to ("" if there is none).

    `together`: only units with all parts are summed.
    """

    code: str
    parts: tuple[str, ...]
    whole: str = ""
    together: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Parts, then the whole."""
        return (*self.parts, *([self.whole] if self.whole else []))


def _starting(*beginnings: str) -> tuple[str, ...]:
    return tuple(code for code in MEASURES if code.startswith(beginnings))


_OUTCOMES = ("granted", "partly", "refused", "unable", "not_processed", "other")
_RESULTS = ("upheld", "corrected", "other", "pending")
BREAKDOWNS: dict[str, Breakdown] = {
    found.code: found
    for found in (
        Breakdown(
            "flow", tuple(f"applications_{way}" for way in ("new", "carried_in", "closed", "carried_out")), "", True
        ),
        Breakdown("outcomes", tuple(f"applications_{way}" for way in _OUTCOMES), "applications_closed", True),
        Breakdown("reasons", _starting("refused_", "unable_", "not_processed_")),
        Breakdown(
            "applicants",
            tuple(f"applicants_{kind}" for kind in ("natural", "business", "research", "welfare", "legal", "other")),
            "applications_new",
            True,
        ),
        Breakdown("documents", ("documents_made", "documents_repealed", "documents_in_force")),
        Breakdown("decisions", ("licences", "penalties", "coercion", "fees_amount")),
        Breakdown("reviews", tuple(f"reviews_{result}" for result in _RESULTS), "reviews", True),
        Breakdown("lawsuits", tuple(f"lawsuits_{result}" for result in _RESULTS), "lawsuits", True),
    )
}


@dataclass(frozen=True)
class Sum:
    """One measure in one year over `units` units; `stored` is how many reports of the year there are.

    `value` is None where no unit has a number, and `state` then why most have none.
    """

    value: Decimal | None
    state: str
    units: int
    stored: int

    @property
    def few(self) -> bool:
        """Whether it stands on too few of the year's reports to be set beside other years."""
        return self.value is not None and self.units < FEW * self.stored


@dataclass(frozen=True, eq=False)
class Composition:
    """The series of a breakdown, in its order, each one row per unit and year."""

    breakdown: Breakdown
    series: tuple[Series, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures of the parts, then of the whole."""
        return tuple(one.measure for one in self.series)

    @cached_property
    def whole(self) -> Measure | None:
        """The measure that the parts add up to."""
        return self.measures[-1] if self.breakdown.whole else None

    @property
    def years(self) -> tuple[int, ...]:
        """The years shown, in order."""
        return self.series[0].years

    @cached_property
    def table(self) -> pd.DataFrame:
        """All series one after the other: one row per measure, unit and year."""
        return pd.concat([one.table for one in self.series], ignore_index=True)

    def of_year(self, year: int) -> pd.DataFrame:
        """One row per measure and unit."""
        return self.table.loc[self.table["year"] == year]

    @cached_property
    def numbered(self) -> pd.DataFrame:
        """The rows that are summed."""
        rows = self.table.loc[self.table["state"].isin(SPEAKING) & self.table["number"].notna()]
        if not self.breakdown.together:
            return rows
        found = rows.groupby(["jurisdiction", "year"])["measure"].transform("size")
        return rows.loc[found == len(self.series)]

    @cached_property
    def sums(self) -> dict[tuple[str, int], Sum]:
        """Of each measure in each year what its units add up to."""
        numbered = self._grouped(self.numbered)
        first = self.series[0].table
        stored = (first["report"].notna() | first["reports"].notna()).groupby(first["year"]).sum().to_dict()
        found: dict[tuple[str, int], Sum] = {}
        for (code, year), rows in self._grouped(self.table).items():
            summed = numbered.get((code, year))
            held = int(stored.get(year, 0))
            if summed is None:
                existing = rows.loc[rows["state"] != "not_existing", "state"]
                state = str((existing if len(existing) else rows["state"]).mode().iloc[0])
                found[code, year] = Sum(None, "blank" if state in SPEAKING else state, 0, held)
            else:
                state = "doubtful" if (summed["state"] == "doubtful").any() else "value"
                found[code, year] = Sum(total(summed["value"]), state, len(summed), held)
        return found

    def _grouped(self, table: pd.DataFrame) -> dict[tuple[str, int], pd.DataFrame]:
        """Rows by measure and year."""
        return {
            (str(code), int(str(year))): rows
            for year, of_year in table.groupby("year")
            for code, rows in of_year.groupby("measure")
        }

    def units(self, year: int) -> int:
        """How many units stand in the sums of a year, of the fullest measure."""
        return max(self.sums[code, year].units for code in self.breakdown.codes)

    @property
    def last(self) -> int:
        """The last year with a number, else the last year shown."""
        return max((int(year) for year in self.numbered["year"]), default=self.years[-1])


def composition(
    snapshot: Snapshot,
    code: str,
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    made_up: bool | None = None,
    lang: str = "zh",
    boundaries: str = "reported",
) -> Composition:
    """One of `BREAKDOWNS` for the units and years of a view. Raises BadRequest as `trend` does."""
    breakdown = BREAKDOWNS[code]
    series = (trend(snapshot, part, places, years, made_up, lang, boundaries) for part in breakdown.codes)
    return Composition(breakdown, tuple(series))
