"""One report as it stands: every cell as it was read and where, its findings, its prose, its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import words
from analytics import causes
from analytics.places import bodies
from data import forms
from data.model import Place, Severity, Status
from data.store import Snapshot

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Change:
    """What a person decided of a cell: `kind` is correct or confirm, `value` the number that counts; `made` is UTC."""

    kind: str
    value: Decimal
    author: str
    reason: str
    made: datetime


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: text as printed, exact value in its unit, how it was read and where, numbers of its findings.

    `decided` is what a person made of it: what was read stays as it is.
    """

    code: str
    raw: str
    value: Decimal | None
    unit: str
    status: Status
    confidence: float
    place: Place
    findings: tuple[int, ...] = ()
    decided: Change | None = None

    @property
    def standing(self) -> Status:
        """How it counts: a cell that a person decided on holds a number."""
        return Status.REPORTED if self.decided else self.status


@dataclass(frozen=True)
class Remark:
    """A finding with the number it goes by on the page, 1 being the first in reading order.

    Sums that one mistake breaks are one remark: `sums` has the rule and evidence of each, and the cells to be changed
    come first where only one set would close them. `asked` is a doubtful cell that sums ask about. `forms` are those
    of the tables. `state` is open, settled (by a correction or confirmation) or waived; `reading` is document, or
    corrected where only the corrected figures give it.
    """

    number: int
    rule: str
    severity: Severity
    cells: tuple[str, ...]
    evidence: Mapping[str, str]
    place: Place
    sums: tuple[causes.Sum, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    asked: causes.Asked | None = None
    state: str = "open"
    reading: str = "document"

    @property
    def arithmetic(self) -> bool:
        """Whether it is a sum that doesn't close."""
        return self.severity is Severity.ERROR and self.rule.startswith("identity_")

    def say(self, lang: str) -> str:
        """The finding in words."""
        if self.asked:
            return causes.ask(self.asked, self.forms, lang)
        if self.sums:
            return causes.say(self.sums, self.forms, lang)
        return words.say(f"findings.{self.rule}", lang, **self.evidence)

    def remedy(self, lang: str) -> str:
        """What to do about it; "" where only reports together tell it."""
        if self.asked:
            return words.say("causes.asked_remedy", lang)
        if self.sums:
            return causes.remedy(self.sums, self.forms, lang)
        return words.family("remedies").get(self.rule, {}).get(lang, "")


@dataclass(frozen=True)
class Version:
    """One document for this body and year, live or superseded. `received` is UTC."""

    id: int
    title: str
    published: date | None
    received: datetime
    source_file: str
    sha256: str
    made_up: bool


@dataclass(frozen=True)
class SheetTable:
    """One of the three tables: `form` as read from its headers; `missing` if the document has none of its cells."""

    section: str
    title: str
    form: str
    missing: bool


@dataclass(frozen=True)
class Sheet:
    """One body's report of one year as the form lays it out.

    `area` is its county, "" if unknown.
    `state` is `complete`, `findings`, `table_missing`, `cells_missing`, `cells_empty`, `not_in_store` or
    `not_existing`, as in coverage, save that a report in hand is never hidden; in the last two
    `report` is None and the rest empty.
    `cells` maps an indicator's code (an added row's as `code@row label`) to its cell, which is how
    `data.forms` lays them out. `findings` are the open ones, `closed` the others. `superseded` are earlier
    documents for the same year, latest first; `years` all years of which the store has a report of this body (of the
    same kind, made up or true).
    """

    path: str
    name: str
    area: str
    kind: str
    year: int
    state: str
    report: Version | None
    tables: tuple[SheetTable, ...]
    cells: Mapping[str, SheetCell]
    findings: tuple[Remark, ...]
    narrative: Mapping[str, str]
    superseded: tuple[Version, ...]
    years: tuple[int, ...]
    closed: tuple[Remark, ...] = ()

    @property
    def previous(self) -> int | None:
        """The nearest earlier year with a report."""
        return max((year for year in self.years if year < self.year), default=None)

    @property
    def next(self) -> int | None:
        """The nearest later year with a report."""
        return min((year for year in self.years if year > self.year), default=None)

    def count(self, status: Status) -> int:
        """How many cells of the three tables were read so; added rows and figures from the prose aside."""
        tables = {cell.code for table in self.tables for cell in forms.indicators(table.form, table.section)}
        return sum(cell.standing is status for code, cell in self.cells.items() if code in tables)


@cache
def _sql(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _rows(snapshot: Snapshot, name: str, **bound: object) -> list[dict[str, Any]]:
    cursor = snapshot.cursor().execute(_sql(name), bound)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["page"], row["table_no"], row["row_no"], row["column_no"], row["line"])


def _order(layout: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Where each cell stands on the form, through all tables."""
    codes = [cell.code for section, form in layout for cell in forms.indicators(form, section)]
    return {code: place for place, code in enumerate(codes)}


def _remarks(
    found: Iterable[Mapping[str, Any]], order: Mapping[str, int], form: Mapping[str, str], asked: Sequence[causes.Asked]
) -> tuple[Remark, ...]:
    """Findings numbered as their first cells stand on the form; those of no cell follow, by place in the source."""

    def appears(one: Remark) -> tuple[float, ...]:
        first = min((order.get(code.partition("@")[0], inf) for code in one.cells), default=inf)
        return (
            first,
            *(getattr(one.place, name) or 0 for name in ("page", "table", "row", "column", "line")),
        )

    made = [*gathered(found, form), *(_question(one, form) for one in asked)]
    return tuple(replace(one, number=number) for number, one in enumerate(sorted(made, key=appears), start=1))


def gathered(found: Iterable[Mapping[str, Any]], form: Mapping[str, str]) -> Iterator[Remark]:
    """Rows of findings as remarks without a number, the sums of one mistake together; `form` by section."""
    groups: dict[object, list[Mapping[str, Any]]] = {}
    for row in found:
        cause = causes.key(row["rule"], row["evidence"])
        groups.setdefault((cause, row["reading"]) if cause else id(row), []).append(row)
    for rows in groups.values():
        first, evidence = rows[0], dict(rows[0]["evidence"])
        sums = tuple((str(row["rule"]), dict(row["evidence"])) for row in rows if causes.key(row["rule"], evidence))
        cells = tuple(dict.fromkeys((*causes.leads(evidence), *(code for row in rows for code in row["cells"]))))
        severity, state = Severity(first["severity"]), first["state"]
        yield Remark(
            0,
            first["rule"],
            severity,
            cells,
            evidence,
            _place(first),
            sums,
            form,
            state=state,
            reading=first["reading"],
        )


def _question(one: causes.Asked, form: Mapping[str, str]) -> Remark:
    return Remark(0, "cell_asked", Severity.WARNING, (one.change.code,), {}, Place(), (), form, one)


def _asked(rows: Iterable[Mapping[str, Any]], form: Mapping[str, str]) -> list[causes.Asked]:
    """Doubtful cells that sums ask about, the sums being of the numbers that count."""
    own = [row for row in rows if row["row_label"] is None]
    doubtful = {row["indicator"] for row in own if row["status"] == Status.DOUBTFUL and not row["decided"]}
    counting = {row["indicator"]: row["new_value"] if row["decided"] else row["value"] for row in own}
    values = {code: value for code, value in counting.items() if value is not None}
    return list(causes.asked(values, doubtful & values.keys(), form)) if doubtful else []


def _cells(rows: Iterable[Mapping[str, Any]], remarks: Iterable[Remark]) -> dict[str, SheetCell]:
    numbers: dict[str, tuple[int, ...]] = {}
    for remark in remarks:
        for code in dict.fromkeys(remark.cells):
            numbers[code] = (*numbers.get(code, ()), remark.number)
    cells = {}
    for row in rows:
        code = row["indicator"] if row["row_label"] is None else f"{row['indicator']}@{row['row_label']}"
        cells[code] = SheetCell(
            code,
            row["raw"],
            row["value"],
            row["unit"],
            Status(row["status"]),
            row["confidence"],
            _place(row),
            numbers.get(code, ()),
            Change(*(row[name] for name in ("decided", "new_value", "author", "reason", "made")))
            if row["decided"]
            else None,
        )
    return cells


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        *(row[name] for name in ("id", "title", "published", "received", "source_file", "sha256", "made_up"))
    )


def _tables(row: Mapping[str, Any], cells: Mapping[str, SheetCell]) -> tuple[SheetTable, ...]:
    found = []
    for section in forms.TABLE_SECTIONS:
        form = row[f"form{section}"]
        codes = [cell.code for cell in forms.indicators(form, section)]
        missing = all(code not in cells or cells[code].status is Status.MISSING for code in codes)
        found.append(SheetTable(section, forms.TITLES[section], form, missing))
    return tuple(found)


def _state(existed: bool, sheet: Sheet) -> str:
    if sheet.report is None:
        return "not_in_store" if existed else "not_existing"
    if any(remark.arithmetic for remark in sheet.findings):
        return "findings"
    if any(table.missing for table in sheet.tables):
        return "table_missing"
    if sheet.count(Status.MISSING):
        return "cells_missing"
    return "cells_empty" if sheet.count(Status.BLANK) or sheet.count(Status.NIL) else "complete"


def sheet(snapshot: Snapshot, place: str, year: int) -> Sheet:
    """The live report of one body (name or path) and year. Raises BadRequest for an unknown or ambiguous name."""
    [body] = bodies(snapshot).chosen([place])[0].to_pylist()
    rows = _rows(snapshot, "sheet_reports.sql", body=body["id"], year=year)
    live = next((row for row in rows if row["live"] and row["year"] == year), None)
    remarks: tuple[Remark, ...] = ()
    closed: tuple[Remark, ...] = ()
    cells: dict[str, SheetCell] = {}
    if live:
        form = {section: live[f"form{section}"] for section in forms.TABLE_SECTIONS}
        read = _rows(snapshot, "sheet_cells.sql", report=live["id"], year=year, body=body["id"])
        found_there = live["findings"] or ()
        by_state = {
            is_open: [row for row in found_there if (row["state"] == "open") is is_open] for is_open in (True, False)
        }
        remarks = _remarks(by_state[True], _order(form.items()), form, _asked(read, form))
        closed = _remarks(by_state[False], _order(form.items()), form, ())
        cells = _cells(read, remarks)
    alike = [row for row in rows if row["live"] and (live is None or row["made_up"] == live["made_up"])]
    prose = sorted((part["section"], part["text"]) for part in (live and live["narrative"]) or ())
    found = Sheet(
        path=body["path"],
        name=body["name"],
        area=body["area"],
        kind=body["kind"],
        year=year,
        state="",
        report=_version(live) if live else None,
        tables=_tables(live, cells) if live else (),
        cells=cells,
        findings=remarks,
        narrative=dict(prose),
        superseded=tuple(_version(row) for row in rows if row["year"] == year and not row["live"]),
        years=tuple(sorted({row["year"] for row in alike})),
        closed=closed,
    )
    return replace(found, state=_state(body["first"] <= year <= body["last"], found))
