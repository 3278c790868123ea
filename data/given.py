"""Waiting documents that a person said are another body's or year's than they say: taken in, and given to it at once.

Two steps, each whole: a document that was taken in and not yet given still waits, and the second is done when it is
taken in again. What a document says it is, is never put in its place.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from data.errors import BadDocument
from data.review import Wish
from data.store import Ingested, Outcome, Snapshot, State, Store

Key = TypeVar("Key", bound=Hashable)
_STANDS = (
    "SELECT source_file, sha256 FROM report JOIN jurisdiction j ON j.id = jurisdiction "
    "WHERE live AND path = ? AND year = ?"
)


def look(snapshot: Snapshot | None, place: str, year: int, one: Ingested) -> Outcome:
    """What becomes of a document that is given to this body (a path) and year."""
    report = one.report
    there = snapshot.cursor().execute(_STANDS, [place, year]).fetchone() if snapshot else None
    file, sha256 = there or (None, "")
    state = State.ADDED if there is None else State.KNOWN if sha256 == report.sha256 else State.SUPERSEDING
    said = f"{report.jurisdiction.name} {report.year}"
    return Outcome(report.source_file, state, place, year, report.forms, one.counts, one.severities, file, said=said)


def without_rivals(found: Mapping[Key, Outcome]) -> dict[Key, Outcome]:
    """The same, but where one is given to the body and year of another, neither holds before a person chose."""
    standing: dict[tuple[str, int], list[Key]] = {}
    for key, one in found.items():
        standing.setdefault((one.place, one.year), []).append(key)
    result = dict(found)
    for (place, year), keys in standing.items():
        if len(keys) < 2 or not any(found[key].said for key in keys):
            continue
        for key in keys:
            others = "、".join(found[other].file for other in keys if other != key)
            values = {"file": found[key].file, "place": place, "year": year, "others": others}
            result[key] = replace(found[key], state=State.REFUSED, error=BadDocument("two_documents", **values))
    return result


def take(folder: Path, one: Ingested, place: str, year: int, by: str, reason: str) -> Outcome:
    """Take it in, and give it to this body and year; what becomes of it there. Raises BadStore and BadRequest."""
    store = Store(folder)
    live = store.live()
    told = look(live, place, year, one)
    [outcome] = store.add([one], None, by=by).outcomes
    if outcome.error is not None or (outcome.place, outcome.year) == (place, year):
        return outcome
    wish = Wish("reassign", outcome.place, outcome.year, by, reason, sha256=one.report.sha256)
    store.act([replace(wish, to_unit=place, to_year=year, new_unit=True, replace=True)])
    return told
