"""What a number is made of: several measures side by side over the same units and years, with their sums.

A sum is taken over the units that have the number, and says over how many. Where the parts belong together (they add
up to a whole, or are the two sides of a flow) only units with all of them are summed, so that what is shown closes
whenever the reports do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from analytics.charts.years import full
from analytics.measures import MEASURES, Measure
from analytics.ranking import SPEAKING, total
from analytics.series import Series, trends
from data.forms import FORMS, blocks
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


def _columns_of(section: str, named: str, cell: str) -> tuple[str, ...]:
    """The measure of each column of a table but the total, of all forms: one of the catalogue, else its cell."""
    columns = {
        column.code: None
        for form in FORMS
        for block in blocks(form, section)
        for column in block.columns
        if column.code != "total"
    }
    return tuple(one if (one := named.format(code)) in MEASURES else cell.format(code) for code in columns)


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
            _columns_of("3", "applicants_{}", "3.new.{}"),
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
        rows = self._speaking
        rows = rows.loc[rows["series"] == self._main]
        if not self.breakdown.together:
            return rows
        found = rows.groupby(["jurisdiction", "year"])["measure"].transform("size")
        return rows.loc[found + self._not_asked(rows) == len(self.series)]

    def _not_asked(self, rows: pd.DataFrame) -> pd.Series:
        """For each of these rows how many of the parts the form of its unit and year does not have."""
        lacking = self.table.loc[(self.table["state"] == "not_in_form") & ~self.table["form"].str.contains("/")]
        counts = lacking.groupby(["jurisdiction", "year"]).size()
        keys = pd.MultiIndex.from_frame(rows[["jurisdiction", "year"]])
        return pd.Series(counts.reindex(keys).fillna(0).to_numpy(), index=rows.index)

    @cached_property
    def _speaking(self) -> pd.DataFrame:
        return self.table.loc[self.table["state"].isin(SPEAKING) & self.table["number"].notna()]

    @cached_property
    def _main(self) -> pd.Series:
        """Of each row that speaks the form whose numbers are summed: the one most units of its measure and year use."""
        rows = self._speaking
        sizes = rows.groupby(["measure", "year", "series"], sort=True).size()
        most = sizes.groupby(level=[0, 1]).idxmax().map(lambda key: key[2]) if len(sizes) else sizes
        keys = pd.MultiIndex.from_frame(rows[["measure", "year"]])
        return pd.Series(most.reindex(keys).to_numpy(), index=rows.index, dtype=object)

    def other_forms(self, year: int) -> dict[str, int]:
        """How many units have a number in a year that is on another form, and so in none of the sums, by form."""
        rows = self._speaking
        apart = rows.loc[(rows["series"] != self._main) & (rows["year"] == year)]
        return {str(form): int(own["jurisdiction"].nunique()) for form, own in apart.groupby("form")}

    @cached_property
    def sums(self) -> dict[tuple[str, int], Sum]:
        """Of each measure in each year what its units add up to."""
        values: dict[tuple[str, int], list[str]] = {}
        doubtful: set[tuple[str, int]] = set()
        for code, year, state, value in _columns(self.numbered, "measure", "year", "state", "value"):
            values.setdefault((code, year), []).append(value)
            if state == "doubtful":
                doubtful.add((code, year))
        first = self.series[0].table
        stored = (first["report"].notna() | first["reports"].notna()).groupby(first["year"]).sum().to_dict()
        found: dict[tuple[str, int], Sum] = {}
        for key in ((measure.code, year) for year in self.years for measure in self.measures):
            held = int(stored.get(key[1], 0))
            if key in values:
                state = "doubtful" if key in doubtful else "value"
                found[key] = Sum(total(values[key]), state, len(values[key]), held)
            else:
                found[key] = Sum(None, self._absent(*key), 0, held)
        return found

    def _absent(self, code: str, year: int) -> str:
        """Why most units have no number that could be summed."""
        [table] = (one.table for one in self.series if one.measure.code == code)
        states = table.loc[table["year"] == year, "state"]
        existing = states[states != "not_existing"]
        state = str((existing if len(existing) else states).mode().iloc[0])
        return "blank" if state in SPEAKING else state

    def units(self, year: int) -> int:
        """How many units stand in the sums of a year, of the fullest measure."""
        return max(self.sums[code, year].units for code in self.breakdown.codes)

    @property
    def last(self) -> int:
        """The last year of which most units have a number, else the last year shown."""
        return max(full(self.numbered.drop_duplicates(["jurisdiction", "year"])), default=self.years[-1])


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Row by row what stands in these columns."""
    return zip(*(table[name].tolist() for name in names), strict=True)


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
    return compositions(snapshot, (code,), places, years, made_up, lang, boundaries)[code]


def compositions(
    snapshot: Snapshot,
    codes: Sequence[str],
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    made_up: bool | None = None,
    lang: str = "zh",
    boundaries: str = "reported",
) -> dict[str, Composition]:
    """Several of `BREAKDOWNS` by code, read in one go."""
    measures = tuple(dict.fromkeys(part for code in codes for part in BREAKDOWNS[code].codes))
    found = dict(zip(measures, trends(snapshot, measures, places, years, made_up, lang, boundaries), strict=True))
    return {
        code: Composition(BREAKDOWNS[code], tuple(found[part] for part in BREAKDOWNS[code].codes)) for code in codes
    }
