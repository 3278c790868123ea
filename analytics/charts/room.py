"""How much room words take, and how things that would stand upon each other are moved apart."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

TEXT = 13  # pixels: the size of words in a chart


def width(text: str, size: int = TEXT) -> int:
    """About how many pixels a text takes: a hanzi is as wide as high, a Latin letter little more than half."""
    return round(sum(size if east_asian_width(letter) in "WF" else 0.56 * size for letter in text))


def clipped(text: str, pixels: int, size: int = TEXT) -> str:
    """The text, cut with “…” where it would be wider than `pixels`."""
    while width(text, size) > pixels and len(text) > 2:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved as little as needed so that neighbours stand `gap` apart, within low … high if they fit."""
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(positions[i], low if not placed else placed[-1] + gap))
    ceiling = max(high, low + gap * (len(placed) - 1))
    for k in reversed(range(len(placed))):
        placed[k] = min(placed[k], ceiling - gap * (len(placed) - 1 - k))
    moved = [0.0] * len(positions)
    for place, i in zip(placed, order, strict=True):
        moved[i] = place
    return moved
