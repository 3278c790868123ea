"""Documents that have arrived and that nobody has taken in yet: kept in the store's folder, in no snapshot.

Each lies in a folder of its own under `waiting/`, with a line that says what it is called, who brought it and when; the
line is written last, so a document is there whole or not at all, whatever is closed, stopped or killed. Reading them is
a look: what they would give, and what would become of them. `take` takes in those chosen, all in one snapshot.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

import duckdb
from rapidfuzz import fuzz, process

from data import clock, given
from data.errors import BadDocument, BadStore
from data.ingest import PREPARE, Line, surveyed
from data.readers import suffix
from data.roster import Roster
from data.sources import Source, sources
from data.store import Ingested, Outcome, Snapshot, State, Store, pointer, sealed, tables, writer
from data.store.bodies import paths
from data.store.decision import Decision, outcomes
from data.store.disk import sync_file
from data.store.snapshot import create
from data.workers import Pool

NAMED = 5  # of the files left aside, so many are named
CONTENT, SAID, ARRIVING = "content", "item.json", ".arriving-"
Read = Ingested | Roster | BadDocument


@dataclass(frozen=True)
class Item:
    """One document that waits.

    `name` is what it is read under, `original` what it was called when it came: they differ where a person said whose
    it is, `place` (a path) and `year`; else these are "" and 0. `parents` are the bodies that its folders name; `at` is
    UTC, ISO.
    """

    id: str
    name: str
    original: str
    parents: tuple[str, ...]
    sha256: str
    size: int
    at: str
    by: str
    place: str = ""
    year: int = 0

    def otherwise(self, one: Read) -> bool:
        """Whether a person said that it is another body's or year's than what was read in it."""
        if not self.place or not isinstance(one, Ingested):
            return False
        report = one.report
        return (report.jurisdiction.name, report.year) != (self.place.split("/")[-1], self.year)

    def source(self, store: Path) -> Source:
        """What reads it."""
        return Source(self.name, self.parents, True, _place(store, self.id) / CONTENT, self.size)


@dataclass(frozen=True)
class Look:
    """What one waiting document gives: a report's outcome if it were taken in, a roster's number of units, an error.

    `unlisted` tells that its body is new and in no roster, though there is one: another county's, or a name written
    otherwise. `near` are the bodies it may be, the likeliest first, where that is not certain.
    """

    item: Item
    outcome: Outcome | None = None
    units: int | None = None
    error: BadDocument | None = None
    unlisted: bool = False
    near: tuple[str, ...] = ()

    @property
    def takes(self) -> bool:
        """Whether taking it in would change anything."""
        return self.units is not None or (self.outcome is not None and self.outcome.state.taken)


def _place(store: Path, id: str) -> Path:
    return store / pointer.WAITING / id


def arrive(store: Path, files: Iterable[tuple[str, bytes]], by: str) -> list[BadDocument]:
    """Keep these files (name, or path below a folder; content); archives and folders are kept file by file.

    Gives what could not be kept, and why. Raises BadStore where the disk refuses.
    """
    pointer.check(store)
    problems: list[BadDocument] = []
    try:
        (store / pointer.WAITING).mkdir(parents=True, exist_ok=True)
        desk = Path(mkdtemp(prefix=ARRIVING, dir=store / pointer.WAITING))
        try:
            for number, (name, content) in enumerate(files):
                skipped = []
                for source in _laid(desk / str(number), name, content):
                    if not source.wanted:
                        skipped.append(source.name)
                        continue
                    problem = _kept(store, source, by)
                    problems += [problem] if problem else []
                if skipped:
                    said = "、".join(skipped[:NAMED]) + ("…" if len(skipped) > NAMED else "")
                    problems.append(BadDocument("skipped_inside", file=name, n=len(skipped), names=said))
        finally:
            shutil.rmtree(desk, ignore_errors=True)
    except OSError as error:
        raise BadStore("store_unwritable", store=store, detail=error) from error
    return problems


def _laid(folder: Path, name: str, content: bytes) -> Iterator[Source]:
    """The files in one that came: itself, or what an archive holds."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")] or ["_"]
    file = folder.joinpath(*(_safe(part) for part in parts))
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    yield from sources([file if len(parts) == 1 else folder])


