"""Exact numbers as people and files get them."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

DIGITS, DECIMALS = 16, 4  # before and after the point: the store keeps DECIMAL(20, 4)
# For numbers as people type them, which may be of any length: usual arithmetic rounds to 28 digits.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def plain(value: Decimal) -> str:
    """A decimal in full and exact: no exponent, no separator, no plus sign, no trailing zeros, no minus zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def dashed(value: Decimal | None) -> str:
    """The same for people, – for none."""
    return "–" if value is None else plain(value)


def too_long(value: Decimal) -> bool:
    """Whether a number has more digits before the point than the store keeps."""
    return value.adjusted() >= DIGITS if value else False
