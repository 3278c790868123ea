"""What of a report's prose was compared with its tables and its year, as the store has it."""

from __future__ import annotations

from pathlib import Path

from data.prose.compared import Compared
from data.store import Snapshot

_QUERY = Path(__file__).with_suffix(".sql")


def compared(snapshot: Snapshot, report: int) -> Compared:
    """How many numbers and years of this report's prose were compared."""
    row = snapshot.cursor().execute(_QUERY.read_text(encoding="utf-8"), {"report": report}).fetchone()
    return Compared(*(row or (0, 0)))
