"""Ranked bars of one year: zeros and long tails fold into one row each, empties keep their sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.charts.scale import FRACTION_TOO, Scale, small_share

ROWS_MAX = 24  # more bars than this: the rest folds
ROWS_KEPT = 16
EMPTIES_MAX = 4
FRACTIONS_MAX = 8


@dataclass(frozen=True)
class Row:
    """One line of the chart: a bar (`number` set, as drawn), or words only.

    `rank` and `tied` of a bar that has a rank; `names` are the units that were folded into it.
    """

    name: str
    number: float | None
    text: str
    state: str = "value"
    rank: int | None = None
    tied: int = 1
    names: tuple[str, ...] = ()


def _bar(row: Any, scale: Scale) -> Row:
    ranked = pd.notna(row.rank) and getattr(row, "named", False)  # another rank is an order and no place
    return Row(
        row.jurisdiction,
        row.number * scale.factor,
        scale.label(row),
        row.state,
        int(row.rank) if ranked else None,
        int(row.tied) if ranked else 1,
    )


def rows(table: pd.DataFrame, scale: Scale, lang: str, focus: Sequence[str]) -> list[Row]:
    """What the chart shows, from the top: bars, then “其余14个为0”, then what has no number."""
    numbered = table.loc[table["number"].notna()].sort_values("number", ascending=False, kind="stable")
    fractions = [small_share(row, FRACTION_TOO) for row in each(numbered)]  # too few cases to draw or rank
    few, numbered = numbered.loc[fractions], numbered.loc[[not few for few in fractions]]
    special = numbered["jurisdiction"].isin(focus) | (numbered["state"] != "value")
    zero = (numbered["number"] == 0) & ~special
    zeros, bars = numbered.loc[zero], numbered.loc[~zero]
    if len(zeros) == 1:
        zeros, bars = zeros.iloc[:0], numbered
    if len(bars) > ROWS_MAX:
        keep = bars["jurisdiction"].isin([*bars["jurisdiction"].head(ROWS_KEPT), *focus])
        tail, bars = bars.loc[~keep], bars.loc[keep]
    else:
        tail = bars.iloc[:0]
    shown = [_bar(row, scale) for row in each(bars)]
    if len(tail):
        span = (scale.text(tail["number"].min()), scale.text(tail["number"].max()))
        text = words.say(
            "ui.rest_between", lang, n=len(tail), low=span[0], high=span[1], unit="" if scale.suffix else scale.unit
        )
        shown.append(Row("", None, text, names=tuple(tail["jurisdiction"])))
    if len(zeros):
        text = words.say(f"ui.{'rest' if shown else 'all'}_zero{of_zeros(table)}", lang, n=len(zeros))
        shown.append(Row("", None, text, names=tuple(zeros["jurisdiction"])))
    shown += _fractions(few, scale, lang, focus)
    return shown + _empties(table.loc[table["number"].isna()], lang, focus)


def of_zeros(table: pd.DataFrame) -> str:
    """What zeros of this series are called: of new applications, that there was none."""
    return "_applications" if set(table["measure"]) == {"applications_new"} else ""


def _fractions(few: pd.DataFrame, scale: Scale, lang: str, focus: Sequence[str]) -> list[Row]:
    """Shares over few cases, as the fractions they are."""
    alone = few if len(few) <= FRACTIONS_MAX else few.loc[few["jurisdiction"].isin(focus)]
    shown = [Row(row.jurisdiction, None, scale.label(row), row.state) for row in each(alone)]
    others = few.loc[~few["jurisdiction"].isin(alone["jurisdiction"])]
    if len(others):
        text = words.say("ui.rest_few", lang, n=len(others), least=FRACTION_TOO)
        shown.append(Row("", None, text, names=tuple(others["jurisdiction"])))
    return shown


def _empties(table: pd.DataFrame, lang: str, focus: Sequence[str]) -> list[Row]:
    shown = []
    for state, group in table.groupby("state", sort=False):
        if state == "not_existing":
            continue
        word, sign = words.say(f"states.{state}", lang), words.family("states")[str(state)]["sign"]
        alone = group if len(group) <= EMPTIES_MAX else group.loc[group["jurisdiction"].isin(focus)]
        shown += [Row(name, None, f"{sign} {word}".strip(), str(state)) for name in alone["jurisdiction"]]
        others = tuple(group.loc[~group.index.isin(alone.index), "jurisdiction"])
        if others:
            text = words.say("ui.rest_state", lang, n=len(others), state=word)
            shown.append(Row("", None, text, str(state), names=others))
    return shown
