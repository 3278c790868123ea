"""A row that the end of a page cuts through gives no plain number, and a row of its own is left alone."""

from __future__ import annotations

import pytest

from data.model import Cell, Grid, Place
from data.readers.halved import APART, doubted


def grid(page: int, *rows: tuple[str, ...]) -> Grid:
    place = Place(page=page, table=1)
    return Grid(tuple(tuple(Cell(text, place) for text in row) for row in rows), place)


def doubts(first: Grid, second: Grid) -> list[list[str]]:
    above, below = doubted([first, second])
    assert isinstance(above, Grid) and isinstance(below, Grid)
    return [[cell.text for cell in row if cell.doubt == APART] for row in (above.rows[-1], below.rows[0])]


HEAD = ("一、", "新收", "4901", "60", "155")


def test_a_number_that_goes_on_without_a_label_on_the_next_page_is_doubtful_on_both() -> None:
    assert doubts(grid(3, HEAD), grid(4, ("一、", "", "", "0", "1"))) == [["60", "155"], ["0", "1"]]
    # The label goes on too, in more columns than above.
    assert doubts(grid(3, HEAD), grid(4, ("结果", "", "", "", "", "1"))) == [["155"], ["1"]]


@pytest.mark.parametrize(
    ("page", "row"),
    [
        (4, ("一、", "结转", "", "0", "1")),  # a row of its own
        (5, ("一、", "", "", "0", "1")),  # another page lies between
        (4, ("", "", "", "", "")),
        (4, ("结果", "", "", "以上", "")),
        (4, ("0", "1")),
    ],
)
def test_other_rows_are_left_alone(page: int, row: tuple[str, ...]) -> None:
    assert doubts(grid(3, HEAD), grid(page, row)) == [[], []]
    assert doubts(grid(3, ("1", "0", "2")), grid(4, ("", "3", "4"))) == [[], []]  # no labels at all
