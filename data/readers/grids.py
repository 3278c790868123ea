"""Rows of spanned cells → grids in which every position holds its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Cell, Grid, Place

WIDEST, TALLEST = 300, 5000  # no report's table comes near; a wrong or hostile span is cut to it, a longer row left out


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as the source gives it: its text, how many rows and columns it spans, and its doubt (see `Cell`)."""

    text: str
    rows: int = 1
    columns: int = 1
    doubt: str = ""


def as_grid(
    rows: Sequence[Sequence[Spanned]],
    table: int,
    page: int | None = None,
    lines: Sequence[int] = (),
    columns: Sequence[int] = (),
) -> Grid | None:
    """The grid of a table; None if it has no cell.

    `lines` and `columns` number the rows and columns in the document where some of it are left out.
    """
    places: list[dict[int, Cell]] = [{} for _ in rows]  # a row's cells by their column
    for y, row in enumerate(rows[:TALLEST]):
        x = 0
        for spanned in row:
            while x in places[y]:
                x += 1
            if x >= WIDEST:
                if spanned.text:  # a row of which only some can be read is not read
                    places[y] = {}
                    break
                continue
            line, column = _numbered(lines, y), _numbered(columns, x)
            cell = Cell(spanned.text, Place(page, table, line, column), spanned.doubt)
            right = min(max(spanned.columns, 1), WIDEST - x)
            for covered in places[y : y + max(spanned.rows, 1)]:
                for place in range(x, x + right):
                    covered.setdefault(place, cell)
            x += right
    while places and not places[-1]:
        places.pop()
    if not places:
        return None
    width = range(max(max(row, default=-1) for row in places) + 1)
    absent = Cell("", Place(page=page, table=table))
    return Grid(tuple(tuple([row.get(x, absent) for x in width]) for row in places), Place(page=page, table=table))


def _numbered(numbers: Sequence[int], place: int) -> int:
    return numbers[place] if place < len(numbers) else place + 1


def is_absent(cell: Cell) -> bool:
    """A position where a short row has no cell; it is no blank, and its place has no row."""
    return cell.place.row is None
