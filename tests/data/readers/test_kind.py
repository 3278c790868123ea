"""Files called what they are not: their content decides."""

import base64
import io
import zipfile

import pytest

from data.errors import BadDocument
from data.model import Grid
from data.readers import office, read
from data.readers.kind import Kind, kind_of
from data.readers.package import OLE
from tests.data.readers.test_docx import W, cell, package

TABLE = f"<w:tbl><w:tr>{cell('规章')}{cell('12')}</w:tr></w:tbl>"
PAGE = "<html><head><style>b{display:none}</style></head><body><table><tr><td>规章<b>7</b></td><td>12</td></tr>"


def first_row(name, content):
    [grid] = [block for block in read(name, content).blocks if isinstance(block, Grid)]
    return [one.text for one in grid.rows[0]]


def flat():
    """The Word document of TABLE in one XML file."""
    body = f'<w:document xmlns:w="{W}"><w:body>{TABLE}</w:body></w:document>'
    return (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{body}</pkg:xmlData></pkg:part></pkg:package>'
    ).encode()


def word_2003():
    body = f'<w:wordDocument xmlns:w="{W}"><w:body>{TABLE}</w:body></w:wordDocument>'
    return body.replace(W, "http://schemas.microsoft.com/office/word/2003/wordml").encode()


def mail():
    coded = base64.encodebytes(PAGE.encode("gb18030")).decode()
    lines = [
        "From: x", "MIME-Version: 1.0", 'Content-Type: multipart/related; boundary="b"', "",
        "--b", 'Content-Type: text/html; charset="gb2312"', "Content-Transfer-Encoding: base64", "", coded, "--b--",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("name", ["x.doc", "x.docx", "x.xml", "x.mht", "x.html", "x.xls", "x.wps"])
@pytest.mark.parametrize("content", [package(TABLE), flat(), word_2003(), mail(), PAGE.encode()])
def test_a_table_is_read_under_any_name(name, content):
    assert first_row(name, content) == ["规章", "12"]


def streams(name):
    return OLE + bytes(600) + name.encode("utf-16-le") + bytes(600)


def scratched():
    """A package whose list of types can't be unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types>" + "xyz" * 999 + "</Types>")
    content = bytearray(out.getvalue())
    content[49:59] = b"\xff" * 10
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (streams("WordDocument\0"), Kind.FOR_OFFICE),
        (streams("Workbook\0"), Kind.OLD_WORKBOOK),
        (streams("EncryptedPackage\0"), Kind.LOCKED),
        (streams("x"), None),
        (b"{\\rtf1", Kind.FOR_OFFICE),
        (b"\n%PDF-1.4", Kind.PDF),
        ("政府信息公开".encode(), None),
        (b"<note>x</note>", None),
        (scratched(), None),
    ],
)
def test_kinds(content, kind):
    assert kind_of(content) is kind


def test_old_word_document_named_docx_is_not_called_locked(monkeypatch):
    monkeypatch.setattr(office, "converter", lambda workbook: None)
    with pytest.raises(BadDocument) as refused:
        read("x.docx", streams("WordDocument\0"))
    assert refused.value.key == "no_converter" and "DOC" in refused.value.say("zh")


def test_locked_package_is_told_under_any_name():
    for name in ("x.docx", "x.doc", "x.xls"):
        with pytest.raises(BadDocument) as refused:
            read(name, streams("EncryptedPackage\0"))
        assert refused.value.key == "file_locked"


def test_other_xml_is_told():
    with pytest.raises(BadDocument) as refused:
        read("x.xml", b"<note>x</note>")
    assert refused.value.key == "format_unknown"
