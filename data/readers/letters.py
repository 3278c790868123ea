"""The characters of a PDF page as pdfium tells them, each where it stands and as wide as its step."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pypdfium2.raw as c

from data.readers.painted import Box, Glyph, Paint

ASCENT = 0.8  # of the size: so far do characters stand above their line
BLANK = 0x20
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what pdfium makes of a hyphen at a line's end
Point = tuple[float, float]
_HOLE = "\ufffd"  # a glyph of which the file does not tell the character


class Letters:
    """Iterates over the characters of a text page; `told` has them by the address of their text object.

    `at` turns a point of the page into one as it is shown, `turns` by how many right angles. `within` gives, for a text
    object that lies in a form, where its ink is and how the form moves a point of its own.
    """

    def __init__(
        self,
        text: Any,
        at: Callable[[float, float], Point],
        paints: dict[int | None, Paint],
        turns: int,
        within: Callable[[int | None], tuple[Box, Callable[[float, float], Point]] | None] = lambda _: None,
    ) -> None:
        self.text, self.at, self.paints, self.turns, self.within = text, at, paints, turns, within
        self.told: dict[int | None, list[Glyph]] = {}
        self._steps: dict[tuple[int | None, int], float] = {}
        self._address: int | None = None
        self._family: int | None = None
        # Made once: there are thousands of characters.
        self._x, self._y, self._width, self._rect = ctypes.c_double(), ctypes.c_double(), ctypes.c_float(), c.FS_RECTF()
        self._paint, self._font = Paint(0), cast(Any, None)
        self._form: tuple[Box, Callable[[float, float], Point]] | None = None
        self._size = self._across = self._turn = 0.0

    def __iter__(self) -> Iterator[Glyph]:
        before: Glyph | None = None
        gap: Glyph | None = None  # the letter before a gap on its line
        for index in range(max(c.FPDFText_CountChars(self.text), 0)):
            code = c.FPDFText_GetUnicode(self.text, index)
            if c.FPDFText_IsGenerated(self.text, index) == 1:
                gap = before if code == BLANK else None
                continue
            address = address_of(c.FPDFText_GetTextObject(self.text, index))
            if address != self._address or address is None:
                self._begin(address, index)
            before = Glyph(_text(code), *self._place(index, code), self._size, self._turn, self._paint)
            if gap is not None and gap.text.isdigit() and before.text.isdigit():  # two numbers, or one spaced out
                yield replace(gap, text=" ", box=(gap.box[2], gap.box[1], gap.box[2], gap.box[3]))
            gap = None
            self.told[address].append(before)
            yield before

    def _begin(self, address: int | None, index: int) -> None:
        """Take in what all characters of a text object share."""
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(self.text, index, matrix)
        plain = c.FPDFText_GetFontSize(self.text, index)
        self._address, self._paint = address, self.paints.get(address) or Paint(0)
        self._font = c.FPDFTextObj_GetFont(ctypes.cast(address, c.FPDF_PAGEOBJECT)) if address else None
        self._family = address_of(self._font)
        self._size, self._across = plain * math.hypot(matrix.c, matrix.d), plain * math.hypot(matrix.a, matrix.b)
        self._turn = math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * self.turns
        self._form = self.within(address)
        self.told.setdefault(address, [])

    def _place(self, index: int, code: int) -> tuple[Box, float]:
        """The box of a character, and its base line."""
        c.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        left, base = self._shown(self._x.value, self._y.value)
        step = self._step(code) * self._across
        if step > 0 and abs(self._turn % 360) < 1:
            return (left, base - ASCENT * self._size, left + step, base + (1 - ASCENT) * self._size), base
        rect = self._rect  # the library's own box holds every overhang of a letter
        c.FPDFText_GetLooseCharBox(self.text, index, rect)
        (x0, y0), (x1, y1) = self.at(rect.left, rect.bottom), self.at(rect.right, rect.top)
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if abs(self._turn % 360) < 1:
            box = (left, base - ASCENT * self._size, max(box[2], left), base + (1 - ASCENT) * self._size)
        return box, base

    def _shown(self, x: float, y: float) -> Point:
        """Where a point is shown. Of text that says aside what it is (ActualText: browsers' prints do so for letters
        that also are Kangxi radicals) the library tells, in a form, the place in that form: the one nearer to the ink
        is meant."""
        if self._form is None:
            return self.at(x, y)
        ink, moved = self._form
        return min((self.at(x, y), self.at(*moved(x, y))), key=lambda point: _apart(point, ink))

    def _step(self, code: int) -> float:
        """How wide a character of the font is, as a share of its size; 0 if the library can't tell."""
        key = self._family, code
        if key not in self._steps:
            told = self._font and c.FPDFFont_GetGlyphWidth(self._font, code, 1.0, self._width)
            self._steps[key] = self._width.value if told else 0.0
        return self._steps[key]


def _apart(point: Point, box: Box) -> float:
    """How far a point lies from a box."""
    (x, y), (left, top, right, bottom) = point, box
    return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))


def address_of(handle: Any) -> int | None:
    """What tells one object of the library from another."""
    return ctypes.addressof(handle.contents) if handle else None


def _text(code: int) -> str:
    if code == 0 or 0xD800 <= code < 0xE000:
        return _HOLE
    return _HYPHENS.get(code) or chr(code)