def _safe(part: str) -> str:
    """A name as any system allows it."""
    kept = "".join("_" if letter in '<>:"|?*' or ord(letter) < 32 else letter for letter in part)
    return kept[:120].strip(" .") or "_"


def _kept(store: Path, source: Source, by: str) -> BadDocument | None:
    try:
        content = source.read()
    except BadDocument as error:
        return error
    sha256 = hashlib.sha256(content).hexdigest()
    id = hashlib.sha256(f"{sha256} {source.name} {'/'.join(source.parents)}".encode()).hexdigest()[:20]
    at = clock.now().isoformat(timespec="seconds")
    _write(store, Item(id, source.name, source.name, source.parents, sha256, len(content), at, by), content)
    return None


def _write(store: Path, item: Item, content: bytes | None = None) -> None:
    place = _place(store, item.id)
    place.mkdir(exist_ok=True)
    if content is not None:
        (place / CONTENT).write_bytes(content)
        sync_file(place / CONTENT)
    draft = place / f".{SAID}.new"
    draft.write_text(sealed.closed(asdict(item)) + "\n", encoding="utf-8", newline="\n")
    sync_file(draft)
    os.replace(draft, place / SAID)


def items(store: Path) -> list[Item]:
    """All that wait, in the order in which they came."""
    folder = store / pointer.WAITING
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(OSError, TypeError, KeyError):
            said = sealed.opened((place / SAID).read_text(encoding="utf-8"))
            if said and (place / CONTENT).exists():
                found.append(Item(**{**said, "parents": tuple(said["parents"])}))
    return sorted(found, key=lambda one: (one.at, one.name, one.id))


def name(store: Path, item: Item, place: str, year: int) -> Item:
    """Say whose report it is: it is read under that name from now on. Raises BadStore."""
    *above, own = place.split("/")
    called = f"{own}_{year}{suffix(item.original)}"
    named = replace(item, name=called, parents=tuple(above) or item.parents, place=place, year=year)
    try:
        _write(store, named)
    except OSError as error:
        raise BadStore("store_unwritable", store=store, detail=error) from error
    return named


def drop(store: Path, ids: Iterable[str]) -> None:
    """Let these wait no longer; what was taken in has its original among the store's documents."""
    for id in ids:
        place = _place(store, id)
        with suppress(OSError):
            (place / SAID).unlink(missing_ok=True)
            shutil.rmtree(place, ignore_errors=True)


def read(
    store: Path,
    wanted: Sequence[Item],
    show: Callable[[int, int, str], None] | None = None,
    jobs: int = 1,
) -> Iterator[tuple[Item, Read]]:
    """Read these, one after the other, in processes of their own: the report in each, the roster, or why neither."""
    told = show or (lambda done, total, file: None)
    with Pool(PREPARE) as pool:
        by_source = {item.source(store): item for item in wanted}
        survey = surveyed(list(by_source), pool)
        for roster, source in survey.lists:
            yield by_source[source], roster
        pool.grow(max(1, min(jobs, len(survey.documents))))
        with closing(pool.results(survey.documents, PREPARE)) as results:
            for number, source in enumerate(survey.documents):
                told(number, len(survey.documents), by_source[source].original)
                yield by_source[source], next(results)


