"""Is the store as it was written? Every snapshot read to its end, every original compared with its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.errors import BadStore
from data.store import documents, journal, manifest, pointer
from data.store.snapshot import opened, whole


@dataclass(frozen=True)
class Verdict:
    """How much was looked at, and what is wrong."""

    snapshots: int
    documents: int
    decisions: int
    problems: tuple[BadStore, ...]


def verify(folder: Path) -> Verdict:
    """Raises BadStore only where there is no store at all."""
    pointer.check(folder)
    snapshots = pointer.snapshots(folder)
    originals = manifest.originals(folder)
    decisions = list(journal.lines(folder))
    if not snapshots and not originals and not (folder / pointer.NAME).exists():
        raise BadStore("store_empty", store=folder)
    damaged = [number for number, line in enumerate(decisions, start=1) if isinstance(line, str)]
    problems = [
        *_pointer(folder),
        *_snapshots(folder, snapshots),
        *_documents(folder, originals),
        *_lost(folder, {*originals}),
        *(BadStore("store_journal_damaged", store=folder, line=number) for number in damaged),
    ]
    return Verdict(len(snapshots), len(originals), len(decisions), tuple(problems))


def _pointer(folder: Path) -> Iterator[BadStore]:
    try:
        pointer.read(folder)
    except BadStore as error:
        yield error


def _snapshots(folder: Path, snapshots: list[str]) -> Iterator[BadStore]:
    for snapshot_id in snapshots:
        try:
            whole(pointer.path(folder, snapshot_id))
        except BadStore as error:
            yield error


def _documents(folder: Path, originals: list[str]) -> Iterator[BadStore]:
    for sha256 in originals:
        try:
            documents.read(folder, sha256)
        except BadStore as error:
            yield error
        found = manifest.read(manifest.path(folder, sha256))
        if found is None or found.sha256 != sha256:
            yield BadStore("store_manifest_lost", store=folder, document=sha256)


def _lost(folder: Path, originals: set[str]) -> Iterator[BadStore]:
    """Documents that reports of the live snapshot were read from, and that are not there."""
    try:
        live = pointer.read(folder)
        if live is None:
            return
        cursor = opened(pointer.path(folder, live)).cursor()
        rows = cursor.execute("SELECT DISTINCT sha256, source_file FROM report ORDER BY ALL").fetchall()
    except (BadStore, duckdb.Error):
        return  # told already
    for sha256, name in rows:
        if sha256 not in originals:
            yield BadStore("store_document_lost", store=folder, document=f"{name}（{sha256}）")
