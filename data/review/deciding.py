"""A person's wish becomes decisions, under the store's lock and on what the store holds then; or it is told why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from data import forms
from data.errors import BadRequest
from data.model import Status
from data.numbers import plain
from data.review.decided import KINDS, OF_CELLS, Decided
from data.review.earlier import earlier, refuse_gone, refuse_known, waived

LARGEST, FINEST = Decimal(10) ** 16, Decimal("0.0001")  # of the store's DECIMAL(20, 4)
_WRITTEN = re.compile(r"[-+]?(?:[0-9]{1,17}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,20})?")  # 1,200 but not 1,2
LONGEST_NAME, LONGEST_REASON = 60, 1000  # characters
_REASONED = ("correct", "waive", "reassign")  # an office must be able to say why it is not as the document says


@dataclass(frozen=True)
class Wish:
    """What somebody wants decided; `cell`, `rule`, `value` (plain text) and `day` as its kind needs them."""

    kind: str
    jurisdiction: str
    year: int
    by: str
    reason: str = ""
    cell: str = ""
    rule: str = ""
    value: str = ""
    day: date | None = None
    sha256: str = ""  # the document that was looked at; "": whichever is in force
    evidence: Mapping[str, str] | None = None  # of the one finding that is meant; None: all of the rule and cell
    seen: int | None = None  # how many decisions on this body and year were known to who decides; None: does not matter
    to_unit: str = ""  # of reassign: the path of the body it is given to; "": its own still
    to_year: int | None = None
    document: str = ""  # of reassign: the hash of an earlier version that is given away; "": the report in force
    new_unit: bool = False  # whether that body may be one that the store does not know
    replace: bool = False  # whether what stands there is to be superseded


@dataclass(frozen=True)
class Deadline:
    """The day by which units of a class ("": of all others) hand in the reports of a year, or must have published."""

    year: int
    kind: str
    by: str
    day: date
    what: str = "due"  # or published


@dataclass(frozen=True)
class _Live:
    """The report in force of a body and year."""

    id: int
    jurisdiction: str
    year: int
    sha256: str


def decide(connection: duckdb.DuckDBPyConnection, wish: Wish, at: datetime) -> list[Decided]:
    """The decisions that a wish comes to; several where it waives a rule's findings of several cells.

    Raises BadRequest, with the remedy, for what can't be: no such report, cell or finding, no number, no name, no
    reason, or another document in force than the one that was looked at.
    """
    if wish.kind not in KINDS:
        raise ValueError(wish.kind)
    by = named(wish.by)
    if wish.kind in _REASONED and not wish.reason.strip():
        raise BadRequest("decision_reasonless")
    live = _live_report(connection, wish.jurisdiction, wish.year)
    if wish.sha256 and wish.sha256 != live.sha256:
        raise BadRequest("decision_overtaken", place=wish.jurisdiction, year=wish.year)
    if wish.seen is not None and wish.seen != decisions(connection, live.jurisdiction, live.year):
        raise BadRequest("decision_meanwhile", place=wish.jurisdiction, year=wish.year)
    bare = Decided(
        wish.kind,
        live.jurisdiction,
        wish.year,
        live.sha256,
        line(wish.reason, LONGEST_REASON),
        by,
        at,
        day=wish.day,
    )
    if wish.kind in OF_CELLS:
        return [_of_cell(connection, live, wish, bare)]
    if wish.kind == "waive":
        return list(_of_finding(connection, live, wish, bare))
    return [replace(bare, sha256=wish.document or live.sha256, earlier=earlier(connection, live.id, wish.kind))]


def named(by: str) -> str:
    """Who decides, on one line. Raises BadRequest where nobody is named."""
    if not by.strip():
        raise BadRequest("decision_nameless")
    return line(by, LONGEST_NAME)


def line(text: str, most: int) -> str:
    """What somebody typed, on one line."""
    return " ".join(text.split())[:most]


def _live_report(connection: duckdb.DuckDBPyConnection, jurisdiction: str, year: int) -> _Live:
    found = connection.execute(
        "SELECT r.id, j.path, r.year, r.sha256 FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction "
        "WHERE r.live AND j.path = ? AND r.year = ?",
        [jurisdiction, year],
    ).fetchone()
    if found is None:
        refuse_gone(connection, jurisdiction, year)
        raise BadRequest("decision_no_report", place=jurisdiction, year=year)
    return _Live(*found)


def decisions(connection: duckdb.DuckDBPyConnection, jurisdiction: str, year: int) -> int:
    """How many decisions there are on the reports of a body (by its path) and year."""
    [(count,)] = connection.execute(
        "SELECT count(*) FROM review v JOIN jurisdiction j ON j.id = v.jurisdiction WHERE j.path = ? AND v.year = ?",
        [jurisdiction, year],
    ).fetchall()
    return int(count)


def _of_cell(connection: duckdb.DuckDBPyConnection, live: _Live, wish: Wish, bare: Decided) -> Decided:
    code, _, label = wish.cell.partition("@")
    if code in {name.partition(".")[2] for name in forms.PROSE}:  # items_disclosed, as its measure is called
        code = next(name for name in forms.PROSE if name.partition(".")[2] == code)
    found = connection.execute(
        "SELECT f.raw, o.value, o.status, f.value, f.status, o.unit FROM figure f JOIN observation o "
        "ON o.report = f.report AND o.indicator = f.indicator AND o.row_label IS NOT DISTINCT FROM f.row_label "
        "WHERE f.report = ? AND f.indicator = ? AND f.row_label IS NOT DISTINCT FROM ?",
        [live.id, code, label or None],
    ).fetchone()
    if found is None:
        raise BadRequest("decision_no_cell", cell=wish.cell, place=wish.jurisdiction, year=wish.year)
    raw, read, status, value, state, unit = found
    made = replace(bare, indicator=code, row_label=label or None, old_raw=raw, old_value=read, stood=_said(raw, read))
    told = earlier(connection, live.id, wish.kind, code, label or None)
    made = replace(made, before=raw if value is None else plain(value), earlier=told)
    if wish.kind == "confirm":
        if read is None:
            raise BadRequest("decision_nothing_to_confirm", cell=wish.cell)
        if status != Status.DOUBTFUL:
            raise BadRequest("decision_not_doubtful", cell=wish.cell, value=plain(read))
        return replace(made, new_value=read)
    number = number_of(wish.value, unit, code)
    if state == Status.REPORTED and number == value:
        refuse_known(wish.cell, plain(number), told)
    return replace(made, new_value=number)


def number_of(text: str, unit: str, code: str) -> Decimal:
    """What was given as the right number, exact. Raises BadRequest."""
    written = text.strip()
    if not _WRITTEN.fullmatch(written):
        raise BadRequest("decision_no_number", value=text)
    number = Decimal(written.replace(",", ""))
    if abs(number) >= LARGEST or number != number.quantize(FINEST):
        raise BadRequest("decision_no_number", value=text)
    if number < 0 and not code.endswith(".change"):  # 本年增/减 alone may be negative on the forms
        raise BadRequest("decision_negative", value=text)
    if unit != "元" and number != number.to_integral_value():
        raise BadRequest("decision_not_whole", value=text, unit=unit)
    return number


def _of_finding(connection: duckdb.DuckDBPyConnection, live: _Live, wish: Wish, bare: Decided) -> Iterator[Decided]:
    found = connection.execute(
        "SELECT cells, evidence FROM finding WHERE report = ? AND rule = ? AND state = 'open' "
        "AND (? = '' OR list_contains(cells, ?)) ORDER BY rowid",
        [live.id, wish.rule, wish.cell, wish.cell],
    ).fetchall()
    found = [one for one in found if wish.evidence is None or dict(one[1]) == dict(wish.evidence)]
    if not found and (told := waived(connection, live.id, wish.rule, wish.cell)):
        why = {"by": told["by"], "reason": told["reason"]}
        raise BadRequest("decision_waived", rule=wish.rule, place=wish.jurisdiction, year=wish.year, **why)
    if not found:
        raise BadRequest("decision_no_finding", rule=wish.rule, place=wish.jurisdiction, year=wish.year)
    for cells, evidence in found:
        codes = tuple(cells)
        yield replace(
            bare, rule=wish.rule, cells=codes, evidence=dict(evidence), stood=stood(connection, live.id, codes)
        )


def stood(connection: duckdb.DuckDBPyConnection, report: int, cells: Sequence[str]) -> str:
    """What these cells of a report say, a line each: the text as printed and the number read, "" for no cells."""
    if not cells:
        return ""
    rows = connection.execute(
        "SELECT indicator || coalesce('@' || row_label, ''), raw, value FROM observation "
        "WHERE report = ? AND list_contains(?, indicator || coalesce('@' || row_label, ''))",
        [report, list(cells)],
    ).fetchall()
    said: Mapping[str, Any] = {code: _said(raw, value) for code, raw, value in rows}
    return "\n".join(f"{code}: {said.get(code, '')}" for code in cells)


def _said(raw: str, value: Decimal | None) -> str:
    return f"{raw} = {'' if value is None else plain(value)}"
