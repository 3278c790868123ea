"""A store copied whole while others read and write it: the way of backups, there and back."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadStore
from data.store import documents, journal, manifest, pointer, writer
from data.store.disk import sync_file, sync_folder
from data.store.snapshot import whole

_TRIES = 5  # a snapshot may be cleared away while it is copied, when five imports end meanwhile


@dataclass(frozen=True)
class Copied:
    """The snapshot that the copy opens with, how many originals it holds, and what is wrong with some of them."""

    snapshot: str
    documents: int
    problems: tuple[BadStore, ...]


def backup(folder: Path, target: Path) -> Copied:
    """Copy a store into a folder that is new, empty or holds an earlier backup; imports may go on meanwhile.

    Raises BadStore; what the target held before stays usable until the copy is whole.
    """
    if folder.resolve() in (target.resolve(), *target.resolve().parents):
        raise BadStore("backup_inside", store=folder, target=target)
    if pointer.read(folder) is None:
        raise BadStore("store_empty", store=folder)
    with writer.told(target):
        pointer.check(target)
        with writer.locked(target):
            return _copied(folder, target)


def restore(source: Path, folder: Path) -> Copied:
    """Bring what a backup holds into a store, and open the store with the backup's snapshot.

    What the store has stays: its snapshots can still be chosen, its documents and decisions are only added to.
    """
    pointer.check(source)
    if pointer.read(source) is None:
        raise BadStore("restore_nothing", source=source)
    with writer.told(folder):
        pointer.check(folder)
        with writer.locked(folder):
            return _copied(source, folder)


def _copied(source: Path, target: Path) -> Copied:
    pointer.begin(target)
    snapshot_id = _snapshot(source, target)
    problems = [*_documents(source, target)]
    _journal(source, target)
    pointer.replace(target, snapshot_id)
    (target / pointer.UNFINISHED).unlink(missing_ok=True)
    writer.tidy(target, snapshot_id)
    return Copied(snapshot_id, len(manifest.originals(target)), tuple(problems))


def _snapshot(source: Path, target: Path) -> str:
    """Copy the live snapshot, and read the copy to its end."""
    (target / pointer.SNAPSHOTS).mkdir(parents=True, exist_ok=True)
    for left in reversed(range(_TRIES)):
        snapshot_id = pointer.read(source)
        if snapshot_id is None:
            raise BadStore("store_empty", store=source)
        made = pointer.path(target, snapshot_id)
        draft = made.with_name(f"{pointer.DRAFT}{made.name}")
        try:
            shutil.copyfile(pointer.path(source, snapshot_id), draft)
        except FileNotFoundError:
            if not left:
                raise
            continue
        sync_file(draft)
        os.replace(draft, made)
        sync_folder(made.parent)
        whole(made)
        return snapshot_id
    raise AssertionError("the last try returns or raises")


def _documents(source: Path, target: Path) -> list[BadStore]:
    """Copy the originals that the target has not, or not whole, and what both know of each. What is damaged is told."""
    incoming = documents.Incoming(target)
    problems = []
    fresh = []
    try:
        for sha256 in manifest.originals(source):
            here = documents.path(target, sha256)
            try:
                if not documents.is_whole(here, sha256):
                    incoming.put(sha256, documents.read(source, sha256))
            except BadStore as error:
                problems.append(error)
            known = manifest.read(manifest.path(source, sha256))
            before = manifest.read(manifest.path(target, sha256))
            if known and known != before:
                fresh.append(manifest.merged(known, before) if before else known)
        incoming.take(manifest.originals(source))
        manifest.save(target, fresh)
    finally:
        incoming.clear()
    return problems


def _journal(source: Path, target: Path) -> None:
    """Add the decisions that the target does not have."""
    there = set(journal.entries(target))
    journal.append(target, [entry for entry in journal.entries(source) if entry not in there])
