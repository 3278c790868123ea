"""A scene: what is drawn, at places of the data, in tones; a screen has colours for the tones, paper dashes and greys.

Lengths are pixels beside letters of `room.TEXT` pixels, and a printer may draw all of them larger or smaller. Places
are those of the data, or shares of the plot where a word is told to stand `across` or `up` it. Of what looks like
markup in texts only <b>, <br> and the smaller size of `small` are ours; everything else is a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from analytics.charts.room import TEXT

AXIS, SMALL = 12, 11  # pixels: letters of axes and remarks, and smaller ones
INK, MUTED, CONTEXT, HAIRLINE, GROUND, FINDING = "ink", "muted", "context", "hairline", "ground", "finding"
SERIES = tuple(f"series{slot}" for slot in range(5))  # those of chosen units, in the order they were chosen
PALE, FULL, DEEP = "pale", "full", "deep"  # of one colour
# Chosen units tell themselves apart without colour too: by dash (pixels on and off), by mark, and by name.
DASHES: tuple[tuple[int, ...], ...] = ((), (7, 2), (2, 2), (9, 2, 2, 2), (12, 3))
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down")
BROKEN = (4, 2)
EDGE = 0.2  # rows left free above and below names

Place = tuple[str, int] | None  # the unit and year that a mark is of
Signs = Sequence[tuple[str, str]]  # letters side by side, each in its tone


def small(text: str) -> str:
    """The text in smaller letters."""
    return f'<span style="font-size:{AXIS - 2}px">{text}</span>'


@dataclass(frozen=True)
class Stroke:
    """A line: its tone, how thick, and pixels on and off, () for a whole one."""

    tone: str
    weight: float
    dash: tuple[int, ...] = ()


@dataclass(frozen=True)
class Dots:
    """Marks, one for all points or one for each: symbol, size, tone of what is within and of the edge."""

    symbol: str = "circle"
    size: float | Sequence[float] = 3
    tone: str | Sequence[str] = ""
    edge: str | Sequence[str] = ""
    weight: float | Sequence[float] = 0


@dataclass(frozen=True)
class Letters:
    """Words at points: texts, or signs side by side; size and tone for all or for each; `inside` marks or right of
    them."""

    texts: Sequence[str | Signs]
    tone: str | Sequence[str] = ""
    size: int | Sequence[int] = TEXT
    inside: bool = False


@dataclass(frozen=True)
class Points:
    """Points with what is said and where one is led when they are pointed at; None is a break of the line."""

    name: str
    x: Sequence[float | None]
    y: Sequence[float | None]
    places: Sequence[Place] = ()
    hover: Sequence[str] = ()
    stroke: Stroke | None = None
    dots: Dots | None = None
    letters: Letters | None = None
    clipped: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars from `base` to the right, each with its tone; `open` ones are outlines, `doubtful` ones hatched."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    tones: Sequence[str]
    thick: float
    places: Sequence[Place]
    hover: Sequence[str]
    base: Sequence[float] = ()
    doubtful: Sequence[bool] = ()
    open: Sequence[bool] = ()
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class Word:
    """Words at (x, y), moved by pixels to the right and up; `anchor` is the side of the words that stands there.

    `across` and `up` say that x and y are shares of the plot; `middle` is where of its height it stands there.
    `slot` marks the name of a chosen unit, in whose colour or with whose mark it begins.
    """

    text: str
    x: float
    y: float
    tone: str = INK
    size: int = TEXT
    anchor: str = ""
    level: str = ""
    right: float = 0
    rise: float = 0
    across: bool = False
    up: bool = False
    hover: str = ""
    masked: bool = False
    slot: int | None = None
    aligned: bool = False


@dataclass(frozen=True)
class Band:
    """A grey field between two places, over the whole height unless told otherwise."""

    left: float
    right: float
    top: float | None = None
    bottom: float | None = None


@dataclass
class Axis:
    """`ticks` are places with their texts, `steps` the largest number of an axis that counts and the decimals shown.

    With neither it says nothing. `names` are what it is of, in ink, not numbers; `above` puts them on top, `upright`
    turns them.
    """

    low: float = 0.0
    high: float = 1.0
    ticks: tuple[Sequence[float], Sequence[str]] | None = None
    steps: tuple[float, int] | None = None
    grid: bool = False
    names: bool = False
    small: bool = False
    above: bool = False
    upright: bool = False


@dataclass
class Scene:
    """A chart as it is put together; margins in pixels around the plot, the width is the printer's."""

    height: int
    left: int
    right: int
    top: int = 30
    bottom: int = 28
    marks: list[Points | Bars] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    uprights: list[float] = field(default_factory=list)  # dotted lines from top to bottom
    rules: list[tuple[float, float, float]] = field(default_factory=list)  # hairlines: from, to, at
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    key: list[tuple[str, Dots, str]] = field(default_factory=list)  # name, mark and words of what its marks mean

    @property
    def plot(self) -> int:
        """Pixels from the bottom to the top of the plot."""
        return self.height - self.top - self.bottom

    def pieces(self, tall: int) -> list[Scene]:
        """The scene in pieces about `tall` pixels high, cut between the names down its left side, if it has such."""
        if not self.y.names or not self.y.ticks or self.height <= tall:
            return [self]
        names = self.y.ticks[1]
        row = self.plot / (len(names) + EDGE)
        most = max(1, int((tall - self.top - self.bottom) / row - EDGE))
        return [self._piece(start, names[start : start + most], row) for start in range(0, len(names), most)]

    def _piece(self, start: int, names: Sequence[str], row: float) -> Scene:
        """The rows from `start` on that have these names."""
        height = self.top + self.bottom + round(row * (len(names) + EDGE))
        inside = range(start, start + len(names))
        words = [word if word.up else replace(word, y=word.y - start) for word in self.words]
        kept = [word for word, was in zip(words, self.words, strict=True) if was.up or was.y in inside]
        marks = [found for mark in self.marks if (found := _rows(mark, inside))]
        piece = replace(self, height=height, marks=marks, words=kept)
        piece.names(names)
        return piece

    def remark(self, text: str, x: float, y: float, **place: object) -> None:
        """A few muted words at a place."""
        self.words.append(Word(text, x, y, **({"tone": MUTED, "size": AXIS} | place)))  # type: ignore[arg-type]

    def names(self, names: Sequence[str]) -> None:
        """Names down the left side, the first on top."""
        self.y = Axis(len(names) - 0.4, -0.6, ticks=(range(len(names)), names), names=True)


def _rows(mark: Points | Bars, inside: range) -> Points | Bars | None:
    """What of a mark lies in these rows, the first of them at 0; None for nothing."""
    places = [place for place, y in enumerate(mark.y) if y in inside]

    def some(value: Any) -> Any:
        if isinstance(value, (Dots, Letters)):
            return replace(value, **{one.name: some(getattr(value, one.name)) for one in fields(value)})
        each = isinstance(value, Sequence) and not isinstance(value, str) and len(value) == len(mark.y)
        return [value[place] for place in places] if each else value

    own: dict[str, Any] = {one.name: some(getattr(mark, one.name)) for one in fields(mark)}
    return replace(mark, **own | {"y": [(mark.y[place] or 0) - inside.start for place in places]}) if places else None
