"""A store made again from its originals: what to do when its snapshots are lost, or an older version wrote them.

Each import is done once more, in its order, with the names and folders that the manifests keep; so the reports, bodies,
findings and their numbers come out as they were, read by the rules of this version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from data.errors import BadDocument, BadStore
from data.ingest import LARGEST_ROSTER, PREPARE, ROSTER, TWICE_SECONDS, Line, Progress
from data.roster import SUFFIXES as ROSTERS
from data.roster import Roster
from data.sources import Source
from data.store import (
    Ingested,
    acting,
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
from data.store.lineage import Step, Taken
from data.store.manifest import Manifest
from data.workers import Pool

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
            if not any(step.documents for step in steps):
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
    if lost:
        with Pool(PREPARE) as pool:
            _put(folder, [_unnamed(folder, sha256, slot, now, pool) for slot, sha256 in enumerate(lost)], "own")


def _unnamed(folder: Path, sha256: str, slot: int, now: datetime, pool: Pool) -> provenance.Known:
    """An original of which nothing but its bytes is known: what it may be is told from them."""
    file, size = documents.path(folder, sha256), documents.size(folder, sha256)
    with file.open("rb") as content:
        head = content.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = next((suffix for sign, suffix in UNNAMED.items() if head.startswith(sign)), ".txt")
    tried = [Source(f"{sha256}{ending}", (), True, file, size) for ending in ROSTERS if size <= LARGEST_ROSTER]
    answers = list(zip(ROSTERS, pool.results(tried, ROSTER), strict=False))
    listed = next((ending for ending, answer in answers if isinstance(answer, Roster)), None)
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


def _rebuilt(folder: Path, steps: list[Step], jobs: int, anyway: bool, show: Progress) -> Rebuilt:
    before = restore.live(folder)
    first = _first(folder, steps)
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
        head = before or steps[-1].snapshot
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


def _replayed(draft: Path, folder: Path, steps: list[Step], jobs: int, fresh: Fresh, show: Progress) -> list[Line]:
    """Do the imports again on a new database; a line for each document that failed."""
    incoming = documents.Incoming(folder)
    lines: list[Line] = []
    connection = duckdb.connect(draft)
    try:
        connection.begin()
        snapshot.create(connection)
        with Pool(PREPARE, jobs) as pool:
            rosters = _rosters(folder, steps, pool)
            with closing(_read(folder, steps, pool, show)) as read:
                for number, step in enumerate(steps):
                    if step.documents:
                        aside = incoming.aside / str(number)
                        aside.mkdir()
                        lines += _again(connection, aside, step.documents, read, rosters)
                    lines += map(_undecided, acting.again(connection, step.decisions))
        writer.finish(connection, [], True, fresh)
    finally:
        connection.close()
        incoming.clear()
    sync_file(draft)
    return lines


def _first(folder: Path, steps: list[Step]) -> Manifest | None:
    """The manifest of the first document; it says what kind of store this is."""
    documents = [one for step in steps for one in step.documents]
    return manifest.read(manifest.path(folder, documents[0].sha256)) if documents else None


def _undecided(entry: journal.Entry) -> Line:
    """What is told of a decision on a document that gives no report now: it stays in the journal."""
    what = {"place": entry.jurisdiction, "year": entry.year, "by": entry.by, "subject": entry.subject}
    return Line(entry.jurisdiction, error=BadDocument("decision_lost", **what))


def _source(folder: Path, one: Taken) -> Source:
    """An original of the store under the name that it came under."""
    file, size = documents.path(folder, one.sha256), documents.size(folder, one.sha256)
    return Source(one.taken.name, one.taken.parents, True, file, size, second_look=one.taken.twice)


def _rosters(folder: Path, steps: list[Step], pool: Pool) -> dict[Taken, Roster | BadDocument]:
    """The rosters of all steps, or why they can't be read now."""
    asked = [one for step in steps for one in step.documents if one.taken.kind == manifest.ROSTER]
    answers = pool.results([_source(folder, one) for one in asked], ROSTER)
    return {
        one: replace(answer, originals=()) if isinstance(answer, Roster) and _is(answer, one) else _unlike(one, answer)
        for one, answer in zip(asked, answers, strict=True)
    }


def _is(roster: Roster, one: Taken) -> bool:
    return [hashlib.sha256(original.content).hexdigest() for original in roster.originals] == [one.sha256]


def _unlike(one: Taken, answer: object) -> BadDocument:
    return answer if isinstance(answer, BadDocument) else BadDocument("document_changed", file=one.taken.name)


def _read(folder: Path, steps: list[Step], pool: Pool, show: Progress) -> Generator[Ingested | BadDocument]:
    """The reports of all steps, one after the other."""
    wanted = [one for step in steps for one in step.documents if one.taken.kind == manifest.REPORT]
    results = pool.results([_source(folder, one) for one in wanted], PREPARE, _patience(wanted))
    for number, (one, result) in enumerate(zip(wanted, results, strict=True)):
        show(number, len(wanted), one.taken.name)
        if isinstance(result, Ingested) and result.report.sha256 == one.sha256:
            yield replace(result, folder=one.taken.folder)
        else:
            yield _unlike(one, result)
    show(len(wanted), len(wanted), "")


def _patience(wanted: Sequence[Taken]) -> float | None:
    """Seconds for each document: more where any print is read again."""
    return TWICE_SECONDS if any(one.taken.twice for one in wanted) else None


def _again(
    connection: duckdb.DuckDBPyConnection,
    aside: Path,
    step: Sequence[Taken],
    read: Iterator[Ingested | BadDocument],
    rosters: Mapping[Taken, Roster | BadDocument],
) -> Iterator[Line]:
    """One import once more; a line for each file that gives nothing now."""
    listed: list[Roster] = []
    with closing(Batch(aside)) as batch:
        for one in step:
            result = next(read) if one.taken.kind == manifest.REPORT else rosters[one]
            if isinstance(result, BadDocument):
                yield Line(one.taken.name, error=result)
            elif isinstance(result, Roster):
                listed.append(result)
            else:
                batch.put(result)
    roster = Roster.merged(listed)
    decision, error = writer.decided(connection, batch.items, roster)
    writer.take(connection, batch, decision, datetime.fromisoformat(step[0].taken.received))
    if error and roster:
        yield Line(roster.name, error=error)
    yield from (Line.of(outcome) for outcome in outcomes(batch.items, decision) if outcome.error)
