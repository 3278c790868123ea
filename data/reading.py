"""One document read, recognised and checked: what the processes do that read, one document after the other.

Only they load this: see `data.workers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from data.checks import check
from data.errors import BadDocument
from data.model import Jurisdiction, Report
from data.readers import read
from data.readers.kind import is_text_document
from data.recognise import PARSER_VERSION, TWICE, recognise
from data.recognise.printed import compared
from data.roster import Roster, is_roster
from data.sources import Source

if TYPE_CHECKING:  # who checks a draft needs no store
    from data.store import Ingested

T = TypeVar("T")


def prepare(source: Source) -> Ingested | BadDocument:
    """One file read, recognised and checked, or why it gave no report."""
    return attempted(
        source,
        lambda content: replace(
            ready(source.name, content, source.parents, source.second_look), folder=source.found_in
        ),
    )


def examine(source: Source) -> Report | BadDocument | None:
    """The report in a file, checked, or why there is none; None for a roster."""
    return attempted(
        source,
        lambda content: None if _is_roster(source, content) else checked(source.name, content, source.parents),
    )


def roster(source: Source) -> Roster | BadDocument | None:
    """The roster in a file; None if it is none, or can't even be read: then it is told as a document."""
    try:
        content = source.read()
    except BadDocument:
        return None
    if not _is_roster(source, content):
        return None
    return _told(source.name, lambda: Roster.parse(source.name, content, source.found_in))


def _is_roster(source: Source, content: bytes) -> bool:
    try:
        return is_roster(source.name, content)
    except MemoryError:
        raise
    except Exception:  # the libraries fail in any way there is; as a document it is told what is the matter
        return False


def attempted(source: Source, make: Callable[[bytes], T]) -> T | BadDocument:
    """What `make` makes of a file's content, or why it could make nothing. Raises MemoryError."""
    return _told(source.name, lambda: make(source.read()))


def _told(name: str, make: Callable[[], T]) -> T | BadDocument:
    try:
        return make()
    except BadDocument as error:
        if _for_memory(error):
            raise MemoryError from error
        return error
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours on one odd file must not cost the user all the others
        return BadDocument("file_unexpected", file=name, detail=f"{type(error).__name__}: {error}")


def _for_memory(error: BaseException | None) -> bool:
    """Whether what a library took for damage was that it got no memory."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def ready(name: str, content: bytes, parents: tuple[str, ...] = (), second_look: bool = False) -> Ingested:
    """The report in a file with this content, under the bodies that its folders name. Raises BadDocument."""
    from data.store import Ingested

    second_look = second_look and is_text_document(name, content)
    version = TWICE if second_look else PARSER_VERSION
    return Ingested.of(checked(name, content, parents, second_look), content, version, parents)


def checked(name: str, content: bytes, parents: tuple[str, ...] = (), second_look: bool = False) -> Report:
    """The report in a file with this content, read and checked by itself. Raises BadDocument.

    `second_look`: a text document is printed too, and what the print shows otherwise is doubtful.
    """
    report = recognise(read(name, content), parents)
    if second_look and is_text_document(name, content):
        from data.readers.docx import has_equations

        report = compared(report, _printed(name, content, parents), has_equations(name, content))
    report = replace(report, jurisdiction=_under_others(report.jurisdiction))
    return replace(report, findings=(*report.findings, *check(report)))


def _printed(name: str, content: bytes, parents: tuple[str, ...]) -> Report | None:
    """The report as the print of a text document shows it; None where it can't be printed, or its print not read."""
    from data.readers.office import as_pdf

    own = str(PurePosixPath(name).with_suffix(".pdf"))
    try:
        return recognise(read(own, as_pdf(name, content)), parents)
    except BadDocument as error:
        if _for_memory(error):
            raise
        return None


def _under_others(body: Jurisdiction) -> Jurisdiction:
    """A county's own report lies in the county's folder, and yet a county is not its own parent."""
    return replace(body, parents=tuple(takewhile(lambda parent: parent != body.name, body.parents)))
