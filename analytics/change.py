"""What changed between two years, unit by unit and together, and what may be said of each change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from analytics import statistics
from analytics.judgement import verdict
from analytics.judgement.verdict import NOTABLE, Verdicts
from analytics.measures import Measure
from analytics.ranking import SPEAKING, total, true_count, true_share
from analytics.series import Series

LISTED = 3  # the largest changes that are named in any case
CHARTED_MAX = 12
JUDGED_UNITS = 5_000
COLUMNS = (
    *("jurisdiction", "kind", "series", "unit", "earlier", "later", "difference", "percent"),
    *("p", "expected", "verdict", "doubtful", "earlier_doubtful", "later_doubtful"),
    *("earlier_numerator", "earlier_denominator", "later_numerator", "later_denominator"),
)


def tested(measure: Measure) -> bool:
    """Whether changes and trends of the measure are judged: only counts over a year and shares are.

    Money isn't a count: one contract can be any sum, so nothing is known of its distribution. A stock
    (carried over, in force) carries last year's cases along, so its years aren't independent.
    """
    return measure.kind in ("count", "rate") and not measure.stock


@dataclass(frozen=True)
class Totals:
    """The same units added up in both years; a rate or mean also by numerator and denominator."""

    units: int
    earlier: Decimal | None
    later: Decimal | None
    earlier_parts: tuple[Decimal, Decimal] | None = None
    later_parts: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Change:
    """One measure in `year` against `base_year`.

    `table` has a row for each unit with a number in both years and in the same `series`: earlier, later and
    difference exact; `percent` only from an earlier count of 20; the `verdict` on it, empty where the measure isn't
    judged, and what it rests on, `expected` and p. Rows are ordered by size of difference, a share's is given from
    denominators of 5 on. `years` are those that a unit's memory reaches over, with the judged one. `left_out` names
    the other units with their state in each year. `whole_county` tells whether the units are all those of one county.
    """

    measure: Measure
    base_year: int
    year: int
    table: pd.DataFrame
    left_out: pd.DataFrame
    years: int
    whole_county: bool = True

    @property
    def judged(self) -> bool:
        """Whether there are verdicts."""
        return tested(self.measure) and bool((self.table["verdict"] != "").any())

    def of(self, *verdicts: str) -> pd.DataFrame:
        """The units of these verdicts, largest difference first."""
        return self.table[self.table["verdict"].isin(verdicts)]

    @property
    def notable(self) -> pd.DataFrame:
        """The units of 增减变动较大."""
        return self.of(NOTABLE)

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The three largest changes, whatever their verdict, and the notable ones."""
        moved = self.table[self.table["difference"].map(bool).astype(bool)]  # None is no difference that could be given
        return moved[moved.index.isin(moved.index[:LISTED]) | (moved["verdict"] == NOTABLE)]

    @property
    def together(self) -> int:
        """+1 or −1 where more than half of the units rose or fell, more than chance would have it; else 0."""
        moved = self.table["difference"].map(lambda d: d or 0)
        up, down = int((moved > 0).sum()), int((moved < 0).sum())
        if 2 * max(up, down) <= len(self.table) or stats.binomtest(up, up + down).pvalue > verdict.ALPHA:
            return 0
        return 1 if up > down else -1

    def drawn(self, rows: pd.DataFrame | None = None) -> pd.DataFrame:
        """Rows (all, or e.g. those listed) that have a difference, with floats instead of exact numbers."""
        rows = self.table if rows is None else rows
        rows = rows[rows["difference"].notna()]
        return rows.astype({"earlier": float, "later": float, "difference": float})

    @property
    def charted(self) -> pd.DataFrame:
        """What a chart draws: of what is judged the listed changes, else the largest; no more than a dozen."""
        rows = self.drawn(self.listed if self.judged else None)
        return rows.loc[rows["difference"] != 0].head(CHARTED_MAX)

    def totals(self, without: str | None = None) -> Totals:
        """All comparable units added up, or all but one. A ratio is recomputed from its sums."""
        rows = self.table[self.table["jurisdiction"] != without]
        if self.measure.kind not in ("rate", "mean"):
            return Totals(len(rows), total(rows["earlier"]), total(rows["later"]))
        parts = [
            (total(rows[f"{when}_numerator"]), total(rows[f"{when}_denominator"])) for when in ("earlier", "later")
        ]
        earlier, later = (top / bottom if bottom else None for top, bottom in parts)
        return Totals(len(rows), earlier, later, *parts)

    @property
    def largest(self) -> str | None:
        """Of a rate or mean, the unit with the greatest denominator in both years together."""
        if self.table.empty or self.measure.kind not in ("rate", "mean"):
            return None
        weight = self.table["earlier_denominator"].astype(float) + self.table["later_denominator"].astype(float)
        return str(self.table["jurisdiction"].iloc[int(weight.argmax())])


