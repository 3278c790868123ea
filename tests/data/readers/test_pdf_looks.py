"""What nobody sees on the page of a PDF is not read, what is struck is not, and a letter drawn twice is one letter."""

import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc

from data.model import Status
from data.readers import read
from data.recognise import recognise
from tests.data.readers.test_pdf import FONT, ROWS, TITLE, pdf, table

LEFT, BASE = 355, 665  # where the last cell of ROWS begins


def last(draw):
    """How the last cell is read that `draw` fills in: its text, value and status."""

    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, [*ROWS[:2], (*ROWS[2][:3], "")])
        draw(canvas)

    return cell(pdf(page))


def cell(content):
    return cell_of(read("x.pdf", content))


def number(canvas, text="12", x=LEFT, y=BASE, size=10.0, colour=black):
    canvas.setFont(FONT, size)
    canvas.setFillColor(colour)
    canvas.drawString(x, y, text)
    canvas.setFillColor(black)


def hidden_text(canvas, text, mode):
    string = canvas.beginText(LEFT + 10, BASE)
    string.setFont(FONT, 10)
    string.setTextRenderMode(mode)
    string.textOut(text)
    string.setTextRenderMode(0)
    canvas.drawText(string)


def bold(canvas):
    for shift in (0, 0.3, 0.6):
        number(canvas, x=LEFT + shift)


def shadow(canvas):
    number(canvas, x=LEFT + 1, y=BASE - 1, colour=Color(0.6, 0.6, 0.6))
    number(canvas)


def white_beside(canvas):
    number(canvas)
    number(canvas, "7", x=LEFT + 10, colour=white)


def ground(canvas):
    canvas.setFillColor(Color(0, 0, 0.5))
    canvas.rect(LEFT - 5, BASE - 5, 100, 20, stroke=0, fill=1)
    number(canvas, colour=white)
    number(canvas, "7", x=LEFT + 10, colour=Color(0, 0, 0.5))


def covered(canvas):
    number(canvas, "734")
    canvas.setFillColor(white)
    canvas.rect(LEFT - 2, BASE - 3, 40, 14, stroke=0, fill=1)
    number(canvas)


def unseen(canvas):
    number(canvas)
    hidden_text(canvas, "7", 3)


def clipped(canvas):
    number(canvas)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    number(canvas, "7", x=LEFT + 10)
    canvas.restoreState()


def off_page(canvas):
    number(canvas)
    number(canvas, "7", x=LEFT + 300)


def tiny(canvas):
    number(canvas)
    number(canvas, "7", x=LEFT + 10, size=1)


def turned(canvas):
    number(canvas)
    canvas.saveState()
    canvas.translate(LEFT, BASE - 2)
    canvas.rotate(30)
    number(canvas, "2023", x=0, y=0, size=8, colour=Color(0.7, 0.7, 0.7))
    canvas.restoreState()


def watermark(canvas):
    number(canvas)
    number(canvas, "2023", x=200, y=640, size=90, colour=Color(0.8, 0.8, 0.8))


def struck_before(canvas):
    number(canvas, "73")
    canvas.line(LEFT - 1, BASE + 3.2, LEFT + 11, BASE + 3.2)
    number(canvas, x=LEFT + 13)


def struck_by_a_bar(canvas):
    number(canvas, "73")
    canvas.rect(LEFT, BASE + 3, 10, 0.6, stroke=0, fill=1)
    number(canvas, x=LEFT + 13)


@pytest.mark.parametrize(
    "draw",
    [
        bold, shadow, white_beside, ground, covered, unseen, clipped, off_page, tiny, turned, watermark,
        struck_before, struck_by_a_bar,
    ],
)  # fmt: skip
def test_only_what_is_seen_is_read(draw):
    raw, value, status = last(draw)
    assert (raw.strip(), value, status) == ("12", 12, Status.REPORTED)


