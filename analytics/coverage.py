"""What is in the store, unit by unit and year by year: whole, with gaps, with sums that don't close, or absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import forms
from data.store import Snapshot

ABSENT = ("not_in_store", "not_existing")


@dataclass(frozen=True)
class Coverage:
    """`table` has one row per jurisdiction (in the order of the roster) and year.

    `state`, by this precedence: `not_existing`, `not_in_store`, `findings` (sums that don't close,
    their number in `findings`), `table_missing`, `cells_missing` (some cells of a table are gone),
    `complete`. A report may be several of these: `tables_missing` (section numbers), `cells_missing`
    and `doubtful` (cells) are given whatever the state. `forms` names each form used once, `form2` to
    `form4` give it by section. `report` is the report's id, NA where there's none.
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
) -> Coverage:
    """Units (all, or those at `places`) × years (first to last in the store, or those named)."""
    sizes = [
        {"form": form, "section": section, "cells": len(forms.indicators(form, section))}
        for form in forms.FORMS
        for section in forms.TABLE_SECTIONS
    ]
    bound = {
        "places": None if places is None else list(places),
        "years": None if years is None else list(years),
        "made_up": made_up,
        "sizes": sizes,
    }
    sql = (Path(__file__).parent / "coverage.sql").read_text(encoding="utf-8")
    table = snapshot.cursor().execute(sql, bound).df()
    table["report"] = table["report"].astype("Int64")
    table["tables_missing"] = table["tables_missing"].map(tuple)
    return Coverage(table)
