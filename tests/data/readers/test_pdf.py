"""PDF: ruled tables, tables over pages, unruled ones, scans, and locked files."""

import io
import time

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from data.errors import BadDocument
from data.model import Grid, Status
from data.readers import read
from data.readers.unruled import Word, lines
from data.recognise import recognise

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
TITLE = "云山镇2022年政府信息公开工作年度报告"


def pdf(*pages, encrypt=None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table(canvas, rows, top=700, ruled=True):
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if ruled:
                canvas.rect(50 + 100 * x, top - 20 * y, 100, 20)
            canvas.drawString(55 + 100 * x, top + 5 - 20 * y, text)


ROWS = [
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "3", "", "12"),
]


def cells(content: bytes) -> dict[str, tuple[str, Status]]:
    read_report = recognise(read("x.pdf", content))
    return {r.indicator: (r.raw, r.status) for r in read_report.readings if r.indicator.startswith("2.")}


def test_ruled_table_keeps_its_blank_cells():
    def draw(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, ROWS)

    found = cells(pdf(draw))
    assert found["2.documents.repealed"] == ("", Status.BLANK)
    assert found["2.documents.in_force"] == ("12", Status.REPORTED)


def test_unruled_row_that_lost_a_blank_is_not_shifted():
    def draw(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, ROWS, ruled=False)

    found = cells(pdf(draw))
    assert found["2.rules.made"] == ("0", Status.DOUBTFUL)  # what is left over may be its own
    assert {found[f"2.documents.{column}"][1] for column in ("made", "repealed", "in_force")} == {Status.DOUBTFUL}


def test_unruled_rows_that_agree_on_the_columns_show_where_a_blank_is():
    def draw(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, [*ROWS, ("其他主动公开文件", "1", "2", "30")], ruled=False)

    found = cells(pdf(draw))
    assert found["2.documents.repealed"] == ("", Status.BLANK)
    assert found["2.documents.in_force"] == ("12", Status.REPORTED)


def test_table_over_two_pages_is_read_on_with_the_page_told():
    def first(canvas):
        canvas.drawString(50, 750, TITLE)
        table(canvas, ROWS[:2], top=60)
        canvas.drawString(290, 20, "— 1 —")

    content = pdf(first, lambda canvas: table(canvas, ROWS[2:]))
    readings = {r.indicator: r for r in recognise(read("x.pdf", content)).readings}
    assert readings["2.documents.in_force"].place.page == 2 and readings["2.documents.in_force"].value == 12


def test_box_round_a_paragraph_is_no_table():
    def draw(canvas):
        canvas.rect(40, 690, 500, 60)
        canvas.drawString(50, 730, TITLE)

    assert not any(isinstance(block, Grid) for block in read("x.pdf", pdf(draw)).blocks)


def test_scan_is_told_and_never_zero():
    content = pdf(lambda canvas: canvas.rect(10, 10, 500, 500, fill=1))
    report = recognise(read("云山镇_2022.pdf", content))
    assert {reading.status for reading in report.readings} == {Status.MISSING}
    assert "no_text_layer" in {finding.rule for finding in report.findings}
    with pytest.raises(BadDocument) as refused:
        recognise(read("x.pdf", content))
    assert refused.value.key == "scanned"


def test_locked_file_is_told():
    content = pdf(lambda canvas: canvas.drawString(50, 750, TITLE), encrypt=pdfencrypt.StandardEncryption("secret"))
    with pytest.raises(BadDocument) as refused:
        read("x.pdf", content)
    assert refused.value.key == "file_locked"


def test_thousands_of_lines_on_one_page_are_read_soon():
    rows = [
        [Word("规章", 0, 20, 10 * row), *(Word("1", at, at + 5, 10 * row) for at in range(50, 50 + 30 * (row % 4), 30))]
        for row in range(10_000)
    ]
    begun = time.process_time()
    assert len(lines([word for row in rows for word in row])) == len(rows)
    assert time.process_time() - begun < 20