@pytest.mark.parametrize(("size", "rise"), [(6, 3.5), (6, -2), (9.5, 4)])
@pytest.mark.parametrize("mark", ["1", "[1]", "1,2"])
def test_footnote_mark_is_no_digit(mark, size, rise):
    def draw(canvas):
        number(canvas)
        number(canvas, mark, x=LEFT + 10.5, y=BASE + rise, size=size)

    assert last(draw)[1:] == (12, Status.REPORTED)


def test_number_in_pieces_of_other_size_or_colour_is_doubtful():
    def sizes(canvas):
        number(canvas)
        number(canvas, "3", x=LEFT + 10, size=7)

    def colours(canvas):
        number(canvas)
        number(canvas, "3", x=LEFT + 10, colour=Color(0.8, 0, 0))

    assert last(sizes)[1:] == last(colours)[1:] == (123, Status.DOUBTFUL)


def test_numbers_printed_over_each_other_are_doubtful():
    def draw(canvas):
        number(canvas, "12")
        number(canvas, "34", x=LEFT + 1.5)

    assert last(draw)[2] is Status.DOUBTFUL


@pytest.mark.parametrize("turn", [90, 180, -90])
def test_number_on_its_side_or_its_head_is_doubtful(turn):
    def draw(canvas):
        canvas.saveState()
        canvas.translate(LEFT + 20, BASE + 3)
        canvas.rotate(turn)
        number(canvas, "69", x=-5, y=-3)
        canvas.restoreState()

    assert last(draw)[2] is Status.DOUBTFUL


def test_second_line_as_large_is_no_footnote_mark():
    def draw(canvas):
        number(canvas, "12", y=BASE + 4)
        number(canvas, "7", y=BASE - 4)

    assert last(draw)[2] is Status.DOUBTFUL


def test_number_partly_covered_is_doubtful():
    def draw(canvas):
        number(canvas, "1427")
        canvas.setFillColor(white)
        canvas.rect(LEFT - 2, BASE - 2, 12, 12, stroke=0, fill=1)

    assert last(draw)[1:] == (27, Status.DOUBTFUL)


