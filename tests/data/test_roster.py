"""Rosters as supervisors save them."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.errors import BadDocument
from data.roster import Entry, Roster, is_roster

ROWS = [
    ["名称", "类别", "上级", "别名", "联系人", "设立年份", "撤销年份", "接续单位", "接续方式", "人口2020", "人口2023"],
    ["云山镇", "镇", "东海市/清水县", "云山;云山镇政府", "某人", "", "", "", "", "20,100", "19800人"],
    ["双桥乡", "乡", "清水县", "", "", "", "2021年", "云山镇、河西镇", "拆分", "", ""],
    ["", "", "", "", "", "", "", "", "", "", ""],
]
ENTRIES = (
    Entry(2, "云山镇", "镇", ("东海市", "清水县"), ("云山", "云山镇政府"), population={2020: 20100, 2023: 19800}),
    Entry(3, "双桥乡", "乡", ("清水县",), last=2020, successors=("云山镇", "河西镇"), succession="split"),
)


def csv_text(rows: list[list[str]] = ROWS) -> str:
    return "\r\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_any_encoding_that_excel_writes(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(csv_text().encode(encoding))
    assert is_roster(path.name, path.read_bytes())
    read = Roster.read(path)
    assert (read.name, read.entries) == ("名册.csv", ENTRIES)
    assert [original.content for original in read.originals] == [path.read_bytes()]


def test_workbook_with_numbers_as_excel_keeps_them() -> None:
    header = ["名称", "类别", "撤销年份", "接续单位", "接续方式", "人口2023"]
    book = workbook([header, ["双桥乡", "乡", 2021.0, "云山镇", "合并", 9000.0]])
    [entry] = Roster.parse("名册.xlsx", book).entries
    assert (entry.last, entry.population) == (2020, {2023: 9000})
    assert (entry.successors, entry.succession) == (("云山镇",), "merged")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "名称,年份\n云山镇,2020".encode()),
        ("a.csv", b""),
        ("a.csv", b"\xff\xff\xff\xff\xff"),
        ("a.xlsx", b"PK\x03\x04 not a workbook"),
        ("a.txt", "名称,类别\n云山镇,镇".encode()),
    ],
)
def test_other_files_are_no_rosters(name: str, content: bytes) -> None:
    assert not is_roster(name, content)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"名称": ""}, "roster_name"),
        ({"设立年份": "很早"}, "roster_number"),
        ({"人口2020": "约2万"}, "roster_number"),
        ({"人口2020": "2" * 30}, "roster_number"),
        ({"设立年份": "2" * 10}, "roster_number"),
        ({"接续单位": "云山镇"}, "roster_succession"),
        ({"接续单位": "云山镇", "接续方式": "合并"}, "roster_succession"),
        ({"接续单位": "云山镇", "接续方式": "撤并", "撤销年份": "2021"}, "roster_succession"),
        ({"名称": "云山镇", "上级": "东海市/清水县"}, "roster_twice"),
    ],
)
def test_a_row_that_cannot_be_understood_is_named(row: dict[str, str], key: str) -> None:
    cells = dict.fromkeys(ROWS[0], "") | {"名称": "新安乡", "类别": "乡"} | row
    with pytest.raises(BadDocument) as caught:
        Roster.parse("名册.csv", csv_text([*ROWS[:2], list(cells.values())]).encode())
    assert caught.value.key == key
    assert "第3行" in caught.value.say("zh")


def test_a_file_without_the_headers_says_so() -> None:
    with pytest.raises(BadDocument, match="名称"):
        Roster.parse("a.csv", b"a,b\n1,2")
