"""The small print of panels: which figure it is, what the signs mean, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

import words
from analytics.charts.scale import Scale
from analytics.measures import CATEGORIES, Measure
from analytics.sentence import counted
from analytics.spans import span

NAMED = 6  # more missing units than this are counted, not named


def units(number: int, lang: str) -> str:
    """18个单位, 18 units, 1 unit."""
    return counted("units", number).say(lang)


def kicker(measure: Measure, years: Sequence[int], scale: Scale, lang: str) -> str:
    """依申请公开 · 新收申请（件） · 2019–2024"""
    named = words.say("ui.measure_unit", lang, measure=measure.label[lang], unit=scale.unit)
    return words.say(
        "ui.kicker", lang, category=CATEGORIES[measure.category].label[lang], measure=named, years=span(years, lang)
    )


def about(measure: Measure, lang: str) -> str:
    """What the measure is, for the question mark beside a title."""
    return words.say(
        "ui.about_measure", lang, measure=measure.label[lang], why=measure.why[lang], formula=measure.formula(lang)
    )


def definition(measure: Measure, lang: str) -> str:
    """The same as one line, for files."""
    return words.say(
        "ui.definition", lang, measure=measure.label[lang], why=measure.why[lang], formula=measure.formula(lang)
    )


def empties(table: pd.DataFrame, units: Sequence[str], lang: str) -> list[str]:
    """What the signs mean that stand in the chart for the units in colour."""
    states = words.family("states")
    rows = table.loc[table["jurisdiction"].isin(units)]
    met = [state for state in states if state in set(rows["state"]) and states[state]["sign"].strip() not in ("", "?")]
    said = words.say("ui.list_join", lang).join(f"{states[state]['sign']} {states[state][lang]}" for state in met)
    found = [words.say("ui.note_signs", lang, signs=said)] if said else []
    return found + ([words.say("ui.note_doubtful", lang)] if (rows["state"] == "doubtful").any() else [])


def missing(table: pd.DataFrame, years: Iterable[int], lang: str, named: int = NAMED) -> list[str]:
    """Who has no report in the store in these years; of more than `named` the first, and how many they are."""
    said = []
    for year in years:
        names = list(table.loc[(table["year"] == year) & (table["state"] == "not_in_store"), "jurisdiction"])
        if names:
            who = words.say("ui.list_join", lang).join(names[:named])
            said.append(
                words.say(
                    "ui.note_missing" if len(names) <= named else "ui.note_missing_many",
                    lang,
                    year=year,
                    units=who,
                    n=len(names),
                )
            )
    return said
