"""The rows of a table, one by one."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd


def each(table: pd.DataFrame) -> Iterator[Any]:
    """Rows with their columns as attributes, whose types depend on the table."""
    row = namedtuple("row", [str(name) for name in table.columns])  # type: ignore[misc]
    yield from map(row._make, zip(*(table[name].tolist() for name in table.columns), strict=True))


def units(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Rows of each unit in the order of the years; units in the order of the table."""
    order = {name: i for i, name in enumerate(dict.fromkeys(table["jurisdiction"].tolist()))}
    rows = sorted(each(table), key=lambda row: (order[row.jurisdiction], row.year))
    return {name: list(run) for name, run in groupby(rows, key=lambda row: row.jurisdiction)}


def unit_labels(table: pd.DataFrame) -> dict[str, str]:
    """The name of each unit on a chart: with its county where those of several stand together (columns jurisdiction
    and area)."""
    areas = dict(zip(table["jurisdiction"], table["area"], strict=True))
    several = len(set(filter(None, areas.values()))) > 1
    return {
        name: f"{name}（{area}）" if several and area and area not in str(name).split("/") else str(name)
        for name, area in areas.items()
    }
