"""What changed between two years, unit by unit and together, and which changes are more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics import statistics
from analytics.measures import Measure
from analytics.ranking import SPEAKING, total, true_count
from analytics.series import Series

COLUMNS = (
    *("jurisdiction", "kind", "series", "unit", "earlier", "later", "difference", "percent"),
    *("p", "z", "testable", "notable", "doubtful"),
    *("earlier_numerator", "earlier_denominator", "later_numerator", "later_denominator"),
)


def tested(measure: Measure) -> bool:
    """Whether changes and trends of the measure are put to a test: only counts over a year are.

    Money isn't a count: one contract can be any sum, so no Poisson limit holds for it. A stock
    (carried over, in force) carries last year's cases along, so its years aren't independent.
    """
    return measure.kind == "count" and not measure.stock


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

    `table` has a row for each unit with a number in both years and in the same `series` (同口径):
    earlier, later and difference exact; `percent` only from an earlier count of 20; p, z, `testable`
    (p can reach 0.05) and `notable` (it did, z too, and false statements over the panel are held to
    one in ten), empty or False where the measure isn't tested. Tested rows are ordered by z, the
    others by size of difference. A share's difference is given from denominators of 5 on.
    `left_out` names the other units with their state in each year.
    """

    measure: Measure
    base_year: int
    year: int
    table: pd.DataFrame
    left_out: pd.DataFrame
    dispersion: float | None

    @property
    def notable(self) -> pd.DataFrame:
        """The units of 增减变动较大, largest z first."""
        return self.table[self.table["notable"]]

    @property
    def rest(self) -> int:
        """How many comparable units are not listed among the notable ones."""
        return len(self.table) - len(self.notable)

    @property
    def speaks(self) -> bool:
        """Whether the test could find anything: a pair that can reach p 0.05, among four that aren't 0 and 0."""
        moving = self.table["earlier"].astype(bool) | self.table["later"].astype(bool)
        return bool(self.table["testable"].any()) and int(moving.sum()) >= statistics.LEAST_PAIRS

    def drawn(self, rows: pd.DataFrame | None = None) -> pd.DataFrame:
        """Rows (all, or e.g. the notable ones) that have a difference, with floats instead of exact numbers."""
        rows = self.table if rows is None else rows
        rows = rows[rows["difference"].notna()]
        return rows.astype({"earlier": float, "later": float, "difference": float})

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
        "z": None,
        "testable": False,
        "notable": False,
        "doubtful": ((pairs["state"] == "doubtful") | (pairs["state_earlier"] == "doubtful")).to_numpy(),
    }
    for when, suffix in (("earlier", "_earlier"), ("later", "")):
        columns |= {f"{when}_{part}": pairs[f"{part}{suffix}"].to_numpy() for part in ("numerator", "denominator")}
    dispersion = None
    if tested(measure):
        counted = (true_count(pairs["number_earlier"]) & true_count(pairs["number"])).to_numpy()
        found = statistics.changes(pairs["number_earlier"][counted], pairs["number"][counted])
        dispersion = found.dispersion
    table = pd.DataFrame(columns, columns=list(COLUMNS), index=range(len(pairs)))
    if tested(measure):
        for name in ("p", "z", "testable", "notable"):
            table.loc[counted, name] = getattr(found, name)
    table = table.astype({"percent": float, "p": float, "z": float})
    size = table["difference"].map(lambda d: -1.0 if d is None else float(abs(d))).astype(float)
    order = table.assign(size=size).sort_values(["z", "size"], ascending=False, kind="stable").index
    return Change(measure, base_year, year, table.loc[order].reset_index(drop=True), left_out, dispersion)
