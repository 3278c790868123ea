"""Two documents for one unit and year: which cells changed, and which findings are gone and which are new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.sheet import Remark, gathered
from data import across
from data.store import Snapshot

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """Errors and warnings about what two documents say: those that only the one before gave, those that only the later
    one gives, and how many both give."""

    gone: tuple[Remark, ...]
    new: tuple[Remark, ...]
    kept: int


def changed(snapshot: Snapshot, before: int, after: int) -> list[tuple[str, str, str]]:
    """Cells (by code) that two reports of the store say otherwise: each with the text then and now, "" for none.

    Text that differs only in how the same number is written is no change.
    """
    sql = Path(__file__).with_name("versions_changed.sql").read_text(encoding="utf-8")
    rows = snapshot.cursor().execute(sql, {"before": before, "after": after}).fetchall()
    return [(str(code), str(then), str(now)) for code, then, now in rows]


def findings(snapshot: Snapshot, before: int, after: int) -> Judged:
    """What the checks of one report remark on two reports of the store. The same rule on the same cells is one finding,
    whatever the numbers; those that only several reports together give are left out: they are made for the one in
    force alone."""
    then, now = _told(snapshot, before), _told(snapshot, after)
    known_then, known_now = set(map(_key, then)), set(map(_key, now))
    return Judged(_only(then, known_now), _only(now, known_then), len(known_then & known_now))


def _told(snapshot: Snapshot, report: int) -> list[Row]:
    sql = Path(__file__).with_name("versions_findings.sql").read_text(encoding="utf-8")
    cursor = snapshot.cursor().execute(sql, {"report": report, "across": list(across.RULES)})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _key(row: Row) -> tuple[str, tuple[str, ...]]:
    return row["rule"], tuple(row["cells"])


def _only(rows: list[Row], known: Collection[tuple[str, tuple[str, ...]]]) -> tuple[Remark, ...]:
    left = [row for row in rows if _key(row) not in known]
    return tuple(gathered(left, left[0]["forms"])) if left else ()
