"""A store made again from its originals: what to do when its snapshots are lost, or an older version wrote them.

Each import is done once more, in its order, with the names and folders that the manifests keep; so the reports, bodies,
findings and their numbers come out as they were, read by the rules of this version.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from data.errors import BadDocument, BadStore
from data.ingest import LARGEST_ROSTER, Line, Progress, prepare
from data.roster import SUFFIXES as ROSTERS
from data.roster import Roster, is_roster
from data.sources import Source
from data.store import (
    Ingested,
    documents,
    journal,
    lineage,
    manifest,
    pointer,
    provenance,
    restore,
    snapshot,
    whereabouts,
    writer,
)
from data.store.batch import Batch
from data.store.decision import outcomes
from data.store.disk import sync_file
from data.store.fresh import Fresh
from data.store.lineage import Taken
from data.store.manifest import Manifest
from data.workers import prepared

UNNAMED = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc", b"<": ".html"}


@dataclass(frozen=True)
class Rebuilt:
    """The new snapshot, how many reports it holds, and a line for each original that gave none."""

    snapshot: str
    reports: int
    lines: tuple[Line, ...]
    sure: bool


def rebuild(folder: Path, jobs: int = 1, anyway: bool = False, progress: Progress | None = None) -> Rebuilt:
    """Make the store's data again and open the store with them; what was there stays as an older snapshot.

    Raises BadStore; also, unless `anyway`, where originals can't be read though a snapshot that has them can be.
    """
    with writer.told(folder):
        pointer.check(folder)
        whereabouts.check(folder)
        with writer.locked(folder):
            _complete(folder)
            steps = lineage.steps(folder)
            if not steps:
                raise BadStore("rebuild_nothing", store=folder)
            return _rebuilt(folder, steps, jobs, anyway, progress or (lambda done, total, file: None))


def _complete(folder: Path) -> None:
    """Give a manifest to each original that has none: from the newest snapshot that knows it, else from its bytes."""
    known = {sha256: found for sha256, found in manifest.every(folder) if found}
    if len(known) == len(manifest.originals(folder)):
        return
    for snapshot_id in pointer.snapshots(folder):
        with suppress(duckdb.Error), duckdb.connect(pointer.path(folder, snapshot_id), read_only=True) as connection:
            [(kind,)] = connection.execute("SELECT kind FROM store_info").fetchall()
            found = provenance.of_store(connection, known)
            _put(folder, found, kind)
            break
    now = datetime.now().replace(microsecond=0)
    lost = [sha256 for sha256, found in manifest.every(folder) if not found]
    _put(folder, [_unnamed(folder, sha256, slot, now) for slot, sha256 in enumerate(lost)], "own")


def _unnamed(folder: Path, sha256: str, slot: int, now: datetime) -> provenance.Known:
    """An original of which nothing but its bytes is known: what it may be is told from them."""
    content = documents.path(folder, sha256).read_bytes()
    head = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = next((suffix for sign, suffix in UNNAMED.items() if head.startswith(sign)), ".txt")
    roster = content if len(content) <= LARGEST_ROSTER else b""
    listed = next((ending for ending in ROSTERS if is_roster(f"{sha256}{ending}", roster)), None)
    kind = manifest.ROSTER if listed else manifest.REPORT
    return provenance.unnamed(sha256, kind, listed or suffix, now, slot)


def _put(folder: Path, found: Sequence[provenance.Known], kind: str) -> None:
    incoming = documents.Incoming(folder)
    try:
        for one in found:
            if one.content is not None:
                incoming.put(one.sha256, one.content)
        incoming.take(one.sha256 for one in found)
    finally:
        incoming.clear()
    together: dict[str, Manifest] = {}
    for one in found:
        size = documents.size(folder, one.sha256)
        together[one.sha256] = together.get(one.sha256, Manifest(one.sha256, size, kind)).taken(one.taken)
    manifest.save(folder, [made for sha256, made in together.items() if documents.path(folder, sha256).exists()])


def _rebuilt(folder: Path, steps: list[list[Taken]], jobs: int, anyway: bool, show: Progress) -> Rebuilt:
    before = restore.live(folder)
    first = manifest.read(manifest.path(folder, steps[0][0].sha256))
    fresh = Fresh.following(folder, None, first.store if first else "own")
    with writer.drafted(folder, fresh) as draft:
        lines = _replayed(draft, folder, steps, jobs, fresh, show)
        now = _held(draft)
        told = {line.file for line in lines}
        earlier = _held(pointer.path(folder, before)) if before else {}
        gone = {sha256: name for sha256, name in earlier.items() if sha256 not in now}
        lines += [
            Line(name, error=BadDocument("document_gone", file=name)) for name in gone.values() if name not in told
        ]
        if gone and not anyway and _opens(folder, before):
            raise BadStore("rebuild_incomplete", store=folder, files="、".join(gone.values()), n=len(gone))
        head = before or steps[-1][0].taken.snapshot
        journal.append(folder, [journal.entry(fresh.at, "rebuild", fresh.id, head, fresh.id)])
        return Rebuilt(fresh.id, len(now), tuple(lines), writer.published(folder, fresh, draft))


def _held(file: Path) -> dict[str, str]:
    """Hash and name of every document whose report a snapshot holds in force; none where it can't be read."""
    with suppress(duckdb.Error), duckdb.connect(file, read_only=True) as connection:
        return dict(connection.execute("SELECT sha256, source_file FROM report WHERE live ORDER BY id").fetchall())
    return {}


