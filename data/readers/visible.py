"""Which characters of a painted page a person sees, and how each looks: covered, pale, struck, raised, drawn twice.

A page whose text all lies under or behind a picture of it is a scan with recognised text: that is kept, and told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data.readers.looks import Look
from data.readers.painted import Box, Colour, Glyph, Painted, Surface

PALE = 30  # of 255: what differs less from its ground can't be seen
FAINT = 25  # of 255: opacity
SMALLEST = 2.0  # points
SLANT = 4.0  # degrees from level or upright: what is turned more is a watermark or a stamp
WATERMARK = 1.8  # times as large as the letters over it
COVERED = 0.6  # of a character's area
OVERPRINTED = 0.4  # of a digit's area
PALER = 60  # of 255: by so much less ink is one of two letters on the same place the fainter one
SAME_PLACE = 0.2  # of the size: within it the same letter is drawn twice
STRIKE = (0.12, 0.62)  # of the size, above the base line: where a line strikes a character through
RISE = (0.12, 0.8)  # of the size: how far from the base line a footnote mark stands
LONGEST_MARK = 3  # signs after its first
BESIDE = 0.5  # of the size: how far from its number
ALIKE = 1.08  # times: sizes that the eye takes for one
SHADE = 48  # of 255: colours that the eye takes for one
SCAN = 0.5  # of the page's area
Mask = NDArray[np.bool_]
_WHITE = (255, 255, 255, 255)
_SEAL = 2  # letters under a watermark


@dataclass(frozen=True, slots=True)
class Sight:
    """The characters seen, each with its look. `behind`: all of them lie behind a picture of the page.

    `covers`: by their order, what was painted over text to hide it; its edges are no rulings.
    """

    glyphs: list[tuple[Glyph, Look]]
    behind: bool = False
    covers: frozenset[int] = frozenset()


class _Arrays:
    """The measures of some characters, side by side."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        boxes = np.array([glyph.box for glyph in glyphs], dtype=float).reshape(-1, 4)
        self.left, self.top, self.right, self.bottom = boxes.T
        self.base = np.array([glyph.base for glyph in glyphs], dtype=float)
        self.size = np.array([max(glyph.size, 0.1) for glyph in glyphs], dtype=float)
        self.order = np.array([glyph.paint.order for glyph in glyphs])
        self.x = (self.left + self.right) / 2
        self.y = self.base - 0.35 * self.size  # the middle of a digit


def sight(page: Painted, off: frozenset[str] = frozenset()) -> Sight:
    """What a person sees of a page; `off` names its optional content that is not shown."""
    inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    if not inked:
        return Sight([])
    blanks = [glyph for glyph in page.glyphs if glyph.text.isspace() and not glyph.paint.unseen]
    drawn = [glyph for glyph in inked if _drawn(glyph, page, off)]
    hidden, covers = _covered(drawn, page.surfaces) if drawn and page.surfaces else ([False] * len(drawn), frozenset())
    shown = [glyph for glyph, under in zip(drawn, hidden, strict=True) if not under]
    if not shown and _scan(page):
        return Sight([(glyph, Look()) for glyph in _once(inked)], behind=True)
    shown, blurred = _overprinted(_once(_without_watermarks(shown)))
    if not shown:
        return Sight([], covers=covers)
    strokes = [box for box, _ in page.strokes]
    struck, raised = _struck(shown, strokes), _raised(shown, strokes)
    looks = [Look(False, *marks) for marks in zip(struck, raised, _shapes(shown), blurred, strict=True)]
    return Sight([*zip(shown, looks, strict=True), *((blank, Look()) for blank in blanks)], False, covers)


def _drawn(glyph: Glyph, page: Painted, off: frozenset[str]) -> bool:
    """Whether a character leaves ink on the page, whatever lies under or over it."""
    paint, (left, top, right, bottom) = glyph.paint, glyph.box
    x, y = (left + right) / 2, (top + bottom) / 2
    if paint.unseen or paint.layer in off or paint.colour[3] <= FAINT or glyph.size < SMALLEST:
        return False
    if not (0 <= x <= page.size[0] and 0 <= y <= page.size[1]) or (paint.clip and not _within(x, y, paint.clip)):
        return False
    if not page.surfaces and _same(paint.colour, _WHITE):
        return False
    return abs((glyph.turn + 45) % 90 - 45) <= SLANT


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _same(one: Sequence[int], two: Sequence[int]) -> bool:
    return max(abs(a - b) for a, b in zip(one[:3], two[:3], strict=True)) <= PALE


