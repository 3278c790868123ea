"""The ink of a page held against the text that was read, cell by cell; no character is recognised.

Where a digit was read there is ink, as wide as so many digits are; and where nothing was read there is none. A doubt
needs ink of the cell's own: rulings, what reaches beyond the cell, pale letters and coloured stamps are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from data.readers.painted import Box
from data.readers.rendered import SCALE, Rendered

ROOM = 0.2  # of the size: so far letters stand out of the box that their step gives them
RULING = 1.2  # points each way: half as wide as the widest rulings; what is no longer than a letter is none
INSET = 1.0  # points from the rulings round a cell
PALE = 90  # of 255: what differs less from its ground is a watermark, or the rim of a letter
FULL = 160  # of 255: ink of which no spot differs more is that of a darker watermark, not of a number
LEAST = 24  # of 255: what differs less can't be seen
TALL, WIDE, DENSE = 0.35, 0.15, 0.03  # of the size, and of its square: ink that is less is a speck or an underline
NARROW = 0.7  # of the steps of some letters: so wide is their ink at least, but for the sides of one
BAND = (0.75, 0.05)  # of the size: above and below the base line stand digits
ASCENT = 0.8  # of the size: from the top of a character's box to its base line
SAME_LINE = 3.0  # points
AROUND = 40.0  # points: so near a stamp over a cell has other ink outside
UNTOLD = 0.8  # share of the digits without ink from which the rendering, not the text, is at fault
ASIDE = 0.2  # of a digit's step: so near its neighbour's ink may come
SAMPLES = 14, 12  # of a digit, from its base line up and from side to side
Thing = dict[str, Any]
Slices = tuple[slice, slice]


class Ink:
    """What is drawn on a page. `chars` are those read, `strokes` the rulings; see `Page`."""

    def __init__(self, page: Rendered, chars: Sequence[Thing], strokes: Sequence[Box]) -> None:
        self.page = page
        self.dark = 255 - page.grey
        self.size = float(np.median([char["size"] for char in chars])) if chars else 10.0
        self.rulings = self._rulings(strokes)
        for left, top, right, bottom in self.rulings:
            self.dark[top:bottom, left:right] = 0
        self.letters = self._letters(chars)
        self.strange = self.dark >= PALE
        for left, top, right, bottom in self.letters:
            self.strange[top:bottom, left:right] = False
        self.plain = not self.strange.any()  # as most tables are
        digits = [char for char in chars if _is_digit(char)]
        self.bare = self._without_ink(digits)
        self.trusted = len(self.bare) <= UNTOLD * len(digits)

    def _rulings(self, strokes: Sequence[Box]) -> set[tuple[int, ...]]:
        lines = np.array(strokes, dtype=float).reshape(-1, 4)
        lines = lines[(lines[:, 2:] - lines[:, :2]).max(axis=1) > self.size]
        return self._pixels(lines + np.array((-RULING, -RULING, RULING, RULING)))

    def _letters(self, chars: Sequence[Thing]) -> set[tuple[int, ...]]:
        """Where the ink of characters may be; a raised one was moved to the line of its neighbour."""
        chars = [char for char in chars if not char["text"].isspace()]
        around = np.array([(char["x0"], char["top"], char["x1"], char["bottom"]) for char in chars]).reshape(-1, 4)
        size = np.array([char["size"] for char in chars])
        up = size * [ROOM + char["look"].raised for char in chars]
        return self._pixels(around + np.stack([-ROOM * size, -up, ROOM * size, up], axis=1))

    def _pixels(self, boxes: np.ndarray) -> set[tuple[int, ...]]:
        high, wide = self.dark.shape
        found = np.nan_to_num((boxes - (self.page.left, self.page.top) * 2) * SCALE)  # a damaged page's have no end
        found = np.rint(np.clip(found, 0, (wide, high, wide, high))).astype(int)
        return set(map(tuple, found[(found[:, 2:] > found[:, :2]).all(axis=1)].tolist()))

    def differs(self, cell: Box, within: Sequence[Thing]) -> bool:
        """Whether a cell in which these characters were read shows others, more or fewer."""
        if not self.trusted:
            return False
        return self._stray(cell, within) or self._lacks(within)

    def _within(self, box: Box) -> Slices:
        x0, top, x1, bottom = box
        left, up = self.page.left, self.page.top
        rows = slice(max(round((top - up) * SCALE), 0), max(round((bottom - up) * SCALE), 0))
        return rows, slice(max(round((x0 - left) * SCALE), 0), max(round((x1 - left) * SCALE), 0))

    def _without_ink(self, digits: Sequence[Thing]) -> set[int]:
        """Those where nothing is drawn, by their identity: told by samples, about one for every pixel."""
        if not digits:
            return set()
        size = np.array([char["size"] for char in digits])
        base = np.array([char["top"] for char in digits]) + ASCENT * size
        left, right = (np.array([char[side] for char in digits]) for side in ("x0", "x1"))
        rows = (base - size * BAND[0] * _shares(SAMPLES[0])[:, None] - self.page.top) * SCALE
        within = ASIDE + (1 - 2 * ASIDE) * _shares(SAMPLES[1])[:, None]
        columns = (left + (right - left) * within - self.page.left) * SCALE
        high, wide = self.dark.shape
        down, across = np.clip(rows.astype(int), 0, high - 1), np.clip(columns.astype(int), 0, wide - 1)
        seen = self.dark[down[:, None], across[None]].reshape(-1, len(digits))
        bare = seen.max(axis=0) - seen.min(axis=0) < LEAST
        beyond = (rows.min(axis=0) < 0) | (rows.max(axis=0) >= high) | (columns.max(axis=0) >= wide)
        return {id(digits[index]) for index in np.flatnonzero(bare & ~beyond).tolist()}

    def _lacks(self, within: Sequence[Thing]) -> bool:
        """Whether there is less ink than was read: no ink where a digit stands, or too narrow for so many."""
        digits = [char for char in within if _is_digit(char)]
        if any(id(char) in self.bare for char in digits):
            return True
        lines: list[list[Thing]] = []
        for char in sorted(digits, key=lambda char: float(char["top"])):
            if not lines or char["top"] - lines[-1][0]["top"] > SAME_LINE:
                lines.append([])
            lines[-1].append(char)
        return any(self._narrow(line) for line in lines if len(line) > 1)

    def _narrow(self, line: list[Thing]) -> bool:
        steps = [char["x1"] - char["x0"] for char in line]
        first, size = line[0], max(char["size"] for char in line)
        base = first["top"] + ASCENT * first["size"]
        left, right = min(char["x0"] for char in line), max(char["x1"] for char in line)
        seen = self.dark[self._within((left, base - BAND[0] * size, right, base + BAND[1] * size))]
        if not seen.size:
            return False
        inked = np.flatnonzero(seen.max(axis=0) >= int(seen.min()) + LEAST)
        return len(inked) > 0 and (inked[-1] - inked[0] + 1) / SCALE < NARROW * sum(steps) - max(steps) / 2

    def _stray(self, cell: Box, within: Sequence[Thing]) -> bool:
        """Whether a cell holds ink that no character read explains."""
        if self.plain:
            return False
        x0, top, x1, bottom = cell
        place = self._within((x0 + INSET, top + INSET, x1 - INSET, bottom - INSET))
        strange = self.strange[place]
        if not strange.any():
            return False
        grey = self.dark[place].astype(np.int16)
        depth = np.abs(grey - int(np.median(grey)))
        strange = (depth >= PALE) & ~self._known[place]
        own = strange & ~_reached(strange)
        if int(depth[own].max(initial=0)) < FULL:
            return False
        size = min((char["size"] for char in within), default=self.size)
        return _is_letter(own, size) and not self._stamped(cell, own, place)

    @cached_property
    def _known(self) -> np.ndarray:
        """Where ink is that of characters read, and of rulings."""
        known = np.zeros(self.dark.shape, dtype=bool)
        for left, top, right, bottom in self.letters | self.rulings:
            known[top:bottom, left:right] = True
        return known

    def _stamped(self, cell: Box, own: np.ndarray, place: Slices) -> bool:
        """Whether the ink is that of a stamp: coloured, and going on beyond the cell."""
        coloured = self.page.coloured
        if not coloured[place][own].mean() > 0.5:
            return False
        x0, top, x1, bottom = cell
        wide = self._within((x0 - AROUND, top - AROUND, x1 + AROUND, bottom + AROUND))
        around = (coloured & self.strange)[wide].sum()
        return bool(around > 2 * own.sum())


def _shares(count: int) -> np.ndarray:
    """The middles of so many equal parts of 1."""
    return (np.arange(count) + 0.5) / count


def _is_digit(char: Thing) -> bool:
    return char["text"].isdigit() and not (char["look"].raised or char["look"].hidden)


def _is_letter(ink: np.ndarray, size: float) -> bool:
    if not ink.any():
        return False
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    unit = size * SCALE
    return bool(high >= TALL * unit and wide >= WIDE * unit and ink.sum() >= DENSE * unit**2)


def _reached(ink: np.ndarray) -> np.ndarray:
    """The ink that hangs together with some at the edge: part of something larger than the cell."""
    found = np.zeros_like(ink)
    found[[0, -1], :], found[:, [0, -1]] = ink[[0, -1], :], ink[:, [0, -1]]
    count = -1
    while (now := int(found.sum())) != count:
        count = now
        for axis in (0, 1):
            for step in (1, -1):
                found |= np.roll(found, step, axis) & ink
    return found
