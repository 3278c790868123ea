"""Two documents for one unit and year: which cells changed."""

from __future__ import annotations

from pathlib import Path

from data.store import Snapshot


def changed(snapshot: Snapshot, before: int, after: int) -> list[tuple[str, str, str]]:
    """Cells (by code) that two reports of the store say otherwise: each with the text then and now, "" for none.

    Text that differs only in how the same number is written is no change.
    """
    sql = Path(__file__).with_name("versions_changed.sql").read_text(encoding="utf-8")
    rows = snapshot.cursor().execute(sql, {"before": before, "after": after}).fetchall()
    return [(str(code), str(then), str(now)) for code, then, now in rows]
