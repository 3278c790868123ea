"""How the rows of one table are laid out, and so the ways in which each of its runs can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.recognise.candidates import Candidate
from data.recognise.columns import Placing, by_position, placings
from data.recognise.glyphs import enumerator
from data.recognise.heads import Orders, orders
from data.recognise.labels import match_columns
from data.recognise.numerals import parse
from data.recognise.rows import Kind, Piece, Row
from data.recognise.sums import Values, row_closes

ENOUGH = 3  # rows that must agree before their habit is taken for the table's
MOST = 0.6  # share of the form's rows that must have a single number before it is taken for the total
Span = tuple[int, int]
Spans = Mapping[tuple[int, str], Sequence[tuple[int, Span]]]


def values_of(placing: Placing) -> Values:
    """The numbers of a placing; None for what is blank, nil, text or not there."""
    return tuple(number(piece) for piece in placing.cells)


def number(piece: Piece | None) -> Decimal | None:
    """The number in a cell; None for what is blank, nil, text or not there."""
    numeral = parse(piece.text) if piece else None
    return numeral.value if numeral else None


@dataclass(frozen=True, slots=True)
class Habit:
    """Where values begin in the rows that leave no doubt: so many blanks after the label, or in a column."""

    lead: int | None
    column: int | None

    def picks(self, placing: Placing, run: Sequence[Piece]) -> bool:
        first = placing.cells[0]
        if first is None or first not in run:
            return False
        return run.index(first) == self.lead or (self.lead is None and first.place.column == self.column)


def _habit(rows: Sequence[tuple[Candidate, int]]) -> Habit:
    firsts = [
        next(iter(starts))
        for candidate, count in rows
        if candidate.kind in (Kind.BARS, Kind.GRID) and candidate.filled
        if len(starts := _possible_starts(candidate.run, count)) == 1 and len(candidate.run) > count
    ]
    leads, columns = ({first[i] for first in firsts} for i in (0, 1))
    enough = len(firsts) >= ENOUGH
    return Habit(
        leads.pop() if enough and len(leads) == 1 else None, columns.pop() if enough and len(columns) == 1 else None
    )


def _possible_starts(run: Sequence[Piece], count: int) -> set[tuple[int, int | None]]:
    """(blanks before, column) of every window of `count` cells that loses no number."""
    filled = [i for i, piece in enumerate(run) if not piece.blank]
    starts = range(max(0, filled[-1] - count + 1), min(filled[0], len(run) - count) + 1)
    return {(start, run[start].place.column) for start in starts}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the whole table tells about each of its rows.

    `spans`: see `_head_spans`. `only_totals`: each row kept just its total.
    `zeros_shown`: zeros are printed and no cell is blank. `surplus`: so many blanks trail the rows of loose cells.
    `orders`: the order in which the heads name the columns.
    """

    summed: bool
    spans: Spans
    only_totals: bool
    habit: Habit
    zeros_shown: bool
    surplus: int | None
    orders: Orders

    @classmethod
    def of(cls, section: str, rows: Sequence[Row], found: Sequence[tuple[Candidate, int]], declared: int) -> Layout:
        """The layout told by the zone's rows and its candidates, each with the width of its row of the form."""
        summed = section == "3"
        return cls(
            summed,
            _head_spans(rows, section),
            summed and _only_totals(found, declared),
            _habit(found),
            _zeros_shown([candidate for candidate, _ in found]),
            _surplus(found),
            orders(rows, section),
        )


def _head_spans(rows: Sequence[Row], section: str) -> Spans:
    """(grid, column code) → the rows of its heads and the grid columns under each."""
    spans: dict[tuple[int, str], list[tuple[int, Span]]] = {}
    for row in rows:
        for piece in row.pieces:
            if piece.span and piece.text and not piece.value and not enumerator(piece.text):
                for column in {code for (_, code), score in match_columns(piece.text, section).items() if score >= 1.0}:
                    spans.setdefault((row.grid, column), []).append((piece.place.row or 0, piece.span))
    return spans


def _spans_over(candidate: Candidate, columns: Sequence[str], spans: Spans) -> list[Span] | None:
    """The grid columns under the nearest heads above a row; None unless each column has one."""
    at = candidate.run[0].place.row or 0
    found = [[span for row, span in spans.get((candidate.grid, column), ()) if row < at][-1:] for column in columns]
    return [span for [span] in found] if candidate.kind is Kind.GRID and all(found) else None


