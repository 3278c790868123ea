"""Which units are added up, each once: those named, those below a body, or all that must report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.consolidation.cell import Unit
from analytics.places import Places, bodies
from analytics.spans import label
from data.errors import BadRequest
from data.store import Snapshot

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Selection:
    """The units in the order of their paths, and those set aside so that nothing is counted twice.

    `above` have a report that holds those below them (a county's own); `below` are held by such a report, where none
    of them has one itself. `twice` are pairs (above, below) that were asked for by name and are both added. `chain` is
    what the units are together, outermost body first, () if they have none above them all; `made_up` their world.
    `without` are those that were to be left out.
    """

    units: tuple[Unit, ...]
    chain: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    twice: tuple[tuple[str, str], ...] = ()
    made_up: bool = False
    without: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The innermost body above all units, "" if there is none."""
        return self.chain[-1] if self.chain else ""

    @property
    def body(self) -> str:
        """The same with what it lies in, as figures of its own and kept sums name it."""
        return "/".join(self.chain)


def chosen(
    snapshot: Snapshot,
    year: int,
    names: Sequence[str] | None,
    parent: str | None,
    made_up: bool | None,
    without: Sequence[str] = (),
) -> Selection:
    """The units of a year: `names` (names or paths), all below `parent`, or by default all that must report; save those
    `without`.

    Raises BadRequest for unknown or ambiguous names, for a parent that nothing is below, for true and made-up bodies
    together, and where no unit has a report of the year.
    """
    places = bodies(snapshot, "reported")
    if names is not None:
        table, world = places.chosen(names, made_up)
        asked = table.to_pylist()
    else:
        world = places.world(made_up)
        asked = places.within(world).to_pylist()
    reports = _reports(snapshot, year, world)
    chain = _common(asked)
    if names is None:
        if parent is not None:
            asked, chain = _under(places, asked, parent)
        asked = list(_expected(asked, year, reports))
    out = set(places.chosen(without, world)[0]["path"].to_pylist()) if without else set()
    left_out = tuple(body["path"] for body in asked if body["path"] in out)
    asked = [body for body in asked if body["path"] not in out]
    if not any(body["id"] in reports for body in asked):
        raise BadRequest("consolidate_nothing", year=year, years=label(places.years(world)))
    found = _once(asked, reports) if names is None else (asked, (), ())
    units = tuple(_unit(body, reports.get(body["id"]), year) for body in found[0])
    twice = () if names is None else tuple((a["path"], b["path"]) for a in asked for b in asked if below(b, a))
    return Selection(units, chain or _common(found[0]), found[1], found[2], twice, world, left_out)


def _reports(snapshot: Snapshot, year: int, world: bool) -> dict[int, tuple[int, str, dict[str, str]]]:
    """By body: the id of its report in force, its document, and the form of each table."""
    sql = (Path(__file__).parent / "reports.sql").read_text(encoding="utf-8")
    rows = snapshot.cursor().execute(sql, {"year": year, "made_up": world}).fetchall()
    return {
        body: (id, sha256, {"2": second, "3": third, "4": fourth}) for body, id, sha256, second, third, fourth in rows
    }


def _unit(body: Body, report: tuple[int, str, dict[str, str]] | None, year: int) -> Unit:
    existed = body["first"] <= year <= body["last"]
    number, sha256, forms = report or (None, "", {})
    return Unit(body["path"], body["name"], number, forms, existed, sha256)


def _expected(asked: Iterable[Body], year: int, reports: Mapping[int, object]) -> Iterable[Body]:
    """Those that exist in the year and must report, and whoever did."""
    asked = list(asked)
    rostered = any(body["listed"] for body in asked)
    for body in asked:
        here = body["first"] <= year <= body["last"] and (body["listed"] or not rostered) and body["must_report"]
        if here or body["id"] in reports:
            yield body


def _holds(full: Sequence[str], parents: Sequence[str]) -> bool:
    """Whether a body of this full path is among these parents, as far up as both are known."""
    for at, name in enumerate(parents):
        if name == full[-1]:
            known = min(at + 1, len(full))
            if list(parents[at + 1 - known : at + 1]) == list(full[len(full) - known :]):
                return True
    return False


def below(one: Body, other: Body) -> bool:
    """Whether one body lies in another."""
    return one["id"] != other["id"] and _holds((*other["parents"], other["name"]), one["parents"])


def _under(places: Places, asked: Sequence[Body], parent: str) -> tuple[list[Body], tuple[str, ...]]:
    """The bodies below a parent given by name or path, and its full path."""
    typed = [part for part in parent.split("/") if part]
    rows = pa.array(places.find(parent), pa.int32())
    known = {(*body["parents"], body["name"]) for body in places.table.take(rows).to_pylist()}
    above = {tuple(body["parents"][:at]) for body in asked for at in range(1, len(body["parents"]) + 1)}
    named = known | {chain for chain in above if typed and list(chain[-len(typed) :]) == typed}
    meant = {chain for chain in named if any(_holds(chain, body["parents"]) for body in asked)}
    # The same body may be known less far up: 清水县 beside 滨江市/清水县.
    whole = {one for one in meant if not any(other != one and other[-len(one) :] == one for other in meant)}
    if not whole:
        raise BadRequest("consolidate_no_parent", parent=parent)
    if len(whole) > 1:
        raise BadRequest("ambiguous_place", place=parent, paths="、".join(sorted("/".join(one) for one in whole)))
    [full] = whole
    return [body for body in asked if _holds(full, body["parents"])], full


def _once(asked: Sequence[Body], reports: Mapping[int, object]) -> tuple[list[Body], tuple[str, ...], tuple[str, ...]]:
    """The bodies without those that hold others, or without those held by a report that stands for them."""
    above: dict[int, str] = {}
    held: dict[int, str] = {}
    parents = {name for body in asked for name in body["parents"]}
    for body in (body for body in asked if body["name"] in parents):
        under = [other for other in asked if below(other, body)]
        if not under:
            continue
        if body["id"] in reports and not any(other["id"] in reports for other in under):
            held |= {other["id"]: other["path"] for other in under}
        else:
            above[body["id"]] = body["path"]
    kept = [body for body in asked if body["id"] not in above and body["id"] not in held]
    said = tuple(path for number, path in above.items() if number in reports)
    return kept, said, tuple(held.values())


def _common(asked: Iterable[Body]) -> tuple[str, ...]:
    """The full path of the innermost body that all these lie in; () if there is none, or one lies in nothing known."""
    chains = [body["parents"] for body in asked]
    if not chains or not all(chains):
        return ()
    shared: list[str] = []
    for names in zip(*chains, strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return tuple(shared)
