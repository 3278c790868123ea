"""The page of a PDF as it is printed, or the cutting of it in which a cell stands: to be held against what was read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.model import Place
from data.readers.pages import cells
from data.readers.painted import Box
from data.readers.pdf import page_of

SCALE = 3.0  # pixels a point: sharp on a screen of twice the usual density
WHOLE = 1.6  # of a whole page: as wide as half an office screen, and its 9-point digits legible
AROUND = 48.0, 14.0  # points to either side, and above and below: the neighbours, to know the place by
FRAME, WIDE = (200, 90, 30), 3  # the colour, blue first, and pixels of the frame round the cell


def cutting(name: str, content: bytes, place: Place) -> bytes | None:
    """A PNG of the cell at this place with what is around it, the cell framed; None for what is no cell of a PDF.

    Raises BadDocument for a PDF that can't be read.
    """
    if place.page is None or place.table is None or b"%PDF-" not in content[:1024]:
        return None
    with page_of(name, content, place.page) as page:
        box = dict(cells(page)).get(place) if page else None
        if page is None or page.render is None or box is None:
            return None
        left, top, right, bottom = box
        shown = page.render((left - AROUND[0], top - AROUND[1], right + AROUND[0], bottom + AROUND[1]), SCALE)
        return None if shown is None else _png(_framed(shown.again(), box, (shown.left, shown.top), SCALE))


@dataclass(frozen=True)
class Leaf:
    """A page as it is printed: a PNG, and where on it each cell stands, as shares of its width and height."""

    picture: bytes
    cells: Mapping[Place, Box]


def leaf(name: str, content: bytes, number: int) -> Leaf | None:
    """The whole page of this number, counted from 1; None for what is no PDF, or has no such page.

    Raises BadDocument for a PDF that can't be read.
    """
    if b"%PDF-" not in content[:1024]:
        return None
    with page_of(name, content, number) as page:
        shown = page.render((0.0, 0.0, *page.size), WHOLE) if page and page.render else None
        if page is None or shown is None:
            return None
        wide, high = page.size
        places = {
            place: (
                (left - shown.left) / wide,
                (top - shown.top) / high,
                (right - shown.left) / wide,
                (bottom - shown.top) / high,
            )
            for place, (left, top, right, bottom) in cells(page)
        }
        return Leaf(_png(shown.again()), places)


def _framed(picture: np.ndarray, box: Box, corner: tuple[float, float], scale: float) -> np.ndarray:
    x0, top, x1, bottom = (max(round((value - start) * scale), 0) for value, start in zip(box, corner * 2, strict=True))
    for rows, columns in (
        (slice(top, top + WIDE), slice(x0, x1)),
        (slice(bottom - WIDE, bottom), slice(x0, x1)),
        (slice(top, bottom), slice(x0, x0 + WIDE)),
        (slice(top, bottom), slice(x1 - WIDE, x1)),
    ):
        picture[rows, columns] = FRAME
    return picture


def _png(picture: np.ndarray) -> bytes:
    """`picture` has blue, green and red of each pixel; a PNG has each line after a zero, which says it is as it is."""
    high, wide, _ = picture.shape
    lines = np.zeros((high, 1 + 3 * wide), dtype=np.uint8)
    lines[:, 1:] = picture[:, :, ::-1].reshape(high, 3 * wide)
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)  # eight bits of three colours
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes())), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, content) for kind, content in parts)


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
