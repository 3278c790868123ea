"""Waiting documents that a person said are another body's or year's than they say: taken in, and given to it at once.

Two steps, each whole: a document that was taken in and not yet given still waits, and the second is done when it is
taken in again. What a document says it is, is never put in its place.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from data.errors import BadDocument
from data.review import Wish
from data.store import Ingested, Outcome, Snapshot, State, Store, reassigning, tables
from data.store.bodies import Claim, Settled, paths, settle
from data.store.decision import PlaceYear

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Gift:
    """A document, and the body (its path, or what a new one is called) and year that a person gave it to."""

    one: Ingested
    place: str
    year: int


@dataclass(frozen=True)
class _Claimed:
    """Whose report one is, and of which year."""

    claim: Claim
    kind: str
    year: int


def looks(
    snapshot: Snapshot | None,
    settled: Settled,
    gifts: Mapping[Key, Gift],
    beside: Mapping[Key, tuple[Ingested, Outcome]],
) -> dict[Key, Outcome]:
    """What becomes of all these among the bodies that there are then; those `beside` go where they say.

    Where one is given to the body and year of another, neither holds before a person chose.
    """
    claims = {key: _said(one) for key, (one, _) in beside.items()}
    claims |= {key: _given(settled, gift) for key, gift in gifts.items()}
    where, doubts = _where(settled, claims)
    told = {key: outcome for key, (_, outcome) in beside.items()}
    told |= {key: _outcome(snapshot, settled, gift, where.get(key), doubts.get(key, ())) for key, gift in gifts.items()}
    return _without_rivals(told, where)


def _said(one: Ingested) -> _Claimed:
    body = one.report.jurisdiction
    return _Claimed((body.name, body.parents), body.kind, one.report.year)


def _given(settled: Settled, gift: Gift) -> _Claimed:
    claim, kind, _ = reassigning.claimed(settled.bodies.values(), gift.place)
    return _Claimed(claim, kind, gift.year)


def _where(settled: Settled, claims: Mapping[Key, _Claimed]) -> tuple[dict[Key, PlaceYear], dict[Key, tuple[str, ...]]]:
    """Body and year of each; of the others the paths between which the name can't choose."""
    then = settle(settled.bodies.values(), {one.claim: one.kind for one in claims.values()}, None)
    found = {key: (then.places[one.claim], one.year) for key, one in claims.items() if one.claim in then.places}
    return found, {key: then.doubts[one.claim] for key, one in claims.items() if key not in found}


def _outcome(
    snapshot: Snapshot | None, settled: Settled, gift: Gift, where: PlaceYear | None, doubts: Sequence[str]
) -> Outcome:
    """What becomes of one that goes there, or of which it can't be told where."""
    held = tables.held(snapshot.cursor(), settled, [where]).get(where, ()) if snapshot and where else ()
    there = next((one for one in held if one.live), None)
    report, error = gift.one.report, None
    state = State.ADDED if there is None else State.KNOWN if there.sha256 == report.sha256 else State.SUPERSEDING
    if where is None:
        state, said = State.REFUSED, {"file": report.source_file, "place": gift.place, "places": "、".join(doubts)}
        error = BadDocument("place_ambiguous", **said)
    return Outcome(
        report.source_file,
        state,
        gift.place,
        gift.year,
        report.forms,
        gift.one.counts,
        gift.one.severities,
        there.source_file if there else None,
        error,
        said=f"{report.jurisdiction.name} {report.year}",
    )


def _without_rivals(found: Mapping[Key, Outcome], where: Mapping[Key, PlaceYear]) -> dict[Key, Outcome]:
    standing: dict[PlaceYear, list[Key]] = {}
    for key, there in where.items():
        standing.setdefault(there, []).append(key)
    result = dict(found)
    for keys in standing.values():
        if len(keys) < 2 or not any(found[key].said for key in keys):
            continue
        place, year = found[keys[0]].place, found[keys[0]].year  # the same of all, so that one question is asked
        for key in keys:
            others = "、".join(found[other].file for other in keys if other != key)
            error = BadDocument("two_documents", file=found[key].file, place=place, year=year, others=others)
            result[key] = replace(found[key], place=place, state=State.REFUSED, error=error)
    return result


def take(folder: Path, one: Ingested, place: str, year: int, by: str, reason: str) -> Outcome:
    """Take it in, and give it to this body and year; what becomes of it there. Raises BadStore and BadRequest."""
    store = Store(folder)
    gift = Gift(one, place, year)
    _, told = _now(store.live(), gift)
    if told.error is not None:
        return told
    [outcome] = store.add([one], None, by=by).outcomes
    if outcome.error is not None or (outcome.place, outcome.year) == (_now(store.live(), gift)[0], year):
        return outcome
    wish = Wish("reassign", outcome.place, outcome.year, by, reason, sha256=one.report.sha256)
    store.act([replace(wish, to_unit=place, to_year=year, new_unit=True, replace=True)])
    return told


def _now(snapshot: Snapshot | None, gift: Gift) -> tuple[str, Outcome]:
    """As the store is: the path of the body that it goes to, "" for one that there is not, and what becomes of it."""
    settled = settle(tables.bodies(snapshot.cursor()) if snapshot else [], {}, None)
    where, doubts = _where(settled, {"": _given(settled, gift)})
    path = paths(settled.bodies.values()).get(where[""][0], "") if where else ""
    return path, _outcome(snapshot, settled, gift, where.get(""), doubts.get("", ()))
