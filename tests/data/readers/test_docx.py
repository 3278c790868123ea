"""Word documents: merged cells, nested tables, text boxes, tracked changes, and hostile packages."""

import io
import zipfile

import pytest

from data.errors import BadDocument
from data.model import Grid
from data.readers import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def package(body: str, before: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        xml = f'{before}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def run(text: str, style: str = "") -> str:
    return f"<w:r>{style}<w:t>{text}</w:t></w:r>"


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text)) if text else '<w:p/>'}</w:tc>"


def texts(body: str) -> list[str]:
    return [block.text for block in read("x.docx", package(body)).blocks if not isinstance(block, Grid)]


def grids(body: str) -> list[list[list[str]]]:
    blocks = read("x.docx", package(body)).blocks
    return [[[one.text for one in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def test_merged_cells_fill_every_position_they_cover():
    down = cell("甲", '<w:vMerge w:val="restart"/>')
    table = f"<w:tbl><w:tr>{down}{cell('1')}</w:tr><w:tr>{cell('', '<w:vMerge/>')}{cell('2')}</w:tr>"
    across = cell("乙", '<w:gridSpan w:val="2"/>')
    table += f"<w:tr>{across}</w:tr></w:tbl>"
    assert grids(table) == [[["甲", "1"], ["甲", "2"], ["乙", "乙"]]]


def test_tracked_changes_are_taken_as_accepted():
    deleted = "<w:del><w:r><w:delText>2</w:delText></w:r></w:del>"
    changed = f"<w:ins>{run('3')}</w:ins>{deleted}<w:moveFrom>{run('9')}</w:moveFrom>"
    assert texts(paragraph(run("1") + changed)) == ["13"]


def test_deleted_row_is_gone():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}</w:tr>"
    assert grids(f"<w:tbl>{gone}<w:tr>{cell('甲')}{cell('1')}</w:tr></w:tbl>") == [[["甲", "1"]]]


def test_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('框'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert texts(paragraph(run("文") + drawing)) == ["文", "框"]


def test_text_boxes_in_text_boxes_are_each_read_once():
    drawn = "".join(f"<w:p><w:r><w:t>{level}</w:t></w:r><w:txbxContent>" for level in range(50))
    assert texts(drawn + "</w:txbxContent></w:p>" * 50) == [str(level) for level in range(50)]


def test_nested_table_is_a_table_of_its_own():
    inner = f"<w:tbl><w:tr>{cell('规章')}{cell('0')}</w:tr></w:tbl>"
    assert grids(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>") == [[["规章", "0"]]]


def test_footnote_mark_stays_raised():
    style = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    assert texts(paragraph(run("12") + run("1", style))) == ["12¹"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04 word/ damaged", "file_damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(100) + b"x", "file_locked"),
        (package("</w:body>"), "file_damaged"),
    ],
)
def test_what_can_not_be_opened_is_refused(content, key):
    with pytest.raises(BadDocument) as refused:
        read("x.docx", content)
    assert refused.value.key == key and "x.docx" in refused.value.say("zh")


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    document = read("x.docx", package(paragraph(run("1&b;&f;")), bomb))
    assert [block.text for block in document.blocks] == ["1"]
