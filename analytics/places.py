"""The bodies and years of a snapshot: which are in view, and which one a name means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from data.errors import BadRequest
from data.store import Snapshot


@dataclass(frozen=True, eq=False)
class Places:
    """All bodies of a snapshot, sorted by path (columns of places.sql), and the years of its live reports.

    `spans` gives the first and the last year of the true reports (False) and of the made-up ones (True).
    Made-up and true reports are never in one view.
    """

    table: pa.Table
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

    def find(self, name: str) -> list[int]:
        """Rows of `table` that a name may mean: a path, any end of a body's full path, or an alias."""
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

    def path(self, row: int) -> str:
        """Path of the body in one row of `table`."""
        return str(self.table["path"][row].as_py())

    @cached_property
    def _paths(self) -> dict[str, int]:
        return {path: row for row, path in enumerate(self.table["path"].to_pylist())}

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, body in enumerate(self.table.select(["name", "parents", "aliases"]).to_pylist()):
            full = [*body["parents"], body["name"]]
            ends = {"/".join(full[start:]) for start in range(len(full))}
            for end in (*ends, *(set(body["aliases"]) - ends)):
                found.setdefault(end, []).append(row)
        return found


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


@lru_cache(maxsize=8)  # a snapshot never changes
def bodies(snapshot: Snapshot) -> Places:
    """The bodies and years of a snapshot."""
    sql = (Path(__file__).parent / "places.sql").read_text(encoding="utf-8")
    spans = "SELECT made_up, min(year), max(year) FROM report WHERE live GROUP BY made_up"
    return Places(
        snapshot.cursor().execute(sql).to_arrow_table(),
        {made_up: (first, last) for made_up, first, last in snapshot.cursor().execute(spans).fetchall()},
    )


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
        raise BadRequest("unknown_years", years=span(years), span=span(held))
    return years


def span(years: Sequence[int]) -> str:
    """2024, 2019–2024, or 2019、2021 where years between are left out; — for none."""
    whole = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if whole else "、".join(map(str, years)) or "—"
