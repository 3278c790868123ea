"""What each step of a reading costs. All weights of the design stand here; none belongs to one layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bench.alignment.tokens import Token
from data.forms import Block, Line
from data.recognise.glyphs import core, enumerator, simplify

LABEL, LOST = 20.0, 5.0  # a label wholly unlike the form's (by the square of what is wanting), and one not there
CUT = 0.85  # likeness of a label of which only the beginning is left
PLAIN_LABEL = 0.95  # likeness of a label without its numbering
HEAD = 3.0  # a cell under another column's head
BREAK = 1.0  # a row of the document that ends within one of the form
SKIP_VALUE, SKIP_TEXT, SKIP_BLANK, SKIP_INFERRED = 2.0, 0.2, 0.05, 0.3
SKIP_LABEL = 1.5  # a text that is like one of the form's labels, on top
EXTRA, ABSENT = 4.0, 4.0  # a drawn row that the form lacks, a row of the form that the document lacks
INVENT, BLANK, INFERRED = 1.5, 0.0, 0.2  # a cell without token, with an empty one, with one told by blank lines
BROKEN = "\\-/"  # what converters write where a cell's line is broken
FEWEST_LETTERS = 4  # of a cut label without numbering
WINDOW = 6  # tokens over which a label may be split
FEWEST_HEADS = 4  # of seven; fewer don't tell whose columns these are
FAR = 1e6


@dataclass(frozen=True)
class Costs:
    """Arrays over the tokens: skip within and between rows, label of each row by window, cell of each column.

    `order`: the declared column that stands in each place; `headed`: enough heads agree.
    """

    within: np.ndarray
    between: np.ndarray
    labels: np.ndarray
    cells: np.ndarray
    order: tuple[int, ...]
    headed: bool


def costs(tokens: Sequence[Token], block: Block) -> Costs:
    """The costs of these tokens against one block of the form."""
    labels = _labels(tokens, block.rows)
    heads = _heads(tokens, block.columns)
    order = _order(tokens, heads, block.columns)
    skip = _skips(tokens, labels[:, 0, : len(tokens)].min(axis=0))
    starts = np.array([token.starts for token in tokens])
    filled = Counter(token.row for token in tokens if token.value)
    row = np.array([EXTRA / max(1, filled[token.row]) if token.shaped and token.value else FAR for token in tokens])
    return Costs(
        within=skip + BREAK * starts,
        between=np.minimum(skip, row),
        labels=labels,
        cells=np.array([_cells(tokens, heads, column) for column in order]),
        order=order,
        headed=len(heads) >= FEWEST_HEADS,
    )


def _names(row: Line) -> list[tuple[str, float]]:
    """The texts that may stand for a row, and how surely."""
    label, full = simplify(row.label), simplify("".join(row.path))
    plain = core(row.label.partition("（区分")[0])
    texts = {full: 1.0, simplify("".join(row.path[-2:])): 1.0, label: 1.0, plain: PLAIN_LABEL}
    return [(text, weight) for text, weight in texts.items() if text]


def _labels(tokens: Sequence[Token], rows: Sequence[Line]) -> np.ndarray:
    """[row, window − 1, token]: the cost of the row's label in so many tokens from here."""
    found = np.full((len(rows), WINDOW, len(tokens)), FAR)
    at: dict[str, list[tuple[int, int]]] = {}
    for start, first in enumerate(tokens):
        joined = ""
        for width, token in enumerate(tokens[start : start + WINDOW], 1):
            if token.value or first.blank:
                break
            joined += simplify(token.text)
            if not token.blank and len(joined) <= 80:
                at.setdefault(joined, []).append((width, start))
    if not at:
        return found
    texts = list(at)
    for number, row in enumerate(rows):
        names = _names(row)
        likeness = process.cdist(texts, [name for name, _ in names], scorer=fuzz.ratio) / 100
        likeness = (likeness * np.array([weight for _, weight in names])).max(axis=1)
        for text, like in zip(texts, likeness, strict=True):
            begun = len(core(text)) >= FEWEST_LETTERS or (enumerator(text) and core(text))
            cut = bool(begun) and any(name.startswith(text.rstrip(BROKEN)) for name, _ in names)
            cost = LABEL * (1 - max(like, CUT if cut else 0.0)) ** 2
            for width, start in at[text]:
                broken = sum(token.starts for token in tokens[start + 1 : start + width])
                found[number, width - 1, start] = cost + BREAK * broken
    return found


