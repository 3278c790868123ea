"""Tables that give last year's numbers beside this year's: in each row of the form a line for 本年 and one for 上年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.recognise.glyphs import simplify
from data.recognise.rows import Piece, Row

FEWEST = 4  # lines of each year
_ENDS_THIS = re.compile(r"(?<![上基日根资文版])本(?:年度?)?$")
_ENDS_LAST = re.compile(r"(?:(?<![以网])上(?:一?年度?)?|去年)$")


def this_year_alone(rows: Sequence[Row]) -> tuple[list[Row], bool]:
    """The rows without last year's numbers and the words for the years, and whether there were any."""
    marks = [_mark(piece) for row in rows for piece in row.pieces]
    if min(marks.count("this"), marks.count("last")) < FEWEST or not _alternate(marks):
        return list(rows), False
    found: list[Row] = []
    last = False
    for row in rows:
        pieces: list[Piece] = []
        for piece in row.pieces:
            mark = _mark(piece)
            last = mark == "last" if mark else last
            if mark:
                pieces += _without_mark(piece)
            elif not (last and (piece.value or piece.blank)):
                pieces.append(piece)
        if pieces or not row.pieces:
            found.append(replace(row, pieces=tuple(pieces)))
    return found, True


def _mark(piece: Piece) -> str:
    plain = simplify(piece.text)
    if piece.value or not plain or plain in ("年", "年度"):
        return ""
    return "this" if _ENDS_THIS.search(plain) else "last" if _ENDS_LAST.search(plain) else ""


def _alternate(marks: Sequence[str]) -> bool:
    """Whether this year's lines and last year's come by turns."""
    told = [mark for mark in marks if mark]
    return sum(one != other for one, other in pairwise(told)) >= 0.8 * (len(told) - 1)


def _without_mark(piece: Piece) -> list[Piece]:
    plain = simplify(piece.text)
    label = _ENDS_LAST.sub("", _ENDS_THIS.sub("", plain))
    return [replace(piece, text=label)] if label else []
