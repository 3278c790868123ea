"""The journal: every decision that belongs to no single document, a line each, in the order they were made.

Lines are only ever added, and are on disk before the snapshot that shows what they did. `rebuild` reads them, `backup`
takes them along.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from data.store import sealed
from data.store.disk import sync_folder

NAME = "journal"
FILE = "decisions.jsonl"


@dataclass(frozen=True)
class Entry:
    """One decision: when (UTC, ISO), who, what kind (roster, restore, correct …), of what, old, new, why.

    Of a report, also of which body (its path) and year. `snapshot` is the one that shows what it did, made from `base`;
    `detail` is what `data.rebuild` needs to do it again.
    """

    at: str
    by: str
    kind: str
    subject: str
    old: str = ""
    new: str = ""
    reason: str = ""
    jurisdiction: str = ""
    year: int | None = None
    snapshot: str = ""
    base: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict, hash=False)


def user() -> str:
    """Who is at this machine, as the system knows; "" where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user, or no such thing on this system
        return ""


def entry(at: datetime, kind: str, subject: str, old: str = "", new: str = "", reason: str = "") -> Entry:
    """A decision of this machine's user that is of no report."""
    return Entry(at.isoformat(timespec="microseconds"), user(), kind, subject, old, new, reason)


def append(folder: Path, entries: list[Entry]) -> None:
    """Write lines at the end, safe on disk when this returns. Raises OSError."""
    if not entries:
        return
    place = folder / NAME
    fresh = not (place / FILE).exists()
    place.mkdir(exist_ok=True)
    text = "".join(f"{sealed.closed(asdict(one))}\n" for one in entries)
    with (place / FILE).open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        if end:  # a line that a power cut left half written stays for itself
            file.seek(end - 1)
            text = text if file.read(1) == b"\n" else f"\n{text}"
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    if fresh:
        sync_folder(place)
        sync_folder(folder)


def lines(folder: Path) -> Iterator[Entry | str]:
    """All decisions in their order; a line that can't be read as it stands."""
    try:
        text = (folder / NAME / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    for line in text.split("\n"):
        if line.strip():
            yield parsed(line) or line


def parsed(line: str) -> Entry | None:
    """The decision in a line, or None if it is damaged."""
    found = sealed.opened(line)
    try:
        return Entry(**found) if found else None
    except TypeError:
        return None


def entries(folder: Path) -> list[Entry]:
    """All decisions that can be read, in their order."""
    return [line for line in lines(folder) if isinstance(line, Entry)]
