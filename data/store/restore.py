"""What to do when the pointer or the live snapshot is gone or damaged: choose among the snapshots that are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from data import clock
from data.errors import BadStore
from data.store import copying, journal, pointer, whereabouts, writer
from data.store.snapshot import whole

# Errors of a store that a snapshot can be chosen for.
MENDABLE = {"store_pointer_lost", "store_pointer_broken", "store_pointer_astray", "store_broken", "store_shape"}


@dataclass(frozen=True)
class Choice:
    """A snapshot that is there: how many reports it holds, and when the last of them came, in UTC; `error` if it can't
    be read whole.
    """

    id: str
    reports: int = 0
    received: datetime | None = None
    error: BadStore | None = None


@dataclass(frozen=True)
class Restored:
    """What the store opens with now, and with what before ("" if that could not be told)."""

    before: str
    now: Choice
    problems: tuple[BadStore, ...] = ()


def choices(folder: Path) -> list[Choice]:
    """All snapshots of a store, the newest first, each read to its end."""
    return [_choice(pointer.path(folder, id)) for id in pointer.snapshots(folder)]


def newest(folder: Path) -> Choice | None:
    """The newest snapshot that reads whole; None if there is none."""
    found = (_choice(pointer.path(folder, id)) for id in pointer.snapshots(folder))
    return next((choice for choice in found if choice.error is None), None)


def _choice(path: Path) -> Choice:
    try:
        whole(path)
        with duckdb.connect(path, read_only=True) as connection:
            [(reports, last)] = connection.execute("SELECT count(*), max(received) FROM report WHERE live").fetchall()
    except BadStore as error:
        return Choice(path.stem, error=error)
    return Choice(path.stem, reports, last)


def live(folder: Path) -> str:
    """What the pointer names, as far as it can be read."""
    try:
        return pointer.read(folder) or ""
    except BadStore:
        return ""


def to_snapshot(folder: Path, snapshot_id: str | None = None) -> Restored:
    """Open the store with this snapshot from now on, by default with the newest that reads whole.

    Nothing is deleted: any other can be chosen again. Raises BadStore if it is not there or does not read whole.
    """
    with writer.told(folder):
        if not pointer.snapshots(folder):
            raise BadStore("restore_no_snapshot", store=folder)
        with writer.locked(folder):
            before = live(folder)
            choice = _named(folder, snapshot_id) if snapshot_id else newest(folder)
            if choice is None:
                raise BadStore("restore_none_whole", store=folder)
            if choice.id != before:
                _point(folder, before, choice.id)
    return Restored(before, choice)


def _named(folder: Path, snapshot_id: str) -> Choice:
    if snapshot_id not in pointer.snapshots(folder):
        raise BadStore("restore_unknown", store=folder, snapshot=snapshot_id)
    choice = _choice(pointer.path(folder, snapshot_id))
    if choice.error:
        raise choice.error
    return choice


def _point(folder: Path, before: str, now: str) -> None:
    at = clock.now()
    journal.append(folder, [journal.entry(at, "restore", now, before, now)])
    pointer.replace(folder, now)
    whereabouts.remember(folder)


def from_backup(folder: Path, backup: Path) -> Restored:
    """Bring a backup's documents, decisions and snapshot into the store, and open it with that snapshot."""
    before = live(folder)
    copied = copying.restore(backup, folder)
    with writer.told(folder), writer.locked(folder):
        _point(folder, before, copied.snapshot)
    return Restored(before, _named(folder, copied.snapshot), copied.problems)