def _only_totals(found: Sequence[tuple[Candidate, int]], declared: int) -> bool:
    """Whether every row kept one number and nothing else: the six columns are dropped, the total is left."""
    runs = [candidate.run for candidate, _ in found if candidate.filled]
    shortest = min((count for _, count in found), default=0)
    return len(runs) > MOST * declared and all(len(run) == 1 and len(run[0].text) < shortest for run in runs)


def _zeros_shown(found: Iterable[Candidate]) -> bool:
    runs = [candidate.run for candidate in found]
    blank = any(piece.blank and not piece.inferred for run in runs for piece in run)
    return not blank and any(piece.text and not piece.text.strip("0") for run in runs for piece in run)


def _surplus(found: Sequence[tuple[Candidate, int]]) -> int | None:
    """In a page in one line every row ends in as many blanks: a bar closes it, another opens the next."""
    loose = [len(one.cells(count)) - count for one, count in found if one.kind is Kind.LOOSE]
    return Counter(loose).most_common(1)[0][0] if loose else None


def ways(candidate: Candidate, columns: Sequence[str], layout: Layout) -> list[Placing]:
    """The placings of a row that its layout and its own sum leave possible; a single sure one if all is well."""
    over = _spans_over(candidate, columns, layout.spans)
    placed = by_position(candidate.run, over) if over else None
    if placed and over != sorted(over or ()):  # the columns stand in an order of their own
        return [placed]
    printed = layout.orders.get(frozenset(columns), tuple(columns))
    if printed is None:
        return []
    found = _ways(candidate, printed, layout, placed)
    return [replace(one, cells=tuple(one.cells[printed.index(column)] for column in columns)) for one in found]


def _ways(candidate: Candidate, columns: Sequence[str], layout: Layout, placed: Placing | None) -> list[Placing]:
    """The same for columns in the order of their heads; `placed` is the row as its grid shows it."""
    count = len(columns)
    if layout.only_totals and len(candidate.run) == 1:
        return [Placing((None,) * (count - 1) + (candidate.run[0],), False, "only_totals")]
    found = placings(candidate.cells(count), count, candidate.kind, layout.summed, layout.zeros_shown)
    found = [placed] if placed and len(found) != 1 else found
    if len(found) > 1 and candidate.kind in (Kind.BARS, Kind.GRID):
        habitual = [placing for placing in found if layout.habit.picks(placing, candidate.run)]
        if len(habitual) == 1:
            return [replace(habitual[0], sure=True)]
    if candidate.kind is Kind.LOOSE and len(candidate.cells(count)) - count != layout.surplus:
        found = [replace(placing, sure=placing.sure and not _has_blanks(placing)) for placing in found]
    return _summed(found, candidate, count) if layout.summed else _unsummed(found, candidate)


def _has_blanks(placing: Placing) -> bool:
    return any(piece is None or piece.blank for piece in placing.cells)


def _unsummed(found: list[Placing], candidate: Candidate) -> list[Placing]:
    """Cells that the document itself shows begin right after the label."""
    shown = len(found) > 1 and found[0].sure and not any(one.inferred for one in candidate.run)
    return found[:1] if shown else found


def _summed(found: list[Placing], candidate: Candidate, count: int) -> list[Placing]:
    if len(found) == 1 and found[0].sure:
        return found if candidate.has_every_cell(count) else [_doubted(found[0])]
    if found and found[0].sure and _plausible(found[0]):
        return found[:1]
    closing = [placing for placing in found if row_closes(values_of(placing))]
    return [Placing(placing.cells, False, placing.rule or "placed_by_sums") for placing in closing]


def _doubted(placing: Placing) -> Placing:
    """Blank cells of flattened text are told from blank lines: a row whose sum then fails is doubtful."""
    return placing if not placing.sure or _plausible(placing) else Placing(placing.cells, False, "blanks_uncertain")


def _plausible(placing: Placing) -> bool:
    """Whether a row with blanks adds up, or has its total alone; one without blanks stands as it is."""
    blanks = [piece is None or piece.blank for piece in placing.cells]
    return not any(blanks) or all(blanks[:-1]) or row_closes(values_of(placing)) is True
