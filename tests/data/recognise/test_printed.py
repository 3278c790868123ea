"""A report against its print: what is read otherwise there is doubtful, and a print that tells nothing is told."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from docx.oxml import parse_xml

from data.demo.render.docx import docx as printed_docx
from data.demo.render.parts import parts
from data.model import Status
from data.readers.docx import has_equations
from data.readers.looks import Seen
from data.readers.office import prints
from data.reading import checked
from data.recognise.printed import compared
from tests.data.recognise.test_eye import EYE
from tests.factory import report, with_cells

NEW, MADE = "3.new.natural", "2.documents.made"
EQUATIONS = EYE / "D25_omath.docx"
needs_libreoffice = pytest.mark.skipif(not prints(), reason="LibreOffice prints it")
_NAMES = " ".join(
    f'xmlns:{short}="http://schemas.{name}"'
    for short, name in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_COVER = f"""<w:r {_NAMES}><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="9" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>-20000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="500000" cy="200000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="7" name="cover"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""


def covered() -> bytes:
    """A Word document with a white shape over one of its numbers, which LibreOffice alone knows the place of."""
    document = docx.Document(io.BytesIO(printed_docx(list(parts(with_cells(report(2), {NEW: "8642"}))))))
    [cell] = {c._tc: c for t in document.tables for row in t.rows for c in row.cells if c.text == "8642"}.values()
    cell.paragraphs[0]._p.append(parse_xml(_COVER))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_value(made, code, value, status=Status.REPORTED):
    changed = (
        replace(one, value=value, raw="" if value is None else str(value), status=status)
        if one.indicator == code
        else one
        for one in made.readings
    )
    return replace(made, readings=tuple(changed))


def doubtful(made):
    return [one.indicator for one in made.readings if one.status is Status.DOUBTFUL and one.indicator[0] in "234"]


@pytest.mark.parametrize(
    ("value", "status"), [(Decimal(7777), Status.REPORTED), (None, Status.BLANK), (None, Status.NIL)]
)
def test_a_cell_that_is_printed_otherwise_is_doubtful_and_told(value, status):
    made = report(2)
    found = compared(made, with_value(made, NEW, value, status))
    assert doubtful(found) == [*doubtful(made), NEW]
    [told] = [finding for finding in found.findings if finding.rule.startswith("print_")]
    assert (told.rule, told.cells) == ("print_differs", (NEW,))
    assert told.evidence["print"] == ("7777" if value else "—")
    assert compared(made, made).readings == made.readings


def test_a_doubtful_print_tells_nothing():
    made = report(2)
    assert compared(made, with_value(made, NEW, Decimal(7777), Status.DOUBTFUL)) == made


def test_a_blank_print_tells_nothing_of_equations_and_another_number_does():
    made = report(2)
    printed = with_value(with_value(made, NEW, None, Status.BLANK), MADE, Decimal(7777))
    assert doubtful(compared(made, printed, equations=True)) == [*doubtful(made), MADE]


def test_a_print_without_most_of_the_numbers_is_at_fault():
    made = report(2)
    blank = tuple(replace(one, value=None, raw="", status=Status.BLANK) for one in made.readings)
    for printed in (None, replace(made, readings=blank)):
        found = compared(made, printed)
        assert found.readings == made.readings
        assert [finding.rule for finding in found.findings[len(made.findings) :]] == ["print_unread"]


def test_equations_are_seen_in_word_documents_and_no_other_package_is_taken_for_damaged():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("content.xml", "<x/>")
    found = [has_equations("x", content) for content in (EQUATIONS.read_bytes(), covered(), other.getvalue(), b"\xd0")]
    assert found == [True, False, False, False]


@needs_libreoffice
def test_a_number_under_a_white_shape_is_seen_in_the_print():
    content = covered()
    assert doubtful(checked("云山镇_2020.docx", content)) == []
    found = checked("云山镇_2020.docx", content, second_look=True)
    assert doubtful(found) == [NEW]
    assert "print_differs" in {finding.rule for finding in found.findings}


@needs_libreoffice
def test_hidden_text_is_seen_in_the_print_without_knowing_how_any_letter_looks(monkeypatch):
    content = (EYE / "D3_vanish.docx").read_bytes()
    true = {one.indicator: one.value for one in checked("x.docx", content).readings if one.indicator[0] in "234"}
    monkeypatch.setattr("data.readers.docx.seen", lambda pieces: Seen("".join(text for text, _ in pieces)))
    found = {one.indicator: one for one in checked("x.docx", content, second_look=True).readings}
    harmed = [code for code in true if found[code].value != true[code]]
    assert len(harmed) > 100
    assert {found[code].status for code in harmed} == {Status.DOUBTFUL}


@needs_libreoffice
def test_equations_that_are_not_printed_make_no_doubt():
    content = EQUATIONS.read_bytes()
    assert doubtful(checked("x.docx", content, second_look=True)) == doubtful(checked("x.docx", content))
