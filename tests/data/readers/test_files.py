"""Any file: chosen by what it is, told when it can't be read, never a crash."""

import io
import itertools
import os
import time
import tracemalloc
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


def test_signs_before_each_line_of_an_answered_mail_are_left_out():
    lines = [TITLE, "", "规章 0 0 0", "> 行政规范性文件 3 0 12", "行政许可 5", "行政处罚 6", "行政强制 7"]
    quoted = "\n".join(f"> > {line}".rstrip() for line in lines[:3]) + "\n" + "\n".join(f">> {x}" for x in lines[4:])
    assert [block.text for block in read("x.txt", quoted.encode()).blocks] == lines[:3] + lines[4:]
    assert read("x.txt", "\n".join(lines).encode()).blocks[3].text == lines[3]


def test_line_with_letters_struck_out_is_doubtful():
    [line] = read("x.txt", "规章 9\u033612 0 0".encode()).blocks
    assert line.doubt == "looks_differ"


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
    monkeypatch.setattr(office, "converter", lambda workbook: None)
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


def test_a_member_that_says_it_is_larger_than_the_archive_is_told_before_room_is_made_for_it(tmp_path):
    path = archive(tmp_path / "a.zip", {"empty.txt": "", "x.txt": "内容"})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 20 : at + 24] = (2**30).to_bytes(4, "little")  # its packed size in the directory
    path.write_bytes(content)
    assert refused(path) == "file_damaged"
    assert member(path, 1).decode() == "内容"


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


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def workbook(**parts):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        files = {info.filename: package.read(info) for info in package.infolist()}
    return packed(files | {name.replace("__", "/") + ".xml": content for name, content in parts.items()})


def _scratched(content):
    return content[:60] + b"\xff" * 40 + content[100:]


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "a" * 10, "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghij"))
)
BROKEN = {
    "xml_broken_off.xlsx": workbook(xl__workbook="<workbook xmlns='"),
    "xml_broken_off.docx": packed({"word/document.xml": WORD[:50]}),
    "no_part.docx": packed({"word/styles.xml": "<x/>"}),
    "entities.docx": packed({"word/document.xml": ENTITIES + WORD.format("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")}),
    "entities.xlsx": workbook(xl__sharedStrings=ENTITIES + "<sst>&j;</sst>"),
    "bomb.docx": packed({"word/document.xml": WORD.format(" " * size.MOST_XML)}),
    "bomb.xlsx": workbook(xl__sharedStrings=" " * size.MOST_XML),
    "pictures.docx": packed({"word/document.xml": WORD, "word/media/a.png": bytes(size.MOST_PACKAGE)}),
    "elements.docx": packed({"word/document.xml": WORD.format("<w:p/>" * size.MOST_MARKUP)}),
    "elements.html": b"<p>" * (size.MOST_MARKUP + 1),
    "lines.txt": b"1\n" * size.MOST_TEXT,
    "paragraphs.html": b"<p>1" * (size.MOST_PARTS + 1),
    "locked.docx": b"\xd0\xcf\x11\xe0" + bytes(512),
    "locked.xlsx": b"\xd0\xcf\x11\xe0" + bytes(512),
    "stream_damaged.docx": _scratched(packed({"word/document.xml": WORD.format("<w:p/>" * 999)})),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_locked_or_bursting_is_told_soon_and_in_little_memory(name):
    begun = time.process_time()
    tracemalloc.start()
    try:
        document = read(name, BROKEN[name])
    except BadDocument as refused:
        assert refused.key in {"file_damaged", "file_locked", "file_too_large", "file_too_complex"}
        assert refused.say("zh").isprintable()
    else:
        assert name.startswith("entities") and sum(len(block.text) for block in document.blocks) < 1000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 500 * 2**20
    assert time.process_time() - begun < 20


DEEP = 100_000
TALL = "<table>" + "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>" * 10_000 + "</table>"
LARGE = {
    "divs.html": "<div>" * DEEP + TITLE + "</div>" * DEEP,
    "tables.html": "<table><tr><td>" * (DEEP // 3) + TITLE,
    "spans.html": "<table>" + "<tr>" + "<td rowspan=65000 colspan=1000>0</td>" * 50 + "</tr></table>",
    "disputes.html": f"<h1>{TITLE}</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr>"
    + "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>" * 3
    + ("</tr><tr>" + "<td>1</td>" * 8) * 600
    + "</tr></table>",
    "tall.html": f"<h1>{TITLE}</h1>{TALL}",
    "wide.html": f"<h1>{TITLE}</h1><table>" + ("<tr>" + "<td>0</td>" * 1000 + "</tr>") * 100 + "</table>",
    "brackets.html": "<" * DEEP,
    "attributes.html": "<p " + "a " * DEEP + f">{TITLE}",
    "long_line.txt": TITLE + "规章 0 0 0 " * (DEEP // 6),
    "long_word.txt": TITLE + "\n" + "政府" * 2 * DEEP,
    "digits.txt": TITLE + "\n规章\n" + "1" * DEEP,
    "bars.txt": TITLE + "\n" + "|" * DEEP,
    "many_lines.txt": TITLE + "\n规章\n0" * (DEEP // 4),
    "separators.csv": TITLE + "," * 5 * DEEP,
    "tall.csv": TITLE + "\n" + "规章,0,0,0\n" * DEEP,
    "tables.docx": WORD.format("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "too_deep.docx": WORD.format("<w:tbl><w:tr><w:tc>" * DEEP),
    "tall.docx": WORD.format(
        "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>") * 10_000 + "</w:tbl>"
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_deep_long_or_wide_is_read_or_told_soon(name):
    content = LARGE[name].encode()
    begun = time.process_time()
    try:
        recognise(read(name, packed({"word/document.xml": LARGE[name]}) if name.endswith(".docx") else content))
    except BadDocument as refused:
        assert refused.say("zh").isprintable()
    assert time.process_time() - begun < 20


def test_nul_bytes_in_text_are_passed_over():
    [title, *_] = read("x.txt", f"{TITLE[:5]}\x00{TITLE[5:]}\n规章\x00\n".encode()).blocks
    assert title.text == TITLE


def test_archive_whose_file_has_no_name_is_told(tmp_path):
    packed = tmp_path / "报告.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("x", b"1")
    content = bytearray(packed.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 28 : directory + 30] = b"\x00\x00"  # the length of the name
    content[directory + 30 : directory + 32] = b"\x01\x00"  # what was the name is an extra field
    packed.write_bytes(content)
    with pytest.raises(BadDocument) as refused:
        members("报告.zip", packed)
    assert "报告.zip" in refused.value.say("zh")
