"""A report in reading order: what stands on it, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.demo.prose import body
from data.demo.render.table import Row, table
from data.forms import SECTIONS, TABLE_SECTIONS
from data.model import DEMO_MARK, Report


@dataclass(frozen=True)
class Title:
    """The report's title."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A section's title."""

    text: str


@dataclass(frozen=True)
class Prose:
    """One paragraph. A closing one, signature or date, stands at the right where the format has sides."""

    text: str
    closing: bool = False


@dataclass(frozen=True)
class Table:
    """A section's table."""

    section: str
    rows: list[Row]


Part = Title | Heading | Prose | Table


def parts(report: Report) -> Iterator[Part]:
    """Title, mark, prose, and each section with its heading, prose and table; signature and date last."""
    yield Title(report.title)
    if report.made_up:
        yield Prose(DEMO_MARK)
    yield from _prose(report, "0")
    for section in SECTIONS:
        yield Heading(section.title)
        yield from _prose(report, section.number)
        if section.number in TABLE_SECTIONS and (rows := table(report, section.number)):
            yield Table(section.number, rows)
    if report.published:
        day = date.fromisoformat(report.published)
        yield Prose(body(report.jurisdiction.name, report.jurisdiction.kind), closing=True)
        yield Prose(f"{day.year}年{day.month}月{day.day}日", closing=True)


def _prose(report: Report, section: str) -> Iterator[Prose]:
    yield from (Prose(line) for line in report.narrative.get(section, "").splitlines())
