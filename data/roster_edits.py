"""Edits of the roster as a table: by one person on what another has saved meanwhile, and of what a unit is called.

A table is a list of rows, each from heading to text, as a roster file has them; a line is told by its place among those
that were there when editing began.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAME, KIND, PARENTS, ALIASES = "名称", "类别", "上级", "别名"
BETWEEN = "、"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Clash:
    """One cell that two people changed, each to something else: whose line, which column, what each wrote."""

    unit: str
    column: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The rows with the edits of both; of a clash it has what the other saved, unless mine was to count."""

    rows: tuple[dict[str, str], ...]
    clashes: tuple[Clash, ...]


def merged(base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row], prefer_mine: bool = False) -> Merged:
    """What I made of `base`, put upon what stands now; `mine` has the lines of `base` first, in their order.

    A line is found again by its name and parents, or by what it was called before; a new one that the other has added
    too is one line.
    """
    standing = {_key(row): dict(row) for row in theirs}
    clashes: list[Clash] = []
    for number, row in enumerate(mine):
        before = base[number] if number < len(base) else {}
        changed = {name: text for name, text in row.items() if text.strip() != before.get(name, "").strip()}
        if not changed:
            continue
        there = _again(standing, before or row)
        if there is None:
            standing[_key(row)] = dict(row)
            continue
        for name, text in changed.items():
            now = there.get(name, "")
            if now.strip() not in (before.get(name, "").strip(), text.strip()):
                clashes.append(Clash(there.get(NAME, ""), name, text, now))
                if not prefer_mine:
                    continue
            there[name] = text
    return Merged(tuple(standing.values()), tuple(clashes))


def _again(standing: Mapping[tuple[str, str], dict[str, str]], row: Row) -> dict[str, str] | None:
    """The line of the same unit, also where the other has renamed it (its alias is a name) or moved it (a path)."""
    parents, name = _key(row)
    if found := standing.get((parents, name)):
        return found
    for one in standing.values():
        aliases = one.get(ALIASES, "").split(BETWEEN)
        if _path(row) in aliases or (name in aliases and _key(one)[0] == parents):
            return one
    return None


def _path(row: Row) -> str:
    return "/".join(filter(None, (row.get(PARENTS, "").strip(), row.get(NAME, "").strip())))


def _key(row: Row) -> tuple[str, str]:
    return row.get(PARENTS, "").strip(), row.get(NAME, "").strip()


def called_before(base: Sequence[Row], mine: Sequence[Row]) -> list[dict[str, str]]:
    """My rows; a unit whose name or parents I changed keeps what it was called as an alias, and so is the same unit.

    That is its name where only that changed, else its whole path: see `data.store.bodies`.
    """
    found = [dict(row) for row in mine]
    for before, row in zip(base, found, strict=False):
        if _key(before) == _key(row) or not row.get(NAME, "").strip() or not before.get(NAME, "").strip():
            continue
        moved = before.get(PARENTS, "").strip() != row.get(PARENTS, "").strip()
        former = _path(before) if moved else before[NAME].strip()
        known = [alias for alias in row.get(ALIASES, "").split(BETWEEN) if alias]
        row[ALIASES] = BETWEEN.join(dict.fromkeys((*known, former)))
    return found
