"""What is in the store, unit by unit and year by year: whole, with gaps, with sums that don't close, or absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analytics.places import KEPT_ROWS, bodies
from data import forms
from data.store import Snapshot

STATES = ("not_existing", "not_in_store", "findings", "table_missing", "cells_missing", "complete")
ABSENT = ("not_in_store", "not_existing")


@dataclass(frozen=True)
class Coverage:
    """`table` has one row per jurisdiction and year, sorted by them.

    `state`, by this precedence: `not_existing`, `not_in_store`, `findings` (sums that don't close,
    their number in `findings`), `table_missing`, `cells_missing` (some cells of a table are gone),
    `complete`. A report may be several of these: `tables_missing` (section numbers), `cells_missing`
    and `doubtful` (cells) are given whatever the state. `forms` names each form used once, `form2` to
    `form4` give it by section. `report` is the report's id, NA where there's none or several; `reports` gives
    the ids of several. On today's boundaries a unit is in the first of these states that holds of any of its bodies.
    """

    table: pd.DataFrame

    @property
    def years(self) -> list[int]:
        """The years shown, in order."""
        return sorted(int(year) for year in self.table["year"].unique())

    def expected(self, year: int) -> int:
        """How many units existed in that year, as far as known."""
        return int(((self.table["year"] == year) & (self.table["state"] != "not_existing")).sum())

    def absent(self, year: int) -> list[str]:
        """Units that existed in that year and whose report isn't in the store."""
        return self.table.loc[
            (self.table["year"] == year) & (self.table["state"] == "not_in_store"), "jurisdiction"
        ].tolist()

    @property
    def stored(self) -> pd.DataFrame:
        """The rows that have a report."""
        return self.table[~self.table["state"].isin(ABSENT)]


def coverage(
    snapshot: Snapshot,
    years: Sequence[int] | None = None,
    places: Sequence[str] | None = None,
    made_up: bool | None = None,
    boundaries: str = "reported",
) -> Coverage:
    """Units (all in view, or those at `places`) × years (first to last in the store, or those named).

    Which those are, on which boundaries, and what is refused with BadRequest, is as for `trend`.
    """
    rows, shown, world = bodies(snapshot, boundaries).asked(places, years, made_up)
    make = _kept if len(rows) * len(shown) <= KEPT_ROWS else _kept.__wrapped__
    return Coverage(make(snapshot, rows, shown, world, boundaries).copy(deep=False))


@lru_cache(maxsize=32)  # a snapshot never changes, and every rerun of a screen asks the same again
def _kept(
    snapshot: Snapshot, rows: tuple[int, ...], years: tuple[int, ...], made_up: bool, boundaries: str
) -> pd.DataFrame:
    """The table for the units in these rows of `Places.table`."""
    sizes = [
        {"form": form, "section": section, "cells": len(forms.indicators(form, section))}
        for form in forms.FORMS
        for section in forms.TABLE_SECTIONS
    ]
    cursor = snapshot.cursor()
    cursor.register("unit", bodies(snapshot, boundaries).made_of(rows))
    sql = (Path(__file__).parent / "coverage.sql").read_text(encoding="utf-8")
    table = cursor.execute(sql, {"years": list(years), "made_up": made_up, "sizes": sizes, "states": list(STATES)}).df()
    table["report"] = table["report"].astype("Int64")
    table["tables_missing"] = table["tables_missing"].map(tuple)
    return table
