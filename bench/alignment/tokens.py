"""The rows of a table's zone as one sequence of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.recognise.numerals import parse
from data.recognise.rows import Kind, Row

SHAPED = (Kind.GRID, Kind.BARS)


@dataclass(frozen=True, slots=True)
class Token:
    """One cell, line or word. `row` numbers the row it stands in; `starts`: it opens one that shape tells of.

    `shaped`: cells are drawn, so an empty one is there. `inferred`: an empty one told by blank lines alone.
    """

    text: str
    value: bool
    row: int
    starts: bool
    shaped: bool
    inferred: bool
    doubt: str
    grid: int
    span: tuple[int, int] | None

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def number(self) -> Decimal | None:
        """Its value; None of a blank, a sign for nil and a text."""
        numeral = parse(self.text)
        return numeral.value if numeral else None

    @property
    def uncertain(self) -> bool:
        """Whether the token by itself is a guess."""
        numeral = parse(self.text)
        return bool(self.doubt) or self.inferred or numeral is None or bool(numeral.doubt)


def tokens(rows: Sequence[Row]) -> list[Token]:
    """The pieces of all rows in reading order; lines with one cell tell of no row's beginning."""
    found: list[Token] = []
    broken = False
    for number, row in enumerate(rows):
        broken = broken or row.kind is Kind.BREAK
        for at, piece in enumerate(row.pieces):
            starts = at == 0 and (broken or row.kind is not Kind.LOOSE)
            broken = False
            value = piece.value and row.kind is not Kind.PROSE
            shape = row.kind in SHAPED
            found.append(
                Token(piece.text, value, number, starts, shape, piece.inferred, piece.doubt, row.grid, piece.span)
            )
    return found
