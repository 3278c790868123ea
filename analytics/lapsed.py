"""Decisions that no longer hold, as the document in force says otherwise: to be decided anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import words
from data.numbers import plain
from data.store import Snapshot

COLUMNS = ("jurisdiction", "year", "action", "subject", "old", "decided", "now", "reason", "by", "at")


@dataclass(frozen=True)
class Lapsed:
    """One decision: of a cell (`cell`), or of a finding (`rule`, with its `cells`).

    `old` is what the cells said when it was made, `now` what they say in the document in force: texts, by cell; of a
    finding of no cells its sentence then and now, under "". `new` is the number decided; `met` tells that the document
    itself says it now.
    """

    jurisdiction: str
    year: int
    kind: str
    cell: str
    rule: str
    cells: tuple[str, ...]
    old: Mapping[str, str]
    now: Mapping[str, str]
    new: Decimal | None
    met: bool
    reason: str
    author: str
    made: datetime

    @property
    def subject(self) -> str:
        """As the log has it: the cell, or the rule."""
        return self.cell or self.rule

    def say(self, side: Mapping[str, str]) -> str:
        """One of its sides as one text; of several cells only those that differ."""
        codes = [code for code in side if self.old.get(code) != self.now.get(code)] or list(side)
        return "、".join(side[code] or "—" for code in codes)

    @property
    def row(self) -> tuple[object, ...]:
        """In the order of `COLUMNS`."""
        new = "" if self.new is None else plain(self.new)
        at = f"{self.made.isoformat(timespec='seconds')}Z"
        sides = self.say(self.old), new, self.say(self.now)
        return self.jurisdiction, self.year, self.kind, self.subject, *sides, self.reason, self.author, at


def lapsed(snapshot: Snapshot, path: str | None = None, year: int | None = None, lang: str = "zh") -> list[Lapsed]:
    """Those of one body (by its path) and year, or of all."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    rows = snapshot.cursor().execute(sql, {"path": path, "year": year}).fetchall()
    return [_lapsed(row, lang) for row in rows]


def _lapsed(row: tuple[Any, ...], lang: str) -> Lapsed:
    path, year, kind, cell, rule, cells, evidence, stood, old_raw, new, reason, author, made, there, open_now = row
    values = {one["code"]: one for one in there or ()}
    now = {code: str(values[code]["raw"]) if code in values else "" for code in cells or (cell,)}
    if rule and not cells:
        old = {"": _sentence(rule, evidence, lang)}
        now = {"": _sentence(rule, open_now[0], lang)}
    elif rule:
        known = _texts(stood, cells)
        old = {code: known.get(code, "") for code in cells}
    else:
        old = {cell: old_raw}
    met = not rule and cell in values and values[cell]["value"] == new
    who = (reason, author, made)
    return Lapsed(path, year, kind, "" if rule else cell, rule, tuple(cells), old, now, new, met, *who)


def _sentence(rule: str, evidence: Mapping[str, str], lang: str) -> str:
    return words.say(f"findings.{rule}", lang, **dict(evidence))


def _texts(stood: str, cells: Sequence[str]) -> dict[str, str]:
    """The text of each cell, from what `data.review.deciding.stood` kept: `code: text = number` for each, where a text
    may itself be of several lines.
    """
    found = re.fullmatch("\n".join(f"{re.escape(code)}: (.*?)" for code in cells), stood, re.DOTALL)
    return {code: said.rpartition(" = ")[0] for code, said in zip(cells, found.groups() if found else (), strict=False)}