def _covered(glyphs: Sequence[Glyph], surfaces: Sequence[Surface]) -> tuple[list[bool], frozenset[int]]:
    """Whether something opaque is painted over each, or it has the colour of its ground; and what covers any."""
    at = _Arrays(glyphs)
    left, top, right, bottom = np.array([surface.box for surface in surfaces]).T
    order = np.array([surface.order for surface in surfaces])
    within = (left <= at.x[:, None]) & (at.x[:, None] <= right) & (top <= at.y[:, None]) & (at.y[:, None] <= bottom)
    wide = np.minimum(right, at.right[:, None]) - np.maximum(left, at.left[:, None])
    high = np.minimum(bottom, at.base[:, None]) - np.maximum(top, (at.base - 0.7 * at.size)[:, None])
    area = (at.right - at.left + 0.01) * 0.7 * at.size
    hides = np.array([surface.opaque and surface.colour is not None for surface in surfaces])
    over = within & (order > at.order[:, None]) & hides & (wide * high >= COVERED * area[:, None])
    under = np.where(within & (order < at.order[:, None]), np.arange(len(surfaces)), -1).max(axis=1)
    hidden = [
        bool(covered) or _lost(glyph, surfaces[ground] if ground >= 0 else None)
        for glyph, covered, ground in zip(glyphs, over.any(axis=1), under, strict=True)
    ]
    return hidden, frozenset(int(number) for number in order[over.any(axis=0)])


def _lost(glyph: Glyph, ground: Surface | None) -> bool:
    colour = _WHITE if ground is None else ground.colour
    return colour is not None and _same(glyph.paint.colour, colour)


def _scan(page: Painted) -> bool:
    whole = page.size[0] * page.size[1]
    pictures = [surface.box for surface in page.surfaces if surface.colour is None]
    return any((x1 - x0) * (y1 - y0) >= SCAN * whole for x0, y0, x1, y1 in pictures)


def _without_watermarks(glyphs: list[Glyph]) -> list[Glyph]:
    """Without letters much larger than others that stand over them."""
    if not glyphs:
        return glyphs
    at = _Arrays(glyphs)
    usual = float(np.median(at.size))
    return [glyph for glyph in glyphs if glyph.size < WATERMARK * usual or not _written_over(glyph, at)]


