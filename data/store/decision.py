"""What becomes of each report of an import: decided whole before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.errors import BadDocument
from data.model import Report, Severity, Status
from data.roster import Roster
from data.store.batch import Ingested
from data.store.bodies import Body, Claim, Settled, paths, settle

PlaceYear = tuple[int, int]


class State(StrEnum):
    """ADDED: new. SUPERSEDING: took the place of an earlier document. REFUSED: see `error`.

    REREAD: the same document, which a later parser reads anew. RESTORED: one that was withdrawn.
    KNOWN and SUPERSEDED: nothing to do, the same document is in the store, in force or superseded.
    """

    ADDED = "added"
    SUPERSEDING = "superseding"
    REREAD = "reread"
    RESTORED = "restored"
    KNOWN = "known"
    SUPERSEDED = "superseded"
    REFUSED = "refused"

    @property
    def taken(self) -> bool:
        """Whether the store now holds the report where it did not before, or reads it anew."""
        return self in (State.ADDED, State.SUPERSEDING, State.REREAD, State.RESTORED)


@dataclass(frozen=True)
class Outcome:
    """What became of one report: where it stands now, or why it was refused.

    `other` is the file of the other document concerned: the superseded, the equal or the superseding one. `said` is
    whose report the document says it is, where a person gave it to another body or year; else "".
    `counts` gives the cells by status.
    """

    file: str
    state: State
    place: str
    year: int
    forms: Mapping[str, str]
    counts: Mapping[Status, int]
    severities: Mapping[Severity, int]
    other: str | None = None
    error: BadDocument | None = None
    said: str = ""


@dataclass(frozen=True)
class Given:
    """Where a known document stands since a person gave it to another body (by id) or year."""

    body: int
    year: int


@dataclass(frozen=True)
class Held:
    """A report that the store has already."""

    id: int
    sha256: str
    source_file: str
    live: bool
    parser_version: str


@dataclass(frozen=True)
class Decision:
    """`places` and `years` give body and year of each report, by its slot in the import; `refused` why it has none.

    `same` gives the slots of documents that are there already, with their state and the file in force; `replaced`
    gives the report that a slot supersedes, `reread` the earlier reading whose place it takes; `given` are the slots
    of documents that a person gave to another body or year than they say.
    """

    settled: Settled
    places: Mapping[int, int]
    refused: Mapping[int, BadDocument]
    same: Mapping[int, tuple[State, str]]
    replaced: Mapping[int, Held]
    reread: Mapping[int, Held]
    years: Mapping[int, int]
    given: frozenset[int] = frozenset()

    @property
    def taken(self) -> list[int]:
        """The slots to be written."""
        return [slot for slot in self.places if slot not in self.same]

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.taken) or self.settled.changed


def _claim(report: Report) -> Claim:
    return report.jurisdiction.name, report.jurisdiction.parents


def decide(
    items: Sequence[Ingested],
    bodies: Collection[Body],
    roster: Roster | None,
    held: Callable[[Settled, Collection[PlaceYear]], Mapping[PlaceYear, Sequence[Held]]],
    given: Mapping[int, Given] | None = None,
) -> Decision:
    """`held` looks up the reports that the store has of some places and years. `given` are, by slot, known documents
    that a person gave to another body or year: they go there, whatever they say, and are nobody's rivals.

    Raises BadDocument if the roster can't be used; the reports may then be tried without it.
    """
    refused: dict[int, BadDocument] = {}
    while True:  # a refused report has no say in what bodies there are, so settle again without it
        active = {
            slot: item.report for slot, item in enumerate(items) if slot not in refused and slot not in (given or ())
        }
        settled = settle(bodies, {_claim(report): report.jurisdiction.kind for report in active.values()}, roster)
        fresh = _doubtful(active, settled)
        places = {slot: settled.places[_claim(report)] for slot, report in active.items() if slot not in fresh}
        fresh |= _rivals(active, places, settled)
        if not fresh:
            break
        refused |= fresh
    here: dict[PlaceYear, list[int]] = {}
    for slot, place in places.items():
        here.setdefault((place, active[slot].year), []).append(slot)
    same: dict[int, tuple[State, str]] = {}
    replaced: dict[int, Held] = {}
    reread: dict[int, Held] = {}
    there = {slot: (settled.folded.get(one.body, one.body), one.year) for slot, one in (given or {}).items()}
    kept = held(settled, {*here, *there.values()})
    for key, already in kept.items():
        if key not in here:
            continue
        slots = here[key]
        live = next((report for report in already if report.live), None)
        known = next((report for report in already if report.sha256 == active[slots[0]].sha256), None)
        if live is None:  # all were withdrawn: a new document begins anew, a known one is in force again
            reread |= {slots[0]: known} if known else {}
        elif known is None:
            replaced[slots[0]] = live
        elif active[slots[0]].sha256 == live.sha256 and _later(items[slots[0]].parser_version, live.parser_version):
            reread[slots[0]] = live
        else:
            state = State.KNOWN if live.sha256 == active[slots[0]].sha256 else State.SUPERSEDED
            same |= {slot: (state, live.source_file) for slot in slots}
    for first, *more in here.values():  # rivals are gone, so these are equal to the first
        same |= {slot: same.get(slot, (State.KNOWN, active[first].source_file)) for slot in more}
    for slot, key in there.items():
        fresh_file = next((active[one].source_file for one in here.get(key, ()) if one not in same), None)
        _go_on(slot, fresh_file, items[slot], kept[key], same, reread)
    stand = {slot: (place, active[slot].year) for slot, place in places.items()} | there
    return Decision(
        settled,
        {slot: stand[slot][0] for slot in sorted(stand)},
        refused,
        same,
        replaced,
        reread,
        {slot: stand[slot][1] for slot in sorted(stand)},
        frozenset(there),
    )


def _go_on(
    slot: int,
    newcomer: str | None,
    item: Ingested,
    already: Sequence[Held],
    same: dict[int, tuple[State, str]],
    reread: dict[int, Held],
) -> None:
    """What becomes of a document that was given to where these reports stand; `newcomer` takes that place now."""
    mine = next(report for report in already if report.sha256 == item.report.sha256)
    live = next((report for report in already if report.live), None)
    first = all(held.id != mine.id for held in reread.values())
    again = live is None or (live == mine and _later(item.parser_version, mine.parser_version))
    if newcomer is None and first and again:
        reread[slot] = mine
    elif newcomer is None and live in (mine, None):
        same[slot] = (State.KNOWN, mine.source_file)
    else:
        same[slot] = (State.SUPERSEDED, newcomer or (live or mine).source_file)


def _later(one: str, other: str) -> bool:
    """Whether a parser is later than another: 6 than 5.1, and that, which read the print as well, than 5."""
    return _numbers(one) > _numbers(other) > ()


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def _doubtful(active: Mapping[int, Report], settled: Settled) -> dict[int, BadDocument]:
    return {
        slot: BadDocument(
            "place_ambiguous",
            file=report.source_file,
            place=report.jurisdiction.name,
            places="、".join(settled.doubts[_claim(report)]),
        )
        for slot, report in active.items()
        if _claim(report) in settled.doubts
    }


def _rivals(active: Mapping[int, Report], places: Mapping[int, int], settled: Settled) -> dict[int, BadDocument]:
    """Different documents for one place and year: which of them holds is not ours to say."""
    groups: dict[PlaceYear, list[int]] = {}
    for slot, place in places.items():
        groups.setdefault((place, active[slot].year), []).append(slot)
    names = paths(settled.bodies.values())
    return {
        slot: BadDocument(
            "two_documents",
            file=active[slot].source_file,
            place=names[place],
            year=year,
            others="、".join(active[other].source_file for other in slots if other != slot),
        )
        for (place, year), slots in groups.items()
        if len({active[slot].sha256 for slot in slots}) > 1
        for slot in slots
    }


def outcomes(items: Iterable[Ingested], decision: Decision) -> list[Outcome]:
    """One for each report, in their order."""
    names = paths(decision.settled.bodies.values())

    def outcome(slot: int, item: Ingested) -> Outcome:
        report = item.report
        state: State = State.ADDED
        other: str | None = None
        if slot in decision.refused:
            state = State.REFUSED
        elif slot in decision.same:
            state, other = decision.same[slot]
        elif slot in decision.replaced:
            state, other = State.SUPERSEDING, decision.replaced[slot].source_file
        elif slot in decision.reread:
            state = State.REREAD if decision.reread[slot].live else State.RESTORED
        place = decision.places.get(slot)
        return Outcome(
            report.source_file,
            state,
            report.jurisdiction.name if place is None else names[place],
            decision.years.get(slot, report.year),
            report.forms,
            item.counts,
            item.severities,
            other,
            decision.refused.get(slot),
            f"{report.jurisdiction.name} {report.year}" if slot in decision.given else "",
        )

    return [outcome(slot, item) for slot, item in enumerate(items)]
