"""What pdfium paints on a page: its objects and those of the forms in it, counted in the order of painting."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import pypdfium2.raw as c

from data.readers.letters import Letters, address_of
from data.readers.painted import Box, Colour, Glyph, Paint, Painted, Surface

Matrix = tuple[float, float, float, float, float, float]
STRAIGHT = 0.5  # points by which a ruling may lean
SURFACE = 3.0  # points each way: what is smaller hides nothing
DEEPEST = 8  # forms within forms
COPY = 2.0  # points: text of the same extent so near is the same text drawn again
MOST_OBJECTS, MOST_LETTERS = 200_000, 30_000  # of a page; no report's has a tenth
OPAQUE = 240  # of 255
BLACK: Colour = (0, 0, 0, 255)
T = TypeVar("T")
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_UNSEEN_MODES = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)


class TooMuch(ValueError):
    """A page of more objects than any report has."""


def painted(page: Any, own: int = sys.maxsize, besides: Iterable[Box] = ()) -> Painted:
    """What is on a loaded page, of whose objects the first `own` are its own drawing. Raises TooMuch.

    `besides`: where something lies on it (left, bottom, right, top), of which nobody knows how it looks.
    """
    frame = _Frame(page)
    walk = _Walk(frame)
    count = c.FPDFPage_CountObjects(page)
    walk.objects(range(min(count, own)), partial(c.FPDFPage_GetObject, page), UPRIGHT, "", 0)
    last = walk.order
    walk.objects(range(min(count, own), count), partial(c.FPDFPage_GetObject, page), UPRIGHT, "", 0)
    found = Painted(frame.size, strokes=walk.strokes, surfaces=walk.surfaces, shapes=walk.shapes, last=last)
    found.slants = walk.slants
    found.surfaces += [Surface(frame.box(*box), walk.order + 1, None, True) for box in besides]
    text = c.FPDFText_LoadPage(page)
    try:
        if (count := c.FPDFText_CountChars(text)) > MOST_LETTERS:
            raise TooMuch(count)
        letters = Letters(text, frame.at, walk.paints, frame.turns, walk.within)
        found.glyphs = list(letters)
        found.glyphs += list(_drawn_again(walk, letters.told))
    finally:
        c.FPDFText_ClosePage(text)
    return found


class _Frame:
    """The visible part of a page, and how a point of it comes to be shown."""

    def __init__(self, page: Any) -> None:
        rect = c.FS_RECTF()
        c.FPDF_GetPageBoundingBox(page, rect)
        self.left, self.bottom, self.right, self.top = rect.left, rect.bottom, rect.right, rect.top
        self.turns = c.FPDFPage_GetRotation(page)
        width, height = self.right - self.left, self.top - self.bottom
        self.size = (height, width) if self.turns % 2 else (width, height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x0, y0), (x1, y1) = self.at(left, bottom), self.at(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class _Walk:
    """Goes through the objects of a page and of the forms in it, counting them."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.order = 0
        self.paints: dict[int | None, Paint] = {}
        self.texts: dict[int | None, tuple[Any, Matrix]] = {}
        self.strokes: list[tuple[Box, int]] = []
        self.surfaces: list[Surface] = []
        self.shapes: list[Box] = []
        self.slants: list[Box] = []

    def objects(
        self, numbers: Iterable[int], get: Callable[[int], Any], matrix: Matrix, layer: str, depth: int
    ) -> None:
        for index in numbers:
            one = get(index)
            self.order += 1
            if self.order > MOST_OBJECTS:
                raise TooMuch(self.order)
            kind = c.FPDFPageObj_GetType(one)
            if kind == c.FPDF_PAGEOBJ_TEXT:
                address = address_of(one)
                self.paints[address] = self._paint(one, matrix, layer)
                self.texts[address] = one, matrix
            elif kind == c.FPDF_PAGEOBJ_PATH:
                self._path(one, matrix)
            elif kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
                self.surfaces.append(Surface(self.bounds(one, matrix), self.order, None, True))
            elif kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _times(_matrix(one), matrix)
                get_inner = partial(c.FPDFFormObj_GetObject, one)
                inside = range(max(c.FPDFFormObj_CountObjects(one), 0))
                self.objects(inside, get_inner, inner, layer or _layer(one), depth + 1)

    def _paint(self, one: Any, matrix: Matrix, layer: str) -> Paint:
        mode = c.FPDFTextObj_GetTextRenderMode(one)
        stroked = mode in (c.FPDF_TEXTRENDERMODE_STROKE, c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
        get = c.FPDFPageObj_GetStrokeColor if stroked else c.FPDFPageObj_GetFillColor
        colour = _colour(one, get, BLACK)
        return Paint(self.order, colour, mode in _UNSEEN_MODES, layer or _layer(one), self._clip(one, matrix))

    def _clip(self, one: Any, matrix: Matrix) -> Box | None:
        """The part of the page within which an object is drawn, as far as rectangles tell."""
        clip = c.FPDFPageObj_GetClipPath(one)
        kept: Box | None = None
        for path in range(max(c.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            count = c.FPDFClipPath_CountPathSegments(clip, path)
            points = [
                self.frame.at(*_point(c.FPDFClipPath_GetPathSegment(clip, path, at), matrix)) for at in range(count)
            ]
            if points:
                box = _around(points)
                kept = box if kept is None else _common(kept, box)
        return kept

    def bounds(self, one: Any, matrix: Matrix) -> Box:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        c.FPDFPageObj_GetBounds(one, left, bottom, right, top)
        corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
        return _around([self.frame.at(*_moved(x, y, matrix)) for x, y in corners])

    def within(self, address: int | None) -> tuple[Box, Callable[[float, float], tuple[float, float]]] | None:
        """Of a text object in a form where its ink is, and how the form moves a point; None for one of the page."""
        one, matrix = self.texts.get(address, (None, UPRIGHT))
        return None if matrix == UPRIGHT else (self.bounds(one, matrix), lambda x, y: _moved(x, y, matrix))

    def _path(self, one: Any, matrix: Matrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(one, filled, stroked)
        if not filled.value and not stroked.value:
            return
        own = _times(_matrix(one), matrix)
        lines = list(self._lines(one, own))
        straight = [line for line in lines if line is not None]
        if len(straight) < len(lines):
            self.shapes.append(self.bounds(one, matrix))
            if not filled.value and not _is_curved(one):
                self.slants.append(self.shapes[-1])
        self.strokes += [(line, self.order) for line in straight]
        if filled.value and straight and len(straight) == len(lines):
            box = _around([point for x0, y0, x1, y1 in straight for point in ((x0, y0), (x1, y1))])
            if min(box[2] - box[0], box[3] - box[1]) > SURFACE and len(straight) <= 5:
                colour = _colour(one, c.FPDFPageObj_GetFillColor, None)  # none for a pattern
                opaque = colour is not None and colour[3] > OPAQUE and not c.FPDFPageObj_HasTransparency(one)
                self.surfaces.append(Surface(box, self.order, colour, opaque))

    def _lines(self, one: Any, matrix: Matrix) -> Iterator[Box | None]:
        """The lines of a path; None for each that is neither level nor upright."""
        start: tuple[float, float] | None = None
        here: tuple[float, float] | None = None
        for index in range(c.FPDFPath_CountSegments(one)):
            segment = c.FPDFPath_GetPathSegment(one, index)
            kind = c.FPDFPathSegment_GetType(segment)
            there = self.frame.at(*_point(segment, matrix))
            if kind == c.FPDF_SEGMENT_MOVETO:
                start = there
            elif here is not None:
                yield _straight(here, there) if kind == c.FPDF_SEGMENT_LINETO else None
            here = there
            if c.FPDFPathSegment_GetClose(segment) and start is not None and start != here:
                yield _straight(here, start)
                here = start


def _is_curved(path: Any) -> bool:
    kinds = (
        c.FPDFPathSegment_GetType(c.FPDFPath_GetPathSegment(path, at)) for at in range(c.FPDFPath_CountSegments(path))
    )
    return any(kind == c.FPDF_SEGMENT_BEZIERTO for kind in kinds)


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Box | None:
    (x0, y0), (x1, y1) = a, b
    if abs(x1 - x0) <= STRAIGHT:
        x1 = x0
    elif abs(y1 - y0) <= STRAIGHT:
        y1 = y0
    else:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _drawn_again(walk: _Walk, told: dict[int | None, list[Glyph]]) -> Iterator[Glyph]:
    """What the library leaves out, since the same text was drawn before at the same place."""
    again = [address for address in walk.paints if address not in told]
    near: dict[tuple[int, int], list[int | None]] = {}
    boxes = {address: walk.bounds(*walk.texts[address]) for address in walk.texts} if again else {}
    for address in told.keys() & boxes.keys():
        near.setdefault(_cell(boxes[address], 0, 0), []).append(address)
    for address in again:
        box, paint = boxes[address], walk.paints[address]
        around = [one for i in (-1, 0, 1) for j in (-1, 0, 1) for one in near.get(_cell(box, i, j), ())]
        first = next((one for one in around if _alike(box, boxes[one])), None)
        for glyph in told[first] if first is not None else ():
            yield replace(glyph, paint=paint)


def _cell(box: Box, right: int, down: int) -> tuple[int, int]:
    return round(box[0] / (2 * COPY)) + right, round(box[1] / (2 * COPY)) + down


def _alike(one: Box, two: Box) -> bool:
    return all(abs(a - b) <= COPY for a, b in zip(one, two, strict=True))


# Made once, since pages have thousands of objects; one thread at a time is in here (see `pdf`).
_RED, _GREEN, _BLUE, _OPACITY = (ctypes.c_uint() for _ in range(4))
_X, _Y = ctypes.c_float(), ctypes.c_float()


def _colour(one: Any, get: Callable[..., int], otherwise: T) -> Colour | T:
    if not get(one, _RED, _GREEN, _BLUE, _OPACITY):
        return otherwise
    return _RED.value, _GREEN.value, _BLUE.value, _OPACITY.value


def _layer(one: Any) -> str:
    """The name of the optional content that an object belongs to, or ""."""
    for index in range(max(c.FPDFPageObj_CountMarks(one), 0)):
        mark = c.FPDFPageObj_GetMark(one, index)
        if _told(lambda *into, mark=mark: c.FPDFPageObjMark_GetName(mark, *into)) == "OC":
            return _told(lambda *into, mark=mark: c.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *into))
    return ""


def _told(get: Callable[..., int]) -> str:
    buffer, length = ctypes.create_string_buffer(512), ctypes.c_ulong()
    if not get(ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), 512, length) or length.value > 512:
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", errors="replace").rstrip("\x00")


def _matrix(one: Any) -> Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(one, found):
        return UPRIGHT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does `one`, then `two`."""
    if two == UPRIGHT:
        return one
    a, b, c_, d, e, f = one
    p, q, r, s, t, u = two
    return a * p + b * r, a * q + b * s, c_ * p + d * r, c_ * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c_, d, e, f = matrix
    return a * x + c_ * y + e, b * x + d * y + f


def _point(segment: Any, matrix: Matrix) -> tuple[float, float]:
    c.FPDFPathSegment_GetPoint(segment, _X, _Y)
    return _moved(_X.value, _Y.value, matrix)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])
