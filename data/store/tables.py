"""The tables of a snapshot that is being written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data import across, forms, review
from data.arrow import columns, registered
from data.errors import BadDocument
from data.model import Finding
from data.roster import Roster
from data.store.batch import FACT, FINDING, ROWS, Batch, Ingested, finding_row
from data.store.bodies import Body, Settled, paths
from data.store.decision import Decision, Held, PlaceYear

_JURISDICTION = pa.schema([
    ("id", pa.int32()),
    ("name", pa.string()),
    ("kind", pa.string()),
    ("parents", pa.list_(pa.string())),
    ("aliases", pa.list_(pa.string())),
    ("valid_from", pa.int32()),
    ("valid_to", pa.int32()),
    ("population", pa.map_(pa.int32(), pa.int64())),
    ("path", pa.string()),
    ("listed", pa.bool_()),
    ("must_report", pa.bool_()),
    ("contact", pa.string()),
])
_REPORT = pa.schema([
    ("id", pa.int32()),
    ("jurisdiction", pa.int32()),
    ("year", pa.int32()),
    ("title", pa.string()),
    ("published", pa.date32()),
    ("received", pa.timestamp("us")),
    ("source_file", pa.string()),
    ("sha256", pa.string()),
    ("form2", pa.string()),
    ("form3", pa.string()),
    ("form4", pa.string()),
    ("tables", pa.list_(pa.string())),
    ("parser_version", pa.string()),
    ("supersedes", pa.int32()),
    ("live", pa.bool_()),
    ("made_up", pa.bool_()),
])
_INDICATOR = pa.schema([
    ("code", pa.string()),
    ("form", pa.string()),
    ("position", pa.int32()),
    ("block", pa.int32()),
    ("section", pa.string()),
    ("row_label", pa.string()),
    ("column_label", pa.string()),
    ("unit", pa.string()),
    ("comparable", pa.bool_()),
])
_TAKEN = pa.schema([("slot", pa.int32()), ("report", pa.int32()), ("jurisdiction", pa.int32()), ("year", pa.int32())])


_WANTED = pa.schema([("jurisdiction", pa.int32()), ("year", pa.int32()), ("place", pa.int32())])
_HERE = Path(__file__).parent


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[object]], schema: pa.Schema
) -> None:
    with registered(connection, "fresh", columns(rows, schema)):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM fresh")


def bodies(connection: duckdb.DuckDBPyConnection) -> list[Body]:
    """All bodies of the store, by id."""
    rows = connection.execute("SELECT * EXCLUDE (path) FROM jurisdiction ORDER BY id").fetchall()
    return [
        Body(id, name, kind, tuple(parents), tuple(aliases), first, last, population or {}, *roster)
        for id, name, kind, parents, aliases, first, last, population, *roster in rows
    ]


def held(
    connection: duckdb.DuckDBPyConnection, settled: Settled, wanted: Collection[PlaceYear]
) -> Mapping[PlaceYear, Sequence[Held]]:
    """The reports that the store has of these places and years, superseded ones included."""
    keys = [(place, year, place) for place, year in wanted]
    years: dict[int, list[int]] = {}
    for place, year in wanted:
        years.setdefault(place, []).append(year)
    keys += [(alias, year, main) for alias, main in settled.folded.items() for year in years.get(main, ())]
    found: dict[PlaceYear, list[Held]] = {}
    with registered(connection, "wanted", columns(keys, _WANTED)):
        rows = connection.execute((_HERE / "held.sql").read_text(encoding="utf-8")).fetchall()
    for place, year, *report in rows:
        found.setdefault((place, year), []).append(Held(*report))
    return found


def check_folds(connection: duckdb.DuckDBPyConnection, settled: Settled, roster: Roster) -> None:
    """Raises BadDocument if a body and what the roster calls its alias both have a report of one year."""
    query = "SELECT min(year) FROM report WHERE live AND jurisdiction IN (?, ?) GROUP BY year HAVING count(*) > 1"
    for alias, main in settled.folded.items():
        clash = connection.execute(query, [alias, main]).fetchone()
        if clash:
            name = connection.execute("SELECT name FROM jurisdiction WHERE id = ?", [alias]).fetchone()
            raise BadDocument(
                "roster_alias_clash",
                file=roster.name,
                alias=name[0] if name else alias,
                name=settled.bodies[main].name,
                year=clash[0],
            )


def write_bodies(connection: duckdb.DuckDBPyConnection, settled: Settled) -> None:
    """The bodies as they now are, with the shortest name that tells each from all others."""
    if not settled.changed:
        return
    names = paths(settled.bodies.values())
    connection.execute("DELETE FROM jurisdiction")
    rows = (
        (
            body.id,
            body.name,
            body.kind,
            list(body.parents),
            list(body.aliases),
            body.valid_from,
            body.valid_to,
            list(body.population.items()),
            names[body.id],
            body.listed,
            body.must_report,
            body.contact,
        )
        for body in settled.bodies.values()
    )
    _insert(connection, "jurisdiction", rows, _JURISDICTION)
    for alias, main in settled.folded.items():
        for table in ("report", "observation", "review"):
            connection.execute(f"UPDATE {table} SET jurisdiction = ? WHERE jurisdiction = ?", [main, alias])
    gone = [*settled.listed, *settled.folded]
    connection.execute("DELETE FROM succession WHERE predecessor IN (SELECT unnest(?::INTEGER[]))", [gone])
    if settled.successions:
        connection.executemany("INSERT INTO succession VALUES (?, ?, ?, ?)", settled.successions)


def write_reports(
    connection: duckdb.DuckDBPyConnection, batch: Batch, decision: Decision, received: datetime
) -> list[int]:
    """The taken reports with all that belongs to them; what they supersede stays, no longer live.

    `received` is UTC without a zone. A document read anew keeps its number, and its earlier reading goes. Returns the
    ids of the taken and the superseded.
    """
    slots, items = decision.taken, batch.items
    if not slots:
        return []
    last = connection.execute("SELECT coalesce(max(id), 0) FROM report").fetchone()
    fresh = (slot for slot in slots if slot not in decision.reread)
    ids = {slot: number for number, slot in enumerate(fresh, start=1 + (last[0] if last else 0))}
    ids |= {slot: held.id for slot, held in decision.reread.items()}
    superseded = [held.id for slot, held in decision.replaced.items() if slot in ids]
    connection.execute("UPDATE report SET live = false WHERE id IN (SELECT unnest(?::INTEGER[]))", [superseded])
    came = {slot: (received, decision.replaced[slot].id if slot in decision.replaced else None) for slot in slots}
    if decision.reread:
        earlier = _taken_out(connection, [held.id for held in decision.reread.values()])
        came |= {slot: earlier[held.id] for slot, held in decision.reread.items()}
    where = {slot: (decision.places[slot], decision.years[slot]) for slot in slots}
    rows = (_report(items[slot], ids[slot], *where[slot], *came[slot]) for slot in slots)
    _insert(connection, "report", rows, _REPORT)
    taken = ((slot, ids[slot], *where[slot]) for slot in slots)
    with registered(connection, "taken", columns(taken, _TAKEN)):
        for name in ROWS:
            with batch.rows(name) as rows, registered(connection, "fresh", rows):
                connection.execute((_HERE / f"append_{name}.sql").read_text(encoding="utf-8"))
    return [*ids.values(), *superseded]


def boundaries(connection: duckdb.DuckDBPyConnection) -> tuple[dict[int, object], set[object]]:
    """Where each body belongs and what it is called, and what became of which: which reports are to be compared."""
    rows = connection.execute("SELECT id, path, parents, aliases, valid_from FROM jurisdiction").fetchall()
    return {id: body for id, *body in rows}, set(connection.execute("SELECT * FROM succession").fetchall())


def write_across(connection: duckdb.DuckDBPyConnection, touched: Collection[int], everything: bool) -> None:
    """The findings that need more than one report, as they are with the touched reports in or out of force.

    Where cells were corrected or confirmed, of what was read and of what counts instead: see `data.review.settling`.
    """
    if not review.held(connection):
        [read] = across.refresh(connection, touched, everything)
        return write_findings(connection, read)
    read, counts = across.refresh(connection, touched, everything, ("observation", "figure"))
    there, now = ({(report, review.key(finding)) for report, finding in found} for found in (read, counts))
    write_findings(connection, [one for one in read if (one[0], review.key(one[1])) in now])
    write_findings(connection, [one for one in read if (one[0], review.key(one[1])) not in now], state="settled")
    write_findings(
        connection, [one for one in counts if (one[0], review.key(one[1])) not in there], reading="corrected"
    )


def write_findings(
    connection: duckdb.DuckDBPyConnection,
    found: Iterable[tuple[int, Finding]],
    state: str = "open",
    reading: str = "document",
) -> None:
    """Findings, each with its report."""
    rows = [(report, *finding_row(finding), state, reading) for report, finding in found]
    if rows:
        more = [("state", pa.string()), ("reading", pa.string())]
        _insert(connection, "finding", rows, pa.schema([("report", pa.int32()), *FINDING, *more]))


def write_facts(connection: duckdb.DuckDBPyConnection, report: int, facts: Iterable[Sequence[object]]) -> None:
    """What the prose of one report states, in the columns of `data.store.batch.FACT`."""
    rows = [(report, *fact) for fact in facts]
    if rows:
        _insert(connection, "fact", rows, pa.schema([("report", pa.int32()), *FACT]))


def _taken_out(connection: duckdb.DuckDBPyConnection, reports: list[int]) -> dict[int, tuple[datetime, int | None]]:
    """Remove reports and all that belongs to them; when each was received, and what it superseded."""
    among = "IN (SELECT unnest(?::INTEGER[]))"
    came = connection.execute(f"SELECT id, received, supersedes FROM report WHERE id {among}", [reports]).fetchall()
    connection.execute(f"DELETE FROM report WHERE id {among}", [reports])
    for table in ROWS:
        connection.execute(f"DELETE FROM {table} WHERE report {among}", [reports])
    return {id: (received, supersedes) for id, received, supersedes in came}


def _report(
    item: Ingested, id: int, place: int, year: int, received: datetime, supersedes: int | None
) -> tuple[object, ...]:
    report = item.report
    return (
        id,
        place,
        year,
        report.title,
        date.fromisoformat(report.published) if report.published else None,
        received,
        report.source_file,
        report.sha256,
        *(report.forms[section] for section in forms.TABLE_SECTIONS),
        list(item.tables),
        item.parser_version,
        supersedes,
        True,
        report.made_up,
    )


def write_indicators(connection: duckdb.DuckDBPyConnection) -> None:
    """The declared cells of all forms, in the order of the form, if the program now declares others."""
    declared = list(_indicators())
    if connection.execute("SELECT * FROM indicator ORDER BY form, position").fetchall() != declared:
        connection.execute("DELETE FROM indicator")
        _insert(connection, "indicator", declared, _INDICATOR)


def _indicators() -> Iterator[tuple[object, ...]]:
    for form in forms.FORMS:
        layout = [block for section in forms.TABLE_SECTIONS for block in forms.blocks(form, section)]
        position = 0
        for number, block in enumerate(layout, start=1):
            for row in (*block.rows, *([forms.EXTRA_ROW] if block.extra_rows else [])):
                for column in block.columns:
                    position += 1
                    cell = forms.INDICATORS[block.code(row, column)]
                    labels = cell.labels[form]
                    yield (cell.code, form, position, number, cell.section, *labels, cell.unit, cell.comparable)


def write_info(connection: duckdb.DuckDBPyConnection, info: tuple[int, str, str, str]) -> None:
    """What the snapshot says of itself: schema version, id, kind, base."""
    connection.execute("DELETE FROM store_info")
    connection.execute("INSERT INTO store_info VALUES (?, ?, ?, ?)", info)