def _skips(tokens: Sequence[Token], label: np.ndarray) -> np.ndarray:
    """What leaving a token out costs: `label` is how little it would cost as a label."""
    return np.array([
        SKIP_VALUE
        if token.value
        else (SKIP_INFERRED if token.inferred else SKIP_BLANK)
        if token.blank
        else SKIP_TEXT + SKIP_LABEL * max(0.0, 1 - cost)
        for token, cost in zip(tokens, label, strict=True)
    ])


def _heads(tokens: Sequence[Token], columns: Sequence[Line]) -> dict[int, list[int]]:
    """Declared column → the tokens that are its head."""
    names = [core(column.label) for column in columns]
    found: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        text = core(token.text)
        if token.blank or token.value or enumerator(token.text) or len(text) > 2 * max(map(len, names)):
            continue
        like = [fuzz.ratio(text, name) / 100 for name in names]
        if max(like) >= CUT:
            found.setdefault(like.index(max(like)), []).append(at)
    return found


def _order(tokens: Sequence[Token], heads: dict[int, list[int]], columns: Sequence[Line]) -> tuple[int, ...]:
    """The declared columns in the order in which their heads stand, if all do; else as declared.

    Columns under a common head stand where that does: on the form 总计 is printed a line above 商业企业.
    """
    if len(heads) < len(columns):
        return tuple(range(len(columns)))
    groups = {core(part) for column in columns for part in column.path[:-1]}
    at = {core(token.text): place for place, token in reversed(list(enumerate(tokens))) if core(token.text) in groups}
    first = [at.get(core(column.path[0]), heads[number][0]) for number, column in enumerate(columns)]
    return tuple(sorted(range(len(columns)), key=lambda column: (first[column], heads[column][0])))


def _cells(tokens: Sequence[Token], heads: dict[int, list[int]], column: int) -> list[float]:
    """The cost of each token as a cell of this column.

    A row of a grid that ends before the others stands under the heads as it is, or moved to the grid's end: a merged
    label that the document left out moves all that follows (eye/P1_fakebold.pdf). Heads with nothing under one of
    them stand over no columns: pandoc drops the cells that span rows before them.
    """
    ends: dict[tuple[int, int], int] = {}
    for token in tokens:
        if token.span:
            for key in ((token.grid, -1), (token.grid, token.row)):
                ends[key] = max(ends.get(key, 0), token.span[1])
    under = {column: _under(tokens, heads[column]) for column in heads}
    displaced = {grid for grids in under.values() for grid, count in grids.items() if not count}
    found = []
    for at, token in enumerate(tokens):
        if not (token.value or token.blank):
            found.append(FAR)
            continue
        cost = 0.0 if token.value else INFERRED if token.inferred else BLANK
        own = [head for head in heads.get(column, ()) if head < at and tokens[head].grid == token.grid]
        spanned = tokens[own[-1]].span if own else None
        if spanned and token.span and token.grid not in displaced:
            moved = ends[token.grid, -1] - ends[token.grid, token.row]
            if not any(spanned[0] <= token.span[1] + by and token.span[0] + by <= spanned[1] for by in (0, moved)):
                cost += HEAD
        found.append(cost)
    return found


def _under(tokens: Sequence[Token], heads: Sequence[int]) -> dict[int, int]:
    """Grid → how many numbers stand under the last of a column's heads in it."""
    last = {tokens[at].grid: at for at in heads if tokens[at].span}
    found = dict.fromkeys(last, 0)
    for at, token in enumerate(tokens):
        head = last.get(token.grid, at)
        span = tokens[head].span
        if head < at and token.value and token.span and span:
            found[token.grid] += span[0] <= token.span[1] and token.span[0] <= span[1]
    return found
