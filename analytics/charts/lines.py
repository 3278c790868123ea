"""Which lines a chart of years draws: who stands out, where a line must break, where it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analytics.charts.rows import each, units
from analytics.charts.scale import FRACTION_TOO, small_share
from analytics.charts.years import Years
from analytics.view import FOCUS_MAX

NAMED_UNCHOSEN = 3  # without a choice the largest few are named
EMPTY_WITH_SIGN = ("doubtful", "blank", "nil", "undefined", "table_missing", "not_in_store")


def runs(rows: Iterable[Any], axis: Years) -> Iterator[Any | None]:
    """Rows of one unit by year, None wherever the line must break: a gap, a band, another series, a small share."""
    before: Any | None = None
    for row in rows:
        if row.number != row.number:  # NaN
            if before is not None:
                yield None
            before = None
            continue
        if before is not None and (
            row.series != before.series
            or axis.at[row.year] - axis.at[before.year] > 1
            or small_share(row)
            or small_share(before)
        ):
            yield None
        yield row
        before = row


def ends(table: pd.DataFrame) -> pd.DataFrame:
    """The last number of each unit, largest first."""
    numbers = table.dropna(subset=["number"]).sort_values("year")
    return numbers.groupby("jurisdiction", sort=False).tail(1).sort_values("number", ascending=False, kind="stable")


def chosen(table: pd.DataFrame, focus: Sequence[str]) -> tuple[list[str], list[str]]:
    """(units in colour, units that are only named): the chosen ones, or else the largest at the end."""
    present = set(table["jurisdiction"])
    coloured = [name for name in focus if name in present][:FOCUS_MAX]
    if coloured:
        return coloured, []
    if len(present) == 1:
        return list(present), []
    last = ends(table)
    newest = last.loc[(last["year"] == table.dropna(subset=["number"])["year"].max()) & (last["number"] > 0)]
    fit = [not small_share(row, FRACTION_TOO) for row in each(newest)]
    top = list(newest.loc[fit, "jurisdiction"].head(NAMED_UNCHOSEN))
    return top[:1], top[1:]


def form_change(table: pd.DataFrame) -> int | None:
    """The first year of the form that most shown units changed to, None if none changed."""
    changes: Counter[int] = Counter()
    for rows in units(table[["jurisdiction", "year", "form"]]).values():
        forms = [row for row in rows if isinstance(row.form, str) and row.form]
        changes.update(later.year for before, later in pairwise(forms) if later.form != before.form)
    return changes.most_common(1)[0][0] if changes else None
