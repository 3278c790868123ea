"""Who stands where in one year: ranks with their ties and their uncertainty, within one class of unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import statistics
from analytics.judgement import places
from analytics.judgement.shares import Shares
from analytics.measures import Measure
from analytics.series import Series
from data.checks import TOWNSHIPS

SPEAKING = ("value", "doubtful")  # the states that bring a number
LIMITED_UNITS = 2_000  # of more units no places are named
LEAST_YEARS = 3  # fewer say too little of where a unit stands
Ranks = NDArray[np.int64]
COLUMNS = ("rank", "tied", "of", "low", "high")
GROUP = ("peers", "area", "series")  # units are ranked together where these are the same


def peers(kind: str) -> str:
    """The class within which a unit of this kind is ranked.

    乡, 镇 and 街道 stand at one level, file the same report and are assessed together: one class,
    乡镇街道. Any other kind of body (县直部门, 市直部门 …) is a class of its own.
    """
    return "乡镇街道" if kind in TOWNSHIPS else kind


def alike(table: pd.DataFrame, jurisdiction: str) -> pd.DataFrame:
    """The rows of a series of a unit's class in its county, itself among them."""
    own = table[table["jurisdiction"] == jurisdiction].iloc[0]
    found: pd.DataFrame = table[(table["kind"].map(peers) == peers(own["kind"])) & (table["area"] == own["area"])]
    return found


def total(values: Iterable[object]) -> Decimal:
    """Exact sum of a column of exact decimals."""
    return sum((Decimal(str(value)) for value in values), Decimal(0))


@dataclass(frozen=True)
class Others:
    """All ranked units of a class but one, added up: how many, their sum, and of a rate its denominator."""

    units: int
    numerator: Decimal
    denominator: Decimal | None


@dataclass(frozen=True)
class Ranking:
    """One measure in one year.

    `table` has the rows of the series for that year, those with a rank first, then the others in the
    order of the series, with `peers` (class of unit), `rank` (1 = greatest), `tied` (units that share
    the rank), `of` (units ranked together), and `low` and `high`, the best and the worst rank that the mean
    behind a unit's numbers may have, by all years that the ranked units share. The rank is the order of one year's
    numbers; a place may be named only where `named` says so. Ranks are given within one class of one county and one
    `series` only; a share needs a denominator of 20. Limits exist for counts and shares; an amount, a mean or a stock
    isn't drawn from any distribution known here, so it has an order and never a place.
    """

    measure: Measure
    year: int
    table: pd.DataFrame

    @property
    def main(self) -> pd.DataFrame:
        """The largest group of units ranked together, in the order of their ranks; empty if there is none."""
        ranked = self.table[self.table["rank"].notna()]
        if ranked.empty:
            return ranked
        _, group = max(ranked.groupby(list(GROUP), sort=False), key=lambda item: len(item[1]))
        return group

    @property
    def speaking(self) -> pd.DataFrame:
        """The rows that bring a number, ranked or not."""
        return self.table[self.table["state"].isin(SPEAKING) & self.table["number"].notna()]

    @property
    def middle(self) -> float | None:
        """Median of the main group; None where it is 0, as then it and the distance from it say nothing."""
        numbers = self.main["number"]
        return None if numbers.empty or numbers.median() == 0 else float(numbers.median())

    @cached_property
    def _rows(self) -> dict[str, Any]:
        rows: Iterable[Any] = self.table[self.table["rank"].notna()].itertuples()
        return {row.jurisdiction: row for row in rows}

    def row(self, jurisdiction: str) -> Any:
        """The row of a unit that has a rank, as a named tuple; None for any other."""
        return self._rows.get(jurisdiction)

    def named(self, jurisdiction: str) -> bool:
        """Whether the unit's rank may be named as its place: its limits span no more than half of those ranked."""
        row = self.row(jurisdiction)
        return row is not None and bool(row.named)

    def others(self, jurisdiction: str) -> Others | None:
        """What the unit is to be set against: its class without itself. None for a unit without a rank."""
        own = self.row(jurisdiction)
        if own is None:
            return None
        same = self.table["rank"].notna() & (self.table["jurisdiction"] != jurisdiction)
        for column in GROUP:
            same &= self.table[column] == getattr(own, column)
        rest = self.table[same]
        if self.measure.kind in ("rate", "mean"):
            return Others(len(rest), total(rest["numerator"]), total(rest["denominator"]))
        return Others(len(rest), total(rest["value"]), None)


