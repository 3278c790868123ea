"""OFD: read as a PDF is, by where its characters and rulings stand."""

import pytest

from data.errors import BadDocument
from data.model import Grid, Status
from data.readers import read
from data.recognise import recognise
from tests.data.readers.ofd_writer import NAMESPACE, ofd, page

TITLE = "云山镇2022年政府信息公开工作年度报告"
ROWS = [
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "3", "", "12"),
]


def table(rows, top=40, ruled=True):
    marks = [(22 + 40 * x, top + 6 + 8 * y, text) for y, row in enumerate(rows) for x, text in enumerate(row) if text]
    boxes = [(20 + 40 * x, top + 8 * y, 40, 8) for y, row in enumerate(rows) for x in range(len(row))]
    return marks, boxes if ruled else []


def report(ruled=True, rows=ROWS):
    marks, boxes = table(rows, ruled=ruled)
    return ofd(page([(60, 20, TITLE), *marks], boxes))


def cells(content):
    readings = recognise(read("x.ofd", content)).readings
    return {r.indicator: (r.raw, r.status) for r in readings if r.indicator.startswith("2.")}


def test_ruled_table_keeps_its_blank_cells():
    found = cells(report())
    assert found["2.documents.repealed"] == ("", Status.BLANK)
    assert found["2.documents.in_force"] == ("12", Status.REPORTED)


def test_unruled_row_that_lost_a_blank_is_not_shifted():
    found = cells(report(ruled=False))
    assert found["2.rules.made"] == ("0", Status.DOUBTFUL)  # what is left over may be its own
    assert {found[f"2.documents.{column}"][1] for column in ("made", "repealed", "in_force")} == {Status.DOUBTFUL}


def test_number_knows_its_page_and_place():
    marks, boxes = table(ROWS)
    content = ofd(page([(60, 20, TITLE)]), page(marks, boxes))
    place = next(r.place for r in recognise(read("x.ofd", content)).readings if r.indicator == "2.documents.in_force")
    assert (place.page, place.table, place.row, place.column) == (2, 1, 3, 4)


def test_text_in_points_and_characters_without_steps_stand_where_they_are():
    run = '<ofd:TextObject Boundary="20 20 80 6" CTM="0.3528 0 0 0.3528 0 0" Size="10">{}</ofd:TextObject>'
    codes = run.format(f'<ofd:TextCode X="0" Y="10">{TITLE}</ofd:TextCode>')
    codes += run.format('<ofd:TextCode X="300" Y="10" DeltaX="5">12</ofd:TextCode>')
    content = ofd(f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{codes}</ofd:Layer></ofd:Content></ofd:Page>")
    assert [block.text for block in read("x.ofd", content).blocks] == [f"{TITLE} 12"]


def test_scan_is_told_and_never_zero():
    document = read("云山镇_2022.ofd", ofd(page(), page()))
    [finding] = document.findings
    assert (finding.rule, finding.evidence["pages"]) == ("no_text_layer", "1、2")
    assert {reading.status for reading in recognise(document).readings} == {Status.MISSING}


@pytest.mark.parametrize(
    "content", [ofd(page())[:200], b"PK\x03\x04 no package", ofd("<broken"), ofd('<a><TextObject Size="x"/></a>')]
)
def test_damaged_document_is_told(content):
    with pytest.raises(BadDocument) as refused:
        recognise(read("x.ofd", content))
    assert refused.value.key in ("file_damaged", "not_a_report")


def test_huge_steps_cost_nothing():
    steps = (
        '<ofd:TextObject Boundary="0 0 9 9" Size="3"><ofd:TextCode X="0" Y="3" DeltaX="g 999999999 1">ab</ofd:TextCode>'
    )
    content = ofd(f"<ofd:Page {NAMESPACE}>{steps}</ofd:TextObject></ofd:Page>")
    assert [block.text for block in read("x.ofd", content).blocks] == ["ab"]


def test_box_round_a_paragraph_is_no_table():
    content = ofd(page([(60, 20, TITLE)], [(20, 10, 150, 20)]))
    assert not any(isinstance(block, Grid) for block in read("x.ofd", content).blocks)
