"""Tables drawn with characters, as converters and text browsers write them: lines, corners and bars round each cell.

Where the lines are drawn the cells are known, however many lines of text or places of the grid each takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from data.model import Paragraph
from data.recognise.rows import Kind, Piece, Row, piece

UPRIGHT = frozenset("|│┃║├┤┼┝┥┿┠┨╂╟╢╬╠╣+┌┐└┘┬┴╔╗╚╝╦╩")
LEVEL = frozenset("-=─━═┄┈+┼┬┴├┤┌┐└┘╬╦╩╠╣╔╗╚╝")
_ENDS = re.escape("".join(sorted(UPRIGHT)))
RULE = re.compile(rf"[{_ENDS}](?:-{{2,}}|={{2,}}|[─━═┄┈]+)(?=[{_ENDS}])")  # a line from one upright to the next
EDGE = re.compile(r"\s*[|│┃║├┤┼+┌└╔╚╠╟┝┠]")
FEWEST_RULES = 2  # a table that is told by bars alone has at most one, under its heads
_SPAN = re.compile(r"\[([^\[\]]*)\]\s?\{[^{}]*\}")  # [text]{lang="EN-US"}, which may go on in the next line
ALIGNED = 0.8  # share of a drawing's lines whose ends must stand under each other
Measure = Callable[[str], int]
Place = tuple[int, int]  # band and column, from 0


def _width(ambiguous: int, wide: int) -> Measure:
    widths = {"W": wide, "F": wide, "A": ambiguous}

    def width(sign: str) -> int:
        if sign in UPRIGHT or sign in LEVEL:
            return 1
        return 0 if unicodedata.combining(sign) else widths.get(unicodedata.east_asian_width(sign), 1)

    return width


# How programs count: letters of two places with quotes of one or two, or a place for every character.
MEASURES = (_width(1, 2), _width(2, 2), _width(1, 1))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn table: its lines, each with a sign for every place, and where its upright lines stand."""

    lines: tuple[Paragraph, ...]
    places: tuple[tuple[str, ...], ...]
    uprights: tuple[int, ...]


def table_at(lines: Sequence[Paragraph], at: int) -> tuple[Drawing, int] | None:
    """The drawn table that begins at an index, and where it ends; None if none does."""
    if at and EDGE.match(lines[at - 1].text):
        return None  # tried with the line above
    end = at
    while end < len(lines) and EDGE.match(lines[end].text):
        end += 1
    drawing = _drawing(lines[at:end]) if end - at > FEWEST_RULES else None
    return (drawing, end) if drawing else None