def _both_years(series: Series, base_year: int, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units comparable in both years, and the others."""
    table = series.table.set_index("jurisdiction")
    earlier, later = table[table["year"] == base_year], table[table["year"] == year]
    pairs = later.merge(earlier, how="outer", left_index=True, right_index=True, suffixes=("", "_earlier"))
    speaking = pairs["state"].isin(SPEAKING) & pairs["state_earlier"].isin(SPEAKING)
    comparable = (
        speaking
        & pairs["number"].notna()
        & pairs["number_earlier"].notna()
        & (pairs["series"] == pairs["series_earlier"])
    )
    apart = pairs[~comparable][["state_earlier", "state"]].rename(
        columns={"state_earlier": "earlier", "state": "later"}
    )
    return pairs[comparable], apart.reset_index()


def _difference(
    measure: Measure, pairs: pd.DataFrame, earlier: list[Decimal], later: list[Decimal]
) -> list[Decimal | None]:
    differences: list[Decimal | None] = [b - a for a, b in zip(earlier, later, strict=True)]
    if measure.kind != "rate":
        return differences
    least = pairs[["denominator_earlier", "denominator"]].astype(float).min(axis=1)
    return [d if n >= statistics.PLAIN_FRACTION else None for d, n in zip(differences, least, strict=True)]


def change(series: Series, base_year: int, year: int) -> Change:
    """Every unit of the series in `year` against `base_year`."""
    measure = series.measure
    pairs, left_out = _both_years(series, base_year, year)
    earlier, later = ([Decimal(str(v)) for v in pairs[name]] for name in ("value_earlier", "value"))
    difference = _difference(measure, pairs, earlier, later)
    plain = measure.kind == "count"
    columns: dict[str, object] = {
        "jurisdiction": pairs.index.astype(object),
        "kind": pairs["kind"].to_numpy(),
        "series": pairs["series"].to_numpy(),
        "unit": pairs["unit"].to_numpy(),
        "earlier": earlier,
        "later": later,
        "difference": difference,
        "percent": [
            float(100 * (b - a) / a) if plain and a >= statistics.RANKED_FROM else None
            for a, b in zip(earlier, later, strict=True)
        ],
        "p": None,
        "expected": None,
        "verdict": "",
        "doubtful": ((pairs["state"] == "doubtful") | (pairs["state_earlier"] == "doubtful")).to_numpy(),
    }
    for when, suffix in (("earlier", "_earlier"), ("later", "")):
        columns |= {f"{when}_{part}": pairs[f"{part}{suffix}"].to_numpy() for part in ("numerator", "denominator")}
        columns[f"{when}_doubtful"] = (pairs[f"state{suffix}"] == "doubtful").to_numpy()
    found = _verdicts(series, pairs, base_year, year) if tested(measure) else None
    if found is not None:
        columns |= {"p": found.p, "expected": found.expected, "verdict": found.words}
    table = pd.DataFrame(columns, columns=list(COLUMNS), index=range(len(pairs)))
    table = table.astype({"percent": float, "p": float, "expected": float})
    size = table["difference"].map(lambda d: -1.0 if d is None else float(abs(d))).astype(float)
    order = size.sort_values(ascending=False, kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    return Change(measure, base_year, year, table, left_out, found.years if found else 0, series.whole_county)


def _verdicts(series: Series, pairs: pd.DataFrame, base_year: int, year: int) -> Verdicts | None:
    """The verdicts on the units in the order of the pairs; None for none, or for more than can be judged at once.

    A unit's memory are its earlier years of the series that it has in the judged one, as far as they are counts or
    true shares.
    """
    measure, table = series.measure, series.table
    if not 0 < len(pairs) <= JUDGED_UNITS or base_year >= year:
        return None
    own = table["jurisdiction"].map(pairs["series"])
    known = table[table["state"].isin(SPEAKING) & (table["series"] == own) & (table["year"] <= year)]
    known = known[(true_share(known) if measure.kind == "rate" else true_count(known["number"]))]
    years = [one for one in series.years if one <= year]

    def wide(column: str) -> np.ndarray:
        """Units × years."""
        numbers = known.assign(number=known[column].astype(float)).pivot(
            index="jurisdiction", columns="year", values="number"
        )
        return numbers.reindex(index=pairs.index, columns=years).to_numpy(float)

    base = years.index(base_year)
    if measure.kind == "rate":
        parts, wholes = wide("numerator"), wide("denominator")
        small = np.minimum(wholes[:, base], wholes[:, -1]) < statistics.PLAIN_FRACTION
        found = verdict.of_shares(np.where(wholes > 0, parts, np.nan), wholes, base)
        return Verdicts(np.where(small, "", found.words), np.where(small, np.nan, found.p), found.expected, found.years)
    numbers = wide("number")
    return verdict.of_counts(numbers[:, :-1], base, numbers[:, -1])
