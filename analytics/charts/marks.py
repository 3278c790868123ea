"""Where a line is marked because its unit was renamed, merged or split, and in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import words
from analytics.succession import Event

NAMED = 3  # more events than this are counted, not told


@dataclass(frozen=True)
class Mark:
    """What happened to `unit` in the year `when`; `year` is the one it is marked at, the first or last it reports.

    `key` is a word of the family `boundaries`, `others` the units it came from or went into.
    """

    unit: str
    year: int
    when: int
    key: str
    others: tuple[str, ...]

    @property
    def at(self) -> tuple[str, int]:
        """Unit and year, the row of a series."""
        return self.unit, self.year

    def say(self, lang: str) -> str:
        """2021年由甲镇、乙乡合并设立"""
        names = words.say("boundaries.join", lang).join(self.others)
        return words.say(f"boundaries.{self.key}", lang, year=self.when, units=names)


def marks(events: Iterable[Event]) -> tuple[Mark, ...]:
    """One mark for each unit and thing that happened to it, by year and unit."""
    others: dict[tuple[str, int, int, str], list[str]] = {}
    for event in events:
        came = "from_joined" if event.kind == "merged" and not event.founded else f"from_{event.kind}"
        others.setdefault((event.later, event.year, event.year, came), []).append(event.earlier)
        others.setdefault((event.earlier, event.year - 1, event.year, f"to_{event.kind}"), []).append(event.later)
    found = (Mark(unit, year, when, key, tuple(names)) for (unit, year, when, key), names in others.items())
    return tuple(sorted(found, key=lambda mark: (mark.when, mark.unit)))


def told(found: Sequence[Mark], units: Collection[str], lang: str) -> str:
    """A sentence on what the marks mean: those of `units` first, few in words and the rest counted; "" for none."""
    ordered = sorted(found, key=lambda mark: mark.unit not in units)
    first = [mark for mark in ordered if mark.key.startswith("from")] or ordered
    said = [words.say("boundaries.said", lang, unit=mark.unit, event=mark.say(lang)) for mark in first[:NAMED]]
    if not said:
        return ""
    events = words.say("boundaries.join_events", lang).join(said)
    rest = len(first) - len(said)
    return words.say("boundaries.note_events" if rest else "boundaries.note_event", lang, events=events, n=rest)
