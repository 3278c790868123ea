"""The form's sums as judge between the cheapest readings, and the margin that makes a cell plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from bench.alignment.costs import costs
from bench.alignment.programme import Cell, Path, Programme
from bench.alignment.tokens import Token, tokens
from data import forms
from data.recognise.rows import Row

MARGIN = 1.5  # what the cheapest reading with another value must cost more for a cell to be plain
FAILS = 1.0  # cost of a sum that fails
REACH = 5.0  # readings that cost so much more than the cheapest are not asked for their sums
MOST = 400  # of them


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a cell: its token (None: the row is there and no token for the cell), and whether it is sure."""

    token: Token | None
    plain: bool


class Judge:
    """How many sums of the form fail in a reading; cells that were not read count as nothing."""

    def __init__(self, found: Sequence[Token], block: forms.Block, order: Sequence[int]) -> None:
        self.numbers = [token.number for token in found]
        self.places = {
            block.code(row, block.columns[column]): (number, place)
            for number, row in enumerate(block.rows)
            for place, column in enumerate(order)
        }
        self.sums = [
            ([self.places[code] for code in one.left], [self.places[code] for code in one.right])
            for one in forms.identities(block.form)
            if one.left[0] in self.places
        ]

    def fails(self, cells: Mapping[Cell, int | None]) -> int:
        """The sums that do not close, of those whose rows were all read."""
        return sum(self._balance(cells, *sides) not in (None, 0) for sides in self.sums)

    def refutes(self, cells: Mapping[Cell, int | None]) -> bool:
        """Whether more sums fail than close: then it is a misreading, and no clerk's mistake."""
        balances = [self._balance(cells, *sides) for sides in self.sums]
        return sum(bool(one) for one in balances) > sum(one == 0 for one in balances)

    def _balance(self, cells: Mapping[Cell, int | None], left: Iterable[Cell], right: Iterable[Cell]) -> Decimal | None:
        sides = []
        for side in (left, right):
            if any(cell not in cells for cell in side):
                return None
            numbers = [self.numbers[at] for cell in side if (at := cells[cell]) is not None]
            sides.append([number for number in numbers if number is not None])
        return sum(sides[0], Decimal(0)) - sum(sides[1], Decimal(0)) if all(sides) else None


def read(rows: Sequence[Row], form: str) -> dict[str, Read]:
    """Indicator code → what was read in table 3, from the rows of its zone."""
    found = tokens(rows)
    [block] = forms.blocks(form, "3")
    if not found:
        return {}
    priced = costs(found, block)
    programme = Programme(priced, np.array([token.starts for token in found], float))
    judge = Judge(found, block, priced.order)
    chosen, others = _judged(programme, judge, found)
    margins = _margins(programme, judge, found, chosen, others)
    headed = priced.headed and not judge.refutes(chosen.cells)
    given = {}
    for code, cell in judge.places.items():
        token = chosen.cells.get(cell)
        labelled = chosen.cells.get((cell[0], -1)) is not None
        if token is not None:
            sure = headed and labelled and margins[cell] >= MARGIN and not found[token].uncertain
            given[code] = Read(found[token], sure)
        elif labelled:
            given[code] = Read(None, False)
    return given


def _said(found: Sequence[Token], at: int | None) -> object:
    """What a cell says: its number, a sign for nil, or nothing."""
    if at is None or found[at].blank:
        return ""
    number = found[at].number
    return found[at].text if number is None else number


def _judged(programme: Programme, judge: Judge, found: Sequence[Token]) -> tuple[Path, list[Path]]:
    """The reading that costs least with its failing sums, and the others that come near the cheapest.

    Others that differ in rows of their own are put together, one after another, while that costs less.
    """
    best = programme.best()
    others = _near(programme, found, best)
    chosen, fails = best, judge.fails(best.cells)
    touched: set[int] = set()
    for other in sorted(others, key=lambda path: path.cost + FAILS * judge.fails(path.cells)):
        rows = _rows_apart(found, best, other)
        if rows & touched:
            continue
        merged = _with_rows(chosen, other, rows, other.cost - best.cost)
        now = judge.fails(merged.cells)
        if merged.cost + FAILS * now < chosen.cost + FAILS * fails:
            chosen, fails = merged, now
            touched |= rows
    return chosen, [best, *others]


def _near(programme: Programme, found: Sequence[Token], best: Path) -> list[Path]:
    """The cheapest reading for each cell with each token that says something else than the best has there."""
    asked: list[tuple[float, Cell, int]] = []
    for row in range(programme.rows):
        for place in range(programme.width):
            through = programme.through((row, place))
            own = _said(found, best.cells.get((row, place)))
            asked += [
                (float(through[at]), (row, place), int(at))
                for at in np.flatnonzero(through <= best.cost + REACH)
                if _said(found, int(at)) != own
            ]
    paths: dict[tuple[tuple[Cell, int | None], ...], Path] = {}
    for _, cell, at in sorted(asked)[:MOST]:
        path = programme.forced(cell, at)
        paths.setdefault(tuple(sorted(path.cells.items())), path)
    return list(paths.values())


def _rows_apart(found: Sequence[Token], one: Path, other: Path) -> set[int]:
    """The rows in which two readings say something else."""
    cells = one.cells.keys() | other.cells.keys()
    return {c[0] for c in cells if c[1] >= 0 and _said(found, one.cells.get(c)) != _said(found, other.cells.get(c))}


def _with_rows(path: Path, other: Path, rows: set[int], dearer: float) -> Path:
    kept = {cell: at for cell, at in path.cells.items() if cell[0] not in rows}
    return Path(kept | {cell: at for cell, at in other.cells.items() if cell[0] in rows}, path.cost + dearer)


def _margins(
    programme: Programme, judge: Judge, found: Sequence[Token], chosen: Path, others: Sequence[Path]
) -> dict[Cell, float]:
    """Cell → how much more the cheapest reading costs, failing sums counted, that says something else there."""
    best = others[0]
    own = chosen.cost + FAILS * judge.fails(chosen.cells)
    # what no listed reading has costs at least so much more without its sums, which may only be better by those
    floor = REACH - (chosen.cost - best.cost)
    margins = dict.fromkeys(judge.places.values(), floor)
    for other in others:
        rows = _rows_apart(found, chosen, other)
        both = _rows_apart(found, chosen, best) & _rows_apart(found, best, other)
        dearer = other.cost - (chosen.cost if both else best.cost)
        merged = _with_rows(chosen, other, rows if both else _rows_apart(found, best, other), dearer)
        extra = merged.cost + FAILS * judge.fails(merged.cells) - own
        for cell in judge.places.values():
            if _said(found, merged.cells.get(cell)) != _said(found, chosen.cells.get(cell)):
                margins[cell] = min(margins[cell], extra)
    for cell in judge.places.values():  # the cell without any token, or its row not there
        margins[cell] = min(margins[cell], programme.without(cell) - best.cost)
    return margins
