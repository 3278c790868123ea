"""Reports given to another body or year: a decision that moves the document with what was decided on it.

What the document says stays as it was read, and so do its name, its hash and its title. What depends on whose report it
is, and of which year, is worked out anew: its findings, and the years that its prose speaks of. A known document that
is imported again goes to where it was given, not to where it says it belongs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data import review
from data.checks import check
from data.errors import BadRequest
from data.model import Report
from data.recognise import who
from data.review import Decided, Target, Wish
from data.store import tables
from data.store.batch import Ingested, fact_rows
from data.store.bodies import Body, Claim, Settled, paths, settle
from data.store.decision import Given

FIRST_YEAR, LAST_YEAR = 2008, 2100  # of reports: the regulation is of 2008
BETWEEN = "、"  # of the names in a decision's evidence
FILED_YEAR = "year_disagrees"  # the rule that says under which year a report is filed
OTHERS = "其他"  # class of a body whose name tells none, as recognition has it
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class _Standing:
    """A report of the store as it stands."""

    id: int
    body: int
    year: int
    source_file: str
    sha256: str
    supersedes: int | None
    live: bool


def targeted(connection: duckdb.DuckDBPyConnection, wish: Wish, bare: Decided) -> Decided:
    """The decision with whose report it becomes, and what else that brings: what it supersedes there, what is in force
    again where it was, which decisions stay behind.

    Raises BadRequest where it is there already, for an unknown body (unless the wish says that it is new) or year, and
    where another report stands in that place and the wish does not say that it may be superseded.
    """
    mine = _standing(connection, bare.jurisdiction, bare.year, bare.sha256)
    year = bare.year if wish.to_year is None else wish.to_year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadRequest("reassign_year", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    target = _target(connection, wish.to_unit or bare.jurisdiction, year, wish.new_unit)
    settled, body = _settled(connection, target)
    path = paths(settled.bodies.values())[body]
    if (body, year) == (mine.body, mine.year):
        raise BadRequest("reassign_same", place=path, year=year)
    there = [one for one in _reports(connection, body, year) if one[1] == mine.sha256]
    if there:
        raise BadRequest("reassign_twice", place=path, year=year, file=there[0][0])
    aside = {"file": mine.source_file, "to": path, "to_year": str(year)}
    if occupant := _live(connection, body, year):
        if not wish.replace:
            raise BadRequest("reassign_occupied", place=path, year=year, file=occupant.source_file)
        aside["replaced"] = occupant.source_file
    if back := _back(connection, mine):
        aside["restored"] = back.source_file
    if not mine.live and (kept := _live(connection, mine.body, mine.year)):
        aside["kept"] = kept.source_file
    if behind := _behind(connection, mine.id):
        aside["behind"] = str(behind)
    return replace(bare, target=target, aside=aside, evidence=_evidence(connection, mine, bare.jurisdiction))


def claimed(bodies: Collection[Body], unit: str) -> tuple[Claim, str, bool]:
    """Whom a person means by this: one of these bodies by its path, else one by its name and the bodies above it, which
    may be a longer name of one of these. Its claim, its class, and whether it is one of these by its path.

    Raises BadRequest where nothing is named.
    """
    known = {path: id for id, path in paths(bodies).items()}
    if unit in known:
        [body] = [one for one in bodies if one.id == known[unit]]
        return (body.name, body.parents), body.kind, True
    parts = [part.strip() for part in unit.split("/") if part.strip()]
    if not parts:
        raise BadRequest("reassign_unknown", place=unit)
    *above, own = parts
    named = who.body(own)
    return (named.name, tuple(above) or named.parents), named.kind or OTHERS, False


def _target(connection: duckdb.DuckDBPyConnection, unit: str, year: int, new: bool) -> Target:
    (name, parents), kind, known = claimed(tables.bodies(connection), unit)
    if not known and not new:
        raise BadRequest("reassign_unknown", place=unit)
    return Target(name, kind, parents, year)


def _settled(connection: duckdb.DuckDBPyConnection, target: Target) -> tuple[Settled, int]:
    """The bodies of the store with that of the target, and its id. Raises BadRequest for a name that several have."""
    claim = (target.name, target.parents)
    settled = settle(tables.bodies(connection), {claim: target.kind}, None)
    if claim in settled.doubts:
        raise BadRequest("ambiguous_place", place=target.name, paths=BETWEEN.join(settled.doubts[claim]))
    return settled, settled.places[claim]


def _evidence(connection: duckdb.DuckDBPyConnection, mine: _Standing, path: str) -> dict[str, str]:
    """Where it stood until now, in words that last though the body may be no more."""
    [(name, aliases)] = connection.execute(
        "SELECT name, aliases FROM jurisdiction WHERE id = ?", [mine.body]
    ).fetchall()
    names = (name, *(alias.rpartition("/")[2] for alias in aliases))
    return {"place": path, "year": str(mine.year), "names": BETWEEN.join(names)}


_STANDING = "SELECT id, jurisdiction, year, source_file, sha256, supersedes, live FROM report"


def _standing(connection: duckdb.DuckDBPyConnection, path: str, year: int, sha256: str) -> _Standing:
    """A document of a body and year, in force or an earlier version. Raises BadRequest if there is none such."""
    found = connection.execute(
        f"{_STANDING} WHERE jurisdiction = (SELECT id FROM jurisdiction WHERE path = ?) AND year = ? AND sha256 = ? "
        "ORDER BY live DESC, id DESC",
        [path, year, sha256],
    ).fetchone()
    if found is None:
        raise BadRequest("reassign_no_document", place=path, year=year)
    return _Standing(*found)


def _live(connection: duckdb.DuckDBPyConnection, body: int, year: int) -> _Standing | None:
    found = connection.execute(f"{_STANDING} WHERE live AND jurisdiction = ? AND year = ?", [body, year]).fetchone()
    return _Standing(*found) if found else None


def _reports(connection: duckdb.DuckDBPyConnection, body: int, year: int) -> list[tuple[str, str]]:
    """File and hash of each report of a body and year, in force or not."""
    return connection.execute(
        "SELECT source_file, sha256 FROM report WHERE jurisdiction = ? AND year = ? ORDER BY id", [body, year]
    ).fetchall()


def _back(connection: duckdb.DuckDBPyConnection, mine: _Standing) -> _Standing | None:
    """What it took the place of where it stands: in force again when it goes, unless a person withdrew it. None for an
    earlier version, which is in nobody's place.
    """
    if not mine.live:
        return None
    found = connection.execute(
        f"{_STANDING} r WHERE id = ? AND NOT live AND jurisdiction = ? AND year = ? "
        "AND NOT EXISTS (SELECT 1 FROM review v WHERE v.report = r.id AND v.kind = 'withdraw')",
        [mine.supersedes, mine.body, mine.year],
    ).fetchone()
    return _Standing(*found) if found else None


def _behind(connection: duckdb.DuckDBPyConnection, report: int) -> int:
    """How many decisions hold for it that were made on an earlier version: they stay with that one."""
    [(count,)] = connection.execute(
        "SELECT count(*) FROM review WHERE applies = ? AND report <> ? AND kind IN ('correct', 'confirm', 'waive')",
        [report, report],
    ).fetchall()
    return int(count)


def move(connection: duckdb.DuckDBPyConnection, one: Decided, report: int) -> list[int]:
    """Give a report to the body and year of its decision; the ids of all reports that come or go with it.

    What stands there is superseded; what it had superseded where it was is in force again.
    """
    assert one.target
    [row] = connection.execute(f"{_STANDING} WHERE id = ?", [report]).fetchall()
    mine = _Standing(*row)
    settled, body = _settled(connection, one.target)
    tables.write_bodies(connection, settled)
    was = review.read_again(connection, report, corrected=False)
    there, back = _live(connection, body, one.target.year), _back(connection, mine)
    place = [body, one.target.year]
    if there:
        connection.execute("UPDATE report SET live = false WHERE id = ?", [there.id])
    connection.execute(
        "UPDATE report SET jurisdiction = ?, year = ?, supersedes = ?, live = true WHERE id = ?",
        [*place, there.id if there else None, report],
    )
    connection.execute("UPDATE observation SET jurisdiction = ?, year = ? WHERE report = ?", [*place, report])
    if back:
        connection.execute("UPDATE report SET live = true WHERE id = ?", [back.id])
    later = "UPDATE report SET supersedes = ? WHERE supersedes = ? AND jurisdiction = ? AND year = ?"
    connection.execute(
        later, [mine.supersedes, report, mine.body, mine.year]
    )  # what took its place took that of its own
    connection.execute((_HERE / "reassigned_decisions.sql").read_text(encoding="utf-8"), [*place, report])
    _forget(connection, mine.body)
    recheck(connection, report, was)
    return [other.id for other in (mine, there, back) if other]


def _forget(connection: duckdb.DuckDBPyConnection, body: int) -> None:
    """Take out a body that only a report which is elsewhere now had told of: else it would be a unit for ever."""
    [(known,)] = connection.execute(
        "SELECT EXISTS (FROM jurisdiction WHERE id = $id AND listed) OR EXISTS (FROM report WHERE jurisdiction = $id)"
        " OR EXISTS (FROM review WHERE jurisdiction = $id)"
        " OR EXISTS (FROM succession WHERE predecessor = $id OR successor = $id)",
        {"id": body},
    ).fetchall()
    if not known:
        left: dict[int, Body] = {one.id: one for one in tables.bodies(connection) if one.id != body}
        tables.write_bodies(connection, Settled(left, {}, {}, {}, (), frozenset(), True))


def recheck(connection: duckdb.DuckDBPyConnection, report: int, was: Report) -> None:
    """Its findings and facts as of the body and year that it has now; `was` has those they were worked out for."""
    now = review.read_again(connection, report, corrected=False)
    before = check(replace(now, jurisdiction=was.jurisdiction, year=was.year))
    after = check(now)
    stays = {review.key(one) for one in after}
    gone = {review.key(one) for one in before} - stays
    there = connection.execute(
        "SELECT rowid, rule, cells, evidence FROM finding WHERE report = ? AND reading = 'document'", [report]
    ).fetchall()
    stale = [row for row, rule, cells, said in there if review.key_of(rule, cells, said) in gone]
    connection.execute("DELETE FROM finding WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [stale])
    known = {review.key_of(rule, cells, said) for _, rule, cells, said in there}
    tables.write_findings(connection, [(report, one) for one in after if review.key(one) not in known])
    connection.execute("DELETE FROM fact WHERE report = ?", [report])
    tables.write_facts(connection, report, fact_rows(now))
    filed = connection.execute(
        "SELECT rowid, evidence FROM finding WHERE report = ? AND rule = ?", [report, FILED_YEAR]
    ).fetchall()
    for row, evidence in filed:  # it says under which year the report is filed
        told = {**dict(evidence), "year": str(now.year)}
        connection.execute("UPDATE finding SET evidence = ? WHERE rowid = ?", [told, row])


def answer(connection: duckdb.DuckDBPyConnection) -> None:
    """Settle the findings that giving a report to another body answers; to be done before waivers are worked out."""
    connection.execute((_HERE / "reassigned_findings.sql").read_text(encoding="utf-8"))


def given(connection: duckdb.DuckDBPyConnection, items: Sequence[Ingested]) -> Mapping[int, Given]:
    """By slot, where those documents of an import stand that a person gave to another body or year."""
    rows = connection.execute((_HERE / "reassigned.sql").read_text(encoding="utf-8")).fetchall()
    slots: dict[str, list[int]] = {}
    for slot, item in enumerate(items if rows else ()):
        slots.setdefault(item.report.sha256, []).append(slot)
    found: dict[int, Given] = {}
    for sha256, body, year, copies, stood in rows:
        for slot in slots.get(sha256, ()):
            if copies == 1 or _stood(items[slot].report, stood):
                found[slot] = Given(body, year)
    return found


def _stood(report: Report, stood: Collection[Mapping[str, str]]) -> bool:
    """Whether a document says that it belongs where it stood before."""
    said = (report.jurisdiction.name, str(report.year))
    return any(said[0] in one["names"].split(BETWEEN) and said[1] == one["year"] for one in map(dict, stood))
