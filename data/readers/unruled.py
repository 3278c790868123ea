"""Tables printed without lines: blank cells are told from where the other rows have their numbers."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?:万?元|件)?|[/—－-]|无")
LEAST_COLUMNS = 3  # numbers side by side that make a row of a table
LEAST_ROWS = 2  # rows that must agree on where the columns are
MOST_ROWS = 40  # the nearest ones that are asked; a page may hold thousands
NEAR = 0.35  # of the distance between two columns: so far may a number stand from its column's middle
SAME_LINE = 3.0  # points


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and where it stands, in points; its doubt as a `Paragraph` has it."""

    text: str
    left: float
    right: float
    top: float
    doubt: str = ""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Line:
    """Words side by side; `text` has bars between cells where blank ones had to be put in."""

    words: tuple[Word, ...]
    text: str
    top: float

    @cached_property
    def numbers(self) -> tuple[Word, ...]:
        """The numbers at the line's end."""
        count = 0
        while count < len(self.words) and _NUMBER.fullmatch(self.words[-1 - count].text):
            count += 1
        return self.words[len(self.words) - count :]


def lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a page from top to bottom; rows that lost blank cells get them back, between bars."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.left)):
        if rows and abs(rows[-1][0].top - word.top) <= SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    found = []
    for row in rows:
        row.sort(key=lambda word: word.left)
        found.append(Line(tuple(row), " ".join(word.text for word in row), row[0].top))
    full = [
        (index, [word.middle for word in line.numbers])
        for index, line in enumerate(found)
        if len(line.numbers) >= LEAST_COLUMNS
    ]
    return [
        _with_blanks(
            line,
            _columns_near(full, index, len(line.numbers)),
            [*found[max(index - 1, 0) : index], *found[index + 1 : index + 2]],
        )
        for index, line in enumerate(found)
    ]


def _columns_near(full: Sequence[tuple[int, list[float]]], index: int, have: int) -> list[float]:
    """The middles of the columns of the nearest `full` rows around a line that has fewer numbers."""
    at = bisect_left(full, index, key=lambda row: row[0])
    around = full[max(at - MOST_ROWS, 0) : at + MOST_ROWS]
    near = sorted((abs(other - index), middles) for other, middles in around if len(middles) > have)[:MOST_ROWS]
    for _, middles in near:
        agreeing = sum(1 for _, others in near if len(others) == len(middles) and _all_near(others, middles))
        if agreeing >= LEAST_ROWS:
            return middles
    return []


def _all_near(middles: Sequence[float], columns: Sequence[float]) -> bool:
    room = NEAR * min(b - a for a, b in itertools.pairwise(columns))
    return all(abs(a - b) <= room for a, b in zip(middles, columns, strict=True))


def _with_blanks(line: Line, columns: Sequence[float], beside: Sequence[Line]) -> Line:
    """The line with bars, unless a cell that seems blank runs over the lines `beside`, which have no label."""
    numbers = line.numbers
    if not numbers or not columns:
        return line
    cells = [""] * len(columns)
    room = NEAR * min(b - a for a, b in itertools.pairwise(columns))
    for word in numbers:
        place = min(range(len(columns)), key=lambda i: abs(columns[i] - word.middle))
        if abs(columns[place] - word.middle) > room or cells[place]:
            return line
        cells[place] = word.text
    parts = [word for other in beside if other.words[0].middle > columns[0] - room for word in other.words]
    if any(not text and abs(columns[i] - word.middle) <= room for i, text in enumerate(cells) for word in parts):
        return line
    label = "".join(word.text for word in line.words[: len(line.words) - len(numbers)])
    if line.words[: -len(numbers)] and line.words[-len(numbers) - 1].right > columns[0]:
        return line  # the label reaches into the columns: a sentence, or a table of another shape
    return Line(line.words, f"{label} | " + " | ".join(cells) + " |", line.top)
