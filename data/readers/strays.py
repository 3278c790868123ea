"""Cells of a ruled table whose numbers may stand elsewhere: what the rulings and the digits do not agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from data.readers.looks import Seen
from data.readers.page import Page
from data.readers.painted import Box

NEAR = 3.0  # points: a digit so near a cell and in none was meant for it
_TWO = re.compile(r"\d\s+\d")  # 0 0: two numbers, or one that was printed apart


def strays(page: Page, cells: Sequence[Box]) -> set[int]:
    """The cells beside which a digit stands that lies in none, by their index."""
    left, top, right, bottom = np.array(cells).T
    x, y = page.middles.T
    near = (x >= left.min() - NEAR) & (x <= right.max() + NEAR) & (y >= top.min()) & (y < bottom.max())
    found: set[int] = set()
    for index in np.flatnonzero(near):
        if not page.chars[index]["text"].isdigit():
            continue
        across = (top <= y[index]) & (y[index] < bottom)
        if (across & (left <= x[index]) & (x[index] < right)).any():
            continue
        aside = np.maximum(left - x[index], x[index] - right)
        found |= {int(cell) for cell in np.flatnonzero(across & (aside <= NEAR))}
    return found


def beside_two(cells: Sequence[Box], read: Sequence[Seen]) -> Iterator[int]:
    """The empty cells in a row with a cell that holds two numbers: one of them may be theirs. By their index."""
    rows = {round(cell[1]) for cell, one in zip(cells, read, strict=True) if _TWO.search(one.text)}
    for index, (cell, one) in enumerate(zip(cells, read, strict=True)):
        if not one.text and round(cell[1]) in rows:
            yield index
