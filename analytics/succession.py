"""What became of a body, and what it came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.store import Snapshot


@dataclass(frozen=True)
class Event:
    """`earlier` became or went into `later`; `year` is the first year of `later`. `kind`: renamed, merged or split."""

    year: int
    kind: str
    earlier: str
    later: str


def events(snapshot: Snapshot, path: str) -> tuple[Event, ...]:
    """The mergers, splits and renamings that this body had a part in, by year."""
    sql = (Path(__file__).parent / "succession.sql").read_text(encoding="utf-8")
    return tuple(Event(*row) for row in snapshot.cursor().execute(sql, {"path": path}).fetchall())
