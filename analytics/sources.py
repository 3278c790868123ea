"""Where shown numbers come from: the documents, and the raw cells in them with their places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from data.store import Snapshot


def behind(table: pd.DataFrame) -> list[int]:
    """Ids of the reports that the rows of a series, ranking or coverage rest on (columns `report` and `reports`)."""
    found = pd.concat([table["report"], table["reports"].dropna().explode()])
    return [int(report) for report in found.dropna().unique()]


def sources(snapshot: Snapshot, reports: Iterable[int], cells: Iterable[str]) -> pd.DataFrame:
    """A row for each of the reports (ids) and each of the cells (indicator codes) that it has.

    Columns as in sources.sql; a report that has none of the cells stands in one row without a cell.
    """
    sql = (Path(__file__).parent / "sources.sql").read_text(encoding="utf-8")
    bound = {"reports": [int(report) for report in reports], "cells": list(cells)}
    return snapshot.cursor().execute(sql, bound).df()
