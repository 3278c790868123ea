"""What goes into the manifests at an import: which documents came, as what, and what they took the place of."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import duckdb

from data.roster import KINDS, Roster
from data.store import manifest
from data.store.batch import Ingested
from data.store.bodies import path, paths
from data.store.decision import Decision
from data.store.fresh import Fresh
from data.store.manifest import Import, Manifest

# Imports of versions that wrote no manifests stand before all others, in the order of their receipt.
BEFORE = "000000-"
_RESTORED = "单位名录（由年报库还原）.csv"
HEADER = ("名称", "类别", "上级", "别名", "设立年份", "撤销年份", "接续单位", "接续方式", "应报", "联系")


@dataclass(frozen=True)
class Known:
    """One import of one original. `content` is there for an original that is not among the reports of the import.

    `again`: the document was known already, so the import is of note only if it came under another name.
    """

    sha256: str
    taken: Import
    content: bytes | None = None
    again: bool = False


def of_reports(fresh: Fresh, items: Sequence[Ingested], decision: Decision) -> list[Known]:
    """The reports of an import that have a place; of those known already only where a body changed with them."""
    names = paths(decision.settled.bodies.values())
    return [
        Known(
            items[slot].report.sha256,
            Import(
                kind=manifest.REPORT,
                name=items[slot].report.source_file,
                folder=items[slot].folder,
                parents=items[slot].parents,
                received=fresh.at.isoformat(timespec="microseconds"),
                snapshot=fresh.id,
                base=fresh.base,
                slot=slot,
                jurisdiction=names[place],
                year=decision.years[slot],
                parser=items[slot].parser_version,
            ),
            again=slot in decision.same or (slot in decision.reread and decision.reread[slot].live),
        )
        for slot, place in decision.places.items()
        if slot not in decision.same or decision.settled.changed
    ]


def of_roster(fresh: Fresh, roster: Roster) -> list[Known]:
    """The roster's files."""
    return [
        Known(
            hashlib.sha256(original.content).hexdigest(),
            Import(
                kind=manifest.ROSTER,
                name=original.name,
                folder=original.folder,
                parents=(),
                received=fresh.at.isoformat(timespec="microseconds"),
                snapshot=fresh.id,
                base=fresh.base,
                slot=slot,
            ),
            original.content,
        )
        for slot, original in enumerate(roster.originals)
    ]


def of_store(connection: duckdb.DuckDBPyConnection, there: Collection[str]) -> list[Known]:
    """The documents of a store whose manifests are not `there`: an earlier version took them in, or it was lost.

    What that version knew of the bodies from rosters, whose files it did not keep, becomes a roster of its own.
    """
    rows = connection.execute((Path(__file__).parent / "provenance.sql").read_text(encoding="utf-8")).fetchall()
    lost = [row for row in rows if row[0] not in there]
    found = []
    for number, (received, group) in enumerate(groupby(lost, key=lambda row: row[2]), start=1):
        for slot, (sha256, name, _, parents, place, year, parser) in enumerate(group):
            taken = _before(number, slot, manifest.REPORT, name, received, tuple(parents), place, year, parser)
            found.append(Known(sha256, taken))
    if lost and len(lost) == len(rows) and (content := roster(connection)):
        taken = _before(0, 0, manifest.ROSTER, _RESTORED, lost[0][2])
        found.append(Known(hashlib.sha256(content).hexdigest(), taken, content))
    return found


def unnamed(sha256: str, kind: str, suffix: str, received: datetime, slot: int) -> Known:
    """An original of which nothing but its bytes is known: it stands after all others."""
    return Known(sha256, _before(2**32 - 1, slot, kind, f"{sha256[:12]}{suffix}", received))


def _before(
    number: int,
    slot: int,
    kind: str,
    name: str,
    received: datetime,
    parents: tuple[str, ...] = (),
    place: str = "",
    year: int | None = None,
    parser: str = "",
) -> Import:
    at = received.isoformat(timespec="microseconds")
    return Import(kind, name, "", parents, at, f"{BEFORE}{number:08x}", "", slot, place, year, parser)


def roster(connection: duckdb.DuckDBPyConnection) -> bytes:
    """What a store knows of its bodies from rosters as a roster file; nothing where there was none.

    Before it was kept which bodies a roster lists, all are taken to be, if anything is known that only a roster tells.
    """
    bodies = connection.execute(
        "SELECT id, name, kind, parents, aliases, valid_from, valid_to, population FROM jurisdiction ORDER BY id"
    ).fetchall()
    columns = {name for name, *_ in connection.execute("DESCRIBE jurisdiction").fetchall()}
    if "listed" in columns:
        listed = {id for (id,) in connection.execute("SELECT id FROM jurisdiction WHERE listed").fetchall()}
        bodies = [body for body in bodies if body[0] in listed]
    said: dict[int, tuple[bool, str]] = {}
    if "must_report" in columns:
        rows = connection.execute("SELECT id, must_report, contact FROM jurisdiction").fetchall()
        said = {id: (due, contact) for id, due, contact in rows}
    elif not any(any(told) for _, _, _, _, *told in bodies):
        bodies = []
    if not bodies:
        return b""
    names = {id: path(name, tuple(parents)) for id, name, _, parents, *_ in bodies}
    after: dict[int, list[tuple[int, str]]] = {}
    events = connection.execute("SELECT predecessor, successor, kind FROM succession ORDER BY ALL").fetchall()
    for predecessor, successor, kind in events:
        after.setdefault(predecessor, []).append((successor, kind))
    manners = {kind: manner for manner, kind in KINDS.items()}
    years = sorted({year for *_, population in bodies for year in population or {}})
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([*HEADER, *(f"人口{year}" for year in years)])
    for id, name, kind, parents, aliases, first, last, population in bodies:
        followed = after.get(id, [])
        table.writerow([
            name,
            kind,
            "/".join(parents),
            "、".join(aliases),
            first or "",
            last + 1 if last else "",
            "、".join(names[successor] for successor, _ in followed),
            manners[followed[0][1]] if followed else "",
            "" if said.get(id, (True, ""))[0] else "否",
            said.get(id, (True, ""))[1],
            *((population or {}).get(year, "") for year in years),
        ])
    return text.getvalue().encode("utf-8-sig")


def manifests(
    folder: Path,
    known: Iterable[Known],
    kind: str,
    decision: Decision,
    items: Sequence[Ingested],
    size: Callable[[str], int],
) -> list[Manifest]:
    """The manifests as they now are, of these imports and of what they supersede. `size` tells that of an original."""
    brought: dict[str, Manifest] = {}

    def current(sha256: str) -> Manifest:
        if sha256 not in brought:
            found = manifest.read(manifest.path(folder, sha256))
            brought[sha256] = found or Manifest(sha256, size(sha256), kind)
        return brought[sha256]

    for one in known:
        now = current(one.sha256)
        if not one.again or not any(_same(one.taken, earlier) for earlier in now.imports):
            brought[one.sha256] = now.taken(one.taken)
    names = paths(decision.settled.bodies.values())
    for slot, held in decision.replaced.items():
        year, by = decision.years[slot], items[slot].report.sha256
        brought[held.sha256] = current(held.sha256).superseded(names[decision.places[slot]], year, by)
    return list(brought.values())


def _same(one: Import, other: Import) -> bool:
    return (one.kind, one.name, one.parents, one.twice) == (other.kind, other.name, other.parents, other.twice)
