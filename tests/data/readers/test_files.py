"""Any file: chosen by what it is, told when it can't be read, never a crash."""

import io
import zipfile

import openpyxl
import pytest

from data.errors import BadDocument
from data.model import Grid
from data.readers import members, office, read
from data.recognise import recognise

TITLE = "云山镇2020年政府信息公开工作年度报告"


@pytest.mark.parametrize("content", [b"", b"   \r\n", b"\x00\x00", b"\xef\xbb\xbf"])
def test_empty_file_is_told(content):
    with pytest.raises(BadDocument) as refused:
        read("空.txt", content)
    assert refused.value.key == "file_empty" and "空.txt" in refused.value.say("zh")


@pytest.mark.parametrize("name", ["x.png", "x", "x.exe"])
def test_unknown_type_is_told(name):
    with pytest.raises(BadDocument) as refused:
        read(name, b"x")
    assert refused.value.key == "format_unknown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_encoding(encoding):
    document = read("x.txt", (TITLE + "\n规章\n0\n0\n0\n").encode(encoding))
    assert [block.text for block in document.blocks][:4] == [TITLE, "规章", "0", "0"]


def test_bytes_in_no_encoding_are_told():
    with pytest.raises(BadDocument) as refused:
        read("x.txt", bytes(range(128, 256)) * 20)
    assert refused.value.key == "encoding_unknown"


def test_utf_8_once_read_as_gbk_is_mended_and_told():
    garbled = f"{TITLE}\n规章\n0\n0\n0\n".encode().decode("gb18030", errors="replace")
    document = read("x.txt", garbled.encode())
    assert [finding.rule for finding in document.findings] == ["text_mended"]
    assert recognise(document).year == 2020


@pytest.mark.parametrize("name", ["x.doc", "x.wps"])
def test_page_saved_under_another_name_is_read_as_a_page(name):
    document = read(name, "<html><body><table><tr><td>规章</td><td>0</td></tr></table></body></html>".encode())
    assert isinstance(document.blocks[0], Grid)


def test_old_word_document_without_a_converter_is_told(monkeypatch):
    monkeypatch.setattr(office, "converter", lambda: None)
    with pytest.raises(BadDocument) as refused:
        read("x.doc", b"\xd0\xcf\x11\xe0" + b"x" * 100)
    assert refused.value.key == "no_converter" and "DOC" in refused.value.say("zh")


def test_workbook_keeps_merged_cells_and_exact_numbers():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE, None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["政府集中采购", 28, 68.7856])
    sheet.append(["规章", None, 3.0])
    out = io.BytesIO()
    book.save(out)
    line, grid = read("x.xlsx", out.getvalue()).blocks
    assert line.text == TITLE
    assert [[cell.text for cell in row] for row in grid.rows] == [["政府集中采购", "28", "68.7856"], ["规章", "", "3"]]


def test_csv_is_one_grid():
    line, grid = read("x.csv", f"{TITLE}\n规章,0,0,0\n规范性文件,1,,3\n".encode("gb18030")).blocks
    assert line.text == TITLE
    assert [cell.text for cell in grid.rows[1]] == ["规范性文件", "1", "", "3"]


def test_archive_members_have_the_names_their_makers_gave():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x.txt")
        archive.writestr(info, "内容")
        archive.writestr("__MACOSX/y", "")
    content = out.getvalue().replace(b"x.txt", "云".encode("gb18030") + b"txt")
    assert [name for name, _ in members("a.zip", content)] == ["a.zip/云txt"]


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.docx", "x.pdf", "x.xlsx", "x.csv"])
@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02" * 50, b"%PDF-1.4 broken", b"PK\x03\x04 word/ xl/ broken", b"<" * 999]
)
def test_damaged_file_is_told_and_never_a_crash(name, content):
    try:
        document = read(name, content)
    except BadDocument as refused:
        assert name in refused.say("zh") and name in refused.say("en")
    else:
        with pytest.raises(BadDocument):
            recognise(document)
