"""Reports of one body after another, with nothing to remark on between them, and what a store finds across them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from data.across import RULES
from data.model import Report
from data.roster import Entry, Roster
from data.store import Store
from tests.factory import document, ingested, report

COUNTY = ("清水县",)


def made(name: str, year: int, cells: Mapping[str, str] | None = None, prose: str = "", problems: str = "") -> Report:
    """A report with 0 in all its cells but these, and with no other prose than this."""
    blank = report(0, name, year, parents=COUNTY, busy=False)
    values = {reading.indicator: (cells or {}).get(reading.indicator, "0") for reading in blank.readings}
    readings = tuple(replace(r, raw=values[r.indicator], value=Decimal(values[r.indicator])) for r in blank.readings)
    told = replace(blank, readings=readings, narrative={"1": prose, "5": problems})
    return replace(told, sha256=hashlib.sha256(document(told)).hexdigest())


def added(folder: Path, reports: Iterable[Report], roster: Roster | None = None) -> set[tuple[str, int, str]]:
    """All findings across reports in the store once these are in: (body, year, rule)."""
    Store(folder).add(map(ingested, reports), roster)
    return {key for key, _, _ in told(folder)}


def told(folder: Path) -> list[tuple[tuple[str, int, str], list[str], dict[str, str]]]:
    """Each finding across reports: (body, year, rule), its cells and its evidence."""
    snapshot = Store(folder).live()
    assert snapshot is not None
    sql = """SELECT j.path, r.year, f.rule, f.cells, f.evidence, r.live FROM finding f
        JOIN report r ON r.id = f.report JOIN jurisdiction j ON j.id = r.jurisdiction
        WHERE list_contains(?, f.rule) ORDER BY ALL"""
    rows = snapshot.cursor().execute(sql, [list(RULES)]).fetchall()
    assert all(live for *_, live in rows)
    return [((path, year, rule), cells, evidence) for path, year, rule, cells, evidence, _ in rows]


def entry(name: str, last: int | None = None, successor: str = "", how: str | None = None, **given: object) -> Entry:
    """A line of the roster."""
    successors = tuple(filter(None, successor.split("、")))
    return Entry(row=2, name=name, kind="镇", parents=COUNTY, last=last, successors=successors, succession=how, **given)


def roster(*entries: Entry) -> Roster:
    """A roster of these."""
    return Roster("单位名录.csv", entries)
