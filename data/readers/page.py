"""A page as the table finder and the finder of words want it, whatever the format: characters and rulings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

import numpy as np
from pdfplumber.container import Container
from pdfplumber.table import Table

from data.readers.painted import Box, Painted
from data.readers.rendered import Rendered
from data.readers.rulings import Ruled
from data.readers.visible import sight

WITHIN = 0.6  # of a picture's area
LEAST = 4.0  # square points: what is smaller is a speck
NEAR = 30.0  # points: no letter of a table is larger
EDGE = 1.0  # points from the edge of the paper
Thing = dict[str, Any]
Render = Callable[..., Rendered | None]


class Page(Container):
    """In points from the upper left corner. Each of `chars` has its `look`; `behind`: all lie under a picture.

    `pictures` are the boxes of what is drawn and is neither letter nor ruling; `size` is the paper's, (0, 0) if nobody
    knows it. `strokes` are all straight lines, rulings or not; `render` shows a part of the page.
    """

    def __init__(
        self,
        page_number: int,
        chars: list[Thing],
        rulings: Iterable[Box],
        behind: bool = False,
        pictures: Sequence[Box] = (),
        size: tuple[float, float] = (0.0, 0.0),
        strokes: Sequence[Box] = (),
        render: Render | None = None,
    ) -> None:
        self.page_number = page_number
        self.behind = behind
        self.size = size
        self.strokes = strokes
        self.render = render
        self.pictures = np.array(pictures, dtype=float).reshape(-1, 4)
        self.middles = np.array([((one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2) for one in chars])
        self.middles = self.middles.reshape(-1, 2)
        self.things = {"char": chars, "line": [_thing("line", *box) for box in rulings]}

    @classmethod
    def of(
        cls, page_number: int, page: Painted, off: frozenset[str] = frozenset(), render: Render | None = None
    ) -> Page:
        """What a person sees of a page as it was painted."""
        seen = sight(page, off)
        chars = [
            _thing("char", *glyph.box)
            | {
                "text": glyph.text,
                "size": glyph.size,
                "upright": abs((glyph.turn + 90) % 180 - 90) < 45,
                "doctop": glyph.box[1],
                "look": look,
            }
            for glyph, look in seen.glyphs
        ]
        rulings = [box for box, order in page.strokes if order <= page.last and order not in seen.covers]
        pictures = [surface.box for surface in page.surfaces if surface.colour is None] + page.shapes
        strokes = [box for box, _ in page.strokes]
        return cls(page_number, chars, rulings, seen.behind, pictures, page.size, strokes, render)

    @property
    def objects(self) -> dict[str, list[Thing]]:
        """The things on the page by kind."""
        return self.things

    def chars_in(self, box: Box) -> list[Thing]:
        """The characters whose middle lies in a box, or so near that they reach into it."""
        if not len(self.middles):
            return []
        x, y = self.middles.T
        near = (x >= box[0] - NEAR) & (x <= box[2] + NEAR) & (y >= box[1] - NEAR) & (y <= box[3] + NEAR)
        return [self.things["char"][index] for index in np.flatnonzero(near)]

    def holds_picture(self, box: Box) -> bool:
        """Whether something is drawn in a box that is neither letter nor ruling, most of it within."""
        left, top, right, bottom = self.pictures.T
        wide = np.minimum(right, box[2]) - np.maximum(left, box[0])
        high = np.minimum(bottom, box[3]) - np.maximum(top, box[1])
        area = (right - left) * (bottom - top)
        return bool(np.any((wide > 0) & (high > 0) & (wide * high >= WITHIN * area) & (area >= LEAST)))

    def cuts_off(self, box: Box) -> bool:
        """Whether a box reaches the edge of the paper: some of what stands in it may lie beyond."""
        width, height = self.size
        beyond = box[2] >= width - EDGE or box[3] >= height - EDGE
        return bool(width and height) and (min(box[:2]) <= EDGE or beyond)

    def find_tables(self) -> Sequence[Table]:
        """The ruled tables."""
        return Ruled(cast(Any, self)).tables


def _thing(kind: str, x0: float, top: float, x1: float, bottom: float) -> Thing:
    return {
        "object_type": kind, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip
