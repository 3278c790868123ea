"""From paths to a store: read, recognise and check each file, and take in what is a report or a roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from data.checks import check
from data.errors import BadDocument
from data.model import Jurisdiction
from data.readers import read, suffix
from data.recognise import PARSER_VERSION, recognise
from data.roster import SUFFIXES as ROSTERS
from data.roster import Roster, is_roster
from data.sources import Source, sources
from data.store import Ingested, Outcome, Store

Progress = Callable[[int, int, str], None]  # done, of how many, the file that comes next


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
    """What an import did: a line for each file, and how many of unknown type were passed over in folders."""

    lines: tuple[Line, ...]
    skipped: int

    @property
    def ok(self) -> bool:
        """Whether every file gave a report, or a roster."""
        return not any(line.error for line in self.lines)


def ingest(paths: Iterable[Path], store_folder: Path, kind: str = "own", progress: Progress | None = None) -> Ingest:
    """Take the documents and rosters at these paths into a store, made with this kind if it isn't there.

    A file that gives no report gets a line that says why; the others go in all the same. Raises BadStore.
    """
    paths = list(paths)
    survey = _survey(paths)
    lines: list[Line | None] = []  # None: the next of the outcomes

    def reports() -> Iterator[Ingested]:
        documents = (s for s in sources(paths) if s.wanted and s.name not in survey.rosters)
        for source in documents:
            if progress:
                progress(len(lines), survey.documents, source.name)
            result = prepare(source)
            if isinstance(result, BadDocument):
                lines.append(Line(source.name, error=result))
            else:
                lines.append(None)
                yield result

    written = Store(store_folder).add(reports(), survey.roster, kind)
    outcomes = map(Line.of, written.outcomes)
    error = written.roster_error
    rosters = [line.refused(error) if error else line for line in survey.rosters.values()]
    return Ingest((*rosters, *(line or next(outcomes) for line in lines)), survey.skipped)


@dataclass(frozen=True)
class _Survey:
    """What lies at the paths: all rosters as one, a line for each, the number of documents and of other files."""

    roster: Roster | None
    rosters: Mapping[str, Line]
    documents: int
    skipped: int


def _survey(paths: Iterable[Path]) -> _Survey:
    rosters: list[Roster] = []
    lines: dict[str, Line] = {}
    documents = skipped = 0
    for source in sources(paths):
        try:
            roster = _roster(source)
        except BadDocument as error:
            lines[source.name] = Line(source.name, error=error)
            continue
        if roster:
            rosters.append(roster)
            lines[source.name] = Line(source.name, units=len(roster.entries))
        elif source.wanted:
            documents += 1
        else:
            skipped += 1
    entries = tuple(entry for roster in rosters for entry in roster.entries)
    name = "、".join(roster.name for roster in rosters)
    return _Survey(Roster(name, entries) if rosters else None, lines, documents, skipped)


def _roster(source: Source) -> Roster | None:
    """The roster in a file, or None if it is none or can't even be read: then it is told as a document."""
    if not source.wanted or suffix(source.name) not in ROSTERS:
        return None
    try:
        content = source.read()
    except BadDocument:
        return None
    return Roster.parse(source.name, content) if is_roster(source.name, content) else None


def prepare(source: Source) -> Ingested | BadDocument:
    """One file read, recognised and checked, or why it gave no report."""
    try:
        content = source.read()
        report = recognise(read(source.name, content), source.parents)
        report = replace(report, jurisdiction=_under_others(report.jurisdiction))
        report = replace(report, findings=(*report.findings, *check(report)))
        return Ingested.of(report, content, PARSER_VERSION)
    except BadDocument as error:
        return error
    except Exception as error:  # a fault of ours on one odd file must not cost the user all the others
        return BadDocument("file_unexpected", file=source.name, detail=f"{type(error).__name__}: {error}")


def _under_others(body: Jurisdiction) -> Jurisdiction:
    """A county's own report lies in the county's folder, and yet a county is not its own parent."""
    return replace(body, parents=tuple(takewhile(lambda parent: parent != body.name, body.parents)))
