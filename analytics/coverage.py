"""What is in the store, unit by unit and year by year: whole, with gaps, with sums that don't close, or absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analytics.calendar import day, last_due
from analytics.places import KEPT_ROWS, bodies
from analytics.submissions import submissions
from data import forms
from data.store import Snapshot

STATES = ("not_existing", "not_in_store", "findings", "table_missing", "cells_missing", "cells_empty", "complete")
ABSENT = ("not_in_store", "not_existing")


@dataclass(frozen=True)
class Coverage:
    """`table` has one row per jurisdiction and year, sorted by them.

    `state`, by this precedence: `not_existing`, `not_in_store`, `findings` (sums that don't close; in `findings`
    their number, those that one mistake breaks counted once), `table_missing`, `cells_missing` (some cells of a
    table are gone), `cells_empty` (blank, or filled with /), `complete` (every cell holds a number). A report may
    be several of these: `tables_missing` (section numbers), `cells_missing`, `cells_empty` and `doubtful` (cells)
    are given whatever the state. `listed` tells whether a roster names the unit, `area` its county. `forms` names
    each form used once, `form2` to `form4` give it by section. `report` is the report's id, NA where there's none or
    several; `reports` gives the ids of several. On today's boundaries a unit is in the first of these states that
    holds of any of its bodies.
    `due` is the last year whose reports should be there by the calendar, None where only some years were asked for.
    `awaited` are the units and years whose report may be called not received, as on the year's board.
    """

    table: pd.DataFrame
    due: int | None = None
    awaited: frozenset[tuple[str, int]] = frozenset()

    @property
    def years(self) -> list[int]:
        """The years shown, in order."""
        return sorted(int(year) for year in self.table["year"].unique())

    @property
    def main_year(self) -> int:
        """The year to speak of: the last with at least half as many reports as the fullest; the last without any."""
        counts = self.stored.groupby("year").size()
        return int(max(counts.index[2 * counts >= counts.max()])) if len(counts) else self.years[-1]

    @property
    def overdue(self) -> list[int]:
        """Years whose reports are due by the calendar and of which there is not one, from the first year with any."""
        held = {int(year) for year in self.stored["year"]}
        return [year for year in range(min(held), self.due + 1) if year not in held] if held and self.due else []

    @property
    def rostered(self) -> bool:
        """Whether it can be told who must report: a roster names units of each county in view."""
        return bool(len(self.table)) and bool(self.table.groupby("area")["listed"].any().all())

    def expected(self, year: int) -> int:
        """How many units existed in that year, as far as known."""
        return int(((self.table["year"] == year) & (self.table["state"] != "not_existing")).sum())

    def absent(self, year: int) -> list[str]:
        """Units that existed in that year and whose report isn't in the store."""
        return self.table.loc[
            (self.table["year"] == year) & (self.table["state"] == "not_in_store"), "jurisdiction"
        ].tolist()

    def wanting(self, year: int) -> bool:
        """Whether all reports of the year that are not there may be called not received."""
        return bool(absent := self.absent(year)) and all((name, year) in self.awaited for name in absent)

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
    due = last_due(day(snapshot, world)) if years is None else None
    table = make(snapshot, rows, shown, world, boundaries).copy(deep=False)
    return Coverage(table, due, _awaited(snapshot, world))


@lru_cache(maxsize=8)  # as below
def _awaited(snapshot: Snapshot, made_up: bool) -> frozenset[tuple[str, int]]:
    """Units and years whose report may be called not received; there are none without a day to hand in by."""
    years = snapshot.cursor().execute("SELECT DISTINCT year FROM deadline").fetchall()
    return frozenset(
        (one.jurisdiction, year) for (year,) in years for one in submissions(snapshot, year, made_up) if one.absent
    )


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
