"""What the flow of a document is made of: rows of pieces."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from data.model import Place
from data.recognise.glyphs import clean
from data.recognise.numerals import is_value


class Kind(Enum):
    """How much a row's shape can be trusted."""

    GRID = "grid"  # cells with their columns
    BARS = "bars"  # cells between bars; empty ones are there, or trail as padding
    SPACED = "spaced"  # cells between blanks in one line; empty ones are lost
    LOOSE = "loose"  # one cell; what row it belongs to must be found
    BREAK = "break"  # the end of a row of loose cells
    PROSE = "prose"  # running text


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell: `text` cleaned, `raw` as it stands, `span` its first and last grid column.

    A blank one is `inferred` if only the number of blank lines tells of it. `value`: it is a number, or a sign for nil.
    `doubt`: the rule of a finding, where the reader can't vouch that this is what a person sees.
    """

    text: str
    raw: str
    place: Place
    span: tuple[int, int] | None = None
    inferred: bool = False
    doubt: str = ""
    value: bool = field(init=False, compare=False)  # asked more often than there are pieces

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", is_value(self.text))

    @property
    def blank(self) -> bool:
        return not self.text


@dataclass(frozen=True)
class Row:
    """Cells that stand together; `grid` numbers the grid or stretch of text they come from."""

    kind: Kind
    pieces: tuple[Piece, ...]
    grid: int

    @cached_property
    def text(self) -> str:
        return "".join([piece.text for piece in self.pieces])

    @property
    def raw(self) -> str:
        """What the row says as it stands."""
        return " ".join([piece.raw for piece in self.pieces if piece.raw])

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.pieces[0].place if self.pieces else Place()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The texts that are no numbers: labels and heads."""
        return tuple([piece.text for piece in self.pieces if piece.text and not piece.value])


def piece(text: str, place: Place, span: tuple[int, int] | None = None, doubt: str = "") -> Piece:
    """A piece with its text cleaned; a no-break space alone is a blank."""
    return Piece(clean(text).strip(), text.strip(), place, span, doubt=doubt)
