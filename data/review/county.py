"""What people decide of a county's sums: a figure of its own in place of a sum, and sums kept as they stand.

A county is named by `body`: what it lies in and itself, outermost first, between /; "" is all units of a store.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

from data import forms
from data.errors import BadRequest
from data.numbers import plain
from data.review.deciding import LONGEST_NAME, LONGEST_REASON, line, named, number_of

FEES = "6.information_fees"  # 信息处理费: no cell, section 6 of the report tells it in words; in 元


@dataclass(frozen=True)
class OwnFigure:
    """A figure of the county's own in a cell of a form: `value` is plain text in its unit, "" is the sum again.

    `seen` is the figure that stood there for who decides ("" none); None: it does not matter.
    """

    body: str
    year: int
    form: str
    cell: str
    value: str
    by: str
    reason: str
    seen: str | None = None


@dataclass(frozen=True)
class Keeping:
    """Sums to be kept by name: `content` is what they were made of, `snapshot` the version of the data."""

    name: str
    body: str
    year: int
    form: str
    snapshot: str
    by: str
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)


def checked_own(connection: duckdb.DuckDBPyConnection, wish: OwnFigure) -> tuple[OwnFigure, str]:
    """The figure as it will stand, and the one that stood there ("" none).

    Raises BadRequest for no such cell, no number, no name or reason, nothing to change, or another figure than `seen`.
    """
    by, reason = named(wish.by), line(wish.reason, LONGEST_REASON)
    if not reason:
        raise BadRequest("decision_reasonless")
    if not may_own(wish.cell, wish.form):
        raise BadRequest("own_no_cell", cell=wish.cell, form=wish.form)
    before = _standing(connection, wish)
    if wish.seen is not None and wish.seen != before:
        raise BadRequest("own_meanwhile", value=before or "–")
    value = plain(number_of(wish.value, unit_of(wish.cell), wish.cell)) if wish.value.strip() else ""
    if value == before:
        raise BadRequest("own_no_change", value=before or "–")
    return replace(wish, value=value, by=by, reason=reason), before


def may_own(cell: str, form: str) -> bool:
    """Whether there is such a figure in a form."""
    known = forms.INDICATORS.get(cell)
    return cell == FEES or (known is not None and known in forms.indicators(form, known.section))


def unit_of(cell: str) -> str:
    """What a figure is counted in."""
    return "元" if cell == FEES else forms.INDICATORS[cell].unit


def everywhere(cell: str) -> bool:
    """Whether a figure means the same in all forms."""
    return cell == FEES or forms.INDICATORS[cell].comparable


# Of the same body, year and cell; where a cell means another thing in each form, of the same form.
_SAME = "FROM own_figure WHERE body = ? AND year = ? AND indicator = ? AND (form = ? OR ?)"


def _key(one: OwnFigure) -> list[object]:
    return [one.body, one.year, one.cell, one.form, everywhere(one.cell)]


def _standing(connection: duckdb.DuckDBPyConnection, wish: OwnFigure) -> str:
    found = connection.execute(f"SELECT value {_SAME}", _key(wish)).fetchone()
    return plain(found[0]) if found else ""


def enter(connection: duckdb.DuckDBPyConnection, one: OwnFigure, at: datetime) -> None:
    """Write a figure in the place of the one that there was."""
    connection.execute(f"DELETE {_SAME}", _key(one))
    if one.value:
        row = [one.body, one.year, one.cell, one.form, Decimal(one.value), one.reason, one.by, at]
        connection.execute("INSERT INTO own_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def checked_keeping(connection: duckdb.DuckDBPyConnection, wish: Keeping) -> Keeping:
    """The sums as they will be kept. Raises BadRequest for no name, nobody named, or a name that is another sum's."""
    by, name = named(wish.by), line(wish.name, LONGEST_NAME)
    if not name:
        raise BadRequest("keep_nameless")
    others = connection.execute(
        "SELECT body, form FROM kept_sum WHERE name = ? AND year = ? AND (body <> ? OR form <> ?) LIMIT 1",
        [name, wish.year, wish.body, wish.form],
    ).fetchall()
    for body, form in others:
        raise BadRequest("keep_taken", name=name, body=body or "–", form=form)
    return replace(wish, name=name, by=by)


def keep(connection: duckdb.DuckDBPyConnection, one: Keeping, at: datetime) -> None:
    """Write sums beside those that were kept before; none is ever taken away."""
    content = json.dumps(one.content, ensure_ascii=False, separators=(",", ":"))
    row = [one.name, one.body, one.year, one.form, one.snapshot, content, one.by, at]
    connection.execute("INSERT INTO kept_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
