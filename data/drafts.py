"""Documents read and checked by themselves, before they are handed in: no store is needed, and none is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from data.errors import BadDocument
from data.model import Report
from data.sources import sources, told_apart
from data.workers import Pool

EXAMINE = "data.reading:examine"


def examined(paths: Iterable[Path]) -> Iterator[tuple[str, Report | BadDocument]]:
    """The name of each document at these paths and the report in it, checked, or why there is none.

    Rosters, and in folders and archives files of other types, are passed over.
    """
    with Pool(EXAMINE) as pool:  # it loads what it needs while the paths are looked through
        found = [source for source in sources(paths) if source.wanted]
        for name, result in zip(told_apart(found), pool.results(found, EXAMINE), strict=True):
            if result is not None:
                yield name, result
