"""Which ruling is whose: columns of one table do not move those of another, and digits in no cell are told."""

from __future__ import annotations

from typing import Any

import pytest

from data.model import Document, Grid
from data.readers import read
from data.readers.rulings import bands, tolerance
from tests.data.readers.test_pdf import FONT, pdf

SMALL = 4.5  # of letters on a page that was printed at half its size
RIGHT = 86.0  # of the last column


def ruled(canvas: Any, rights: list[float], rows: list[list[str]], top: float) -> None:
    """A small table of columns that end at `rights`, its numbers at the right of their cells."""
    canvas.setFont(FONT, SMALL)
    for y, row in enumerate(rows):
        for left, right, text in zip([50.0, *rights], rights, row, strict=False):
            canvas.rect(left, top - 8 * y, right - left, 8)
            canvas.drawRightString(right - 0.5, top + 2 - 8 * y, text)


def last_grid(document: Document) -> list[list[tuple[str, str]]]:
    grid = [block for block in document.blocks if isinstance(block, Grid)][-1]
    return [[(cell.text, cell.doubt) for cell in row] for row in grid.rows]


@pytest.mark.parametrize("shift", [-2.9, -1.5, 1.5, 2.9])
def test_a_column_of_the_table_above_does_not_move_one_of_this(shift: float) -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, [60, 74, RIGHT + shift, 110], [["1", "2", "3", "4"]] * 3, 700)
        ruled(canvas, [62, 74, RIGHT], [["其他", "未审", "总计"], ["25", "59", "168"]], 660)

    assert last_grid(read("x.pdf", pdf(draw)))[1] == [("25", ""), ("59", ""), ("168", "")]


def test_a_digit_that_lies_in_no_cell_makes_its_neighbour_doubtful() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, [62, 74, RIGHT], [["其他", "未审", "总计"], ["25", "59", "16"], ["1", "2", "3"]], 660)
        canvas.drawString(RIGHT + 0.2, 654, "8")

    _, numbers, below = last_grid(read("x.pdf", pdf(draw)))
    assert numbers[:2] == [("25", ""), ("59", "")] and numbers[2] == ("16", "ink_differs")
    assert not any(doubt for _, doubt in below)


def test_beside_two_numbers_in_one_cell_an_empty_one_is_doubtful() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, [62, 82, 94], [["其他", "未审", "总计"], ["25", "5   9", ""], ["1", "2", ""]], 660)

    _, numbers, below = last_grid(read("x.pdf", pdf(draw)))
    assert numbers[2] == ("", "ink_differs") and below[2] == ("", "")


def test_tables_are_told_apart_by_the_gap_between_them_and_small_letters_want_a_small_tolerance() -> None:
    edges = [{"top": top, "bottom": bottom} for top, bottom in [(0, 10), (10, 20), (12, 12), (26, 30), (31, 40)]]
    assert [[edge["top"] for edge in band] for band in bands(edges)] == [[0, 10, 12], [26, 31]]
    assert tolerance([]) == tolerance([10.5] * 3) == 3 and round(tolerance([4.5]), 2) == 1.35 and tolerance([0.5]) == 1
