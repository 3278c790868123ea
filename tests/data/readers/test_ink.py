"""The ink of a page against what was read: a second look that recognises nothing, and takes no stamp for a number."""

import pytest
from reportlab.lib.colors import Color, black, white

from bench.inked.damage import damaged
from data.demo.draws import Draws
from data.model import Grid, Status
from data.readers import page as page_of_reader
from data.readers import read, rendered
from data.readers.looks import Look
from data.readers.visible import Sight
from data.recognise import recognise
from tests.data.readers.test_pdf import ROWS, TITLE, pdf, table
from tests.data.readers.test_pdf_looks import BASE, LEFT, cell_of, last, number, picture

RED = Color(0.85, 0.05, 0.05)


def four(canvas, x):
    """A 4 drawn as an outline, beside whatever stands there."""
    path = canvas.beginPath()
    path.moveTo(x + 4.5, BASE + 7)
    for right, up in [(5.2, 7), (4.2, 0), (3.4, 0.1), (3.5, 1.8), (0.6, 2.6), (0.8, 3.3)]:
        path.lineTo(x + right, BASE + up)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def drawn_beside(canvas):
    number(canvas)
    four(canvas, LEFT + 12)


def under_a_round_cover(canvas):
    number(canvas)
    canvas.setFillColor(white)
    canvas.circle(LEFT + 5, BASE + 3, 9, stroke=0, fill=1)


def with_last_cell(canvas, draw):
    """The table with its last cell left to `draw`."""
    canvas.drawString(50, 750, TITLE)
    table(canvas, [*ROWS[:2], (*ROWS[2][:3], "")])
    draw(canvas)


def partly_drawn(canvas):
    with_last_cell(canvas, drawn_beside)


@pytest.mark.parametrize("draw", [drawn_beside, under_a_round_cover])
def test_a_number_that_the_page_shows_otherwise_is_doubtful_and_told(draw):
    document = read("x.pdf", pdf(lambda canvas: with_last_cell(canvas, draw)))
    report = recognise(document)
    assert cell_of(document) == ("12", 12, Status.DOUBTFUL)
    told = [finding for finding in report.findings if finding.rule == "ink_differs"]
    assert [finding.cells for finding in told] == [("2.documents.in_force",)]
    assert sum(reading.status is Status.DOUBTFUL for reading in report.readings) == 1


@pytest.mark.parametrize(
    ("draw", "differs"),
    [
        (lambda canvas: None, False),
        (lambda canvas: canvas.line(50, BASE - 3, 450, BASE - 3), False),
        (lambda canvas: four(canvas, LEFT + 12), True),  # the 12 is 124
        (lambda canvas: four(canvas, LEFT - 100), True),  # where the row has no number
        (lambda canvas: canvas.circle(LEFT + 5, BASE + 3, 9, stroke=0, fill=1), True),
    ],
)
def test_a_row_without_rulings_that_shows_other_ink_is_doubtful(draw, differs):
    rows = [*ROWS, ("其他主动公开文件", "1", "2", "30"), ("其他", "1", "2", "3")]

    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, rows, ruled=False)
        canvas.setFillColor(white if differs and "circle" in draw.__code__.co_names else black)
        draw(canvas)

    lines = [block for block in read("x.pdf", pdf(page)).blocks if block.doubt]
    assert [(line.text[:7], line.doubt) for line in lines] == [("行政规范性文件", "ink_differs")] * differs


def stamp(canvas):
    number(canvas)
    canvas.setStrokeColor(RED)
    canvas.setLineWidth(2)
    canvas.circle(LEFT + 15, BASE + 5, 40)
    canvas.setFillColor(RED)
    for x in (15, 25, 35):
        four(canvas, LEFT + x)


def underlined(canvas):
    number(canvas)
    canvas.setLineWidth(1)
    canvas.line(LEFT - 2, BASE - 2, LEFT + 30, BASE - 2)


def watermark(canvas):
    number(canvas)
    canvas.saveState()
    canvas.translate(LEFT - 10, BASE - 30)
    canvas.rotate(35)
    number(canvas, "内部资料", x=0, y=0, size=30, colour=Color(0.75, 0.75, 0.75))
    canvas.restoreState()


def dark_watermark(canvas):
    number(canvas)
    canvas.saveState()
    canvas.translate(LEFT - 150, BASE - 100)
    canvas.rotate(30)
    number(canvas, "内部资料注意保存", x=0, y=0, size=34, colour=Color(0.55, 0.55, 0.55))
    canvas.restoreState()


def thick_rulings(canvas):
    number(canvas)
    canvas.setLineWidth(2.2)
    canvas.rect(LEFT - 5, BASE - 5, 100, 20)


def dark_ground(canvas):
    canvas.setFillColor(Color(0, 0, 0.4))
    canvas.rect(LEFT - 5, BASE - 5, 100, 20, stroke=0, fill=1)
    number(canvas, colour=white)


def footnote_mark(canvas):
    number(canvas)
    number(canvas, "1", x=LEFT + 10.5, y=BASE + 4, size=6)


def reached_into(canvas):
    number(canvas)
    number(canvas, "第二十条第（一）项内", x=LEFT - 101)


@pytest.mark.parametrize(
    "draw",
    [stamp, underlined, watermark, dark_watermark, thick_rulings, dark_ground, footnote_mark, reached_into],
)
def test_what_is_no_ink_of_the_number_makes_no_doubt(draw):
    raw, value, status = last(draw)
    assert (raw[:2], value, status) == ("12", 12, Status.REPORTED)


def test_a_stamp_over_blank_cells_fills_none():
    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, [*ROWS[:2], ("行政规范性文件", "", "", "")])
        canvas.setStrokeColor(RED)
        canvas.setLineWidth(2)
        for size in (38, 44):
            canvas.circle(LEFT - 10, BASE + 5, size)

    [grid] = [block for block in read("x.pdf", pdf(page)).blocks if isinstance(block, Grid)]
    assert {cell.doubt for row in grid.rows for cell in row} == {""}


@pytest.mark.parametrize("limit", ["MOST_PIXELS", "MOST_IN_PICTURES"])
def test_what_would_take_too_long_to_draw_is_read_without_a_look_at_its_ink(monkeypatch, limit):
    def page(canvas):
        partly_drawn(canvas)
        canvas.drawImage(picture(), 400, 100, 60, 80)

    assert cell_of(read("x.pdf", pdf(page)))[2] is Status.DOUBTFUL
    monkeypatch.setattr(rendered, limit, 100)
    assert cell_of(read("x.pdf", pdf(page)))[2] is Status.REPORTED


def test_what_is_damaged_is_seen_without_knowing_how_any_letter_looks(monkeypatch):
    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, [*ROWS[:2], ("行政规范性文件", "3", "", ""), *(("规章", "", "17", "0") for _ in range(6))])

    content = pdf(page)
    monkeypatch.setattr(page_of_reader, "sight", lambda page, off: Sight([(one, Look()) for one in page.glyphs]))
    monkeypatch.setattr(page_of_reader.Page, "holds_picture", lambda page, box: False)
    harmed = 0
    for seed in range(6):
        hurt, done = damaged(content, Draws(seed), 8)
        [grid] = [block for block in read("x.pdf", hurt).blocks if isinstance(block, Grid)]
        found = {cell.place: cell for row in grid.rows for cell in row}
        wrong = [found[place] for place, (_, seen) in done.items() if found[place].text != seen]
        assert [cell for cell in wrong if cell.doubt != "ink_differs"] == []
        assert {cell.place for cell in found.values() if cell.doubt} <= set(done)
        harmed += len(wrong)
    assert harmed > 30
