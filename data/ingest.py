"""From paths to a store: read, recognise and check each file, and take in what is a report or a roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from data.checks import check
from data.errors import BadDocument
from data.model import Jurisdiction
from data.readers import READERS, read, suffix
from data.recognise import PARSER_VERSION, recognise
from data.roster import SUFFIXES, Roster, is_roster
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
    found = list(sources(paths))
    files = [source for source in found if source.named or source.known]
    rosters, roster_lines = _rosters(files)
    documents = [
        source for source in files if source not in roster_lines and (source.named or suffix(source.name) in READERS)
    ]
    failed: dict[int, BadDocument] = {}

    def reports() -> Iterator[Ingested]:
        for number, result in enumerate(map(prepare, documents)):
            if progress:
                progress(number + 1, len(documents), documents[number].name)
            if isinstance(result, BadDocument):
                failed[number] = result
            else:
                yield result

    written = Store(store_folder).add(reports(), rosters, kind)
    if written.roster_error:
        roster_lines = {source: line.refused(written.roster_error) for source, line in roster_lines.items()}
    outcomes = iter(written.outcomes)
    report_lines = [
        Line(source.name, error=failed[number]) if number in failed else Line.of(next(outcomes))
        for number, source in enumerate(documents)
    ]
    return Ingest((*roster_lines.values(), *report_lines), len(found) - len(roster_lines) - len(documents))


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


def _rosters(files: Iterable[Source]) -> tuple[Roster | None, dict[Source, Line]]:
    """All rosters as one, and a line for each."""
    rosters, lines = [], {}
    for source in files:
        if suffix(source.name) not in SUFFIXES:
            continue
        try:
            content = source.read()
            if is_roster(source.name, content):
                rosters.append(Roster.parse(source.name, content))
                lines[source] = Line(source.name, units=len(rosters[-1].entries))
        except BadDocument as error:
            lines[source] = Line(source.name, error=error)
    if not rosters:
        return None, lines
    return Roster("、".join(r.name for r in rosters), tuple(entry for r in rosters for entry in r.entries)), lines
