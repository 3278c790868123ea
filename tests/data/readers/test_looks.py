"""What a person reads of pieces that look different: nothing unseen or struck, no footnote mark, no glued number."""

import pytest

from data.model import Document, Grid, Paragraph, Place, Status
from data.readers.grids import Spanned, as_grid
from data.readers.looks import GLUED, PICTURE, PLAIN, STRUCK_OUT, Look, seen
from data.recognise import recognise

HIDDEN, STRUCK, RAISED, LARGE = Look(hidden=True), Look(struck=True), Look(raised=True), Look(shape=20)


@pytest.mark.parametrize(
    ("pieces", "text", "doubt"),
    [
        ([("12", PLAIN)], "12", ""),
        ([("1", PLAIN), ("2", PLAIN)], "12", ""),
        ([("3", HIDDEN), ("12", PLAIN)], "12", ""),
        ([("3", STRUCK), ("12", PLAIN)], "12", ""),
        ([("1", PLAIN), ("3", STRUCK), ("2", PLAIN)], "12", GLUED),
        ([("12", PLAIN), ("1", RAISED)], "12¹", ""),
        ([("12", PLAIN), ("[1]", RAISED)], "12¹", ""),
        ([("1", PLAIN), ("3", RAISED), ("2", PLAIN)], "1³2", GLUED),
        ([("12", RAISED)], "12", GLUED),
        ([("1", PLAIN), ("2", LARGE)], "12", GLUED),
        ([("1.", PLAIN), ("2", LARGE)], "1.2", GLUED),
        ([("1", PLAIN), ("件", PLAIN), ("2", LARGE)], "1件2", ""),
        ([("规章", LARGE), ("12", PLAIN)], "规章12", ""),
        ([("12", STRUCK)], "", STRUCK_OUT),
        ([("无", STRUCK)], "", ""),
        ([("\u202e12", PLAIN)], "\u202e12", GLUED),
    ],
)
def test_what_is_read_of_pieces(pieces, text, doubt):
    found = seen(pieces)
    assert (found.text, found.doubt) == (text, doubt)


def report(*cells):
    """A report whose 行政规范性文件 has these cells."""
    rows = [
        [Spanned("信息内容"), Spanned("本年制发件数"), Spanned("本年废止件数"), Spanned("现行有效件数")],
        [Spanned("规章"), Spanned("0"), Spanned("0"), Spanned("0")],
        [Spanned("行政规范性文件"), *cells],
    ]
    title = Paragraph("云山镇2022年政府信息公开工作年度报告", Place(line=1))
    grid = as_grid(rows, 1)
    assert isinstance(grid, Grid)
    return recognise(Document("x.docx", "", (title, grid)))


def test_cell_that_carries_a_doubt_is_doubtful_and_told():
    found = report(Spanned("31", doubt=GLUED), Spanned("", doubt=PICTURE), Spanned("12"))
    status = {r.indicator: (r.value, r.status) for r in found.readings if r.indicator.startswith("2.documents")}
    assert status["2.documents.made"] == (31, Status.DOUBTFUL)
    assert status["2.documents.repealed"] == (None, Status.DOUBTFUL)
    assert status["2.documents.in_force"] == (12, Status.REPORTED)
    assert {GLUED: ("2.documents.made",), PICTURE: ("2.documents.repealed",)}.items() <= {
        finding.rule: finding.cells for finding in found.findings
    }.items()


def test_blank_cell_beside_pictures_stays_blank():
    found = report(Spanned(""), Spanned("", doubt=PICTURE), Spanned(""))
    status = {r.indicator: r.status for r in found.readings if r.indicator.startswith("2.documents")}
    assert [*status.values()] == [Status.BLANK, Status.DOUBTFUL, Status.BLANK]
