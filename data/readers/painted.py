"""What is painted on a page, in the order of painting: characters, straight strokes, and surfaces that hide.

Places are in points from the upper left corner of the page as it is shown, turned as its viewer turns it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # left, top, right, bottom
Colour = tuple[int, int, int, int]  # red, green, blue, opacity; each to 255


@dataclass(slots=True)
class Glyph:
    """A character; `box` as wide as its step, `base` the line it stands on, `turn` its slant in degrees."""

    text: str
    box: Box
    base: float
    size: float
    turn: float
    paint: Paint


@dataclass(slots=True)
class Paint:
    """What all characters of one text object share. `unseen`: it is drawn without ink."""

    order: int
    colour: Colour = (0, 0, 0, 255)
    unseen: bool = False
    layer: str = ""
    clip: Box | None = None


@dataclass(slots=True)
class Surface:
    """A filled rectangle or a picture."""

    box: Box
    order: int
    colour: Colour | None  # None: a picture
    opaque: bool


@dataclass(slots=True)
class Painted:
    """A page. `strokes` are level and upright ones, each with its order; filled bars give their edges.

    What has a higher order than `last` is no part of the page's own drawing: fields, and what was written onto it.
    """

    size: tuple[float, float]
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[tuple[Box, int]] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)  # around paths that are no rulings: letters drawn as outlines, say
    slants: list[Box] = field(default_factory=list)  # those of them that are lines neither level nor upright
    last: int = sys.maxsize
