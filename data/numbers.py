"""Exact numbers as people and files get them."""

from __future__ import annotations

from decimal import Decimal


def plain(value: Decimal) -> str:
    """A decimal in full: no exponent, no separator, no plus sign, no trailing zeros, no minus zero.

    Exact up to 28 significant digits (the store holds 20).
    """
    return format((value + 0).normalize(), "f")
