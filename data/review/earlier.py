"""What somebody decided before on the same thing: told to who decides next, who may not know of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from data.errors import BadRequest
from data.numbers import plain

_LIKE = {
    **dict.fromkeys(("correct", "confirm"), ("correct", "confirm")),
    **dict.fromkeys(("return", "accept"), ("return", "accept")),
    "handed": ("handed",),
}
_SAID = "author, made, kind, new_value, day, reason"


def earlier(
    connection: duckdb.DuckDBPyConnection, report: int, kind: str, indicator: str = "", row_label: str | None = None
) -> dict[str, str]:
    """The decision that one of this kind, on the same cell or report, takes the place of: by, at, kind, new, reason;
    empty if there is none.
    """
    found = connection.execute(
        f"SELECT {_SAID} FROM review WHERE applies = ? AND list_contains(?, kind) AND indicator = ? "
        "AND row_label IS NOT DISTINCT FROM ? ORDER BY act DESC LIMIT 1",
        [report, list(_LIKE.get(kind, ())), indicator, row_label],
    ).fetchone()
    return _told(found) if found else {}


def waived(connection: duckdb.DuckDBPyConnection, report: int, rule: str, cell: str) -> dict[str, str]:
    """Who waived the finding that is asked for, if somebody did."""
    found = connection.execute(
        f"SELECT {_SAID} FROM review WHERE applies = ? AND kind = 'waive' AND rule = ? "
        "AND (? = '' OR list_contains(cells, ?)) ORDER BY act DESC LIMIT 1",
        [report, rule, cell, cell],
    ).fetchone()
    return _told(found) if found else {}


def refuse_gone(connection: duckdb.DuckDBPyConnection, place: str, year: int) -> None:
    """Where no report is in force: raises BadRequest if a person withdrew it or gave it away, saying who and why."""
    found = connection.execute(
        "SELECT v.author, v.kind, v.reason, k.path, v.year FROM review v JOIN jurisdiction k ON k.id = v.jurisdiction "
        "WHERE (v.kind = 'withdraw' AND k.path = $place AND v.year = $year) OR (v.kind = 'reassign' "
        "AND v.evidence['place'] = $place AND v.evidence['year'] = $year::VARCHAR) ORDER BY act DESC LIMIT 1",
        {"place": place, "year": year},
    ).fetchone()
    if found:
        by, kind, reason, at, of = found
        raise BadRequest(
            f"decision_{kind}_before", place=place, year=year, by=by, reason=reason or "–", to=f"{at} {of}"
        )


def _told(found: tuple[Any, ...]) -> dict[str, str]:
    author, made, kind, value, day, reason = found
    new = plain(value) if value is not None else day.isoformat() if day else ""
    return {"by": author, "at": made.isoformat(timespec="seconds"), "kind": kind, "new": new, "reason": reason}


def refuse_known(cell: str, value: str, told: Mapping[str, str]) -> None:
    """Raises BadRequest for a number that stands there already, with who put it there if a person did."""
    if told:
        raise BadRequest("decision_no_change_by", cell=cell, value=value, by=told["by"], reason=told["reason"] or "–")
    raise BadRequest("decision_no_change", cell=cell, value=value)
