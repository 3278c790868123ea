"""Decisions of people written into a store: each call makes one snapshot, and can be undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data import clock, review
from data.errors import BadRequest, BadStore
from data.numbers import plain
from data.review import Deadline, Decided, Keeping, OwnFigure, Target, Wish
from data.store import county, journal, pointer, reassigning, whereabouts, writer
from data.store.disk import sync_file
from data.store.fresh import Fresh
from data.store.journal import Entry
from data.store.lineage import MOVES
from data.store.reassigning import FIRST_YEAR, LAST_YEAR
from data.store.snapshot import create, opened

DEADLINE = "deadline"
Wanted = Wish | Deadline | OwnFigure | Keeping


@dataclass(frozen=True)
class Done:
    """What was decided, as the journal has it. `sure` is false where the disk would not promise to keep it."""

    entries: tuple[Entry, ...]
    sure: bool = True


def act(folder: Path, wishes: Sequence[Wanted]) -> Done:
    """Decide all of these, or none. Raises BadRequest for a wish that can't be, BadStore."""
    with writer.writing(folder) as live:
        if live is None:
            raise BadStore("store_empty", store=folder)
        fresh = Fresh.following(folder, live, opened(pointer.path(folder, live)).kind)
        with writer.drafted(folder, fresh) as draft:
            entries = _written(draft, wishes, fresh)
            journal.append(folder, entries)
            return Done(tuple(entries), writer.published(folder, fresh, draft))


def _written(draft: Path, wishes: Sequence[Wanted], fresh: Fresh) -> list[Entry]:
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        entries: list[Entry] = []
        touched: list[int] = []
        for wish in wishes:
            made, reports = _one(connection, wish, fresh.at)
            entries += [replace(entry, snapshot=fresh.id, base=fresh.base) for entry in made]
            touched += reports
        moved = any(isinstance(wish, Wish) and wish.kind == "reassign" for wish in wishes)  # others compare with it
        writer.finish(connection, touched, moved, fresh)
    finally:
        connection.close()
    sync_file(draft)
    return entries


def _one(connection: duckdb.DuckDBPyConnection, wish: Wanted, at: datetime) -> tuple[list[Entry], list[int]]:
    """Decide one wish: its lines for the journal, and the reports it touches."""
    if isinstance(wish, Deadline):
        if not FIRST_YEAR <= wish.year <= LAST_YEAR or wish.day < date(wish.year, 1, 1):
            raise BadRequest("deadline_impossible", year=wish.year, day=wish.day.isoformat())
        wish = replace(wish, by=review.named(wish.by))
        before = _deadline(connection, wish)
        review.schedule(connection, wish, at)
        return [_of_deadline(wish, before, at)], []
    if isinstance(wish, OwnFigure | Keeping):
        return [county.decide(connection, wish, at)], []
    decided = review.decide(connection, wish, at)
    if wish.kind == "reassign":
        decided = [reassigning.targeted(connection, wish, one) for one in decided]
    return [_entry(one) for one in decided], _done(connection, decided)


def _done(connection: duckdb.DuckDBPyConnection, decided: Sequence[Decided]) -> list[int]:
    """Write these; the reports they touch."""
    touched = review.record(connection, decided)
    for one, report in zip(decided, [*touched], strict=True):
        if one.target:
            touched += reassigning.move(connection, one, report)
    return touched


def _deadline(connection: duckdb.DuckDBPyConnection, wish: Deadline) -> str:
    found = connection.execute(
        "SELECT day FROM deadline WHERE year = ? AND kind = ? AND what = ?", [wish.year, wish.kind, wish.what]
    ).fetchone()
    return found[0].isoformat() if found else ""


def _of_deadline(wish: Deadline, before: str, at: datetime) -> Entry:
    moment = at.isoformat(timespec="microseconds")
    day = wish.day.isoformat()
    return Entry(moment, wish.by, DEADLINE, wish.kind, before, day, year=wish.year, detail={"what": wish.what})


def _entry(one: Decided) -> Entry:
    """A decision as a line of the journal: what it is of, and the numbers or texts before and after."""
    new = plain(one.new_value) if one.new_value is not None else one.day.isoformat() if one.day else ""
    detail: dict[str, Any] = {"sha256": one.sha256}
    if one.cell:
        detail |= {"row_label": one.row_label, "indicator": one.indicator, "old_raw": one.old_raw, "stood": one.stood}
        detail |= {"old_value": None if one.old_value is None else plain(one.old_value)}
    if one.rule:
        detail |= {"cells": list(one.cells), "evidence": dict(one.evidence), "stood": one.stood}
    if one.earlier:
        detail["earlier"] = dict(one.earlier)
    before = one.before
    if one.target:
        detail |= {"target": asdict(one.target), "evidence": dict(one.evidence), **one.aside}
        before, new = f"{one.jurisdiction} {one.year}", f"{one.aside['to']} {one.target.year}"
    return Entry(
        at=one.made.isoformat(timespec="microseconds"),
        by=one.author,
        kind=one.kind,
        subject=one.cell or one.rule or one.aside.get("file", ""),
        old=before,
        new=new,
        reason=one.reason,
        jurisdiction=one.jurisdiction,
        year=one.year,
        detail=detail,
    )


