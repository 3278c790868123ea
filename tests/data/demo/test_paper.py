"""PDF written by hand: lines, sheets, boxes; what is written is what a reader of PDF finds."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from data.demo.render.paper import HEIGHT, Sheet, width, wrapped, written
from data.demo.render.parts import Prose, Table, Title, parts
from data.demo.render.pdf import pdf
from data.demo.render.table import Printed
from tests.factory import report


def texts(content: bytes) -> list[str]:
    """What stands on each page, without blanks and breaks."""
    with pdfium.PdfDocument(content) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三", 20, ["一二", "三"]),
        ("一12三", 20, ["一12", "三"]),
        ("一\n二三", 20, ["一", "二三"]),
        ("一二", 5, ["一", "二"]),
        ("", 20, [""]),
    ],
)
def test_lines_are_broken_where_the_room_ends(text, room, lines):
    assert wrapped(text, 10, room) == lines


def test_letters_are_half_as_wide_as_signs():
    assert width("12", 10) == width("一", 10) == 10


def test_what_is_written_is_read_and_the_same_each_time():
    made = [Title("云山镇2022年年报"), Prose("收到申请（3件）：“0.5万元”——无。"), Prose("⾏政许可")]
    assert texts(pdf(made)) == ["云山镇2022年年报收到申请（3件）：“0.5万元”——无。⾏政许可"]
    assert pdf(made) == pdf(made)


def test_nothing_is_lost_where_a_sheet_ends():
    lines = [f"第{number}行" for number in range(120)]
    pages = texts(pdf([Prose(line) for line in lines]))
    assert len(pages) == 3 and "".join(pages) == "".join(lines)


def test_a_scan_is_a_page_without_text():
    pages = texts(pdf([Prose("文字")], scans=2))
    assert pages == ["文字", "", ""]


def test_a_cell_over_two_sheets_is_boxed_on_both():
    rows = [[Printed("甲", rows=60), Printed("0")], *([Printed("", covered=True), Printed("0")] for _ in range(59))]
    with pdfium.PdfDocument(pdf([Table("3", rows)])) as document:
        boxes = [[found.get_bounds() for found in page.get_objects(filter=[2])] for page in document]
    tall = [max(top - foot for _, foot, _, top in page) for page in boxes]
    assert len(boxes) == 2 and all(height > 50 for height in tall)
    assert sum(len(page) for page in boxes) == 60 + 2


def test_an_unruled_table_has_no_line():
    for ruled in (True, False):
        with pdfium.PdfDocument(pdf(list(parts(report(3, busy=True))), ruled=ruled)) as document:
            assert any(next(page.get_objects(filter=[2]), None) for page in document) is ruled


def test_sheets_are_found_by_their_numbers():
    sheets = [Sheet(), Sheet()]
    for number, sheet in enumerate(sheets):
        sheet.text(50, HEIGHT - 80, f"第{number}页", 12)
    assert texts(written(sheets)) == ["第0页", "第1页"]
