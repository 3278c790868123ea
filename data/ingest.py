"""From paths to a store: read, recognise and check each file, and take in what is a report or a roster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from data.checks import check
from data.errors import BadDocument
from data.model import Jurisdiction, Report
from data.readers import read, suffix
from data.readers.archive import close as close_archive
from data.recognise import PARSER_VERSION, recognise
from data.roster import SUFFIXES as ROSTERS
from data.roster import Roster, is_roster
from data.sources import Source, sources, told_apart
from data.store import Ingested, Outcome, Store
from data.workers import prepared

T = TypeVar("T")
Progress = Callable[[int, int, str], None]  # done, of how many, the file that comes next; "" when all are read
LARGEST_ROSTER = 5 * 2**20
# Seconds that reading takes, as bench/ingest.py measures it; what LibreOffice must turn into DOCX takes longest.
_USUAL, _PER_BYTE = 0.01, 0.4 / 2**20
_SLOW = {".pdf": 0.25, **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".ofd"), 3.0)}
WORTH_PROCESSES = 3.0  # seconds of reading: a process is a second or two in starting


@dataclass(frozen=True)
class Line:
    """What became of one file: a report's outcome, a roster's number of units, or an error."""

    file: str
    outcome: Outcome | None = None
    units: int | None = None
    error: BadDocument | None = None

    @classmethod
    def of(cls, outcome: Outcome) -> Line:
        return cls(outcome.file, outcome, error=outcome.error)

    def refused(self, error: BadDocument) -> Line:
        """This line with an error found later, unless it has one already."""
        return self if self.error else replace(self, units=None, error=error)


@dataclass(frozen=True)
class Ingest:
    """What an import did: a line for each file, and how many of unknown type were passed over in folders.

    `sure` is false where all is done but the disk would not confirm it.
    """

    lines: tuple[Line, ...]
    skipped: int
    sure: bool = True

    @property
    def ok(self) -> bool:
        """Whether every file gave a report, or a roster."""
        return not any(line.error for line in self.lines)


def ingest(
    paths: Iterable[Path], store_folder: Path, kind: str = "own", progress: Progress | None = None, jobs: int = 1
) -> Ingest:
    """Take the documents and rosters at these paths into a store, made with this kind if it isn't there.

    A file that gives no report gets a line that says why; the others go in all the same. Up to `jobs` processes
    read, if there is enough to read for that; a script that asks for more than one must keep its own start under
    `if __name__ == "__main__"`. Raises BadStore.
    """
    survey = _survey(paths)
    documents, show = survey.documents, progress or (lambda done, total, file: None)
    lines: list[Line | None] = []  # None: the next of the outcomes

    def reports() -> Generator[Ingested]:
        with closing(prepared(documents, prepare, _workers(documents, jobs))) as read:
            for number, source in enumerate(documents):
                show(number, len(documents), source.name)
                result = next(read)
                lines.append(Line(source.name, error=result) if isinstance(result, BadDocument) else None)
                if not isinstance(result, BadDocument):
                    yield result
        show(len(documents), len(documents), "")

    try:
        with closing(reports()) as fresh:
            written = Store(store_folder).add(fresh, survey.roster, kind)
    finally:
        close_archive()
    outcomes = map(Line.of, written.outcomes)
    error = written.roster_error
    rosters = [line.refused(error) if error else line for line in survey.rosters]
    told = _told_apart(documents, [line or next(outcomes) for line in lines])
    return Ingest((*rosters, *told), survey.skipped, written.sure)


def _told_apart(documents: Sequence[Source], lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of these documents; where two have one name, each names the folder that it came from too."""
    names = told_apart(documents)
    twice: dict[str, list[str]] = {}
    for source, name in zip(documents, names, strict=True):
        twice.setdefault(source.name, []).append(name)
    for line, name in zip(lines, names, strict=True):
        error = line.error
        if error and "others" in error.values:
            others = [one for other in str(error.values["others"]).split("、") for one in twice.get(other, [other])]
            kept = "、".join(other for other in dict.fromkeys(others) if other != name)
            error = BadDocument(error.key, **{**error.values, "others": kept})
        if error and error.values.get("file") == line.file:
            error = BadDocument(error.key, **{**error.values, "file": name})
        outcome = replace(line.outcome, file=name, error=error) if line.outcome else None
        yield replace(line, file=name, outcome=outcome, error=error)


def _workers(documents: Sequence[Source], jobs: int) -> int:
    """How many processes are worth their start; 0: it is quicker to read here, one after the other."""
    seconds = sum(_SLOW.get(suffix(source.name), _USUAL) + source.size * _PER_BYTE for source in documents)
    return min(jobs, len(documents)) if jobs > 1 and seconds > WORTH_PROCESSES else 0


@dataclass(frozen=True)
class _Survey:
    """What lies at the paths: all rosters as one, a line for each, the documents and the number of other files."""

    roster: Roster | None
    rosters: tuple[Line, ...]
    documents: tuple[Source, ...]
    skipped: int


def _survey(paths: Iterable[Path]) -> _Survey:
    rosters: list[Roster] = []
    lines: list[Line] = []
    documents: list[Source] = []
    skipped = 0
    for source in sources(paths):
        try:
            roster = _roster(source)
        except BadDocument as error:
            lines.append(Line(source.name, error=error))
            continue
        if roster:
            rosters.append(roster)
            lines.append(Line(source.name, units=len(roster.entries)))
        elif source.wanted:
            documents.append(source)
        else:
            skipped += 1
    return _Survey(Roster.merged(rosters), tuple(lines), tuple(documents), skipped)


def _roster(source: Source) -> Roster | None:
    """The roster in a file, or None if it is none or can't even be read: then it is told as a document."""
    if not source.wanted or suffix(source.name) not in ROSTERS or source.size > LARGEST_ROSTER:
        return None
    try:
        content = source.read()
    except BadDocument:
        return None
    return Roster.parse(source.name, content, source.found_in) if is_roster(source.name, content) else None


def prepare(source: Source) -> Ingested | BadDocument:
    """One file read, recognised and checked, or why it gave no report."""
    return attempted(source, lambda content: replace(ready(source.name, content, source.parents), folder=source.found_in))


def attempted(source: Source, make: Callable[[bytes], T]) -> T | BadDocument:
    """What `make` makes of a file's content, or why it could make nothing."""
    try:
        return make(source.read())
    except BadDocument as error:
        return error
    except Exception as error:  # a fault of ours on one odd file must not cost the user all the others
        return BadDocument("file_unexpected", file=source.name, detail=f"{type(error).__name__}: {error}")


def ready(name: str, content: bytes, parents: tuple[str, ...] = ()) -> Ingested:
    """The report in a file with this content, under the bodies that its folders name. Raises BadDocument."""
    return Ingested.of(checked(name, content, parents), content, PARSER_VERSION, parents)


def checked(name: str, content: bytes, parents: tuple[str, ...] = ()) -> Report:
    """The report in a file with this content, read and checked by itself. Raises BadDocument."""
    report = recognise(read(name, content), parents)
    report = replace(report, jurisdiction=_under_others(report.jurisdiction))
    return replace(report, findings=(*report.findings, *check(report)))


def _under_others(body: Jurisdiction) -> Jurisdiction:
    """A county's own report lies in the county's folder, and yet a county is not its own parent."""
    return replace(body, parents=tuple(takewhile(lambda parent: parent != body.name, body.parents)))