def looks(snapshot: Snapshot | None, found: Mapping[Item, Read]) -> list[Look]:
    """What would become of each if all were taken in now."""
    reports = {item: one for item, one in found.items() if isinstance(one, Ingested) and not item.otherwise(one)}
    roster = Roster.merged(one for one in found.values() if isinstance(one, Roster))
    decision, refused = _decided(snapshot, list(reports.values()), roster)
    result = dict(zip(reports, outcomes(reports.values(), decision), strict=True))
    known = {body.id for body in tables.bodies(snapshot.cursor())} if snapshot else set()
    bodies, rostered = decision.settled.bodies, any(body.listed for body in decision.settled.bodies.values())
    fresh = {id for id, body in bodies.items() if rostered and not body.listed and id not in known}
    strangers = {item for slot, item in enumerate(reports) if decision.places.get(slot) in fresh}
    names = [path for id, path in paths(bodies.values()).items() if id not in fresh]
    gifts = {
        item: given.Gift(one, item.place, item.year)
        for item, one in found.items()
        if isinstance(one, Ingested) and item.otherwise(one)
    }
    if gifts:
        beside = {item: (reports[item], outcome) for item, outcome in result.items()}
        result = given.looks(snapshot, decision.settled, gifts, beside)
    seen = [_look(item, one, result.get(item), refused) for item, one in found.items()]
    return [
        replace(look, unlisted=look.item in strangers, near=_near(look, names))
        if look.error or look.item in strangers
        else look
        for look in seen
    ]


def _near(look: Look, names: Sequence[str]) -> tuple[str, ...]:
    """These bodies, first those with a name most like that of the document, or of its file."""
    said = look.outcome.place if look.outcome else PurePosixPath(look.item.original).stem
    return tuple(name for name, _, _ in process.extract(said, names, scorer=fuzz.ratio, limit=None))


def _look(item: Item, one: Read, outcome: Outcome | None, refused: BadDocument | None) -> Look:
    if isinstance(one, BadDocument):
        return Look(item, error=one)
    if isinstance(one, Roster):
        return Look(item, units=None if refused else len(one.entries), error=refused)
    return Look(item, outcome, error=outcome.error if outcome else None)


def _decided(
    snapshot: Snapshot | None, reports: Sequence[Ingested], roster: Roster | None
) -> tuple[Decision, BadDocument | None]:
    """As `take` would decide, and why the roster would be refused."""
    if snapshot is not None:
        return writer.decided(snapshot.cursor(), reports, roster)
    with duckdb.connect() as nothing:
        create(nothing)
        return writer.decided(nothing, reports, roster)


def take(store: Path, found: Mapping[Item, Read], by: str, reason: str = "") -> list[Line]:
    """Take these in, all in one snapshot; what was taken waits no longer. A line for each.

    Those that a person said are another body's or year's than they say follow one by one, and are given to it with the
    `reason`. Raises BadStore, and BadRequest where one can't be given.
    """
    ingested = {item: one for item, one in found.items() if isinstance(one, Ingested)}
    reports = {item: one for item, one in ingested.items() if not item.otherwise(one)}
    rosters = {item: one for item, one in found.items() if isinstance(one, Roster)}

    def whole(item: Item, one: Ingested) -> Ingested:
        return replace(one, content=(_place(store, item.id) / CONTENT).read_bytes())

    def contents() -> Iterator[Ingested]:
        for item, one in reports.items():
            yield whole(item, one)

    written = Store(store).add(contents(), Roster.merged(rosters.values()), by=by)
    done = [
        item.id for item, outcome in zip(reports, written.outcomes, strict=True) if outcome.state is not State.REFUSED
    ]
    if written.roster_error is None:
        done += [item.id for item in rosters]
    drop(store, done)
    lists = [Line(item.original, units=len(one.entries), error=written.roster_error) for item, one in rosters.items()]
    told = [*lists, *map(Line.of, written.outcomes)]
    for item in [item for item in ingested if item not in reports]:
        outcome = given.take(store, whole(item, ingested[item]), item.place, item.year, by, reason)
        if outcome.error is None:
            drop(store, [item.id])
        told.append(Line.of(outcome))
    return told
