"""Which imports a store stands on, told from the manifests and the journal alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadStore
from data.store import journal, manifest, pointer
from data.store.manifest import Import
from data.store.provenance import BEFORE


@dataclass(frozen=True)
class Taken:
    """One original as one import took it in."""

    sha256: str
    taken: Import


def steps(folder: Path) -> list[list[Taken]]:
    """The imports that the store's present state was made by, in their order; each with its documents by slot.

    An import that was undone by going back to an earlier snapshot is left out. Where the chain of snapshots is broken,
    all that came before is taken: rather a report too many than one lost.
    """
    groups: dict[str, list[Taken]] = {}
    for sha256, known in manifest.every(folder):
        for taken in known.imports if known else ():
            groups.setdefault(taken.snapshot, []).append(Taken(sha256, taken))
    decisions = journal.entries(folder)
    line = _line(_head(folder, groups, decisions), groups, decisions)
    ordered = sorted(line, key=lambda id: (pointer.number(id), id))
    return [sorted(groups[id], key=lambda one: (one.taken.kind, one.taken.slot)) for id in ordered]


def _head(folder: Path, groups: Iterable[str], decisions: Sequence[journal.Entry]) -> str:
    """The snapshot that the store stands on: the live one, or where that is lost the last that was."""
    try:
        live = pointer.read(folder)
    except BadStore:
        live = None
    if live:
        return live
    last = max(groups, key=lambda id: (pointer.number(id), id), default="")
    made = [decision for decision in decisions if decision.kind in ("restore", "rebuild")]
    if made and (not last or pointer.number(made[-1].new) >= pointer.number(last) or _undone(last, made[-1])):
        return made[-1].new
    return last


def _undone(last: str, decision: journal.Entry) -> bool:
    """Whether the last import was left behind when an earlier snapshot was restored."""
    return decision.kind == "restore" and decision.old == last


def _line(head: str, groups: dict[str, list[Taken]], decisions: Sequence[journal.Entry]) -> set[str]:
    """The imports from the first to `head`, each the base of the next."""
    rebuilt = {decision.new: decision.old for decision in decisions if decision.kind == "rebuild"}
    found = {id for id in groups if id.startswith(BEFORE)}
    at, seen = head, set[str]()
    while at and at not in seen:
        seen.add(at)
        if at in groups:
            found.add(at)
            at = groups[at][0].taken.base
        elif at in rebuilt:
            at = rebuilt[at]
        else:  # its base can't be told
            found |= {id for id in groups if pointer.number(id) < pointer.number(at)}
            break
    return found