def test_number_crossed_out_by_slanting_lines_is_doubtful():
    def draw(canvas):
        number(canvas)
        canvas.line(LEFT - 2, BASE - 2, LEFT + 12, BASE + 9)
        canvas.line(LEFT - 2, BASE + 9, LEFT + 12, BASE - 2)

    assert last(draw)[1:] == (12, Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("kind", "flags", "text", "status"),
    [
        ("StrikeOut", 4, "12", Status.DOUBTFUL),
        ("FreeText", 4, "12", Status.DOUBTFUL),
        ("Stamp", 4, "", Status.DOUBTFUL),
        ("FreeText", 2, "12", Status.REPORTED),  # hidden
        ("Highlight", 4, "12", Status.REPORTED),
        ("Text", 4, "12", Status.REPORTED),
    ],
)
def test_remark_of_which_the_file_does_not_say_how_it_looks(kind, flags, text, status):
    def draw(canvas):
        number(canvas, text)
        box = [LEFT - 2, BASE - 3, LEFT + 30, BASE + 9]
        told = {"Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName(kind), "F": flags}
        canvas._addAnnotation(pdfdoc.PDFDictionary({**told, "Rect": pdfdoc.PDFArray(box)}))

    assert last(draw)[2] is status


def test_cell_with_a_struck_number_alone_is_no_blank():
    def draw(canvas):
        number(canvas)
        canvas.line(LEFT, BASE + 3.2, LEFT + 10, BASE + 3.2)

    assert last(draw)[1:] == (None, Status.DOUBTFUL)


def picture():
    out = io.BytesIO()
    pdfium.PdfBitmap.new_native(60, 80, pdfium.raw.FPDFBitmap_BGR).to_pil().save(out, "PNG")
    return ImageReader(out)


@pytest.mark.parametrize(
    ("draw", "status"),
    [
        (lambda canvas: canvas.drawImage(picture(), LEFT, BASE - 3, 12, 12), Status.DOUBTFUL),
        (lambda canvas: canvas.circle(LEFT + 5, BASE + 3, 4), Status.DOUBTFUL),
        (lambda canvas: canvas.drawImage(picture(), 0, 300, 600, 450, mask="auto"), Status.BLANK),
        (lambda canvas: canvas.line(LEFT, BASE - 2, LEFT + 20, BASE - 2), Status.BLANK),
    ],
)
def test_number_drawn_as_a_picture_or_outline_is_no_blank(draw, status):
    assert last(draw) == ("", None, status)


def test_number_under_a_picture_is_doubtful():
    def draw(canvas):
        number(canvas)
        canvas.drawImage(picture(), LEFT - 5, BASE - 5, 40, 16)

    assert last(draw)[1:] == (12, Status.DOUBTFUL)


def test_ruling_that_runs_through_a_row_strikes_nothing():
    def draw(canvas):
        number(canvas)
        canvas.line(50, BASE + 3.2, 450, BASE + 3.2)

    assert last(draw)[0].strip() == "12"


def test_fields_of_a_form_are_read_as_they_are_shown():
    def draw(canvas):
        canvas.acroForm.textfield(value="12", x=LEFT, y=BASE - 4, width=40, height=16, fontSize=9, borderWidth=0)

    assert last(draw)[1:] == (12, Status.REPORTED)


def test_turned_page_is_read_as_it_is_shown():
    def page(canvas):
        canvas.setPageRotation(90)
        canvas.translate(600, 0)
        canvas.rotate(90)
        canvas.setFont(FONT, 10)
        canvas.drawString(50, 550, TITLE)
        table(canvas, ROWS, top=500)

    assert cell(pdf(page))[1:] == (12, Status.REPORTED)


def test_scan_with_recognised_text_is_doubtful_and_told():
    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, ROWS)
        canvas.drawImage(picture(), 0, 0, 600, 800)

    assert read("x.pdf", pdf(page)).blocks

    def under(canvas):
        canvas.drawImage(picture(), 0, 0, 600, 800)
        for y, row in enumerate(ROWS):
            for x, text in enumerate(row):
                canvas.rect(50 + 100 * x, 700 - 20 * y, 100, 20)
                string = canvas.beginText(55 + 100 * x, 705 - 20 * y)
                string.setFont(FONT, 10)
                string.setTextRenderMode(3)
                string.textOut(text)
                canvas.drawText(string)

    document = read("云山镇_2022.pdf", pdf(under))
    assert cell_of(document)[1:] == (12, Status.DOUBTFUL)
    assert "text_under_scan" in {finding.rule for finding in recognise(document).findings}


@pytest.mark.parametrize(("shift", "status"), [(0, Status.REPORTED), (95, Status.REPORTED), (160, Status.DOUBTFUL)])
def test_cells_that_run_off_the_paper_may_hold_more_than_is_seen(shift, status):
    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        canvas.translate(shift, 0)
        table(canvas, ROWS)

    assert cell(pdf(page))[1:] == (12, status)


def cell_of(document):
    one = next(r for r in recognise(document).readings if r.indicator == "2.documents.in_force")
    return one.raw, None if one.value is None else int(one.value), one.status


def layered(state):
    """A page whose “7” beside the number belongs to optional content in this state."""

    def page(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, [*ROWS[:2], (*ROWS[2][:3], "")])
        number(canvas)
        canvas._code.append("/OC /MC0 BDC")
        number(canvas, "7", x=LEFT + 10)
        canvas._code.append("EMC")

    group = b"999 0 obj << /Type /OCG /Name (old) >> endobj\n"
    told = b"/OCProperties << /OCGs [999 0 R] /D << /%s [999 0 R] >> >>" % state.encode()
    content = pdf(page)
    for old, new in (
        (b"/Resources <<", b"/Resources << /Properties << /MC0 999 0 R >>"),
        (b"/Type /Catalog", b"/Type /Catalog " + told),
        (b"xref\n0 ", group + b"xref\n0 "),
    ):
        assert content.count(old) == 1
        content = content.replace(old, new)
    return content


@pytest.mark.parametrize(("state", "value"), [("OFF", 12), ("ON", 127)])
def test_optional_content_that_is_off_is_not_read(state, value):
    assert cell(layered(state))[1] == value
