"""Units × years, and units × rules: what is in the store, and what must be checked. Shape and tone both tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

import words
from analytics.charts.coverage import STATES, folded, form_changes
from analytics.charts.room import clipped, width
from analytics.charts.rows import each, unit_labels
from analytics.scenes.scene import (
    CONTEXT,
    DEEP,
    FINDING,
    FULL,
    GROUND,
    INK,
    MUTED,
    PALE,
    SMALL,
    Axis,
    Dots,
    Letters,
    Points,
    Scene,
)

NAME_MAX = 150
ROW, ROW_RULES, LINE = 24, 26, 16  # pixels; a line of an upright head is as high as the last
REST = "rest"
OPEN = {"size": 13.5, "edge": DEEP, "weight": 1.5}
LOOKS = {
    "complete": Dots("square", 15, FULL),
    "cells_empty": Dots("square", tone=PALE, **OPEN),  # type: ignore[arg-type]
    "table_missing": Dots("square", tone=GROUND, **OPEN),  # type: ignore[arg-type]
    "cells_missing": Dots("square-open-dot", tone=DEEP, **OPEN),  # type: ignore[arg-type]
    "findings": Dots("square", 17, FINDING),
    "not_in_store": Dots("x-thin", 8, edge=INK, weight=1.5),
    "not_existing": Dots("line-ew", 7, edge=CONTEXT, weight=1),
}
SEVERITIES = {
    "error": (Dots("square", 18, FINDING, FINDING, 1), GROUND),
    "warning": (Dots("square", 18, GROUND, MUTED, 1), INK),
}


def _named(table: pd.DataFrame, names: Iterable[str]) -> list[str]:
    labels = unit_labels(table)
    return [clipped(labels[name], NAME_MAX) for name in names]


def _left(labels: Sequence[str]) -> int:
    return max([64, *(width(name) + 22 for name in labels)])


def _cells(name: str, cells: Sequence[Any], at: tuple[list[float], list[float]], hover: list[str], look: Any) -> Points:
    dots, letters = look
    places = [(cell.jurisdiction, int(cell.year)) for cell in cells]
    return Points(name, *at, places, hover, dots=dots, letters=letters)


def coverage(table: pd.DataFrame, lang: str) -> Scene:
    """The scene of a coverage table (one row per jurisdiction and year, in the order to be drawn)."""
    names, whole = folded(table)
    rest = words.say("ui.rest_complete", lang, n=whole) if whole else ""
    looks = {state: LOOKS[state] for state in STATES}
    scene = by_state(table, names, looks, "ui.coverage_", ("findings", "findings"), rest, lang)
    years = sorted(int(year) for year in table["year"].unique())
    for changed in form_changes(table):
        middle = years.index(changed) - 0.5
        scene.uprights.append(middle)
        scene.remark(words.say("ui.form_change", lang), middle, 0, up=True, level="top", rise=-4)
    return scene


def by_state(
    table: pd.DataFrame,
    names: Sequence[str],
    looks: Mapping[str, Dots],
    family: str,
    counted: tuple[str, str],
    rest: str,
    lang: str,
) -> Scene:
    """These units downwards, years across, the state of each as `looks` has it, in their order; `rest` is said in a row
    below of the units that have none. A state's word is `family` followed by it; `counted` are the state that
    shows a number and the column that it stands in.
    """
    years = sorted(int(year) for year in table["year"].unique())
    labels = _named(table, names)
    scene = Scene(ROW * (len(names) + bool(rest)) + 50, left=_left(labels), right=16, top=28, bottom=22)
    column, row_of = {year: i for i, year in enumerate(years)}, {name: i for i, name in enumerate(names)}
    drawn = table.loc[table["jurisdiction"].isin(row_of)]
    called = {state: words.say(f"{family}{state}", lang) for state in looks}
    for state, look in looks.items():
        if cells := list(each(drawn.loc[drawn["state"] == state])):
            at: Any = ([column[cell.year] for cell in cells], [row_of[cell.jurisdiction] for cell in cells])
            numbers = [int(getattr(cell, counted[1])) for cell in cells] if state == counted[0] else None
            scene.marks.append(_state(state, called[state], cells, at, look, numbers, lang))
    if rest:
        scene.remark(rest, 0, len(names), anchor="left", right=-8, masked=True)
    scene.names([*labels, *([""] if rest else [])])
    scene.x = Axis(-0.5, len(years) - 0.5, (range(len(years)), [str(year) for year in years]), above=True)
    met = set(table["state"])
    scene.key = [(state, look, called[state]) for state, look in looks.items() if state in met]
    return scene


def _state(
    state: str, word: str, cells: Sequence[Any], at: Any, look: Dots, numbers: Sequence[int] | None, lang: str
) -> Points:
    """All cells of one state, those that are counted showing how many."""
    said = [word] * len(cells) if numbers is None else [f"{word} {words.say('ui.places', lang, n=n)}" for n in numbers]
    hover = [f"{cell.jurisdiction}　{cell.year}<br><b>{text}</b>" for cell, text in zip(cells, said, strict=True)]
    letters = None if numbers is None else Letters([str(n) for n in numbers], GROUND, SMALL, inside=True)
    return _cells(state, cells, at, hover, (look, letters))


def remarked(table: pd.DataFrame, units: Sequence[str], rules: Sequence[str], lang: str) -> Scene:
    """The scene of these units, downwards, and rules, across; `table` has one row per unit and rule.

    Rules that have no column of their own stand together in a last one, so that no unit is without a mark. Filled
    squares are errors, open ones to be checked.
    """
    table = _together(table, rules)
    rules = [*rules, *([REST] if REST in set(table["rule"]) else [])]
    labels = _named(table, units)
    # Heads stand upright, so that they have room on a phone too: Chinese letter below letter, English turned.
    heads, upright = [_head(rule, lang) for rule in rules], lang == "zh"
    tall = max(LINE * len(head) if upright else round(width(head)) for head in heads) + 14
    scene = Scene(ROW_RULES * len(units) + tall + 16, left=_left(labels), right=16, top=tall, bottom=10)
    row_of, column = {name: i for i, name in enumerate(units)}, {rule: i for i, rule in enumerate(rules)}
    drawn = table.loc[table["jurisdiction"].isin(row_of) & table["rule"].isin(column)]
    for severity, (dots, ink) in SEVERITIES.items():
        if cells := list(each(drawn.loc[drawn["severity"] == severity])):
            at: Any = ([column[cell.rule] for cell in cells], [row_of[cell.jurisdiction] for cell in cells])
            said = [f"{_head(cell.rule, lang)}　{words.say('ui.places', lang, n=int(cell.findings))}" for cell in cells]
            hover = [f"{cell.jurisdiction}<br><b>{text}</b>" for cell, text in zip(cells, said, strict=True)]
            numbers = Letters([str(int(cell.findings)) for cell in cells], ink, SMALL, inside=True)
            scene.marks.append(_cells(severity, cells, at, hover, (dots, numbers)))
    scene.names(labels)
    texts = ["<br>".join(head) for head in heads] if upright else heads
    scene.x = Axis(-0.6, len(rules) - 0.4, (range(len(rules)), texts), above=True, upright=not upright)
    return scene


def _head(rule: str, lang: str) -> str:
    return words.say("ui.remarked_rest" if rule == REST else f"rules.{rule}", lang)


def _together(table: pd.DataFrame, rules: Sequence[str]) -> pd.DataFrame:
    """The rules beside these as one, an error if any of them is one."""
    rest = ~table["rule"].isin(rules)
    both = (
        table
        .loc[rest]
        .groupby("jurisdiction", sort=False, as_index=False)
        .agg({"kind": "first", "area": "first", "severity": "min", "findings": "sum", "reports": "max", "year": "max"})
    )
    return pd.concat([table.loc[~rest], both.assign(rule=REST)], ignore_index=True)
