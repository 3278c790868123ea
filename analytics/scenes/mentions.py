"""Units × years: how often the prose says what was asked for, and where that can't be told."""

from __future__ import annotations

import pandas as pd

import words
from analytics.scenes import matrix
from analytics.scenes.scene import DEEP, MUTED, Dots, Scene

ROWS_MAX = 30  # more units than this: those that never say it fold into one row
LOOKS = {
    "said": Dots("square", 17, DEEP),
    "silent": Dots("circle", 5, MUTED),
    "no_prose": matrix.LOOKS["table_missing"],
    "not_in_store": matrix.LOOKS["not_in_store"],
    "not_existing": matrix.LOOKS["not_existing"],
}


def mentions(table: pd.DataFrame, lang: str) -> Scene:
    """The scene of a table with one row per jurisdiction and year (`state`, `places`), those that say it most first."""
    sums = table.groupby("jurisdiction", sort=False)["places"].sum()
    names = sums.sort_values(ascending=False, kind="stable").index.tolist()
    drawn = [name for name in names if sums[name]] if len(names) > ROWS_MAX else names
    folded = len(names) - len(drawn)
    rest = words.say("ui.mentions_rest", lang, n=folded) if folded else ""
    return matrix.by_state(table, drawn, LOOKS, "ui.mentions_", ("said", "places"), rest, lang)