def _written_over(glyph: Glyph, at: _Arrays) -> bool:
    left, top, right, bottom = glyph.box
    over = (left < at.x) & (at.x < right) & (top < at.y) & (at.y < bottom) & (WATERMARK * at.size <= glyph.size)
    return int(over.sum()) >= _SEAL


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Letters drawn twice at the same place, for boldness or as a shadow, once: the darkest, then the last drawn."""
    by_text: dict[str, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_text[glyph.text].append(glyph)
    dropped: set[int] = set()
    for same in by_text.values():
        same.sort(key=lambda glyph: glyph.box[0])
        for place, one in enumerate(same):
            for other in same[place + 1 :]:
                if other.box[0] - one.box[0] > SAME_PLACE * one.size:
                    break
                if abs(other.base - one.base) <= SAME_PLACE * one.size:
                    dropped.add(id(min(one, other, key=lambda glyph: (_ink(glyph), glyph.paint.order))))
    return [glyph for glyph in glyphs if id(glyph) not in dropped] if dropped else list(glyphs)


def _ink(glyph: Glyph) -> int:
    """How dark a letter is."""
    return 255 - sum(glyph.paint.colour[:3]) // 3


def _overprinted(glyphs: list[Glyph]) -> tuple[list[Glyph], list[bool]]:
    """Without letters much paler than others that stand on the same place; and which are blurred by others so."""
    digits = [i for i, glyph in enumerate(glyphs) if glyph.text.isdigit()]
    if not digits:
        return glyphs, [False] * len(glyphs)
    at, own = _Arrays(glyphs), _Arrays([glyphs[i] for i in digits])
    wide = np.minimum(at.right, own.right[:, None]) - np.maximum(at.left, own.left[:, None])
    high = np.minimum(at.bottom, own.bottom[:, None]) - np.maximum(at.top, own.top[:, None])
    area = ((own.right - own.left + 0.01) * (own.bottom - own.top + 0.01))[:, None]
    on = (wide > 0) & (high > 0) & (wide * high >= OVERPRINTED * area)
    on[np.arange(len(digits)), digits] = False
    blurred, faint = [False] * len(glyphs), set()
    for number, other in zip(*np.nonzero(on), strict=True):
        one = digits[number]
        blurred[one] = blurred[other] = True
        if abs(_ink(glyphs[one]) - _ink(glyphs[other])) > PALER:
            faint.add(min(one, int(other), key=lambda index: _ink(glyphs[index])))
    _spread(glyphs, faint)
    kept = [i for i in range(len(glyphs)) if i not in faint]
    return [glyphs[i] for i in kept], [blurred[i] for i in kept]


def _spread(glyphs: Sequence[Glyph], chosen: set[int]) -> None:
    """Choose the rest of a number too: letters of the same paint, right beside one that is chosen."""
    lines: dict[tuple[float, Colour], list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs) if chosen else ():
        lines[round(glyph.base, 1), glyph.paint.colour].append(index)
    for line in lines.values():
        line.sort(key=lambda index: glyphs[index].box[0])
        for one, other in (*pairwise(line), *pairwise(reversed(line))):
            gap = max(glyphs[one].box[0], glyphs[other].box[0]) - min(glyphs[one].box[2], glyphs[other].box[2])
            if one in chosen and gap <= BESIDE * glyphs[one].size:
                chosen.add(other)


def _struck(glyphs: Sequence[Glyph], strokes: Sequence[Box]) -> list[bool]:
    """Whether a level line runs through each that is no longer than the letters it strikes."""
    order = sorted(range(len(glyphs)), key=lambda index: glyphs[index].base)
    bases = [glyphs[index].base for index in order]
    largest = max(glyph.size for glyph in glyphs)
    struck = [False] * len(glyphs)
    for x0, y0, x1, y1 in {tuple(round(value, 1) for value in stroke) for stroke in strokes}:
        if y0 != y1:
            continue
        near = order[bisect_left(bases, y0 + STRIKE[0] * SMALLEST) : bisect_right(bases, y0 + STRIKE[1] * largest)]
        crossed = [index for index in near if _crosses(glyphs[index], x0, x1, y0)]
        if crossed:
            left, right = min(glyphs[i].box[0] for i in crossed), max(glyphs[i].box[2] for i in crossed)
            if x1 - x0 <= right - left + glyphs[crossed[0]].size:
                for index in crossed:
                    struck[index] = True
    return struck


def _crosses(glyph: Glyph, x0: float, x1: float, y: float) -> bool:
    left, _, right, _ = glyph.box
    over = min(right, x1) - max(left, x0)
    return STRIKE[0] <= (glyph.base - y) / glyph.size <= STRIKE[1] and over >= 0.5 * (right - left)


def _raised(glyphs: list[Glyph], strokes: Sequence[Box]) -> list[bool]:
    """Whether each is a footnote mark: beside a letter of its cell, off its base line, and no larger.

    A mark is moved to the line of what it belongs to.
    """
    marks = [i for i, glyph in enumerate(glyphs) if not glyph.text.isalpha()]
    raised = [False] * len(glyphs)
    if not marks:
        return raised
    at, own = _Arrays(glyphs), _Arrays([glyphs[i] for i in marks])
    gap, ahead = own.left[:, None] - at.right, at.left - own.right[:, None]
    room = BESIDE * own.size[:, None]
    behind = (gap >= -room) & (gap <= BESIDE * at.size) & (own.x[:, None] > at.x)
    before = (ahead >= -room) & (ahead <= BESIDE * at.size) & (own.x[:, None] < at.x)
    rise, share = np.abs(at.base - own.base[:, None]) / at.size, own.size[:, None] / at.size
    off = (rise >= np.where(share > 0.9, 2 * RISE[0], RISE[0])) & (rise <= RISE[1]) & (share <= 1.02)
    letters = np.array([glyph.text.isalnum() for glyph in glyphs])
    upright = [stroke for stroke in strokes if stroke[0] == stroke[2]]
    for number, other in zip(*np.nonzero(off & letters & (behind | (before & (share < 0.85)))), strict=True):
        one = marks[number]
        if not raised[one] and not _apart(glyphs[one], glyphs[other], upright):
            _move(glyphs, one, int(other))
            raised[one] = True
    level = (rise <= 0.05) & (np.abs(share - 1) <= 0.05) & (np.abs(own.x[:, None] - at.x) <= own.size[:, None])
    for _ in range(LONGEST_MARK if any(raised) else 0):
        for number, other in zip(*np.nonzero(level & np.array(raised)), strict=True):
            if not raised[marks[number]]:
                _move(glyphs, marks[number], int(other))
                raised[marks[number]] = True
    return raised


def _apart(one: Glyph, other: Glyph, upright: Sequence[Box]) -> bool:
    """Whether a ruling stands between two letters."""
    left, right = sorted(((one.box[0] + one.box[2]) / 2, (other.box[0] + other.box[2]) / 2))
    middle = (one.box[1] + one.box[3]) / 2
    return any(left < x < right and top <= middle <= bottom for x, top, _, bottom in upright)


def _move(glyphs: list[Glyph], mark: int, beside: int) -> None:
    (left, _, right, _), (_, top, _, bottom) = glyphs[mark].box, glyphs[beside].box
    one = glyphs[mark]
    glyphs[mark] = Glyph(one.text, (left, top, right, bottom), one.base, one.size, one.turn, one.paint)


def _shapes(glyphs: Sequence[Glyph]) -> list[tuple[int, ...]]:
    """What else the eye tells of each: how large it is, and its colour."""
    sizes = Counter(round(glyph.size, 2) for glyph in glyphs)
    classes: dict[float, int] = {}
    number, before = 0, 0.0
    for size in sorted(sizes):
        number += size > before * ALIKE
        before = size if size > before * ALIKE else before
        classes[size] = number
    return [(classes[round(glyph.size, 2)], *(part // SHADE for part in glyph.paint.colour[:3])) for glyph in glyphs]
