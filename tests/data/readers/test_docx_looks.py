"""What nobody sees in a Word document is not read, whatever run, style or default says so; nor what is struck."""

import io
import zipfile

import pytest

from data.model import Grid
from data.readers import read
from data.readers.looks import ADDED, GLUED, PICTURE, STRUCK_OUT, UNTOLD
from tests.data.readers.test_docx import MC, W

OFFICE = "http://schemas.openxmlformats.org"
NEWER = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONS = f"{OFFICE}/package/2006/relationships"


def document(body, styles="", main="word/document.xml", **others):
    """A package with a styles part and others, found by its relations."""
    folder, file = main.rsplit("/", 1)
    kind = f"{OFFICE}/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{kind}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        f"{folder}/_rels/{file}.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="s" Type="{kind}/styles" Target="looks.xml"/>'
        f'<Relationship Id="n" Type="{kind}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="c" Type="{kind}/aFChunk" Target="chunk.html"/></Relationships>',
        f"{folder}/looks.xml": f'<w:styles xmlns:w="{W}" xmlns:w14="{NEWER}">{styles}</w:styles>',
        main: f'<w:document xmlns:w="{W}" xmlns:r="{kind}" xmlns:m="{OFFICE}/officeDocument/2006/math" '
        f'xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="{NEWER}"><w:body>{body}'
        "</w:body></w:document>",
        **others,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, text in parts.items():
            package.writestr(path, text)
    return out.getvalue()


def cell(inner, styles="", around="", properties="", **others):
    """The text and doubt of a cell that holds one paragraph."""
    held = f"<w:p><w:pPr>{around}</w:pPr>{inner}</w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{held}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    [grid] = [b for b in read("x.docx", document(table, styles, **others)).blocks if isinstance(b, Grid)]
    return grid.rows[0][0].text, grid.rows[0][0].doubt


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def style(name, properties, kind="character", based=""):
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}<w:rPr>{properties}</w:rPr></w:style>'


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="2"/>',
        "<w:strike/>",
        '<w:dstrike w:val="true"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        "<w14:textFill><w14:noFill/></w14:textFill>",
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
    ],
)
def test_what_is_hidden_or_struck_is_not_read(properties):
    assert cell(run("12") + run("7", properties)) == ("12", "")
    assert cell(run("12") + run("7", '<w:rStyle w:val="a"/>'), style("a", properties)) == ("12", "")
    chain = style("a", properties) + style("b", "", based="a") + style("c", "", based="b")
    assert cell(run("12") + run("7", '<w:rStyle w:val="c"/>'), chain) == ("12", "")


def test_what_a_style_hides_may_be_shown_again_by_a_run_or_a_later_style():
    hidden = style("a", "<w:vanish/>", "paragraph") + style("b", '<w:vanish w:val="0"/>', "paragraph", "a")
    around = '<w:pStyle w:val="{}"/>'
    assert cell(run("12"), hidden, around.format("a")) == ("", "")
    assert cell(run("12", '<w:vanish w:val="false"/>'), hidden, around.format("a")) == ("12", "")
    assert cell(run("12"), hidden, around.format("b")) == ("12", "")


def test_defaults_of_the_document_hold_where_nothing_else_is_said():
    hidden = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert cell(run("7") + run("12", '<w:vanish w:val="0"/>'), hidden) == ("12", "")


def test_white_letters_on_a_dark_ground_are_seen():
    white = '<w:color w:val="FFFFFF"/>'
    assert cell(run("12", white), properties='<w:shd w:val="clear" w:fill="1F3864"/>') == ("12", "")
    assert cell(run("12", white + '<w:highlight w:val="black"/>')) == ("12", "")


@pytest.mark.parametrize(
    "properties",
    ['<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:position w:val="8"/>'],
)
def test_footnote_mark_is_no_digit(properties):
    assert cell(run("12") + run("1", properties)) == ("12¹", "")
    assert cell(run("12") + run("1", '<w:rStyle w:val="a"/>'), style("a", properties)) == ("12¹", "")


@pytest.mark.parametrize(
    ("inner", "text", "doubt"),
    [
        (run("1") + run("2", '<w:sz w:val="12"/>'), "12", GLUED),
        (run("1") + run("2", '<w:color w:val="FF0000"/>'), "12", GLUED),
        (run("1") + run("2", '<w:rFonts w:ascii="Arial"/>'), "12", ""),
        (run("1") + run("9", "<w:strike/>") + run("2"), "12", GLUED),
        (run("12", "<w:strike/>"), "", STRUCK_OUT),
        ("<w:r><w:drawing/></w:r>", "", PICTURE),
        (run("12") + "<w:r><w:drawing/></w:r>", "12", ""),
        (run("12") + "<w:r><w:pict><v:line/></w:pict></w:r>", "12", ADDED),
        (run("12") + f"<w:r><w:pict><w:txbxContent><w:p>{run('7')}</w:p></w:txbxContent></w:pict></w:r>", "12", ADDED),
        (run("12") + f"<w:r><w:pict><w:txbxContent><w:p>{run('注')}</w:p></w:txbxContent></w:pict></w:r>", "12", ""),
        (run("12", '<w:spacing w:val="-100"/>'), "12", GLUED),
        (run("12", '<w:w w:val="5"/>'), "12", GLUED),
        (run("12", '<w:rFonts w:ascii="Wingdings"/>'), "12", GLUED),
    ],
)
def test_number_that_may_be_another_carries_a_doubt(inner, text, doubt):
    assert cell(inner) == (text, doubt)


