"""Reports that were given to another unit or year: where one came from, and what else that brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import words
from data.store import Snapshot


@dataclass(frozen=True)
class Origin:
    """Where a report stood before it was given to where it stands, who gave it, and why."""

    place: str
    year: int
    author: str
    reason: str

    def say(self, lang: str) -> str:
        """In one sentence."""
        told = {"place": self.place, "year": self.year, "by": self.author, "reason": self.reason}
        return words.say("review.reassigned_from", lang, **told)


def origin(snapshot: Snapshot, report: int) -> Origin | None:
    """Where a report (by id) came from; None where it stands as it was read, also if it was given back."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    found = snapshot.cursor().execute(sql, {"report": report}).fetchall()
    return next((Origin(place, int(year), author, reason) for place, year, author, reason in found), None)


def told(detail: Mapping[str, Any], before: str, lang: str) -> Iterator[str]:
    """What giving a report away brought besides, from its line of the journal; `before` is where it stood."""
    to = f"{detail['to']} {detail['to_year']}"
    if file := detail.get("replaced"):
        yield words.say("review.reassign_replaced", lang, to=to, file=file)
    what = next((name for name in ("kept", "restored") if name in detail), "left")
    yield words.say(f"review.reassign_{what}", lang, before=before, file=detail.get(what, ""))
    if n := detail.get("behind"):
        yield words.say("review.reassign_behind", lang, n=n)