def again(connection: duckdb.DuckDBPyConnection, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Do these once more, as the journal has them; give those that can't be, as their document is not there now."""
    for entry in entries:
        at = datetime.fromisoformat(entry.at)
        if entry.kind == DEADLINE:
            what = str(entry.detail.get("what", "due"))
            deadline = Deadline(entry.year or 0, entry.subject, entry.by, date.fromisoformat(entry.new), what)
            review.schedule(connection, deadline, at)
            continue
        if entry.kind in county.KINDS:
            county.again(connection, entry, at)
            continue
        try:
            _done(connection, [_decided(entry, at)])
        except LookupError:
            yield entry


def _decided(entry: Entry, at: datetime) -> Decided:
    """The decision that a line of the journal tells of."""
    detail = entry.detail
    old, cells = detail.get("old_value"), detail.get("cells", ())
    of_cell = "indicator" in detail
    return Decided(
        entry.kind,
        entry.jurisdiction,
        entry.year or 0,
        str(detail["sha256"]),
        entry.reason,
        entry.by,
        at,
        indicator=str(detail.get("indicator", "")),
        row_label=detail.get("row_label"),
        rule=entry.subject if entry.kind == "waive" else "",
        cells=tuple(cells),
        evidence=dict(detail.get("evidence", {})),
        stood=str(detail.get("stood", "")),
        old_raw=str(detail.get("old_raw", "")),
        old_value=None if old is None else Decimal(old),
        new_value=Decimal(entry.new) if of_cell else None,
        day=date.fromisoformat(entry.new) if entry.kind == "handed" else None,
        target=_target(detail["target"]) if "target" in detail else None,
    )


def _target(told: Mapping[str, Any]) -> Target:
    return Target(told["name"], told["kind"], tuple(told["parents"]), told["year"])


@dataclass(frozen=True)
class Undone:
    """The snapshot left, the one that is live now, and what is undone with it, as the journal has it."""

    left: str
    live: str
    entries: tuple[Entry, ...]
    sure: bool = True


def undo(folder: Path, by: str, snapshot_id: str = "") -> Undone:
    """Go back to the snapshot that the live one was made from: the last import or decision is undone, and kept.

    `snapshot_id`: only if that is the live one still. Before the first import there was nothing: an empty snapshot is
    made. Raises BadRequest where nothing can be undone or something later stands on it, BadStore.
    """
    by = review.named(by)
    with writer.writing(folder) as live:
        if live is None:
            raise BadStore("store_empty", store=folder)
        if snapshot_id and snapshot_id != live:
            raise BadRequest("undo_overtaken")
        entries = [one for one in journal.entries(folder) if one.snapshot == live and one.kind not in MOVES]
        base = _base(folder, live, bool(entries))
        if base:
            journal.append(folder, [_of_undo(by, live, base, entries)])
            sure = pointer.replace(folder, base)
            whereabouts.remember(folder)
            return Undone(live, base, tuple(entries), sure)
        fresh = Fresh.following(folder, None, opened(pointer.path(folder, live)).kind)
        with writer.drafted(folder, fresh) as draft:
            _emptied(draft, fresh)
            journal.append(folder, [_of_undo(by, live, fresh.id, entries)])
            return Undone(live, fresh.id, tuple(entries), writer.published(folder, fresh, draft))


def _of_undo(by: str, live: str, base: str, entries: Sequence[Entry]) -> Entry:
    """The journal's line; of the first of what is undone where that is several."""
    at = clock.now().isoformat(timespec="microseconds")
    first = entries[0] if entries else Entry("", "", "", live)
    subject = " ".join(filter(None, (first.kind, first.subject)))
    return Entry(at, by, "undo", subject, live, base, jurisdiction=first.jurisdiction, year=first.year)


def _base(folder: Path, live: str, made_here: bool) -> str:
    """The snapshot to go back to, "" if it is the empty one before the first. Raises BadRequest."""
    [(base,)] = opened(pointer.path(folder, live)).cursor().execute("SELECT base FROM store_info").fetchall()
    if not base and not made_here:  # made again, or emptied
        raise BadRequest("undo_nothing")
    if base and not pointer.path(folder, base).exists():
        raise BadRequest("undo_gone", snapshot=base)
    return str(base)


def _emptied(draft: Path, fresh: Fresh) -> None:
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        create(connection)
        writer.finish(connection, [], True, fresh)
    finally:
        connection.close()
    sync_file(draft)