def field(kind, inner=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'


@pytest.mark.parametrize(
    ("form", "shown", "text", "doubt"),
    [
        ("decimal", "%1.", "4", ADDED),
        ("decimal", "%1", "", ADDED),
        ("decimal", "%1.", "其他", ""),
        ("bullet", "•", "4", ""),
        ("none", "", "4", ""),
        ("decimal", "", "4", ""),
    ],
)
def test_number_that_word_counts_itself_is_shown_beside_the_text(form, shown, text, doubt):
    lists = {"word/numbering.xml": f'<w:numbering xmlns:w="{W}">{LISTS.format(form, shown)}</w:numbering>'}
    by_style = f'<w:style w:type="paragraph" w:styleId="l"><w:pPr>{LISTED}</w:pPr></w:style>'
    assert cell(run(text), around=LISTED, **lists) == (text, doubt)
    assert cell(run(text), by_style, '<w:pStyle w:val="l"/>', **lists) == (text, doubt)
    assert cell(run(text), around=LISTED) == (text, "")
    off = '<w:pStyle w:val="l"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    assert cell(run(text), by_style, off, **lists) == (text, "")


def told(instruction):
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (field("begin") + told(r" eq \o\ac(○,14)") + field("end"), UNTOLD),
        (run("1") + field("begin") + told("AUTONUM ") + field("end"), f"1{UNTOLD}"),
        ('<w:fldSimple w:instr="AUTONUM"/>', UNTOLD),
        (field("begin") + told("=SUM(ABOVE)") + field("end"), ""),
        (field("begin") + told("EQ") + field("separate") + run("12") + field("end"), "12"),
        ("<m:oMath><m:rad><m:e><m:r><m:t>12</m:t></m:r></m:e></m:rad></m:oMath>", f"{UNTOLD}12"),
        ("<m:oMath><m:phant><m:e><m:r><m:t>9</m:t></m:r></m:e></m:phant></m:oMath>", f"{UNTOLD}9"),
    ],
)
def test_what_is_shown_and_not_held_stands_as_a_sign_for_it(inner, text):
    assert cell(inner) == (text, "")


@pytest.mark.parametrize(("needs", "text"), [("w14", "12"), ("new", "7"), ("w14 new", "7")])
def test_of_several_ways_for_newer_and_older_programs_the_one_that_is_shown_is_read(needs, text):
    ways = f'<mc:Choice Requires="{needs}">{run("12")}</mc:Choice><mc:Fallback>{run("7")}</mc:Fallback>'
    assert cell(f'<mc:AlternateContent xmlns:new="urn:new">{ways}</mc:AlternateContent>') == (text, "")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (field("begin") + run("9") + field("separate") + run("12") + field("end"), "12"),
        (f"<w:fldSimple>{run('12')}</w:fldSimple>", "12"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>", "12"),
        (
            field("begin", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="9"/><w:listEntry w:val="12"/>'
                  "</w:ddList></w:ffData>") + field("end"),
            "12",
        ),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
        ("<m:oMath><m:sSup><m:e><m:r><m:t>12</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
         "12²"),
        (f"<w:r><w:ruby><w:rt>{run('9')}</w:rt><w:rubyBase>{run('12')}</w:rubyBase></w:ruby></w:r>", "12"),
        (run("12") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "12"),
        (f"<w:moveTo>{run('12')}</w:moveTo><w:moveFrom>{run('9')}</w:moveFrom>", "12"),
    ],
)  # fmt: skip
def test_fields_controls_and_equations_are_read_as_they_are_shown(inner, text):
    assert cell(inner) == (text, "")


def test_rows_that_are_not_shown_are_not_read():
    def row(text, properties=""):
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:p>{run(text)}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"

    flat = '<w:trHeight w:val="20" w:hRule="exact"/>'
    table = f"<w:tbl>{row('1')}{row('2', '<w:hidden/>')}{row('3', flat)}{row('4')}</w:tbl>"
    [grid] = read("x.docx", document(table)).blocks
    assert [cells[0].text for cells in grid.rows] == ["1", "4"]


def test_document_proper_is_found_by_the_package_and_a_page_put_in_whole_is_read():
    page = "<html><body><p>甲</p></body></html>"
    body = f"<w:p>{run('乙')}</w:p><w:altChunk r:id='c'/>"
    content = document(body, main="work/document2.xml", **{"work/chunk.html": page})
    assert [block.text for block in read("x.docx", content).blocks] == ["乙", "甲"]


def test_text_box_in_a_cell_is_read_once_and_doubtful():
    box = f"<w:txbxContent><w:p>{run('12')}</w:p></w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert cell(f"<w:r>{drawing}</w:r>") == ("12", GLUED)


def test_table_round_one_number_is_the_text_of_its_cell():
    framed = f"<w:tbl><w:tr><w:tc><w:p>{run('12')}</w:p></w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('规章')}</w:p></w:tc><w:tc>{framed}<w:p/></w:tc></w:tr></w:tbl>"
    [grid] = read("x.docx", document(table)).blocks
    assert [one.text for one in grid.rows[0]] == ["规章", "12"]