def doubted(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines, those with a doubt that are drawn but not so that their cells can be told."""
    found: list[Paragraph] = []
    for edge, group in groupby(lines, lambda line: bool(EDGE.match(line.text))):
        own = list(group)
        rules = sum(1 for line in own if RULE.search(line.text)) if edge else 0
        unclear = rules > 2 * FEWEST_RULES and _drawing(own) is None
        found += [replace(line, doubt=line.doubt or "out_of_order") for line in own] if unclear else own
    return found


def _drawing(lines: Sequence[Paragraph]) -> Drawing | None:
    """None where the lines are no drawing, or one whose uprights do not stand under each other."""
    if sum(1 for line in lines if RULE.search(line.text)) < FEWEST_RULES:
        return None
    best = max((_laid(lines, base) for base in (MEASURES[0], MEASURES[2])), key=lambda found: found[1])
    places, fitting = best
    if fitting < ALIGNED * len(lines):
        return None
    counted = Counter(x for line in places for x, sign in enumerate(line) if sign in UPRIGHT)
    corners = {x for line in places if _is_rule(line) for x, sign in enumerate(line) if sign in UPRIGHT}
    uprights = tuple(sorted(x for x in corners if counted[x] > 1))
    return Drawing(tuple(lines), places, uprights) if len(uprights) > 1 else None


def _is_rule(line: Sequence[str]) -> bool:
    return bool(RULE.search("".join(line)))


def _laid(lines: Sequence[Paragraph], base: Measure) -> tuple[tuple[tuple[str, ...], ...], int]:
    """A sign for every place of each line, and in how many lines the last upright stands where most have it."""
    first = [by_place(line.text, base) for line in lines]
    ends = Counter(len(line) for line in first)
    end = ends.most_common(1)[0][0]
    measures = MEASURES[:2] if base is MEASURES[0] else (base,)
    laid = [
        next((places for measure in measures if len(places := by_place(line.text, measure)) == end), given)
        for line, given in zip(lines, first, strict=True)
    ]
    rule = max((line for line in laid if len(line) == end), key=lambda line: sum(s in UPRIGHT for s in line))
    laid = [line if len(line) == end else _padded(line, rule) for line in laid]
    return tuple(map(tuple, laid)), sum(len(line) == end for line in laid)


def _padded(line: list[str], rule: list[str]) -> list[str]:
    """A line with as many cells as the rule, each made as wide; as it was where it has not, or one is too wide."""
    edges, ends = ([x for x, sign in enumerate(signs) if sign in UPRIGHT] for signs in (line, rule))
    if len(edges) != len(ends):
        return line
    found = line[: edges[0] + 1] if edges and edges[0] == ends[0] else []
    for (left, right), (first, last) in zip(pairwise(edges), pairwise(ends), strict=True):
        cell, room = line[left + 1 : right], last - first - 1
        while len(cell) > room and cell and cell[-1] == " ":
            cell = cell[:-1]
        found += [*cell, *[" "] * (room - len(cell)), line[right]]
    return found if len(found) == len(rule) else line


def unmarked(text: str) -> str:
    """A text without the marks that pandoc sets round what had a style."""
    return _SPAN.sub(r"\1", text) if "]" in text and "{" in text else text


def by_place(text: str, width: Measure) -> list[str]:
    """The signs of a line by place. A wide sign takes its place and leaves the next empty."""
    return [part for sign in text.rstrip() for part in [sign, *[""] * (width(sign) - 1)][: width(sign)]]


def rows(drawing: Drawing, number: int) -> Iterator[Row]:
    """The rows of a drawing, each cell where it begins, as those of any grid."""
    bands = _bands(drawing)
    walls = _Walls(drawing, bands)
    begun: dict[int, list[Piece]] = {}
    for own in walls.cells():
        y, x = min(own)
        place = replace(drawing.lines[bands[y][0]].place, row=y + 1, column=x + 1)
        begun.setdefault(y, []).append(piece(walls.text(own), place, (x, max(column for _, column in own))))
    for _, pieces in sorted(begun.items()):
        yield Row(Kind.GRID, tuple(sorted(pieces, key=lambda one: one.span or (0, 0))), number)


def _bands(drawing: Drawing) -> list[tuple[int, int]]:
    """First line and the one after the last of what stands between two rules."""
    rules = [y for y, line in enumerate(drawing.places) if _is_rule(line)]
    edges = [-1, *rules, len(drawing.places)]
    return [(one + 1, other) for one, other in pairwise(edges) if other - one > 1]


@dataclass(frozen=True, slots=True)
class _Walls:
    """Which places of the grid are parted by a line."""

    drawing: Drawing
    bands: list[tuple[int, int]]

    def cells(self) -> list[list[Place]]:
        """The cells, each as the places (band, column) that it takes."""
        columns = len(self.drawing.uprights) - 1
        above: dict[Place, Place] = {}

        def home(place: Place) -> Place:
            while place in above:
                place = above[place]
            return place

        for y, x in (every := [(y, x) for y in range(len(self.bands)) for x in range(columns)]):
            left_open = x and not self._parted_upright(y, x)
            top_open = y and not self._parted_level(y, x)
            for other in (*([(y, x - 1)] if left_open else ()), *([(y - 1, x)] if top_open else ())):
                low, high = sorted((home(other), home((y, x))))
                if low != high:
                    above[high] = low
        found: dict[Place, list[Place]] = {}
        for place in every:
            found.setdefault(home(place), []).append(place)
        return list(found.values())

    def _parted_upright(self, y: int, x: int) -> bool:
        """Whether an upright stands between a place and the one to its left."""
        at = self.drawing.uprights[x]
        lines = self.drawing.places[slice(*self.bands[y])]
        return any(at < len(line) and line[at] in UPRIGHT for line in lines)

    def _parted_level(self, y: int, x: int) -> bool:
        """Whether a rule is drawn between a place and the one above; text may stand in its stead."""
        rule = self.drawing.places[self.bands[y][0] - 1]
        over = "".join(rule[self.drawing.uprights[x] + 1 : self.drawing.uprights[x + 1]]).strip()
        return bool(over) and set(over) <= LEVEL

    def text(self, own: Sequence[tuple[int, int]]) -> str:
        """The text of a cell that takes these places, a line each."""
        left = self.drawing.uprights[min(x for _, x in own)] + 1
        right = self.drawing.uprights[max(x for _, x in own) + 1]
        top, bottom = self.bands[min(y for y, _ in own)][0], self.bands[max(y for y, _ in own)][1]
        lines = ("".join(self.drawing.places[y][left:right]).strip() for y in range(top, bottom))
        rules = {y for y in range(top, bottom) if _is_rule(self.drawing.places[y])}
        text = "\n".join(
            line for y, line in enumerate(lines, top) if line and not (y in rules and set(line) <= LEVEL | UPRIGHT)
        )
        return unmarked(text)
