"""Rows of spanned cells → grids in which every position holds its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Cell, Grid, Place

WIDEST, TALLEST = 200, 5000  # no report's table comes near; a wrong or hostile span is cut to it
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as the source gives it: its text and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


def as_grid(rows: Sequence[Sequence[Spanned]], table: int, page: int | None = None) -> Grid | None:
    """The grid of a table; None if it has no cell."""
    places: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(rows[:TALLEST]):
        x = 0
        for spanned in row:
            while (y, x) in places:
                x += 1
            if x >= WIDEST:
                break
            cell = Cell(spanned.text, Place(page=page, table=table, row=y + 1, column=x + 1))
            down = min(max(spanned.rows, 1), len(rows) - y)
            right = min(max(spanned.columns, 1), WIDEST - x)
            for dy in range(down):
                for dx in range(right):
                    places.setdefault((y + dy, x + dx), cell)
            x += right
    if not places:
        return None
    height, width = (max(place[axis] for place in places) + 1 for axis in (0, 1))
    absent = Cell("", Place(page=page, table=table))
    rows_of_cells = (tuple(places.get((y, x), absent) for x in range(width)) for y in range(height))
    return Grid(tuple(rows_of_cells), Place(page=page, table=table))


def is_absent(cell: Cell) -> bool:
    """A position where a short row has no cell; it is no blank, and its place has no row."""
    return cell.place.row is None


def raised(text: str) -> str:
    """Digits of a footnote mark as superscripts, so that 12 with note 1 is not 121."""
    return text.translate(_RAISED)
