"""The snapshot that an import is about to make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from data import clock
from data.store import pointer
from data.store.snapshot import SCHEMA_VERSION


@dataclass(frozen=True)
class Fresh:
    """Its id, and that of the one it goes on from ("" for the first); the kind of store; now, in UTC without a zone."""

    id: str
    base: str
    kind: str
    at: datetime

    @property
    def info(self) -> tuple[int, str, str, str]:
        """What the snapshot will say of itself: schema version, id, kind, base."""
        return SCHEMA_VERSION, self.id, self.kind, self.base

    @classmethod
    def following(cls, folder: Path, live: str | None, kind: str) -> Fresh:
        """The next of a store. Its number is above all that are there: the live one need not be the latest."""
        last = max(map(pointer.number, pointer.snapshots(folder)), default=0)
        return cls(f"{last + 1:06}-{uuid4().hex[:8]}", live or "", kind, clock.now())
