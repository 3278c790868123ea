"""Which lines a chart of years draws: who stands out, where a line must break, where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import words
from analytics.charts import years
from analytics.charts.bars import of_zeros
from analytics.charts.room import clipped
from analytics.charts.rows import each, unit_labels
from analytics.charts.scale import FRACTION_TOO, Scale, small_share
from analytics.charts.years import Years, full
from analytics.view import FOCUS_MAX
from data.forms import FORMS

NAME_MAX = 104  # pixels of a name at the end of a line
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
    numbers = table.loc[table["number"].notna()].sort_values("year")
    last = numbers.drop_duplicates("jurisdiction", keep="last")
    return last.sort_values("number", ascending=False, kind="stable")


@dataclass(frozen=True)
class Label:
    """Words beside the point (x, y); `colour` is that of the tab before them, None for a grey line."""

    x: float
    y: float
    name: str
    number: str
    colour: str | None

    @property
    def text(self) -> str:
        return f"{self.name} {self.number}".strip()


def end_labels(
    table: pd.DataFrame, colours: Mapping[str, str | None], axis: Years, scale: Scale, lang: str
) -> Iterator[Label]:
    """The labels of the units in `colours`, and how many others are 0 in the end."""
    last = ends(table).set_index("jurisdiction")
    newest = last["year"].max()
    others = last.loc[~last.index.isin(colours.keys()) & (last["year"] == newest) & (last["number"] == 0)]
    if len(others) > 1 and not scale.suffix:  # first, so that among equals it stands lowest
        key = "zeros_at_end" if set(colours) & set(last.index) else "all_zero"
        text = words.say(f"ui.{key}{of_zeros(table)}", lang, n=len(others))
        yield Label(axis.at[newest], 0.0, text, "", None)
    named = unit_labels(table)
    for name, colour in colours.items():
        if name not in last.index:
            continue
        row: Any = last.loc[name]
        number, x = scale.label(row), axis.at[row["year"]]
        if row["year"] != newest and not axis.in_band(x + 1):  # it stops before the others do
            x = axis.at[newest]
            number = words.say("ui.value_of_year", lang, value=number, year=int(row["year"]))
        yield Label(x, row["number"] * scale.factor, clipped(named[name], NAME_MAX), number, colour)


def chosen(table: pd.DataFrame, focus: Sequence[str]) -> tuple[list[str], list[str]]:
    """(units in colour, units that are only named): the chosen ones, or else the largest of the last full year."""
    present = set(table["jurisdiction"])
    coloured = [name for name in focus if name in present][:FOCUS_MAX]
    if coloured:
        return coloured, []
    if len(present) == 1:
        return list(present), []
    last = max(full(table), default=0)
    newest = table.loc[(table["year"] == last) & (table["number"] > 0)].sort_values(
        "number", ascending=False, kind="stable"
    )
    fit = [not small_share(row, FRACTION_TOO) for row in each(newest)]
    top = list(newest.loc[fit, "jurisdiction"].head(NAMED_UNCHOSEN))
    return top[:1], top[1:]


def form_change(table: pd.DataFrame) -> int | None:
    """The first year from which most shown units use the newer form; None if the first year does already."""
    return years.form_change((row.year, FORMS[-1] in row.form) for row in each(table[["year", "form"]]) if row.form)
