"""Who has handed in the report of a year, who is late, and how far each has come: the year's board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from analytics.places import bodies
from data.clock import local
from data.store import Snapshot

STATES = ("not_received", "received", "returned", "accepted")
COLUMNS = (
    *("jurisdiction", "class", "year", "state", "received", "deadline", "days_late"),
    *("versions", "returned", "findings", "doubtful"),
)
NUMBERS = ("year", "days_late", "versions", "returned", "findings", "doubtful")  # of the columns


@dataclass(frozen=True)
class Submission:
    """One unit's report of one year.

    `received` is the day it was handed in: the one that a person set, else that of its first import, if that is not
    later than the last day of the year after the report's; None where neither tells it. `days_late` counts from
    `deadline`, None where either day is unknown. `versions` are its documents, `returned` how often one was sent back;
    `findings` those open of the report in force (`to_mend`: errors and warnings of what the document says), `doubtful`
    its cells.
    `publishing` is the deadline of publication, `published` the report's own date. `expected` tells whether the unit
    must report, as far as known, `listed` whether a roster names it, with whom to ask. `decisions` is how many
    people made on its reports of the year.
    """

    jurisdiction: str
    kind: str
    year: int
    state: str
    received: date | None = None
    deadline: date | None = None
    versions: int = 0
    returned: int = 0
    findings: int = 0
    doubtful: int = 0
    to_mend: int = 0
    report: int | None = None
    sha256: str = ""
    published: date | None = None
    publishing: date | None = None
    expected: bool = True
    listed: bool = False
    contact: str = ""
    decisions: int = 0

    @property
    def absent(self) -> bool:
        """Whether it may be called not received: a deadline is set, and a roster says that the unit must report."""
        return self.state == "not_received" and self.deadline is not None and self.listed

    @property
    def days_late(self) -> int | None:
        """Days after the deadline, 0 if in time."""
        if self.received is None or self.deadline is None:
            return None
        return max(0, (self.received - self.deadline).days)

    @property
    def row(self) -> tuple[object, ...]:
        """In the order of `COLUMNS`."""
        received, deadline = (day.isoformat() if day else None for day in (self.received, self.deadline))
        return (
            *(self.jurisdiction, self.kind, self.year, self.state, received, deadline, self.days_late),
            *(self.versions, self.returned, self.findings, self.doubtful),
        )


@lru_cache(maxsize=16)  # a snapshot never changes, and every rerun of a screen asks the same again
def submissions(snapshot: Snapshot, year: int, made_up: bool | None = None) -> tuple[Submission, ...]:
    """Every unit that exists in the year and must report, in the order of its path.

    A roster says who must report; without one every unit does that the store has a report of, of any year.
    """
    places = bodies(snapshot, "reported")
    world = places.world(made_up)
    units = places.within(world).to_pylist()
    rostered = any(unit["listed"] for unit in units)
    days = _deadlines(snapshot, year)
    came = _came(snapshot, year, world)
    found = []
    for unit in units:
        here = unit["first"] <= year <= unit["last"] and (unit["listed"] or not rostered) and unit["must_report"]
        row = came.get(unit["id"])
        if here or (row and row["report"] is not None):
            one = _submission(unit["path"], unit["kind"], year, row, days, here)
            found.append(replace(one, listed=bool(unit["listed"]), contact=str(unit["contact"])))
    return tuple(found)


def _submission(
    path: str,
    kind: str,
    year: int,
    row: Mapping[str, object] | None,
    days: Mapping[tuple[str, str], date],
    expected: bool,
) -> Submission:
    due, publishing = (days.get((kind, what), days.get(("", what))) for what in ("due", "published"))
    bare = Submission(path, kind, year, "not_received", deadline=due, publishing=publishing, expected=expected)
    if row is None:
        return bare
    state = {"return": "returned", "accept": "accepted"}.get(str(row["said"]), "received")
    there = row["report"] is not None
    return Submission(
        path,
        kind,
        year,
        state if there else "not_received",
        received=_day(row["handed"], row["first"], year) if there else None,
        deadline=due,
        versions=int(str(row["versions"])),
        returned=int(str(row["returned"])),
        decisions=int(str(row["decisions"])),
        findings=int(str(row["findings"])),
        doubtful=int(str(row["doubtful"])),
        to_mend=int(str(row["to_mend"])),
        report=int(str(row["report"])) if there else None,
        sha256=str(row["sha256"] or ""),
        published=row["published"] if isinstance(row["published"], date) else None,
        publishing=publishing,
        expected=expected,
    )


def _day(handed: object, first: object, year: int) -> date | None:
    if isinstance(handed, date):
        return handed
    if not isinstance(first, datetime):
        return None
    day = local(first).date()
    return day if day <= date(year + 1, 12, 31) else None  # six years imported today are not 2,000 days late


def _deadlines(snapshot: Snapshot, year: int) -> dict[tuple[str, str], date]:
    """By class ("": all others) and what is due."""
    rows = snapshot.cursor().execute("SELECT kind, what, day FROM deadline WHERE year = ?", [year]).fetchall()
    return {(kind, what): day for kind, what, day in rows}


def _came(snapshot: Snapshot, year: int, world: bool) -> dict[int, dict[str, object]]:
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    cursor = snapshot.cursor()
    cursor.execute(sql, {"year": year, "made_up": world})
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["id"]: row for row in rows}


@dataclass(frozen=True)
class Summary:
    """Some submissions in figures: of the units expected, how many reports are in each state; `late` and `timely` of
    those whose two days are known, `undated` the others received.
    """

    units: int
    received: int
    missing: int
    open: int
    returned: int
    accepted: int
    findings: int
    timely: int
    late: int
    undated: int
    rostered: bool
    absent: bool  # whether all that are missing may be called not received


def summary(found: Sequence[Submission]) -> Summary:
    """The figures of these submissions."""
    came = [one for one in found if one.state != "not_received"]
    days = [one.days_late for one in came]
    states = Counter(one.state for one in found)
    return Summary(
        units=sum(one.expected for one in found),
        received=len(came),
        missing=states["not_received"],
        open=states["received"],
        returned=states["returned"],
        accepted=states["accepted"],
        findings=sum(one.findings for one in found),
        timely=sum(day == 0 for day in days),
        late=sum(day is not None and day > 0 for day in days),
        undated=days.count(None),
        rostered=any(one.listed for one in found),
        absent=all(one.absent for one in found if one.state == "not_received"),
    )
