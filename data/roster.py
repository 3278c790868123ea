"""The roster: a supervisor's list of the units that must report, from a CSV or XLSX file.

Columns, by their header: 名称 and 类别 must be there; 上级 (outermost first, joined by /), 别名 (joined by 、 or ;),
设立年份, 撤销年份, 接续单位, 接续方式 (更名, 合并 or 拆分), 应报 (否: need not report), 联系 (whom to ask) and
any number of 人口YYYY may be; others are not read.

A unit reports for the years from 设立年份 to the year before 撤销年份; who takes over (接续单位; several after a split)
reports from 撤销年份 on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import BadDocument

SUFFIXES = (".csv", ".xlsx")
KINDS = {"更名": "renamed", "合并": "merged", "拆分": "split"}
NOT_DUE = {"否", "不", "不报", "无需", "n", "N", "no", "0"}
LONGEST_CONTACT = 200  # characters
_NEEDED = {"名称", "类别"}
_POPULATION = re.compile(r"人口(\d{4})")
_BETWEEN = re.compile(r"[、;；]")


@dataclass(frozen=True)
class Entry:
    """One unit. `first` and `last` are the first and last year it reports for, None where not limited.

    `reports` tells whether it must, `contact` whom to ask. `successors` are names, or paths where a name is shared, of
    the units that follow it in `last` + 1.
    """

    row: int
    name: str
    kind: str
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    population: Mapping[int, int] = field(default_factory=dict)
    successors: tuple[str, ...] = ()
    succession: str | None = None
    reports: bool = True
    contact: str = ""


@dataclass(frozen=True)
class Original:
    """A roster file as it came: its name and folder as imported, and its bytes."""

    name: str
    folder: str
    content: bytes


@dataclass(frozen=True)
class Roster:
    """All units of one roster file, or of several imported together; `originals` are these files."""

    name: str
    entries: tuple[Entry, ...]
    originals: tuple[Original, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Roster:
        """Raises BadDocument as `parse` does."""
        return cls.parse(path.name, path.read_bytes(), path.parent.as_posix())

    @classmethod
    def merged(cls, rosters: Iterable[Roster]) -> Roster | None:
        """Several files that come together, as one; None where there is none."""
        parts = list(rosters)
        entries = tuple(entry for part in parts for entry in part.entries)
        originals = tuple(original for part in parts for original in part.originals)
        return cls("、".join(part.name for part in parts), entries, originals) if parts else None

    @classmethod
    def parse(cls, name: str, content: bytes, folder: str = "") -> Roster:
        """Raises BadDocument, with the row, for a file without the needed columns or a row that can't be understood."""
        rows = _rows(name, content)
        header = next(rows, [])
        if not set(header) >= _NEEDED:
            raise BadDocument("roster_header", file=name)
        entries = tuple(
            _entry(name, number, dict(zip(header, row, strict=False)))
            for number, row in enumerate(rows, start=2)
            if any(row)
        )
        seen: dict[tuple[tuple[str, ...], str], int] = {}
        for entry in entries:
            first = seen.setdefault((entry.parents, entry.name), entry.row)
            if first != entry.row:
                raise BadDocument("roster_twice", file=name, row=entry.row, first=first, name=entry.name)
        return cls(name, entries, (Original(name, folder, content),))


def is_roster(name: str, content: bytes) -> bool:
    """Whether a file is a roster: a CSV or XLSX whose first row has the headers 名称 and 类别."""
    if not name.lower().endswith(SUFFIXES):
        return False
    try:
        return set(next(_rows(name, content), [])) >= _NEEDED
    except BadDocument:
        return False


def _rows(name: str, content: bytes) -> Iterator[list[str]]:
    if name.lower().endswith(".xlsx"):
        import openpyxl  # takes longer to load than most commands to run

        try:
            sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        except Exception as error:  # openpyxl lets through whatever zipfile, XML or its own checks raise
            raise BadDocument("roster_unreadable", file=name) from error
        return ([_text(value) for value in row] for row in sheet.iter_rows(values_only=True))
    for encoding in ("utf-8-sig", "gb18030"):  # Excel saves CSV in either
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ([_text(value) for value in row] for row in csv.reader(io.StringIO(text, newline="")))
    raise BadDocument("roster_unreadable", file=name)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():  # what Excel makes of a year or a population
        value = int(value)
    return "" if value is None else str(value).strip()


def _entry(file: str, number: int, row: dict[str, str]) -> Entry:
    def whole(column: str) -> int | None:
        text = row.get(column, "")
        digits = text.removesuffix("年").removesuffix("人").replace(",", "").replace("，", "")
        if digits and not re.fullmatch(r"[0-9]{1,9}", digits):
            raise BadDocument("roster_number", file=file, row=number, column=column, text=text)
        return int(digits) if digits else None

    def several(column: str) -> tuple[str, ...]:
        return tuple(part for text in _BETWEEN.split(row.get(column, "")) if (part := text.strip()))

    if not row["名称"]:
        raise BadDocument("roster_name", file=file, row=number)
    successors, manner, abolished = several("接续单位"), row.get("接续方式", ""), whole("撤销年份")
    if successors and (manner not in KINDS or abolished is None):
        raise BadDocument("roster_succession", file=file, row=number, name=row["名称"])
    population = {
        int(match[1]): people
        for column in row
        if (match := _POPULATION.fullmatch(column)) and (people := whole(column)) is not None
    }
    return Entry(
        row=number,
        name=row["名称"],
        kind=row["类别"],
        parents=tuple(part for text in row.get("上级", "").split("/") if (part := text.strip())),
        aliases=several("别名"),
        first=whole("设立年份"),
        last=None if abolished is None else abolished - 1,
        population=population,
        successors=successors,
        succession=KINDS[manner] if successors else None,
        reports=row.get("应报", "") not in NOT_DUE,
        contact=row.get("联系", "")[:LONGEST_CONTACT],
    )
