"""Which characters of a painted page a person sees, and how each looks: covered, pale, struck, raised, drawn twice.

A page whose text all lies under or behind a picture of it is a scan with recognised text: that is kept, and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from data.readers.looks import Look
from data.readers.marks import BESIDE, SMALLEST, raised, shapes, struck
from data.readers.measured import Arrays, batches
from data.readers.painted import Box, Colour, Glyph, Painted, Surface

PALE = 30  # of 255: what differs less from its ground can't be seen
FAINT = 25  # of 255: opacity
SLANT = 4.0  # degrees from level or upright: what is turned more is a watermark or a stamp
WATERMARK = 1.8  # times as large as the letters over it
COVERED = 0.6  # of a character's area
OVERPRINTED = 0.4  # of a digit's area
PALER = 60  # of 255: by so much less ink is one of two letters on the same place the fainter one
SAME_PLACE = 0.2  # of the size: within it the same letter is drawn twice
PLACE = 8.0  # points: no more does the same letter move that is drawn twice
MIDDLE = 0.35  # of the size: of a digit above its base line
STROKE, SHAPE = 0.4, 3.0  # of the size: how wide a stroke by hand is at least, and how high at most
SCAN = 0.5  # of the page's area
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


def sight(page: Painted, off: frozenset[str] = frozenset()) -> Sight:
    """What a person sees of a page; `off` names its optional content that is not shown."""
    inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    if not inked:
        return Sight([])
    blanks = [glyph for glyph in page.glyphs if glyph.text.isspace() and not glyph.paint.unseen]
    drawn = [glyph for glyph in inked if _drawn(glyph, page, off)]
    hidden, covers, veiled = _covered(drawn, page.surfaces)
    shown = [glyph for glyph, under in zip(drawn, hidden, strict=True) if not under]
    if not shown and _scan(page):
        return Sight([(glyph, Look()) for glyph in _once(inked)], behind=True)
    shown, blurred = _overprinted(_once(_without_watermarks(shown)))
    if not shown:
        return Sight([], covers=covers)
    strokes = [box for box, _ in page.strokes]
    crossed = _crossed(shown, page.slants) | _cut_short(
        shown, [g for g, under in zip(drawn, hidden, strict=True) if under]
    )
    unsure = [
        faint or id(glyph) in veiled or id(glyph) in crossed or _is_turned(glyph)
        for glyph, faint in zip(shown, blurred, strict=True)
    ]
    by_eye = zip(struck(shown, strokes), raised(shown, strokes), shapes(shown), unsure, strict=True)
    looks = [Look(False, *marks) for marks in by_eye]
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


def _is_turned(glyph: Glyph) -> bool:
    """Whether a digit lies on its side or stands on its head: nobody knows in which order such are read."""
    return glyph.text.isdigit() and round(glyph.turn / 90) % 4 != 0


def _crossed(glyphs: Sequence[Glyph], slants: Sequence[Box]) -> set[int]:
    """The digits, by identity, over whose middle slanting lines by hand lie."""
    digits = [one for one in glyphs if one.text.isdigit()]
    if not digits or not slants:
        return set()
    left, top, right, bottom = np.array(slants).T
    found: set[int] = set()
    for some in batches(digits, len(slants)):
        at = Arrays(some)
        x, size = at.x[:, None], at.size[:, None]
        y = at.base[:, None] - MIDDLE * size
        over = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
        by_hand = (right - left >= STROKE * size) & (bottom - top <= SHAPE * size)
        found |= {id(some[int(index)]) for index in np.flatnonzero((over & by_hand).any(axis=1))}
    return found


def _cut_short(shown: Sequence[Glyph], hidden: Sequence[Glyph]) -> set[int]:
    """The digits, by identity, right beside one of the same piece of text that is covered."""
    lines: dict[tuple[int, float], list[Glyph]] = defaultdict(list)
    for one in (*shown, *hidden) if hidden else ():
        if one.text.isdigit():
            lines[id(one.paint), round(one.base, 1)].append(one)
    under = {id(one) for one in hidden}
    found: set[int] = set()
    for line in lines.values():
        line.sort(key=lambda one: one.box[0])
        for left, right in pairwise(line):
            if (id(left) in under) != (id(right) in under) and right.box[0] - left.box[2] <= BESIDE * left.size:
                found |= {id(left), id(right)}
    return found


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _same(one: Sequence[int], two: Sequence[int]) -> bool:
    return max(abs(a - b) for a, b in zip(one[:3], two[:3], strict=True)) <= PALE


def _covered(glyphs: Sequence[Glyph], surfaces: Sequence[Surface]) -> tuple[list[bool], frozenset[int], frozenset[int]]:
    """Whether something opaque is painted over each, or it has the colour of its ground; what covers any, by its order;
    and over which letters, by their identity, a picture is painted, of which nobody knows what it lets through.
    """
    if not glyphs or not surfaces:
        return [False] * len(glyphs), frozenset(), frozenset()
    left, top, right, bottom = np.array([surface.box for surface in surfaces]).T
    order = np.array([surface.order for surface in surfaces])
    hides = np.array([surface.opaque and surface.colour is not None for surface in surfaces])
    pictures = np.array([surface.colour is None for surface in surfaces])
    hidden: list[bool] = []
    covers: set[int] = set()
    veiled: set[int] = set()
    for some in batches(glyphs, len(surfaces)):
        at = Arrays(some)
        x, y, base, size = (values[:, None] for values in (at.x, at.y, at.base, at.size))
        within = (left <= x) & (x < right) & (top <= y) & (y < bottom)
        wide = np.minimum(right, at.right[:, None]) - np.maximum(left, at.left[:, None])
        high = np.minimum(bottom, base) - np.maximum(top, base - 0.7 * size)
        least = COVERED * 0.7 * size * (at.right - at.left + 0.01)[:, None]
        above = within & (order > at.order[:, None]) & (wide * high >= least)
        over = above & hides
        veiled |= {id(some[int(index)]) for index in np.flatnonzero((above & pictures).any(axis=1))}
        under = np.where(within & (order < at.order[:, None]), np.arange(len(surfaces)), -1).max(axis=1)
        hidden += [
            bool(covered) or _lost(glyph, surfaces[ground] if ground >= 0 else None)
            for glyph, covered, ground in zip(some, over.any(axis=1), under, strict=True)
        ]
        covers |= {int(number) for number in order[over.any(axis=0)]}
    return hidden, frozenset(covers), frozenset(veiled)


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
    at = Arrays(glyphs)
    usual = float(np.median(at.size))
    return [glyph for glyph in glyphs if glyph.size < WATERMARK * usual or not _written_over(glyph, at)]


def _written_over(glyph: Glyph, at: Arrays) -> bool:
    left, top, right, bottom = glyph.box
    over = (left < at.x) & (at.x < right) & (top < at.y) & (at.y < bottom) & (WATERMARK * at.size <= glyph.size)
    return int(over.sum()) >= _SEAL


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Letters drawn twice at the same place, for boldness or as a shadow, once: the darkest, then the last drawn."""
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    dropped: set[int] = set()
    for glyph in sorted(glyphs, key=lambda one: (-_ink(one), -one.paint.order)):
        x, y, room = glyph.box[0], glyph.base, SAME_PLACE * glyph.size
        column, row = int(x / PLACE), int(y / PLACE)
        keys = [(glyph.text, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        around = [one for key in keys if key in near for one in near[key]]
        if any(abs(one.box[0] - x) <= room and abs(one.base - y) <= room for one in around):
            dropped.add(id(glyph))
        else:
            near.setdefault((glyph.text, column, row), []).append(glyph)
    return [glyph for glyph in glyphs if id(glyph) not in dropped] if dropped else list(glyphs)


def _ink(glyph: Glyph) -> int:
    """How dark a letter is."""
    return 255 - sum(glyph.paint.colour[:3]) // 3


def _overprinted(glyphs: list[Glyph]) -> tuple[list[Glyph], list[bool]]:
    """Without letters much paler than others that stand on the same place; and which are blurred by others so."""
    digits = [i for i, glyph in enumerate(glyphs) if glyph.text.isdigit()]
    at = Arrays(glyphs)
    blurred, faint = [False] * len(glyphs), set()
    for some in batches(digits, len(glyphs)):
        own = Arrays([glyphs[i] for i in some])
        wide = np.minimum(at.right, own.right[:, None]) - np.maximum(at.left, own.left[:, None])
        high = np.minimum(at.bottom, own.bottom[:, None]) - np.maximum(at.top, own.top[:, None])
        area = ((own.right - own.left + 0.01) * (own.bottom - own.top + 0.01))[:, None]
        on = (wide > 0) & (high > 0) & (wide * high >= OVERPRINTED * area)
        on[np.arange(len(some)), some] = False
        for number, other in zip(*np.nonzero(on), strict=True):
            one = some[number]
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
