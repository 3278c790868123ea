"""Documents read and checked by themselves, before they are handed in: no store is needed, and none is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from data.errors import BadDocument
from data.ingest import attempted, checked
from data.model import Report
from data.readers import suffix
from data.roster import SUFFIXES as ROSTERS
from data.roster import is_roster
from data.sources import Source, sources, told_apart


def examined(paths: Iterable[Path]) -> Iterator[tuple[str, Report | BadDocument]]:
    """The name of each document at these paths and the report in it, checked, or why there is none.

    Rosters, and in folders and archives files of other types, are passed over.
    """
    documents = [source for source in sources(paths) if source.wanted]
    for source, name in zip(documents, told_apart(documents), strict=True):
        if result := _examined(source):
            yield name, result


def _examined(source: Source) -> Report | BadDocument | None:
    """None for a roster."""

    def report(content: bytes) -> Report | None:
        if suffix(source.name) in ROSTERS and is_roster(source.name, content):
            return None
        return checked(source.name, content, source.parents)

    return attempted(source, report)