def _opens(folder: Path, snapshot_id: str) -> bool:
    with suppress(BadStore):
        snapshot.whole(pointer.path(folder, snapshot_id))
        return True
    return False


def _replayed(
    draft: Path, folder: Path, steps: list[list[Taken]], jobs: int, fresh: Fresh, show: Progress
) -> list[Line]:
    """Do the imports again on a new database; a line for each document that failed."""
    incoming = documents.Incoming(folder)
    lines: list[Line] = []
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        snapshot.create(connection)
        with closing(_read(folder, steps, jobs, show)) as read:
            for number, step in enumerate(steps):
                aside = incoming.aside / str(number)
                aside.mkdir()
                lines += _again(connection, aside, folder, step, read)
        writer.finish(connection, [], True, fresh)
    finally:
        connection.close()
        incoming.clear()
    sync_file(draft)
    return lines


def _read(folder: Path, steps: list[list[Taken]], jobs: int, show: Progress) -> Generator[Ingested | BadDocument]:
    """The reports of all steps, one after the other."""
    wanted = [one for step in steps for one in step if one.taken.kind == manifest.REPORT]
    files = [(one, documents.path(folder, one.sha256)) for one in wanted]
    sources = [
        Source(one.taken.name, one.taken.parents, True, file, documents.size(folder, one.sha256)) for one, file in files
    ]
    with closing(prepared(sources, prepare, jobs)) as results:
        for number, (one, result) in enumerate(zip(wanted, results, strict=True)):
            show(number, len(wanted), one.taken.name)
            if isinstance(result, BadDocument):
                yield result
            elif result.report.sha256 != one.sha256:
                yield BadDocument("document_changed", file=one.taken.name)
            else:
                yield replace(result, folder=one.taken.folder)
    show(len(wanted), len(wanted), "")


def _again(
    connection: duckdb.DuckDBPyConnection,
    aside: Path,
    folder: Path,
    step: list[Taken],
    read: Iterator[Ingested | BadDocument],
) -> Iterator[Line]:
    """One import once more; a line for each file that gives no report now."""
    at = datetime.fromisoformat(step[0].taken.received)
    with closing(Batch(aside)) as batch:
        for one in step:
            if one.taken.kind == manifest.REPORT:
                result = next(read)
                if isinstance(result, BadDocument):
                    yield Line(one.taken.name, error=result)
                else:
                    batch.put(result)
    roster, refused = _roster(folder, step)
    yield from refused
    decision, error = writer.decided(connection, batch.items, roster)
    writer.take(connection, batch, decision, at)
    if error and roster:
        yield Line(roster.name, error=error)
    yield from (Line.of(outcome) for outcome in outcomes(batch.items, decision) if outcome.error)


def _roster(folder: Path, step: list[Taken]) -> tuple[Roster | None, list[Line]]:
    """The rosters of one import as one, and a line for each that can't be read now."""
    found, refused = [], []
    for one in step:
        if one.taken.kind == manifest.ROSTER:
            try:
                content = documents.read(folder, one.sha256)
                found.append(Roster.parse(one.taken.name, content, one.taken.folder))
            except BadStore:
                refused.append(Line(one.taken.name, error=BadDocument("document_changed", file=one.taken.name)))
            except BadDocument as error:
                refused.append(Line(one.taken.name, error=error))
    return Roster.merged(found), refused
