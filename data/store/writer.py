"""Writing a store: one writer at a time makes a new snapshot beside the live one, then points to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from pathlib import Path

import duckdb
import filelock

from data import review
from data.errors import BadDocument, BadRequest, BadStore, fault
from data.roster import Roster
from data.store import documents, journal, manifest, pointer, provenance, reassigning, snapshot, tables, whereabouts
from data.store.batch import Batch, Ingested
from data.store.decision import Decision, Outcome, decide, outcomes
from data.store.disk import sync_file, sync_folder
from data.store.fresh import Fresh
from data.store.provenance import Known
from data.store.snapshot import opened

KEPT_SNAPSHOTS = 5  # at the least
# A day of review makes a snapshot each decision, and each can be undone while the one before is there.
MOST_SNAPSHOTS, MOST_BYTES = 60, 2**29
LOCK_WAIT = 30.0  # seconds
_LOCK = ".lock"


@dataclass(frozen=True)
class Written:
    """What an import did: an outcome for each report, and why the roster was refused if it was.

    `sure` is false where all is done but the disk would not promise to keep it through a power cut.
    """

    outcomes: list[Outcome]
    roster_error: BadDocument | None = None
    sure: bool = True


def add(
    folder: Path,
    ingested: Iterable[Ingested],
    roster: Roster | None,
    kind: str,
    by: str = "",
    seen: bytes | None = None,
) -> Written:
    """Take the reports and the roster into the store in `folder`, all or nothing, and make it if it isn't there.

    `ingested` is read under the lock, so a generator may read the documents one by one. `kind` is that of a
    new store, `by` who does it, by default the user of this machine. `seen` is the roster (as `provenance.roster` gives
    it) that this one was made from, if it must be that still. Raises BadStore, and BadRequest where another roster was
    saved meanwhile; whatever is raised, the store is as it was.
    """
    with writing(folder) as live:
        fresh = Fresh.following(folder, live, opened(pointer.path(folder, live)).kind if live else kind)
        incoming = documents.Incoming(folder)
        try:
            return _import(folder, fresh, incoming, ingested, roster, by, seen)
        finally:
            incoming.clear()


@contextmanager
def writing(folder: Path) -> Iterator[str | None]:
    """The store's lock, and the id of its live snapshot; what goes wrong within is told as BadStore.

    Refuses a store whose live snapshot can't be found or opened: that is to be mended first (`data.store.restore`).
    """
    with told(folder):
        pointer.check(folder)
        whereabouts.check(folder)
        with locked(folder):
            live = pointer.read(folder)
            if live:
                opened(pointer.path(folder, live))
            yield live


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Faults of the disk and of the database within it are told as BadStore."""
    try:
        yield
    except OSError as error:
        raise BadStore("store_unwritable", store=folder, detail=error) from error
    except duckdb.Error as error:
        detail = fault(error)
        key = "store_unwritable" if isinstance(detail, OSError) else "store_unreadable"
        raise BadStore(key, store=folder, detail=detail) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Within it no other process writes the store. Raises BadStore where one goes on doing so."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(folder / _LOCK, timeout=LOCK_WAIT)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise BadStore("store_busy", store=folder) from error
    try:
        yield
    finally:
        lock.release()


def _import(
    folder: Path,
    fresh: Fresh,
    incoming: documents.Incoming,
    ingested: Iterable[Ingested],
    roster: Roster | None,
    by: str,
    seen: bytes | None,
) -> Written:
    with closing(Batch(incoming.aside)) as batch:
        for item in ingested:
            incoming.put(item.report.sha256, item.content)
            batch.put(item)
    with drafted(folder, fresh) as draft:
        decision, known, error = _write(draft, batch, roster, fresh, seen)
        if roster and error is None:
            known += provenance.of_roster(fresh, roster)
        for one in known if decision.writes else ():
            if one.content is not None:
                incoming.put(one.sha256, one.content)
        if decision.writes:  # before the documents, so that none is ever without its manifest
            known += provenance.of_reports(fresh, batch.items, decision)
            made = provenance.manifests(folder, known, fresh.kind, decision, batch.items, incoming.size)
            manifest.save(folder, made)
        # Also known reports: a document that the store has lost comes back this way.
        incoming.take({batch.items[slot].report.sha256 for slot in decision.places} | {one.sha256 for one in known})
        if not decision.writes:
            return Written(outcomes(batch.items, decision), error)
        result = outcomes(batch.items, decision)
        told = [*_rosters(known, fresh), *_imports(result, fresh)]
        journal.append(folder, [replace(line, by=by.strip() or line.by) for line in told])
        return Written(result, error, published(folder, fresh, draft))


def _rosters(known: list[Known], fresh: Fresh) -> list[journal.Entry]:
    """What the journal is told of the rosters that came."""
    rosters = [one for one in known if one.taken.kind == manifest.ROSTER and one.taken.snapshot == fresh.id]
    return [
        replace(journal.entry(fresh.at, "roster", one.taken.name, new=one.sha256), snapshot=fresh.id, base=fresh.base)
        for one in rosters
    ]


def _imports(result: list[Outcome], fresh: Fresh) -> list[journal.Entry]:
    """What the journal is told of the reports that were taken in."""
    return [
        replace(
            journal.entry(fresh.at, "import", one.file, old=one.other or "", new=str(one.state)),
            jurisdiction=one.place,
            year=one.year,
            snapshot=fresh.id,
            base=fresh.base,
        )
        for one in result
        if one.state.taken
    ]


