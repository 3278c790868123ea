"""Writing a store: one writer at a time makes a new snapshot beside the live one, then points to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import duckdb
import filelock

from data.errors import BadDocument, BadStore
from data.roster import Roster
from data.store import documents, pointer, tables
from data.store.batch import Batch, Ingested
from data.store.decision import Decision, Outcome, decide, outcomes
from data.store.disk import sync_file, sync_folder
from data.store.snapshot import SCHEMA_VERSION, opened

KEPT_SNAPSHOTS = 5
LOCK_WAIT = 30.0  # seconds
_LOCK = ".lock"


@dataclass(frozen=True)
class Written:
    """What an import did: an outcome for each report, and why the roster was refused if it was."""

    outcomes: list[Outcome]
    roster_error: BadDocument | None = None


def add(folder: Path, ingested: Iterable[Ingested], roster: Roster | None, kind: str) -> Written:
    """Take the reports and the roster into the store in `folder`, all or nothing, and make it if it isn't there.

    `ingested` is read under the lock, so a generator may read the documents one by one. `kind` is that of a
    new store. Raises BadStore; whatever is raised, the store is as it was.
    """
    pointer.check(folder)
    try:
        with _locked(folder):
            live = pointer.read(folder)
            _tidy(folder, live)
            incoming = documents.Incoming(folder)
            try:
                return _import(folder, live, incoming, ingested, roster, kind)
            finally:
                incoming.clear()
    except OSError as error:
        raise BadStore("store_unwritable", store=folder, detail=error.strerror or str(error)) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
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
    live: str | None,
    incoming: documents.Incoming,
    ingested: Iterable[Ingested],
    roster: Roster | None,
    kind: str,
) -> Written:
    with closing(Batch(incoming.aside)) as batch:
        for item in ingested:
            incoming.put(item.report.sha256, item.content)
            batch.put(item)
    number = int(live.partition("-")[0]) + 1 if live else 1
    snapshot_id = f"{number:06}-{uuid4().hex[:8]}"
    snapshots = folder / pointer.SNAPSHOTS
    snapshots.mkdir(exist_ok=True)
    draft = snapshots / f"{pointer.DRAFT}{snapshot_id}.duckdb"
    if live:
        kind = opened(pointer.path(folder, live)).kind
        shutil.copyfile(pointer.path(folder, live), draft)
    try:
        decision, error = _write(draft, not live, batch, roster, (SCHEMA_VERSION, snapshot_id, kind))
        written = Written(outcomes(batch.items, decision), error)
        # Also those of known reports: a document that the store has lost comes back this way.
        incoming.take(batch.items[slot].report.sha256 for slot in decision.places)
        if not decision.writes:
            return written
        os.replace(draft, pointer.path(folder, snapshot_id))
        sync_folder(snapshots)
        pointer.replace(folder, snapshot_id)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
    _tidy(folder, snapshot_id)
    return written


def _write(
    draft: Path, new: bool, batch: Batch, roster: Roster | None, info: tuple[int, str, str]
) -> tuple[Decision, BadDocument | None]:
    """Write the draft in one transaction and bring it safely to disk; say what was decided, as `_decide` does."""
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        if new:
            tables.create(connection)
        decision, roster_error = _decide(connection, batch.items, roster)
        if not decision.writes:
            return decision, roster_error
        before, known = tables.boundaries(connection)
        tables.write_bodies(connection, decision.settled)
        touched = tables.write_reports(connection, batch, decision)
        after, events = tables.boundaries(connection)
        moved = known != events or any(after.get(id) != body for id, body in before.items())
        tables.write_across(connection, touched, everything=moved)
        tables.write_indicators(connection)
        tables.write_info(connection, info)
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    sync_file(draft)
    return decision, roster_error


def _decide(
    connection: duckdb.DuckDBPyConnection, items: Sequence[Ingested], roster: Roster | None
) -> tuple[Decision, BadDocument | None]:
    """The decision, and why it was made without the roster if it was."""
    bodies = tables.bodies(connection)

    def decided(roster: Roster | None) -> Decision:
        return decide(items, bodies, roster, lambda settled, wanted: tables.held(connection, settled, wanted))

    try:
        decision = decided(roster)
        if roster:
            tables.check_folds(connection, decision.settled, roster)
        return decision, None
    except BadDocument as error:
        return decided(None), error


def _tidy(folder: Path, live: str | None) -> None:
    """Clear away what killed imports left, and all but the last snapshots up to the live one."""
    found = sorted((folder / pointer.SNAPSHOTS).glob("*.duckdb*"))
    number = int(live.partition("-")[0]) if live else 0
    kept = [file for file in found if pointer.is_snapshot(file) and int(file.name.partition("-")[0]) < number]
    kept = kept[max(0, len(kept) - KEPT_SNAPSHOTS + 1) :]
    for file in found:
        if file not in kept and file.stem != live:
            with suppress(PermissionError):  # Windows: still open somewhere; it goes next time
                file.unlink()
