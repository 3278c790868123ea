"""What must be checked, unit by unit and rule by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

import words
from analytics.places import bodies
from data.store import Snapshot


@dataclass(frozen=True)
class Remarked:
    """`table` has one row per unit and rule (errors and warnings) that has a finding, by unit.

    Its columns are those of remarked.sql; `years` are those that were looked at, in order.
    """

    table: pd.DataFrame
    years: tuple[int, ...]

    @property
    def rules(self) -> list[str]:
        """The rules met, those found in most reports first, equal ones in the order of words/rules."""
        order = list(words.rules.rules())
        reports = self.table.groupby("rule")["reports"].sum()
        return sorted(reports.index, key=lambda rule: (-reports[rule], order.index(rule)))

    @property
    def units(self) -> list[str]:
        """The units met, those with most findings first, equal ones in the order of the table."""
        return self.table.groupby("jurisdiction", sort=False)["findings"].sum().sort_values(
            ascending=False, kind="stable"
        ).index.tolist()  # fmt: skip


def remarked(
    snapshot: Snapshot,
    years: Sequence[int] | None = None,
    places: Sequence[str] | None = None,
    made_up: bool | None = None,
    boundaries: str = "reported",
) -> Remarked:
    """Findings of the units and years in view; which those are, and what is refused, is as for `trend`."""
    rows, shown, world = bodies(snapshot, boundaries).asked(places, years, made_up)
    return Remarked(_kept(snapshot, rows, shown, world, boundaries).copy(deep=False), shown)


@lru_cache(maxsize=8)  # a snapshot never changes, and every rerun of a screen asks the same again
def _kept(
    snapshot: Snapshot, rows: tuple[int, ...], years: tuple[int, ...], made_up: bool, boundaries: str
) -> pd.DataFrame:
    cursor = snapshot.cursor()
    cursor.register("unit", bodies(snapshot, boundaries).made_of(rows))
    sql = (Path(__file__).parent / "remarked.sql").read_text(encoding="utf-8")
    return cursor.execute(sql, {"years": list(years), "made_up": made_up}).df()
