"""The bodies and years of a snapshot: which are in view, and which one a name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from analytics import succession
from analytics.spans import label
from data.errors import BadRequest
from data.store import Snapshot

BOUNDARIES = ("reported", "today")
KEPT_ROWS = 2_000  # units × years: what has no more is kept for the next rerun of a screen
_HOLDS = ("holds_true", "holds_made_up")


@dataclass(frozen=True, eq=False)
class Places:
    """The units of a snapshot, sorted by path, the bodies they are made of, and the years of its live reports.

    As reported each body is a unit. On today's boundaries a unit is all that went into it since: a body that
    was renamed or merged away is no unit but a part of one; one that was split stays, as it can't be told apart.
    Both tables have the columns of places.sql; `table` one row per unit, `parts` one per body, whose column `unit`
    is a row of `table`. `spans` gives the first and the last year of the true reports (False) and of the made-up
    ones (True). Made-up and true reports are never in one view.
    """

    table: pa.Table
    parts: pa.Table
    spans: dict[bool, tuple[int, int]]

    def world(self, made_up: bool | None) -> bool:
        """Whether a view shows made-up reports: if not said, true ones if there are any."""
        return (False not in self.spans and True in self.spans) if made_up is None else made_up

    def years(self, made_up: bool | None = None) -> tuple[int, ...]:
        """First to last year of the reports in view; () if there are none."""
        span = self.spans.get(self.world(made_up))
        return tuple(range(span[0], span[1] + 1)) if span else ()

    def within(self, made_up: bool | None = None) -> pa.Table:
        """The bodies in view: a body that only has reports of the other kind is not; one without any is."""
        own, other = ("holds_made_up", "holds_true") if self.world(made_up) else ("holds_true", "holds_made_up")
        return self.table.filter(pc.or_(self.table[own], pc.invert(self.table[other])))

    def asked(
        self, places: Sequence[str] | None, years: Sequence[int] | None, made_up: bool | None
    ) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
        """Rows of `table`, years and world of a question; None is all units in view, first to last year.

        Raises BadRequest as `chosen` and `known_years` do.
        """
        unit, world = (self.within(made_up), self.world(made_up)) if places is None else self.chosen(places, made_up)
        held = self.years(world)
        return tuple(unit["row"].to_pylist()), held if years is None else known_years(years, held), world

    def made_of(self, rows: Sequence[int]) -> pa.Table:
        """The bodies that the units in these rows of `table` are made of, for queries.

        `n`, `path`, `kind`, `area` (its county) and `listed` are the unit's, `n` its place in `rows`; `id`, `part`
        (path), `first` and `last` the body's; `alone` tells that the unit is nothing but this body.
        """
        unit = self.parts["unit"].to_numpy()
        place = np.full(self.table.num_rows, -1, np.int32)
        place[list(rows)] = np.arange(len(rows))
        n = place[unit]
        kept = np.flatnonzero(n >= 0)
        bodies, n, unit = self.parts.take(kept), n[kept], unit[kept]
        alone = np.bincount(self.parts["unit"].to_numpy(), minlength=self.table.num_rows)[unit] == 1
        own = self.table.take(unit)
        return pa.table({
            **{"n": n, "path": own["path"], "kind": own["kind"], "area": own["area"], "listed": own["listed"]},
            **{"id": bodies["id"], "part": bodies["path"], "first": bodies["first"], "last": bodies["last"]},
            "alone": alone,
        })

    def find(self, name: str) -> list[int]:
        """Rows of `table` that a name may mean: a path, any end of a body's full path, or an alias; the name of a
        part means its unit."""
        row = self._paths.get(name)
        return [row] if row is not None else self._ends.get(name, [])

    def chosen(self, names: Iterable[str], made_up: bool | None = None) -> tuple[pa.Table, bool]:
        """The bodies of these names, sorted by path, and whether their reports are made up.

        Raises BadRequest for a name that no body or several bodies have, and for true and made-up ones together.
        """
        rows = sorted({self._one(name) for name in names})
        table = self.table.take(rows)
        if made_up is None and rows:
            only_made_up = pc.and_(table["holds_made_up"], pc.invert(table["holds_true"]))
            made_up = True if pc.all(only_made_up).as_py() else None
        world = self.world(made_up)
        other = table["holds_true" if world else "holds_made_up"]
        strangers = pc.and_(other, pc.invert(table["holds_made_up" if world else "holds_true"]))
        if pc.any(strangers).as_py():
            raise BadRequest("places_of_two_worlds", places=_listed(table.filter(strangers)["path"].to_pylist()))
        return table, world

    def near(self, name: str, most: int = 3) -> list[str]:
        """Paths of the bodies whose name is most like this one."""
        found = process.extract(name, list(self._ends), scorer=fuzz.ratio, limit=2 * most)
        rows = [row for end, _, _ in found for row in self._ends[end]]
        return list(dict.fromkeys(self.path(row) for row in rows))[:most]

    def _one(self, name: str) -> int:
        rows = self.find(name)
        if not rows:
            raise BadRequest("unknown_place", place=name, near=_listed(self.near(name)))
        if len(rows) > 1:
            raise BadRequest("ambiguous_place", place=name, paths=_listed(map(self.path, rows)))
        return rows[0]

    def named(self, name: str) -> str:
        """The path of the body of this name. Raises BadRequest for a name that no body or several bodies have."""
        return self.path(self._one(name))

    def path(self, row: int) -> str:
        """Path of the body in one row of `table`."""
        return str(self.table["path"][row].as_py())

    @cached_property
    def _paths(self) -> dict[str, int]:
        return dict(zip(self.parts["path"].to_pylist(), self.parts["unit"].to_pylist(), strict=True))

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        found: dict[str, dict[int, None]] = {}
        for body in self.parts.select(["name", "parents", "aliases", "unit"]).to_pylist():
            full = [*body["parents"], body["name"]]
            ends = {"/".join(full[start:]) for start in range(len(full))}
            former = {alias.rpartition("/")[2] for alias in body["aliases"]} | {*body["aliases"]}
            for end in (*ends, *(former - ends)):
                found.setdefault(end, {})[body["unit"]] = None
        return {end: list(rows) for end, rows in found.items()}


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


@lru_cache(maxsize=16)  # a snapshot never changes
def bodies(snapshot: Snapshot, boundaries: str = "reported") -> Places:
    """The units and years of a snapshot, on either of `BOUNDARIES`."""
    if boundaries == "today":
        return _today(bodies(snapshot), succession.parts(succession.everything(snapshot)))
    sql = (Path(__file__).parent / "places.sql").read_text(encoding="utf-8")
    spans = "SELECT made_up, min(year), max(year) FROM report WHERE live GROUP BY made_up"
    found = snapshot.cursor().execute(sql).to_arrow_table()
    rows = pa.array(range(found.num_rows), pa.int32())
    return Places(
        found.append_column("row", rows),
        found.append_column("unit", rows),
        {made_up: (first, last) for made_up, first, last in snapshot.cursor().execute(spans).fetchall()},
    )


def _today(known: Places, unit_of: Mapping[str, str]) -> Places:
    """The same bodies in the units they are part of today; a unit holds whatever reports its parts hold."""
    paths = known.table["path"].to_pylist()
    ends = [unit_of.get(path, path) for path in paths]
    whole = set(ends)
    kept = [row for row, path in enumerate(paths) if path in whole]
    place = {paths[row]: n for n, row in enumerate(kept)}
    unit = np.array([place[end] for end in ends], np.int32)
    table = (
        known.table.take(kept).drop_columns(["row", *_HOLDS]).append_column("row", pa.array(place.values(), pa.int32()))
    )
    for column in _HOLDS:
        holds = np.bincount(unit, known.table[column].to_numpy()) > 0
        table = table.append_column(column, pa.array(holds))
    return Places(table, known.table.append_column("unit", pa.array(unit)), known.spans)


def read_years(texts: Iterable[str]) -> tuple[int, ...]:
    """Years written as 2019-2024 or 2019,2021, in order. Raises BadRequest for what is neither."""
    found: set[int] = set()
    for text in texts:
        for part in str(text).replace("，", ",").replace("、", ",").split(","):
            ends = [end.strip() for end in part.replace("–", "-").replace("—", "-").split("-")]
            if not all(_is_year(end) for end in ends) or len(ends) > 2:
                raise BadRequest("bad_years", years=text)
            found |= {*range(int(min(ends)), int(max(ends)) + 1)}
    return tuple(sorted(found))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal() and text[:2] in ("19", "20")


def known_years(asked: Sequence[int], held: Sequence[int]) -> tuple[int, ...]:
    """The years asked for, sorted. Raises BadRequest if the store has nothing near any of them."""
    years = tuple(sorted(set(asked)))
    if not set(years) & set(held):
        raise BadRequest("unknown_years", years=label(years), span=label(held))
    return years
