"""The column of running numbers (序号 1, 2, 3 …) that stands before the labels of some tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.recognise.labels import is_label
from data.recognise.rows import Piece, Row

LEAST = 5  # labels in a row that must be numbered, from 1 on


def without_running_numbers(rows: Sequence[Row], section: str) -> list[Row]:
    """The rows of a table, numbers left out that only count its labels."""
    pieces = [piece for row in rows for piece in row.pieces]
    before = [one for one, label in pairwise(pieces) if one.text.isdigit() and _label(label, section)]
    counting: list[Piece] = []
    for piece in before:
        if piece.text == str(len(counting) + 1):
            counting.append(piece)
        elif len(counting) < LEAST:
            counting = [piece] if piece.text == "1" else []
    if len(counting) < LEAST:
        return list(rows)
    dropped = set(map(id, counting))
    left = [replace(row, pieces=tuple(p for p in row.pieces if id(p) not in dropped)) for row in rows]
    return [row for row, was in zip(left, rows, strict=True) if row.pieces or not was.pieces]


def _label(piece: Piece, section: str) -> bool:
    return bool(piece.text) and not piece.value and is_label(piece.text, section)
