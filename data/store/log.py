"""The log: who did what when, from the journal and, of imports that an earlier version did not write there, the
manifests. Decisions that were cut off before they were live are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.store import journal, lineage, manifest
from data.store.journal import Entry

COLUMNS = ("at", "by", "action", "jurisdiction", "year", "subject", "old", "new", "reason")


@dataclass(frozen=True)
class Done:
    """One line of the log: `action` is the journal's kind, `undone` tells that a later line took it back."""

    entry: Entry
    undone: bool = False

    def of(self, place: str, year: int, sha256: str) -> bool:
        """Whether it is of this body and year, or of this document wherever it stood."""
        one, detail = self.entry, self.entry.detail
        here = {(one.jurisdiction, one.year), (detail.get("to"), int(detail.get("to_year", 0)))}
        return (place, year) in here or detail.get("sha256") == sha256

    @property
    def row(self) -> tuple[object, ...]:
        """In the order of `COLUMNS`."""
        one = self.entry
        at = f"{one.at[:19]}Z" if one.at else ""
        return at, one.by, one.kind, one.jurisdiction, one.year, one.subject, one.old, one.new, one.reason


def log(folder: Path) -> list[Done]:
    """All that was done to a store, in its order."""
    told = journal.entries(folder)
    imports = [taken for _, found in manifest.every(folder) if found for taken in found.imports]
    lived = lineage.lived(folder, told, imports)
    happened = [one for one in told if not one.snapshot or one.snapshot in lived]
    known = {one.snapshot for one in told if one.kind == "import"}
    before = [
        Entry(taken.received, "", "import", taken.name, jurisdiction=taken.jurisdiction, year=taken.year)
        for taken in imports
        if taken.kind == manifest.REPORT and taken.snapshot not in known
    ]
    undone = _undone(told)
    return [Done(one, one.snapshot in undone) for one in sorted([*before, *happened], key=lambda one: one.at)]


def _undone(told: list[Entry]) -> set[str]:
    """The snapshots that were left by going back, and not come back to."""
    left: set[str] = set()
    for one in told:
        if one.kind in ("undo", "restore"):
            left = (left | {one.old}) - {one.new}
    return left - {""}
