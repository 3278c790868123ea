"""Cells whose text goes on in a row of its own below, or on the next page under the same heads: no rows of blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.recognise.glyphs import enumerator
from data.recognise.labels import match_row
from data.recognise.rows import Kind, Piece, Row

LINE_END = "\\"  # by which some converters end a line within a cell
MOST_BETWEEN = 8  # rows between the halves of a row: what stands at the foot and head of pages, heads once more


def joined_labels(rows: Sequence[Row], section: str) -> list[Row]:
    """The rows of a table, each label that two rows hold between them whole in the one that has the numbers."""
    found: list[Row] = []
    seen: set[str] = set()
    between: list[bool] = []  # whether each of the rows found may stand between the halves of a row
    for row in rows:
        at = _above(found, between, row)
        whole = _joined(found[at], row, section) if at >= 0 else None
        if whole:
            found[at] = whole
            continue
        found.append(row)
        between.append(row.kind not in (Kind.GRID, Kind.BARS) or (_numberless(row) and row.text in seen))
        seen.add(row.text)
    return found


def _above(found: Sequence[Row], between: Sequence[bool], below: Row) -> int:
    """Where the upper half of a row would stand; -1 if nowhere."""
    for at in range(len(found) - 1, max(len(found) - 2 - MOST_BETWEEN, -1), -1):
        if not between[at]:
            near = at == len(found) - 1 or (below.kind is Kind.GRID and found[at].grid != below.grid)
            return at if near else -1
    return -1


def _numberless(row: Row) -> bool:
    return not any(piece.value for piece in row.pieces)


def _joined(above: Row, below: Row, section: str) -> Row | None:
    """Both rows as one, if one has the numbers, and the form knows their labels only together."""
    same = above.kind is below.kind and above.kind in (Kind.GRID, Kind.BARS)
    if not same or _numberless(above) is _numberless(below):
        return None
    upper = {_column(one, at): one for at, one in enumerate(above.pieces) if one.text and not one.value}
    rests = {_column(one, at): one for at, one in enumerate(below.pieces) if one.text and not one.value}
    if not rests or not rests.keys() <= upper.keys() or max(rests) != max(upper):
        return None
    label, rest = upper[max(rests)], rests[max(rests)]
    if enumerator(rest.text):  # a label of its own, under that of its group
        return None
    if _sure((label.text,), section) or not _sure((label.text.rstrip(LINE_END), rest.text), section, 2):
        return None
    numbers = below if _numberless(above) else above
    words = {column: _with(one, rests.get(column)) for column, one in upper.items()}
    own = {_column(one, at) for at, one in enumerate(numbers.pieces)}
    pieces = [words.get(_column(one, at), one) for at, one in enumerate(numbers.pieces)]
    lost = [piece for column, piece in words.items() if column not in own]
    return replace(numbers, pieces=(*lost, *pieces))


def _column(piece: Piece, at: int) -> int:
    return piece.span[0] if piece.span else at


def _sure(texts: tuple[str, ...], section: str, least: int = 1) -> bool:
    return max(match_row(texts, section, least).values(), default=0.0) >= 1.0


def _with(piece: Piece, rest: Piece | None) -> Piece:
    if rest is None:
        return piece
    return replace(piece, text=piece.text.rstrip(LINE_END) + rest.text, raw=f"{piece.raw} {rest.raw}")
