"""The grid of units and years: which units are drawn one by one, and where the form changed."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analytics.charts.rows import each
from analytics.coverage import ABSENT
from data.forms import FORMS

ROWS_MAX = 30  # more units than this: those that are whole in every year fold into one row
NEWER = FORMS[-1]
STATES = ("complete", "cells_empty", "table_missing", "cells_missing", "findings", "not_in_store", "not_existing")


def folded(table: pd.DataFrame) -> tuple[list[str], int]:
    """Names of the units drawn one by one, and how many whole ones are folded away."""
    names = list(dict.fromkeys(table["jurisdiction"]))
    if len(names) <= ROWS_MAX:
        return names, 0
    flawed = set(table.loc[~table["state"].isin(["complete", "not_existing"]), "jurisdiction"])
    kept = [name for name in names if name in flawed]
    return kept, len(names) - len(kept)


def form_change(table: pd.DataFrame) -> int | None:
    """The first year from which most reports use the newer form; None if the first year does already."""
    forms = [
        (cell.year, NEWER in str(cell.forms))
        for cell in each(table[["year", "forms", "state"]])
        if cell.state not in ABSENT
    ]
    reports, newer = Counter(year for year, _ in forms), Counter(year for year, new in forms if new)
    years = [year for year in reports if 2 * newer[year] > reports[year]]
    return int(min(years)) if years and min(years) != min(reports) else None
