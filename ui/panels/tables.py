"""Tables under 数据: numbers to be read and compared by eye, exact, with the sign of each kind of empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

import words
from data.numbers import plain
from ui.charts.rows import each
from ui.charts.scale import MINUS, Scale


def exact(row: Any, scale: Scale) -> str:
    """The value of a row of a series as a table shows it: every 元, a rate with its fraction, or a sign."""
    sign = words.family("states")[row.state]["sign"]
    if row.state not in ("value", "doubtful"):
        return f"{sign} ".strip() or words.family("states")[row.state]["zh"]
    if scale.suffix:
        return f"{scale.text(row.number)}（{row.numerator}/{row.denominator}）{sign}"
    return grouped(Decimal(str(row.value))) + sign


def grouped(number: Decimal) -> str:
    """A plain decimal with its thousands parted; means keep two places."""
    if number != round(number, 4):
        number = round(number, 2)
    whole, _, rest = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def by_year(table: pd.DataFrame, scale: Scale, lang: str) -> pd.DataFrame:
    """A series with a row for each unit and a column for each year."""
    wide = by_unit(table, [exact(row, scale) for row in each(table)], lang)
    return aligned(wide, wide.columns[1:])


def by_unit(table: pd.DataFrame, cells: Sequence[str], lang: str) -> pd.DataFrame:
    """What is said of each row of a table of units and years, with a row for each unit, a column for each year."""
    wide = table.assign(cell=list(cells)).pivot(index="jurisdiction", columns="year", values="cell")
    wide = wide.reindex(table["jurisdiction"].unique())
    wide.columns = pd.Index([str(year) for year in wide.columns])
    return wide.fillna("").reset_index(names=words.say("ui.column_unit", lang))


def signed(number: Decimal | float, suffix: str = "") -> str:
    """A difference with its sign, a true minus; 0 has none."""
    written = grouped(abs(Decimal(str(number)))) + suffix
    return written if not number else f"{'+' if number > 0 else MINUS}{written}"


def aligned(table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Numbers written as text still sort as numbers: spaces before them make them equally long."""
    for column in columns:
        longest = int(table[column].fillna("").str.len().max() or 0)
        table[column] = table[column].fillna("").str.rjust(longest)
    return table


def config(table: pd.DataFrame) -> dict[str, Any]:
    """The first column stays in sight while the others scroll, which stand to the right."""
    if table.empty:
        return {}
    first, *others = table.columns
    return {first: st.column_config.TextColumn(pinned=True)} | {
        name: st.column_config.TextColumn(alignment="right") for name in others
    }
