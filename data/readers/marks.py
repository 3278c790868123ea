"""What lines and places make of letters that are seen: struck through, raised as a footnote's mark, of another size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from data.readers.measured import Arrays, batches
from data.readers.painted import Box, Glyph

STRIKE = (0.12, 0.62)  # of the size, above the base line: where a line strikes a character through
RISE = (0.12, 0.8)  # of the size: how far from the base line a footnote mark stands
SAME_SIZE = 0.55  # of the size: what is as large and further off is another line of the cell
ALIKE = 1.08  # times: sizes that the eye takes for one
SHADE = 48  # of 255: colours that the eye takes for one
BESIDE = 0.5  # of the size: how far from its number
SMALLEST = 2.0  # points


def struck(glyphs: Sequence[Glyph], strokes: Sequence[Box]) -> list[bool]:
    """Whether a level line runs through each that is no longer than the letters it strikes."""
    order = sorted(range(len(glyphs)), key=lambda index: glyphs[index].base)
    bases = [glyphs[index].base for index in order]
    largest = max(glyph.size for glyph in glyphs)
    found = [False] * len(glyphs)
    level = [(x0, y0, x1) for x0, y0, x1, y1 in strokes if y0 == y1]
    for x0, y0, x1 in {(round(x0, 1), round(y, 1), round(x1, 1)) for x0, y, x1 in level}:
        near = order[bisect_left(bases, y0 + STRIKE[0] * SMALLEST) : bisect_right(bases, y0 + STRIKE[1] * largest)]
        crossed = [index for index in near if _crosses(glyphs[index], x0, x1, y0)]
        if crossed:
            left, right = min(glyphs[i].box[0] for i in crossed), max(glyphs[i].box[2] for i in crossed)
            if x1 - x0 <= right - left + glyphs[crossed[0]].size:
                for index in crossed:
                    found[index] = True
    return found


def _crosses(glyph: Glyph, x0: float, x1: float, y: float) -> bool:
    left, _, right, _ = glyph.box
    over = min(right, x1) - max(left, x0)
    return STRIKE[0] <= (glyph.base - y) / glyph.size <= STRIKE[1] and over >= 0.5 * (right - left)


def raised(glyphs: list[Glyph], strokes: Sequence[Box]) -> list[bool]:
    """Whether each is a footnote mark: beside a letter of its cell, off its base line, and no larger.

    A mark is moved to the line of what it belongs to.
    """
    marks = [i for i, glyph in enumerate(glyphs) if not glyph.text.isalpha()]
    found = [False] * len(glyphs)
    if not marks or not _uneven(glyphs):
        return found
    at = Arrays(glyphs)
    letters = np.array([glyph.text.isalnum() for glyph in glyphs])
    upright = [stroke for stroke in strokes if stroke[0] == stroke[2]]
    for some in batches(marks, len(glyphs)):
        own = Arrays([glyphs[i] for i in some])
        gap, ahead = own.left[:, None] - at.right, at.left - own.right[:, None]
        room = BESIDE * own.size[:, None]
        behind = (gap >= -room) & (gap <= BESIDE * at.size) & (own.x[:, None] > at.x)
        before = (ahead >= -room) & (ahead <= BESIDE * at.size) & (own.x[:, None] < at.x)
        rise, share = np.abs(at.base - own.base[:, None]) / at.size, own.size[:, None] / at.size
        off = (rise >= np.where(share > 0.9, 2 * RISE[0], RISE[0])) & (share <= 1.02)
        off &= rise <= np.where(share > 0.9, SAME_SIZE, RISE[1])
        for number, other in zip(*np.nonzero(off & letters & (behind | (before & (share < 0.85)))), strict=True):
            one = some[number]
            if not found[one] and not _apart(glyphs[one], glyphs[other], upright):
                _move(glyphs, one, int(other))
                found[one] = True
    if any(found):
        _raise_rest(glyphs, marks, found)
    return found


def _raise_rest(glyphs: list[Glyph], marks: Sequence[int], raised: list[bool]) -> None:
    """The signs right beside a mark, on its line and as large, belong to it."""
    lines: dict[float, list[int]] = defaultdict(list)
    for index in marks:
        lines[round(glyphs[index].base, 1)].append(index)
    for line in lines.values():
        line.sort(key=lambda index: glyphs[index].box[0])
        for one, other in (*pairwise(line), *pairwise(reversed(line))):
            (left, _, right, _), (near, _, far, _), size = glyphs[one].box, glyphs[other].box, glyphs[one].size
            beside = abs((left + right - near - far) / 2) <= size and abs(glyphs[other].size - size) <= 0.05 * size
            if raised[one] and not raised[other] and beside:
                _move(glyphs, other, one)
                raised[other] = True


def _uneven(glyphs: Sequence[Glyph]) -> bool:
    """Whether any two base lines are nearer than lines of text are."""
    bases = sorted({round(glyph.base, 1) for glyph in glyphs})
    sizes = [glyph.size for glyph in glyphs]
    least, most = RISE[0] * min(sizes), RISE[1] * max(sizes)
    return any(other - one <= most for one, other in pairwise(bases) if other - one >= least / 2)


def _apart(one: Glyph, other: Glyph, upright: Sequence[Box]) -> bool:
    """Whether a ruling stands between two letters."""
    left, right = sorted(((one.box[0] + one.box[2]) / 2, (other.box[0] + other.box[2]) / 2))
    middle = (one.box[1] + one.box[3]) / 2
    return any(left < x < right and top <= middle <= bottom for x, top, _, bottom in upright)


def _move(glyphs: list[Glyph], mark: int, beside: int) -> None:
    (left, _, right, _), (_, top, _, bottom) = glyphs[mark].box, glyphs[beside].box
    one = glyphs[mark]
    glyphs[mark] = Glyph(one.text, (left, top, right, bottom), one.base, one.size, one.turn, one.paint)


def shapes(glyphs: Sequence[Glyph]) -> list[tuple[int, ...]]:
    """What else the eye tells of each: how large it is, and its colour."""
    sizes = Counter(round(glyph.size, 2) for glyph in glyphs)
    classes: dict[float, int] = {}
    number, before = 0, 0.0
    for size in sorted(sizes):
        number += size > before * ALIKE
        before = size if size > before * ALIKE else before
        classes[size] = number
    return [(classes[round(glyph.size, 2)], *(part // SHADE for part in glyph.paint.colour[:3])) for glyph in glyphs]
