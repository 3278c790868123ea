"""The grid of units and years: which units are drawn one by one, and where the form changed."""

from __future__ import annotations

import pandas as pd

from analytics.charts import years
from analytics.charts.rows import each
from analytics.coverage import ABSENT

ROWS_MAX = 30  # more units than this: those that are whole in every year fold into one row
STATES = ("complete", "cells_empty", "table_missing", "cells_missing", "findings", "not_in_store", "not_existing")


def folded(table: pd.DataFrame) -> tuple[list[str], int]:
    """Names of the units drawn one by one, and how many whole ones are folded away."""
    names = list(dict.fromkeys(table["jurisdiction"]))
    if len(names) <= ROWS_MAX:
        return names, 0
    flawed = set(table.loc[~table["state"].isin(["complete", "not_existing"]), "jurisdiction"])
    kept = [name for name in names if name in flawed]
    return kept, len(names) - len(kept)


def form_changes(table: pd.DataFrame) -> tuple[int, ...]:
    """The years from which most reports use a newer form than before."""
    rows = each(table[["year", "forms", "state"]])
    return years.form_changes((row.year, row.forms) for row in rows if row.state not in ABSENT and row.forms)
