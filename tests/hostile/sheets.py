"""Spreadsheets and tables of text: a million columns or rows, cells far apart, shared strings, spans."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.hostile.tagged import TITLE, packed

Content = Callable[[Random], bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def book(sheet: str, strings: str = "", sheets: int = 1) -> bytes:
    """A workbook whose sheets hold this."""
    numbers = range(1, sheets + 1)
    names = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>' for n in numbers
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    return packed(parts)


def _rows(inner: str) -> str:
    return f"<sheetData>{inner}</sheetData>"


def _merges(ranges: list[str]) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_WIDE = '<row r="1">' + '<c t="inlineStr"><is><t>公开</t></is></c>' * 12_000 + "</row>"
_ROSTER = "名称,类别\n" + "云山镇,镇\n" * 300_000

FILES: dict[str, Content] = {
    "far.xlsx": lambda _: book(f'<dimension ref="A1:XFD1048576"/>{_rows(_FAR)}'),
    "sparse.xlsx": lambda _: book(
        _rows("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 60_000)))
    ),
    "wide.xlsx": lambda _: book(_rows(_WIDE)),
    "tall.xlsx": lambda _: book(_rows("<row><c><v>1</v></c></row>" * 90_000)),
    "merged.xlsx": lambda _: book(_rows(_FAR) + _merges(["A1:XFD1048576"])),
    "many merged.xlsx": lambda _: book(_rows("") + _merges([f"A{n}:CV{n + 900}" for n in range(1, 9_000)])),
    "strings.xlsx": lambda _: book(_rows(_FAR), "<si><t>公开</t></si>" * 1_000_000),
    "string.xlsx": lambda _: book(_rows('<row><c t="s"><v>0</v></c></row>'), f"<si><t>{'公开' * 4_000_000}</t></si>"),
    "sheets.xlsx": lambda _: book(_rows("<row><c><v>1</v></c><c><v>2</v></c></row>" * 60), sheets=3_000),
    "numbers.xlsx": lambda _: book(_rows(f"<row><c><v>1e{'9' * 300}</v></c><c><v>{'9' * 300_000}</v></c></row>")),
    "row number.xlsx": lambda _: book(_rows('<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>')),
    "burst.xlsx": lambda _: packed({"xl/workbook.xml": bytes(300 * 2**20)}),
    "burst strings.xlsx": lambda _: book(_rows(_FAR), "<si><t/></si>" * 2_000_000),
    "columns.csv": lambda _: (TITLE + "\n" + "1," * 1_000_000).encode(),
    "rows.csv": lambda _: (TITLE + "\n" + "1,2\n" * 1_000_000).encode(),
    "quotes.csv": lambda _: (TITLE + '\n"' + '1,"",\n' * 1_000_000).encode(),
    "labels.csv": lambda _: (TITLE + "\n" + "（一）予以公开,1,2,3,4,5,6,21\n" * 20_000).encode(),
    "field.csv": lambda _: (TITLE + '\n"' + "公开" * 200_000 + '"').encode(),
    "zeros.csv": lambda _: b"1,\x00" * 1_000_000,
    "roster.csv": lambda _: _ROSTER.encode(),
    "roster of names.csv": lambda _: ("名称,类别\n" + "".join(f"{n}镇,镇\n" for n in range(300_000))).encode(),
    "roster of numbers.csv": lambda _: f"名称,类别,设立年份\n云山镇,镇,{'9' * 100_000}\n".encode(),
}
CHEAP = {
    "far.xlsx",
    "merged.xlsx",
    "numbers.xlsx",
    "row number.xlsx",
    "field.csv",
    "zeros.csv",
    "roster of numbers.csv",
}
