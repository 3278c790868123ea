"""Numbers to be read and compared by eye: exact, with the sign of each kind of empty."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import words
from analytics.charts.scale import FRACTION_TOO, MINUS, Scale, corrected, small_share
from data.numbers import plain


def exact(row: Any, scale: Scale, lang: str = "zh") -> str:
    """The value of a row of a series as a table shows it, or the sign of what is empty.

    Every 元 is written; a rate with its fraction, and over few cases as the fraction alone.
    """
    state, mark = words.family("states")[row.state], corrected(getattr(row, "note", ""))
    if row.number != row.number:  # NaN: no value, or a doubtful one without a number
        return state["sign"] or state[lang]
    if scale.suffix:
        fraction = f"{row.numerator}/{row.denominator}"
        percent = None if small_share(row) else scale.text(row.number)
        said = words.say("titles.share", lang, percent=percent, fraction=fraction) if percent else fraction
        return said + state["sign"] + mark
    return grouped(Decimal(str(row.value))) + state["sign"] + mark


def doubted(row: Any, *ends: str) -> str:
    """The mark of doubt where one of these numbers of a change (earlier, later) is doubtful."""
    return words.say("states.doubtful", "sign") if any(getattr(row, f"{end}_doubtful") for end in ends) else ""


def end(row: Any, when: str, scale: Scale) -> str:
    """One of the two numbers of a change (earlier, later) beside its mark; a rate over few cases as its fraction."""
    said = scale.text(getattr(row, when))
    if scale.suffix:
        above, below = (getattr(row, f"{when}_{part}") for part in ("numerator", "denominator"))
        said = f"{above}/{below}" if float(below) < FRACTION_TOO else said
    return said + doubted(row, when)


def grouped(number: Decimal) -> str:
    """A plain decimal with its thousands parted; means keep two places."""
    if number != round(number, 4):
        number = round(number, 2)
    whole, _, rest = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def signed(number: Decimal | float, suffix: str = "") -> str:
    """A difference with its sign, a true minus; 0 has none."""
    written = grouped(abs(Decimal(str(number)))) + suffix
    return written if not number else f"{'+' if number > 0 else MINUS}{written}"
