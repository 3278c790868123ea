"""Which imports a store stands on, told from the manifests and the journal alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadStore
from data.store import journal, manifest, pointer
from data.store.manifest import Import
from data.store.provenance import BEFORE

# What makes another snapshot the live one without a step of its own.
MOVES = ("restore", "rebuild", "undo")
NO_STEP = (*MOVES, "roster", "import")  # the last two are told by the manifests, with the documents


@dataclass(frozen=True)
class Taken:
    """One original as one import took it in."""

    sha256: str
    taken: Import


@dataclass(frozen=True)
class Step:
    """What made one snapshot from the one before: documents taken in, by slot, or decisions of people."""

    snapshot: str
    documents: tuple[Taken, ...] = ()
    decisions: tuple[journal.Entry, ...] = ()

    @property
    def base(self) -> str:
        """The snapshot that it goes on from."""
        return self.documents[0].taken.base if self.documents else self.decisions[0].base


def steps(folder: Path) -> list[Step]:
    """The imports and decisions that the store's present state was made by, in their order.

    What was undone by going back to an earlier snapshot is left out. Where the chain of snapshots is broken, all that
    came before is taken: rather a report too many than one lost.
    """
    groups: dict[str, list[Taken]] = {}
    for sha256, known in manifest.every(folder):
        for taken in known.imports if known else ():
            groups.setdefault(taken.snapshot, []).append(Taken(sha256, taken))
    told = journal.entries(folder)
    decided: dict[str, list[journal.Entry]] = {}
    for entry in told:
        if entry.snapshot and entry.kind not in NO_STEP:
            decided.setdefault(entry.snapshot, []).append(entry)
    made = {
        id: Step(
            id,
            tuple(sorted(groups.get(id, ()), key=lambda one: (one.taken.kind, one.taken.slot))),
            tuple(decided.get(id, ())),
        )
        for id in {*groups, *decided}
    }
    line = _line(_head(folder, made, told), made, told)
    return [made[id] for id in sorted(line, key=lambda id: (pointer.number(id), id))]


def _head(folder: Path, made: Iterable[str], told: Sequence[journal.Entry]) -> str:
    """The snapshot that the store stands on: the live one, or where that is lost the last that was."""
    try:
        live = pointer.read(folder)
    except BadStore:
        live = None
    if live:
        return live
    last = max(made, key=lambda id: (pointer.number(id), id), default="")
    moves = [entry for entry in told if entry.kind in MOVES]
    there = [pointer.number(id) for entry in moves for id in (entry.old, entry.new) if id]
    # A snapshot's number is above all that were there: one above all that were ever gone to or from came after that.
    if moves and (not last or pointer.number(last) <= max(there, default=0)):
        return moves[-1].new
    return last


def _line(head: str, made: dict[str, Step], told: Sequence[journal.Entry]) -> set[str]:
    """The steps from the first to `head`, each the base of the next."""
    rebuilt = {entry.new: entry.old for entry in told if entry.kind == "rebuild"}
    emptied = {entry.new for entry in told if entry.kind == "undo"} - {*made, *rebuilt}
    found = {id for id in made if id.startswith(BEFORE)}
    at, seen = head, set[str]()
    while at and at not in seen and at not in emptied:
        seen.add(at)
        if at in made:
            found.add(at)
            at = made[at].base
        elif at in rebuilt:
            at = rebuilt[at]
        else:  # its base can't be told
            found |= {id for id in made if pointer.number(id) < pointer.number(at)}
            break
    return found


def lived(folder: Path, told: Iterable[journal.Entry], imports: Iterable[Import]) -> set[str]:
    """Every snapshot that was ever the live one, as far as the journal and the imports of the manifests can tell: the
    others were cut off before they were.
    """
    told = list(told)
    found = {entry.base for entry in told} | {taken.base for taken in imports}
    found |= {id for entry in told if entry.kind in MOVES for id in (entry.old, entry.new)}
    with suppress(BadStore):
        found.add(pointer.read(folder) or "")
    return found - {""}
