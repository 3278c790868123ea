"""The measures of many characters side by side, so that they can be held against each other at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from data.readers.painted import Glyph

MOST_AT_ONCE = 2_000_000  # pairs
T = TypeVar("T")


class Arrays:
    """The measures of some characters, side by side."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        boxes = np.array([glyph.box for glyph in glyphs], dtype=float).reshape(-1, 4)
        self.left, self.top, self.right, self.bottom = boxes.T
        self.base = np.array([glyph.base for glyph in glyphs], dtype=float)
        self.size = np.array([max(glyph.size, 0.1) for glyph in glyphs], dtype=float)
        self.order = np.array([glyph.paint.order for glyph in glyphs])
        self.x = (self.left + self.right) / 2
        self.y = self.base - 0.35 * self.size  # the middle of a digit


def batches(items: Sequence[T], width: int) -> Iterator[Sequence[T]]:
    """The items some at a time, so that each of them can be held against `width` others at once."""
    step = max(MOST_AT_ONCE // max(width, 1), 1)
    yield from (items[start : start + step] for start in range(0, len(items), step))