def _limits(series: Series, group: pd.DataFrame, year: int) -> tuple[Ranks, Ranks] | None:
    """From the years that all of the group have in the same series; None from fewer than three."""
    measure, table = series.measure, series.table
    if measure.stock or measure.kind not in ("count", "rate") or not 1 < len(group) <= LIMITED_UNITS:
        return None
    units, own = group["jurisdiction"], group["series"].iloc[0]
    known = table[table["jurisdiction"].isin(units) & (table["series"] == own) & (table["year"] <= year)]
    known = known[
        known["state"].isin(SPEAKING) & (true_share(known) if measure.kind == "rate" else true_count(known["number"]))
    ]
    if measure.kind == "rate":
        known = known[known["denominator"].astype(float) > 0]
    shared = known.groupby("year").size()
    years = shared.index[shared == len(group)]
    if len(years) < LEAST_YEARS or year not in years:
        return None

    def wide(column: str) -> NDArray[np.float64]:
        numbers = known.assign(number=known[column].astype(float))
        numbers = numbers.pivot(index="jurisdiction", columns="year", values="number")
        found: NDArray[np.float64] = numbers.reindex(index=list(units), columns=list(years)).to_numpy(float)
        return found

    if measure.kind == "rate":
        return places.of_tables(*Shares.of(wide("numerator"), wide("denominator")))
    return places.of_counts(wide("number"))


def _named(table: pd.DataFrame) -> pd.Series:
    """Which ranks may be named as places: the limits span half of those ranked at most, and hold the rank."""
    low, high, rank, tied, of = (table[name].astype(float) for name in ("low", "high", "rank", "tied", "of"))
    return (2 * (high - low + 1) <= of) & (low <= rank + tied - 1) & (rank <= high)


def _comparable(measure: Measure, table: pd.DataFrame) -> pd.Series:
    """Which rows bring a number that can be ranked: of a rate only true shares with a denominator of 20."""
    ranked = table["state"].isin(SPEAKING) & table["number"].notna()
    if measure.kind == "rate":
        ranked &= (table["denominator"].astype(float) >= statistics.RANKED_FROM) & true_share(table)
    return ranked


def true_share(table: pd.DataFrame) -> pd.Series:
    """Which rows of a rate are a part of a whole, both counted; a part above its whole is a mistake, and no share."""
    part, whole = (table[name].astype(float) for name in ("numerator", "denominator"))
    return (part >= 0) & (part <= whole) & (part % 1 == 0) & (whole % 1 == 0)


def true_count(number: pd.Series) -> pd.Series:
    """Which numbers are counts at all: not below 0, and whole."""
    return (number >= 0) & (number % 1 == 0)


def middles(series: Series) -> dict[int, float]:
    """`Ranking.middle` of every year at once; years in which it is 0 or there is none are left out."""
    table = series.table[_comparable(series.measure, series.table)]
    groups = table.assign(peers=table["kind"].map(peers)).groupby(["year", *GROUP], sort=False)["number"]
    main: dict[int, tuple[int, float]] = {}  # size and median of the largest group, the first of equals
    for (year, *_), size, middle in groups.agg(["size", "median"]).itertuples():
        if size > main.get(year, (0, 0.0))[0]:
            main[year] = size, middle
    return {int(year): float(middle) for year, (_, middle) in sorted(main.items()) if middle}


def ranking(series: Series, year: int) -> Ranking:
    """Ranks of all units of the series in one year, greatest first."""
    measure = series.measure
    table = series.table[series.table["year"] == year].reset_index(drop=True)
    table["peers"] = table["kind"].map(peers)
    for column in COLUMNS:
        table[column] = pd.Series(pd.NA, index=table.index, dtype="Int64")
    ranked = _comparable(measure, table)
    for _, group in table[ranked].groupby(list(GROUP), sort=False):
        rows, ranks = group.index, group["number"].rank(method="min", ascending=False).astype("Int64")
        table.loc[rows, "rank"] = ranks
        table.loc[rows, "tied"] = ranks.map(ranks.value_counts()).astype("Int64")
        table.loc[rows, "of"] = len(group)
        certain = group[true_count(group["number"])] if measure.kind == "count" else group
        if limits := _limits(series, certain, year):
            table.loc[certain.index, "low"], table.loc[certain.index, "high"] = limits
    table["named"] = _named(table)
    order = table.assign(place=np.arange(len(table))).sort_values(["rank", "place"], na_position="last").index
    return Ranking(measure, year, table.loc[order].reset_index(drop=True))
