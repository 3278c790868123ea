"""Any file: chosen by what it is, told when it can't be read, never a crash."""

import io
import os
import zipfile

import openpyxl
import pytest

from data.errors import BadDocument
from data.model import Grid
from data.readers import members, office, read, size, unpacked
from data.readers.archive import stamp
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


def archive(path, files, replaced=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    if replaced:
        path.write_bytes(path.read_bytes().replace(*replaced))
    return path


def member(path, number=0):
    return unpacked(f"a.zip/{number}", path, stamp(path), number)


def test_archive_members_have_the_names_their_makers_gave(tmp_path):
    gbk = (b"x.txt", "云".encode("gb18030") + b"txt")
    path = archive(tmp_path / "a.zip", {"x.txt": "内容", "__MACOSX/y": "", "folder/": ""}, gbk)
    assert [(member.name, member.number, member.size) for member in members("a.zip", path)] == [("a.zip/云txt", 0, 6)]
    assert member(path).decode() == "内容"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("../../etc/云山镇.txt", "a.zip/etc/云山镇.txt"),
        ("/云山镇.txt", "a.zip/云山镇.txt"),
        ("..\\..\\云山镇.txt", "a.zip/云山镇.txt"),
        ("./a//../云山镇.txt", "a.zip/a/云山镇.txt"),
        ("..", "a.zip/_"),
    ],
)
def test_a_member_s_name_leads_nowhere_but_down(tmp_path, written, told):
    assert [member.name for member in members("a.zip", archive(tmp_path / "a.zip", {written: "x"}))] == [told]


def refused(path, number=0):
    with pytest.raises(BadDocument) as told:
        member(path, number)
    return told.value.key


def test_a_member_that_bursts_is_not_unpacked_and_the_others_are(tmp_path):
    path = archive(tmp_path / "a.zip", {"bomb.txt": b"0" * 20 * 2**20, "x.txt": "内容"})
    assert path.stat().st_size < 2**16
    assert refused(path) == "archive_bomb"
    assert member(path, 1).decode() == "内容"


def test_a_member_larger_than_a_file_may_be_is_not_unpacked(tmp_path):
    path = archive(tmp_path / "a.zip", {"x.txt": os.urandom(2**20) * (size.MOST_MEGABYTES + 1)})
    assert refused(path) == "file_too_large"


def test_a_member_that_is_longer_than_it_says_is_cut_off_and_told(tmp_path):
    length = 3 * 2**20
    said, true = (number.to_bytes(4, "little") for number in (100, length))
    path = archive(tmp_path / "a.zip", {"x.txt": b"0" * length}, (true, said))
    assert refused(path) == "file_damaged"


def test_an_archive_that_unpacks_to_more_than_can_be_meant_is_told(tmp_path, monkeypatch):
    path = archive(tmp_path / "a.zip", {f"{number}.txt": "内容" * 1000 for number in range(9)})
    for name, most in (("MOST_UNPACKED", 50_000), ("MOST_MEMBERS", 8)):
        with monkeypatch.context() as limit, pytest.raises(BadDocument) as told:
            limit.setattr(f"data.readers.archive.{name}", most)
            members("a.zip", path)
        assert told.value.key == "archive_too_large"


def test_a_locked_member_is_told_and_the_others_are_read(tmp_path):
    path = archive(tmp_path / "a.zip", {"locked.txt": "x", "open.txt": "内容"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert refused(path) == "file_locked"
    assert member(path, 1).decode() == "内容"


def test_an_archive_changed_since_it_was_looked_into_is_told(tmp_path):
    path = archive(tmp_path / "a.zip", {"x.txt": "内容"})
    seen = stamp(path)
    archive(path, {"y.txt": "别的内容"})
    with pytest.raises(BadDocument) as told:
        unpacked("a.zip/x.txt", path, seen, 0)
    assert told.value.key == "file_changing"


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
