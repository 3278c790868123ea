"""Rows that the end of a page cuts through: the number above may lack its last digits, which stand on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.model import Cell, Grid, Paragraph

APART = "digits_apart"
Block = Paragraph | Grid


def doubted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the numbers doubtful that go on in a row without label at the head of the next page."""
    found = list(blocks)
    grids = [index for index, block in enumerate(found) if isinstance(block, Grid)]
    for above, below in pairwise(grids):
        columns = _going_on(found[above], found[below])
        if columns:
            found[above] = _with_doubt(found[above], -1, columns)
            found[below] = _with_doubt(found[below], 0, columns)
    return found


def _going_on(above: Block, below: Block) -> set[int]:
    """The columns, counted from the right, of two tables, one page after the other, in which the last row's number goes
    on: the labels of the two may take unlike many."""
    if not isinstance(above, Grid) or not isinstance(below, Grid):
        return set()
    follows = (below.place.page or 0) == (above.place.page or 0) + 1
    last, first = above.rows[-1][::-1], below.rows[0][::-1]
    numbers = [column for column, cell in enumerate(last) if _number(cell.text)]
    label = numbers[-1] + 1 if numbers else 0
    if not follows or not numbers or label >= len(last) or label >= len(first):
        return set()
    if first[label].text:  # a row of its own has a label before its numbers
        return set()
    return {column for column in numbers if _number(first[column].text)}


def _number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)


def _with_doubt(grid: Block, row: int, columns: set[int]) -> Block:
    if not isinstance(grid, Grid):
        return grid
    cells: list[Cell] = [
        replace(cell, doubt=cell.doubt or APART) if column in columns else cell
        for column, cell in enumerate(grid.rows[row][::-1])
    ][::-1]
    rows = list(grid.rows)
    rows[row] = tuple(cells)
    return replace(grid, rows=tuple(rows))
