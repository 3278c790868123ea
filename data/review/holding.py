"""Which decisions hold for the reports in force: worked out anew whenever reports or decisions come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import duckdb

from data.review.decided import Decided
from data.review.deciding import Deadline

_HERE = Path(__file__).parent


def record(connection: duckdb.DuckDBPyConnection, decided: Iterable[Decided]) -> list[int]:
    """Write decisions into `review`; a withdrawn report is no longer in force. The ids of the reports they are of.

    Raises LookupError for a decision on a document that the store does not have of that body and year.
    """
    reports = []
    for one in decided:
        found = connection.execute(
            "SELECT r.id, r.jurisdiction FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction "
            "WHERE j.path = ? AND r.year = ? AND r.sha256 = ? ORDER BY r.live DESC, r.id DESC",
            [one.jurisdiction, one.year, one.sha256],
        ).fetchone()
        if found is None and one.target:  # read as another's now: it goes to where it was given all the same
            alone = connection.execute("SELECT id, jurisdiction FROM report WHERE sha256 = ?", [one.sha256]).fetchall()
            found = alone[0] if len(alone) == 1 else None
        if found is None:
            raise LookupError(one.jurisdiction, one.year)
        report, jurisdiction = found
        row = [
            *(one.kind, report, jurisdiction, one.year, one.indicator, one.row_label, one.rule, list(one.cells)),
            *(dict(one.evidence), one.stood, one.old_raw, one.old_value, one.new_value, one.day),
            *(one.reason, one.author, one.made),
        ]
        connection.execute((_HERE / "record.sql").read_text(encoding="utf-8"), row)
        if one.kind == "withdraw":
            connection.execute("UPDATE report SET live = false WHERE id = ?", [report])
        reports.append(report)
    return reports


def schedule(connection: duckdb.DuckDBPyConnection, deadline: Deadline, at: datetime) -> None:
    """Write a deadline in the place of the one that there was."""
    key = [deadline.year, deadline.kind, deadline.what]
    connection.execute("DELETE FROM deadline WHERE year = ? AND kind = ? AND what = ?", key)
    connection.execute("INSERT INTO deadline VALUES (?, ?, ?, ?, ?, ?)", [*key, deadline.day, deadline.by, at])


def hold(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of each decision on a cell or a report to which report in force it applies now, if to any."""
    if held(connection):
        connection.execute((_HERE / "hold.sql").read_text(encoding="utf-8"))


def held(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether anything was ever decided here."""
    return connection.execute("SELECT 1 FROM review LIMIT 1").fetchone() is not None
