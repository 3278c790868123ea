"""In which unit numbers are drawn, and how one is written beside its mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

import words
from analytics.series import Series

WAN = 10_000
FRACTION_ALONE = 5  # below this denominator no percentage is given, below the next one both are
FRACTION_TOO = 20
MINUS = "−"
RATE = "比率"  # the unit of a rate


def small_share(row: Any, least: int = FRACTION_ALONE) -> bool:
    """Whether a row of a series is a rate over fewer than `least` cases, which no line should join or colour mark."""
    return row.unit == RATE and not pd.isna(row.denominator) and float(row.denominator) < least


@dataclass(frozen=True)
class Scale:
    """`unit` stands above the axis, `factor` turns a stored number into a drawn one, `places` are the most decimals.

    `suffix` follows a number, `points` a difference: rates differ by percentage points.
    """

    unit: str
    factor: float
    places: int
    suffix: str = ""
    points: str = ""

    @classmethod
    def of(cls, kind: str, unit: str, largest: float, lang: str) -> Scale:
        """The scale for a measure of this kind and unit whose largest drawn number is `largest`.

        Money from 10,000 元 on is drawn in 万元; rates are drawn in per cent.
        """
        if kind == "rate":
            return cls("%", 100.0, 1, "%", words.say("ui.points", lang))
        if unit.startswith("元") and largest >= WAN:
            return cls(words.say(f"ui.unit_万{unit}", lang), 1 / WAN, 2)
        return cls(words.say(f"ui.unit_{unit}", lang), 1.0, 2 if unit.startswith("元") or kind == "mean" else 0)

    def text(self, number: float | Decimal) -> str:
        """A stored number as it is written beside its mark: no trailing zeros, a true minus."""
        written = f"{abs(float(number)) * self.factor:,.{self.places}f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return f"{MINUS if number < 0 and written != '0' else ''}{written}{self.suffix}"

    def change(self, number: float | Decimal) -> str:
        """A difference: always with its sign, except 0."""
        written = self.text(number).removesuffix(self.suffix) + self.points
        return written if number <= 0 else f"+{written}"

    def label(self, row: Any) -> str:
        """The number of one row of a series; a rate over few cases is given as the fraction it is."""
        mark = "?" if row.state == "doubtful" else corrected(getattr(row, "note", ""))
        if self.unit != "%":
            return self.text(row.number) + mark
        below = float(row.denominator)
        fraction = f"{row.numerator}/{row.denominator}"
        if below < FRACTION_ALONE:
            return fraction + mark
        if below < FRACTION_TOO:
            return f"{fraction} {self.text(row.number)}{mark}"
        return self.text(row.number) + mark


def corrected(note: object) -> str:
    """What stands after a number that rests on a corrected cell, told from the note of its row; "" after any other."""
    said = str(note or "")
    for lang in words.LANGUAGES:
        word = words.say("measures.note_corrected", lang)
        if word in said.split(words.say("measures.note_join", lang)):
            return f" {word}"
    return ""


def scale_of(series: Series, lang: str) -> Scale:
    """The scale that fits all numbers of a series."""
    largest = series.table["number"].abs().max()
    return Scale.of(series.measure.kind, series.measure.unit, 0.0 if pd.isna(largest) else float(largest), lang)
