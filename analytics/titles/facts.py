"""What the titles are made of: values, years and reasons taken from rows of a series."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

import words
from analytics.measures import Measure
from analytics.sentence import Quantity, Sentence, Share, counted
from analytics.spans import runs

NAMED = 5  # so many units are named one by one, more are counted


def exact(value: object) -> Decimal:
    """An exact number of a series as a Decimal."""
    return Decimal(str(value))


def named(measure: Measure) -> dict[str, str]:
    """The measure's name in a sentence: short in Chinese; in English in full, as a short one says little alone."""
    return {"zh": measure.short["zh"], "en": measure.label["en"]}


def value(measure: Measure, row: Any) -> object:
    """What a row says: a quantity, or of a rate its share; marked where it is doubtful."""
    said = (
        Share(exact(row["numerator"]), exact(row["denominator"]))
        if measure.kind == "rate"
        else Quantity(exact(row["value"]), row["unit"])
    )
    return Sentence("doubtful", {"value": said}) if row["state"] == "doubtful" else said


def zero(measure: Measure) -> object:
    """Nothing, in the measure's unit; a share's is a bare 0, as its denominators may be too small for a per cent."""
    return Quantity(Decimal(0), "" if measure.kind == "rate" else measure.unit)


def no_values(measure: Measure, rows: pd.DataFrame, who: Sequence[str] = ()) -> Sentence:
    """Why there is nothing to show, of all units or of `who`; in one year also how many there are for each reason."""
    if rows.empty:
        return Sentence("no_units")
    existing = rows[rows["state"] != "not_existing"]
    rows = rows if existing.empty else existing
    states, units = words.family("states"), counted("units", int(rows["jurisdiction"].nunique()))
    facts: dict[str, object] = {"years": runs(rows["year"]), "measure": named(measure), "units": units}
    of = "_of" if who else ""
    facts |= {"who": several(who)}
    if (rows["state"] == "not_in_form").all():
        return Sentence(f"no_values_form{of}", facts)
    reasons: list[object] = [states[str(state)] for state in rows["state"].unique()]
    if rows["year"].nunique() == 1 and not (who and rows["jurisdiction"].nunique() == 1):
        reasons = [
            Sentence("reason", {"units": counted("units", int(n)), "state": states[str(state)]})
            for state, n in rows["state"].value_counts().items()
        ]
    return Sentence(f"no_values{of}", facts | {"reasons": reasons})


def several(places: Sequence[str]) -> object:
    """The units by name, many of them counted."""
    return list(places) if len(places) <= NAMED else counted("chosen", len(places))


def listed(values: Sequence[object]) -> object:
    """A few values one after the other, many as their range; they come greatest first."""
    return list(values) if len(values) <= 5 else Sentence("range", {"low": values[-1], "high": values[0]})


def marked(said: Sentence, doubtful: bool) -> Sentence:
    """The sentence, with a mark if a doubtful figure is among those it rests on."""
    return Sentence("with_doubt", {"said": said}) if doubtful else said


def compared(units: int, reports: int) -> Sentence:
    """The units that two years are compared over; of `reports` with both reports some may lack a figure to compare."""
    return counted("same_units" if units == reports else "same_figures", units)


def doubt(rows: pd.DataFrame) -> bool:
    """Whether a doubtful figure is among the rows."""
    return bool((rows["state"] == "doubtful").any())


def field(rows: pd.DataFrame, existing: pd.DataFrame) -> Sentence:
    """So many units; of more that existed, so many units with figures."""
    others = existing[(existing["state"] != "not_existing") & ~existing["jurisdiction"].isin(rows["jurisdiction"])]
    return counted("units_speaking" if len(others) else "units", int(rows["jurisdiction"].nunique()))


def silent(rows: pd.DataFrame, places: Sequence[str]) -> list[Sentence]:
    """Of each of these units why it has no number: the state of its last year that it existed in."""
    states, said = words.family("states"), []
    for place in places:
        own = rows[rows["jurisdiction"] == place].sort_values("year")
        existing = own[own["state"] != "not_existing"]
        own = existing if len(existing) else own
        if len(own):
            said.append(Sentence("place_state", {"place": place, "state": states[str(own["state"].iloc[-1])]}))
    return said


def beside(said: Sentence, apart: Sequence[Sentence]) -> Sentence:
    """The sentence, and in brackets what it leaves out."""
    if said.key == "beside":  # one pair of brackets for all of it
        inner = said.facts["said"], said.facts["apart"]
        return Sentence("beside", {"said": inner[0], "apart": [*inner[1], *apart]})  # type: ignore[misc]
    return Sentence("beside", {"said": said, "apart": list(apart)}) if apart else said
