"""Sums that were kept by name, with all that they were made of, so that they can be shown and written as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analytics.consolidation.cell import Own, Part, Question, Sum, Unit
from analytics.consolidation.consolidation import Consolidation, breaches, codes
from analytics.consolidation.units import Selection
from data.numbers import plain
from data.review import Keeping
from data.review.county import FEES
from data.store import Snapshot

PLAIN = ("0", "value", "")  # a part that is not written down: most cells of most units


@dataclass(frozen=True)
class Kept:
    """Sums as they were kept: by whom, when (UTC), on which snapshot; `earlier` those before, newest first."""

    name: str
    body: str
    year: int
    form: str
    by: str
    at: datetime
    snapshot: str
    content: str
    earlier: tuple[Kept, ...] = ()

    @cached_property
    def found(self) -> Consolidation:
        """The sums as they were, without what was remarked on the data of that time."""
        return _found(json.loads(self.content), self.year, self.form)


def keeping(found: Consolidation, name: str, by: str, snapshot: Snapshot) -> Keeping:
    """The wish to keep these sums, which stand on `snapshot`."""
    return Keeping(name, found.selection.body, found.year, found.form, snapshot.id, by, _content(found))


@lru_cache(maxsize=8)  # a snapshot never changes
def kept(snapshot: Snapshot) -> tuple[Kept, ...]:
    """All sums that were kept, the last of each name and year, the latest first."""
    sql = Path(__file__).with_name("kept.sql").read_text(encoding="utf-8")
    latest: dict[tuple[str, int], Kept] = {}
    for name, body, year, form, by, at, on, content in snapshot.cursor().execute(sql).fetchall():
        before = latest.pop((name, year), None)
        earlier = (before, *before.earlier) if before else ()
        latest[name, year] = Kept(name, body, year, form, by, at, on, content, earlier)
    return tuple(reversed(latest.values()))


def _content(found: Consolidation) -> dict[str, Any]:
    asked = found.question
    return {
        "name": found.name,
        "chain": found.selection.chain,
        "asked": {
            **{"names": asked.names, "parent": asked.parent, "name": asked.name, "without": asked.without},
            "made_up": found.selection.made_up,
        },
        "units": [[unit.path, unit.name, unit.sha256, unit.existed, dict(unit.forms)] for unit in found.units],
        "cells": list(found.sums),
        "parts": {unit.path: _written(found, place) for place, unit in enumerate(found.expected)},
        "own": [_own(own) for own in (*(one.own for one in found.sums.values()), found.fees) if own],
    }


def _own(one: Own) -> list[str]:
    return [one.cell, plain(one.value), one.by, one.reason, one.made.isoformat() if one.made else ""]


def _written(found: Consolidation, place: int) -> dict[str, list[str | None]]:
    """One unit's parts by cell, without those that are plain zeros; nothing of one that has no report."""
    if found.expected[place].report is None:
        return {}
    parts = {code: one.parts[place] for code, one in found.sums.items()}
    said = {
        code: [None if part.value is None else plain(part.value), part.state, part.decided]
        for code, part in parts.items()
    }
    return {code: one for code, one in said.items() if tuple(one) != PLAIN}


def _found(content: Mapping[str, Any], year: int, form: str) -> Consolidation:
    """The sums as they were, from what was written of them."""
    units = tuple(
        Unit(path, name, None if not sha256 else -1 - place, theirs, existed, sha256)
        for place, (path, name, sha256, existed, theirs) in enumerate(content["units"])
    )
    told = content["asked"]
    names = None if told["names"] is None else tuple(told["names"])
    question = Question(year, names, told["parent"], form, told["name"], tuple(told["without"]), told["made_up"])
    own = {
        code: Own(code, Decimal(value), by, reason, datetime.fromisoformat(made) if made else None)
        for code, value, by, reason, made in content["own"]
    }
    counted = [unit for unit in units if unit.existed or unit.sha256]
    held = set(content["cells"])
    sums = {
        code: Sum(code, tuple(_part(unit, content["parts"][unit.path], code) for unit in counted), own.get(code))
        for code in codes(form)
        if code in held  # a form that has more cells now had none of them then
    }
    selection = Selection(units, tuple(content["chain"]), made_up=told["made_up"], without=question.without)
    return Consolidation(
        content["name"],
        year,
        form,
        selection,
        sums,
        tuple(breaches(sums, form)),
        fees=own.get(FEES),
        question=question,
    )


def _part(unit: Unit, written: Mapping[str, list[str | None]], code: str) -> Part:
    if not unit.sha256:
        return Part(unit.path, None, "no_report")
    value, state, decided = written.get(code, PLAIN)
    return Part(unit.path, None if value is None else Decimal(value), state or "", decided or "")
