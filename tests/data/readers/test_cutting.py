"""The cutting of the page beside a cell: the cell framed, with what the page shows in it."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.colors import white

from data.errors import BadDocument
from data.model import Grid, Place
from data.readers import read
from data.readers.cutting import AROUND, FRAME, SCALE, WHOLE, cutting, leaf
from tests.data.readers.test_ink import partly_drawn, with_last_cell
from tests.data.readers.test_pdf import TITLE, pdf
from tests.data.readers.test_pdf_looks import number

PLACE = Place(page=2, table=1, row=3, column=4)


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf(lambda canvas: canvas.drawString(50, 750, TITLE), partly_drawn)


def pixels(found: bytes) -> np.ndarray:
    return np.array(Image.open(io.BytesIO(found)).convert("RGB"))


def test_the_cell_stands_framed_in_the_middle_with_its_neighbours(content):
    shown = pixels(cutting("x.pdf", content, PLACE))
    high, wide = 20 * SCALE, 100 * SCALE  # as the table is drawn
    assert shown.shape[:2] == pytest.approx((high + 2 * AROUND[1] * SCALE, wide + 2 * AROUND[0] * SCALE), abs=4)
    framed = np.argwhere((shown == FRAME[::-1]).all(axis=2))
    (top, left), (bottom, right) = framed.min(axis=0), framed.max(axis=0)
    assert (bottom - top + 1, right - left + 1) == pytest.approx((high, wide), abs=4)
    assert top == pytest.approx(AROUND[1] * SCALE, abs=4) and left == pytest.approx(AROUND[0] * SCALE, abs=4)


def test_it_shows_what_is_printed_and_not_what_was_read(content):
    """A number that is a drawing leaves ink in the cutting, one in white none."""

    def shown(draw):
        page = pdf(lambda canvas: with_last_cell(canvas, draw))
        return pixels(cutting("x.pdf", page, replace(PLACE, page=1)))

    empty = shown(lambda canvas: None)
    assert (empty == shown(lambda canvas: number(canvas, colour=white))).all()
    assert (pixels(cutting("x.pdf", content, PLACE)) != empty).any()


def test_every_cell_of_a_table_has_its_own(content):
    [grid] = [block for block in read("x.pdf", content).blocks if isinstance(block, Grid)]
    found = [cutting("x.pdf", content, cell.place) for row in grid.rows for cell in row]
    assert all(found) and len(set(found)) == len(found) == 12


@pytest.mark.parametrize(
    "place", [Place(page=1, line=1), Place(page=2, table=1, row=9, column=1), Place(page=9, table=1, row=1, column=1)]
)
def test_what_is_no_cell_has_none(content, place):
    assert cutting("x.pdf", content, place) is None
    assert cutting("x.html", b"<p>1</p>", PLACE) is None


def test_a_damaged_pdf_is_told():
    with pytest.raises(BadDocument):
        cutting("x.pdf", b"%PDF-1.4 " + b"x" * 99, PLACE)


def test_a_whole_page_tells_where_on_it_each_cell_is(content):
    found = leaf("x.pdf", content, 2)
    high, wide = pixels(found.picture).shape[:2]
    assert high > wide and len(found.cells) == 12
    left, top, right, bottom = found.cells[PLACE]
    assert ((bottom - top) * high, (right - left) * wide) == pytest.approx((20 * WHOLE, 100 * WHOLE), abs=4)
    number = pixels(found.picture)[int(top * high) : int(bottom * high), int(left * wide) : int(right * wide)]
    assert (number[6:-6, 6:-6] < 100).any()  # what is printed in it
    assert leaf("x.pdf", content, 9) is None and leaf("x.txt", b"text", 1) is None
