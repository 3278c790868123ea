"""A part of a PDF page as pdfium renders it, in pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c

from data.readers.painted import Box

MOST_PIXELS = 6_000_000  # of a rendering; a page of A3 has four million at this scale
MOST_IN_PICTURES = 20_000_000  # pixels of the pictures on a page: more take longer to unpack than the page to read
SCALE = 2.0  # pixels a point: a digit of 9 points is 9 pixels wide, and two beside each other are told apart
COLOURED = 60  # of 255 between the strongest and the weakest of red, green and blue: no shade of grey


@dataclass(frozen=True)
class Rendered:
    """Part of a page; `left` and `top` of it in points. `grey` runs from 0 (black) to 255.

    `again` renders it in colours: blue, green and red of each pixel.
    """

    left: float
    top: float
    grey: np.ndarray
    again: Callable[[], np.ndarray]

    @cached_property
    def coloured(self) -> np.ndarray:
        """Where the ink is no grey. The page is rendered once more: few pages are asked."""
        parts = self.again().astype(np.int16)
        return np.asarray(parts.max(axis=2) - parts.min(axis=2) >= COLOURED)


def rendered(page: pdfium.PdfPage, pictures: bool, box: Box, scale: float = SCALE) -> Rendered | None:
    """The part of a loaded page in a box, in points from its upper left corner; None where it would take too long.

    `pictures`: whether there are any on the page; `scale` in pixels a point.
    """
    width, height = page.get_size()
    left, top, right, bottom = max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height)
    if right <= left or bottom <= top or (right - left) * (bottom - top) * scale**2 > MOST_PIXELS:
        return None
    if pictures and _heavy(page):
        return None
    left, top = math.floor(left), math.floor(top)
    crop = (left, max(math.floor(height - bottom), 0), max(math.floor(width - right), 0), top)

    def drawn(grey: bool) -> np.ndarray:
        bitmap = page.render(scale, crop=crop, may_draw_forms=False, draw_annots=False, grayscale=grey)
        try:
            found: np.ndarray = bitmap.to_numpy().copy()
            return found
        finally:
            bitmap.close()

    return Rendered(left, top, drawn(True), lambda: drawn(False))


def _heavy(page: pdfium.PdfPage) -> bool:
    pixels = 0
    for picture in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        width, height = picture.get_px_size()
        pixels += width * height
    return pixels > MOST_IN_PICTURES
