"""Requests coming in and going out: 新收 + 上年结转 = 办结 + 结转下年, unit by unit and together.

The identity is printed in the head of the form's third table (第一项加第二项之和，等于第三项加第四项之和).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from analytics.charts.rows import each
from analytics.composition import Composition
from analytics.ranking import total

FIGURES = ("new", "carried_in", "closed", "carried_out")


@dataclass(frozen=True)
class Balance:
    """The four figures of one unit and year, or of all units with all four in a year."""

    new: Decimal
    carried_in: Decimal
    closed: Decimal
    carried_out: Decimal
    doubtful: bool = False

    @classmethod
    def of(cls, figures: Iterable[Decimal], doubtful: bool) -> Balance:
        """From the four in the order of `FIGURES`."""
        new, carried_in, closed, carried_out = figures
        return cls(new, carried_in, closed, carried_out, doubtful)

    @property
    def coming(self) -> Decimal:
        """What there was to deal with."""
        return self.new + self.carried_in

    @property
    def going(self) -> Decimal:
        """What became of it."""
        return self.closed + self.carried_out

    @property
    def difference(self) -> Decimal:
        """By how much more came than went; 0 where the report closes."""
        return self.coming - self.going


@dataclass(frozen=True, eq=False)
class Flow:
    """The flow of a composition of those four measures. Units without one of the four have no balance."""

    composition: Composition

    @cached_property
    def balances(self) -> dict[tuple[str, int], Balance]:
        """By unit and year."""
        found: dict[tuple[str, int], dict[str, Decimal]] = {}
        doubtful: set[tuple[str, int]] = set()
        for row in each(self.composition.numbered[["jurisdiction", "year", "measure", "value", "state"]]):
            key = row.jurisdiction, int(row.year)
            found.setdefault(key, {})[row.measure] = Decimal(str(row.value))
            if row.state == "doubtful":
                doubtful.add(key)
        return {
            key: Balance.of((four[f"applications_{name}"] for name in FIGURES), key in doubtful)
            for key, four in found.items()
        }

    def of_year(self, year: int) -> dict[str, Balance]:
        """By unit."""
        return {unit: balance for (unit, one), balance in self.balances.items() if one == year}

    def total(self, year: int) -> Balance | None:
        """All units with all four figures added up; None if there is none."""
        rows = list(self.of_year(year).values())
        if not rows:
            return None
        sums = (total(getattr(row, name) for row in rows) for name in FIGURES)
        return Balance.of(sums, any(row.doubtful for row in rows))

    def open(self, year: int) -> tuple[str, ...]:
        """Units whose sums don't close, the largest difference first."""
        apart = {unit: abs(balance.difference) for unit, balance in self.of_year(year).items() if balance.difference}
        return tuple(sorted(apart, key=lambda unit: -apart[unit]))
