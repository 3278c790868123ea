"""Which cell of a run stands in which column.

A run often has more cells than the row has columns (padding) or fewer (blank cells lost, numbers glued).
Each way of placing it that loses no number is kept; sums decide between them later (`sums.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import comb

from data.recognise.glyphs import clean
from data.recognise.rows import Kind, Piece

# What is left of a row between signs whose numbers were broken over lines, 11 ⏎ 3：0：11 ⏎ 3 for 113, 0 and 113: no
# piece is a cell then, though there are as many as columns (tests/data/recognise/test_cells.py).
_SEVERAL = re.compile(r"\d\s*[:：]\s*\d")
MOST_SPLITS = 30_000  # ways to part glued digits; where there are more, none is tried
MOST_DROPPED = 1  # intruders (a page number) that may be left out if the sums then close


@dataclass(frozen=True, slots=True)
class Placing:
    """One way to read a run: a piece for each column (None: no such cell in the document).

    A `sure` placing follows from the layout alone; any other needs the sums' word and stays doubtful.
    """

    cells: tuple[Piece | None, ...]
    sure: bool
    rule: str = ""


def placings(run: Sequence[Piece], count: int, kind: Kind, summed: bool, zeros_shown: bool = False) -> list[Placing]:
    """All ways to place `run` in `count` columns.

    `summed` tells whether sums can check them, `zeros_shown` that this table prints its zeros, so that no cell
    is blank.
    """
    filled = [piece for piece in run if not piece.blank]
    values = [piece for piece in filled if piece.value]
    if any(_SEVERAL.search(piece.text) for piece in filled):
        return []
    if len(filled) == count:
        return [Placing(tuple(filled), True)]
    if len(values) == count and kind is not Kind.LOOSE:
        return [Placing(tuple(values), True)]  # a remark stands in a column of its own
    if len(run) == count:
        return [Placing(tuple(run), True)]
    if len(filled) < count < len(run):
        return _windows(run, count, kind)
    if not filled:
        return []
    if len(filled) > count:
        return list(_without_intruders(filled, count)) if summed else []
    if len(run) == len(filled):
        return [*_splits(filled, count, summed, zeros_shown), *(_scattered(filled, count) if summed else ())]
    return []


def _windows(run: Sequence[Piece], count: int, kind: Kind) -> list[Placing]:
    first = next((i for i, piece in enumerate(run) if not piece.blank), 0)
    last = max((i for i, piece in enumerate(run) if not piece.blank), default=0)
    if first == last and run[first].blank:
        return [Placing(tuple(run[:count]), True)]
    starts = [s for s in range(len(run) - count + 1) if s <= first and last < s + count]
    # Cells of a loose run begin right after the label, and what trails is padding; elsewhere padding may lead.
    sure = len(starts) == 1 or kind is Kind.LOOSE
    return [Placing(tuple(run[s : s + count]), sure and s == starts[0], "placed_by_sums") for s in starts]


def _without_intruders(filled: Sequence[Piece], count: int) -> Iterator[Placing]:
    if len(filled) - count <= MOST_DROPPED:
        for kept in combinations(filled, count):
            yield Placing(kept, False, "number_left_over")


def _splits(filled: Sequence[Piece], count: int, summed: bool, zeros_shown: bool) -> Iterator[Placing]:
    """Digits glued together parted in every way. 规章000 is sure; 312 may be 3 and 12 beside a lost blank."""
    texts = [clean(piece.text) for piece in filled]
    if not all(text.isdigit() for text in texts):
        return
    digits = "".join(texts)
    if len(digits) == count and (summed or (len(filled) == 1 and (zeros_shown or digits[0] == "0"))):
        cells = [_part(piece, digit) for piece, text in zip(filled, texts, strict=True) for digit in text]
        placing = Placing(tuple(cells), False, "digits_parted")
        # Where no sum can object, 135 may as well be one number whose neighbours are lost.
        sure = len(filled) == 1 and (not digits.strip("0") or (zeros_shown and summed))
        yield replace(placing, sure=sure)
    elif len(digits) > count and summed and comb(len(digits) - len(texts), count - len(texts)) <= MOST_SPLITS:
        for parts in _ways(texts, count):
            yield Placing(tuple(_part(filled[i], part) for i, part in parts), False, "digits_parted")


def _ways(texts: Sequence[str], count: int, index: int = 0) -> Iterator[tuple[tuple[int, str], ...]]:
    if index == len(texts):
        if count == 0:
            yield ()
        return
    text, rest = texts[index], len(texts) - index - 1
    for parts in range(1, min(len(text), count - rest) + 1):
        for cuts in combinations(range(1, len(text)), parts - 1):
            edges = (0, *cuts, len(text))
            split = [text[a:b] for a, b in pairwise(edges)]
            if all(len(part) == 1 or part[0] != "0" for part in split):
                for others in _ways(texts, count - parts, index + 1):
                    yield (*((index, part) for part in split), *others)


def _scattered(filled: Sequence[Piece], count: int) -> Iterator[Placing]:
    """7, 1, 8 for seven columns: blank cells are lost; the last number is the total if it is the others' sum."""
    if len(filled) > 1:
        for places in combinations(range(count - 1), len(filled) - 1):
            cells: list[Piece | None] = [None] * count
            for place, piece in zip((*places, count - 1), filled, strict=True):
                cells[place] = piece
            yield Placing(tuple(cells), False, "blanks_lost")


def _part(piece: Piece, text: str) -> Piece:
    return replace(piece, text=text)


def by_position(run: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> Placing | None:
    """Cells of a grid placed under the head cells that stand over them, if that is one to one.

    A row with fewer cells than heads is none: its cells stand at the left because others are not there.
    """
    placed = [(*piece.span, piece) for piece in run if piece.span]
    cells: list[Piece] = []
    for low, high in spans:
        under = [piece for first, last, piece in placed if first <= high and low <= last]
        if len(under) != 1:
            return None
        cells += under
    taken = set(map(id, cells))
    lost = len(taken) < len(cells) or any(piece.text and id(piece) not in taken for piece in run)
    return None if lost else Placing(tuple(cells), True)
