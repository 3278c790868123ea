"""Web pages: spans, layout tables, encodings, and what is no part of the report."""

import pytest

from data.model import Grid
from data.readers import read


def page(body: str, encoding: str = "utf-8", head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def grid(body: str) -> list[list[str]]:
    [found] = [block for block in read("x.html", page(body)).blocks if isinstance(block, Grid)]
    return [[cell.text for cell in row] for row in found.rows]


def test_spanning_cell_is_one_object_in_each_position():
    blocks = read("x.html", page("<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>")).blocks
    [found] = blocks
    assert found.rows[0][0] is found.rows[1][0] and found.rows[1][1].text == "2"


def test_position_without_a_cell_is_told_from_a_blank_cell():
    blocks = read("x.html", page("<table><tr><td>甲</td><td></td></tr><tr><td>乙</td></tr></table>")).blocks
    [found] = blocks
    assert found.rows[0][1].place.row == 1 and found.rows[1][1].place.row is None


def test_number_cut_over_spans_is_one_number_and_a_no_break_space_a_blank():
    body = (
        "<table><tr><td><p><span>1</span><span><font>17</font></span></p></td><td><o:p>&nbsp;</o:p></td></tr></table>"
    )
    assert grid(body) == [["117", ""]]


def test_paragraphs_of_a_cell_are_its_lines():
    assert grid("<table><tr><td><p>商业</p><p>企业</p></td><td>a<br>b</td></tr></table>") == [["商业\n企业", "a\nb"]]


def test_footnote_mark_stays_raised():
    assert grid("<table><tr><td>12<sup>1</sup></td><td>3</td></tr></table>") == [["12¹", "3"]]


def test_table_that_holds_tables_only_lays_out_the_page():
    body = "<table><tr><td>导航</td><td><table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>"
    assert grid(body) == [["规章", "0"]]


def test_scripts_styles_and_hidden_parts_are_left_out():
    body = "<script>x</script><style>y</style><p style='display: none'>z</p><p>正文</p>"
    assert [block.text for block in read("x.html", page(body)).blocks] == ["正文"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
def test_encoding_is_told_without_a_declaration(encoding):
    text = "政府信息公開年度報告" if encoding == "big5" else "政府信息公开年度报告"
    assert [block.text for block in read("x.html", page(f"<p>{text}</p>", encoding)).blocks] == [text]


def test_wrong_declaration_does_not_garble():
    content = page("<p>政府信息公开年度报告</p>", "gb18030", '<meta charset="utf-8">')
    assert read("x.html", content).blocks[0].text == "政府信息公开年度报告"


def test_garbled_furniture_is_left_out_and_told():
    garbled = "政府信息公开年报".encode().decode("gb18030", errors="replace")
    document = read("x.html", page(f"<div>{garbled}</div><p>正文</p>"))
    assert [block.text for block in document.blocks] == ["正文"]
    assert [finding.rule for finding in document.findings] == ["text_garbled"]


def test_hostile_page_is_read_without_harm():
    deep = "<div>" * 5000 + "底" + "</div>" * 5000
    wide = "<table><tr><td colspan=999999999 rowspan=999999999>甲</td><td>1</td></tr></table>"
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'
    for content in (page(deep), page(wide), entity.encode(), page("<p>a\x00b</p>")):
        document = read("x.html", content)
        assert not any("root:" in block.text for block in document.blocks if not isinstance(block, Grid))
