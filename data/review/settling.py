"""What corrections and confirmations make of the findings: checks run on what was read and on what counts instead.

A finding that the corrected figures no longer give is settled; one that only they give is open and of the reading
`corrected`; a waived one is waived. Nothing is taken out: see the columns `state` and `reading` of `finding`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

import duckdb

from data import across, forms
from data.checks import check
from data.model import Finding, Jurisdiction, Place, Reading, Report, Status
from data.numbers import plain
from data.review.deciding import stood

Key = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
NAMES = ("units",)  # of evidence: what bodies are called, which a roster may change
ADVICE = ("cause", "repairs")  # of evidence: what else would have to change, which other corrections may change
_CELLS = {False: "observation", True: "figure"}
_DECIDED = """
SELECT indicator || coalesce('@' || row_label, '') FROM review
WHERE applies = ? AND kind IN ('correct', 'confirm')
"""


def settle(connection: duckdb.DuckDBPyConnection, touched: Collection[int] | None) -> Iterator[tuple[int, Finding]]:
    """Settle what the decisions on these reports (None: all) settle; give the findings of the corrected figures alone.

    Findings across reports are not among them: see `data.store.tables.write_across`.
    """
    for report in _concerned(connection, touched):
        rules = list(across.RULES)
        own = "report = ? AND NOT list_contains(?, rule)"
        connection.execute(f"DELETE FROM finding WHERE {own} AND reading = 'corrected'", [report, rules])
        connection.execute(f"UPDATE finding SET state = 'open' WHERE {own}", [report, rules])
        decided = {code for (code,) in connection.execute(_DECIDED, [report]).fetchall()}
        if not decided:
            continue
        stored = [
            (row, key_of(rule, cells, evidence), cells)
            for row, rule, cells, evidence in connection.execute(
                f"SELECT rowid, rule, cells, evidence FROM finding WHERE {own}", [report, rules]
            ).fetchall()
        ]
        plainly = {key(one) for one in check(read_again(connection, report, corrected=False))}
        instead = {key(one): one for one in check(read_again(connection, report, corrected=True))}
        closed = [row for row, which, cells in stored if _closed(which, cells, plainly, instead.keys(), decided)]
        connection.execute("UPDATE finding SET state = 'settled' WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [closed])
        there = plainly | {which for _, which, _ in stored}
        yield from ((report, finding) for which, finding in instead.items() if which not in there)


def key(finding: Finding) -> Key:
    """What makes a finding of one reading the same as one of another: other figures are another finding."""
    return key_of(finding.rule, finding.cells, finding.evidence)


def key_of(rule: str, cells: Sequence[str], evidence: Mapping[str, str]) -> Key:
    """The same of a finding as the store has it."""
    said = {name: value for name, value in evidence.items() if name not in ADVICE}
    return rule, tuple(sorted(cells)), tuple(sorted(said.items()))


def _closed(
    which: Key, cells: Sequence[str], plainly: Collection[Key], instead: Collection[Key], decided: Collection[str]
) -> bool:
    """Of a check: whether the corrected figures no longer give it. Of reading: whether all its cells are decided on."""
    if which in plainly:
        return which not in instead
    return bool(cells) and all(cell in decided for cell in cells)


def _concerned(connection: duckdb.DuckDBPyConnection, touched: Collection[int] | None) -> list[int]:
    """Reports in force with decisions on cells, or with findings that one was the reason of."""
    rows = connection.execute(
        "SELECT r.id FROM report r WHERE r.live AND ($all OR list_contains($touched, r.id)) AND ("
        "r.id IN (SELECT applies FROM review WHERE kind IN ('correct', 'confirm'))"
        " OR r.id IN (SELECT report FROM finding WHERE state = 'settled' OR reading = 'corrected')) ORDER BY r.id",
        {"all": touched is None, "touched": list(touched or ())},
    ).fetchall()
    return [report for (report,) in rows]


def read_again(connection: duckdb.DuckDBPyConnection, report: int, corrected: bool) -> Report:
    """A stored report as checks want it, with the figures as read or as corrected; without its findings."""
    [row] = connection.execute(
        "SELECT j.name, j.kind, j.parents, r.year, r.title, r.published, r.form2, r.form3, r.form4, r.source_file, "
        "r.sha256, r.made_up FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction WHERE r.id = ?",
        [report],
    ).fetchall()
    name, kind, parents, year, title, published, *three, file, sha256, made_up = row
    narrative = connection.execute(
        "SELECT section, text FROM narrative WHERE report = ? ORDER BY section", [report]
    ).fetchall()
    return Report(
        jurisdiction=Jurisdiction(name, kind, tuple(parents)),
        year=year,
        title=title,
        published=published.isoformat() if published else None,
        forms=dict(zip(forms.TABLE_SECTIONS, three, strict=True)),
        narrative=dict(narrative),
        readings=tuple(_readings(connection, report, corrected)),
        findings=(),
        source_file=file,
        sha256=sha256,
        made_up=made_up,
    )


def _readings(connection: duckdb.DuckDBPyConnection, report: int, corrected: bool) -> Iterator[Reading]:
    decided = "decided" if corrected else "NULL"
    rows = connection.execute(
        f"SELECT indicator, raw, value, unit, status, page, table_no, row_no, column_no, line, confidence, row_label, "
        f"{decided} FROM {_CELLS[corrected]} WHERE report = ?",
        [report],
    ).fetchall()
    for indicator, raw, value, unit, status, page, table, line_of_table, column, line, confidence, label, how in rows:
        place = Place(page, table, line_of_table, column, line)
        if how == "correct" and isinstance(value, Decimal):
            raw = plain(value)
        yield Reading(indicator, raw, value, unit, Status(status), place, confidence, label)


def waive(connection: duckdb.DuckDBPyConnection) -> None:
    """Say which waivers hold: where the finding is there and its cells say the same (of findings across reports, and
    of those without cells and of those that only corrected figures give, where the evidence is the same); and mark what
    they waive.
    """
    connection.execute("UPDATE review SET applies = NULL WHERE kind = 'waive'")
    connection.execute("UPDATE finding SET state = 'open' WHERE state = 'waived'")
    made = connection.execute(
        "SELECT v.act, r.id, v.rule, v.cells, v.evidence, v.stood FROM review v "
        "JOIN report r ON r.jurisdiction = v.jurisdiction AND r.year = v.year AND r.live "
        "WHERE v.kind = 'waive' ORDER BY v.act DESC"
    ).fetchall()
    for act, report, rule, cells, evidence, said in made:
        found = connection.execute(
            "SELECT rowid, evidence, reading FROM finding WHERE report = ? AND rule = ? AND cells = ?::VARCHAR[] "
            "AND state = 'open' ORDER BY rowid",
            [report, rule, cells],
        ).fetchall()
        by_words = not cells or rule in across.RULES
        if cells and stood(connection, report, cells) != said:
            continue
        same = [
            row
            for row, now, reading in found
            if (not by_words and reading == "document") or _unnamed(now) == _unnamed(evidence)
        ]
        if same:
            connection.execute("UPDATE finding SET state = 'waived' WHERE rowid = ?", [same[0]])
            connection.execute("UPDATE review SET applies = ? WHERE act = ?", [report, act])


def _unnamed(evidence: Mapping[str, str]) -> dict[str, str]:
    return {name: said for name, said in dict(evidence).items() if name not in (*NAMES, *ADVICE)}