@contextmanager
def drafted(folder: Path, fresh: Fresh) -> Iterator[Path]:
    """The file that is to become a snapshot, begun as a copy of its base; nothing is left of it afterwards."""
    snapshots = folder / pointer.SNAPSHOTS
    snapshots.mkdir(exist_ok=True)
    pointer.begin(folder)
    for left in snapshots.glob(f"{pointer.DRAFT}*"):  # of killed imports; never a snapshot
        with suppress(OSError):
            left.unlink()
    draft = snapshots / f"{pointer.DRAFT}{fresh.id}.duckdb"
    try:
        if fresh.base:
            shutil.copyfile(pointer.path(folder, fresh.base), draft)
        yield draft
    finally:
        for left in (draft, draft.with_name(f"{draft.name}.wal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def published(folder: Path, fresh: Fresh, draft: Path) -> bool:
    """Make the finished draft the live snapshot, then clear away old ones. False: done, but perhaps not for good."""
    made = pointer.path(folder, fresh.id)
    os.replace(draft, made)
    try:
        sync_folder(folder / pointer.SNAPSHOTS)
        sure = pointer.replace(folder, fresh.id)
    except OSError:
        made.unlink(missing_ok=True)  # never live
        raise
    with suppress(OSError, BadStore):  # it is done: what can't be cleared away today is tomorrow
        (folder / pointer.UNFINISHED).unlink(missing_ok=True)
        tidy(folder, fresh.id)
    if fresh.kind == "own":
        whereabouts.remember(folder)
    return sure


def _write(
    draft: Path, batch: Batch, roster: Roster | None, fresh: Fresh, seen: bytes | None
) -> tuple[Decision, list[Known], BadDocument | None]:
    """Write the draft in one transaction and bring it safely to disk.

    Says what was decided, as `decided` does, and what manifests an older version did not write.
    """
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        if not fresh.base:
            snapshot.create(connection)
        if seen is not None and provenance.roster(connection) != seen:
            raise BadRequest("roster_meanwhile")
        decision, roster_error = decided(connection, batch.items, roster)
        if not decision.writes:
            return decision, [], roster_error
        earlier = provenance.of_store(connection, manifest.named(draft.parent.parent))
        before, known = tables.boundaries(connection)
        touched = take(connection, batch, decision, fresh.at)
        after, events = tables.boundaries(connection)
        moved = known != events or any(after.get(id) != body for id, body in before.items())
        finish(connection, touched, moved, fresh)
    finally:
        connection.close()
    sync_file(draft)
    return decision, earlier, roster_error


def take(connection: duckdb.DuckDBPyConnection, batch: Batch, decision: Decision, at: datetime) -> list[int]:
    """Write what was decided of one import; the ids of the reports that are new or no longer in force."""
    tables.write_bodies(connection, decision.settled)
    touched = tables.write_reports(connection, batch, decision, at)
    for slot in decision.given:
        if slot in decision.reread:  # checked as what it says it is
            reassigning.recheck(connection, decision.reread[slot].id, batch.items[slot].report)
    return touched


def finish(connection: duckdb.DuckDBPyConnection, touched: list[int], everything: bool, fresh: Fresh) -> None:
    """Write what depends on all reports and decisions together, and commit."""
    review.hold(connection)
    tables.write_across(connection, touched, everything)
    if review.held(connection):
        tables.write_findings(
            connection, review.settle(connection, None if everything else touched), reading="corrected"
        )
        reassigning.answer(connection)
        review.waive(connection)
    tables.write_indicators(connection)
    tables.write_info(connection, fresh.info)
    connection.commit()
    connection.execute("CHECKPOINT")


def decided(
    connection: duckdb.DuckDBPyConnection, items: Sequence[Ingested], roster: Roster | None
) -> tuple[Decision, BadDocument | None]:
    """What becomes of the reports; where the roster can't be used, without it and why."""
    bodies, given = tables.bodies(connection), reassigning.given(connection, items)

    def with_(roster: Roster | None) -> Decision:
        return decide(items, bodies, roster, lambda settled, wanted: tables.held(connection, settled, wanted), given)

    try:
        decision = with_(roster)
        if roster:
            tables.check_folds(connection, decision.settled, roster)
        return decision, None
    except BadDocument as error:
        return with_(None), error


def tidy(folder: Path, live: str) -> None:
    """Clear away all but the last snapshots up to the live one, if it is the one that was just made.

    More than `KEPT_SNAPSHOTS` stay while they are small together. Nothing newer goes: an older snapshot may have been
    made the live one by hand, and the newer ones hold what came since. Files that have not the name of a snapshot are
    not ours.
    """
    if pointer.read(folder) != live:
        return
    older = [id for id in pointer.snapshots(folder) if pointer.number(id) < pointer.number(live)]
    sizes = accumulate(pointer.path(folder, id).stat().st_size for id in older)
    small = sum(1 for size in sizes if size <= MOST_BYTES)
    for id in older[max(KEPT_SNAPSHOTS, min(small + 1, MOST_SNAPSHOTS)) - 1 :]:
        with suppress(OSError):  # Windows: still open somewhere; it goes next time
            pointer.path(folder, id).unlink()
