"""Cells whose text goes on in a row of its own below, where all else is empty: no row of blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.recognise.labels import match_row
from data.recognise.rows import Kind, Piece, Row

LINE_END = "\\"  # by which some converters end a line within a cell


def joined_labels(rows: Sequence[Row], section: str) -> list[Row]:
    """The rows of a table, each label that two rows hold between them whole in the one that has the numbers."""
    found: list[Row] = []
    for row in rows:
        whole = _joined(found[-1], row, section) if found else None
        if whole:
            found[-1] = whole
        else:
            found.append(row)
    return found


def _joined(above: Row, below: Row, section: str) -> Row | None:
    """Both rows as one, if the rest of the upper's label stands in the lower and the form knows them only together."""
    same = above.kind is below.kind and above.kind in (Kind.GRID, Kind.BARS) and above.grid == below.grid
    if not same or not any(piece.value for piece in above.pieces) or any(piece.value for piece in below.pieces):
        return None
    rests = {_column(one, at): one for at, one in enumerate(below.pieces) if one.text}
    goes_on = [one for at, one in enumerate(above.pieces) if one.text and _column(one, at) in rests]
    if len(goes_on) != len(rests) or not rests or any(one.value for one in goes_on):
        return None
    label, rest = goes_on[-1], rests[max(rests)]
    if _sure((label.text,), section) or not _sure((label.text.rstrip(LINE_END), rest.text), section, 2):
        return None
    pieces = [_with(one, rests.get(_column(one, at))) for at, one in enumerate(above.pieces)]
    return replace(above, pieces=tuple(pieces))


def _column(piece: Piece, at: int) -> int:
    return piece.span[0] if piece.span else at


def _sure(texts: tuple[str, ...], section: str, least: int = 1) -> bool:
    return max(match_row(texts, section, least).values(), default=0.0) >= 1.0


def _with(piece: Piece, rest: Piece | None) -> Piece:
    if rest is None:
        return piece
    return replace(piece, text=piece.text.rstrip(LINE_END) + rest.text, raw=f"{piece.raw} {rest.raw}")
