"""OFD (GB/T 33190-2016), the layout format of Chinese offices: its pages are read as those of a PDF are.

easyofd, the one kept library for Python, draws pages but gives no text with places, and brings PyMuPDF (AGPL).
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from data.errors import BadDocument
from data.model import Document
from data.readers.package import part
from data.readers.page import Page
from data.readers.pages import document
from data.readers.painted import Box, Colour, Glyph, Paint, Painted, Surface
from data.readers.pdf import MOST_PAGES

POINTS = 72 / 25.4  # in a millimetre
UNBOUNDED = 1e6  # points: what stands off the page is not told from what stands on it
OPAQUE = 240  # of 255
STRAIGHT = 0.3  # mm by which a ruling may lean
ASCENT, NARROW = 0.88, 0.5  # of the size: above the base line, and the width of an ASCII character
_PATH = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][+-]?\d+)?")
_COORDINATES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def read(name: str, content: bytes, sha256: str) -> Document:
    """An OFD document. Raises BadDocument for a damaged, locked or oversized one."""
    pages: list[Page] = []
    try:
        for loc, body in _inner(name, content, "OFD.xml", "DocRoot"):
            for _, page in zip(range(MOST_PAGES), _inner(name, content, loc, "Page", body), strict=False):
                pages.append(Page.of(len(pages) + 1, _painted(page[1])))
        return document(name, sha256, pages)
    except (ValueError, TypeError, IndexError, OverflowError) as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def _inner(
    name: str, content: bytes, path: str, tag: str, root: etree._Element | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """The parts that a part names in elements of this tag, each with its path in the package."""
    for node in (part(name, content, path) if root is None else root).iter("{*}" + tag):
        if loc := (node.get("BaseLoc") or node.text or "").strip():
            inner = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), loc)).lstrip("/")
            yield inner, part(name, content, inner)


def _painted(page: etree._Element) -> Painted:
    """What is on a page, in the order of the file."""
    found = Painted((UNBOUNDED, UNBOUNDED))
    for order, node in enumerate(page.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"), 1):
        if node.get("Visible") == "false":
            continue
        kind = etree.QName(node).localname
        if kind == "TextObject":
            found.glyphs += _glyphs(node, Paint(order, _colour(node), node.get("Fill") == "false"))
        elif kind == "PathObject":
            found.strokes += [(line, order) for line in _rulings(node)]
        if kind == "ImageObject" or (kind == "PathObject" and node.get("Fill") == "true"):
            found.surfaces.append(_surface(node, order))
    return found


def _colour(node: etree._Element) -> Colour:
    """The colour that an object is filled with; black if it tells none."""
    fill = node.find("{*}FillColor")
    parts = _numbers(fill.get("Value")) if fill is not None else []
    red, green, blue = (int(part) for part in (parts * 3 if len(parts) == 1 else parts)[:3]) if parts else (0, 0, 0)
    opacity = min(int(one.get("Alpha") or 255) for one in (node, fill) if one is not None)
    return red, green, blue, opacity


def _surface(node: etree._Element, order: int) -> Surface:
    left, top, width, height, *_ = [*_numbers(node.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
    box = (left * POINTS, top * POINTS, (left + width) * POINTS, (top + height) * POINTS)
    colour = None if etree.QName(node).localname == "ImageObject" else _colour(node)
    return Surface(box, order, colour, colour is not None and colour[3] > OPAQUE)


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in (text or "").split()]


class _Frame:
    """Where a point of an object stands on the page: turned by its CTM, then moved to its boundary."""

    def __init__(self, node: etree._Element) -> None:
        self.left, self.top, *_ = [*_numbers(node.get("Boundary")), 0.0, 0.0]
        a, b, c, d, e, f = _numbers(node.get("CTM")) or (1, 0, 0, 1, 0, 0)
        self.turn = (a, b, c, d, e, f)

    def at(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.turn
        return (self.left + a * x + c * y + e) * POINTS, (self.top + b * x + d * y + f) * POINTS


def _glyphs(node: etree._Element, paint: Paint) -> Iterator[Glyph]:
    frame, size = _Frame(node), float(node.get("Size") or 3.5)
    scale = float(node.get("HScale") or 1)
    height = abs(frame.turn[3] or frame.turn[1]) * size * POINTS
    turn = math.degrees(math.atan2(frame.turn[1], frame.turn[0]))
    x = y = 0.0
    for code in node.iter("{*}TextCode"):
        text = code.text or ""
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        widths = [size * scale * (NARROW if char.isascii() else 1) for char in text]
        right = _deltas(code.get("DeltaX"), len(text), [0.0] * len(text) if code.get("DeltaY") else widths)
        down = _deltas(code.get("DeltaY"), len(text), [0.0] * len(text))
        for char, width, dx, dy in zip(text, widths, right, down, strict=True):
            (x0, base), (x1, _) = frame.at(x, y), frame.at(x + width, y)
            box = (min(x0, x1), base - ASCENT * height, max(x0, x1), base + (1 - ASCENT) * height)
            yield Glyph(char, box, base, height, turn, paint)
            x, y = x + dx, y + dy


def _deltas(told: str | None, count: int, otherwise: Sequence[float]) -> list[float]:
    """The steps from each character to the next: “g 3 1.5” stands for 1.5 three times; steps not told are usual."""
    steps: list[float] = []
    tokens = iter((told or "").split())
    for token in tokens:
        if token == "g":
            times, step = int(next(tokens, 0)), float(next(tokens, 0))
            steps += [step] * min(times, count - len(steps))
        else:
            steps.append(float(token))
    return [*steps[:count], *otherwise[len(steps) :]]


def _rulings(node: etree._Element) -> Iterator[Box]:
    """The upright and level strokes of a path; filled bars give their four edges."""
    frame = _Frame(node)
    for (x0, y0), (x1, y1) in _strokes(node.findtext("{*}AbbreviatedData") or ""):
        (ax, ay), (bx, by) = frame.at(x0, y0), frame.at(x1, y1)
        level, upright = (abs(b - a) <= STRAIGHT * POINTS for a, b in ((ay, by), (ax, bx)))
        if level != upright:
            by, bx = (ay, bx) if level else (by, ax)
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _strokes(path: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    start: tuple[float, float] | None = None
    here: tuple[float, float] | None = None
    tokens = iter(_PATH.findall(path))
    for sign in tokens:
        asked = _COORDINATES.get(sign.upper(), 0)
        values = [float(token) for token in islice(tokens, asked)]
        if len(values) < asked:
            raise ValueError("a path is cut off")
        there = (values[-2], values[-1]) if values else start
        if here and there and sign.upper() in ("L", "C"):
            yield here, there
        start = there if sign.upper() in ("M", "S") else start
        here = there
