"""Spreadsheets and CSV: a sheet is a grid; a line of text over or under it is a paragraph."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from data.errors import BadDocument
from data.model import Cell, Document, Grid, Paragraph, Place
from data.readers.encoding import decode
from data.readers.grids import Spanned, as_grid
from data.readers.looks import Look, Seen, seen
from data.readers.number_formats import plain, shown, text_shown

MOST_ROWS, MOST_COLUMNS = 2000, 300  # what lies beyond is not read, nor is a row that reaches so far
OTHERWISE, COMPUTED, UNREAD = "shown_otherwise", "formula_computed", "formula_unread"
MONEY = re.compile(r"[十百千万亿]*元$")
# What may stand round the digits of a number and change nothing of what it says.
_ROUND = re.compile(
    r"(?:共计?|合计)?\s*[¥￥$]?\s*-?\s*\d[\d,]*(?:\.\d+)?\s*(?:[十百千万亿]*元|人次|[件项个条宗次起份部例家篇人户])?\s*整?"
)
_PALE = re.compile(r"\[(?:white|白色|color\s*2|颜色\s*2)\]", re.IGNORECASE)
_SEPARATORS = ",\t;|"
Span = tuple[int, int, int, int]  # first row, first column, last row, last column; from 1
At = tuple[int, int]


@dataclass
class Sheet:
    """A sheet as its reader gives it, rows and columns counted from 1. What is hidden is left out of the grid."""

    cells: dict[At, Seen] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()

    def blocks(self, number: int) -> Iterator[Paragraph | Grid]:
        """The lines and grids that are seen."""
        bottom = min(max((row for row, _ in self.cells), default=0), MOST_ROWS)
        right = min(max((column for _, column in self.cells), default=0), MOST_COLUMNS)
        beyond = {row for (row, column), told in self.cells.items() if column > MOST_COLUMNS and told.text}
        rows = [row for row in range(1, bottom + 1) if row not in self.hidden_rows and row not in beyond]
        columns = [column for column in range(1, right + 1) if column not in self.hidden_columns]
        spans, covered = self._spans(rows, columns)
        spanned = [
            [self._spanned((y, x), spans.get((y, x), (1, 1, (y, x)))) for x in columns if (y, x) not in covered]
            for y in rows
        ]
        yield from with_lines_apart(as_grid(spanned, number, lines=rows, columns=columns), number)

    def _spanned(self, at: At, span: tuple[int, int, At]) -> Spanned:
        height, width, origin = span
        found = self.cells.get(origin) or Seen("")
        return Spanned(found.text, height, width, found.doubt)

    def _spans(
        self, rows: Sequence[int], columns: Sequence[int]
    ) -> tuple[Mapping[At, tuple[int, int, At]], Collection[At]]:
        """The first cell that is seen of each merged range → rows and columns seen, and where its text stands."""
        spans: dict[At, tuple[int, int, At]] = {}
        covered: set[At] = set()
        for top, left, bottom, right in self.merged:
            ys = [row for row in rows if top <= row <= bottom]
            xs = [column for column in columns if left <= column <= right]
            if ys and xs:
                spans[ys[0], xs[0]] = (len(ys), len(xs), (top, left))
                covered |= {(y, x) for y in ys for x in xs} - {(ys[0], xs[0])}
        return spans, covered


def seen_of(value: object, form: str, look: Look) -> Seen:
    """What a cell shows of a value by its number format."""
    if value is None or look.hidden:
        return Seen("")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        text = str(value).strip()
        by_format = text_shown(text, form)
        return _doubted(seen([(by_format, look)]), OTHERWISE if by_format not in (text, "") else "")
    stored, told = plain(value), shown(Decimal(plain(value)), form or "General")
    if told is None:
        return _doubted(seen([(stored, look)]), OTHERWISE)
    figures = "".join(char for char in told if char.isdigit() or char in ".-")
    if not figures.strip(".-"):  # shown as nothing at all, or 0 as a dash
        zero = not float(stored)
        return _doubted(seen([(stored if told and zero else told, look)]), OTHERWISE if told and not zero else "")
    if _number(figures) == Decimal(stored) and _ROUND.fullmatch(told) and not _PALE.search(form):
        # Commas between thousands and other signs go; an amount's unit is a thing that a person reads there.
        unit = MONEY.search(told)
        return seen([(stored + unit[0] if unit else stored, look)])
    return _doubted(seen([(told, look)]), OTHERWISE)


def _doubted(found: Seen, doubt: str) -> Seen:
    return Seen(found.text, found.doubt or doubt)


def _number(figures: str) -> Decimal | None:
    try:
        return Decimal(figures)
    except ArithmeticError:
        return None


def read_csv(name: str, content: bytes, sha256: str) -> Document:
    """Values between separators; one grid. Raises BadDocument for an unknown encoding."""
    text = decode(name, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: (text.count(sign), first.count(sign)))
    try:
        rows = [
            [Spanned(cell.strip()) for cell in row[:MOST_COLUMNS]]
            for row in csv.reader(io.StringIO(text), delimiter=separator)
            if not any(map(str.strip, row[MOST_COLUMNS:]))
        ]
    except csv.Error as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
    return Document(name, sha256, tuple(with_lines_apart(as_grid(rows[:MOST_ROWS], 1), 1)))


def with_lines_apart(grid: Grid | None, number: int) -> Iterator[Paragraph | Grid]:
    """Rows that are one cell across the sheet, or hold a sentence, as paragraphs between the grids."""
    rows: list[tuple[Cell, ...]] = []
    for cells in grid.rows if grid else ():
        filled = list({id(cell): cell for cell in cells if cell.text or cell.doubt}.values())
        if len(filled) == 1 and filled[0].text and _is_line(cells, filled[0]):
            yield from _grid(rows, number)
            rows = []
            yield Paragraph(filled[0].text, filled[0].place, filled[0].doubt)
        elif filled:
            rows.append(cells)
    yield from _grid(rows, number)


def _is_line(cells: Sequence[Cell], one: Cell) -> bool:
    present = [cell for cell in cells if cell.place.row is not None]
    return len({id(cell) for cell in present}) == 1 or len(one.text) > 30 or (one is cells[0] and "报告" in one.text)


def _grid(rows: list[tuple[Cell, ...]], number: int) -> Iterator[Grid]:
    if rows:
        yield Grid(tuple(rows), Place(table=number))
