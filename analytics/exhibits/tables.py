"""Tables under 数据: numbers to be read and compared by eye, exact, with the sign of each kind of empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.written import exact


def by_year(table: pd.DataFrame, scale: Scale, lang: str) -> pd.DataFrame:
    """A series with a row for each unit and a column for each year."""
    wide = by_unit(table, [exact(row, scale, lang) for row in each(table)], lang)
    return aligned(wide, wide.columns[1:])


def by_unit(table: pd.DataFrame, cells: Sequence[str], lang: str) -> pd.DataFrame:
    """What is said of each row of a table of units and years, with a row for each unit, a column for each year."""
    wide = table.assign(cell=list(cells)).pivot(index="jurisdiction", columns="year", values="cell")
    wide = wide.reindex(table["jurisdiction"].unique())
    wide.columns = pd.Index([str(year) for year in wide.columns])
    return wide.fillna("").reset_index(names=words.say("ui.column_unit", lang))


def aligned(table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Numbers written as text still sort as numbers: spaces before them make them equally long."""
    for column in columns:
        texts = table[column].fillna("").tolist()
        longest = max(map(len, texts), default=0)
        table[column] = [text.rjust(longest) for text in texts]
    return table
