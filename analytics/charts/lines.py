"""Which lines a chart of years draws: who stands out, where a line must break, where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import words
from analytics.charts import years
from analytics.charts.bars import of_zeros
from analytics.charts.marks import Mark
from analytics.charts.room import clipped
from analytics.charts.rows import each, unit_labels
from analytics.charts.scale import FRACTION_TOO, Scale, small_share
from analytics.charts.years import Years, full
from analytics.view import FOCUS_MAX

NAME_MAX = 104  # pixels of a name at the end of a line
PEAK = 0.4  # a grey line that reaches this share of the height is named at its peak
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


def peak(table: pd.DataFrame, known: Sequence[str], axis: Years, scale: Scale, top: float) -> Label | None:
    """The name of the highest of the lines that are not `known`, where it stands over all others of its year.

    None for shares (1 of 1 stands out, and says nothing), and for what lies low, in a band or at the end of the
    axis; `top` is the upper end of the axis.
    """
    others = table.loc[~table["jurisdiction"].isin(known)]
    if scale.suffix or others["number"].notna().sum() == 0:
        return None
    highest = next(each(others.nlargest(1, "number")))
    x, y = axis.at[highest.year], highest.number * scale.factor
    below = highest.number < table.loc[table["year"] == highest.year, "number"].max()
    if below or y < PEAK * top or x >= axis.last or axis.in_band(x):
        return None
    return Label(x, y, highest.jurisdiction, scale.label(highest), None)


@dataclass(frozen=True)
class Happened:
    """A mark of what happened to a unit, at the point (x, y) of its line."""

    mark: Mark
    x: float
    y: float


def happened(marks: Iterable[Mark], table: pd.DataFrame, axis: Years, scale: Scale) -> tuple[Happened, ...]:
    """The marks whose unit has a number in the year they stand at."""
    numbers = table.dropna(subset=["number"]).set_index(["jurisdiction", "year"])["number"] * scale.factor
    return tuple(
        Happened(mark, axis.at[mark.year], float(numbers[mark.unit, mark.year]))
        for mark in marks
        if mark.at in numbers.index
    )


def worded(found: Sequence[Happened], coloured: Sequence[str]) -> Happened | None:
    """The one that is told in words beside its line: the only one of the units in colour, as two would overlap."""
    own = [one for one in found if one.mark.unit in coloured]
    return own[0] if len(own) == 1 else None


def form_changes(table: pd.DataFrame) -> tuple[int, ...]:
    """The years from which most shown units use a newer form than before."""
    return years.form_changes((row.year, row.form) for row in each(table[["year", "form"]]) if row.form)
