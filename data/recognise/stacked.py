"""A small table for each row of the form: its label, under it the heads, under them the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.recognise.labels import CUT, match_columns, match_row
from data.recognise.rows import Kind, Row


def unstacked(rows: Sequence[Row], section: str) -> list[Row]:
    """The rows of a table, each label that stands over heads and numbers set before the numbers."""
    found: list[Row] = []
    for row in rows:
        if _numbers_alone(row) and len(found) > 1 and _heads_alone(found[-1], section):
            label = [piece for piece in found[-2].pieces if piece.text]
            if len(label) == 1 and max(match_row((label[0].text,), section).values(), default=0.0) >= CUT:
                del found[-2]
                row = replace(row, pieces=(replace(label[0], span=None), *row.pieces))
        found.append(row)
    return found


def _numbers_alone(row: Row) -> bool:
    return row.kind in (Kind.GRID, Kind.BARS) and any(piece.value for piece in row.pieces) and not row.words


def _heads_alone(row: Row, section: str) -> bool:
    """Whether a row has heads and nothing else."""
    named = [max(match_columns(text, section).values(), default=0.0) >= CUT for text in row.words]
    return row.kind in (Kind.GRID, Kind.BARS) and len(named) > 1 and all(named) and row.text == "".join(row.words)
