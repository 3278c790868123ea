"""What nobody sees on a web page is not read, whatever tag, attribute or style sheet says so; nor what is struck."""

import pytest

from data.model import Grid
from data.readers import read
from data.readers.looks import GLUED, PICTURE, STRUCK_OUT, UNTOLD


def cells(row, style="", before=""):
    """The texts and doubts of the cells of one row."""
    page = f"<html><head><style>{style}</style></head><body>{before}<table><tr>{row}</tr></table></body></html>"
    [grid] = [block for block in read("x.html", page.encode()).blocks if isinstance(block, Grid)]
    return [(cell.text, cell.doubt) for cell in grid.rows[0]]


@pytest.mark.parametrize(
    "seven",
    [
        '<span style="display:none">7</span>',
        '<span style="visibility: hidden">7</span>',
        '<span style="opacity:0">7</span>',
        '<span style="font-size:0">7</span>',
        '<span style="font-size:0.5px">7</span>',
        '<span style="color:#fff">7</span>',
        '<span style="color: rgba(0, 0, 0, 0)">7</span>',
        '<span style="position:absolute;left:-9999px">7</span>',
        '<span style="display:inline-block;text-indent:-999em">7</span>',
        '<span style="position:absolute;clip:rect(0 0 0 0)">7</span>',
        '<span style="display:inline-block;width:0;overflow:hidden">7</span>',
        '<span style="position:absolute;transform:rotate(-30deg)">7</span>',
        '<span style="mso-hide:all">7</span>',
        '<span style="font:0/0 a">7</span>',
        '<span style="display:inline-block;translate:-9999px">7</span>',
        '<span style="position:absolute;margin-left:-9999px">7</span>',
        '<span style="display:inline-block;transform:translateX(-9999px)">7</span>',
        '<span style="color:#00f;background:currentcolor">7</span>',
        "<span hidden>7</span>",
        "<template>7</template>",
        "<noscript>7</noscript>",
        "<details><summary></summary>7</details>",
        "<dialog>7</dialog>",
        '<input type="hidden" value="7">',
        "<ruby><rt>7</rt></ruby>",
        "<!-- 7 -->",
    ],
)  # fmt: skip
def test_what_is_hidden_by_tag_or_attribute_is_not_read(seven):
    assert cells(f"<td>规章</td><td>12{seven}</td>") == [("规章", ""), ("12", "")]


@pytest.mark.parametrize(
    "style",
    [
        ".x{display:none}",
        "#y{display:none}",
        "td .x{display:none}",
        "table td > span.x{visibility:hidden}",
        "td span[class~=x]{opacity:0}",
        "span.x:last-child{font-size:0}",
        "td span{display:inline} .x{display:none !important}",
        "span{color:#fefefe}",
        "td{background:#000080} span{color:#000080}",
        "@media screen{.x{display:none}}",
        "@media not print{.x{display:none}}",
        "@media print, screen{.x{display:none}}",
        "@media screen and (max-width:9999px){.x{display:none}}",
        "@media (min-width:600px){.x{display:none}}",
        ":root{--v:none} .x{display:var(--v)}",
        "td{--v:none} .x{display:var(--none, var(--v))}",
        ".x{display:var(--none, none)}",
        "td{& .x{display:none}}",
        "table{td{.x{display:none}}}",
    ],
)
def test_what_a_style_sheet_hides_is_not_read(style):
    assert cells('<td>12<span class="x" id="y">7</span></td>', style)[0][0] == "12"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (".x{display:none} td .x{display:inline}", "127"),
        ("td .x{display:none} .x{display:inline}", "12"),
        ("@media print{.x{display:none}}", "127"),
        (".z{display:none}", "127"),
        ("td{visibility:hidden} .x{visibility:visible}", "7"),
        ("s{text-decoration:none}", "127"),
        (".x::after{content:'3'}", "1273"),
        (":root{--v:'3'} .x::after{content:var(--v)}", "1273"),
        ("@media (max-width:600px){.x{display:none}}", "127"),
        ("@media (min-width:1600px){.x{display:none}}", "127"),
        ("@supports not (display:grid){.x{display:none}}", "127"),
    ],
)
def test_the_declaration_that_wins_decides(style, text):
    assert cells('<td>12<span class="x">7</span></td>', style)[0][0] == text


@pytest.mark.parametrize(
    "row",
    [
        "<td><del>7</del>12</td>",
        "<td><s>7</s>12</td>",
        "<td><strike>7</strike><ins>12</ins></td>",
        '<td><span style="text-decoration: line-through red">7</span>12</td>',
        '<td><span style="text-decoration-line:line-through"><b>7</b></span>12</td>',
    ],
)
def test_what_is_struck_is_not_read(row):
    assert cells(row) == [("12", "")]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sub>1</sub>",
        '<sup><a href="#n">[1]</a></sup>',
        '<span style="vertical-align:super;font-size:70%">1</span>',
        '<span style="vertical-align: 4px">1</span>',
        '<span style="position:relative;top:-0.5em">1</span>',
    ],
)
def test_footnote_mark_is_no_digit(mark):
    assert cells(f"<td>12{mark}</td>") == [("12¹", "")]


