"""From paths to a store: read, recognise and check each file, and take in what is a report or a roster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from data.errors import BadDocument
from data.readers import suffix
from data.roster import SUFFIXES as ROSTERS
from data.roster import Roster
from data.sources import Source, sources, told_apart
from data.store import Ingested, Outcome, Store
from data.workers import SECONDS, Pool

Progress = Callable[[int, int, str], None]  # done, of how many, the file that comes next; "" when all are read
LARGEST_ROSTER = 5 * 2**20
# Seconds that reading takes, as bench/ingest.py measures it; what LibreOffice must turn into DOCX takes longest.
_USUAL, _PER_BYTE = 0.01, 0.4 / 2**20
PRINT = 2.0  # seconds that LibreOffice takes to print one
_SLOW = {".pdf": 0.25, **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".ods", ".ofd"), 3.0)}
WORTH_PROCESSES = 3.0  # seconds of reading: a second process is a second or two in starting
PREPARE, ROSTER = "data.reading:prepare", "data.reading:roster"
TWICE_SECONDS = 2 * SECONDS  # LibreOffice is asked for the document and for its print
ROSTER_SECONDS = 15.0  # to see whether a file is a roster; one of 300,000 names takes 3


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
    paths: Iterable[Path],
    store_folder: Path,
    kind: str = "own",
    progress: Progress | None = None,
    jobs: int = 1,
    second_look: bool = False,
) -> Ingest:
    """Take the documents and rosters at these paths into a store, made with this kind if it isn't there.

    A file that gives no report gets a line that says why; the others go in all the same. Processes read, one or,
    if there is enough to read for that, up to `jobs`. With `second_look` each text document is printed by LibreOffice
    as well, and the print read: seconds for each. Raises BadStore.
    """
    show = progress or (lambda done, total, file: None)
    lines: list[Line | None] = []  # None: the next of the outcomes
    with Pool(PREPARE) as pool:  # it loads what it needs while the paths are looked through
        survey = surveyed(list(sources(paths)), pool)
        documents = [replace(one, second_look=second_look) for one in survey.documents]
        pool.grow(_workers(documents, jobs))

        def reports() -> Generator[Ingested]:
            with closing(pool.results(documents, PREPARE, TWICE_SECONDS if second_look else None)) as read:
                for number, source in enumerate(documents):
                    show(number, len(documents), source.name)
                    result = next(read)
                    lines.append(Line(source.name, error=result) if isinstance(result, BadDocument) else None)
                    if not isinstance(result, BadDocument):
                        yield result
            pool.close()
            show(len(documents), len(documents), "")

        with closing(reports()) as fresh:
            written = Store(store_folder).add(fresh, survey.roster, kind)
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
    """How many processes are worth their start."""
    seconds = sum(_seconds(source) + source.size * _PER_BYTE for source in documents)
    return max(1, min(jobs, len(documents))) if seconds > WORTH_PROCESSES else 1


def _seconds(source: Source) -> float:
    return _SLOW.get(suffix(source.name), _USUAL) + (PRINT if source.second_look else 0)


@dataclass(frozen=True)
class Survey:
    """What these files are: rosters, each with its file; documents; how many others."""

    lists: tuple[tuple[Roster | BadDocument, Source], ...]
    documents: tuple[Source, ...]
    skipped: int

    @property
    def roster(self) -> Roster | None:
        """All rosters as one."""
        return Roster.merged(one for one, _ in self.lists if isinstance(one, Roster))

    @property
    def rosters(self) -> tuple[Line, ...]:
        """A line for each."""
        return tuple(
            Line(source.name, units=len(one.entries)) if isinstance(one, Roster) else Line(source.name, error=one)
            for one, source in self.lists
        )


def surveyed(found: Sequence[Source], pool: Pool) -> Survey:
    """Tell rosters and documents apart; a list of units that can't be understood is told with its error."""
    asked = [source for source in found if _may_be_roster(source)]
    answers = dict(zip(asked, pool.results(asked, ROSTER, ROSTER_SECONDS), strict=True))
    lists: list[tuple[Roster | BadDocument, Source]] = []
    documents: list[Source] = []
    skipped = 0
    for source in found:
        answer = answers.get(source)
        if (isinstance(answer, BadDocument) and answer.key != "file_too_slow") or isinstance(
            answer, Roster
        ):  # no roster, but it may be a report
            lists.append((answer, source))
        elif source.wanted:
            documents.append(source)
        else:
            skipped += 1
    return Survey(tuple(lists), tuple(documents), skipped)


def _may_be_roster(source: Source) -> bool:
    return source.wanted and suffix(source.name) in ROSTERS and source.size <= LARGEST_ROSTER
