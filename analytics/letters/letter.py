"""What a return letter says: each mistake once, where it stands, what stands there, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import words
from analytics import faults
from analytics.export.form_table import shown_text
from analytics.sheet import Remark, Sheet, sheet
from analytics.submissions import Submission, submissions
from data import forms
from data.model import Severity, Status
from data.store import Snapshot

SEEN = (Severity.ERROR, Severity.WARNING)  # what is good to know goes into no letter
MOST_CELLS = 6  # of one mistake that are listed one by one; a whole table that is empty is told in its sentence


@dataclass(frozen=True)
class Point:
    """One mistake: `places` and `stands` line by line for its cells, both empty for one of the prose."""

    number: int
    places: tuple[str, ...]
    stands: tuple[str, ...]
    problem: str
    ask: str


@dataclass(frozen=True)
class Letter:
    """A letter about one report. `reason` is why it was returned, "" if it was not or nothing was said."""

    place: str
    name: str
    year: int
    tables: tuple[Point, ...]
    prose: tuple[Point, ...]
    reason: str
    deadline: date | None
    day: date
    lang: str

    @property
    def points(self) -> tuple[Point, ...]:
        """All mistakes, in the order of their numbers."""
        return self.tables + self.prose

    @property
    def file(self) -> str:
        """Its file's name, without an ending."""
        place = "_".join(self.place.split("/"))
        return words.say("letters.file", self.lang, place=place, year=self.year)

    @property
    def title(self) -> str:
        """What stands above it."""
        return words.say("letters.title", self.lang, place=self.name, year=self.year)

    @property
    def opening(self) -> str:
        """The first sentence."""
        n = len(self.points)
        return words.say(f"letters.{'opening' if n else 'opening_none'}", self.lang, year=self.year, n=n)

    @property
    def closing(self) -> str:
        """What is asked, and by when."""
        by = words.say("letters.closing_by", self.lang, day=said_day(self.deadline, self.lang)) if self.deadline else ""
        return words.say("letters.closing", self.lang, by=by)


def said_day(day: date, lang: str) -> str:
    """A day as a letter writes it."""
    return words.say("letters.day", lang, year=day.year, month=day.month, day=day.day)


def due(snapshot: Snapshot, year: int, made_up: bool | None = None) -> list[Submission]:
    """The reports of a year that need a letter: with an open error or warning, or returned, by unit."""
    return [
        one
        for one in submissions(snapshot, year, made_up)
        if one.report is not None and (one.to_mend or one.state == "returned")
    ]


def letter(snapshot: Snapshot, one: Submission, day: date, lang: str) -> Letter:
    """The letter about one unit's report, dated `day`. A deadline that is over by then is not named."""
    found = sheet(snapshot, one.jurisdiction, one.year)
    points = list(_points(found, lang))
    tables = [point for point in points if point.places]
    prose = [point for point in points if not point.places]
    numbered = [_numbered(point, n) for n, point in enumerate([*tables, *prose], start=1)]
    return Letter(
        one.jurisdiction,
        found.name,
        one.year,
        tuple(numbered[: len(tables)]),
        tuple(numbered[len(tables) :]),
        _reason(snapshot, one),
        one.deadline if one.deadline and one.deadline >= day else None,
        day,
        lang,
    )


def _numbered(point: Point, number: int) -> Point:
    return Point(number, point.places, point.stands, point.problem, point.ask)


def _points(found: Sheet, lang: str) -> Iterator[Point]:
    for remark, line in zip(found.findings, faults.lines(found, lang), strict=True):
        if remark.severity in SEEN and remark.reading == "document":  # what the unit wrote, not what we made of it
            cells = _cells(remark)
            yield Point(
                0,
                tuple(_place(code, found, lang) for code in cells),
                tuple(_stands(code, found, lang) for code in cells),
                line.text,
                line.remedy,
            )


def _cells(remark: Remark) -> tuple[str, ...]:
    """The cells to be listed: of a sum that does not close first those that would close it."""
    cells = tuple(code for code in remark.cells if code.partition("@")[0] not in forms.PROSE)
    return cells if len(cells) <= MOST_CELLS else cells[:1]


def _place(code: str, found: Sheet, lang: str) -> str:
    section = words.say(
        "letters.section", lang, section={"2": "二", "3": "三", "4": "四"}[code[0]] if lang == "zh" else code[0]
    )
    return f"{section} {faults.cell(code, found, lang)}"


def _stands(code: str, found: Sheet, lang: str) -> str:
    cell = found.cells.get(code)
    if cell is None or cell.status is Status.MISSING:
        return words.say("letters.no_cell", lang)
    if cell.status is Status.BLANK:
        return words.say("letters.empty", lang)
    return shown_text(cell).rstrip("?") if cell.decided is None else cell.raw


def _reason(snapshot: Snapshot, one: Submission) -> str:
    """Why the report in force was returned, if somebody said so."""
    found = (
        snapshot
        .cursor()
        .execute(
            "SELECT reason FROM review WHERE applies = ? AND kind = 'return' ORDER BY act DESC LIMIT 1", [one.report]
        )
        .fetchone()
    )
    return str(found[0]) if found else ""