@pytest.mark.parametrize(
    ("row", "text", "doubt"),
    [
        ('<td>1<span style="font-size:9px">2</span></td>', "12", GLUED),
        ('<td>1<font color="red">2</font></td>', "12", GLUED),
        ("<td>1<b>2</b></td>", "12", GLUED),
        ("<td>1<span>2</span></td>", "12", ""),
        ("<td>1<s>3</s>2</td>", "12", GLUED),
        ("<td><sup>12</sup></td>", "12", GLUED),
        ("<td><s>12</s></td>", "", STRUCK_OUT),
        ('<td><img src="a.png"></td>', "", PICTURE),
        ('<td><img src="a.gif" width="1" height="1"></td>', "", ""),
        ('<td><img src="a.png" style="display:none"></td>', "", ""),
        ("<td><svg><text>3</text></svg></td>", "", PICTURE),
        ("<td><bdo dir=rtl>12</bdo></td>", "12", GLUED),
        ("<td><table><tr><td>12</td></tr></table></td>", "12", ""),
        ("<td><math><msup><mn>12</mn><mn>2</mn></msup></math></td>", "12²", ""),
    ],
)  # fmt: skip
def test_number_that_may_be_another_carries_a_doubt(row, text, doubt):
    assert cells(row) == [(text, doubt)]


@pytest.mark.parametrize(
    ("row", "text", "doubt"),
    [
        ('<td><span style="float:right">2</span>1</td>', "21", GLUED),
        ('<td style="display:flex"><i style="order:2">2</i><i style="order:1">1</i></td>', "21", GLUED),
        ('<td><p style="display:flex;flex-direction:row-reverse"><i>2</i><i>1</i></p></td>', "21", GLUED),
        ('<td><i style="position:relative;left:2em">2</i><i>1</i></td>', "21", GLUED),
        ('<td>1<span style="zoom:0.01">2</span></td>', "12", GLUED),
        ('<td>1<span style="filter:opacity(0)">2</span></td>', "12", GLUED),
        ('<td>1<span style="background:linear-gradient(#000,#000)">2</span></td>', "12", GLUED),
        ('<td><i style="margin-right:60px">1</i><i>2</i></td>', "12", GLUED),
        ('<td><i style="display:inline-block;width:60px">1</i><i>2</i></td>', "12", GLUED),
        ('<td><i style="display:block">1</i><i style="display:block">2</i></td>', "1\n2", ""),
        ('<td><i style="letter-spacing:-1em">12</i></td>', "12", GLUED),
        ('<td><i style="letter-spacing:-0.5px">12</i></td>', "12", ""),
        ('<td><p style="margin:0 20px;text-align:center"><span>12</span></p></td>', "12", ""),
        ('<td style="float:left;filter:grayscale(1)"><span>1</span>2</td>', "12", ""),
        ("<td><button>12</button></td>", "", PICTURE),
        ("<td><script>document.write(12)</script></td>", "", PICTURE),
        ("<td><ol><li>2</li></ol></td>", f"{UNTOLD}2", ""),
        ('<td><ol style="list-style:none"><li>2</li></ol></td>', "2", ""),
        ("<td><ul><li>2</li></ul></td>", "2", ""),
        ("<td><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></td>", f"{UNTOLD}12", ""),
    ],
)  # fmt: skip
def test_number_that_may_stand_otherwise_than_in_the_text_carries_a_doubt(row, text, doubt):
    page = f"<div style='float:right;filter:grayscale(1)'><table><tr>{row}</tr></table></div>"
    [grid] = [block for block in read("x.html", page.encode()).blocks if isinstance(block, Grid)]
    assert [(cell.text, cell.doubt) for cell in grid.rows[0]] == [(text, doubt)]


def test_what_a_page_counts_itself_stands_as_a_sign_for_it():
    style = "td{counter-increment:a} .x::before{content:counter(a)}"
    assert cells('<td><span class="x">4</span></td>', style) == [(f"{UNTOLD}4", "")]


def test_fields_are_read_as_they_are_filled_in():
    row = '<td><input value="12"></td><td><textarea>7</textarea></td>'
    row += '<td><select><option value="a">1</option><option selected>2</option></select></td>'
    row += '<td><input type="checkbox" value="9"></td><td><input placeholder="9"></td>'
    assert [text for text, _ in cells(row)] == ["12", "7", "2", "", ""]


def test_hidden_rows_and_cells_are_not_in_the_table():
    page = '<table><tr><td>a</td><td style="display:none">9</td><td>1</td></tr>'
    page += (
        '<tr hidden><td>x</td></tr><tbody style="display:none"><tr><td>y</td></tr></tbody><tr><td>b</td></tr></table>'
    )
    [grid] = read("x.html", f"<html><body>{page}</body></html>".encode()).blocks
    assert [[cell.text for cell in row] for row in grid.rows] == [["a", "1"], ["b", ""]]


def test_thousands_of_rules_are_read_soon():
    style = "".join(f"div > p.c{n} + span[a='{n}'] b{{display:none}}" for n in range(5000))
    assert cells("<td>12</td>" * 50, style)[0] == ("12", "")


def test_sizes_within_sizes_may_grow_beyond_any_number():
    assert cells("<td>规章</td><td>3</td>", before="<div style='font-size:9999em'>" * 90)[0][0] == "规章"
