"""What became of a body, what it came from, and which body of today it is part of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from data.store import Snapshot


@dataclass(frozen=True)
class Event:
    """`earlier` became or went into `later` and is no more from `year` on. `kind`: renamed, merged or split.

    `founded` tells that `later` began with it, and was not there before.
    """

    year: int
    kind: str
    earlier: str
    later: str
    founded: bool = True


@lru_cache(maxsize=8)  # a snapshot never changes
def everything(snapshot: Snapshot) -> tuple[Event, ...]:
    """All mergers, splits and renamings, by year; bodies by their paths."""
    sql = (Path(__file__).parent / "succession.sql").read_text(encoding="utf-8")
    return tuple(Event(*row) for row in snapshot.cursor().execute(sql).fetchall())


def seen(snapshot: Snapshot, paths: Collection[str], boundaries: str) -> tuple[Event, ...]:
    """Those that break the lines of these bodies: all of them as reported, on today's boundaries only divisions."""
    found = everything(snapshot)
    if boundaries == "today":
        found = tuple(event for own in divisions(found).values() for event in own)
    shown = set(paths) if found else set()
    return tuple(event for event in found if event.earlier in shown or event.later in shown)


def events(snapshot: Snapshot, *paths: str) -> tuple[Event, ...]:
    """Those that these bodies had a part in, by year."""
    return tuple(event for event in everything(snapshot) if event.earlier in paths or event.later in paths)


def _onward(found: Iterable[Event]) -> dict[str, list[Event]]:
    """For each body the events that ended it."""
    ended = sorted(found, key=lambda event: event.earlier)
    return {earlier: list(own) for earlier, own in groupby(ended, key=lambda event: event.earlier)}


def _divided(own: list[Event]) -> bool:
    """Whether a body went into several, so that its figures can't be told apart."""
    return len(own) > 1 or own[0].kind == "split"


def parts(found: Iterable[Event]) -> dict[str, str]:
    """For each body that went whole into another: the body of today it is part of, at the end of the chain."""
    onward: Mapping[str, Event] = {earlier: own[0] for earlier, own in _onward(found).items() if not _divided(own)}
    today = {}
    for path in onward:
        at, year, met = path, 0, {path}
        # A body may get its former name back years later, but a ring within one year has no end.
        while (event := onward.get(at)) and (event.year > year or (event.year == year and event.later not in met)):
            at, year = event.later, event.year
            met.add(at)
        today[path] = at
    return today


def divisions(found: Iterable[Event]) -> dict[str, list[Event]]:
    """For each body that went into several: the events, one for each of those."""
    return {earlier: own for earlier, own in _onward(found).items() if _divided(own)}
