"""What would change in sums that were kept, were they added up now: cell by cell, by which unit, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from analytics.consolidation.cell import Own, Part, Sum, Unit
from analytics.consolidation.consolidation import Consolidation, consolidate
from analytics.consolidation.kept import Kept
from data.errors import BadRequest
from data.store import Snapshot


@dataclass(frozen=True)
class Moved:
    """What one unit gave to a sum and gives now; None: nothing."""

    unit: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True)
class Changed:
    """A cell whose number would change; `own` tells that a figure of the county's own came, went or changed."""

    code: str
    old: Decimal | None
    new: Decimal | None
    by: tuple[Moved, ...]
    own: bool = False


@dataclass(frozen=True)
class Turned:
    """A unit of which something changed, and why.

    received, withdrawn: its report came or is gone; version: another document counts; corrected: people decided of its
    cells; read: the same document is read otherwise; joined, left: it is or was no unit of the sum; moved: its report
    is `other`'s now.
    """

    unit: str
    why: str
    other: str = ""


@dataclass(frozen=True)
class Changes:
    """All that would change. `now` are the sums as they would be, None where nothing can be added up, `why` then.

    `doubts` are cells that keep their number and become doubtful or certain; `fees` are the county's 信息处理费 then
    and now, where they differ.
    """

    now: Consolidation | None
    cells: tuple[Changed, ...] = ()
    units: tuple[Turned, ...] = ()
    doubts: tuple[str, ...] = ()
    why: BadRequest | None = None
    fees: tuple[Decimal | None, Decimal | None] | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to be told."""
        return bool(self.now is None or self.cells or self.units or self.doubts or self.fees)


def changes(one: Kept, snapshot: Snapshot) -> Changes:
    """What would change in these sums on this snapshot."""
    asked, then = one.found.question, one.found
    try:
        now = consolidate(
            snapshot,
            asked.year,
            asked.names,
            asked.parent,
            asked.form,
            asked.name,
            _of_file(then),
            asked.made_up,
            asked.without,
        )
    except BadRequest as error:
        return Changes(None, why=error)
    pairs = [(code, then.sums[code], one) for code, one in now.sums.items() if code in then.sums]
    cells = tuple(
        _changed(code, old, new) for code, old, new in pairs if old.value != new.value or _own(old) != _own(new)
    )
    moved = {one.code for one in cells}
    doubts = tuple(code for code, old, new in pairs if code not in moved and old.doubtful != new.doubtful)
    fees = tuple(found.fees.value if found.fees else None for found in (then, now))
    return Changes(
        now, cells, tuple(_turned(then, now)), doubts, fees=(fees[0], fees[1]) if fees[0] != fees[1] else None
    )


def _of_file(then: Consolidation) -> dict[str, Own]:
    """The figures that came with a file, which the store does not have: they hold again."""
    figures = (*(one.own for one in then.sums.values()), then.fees)
    return {own.cell: own for own in figures if own and own.made is None}


def _own(one: Sum) -> Decimal | None:
    return one.own.value if one.own else None


def _changed(code: str, old: Sum, new: Sum) -> Changed:
    before, after = _values(old), _values(new)
    by = (Moved(unit, before.get(unit), after.get(unit)) for unit in dict.fromkeys((*before, *after)))
    moved = tuple(one for one in by if one.old != one.new)
    return Changed(code, old.value, new.value, moved, _own(old) != _own(new))


def _values(one: Sum) -> dict[str, Decimal | None]:
    return {part.unit: part.value for part in one.parts}


def _turned(then: Consolidation, now: Consolidation) -> Iterator[Turned]:
    """The units of which something changed, in the order of their paths."""
    before, after = ({unit.path: unit for unit in found.expected} for found in (then, now))
    here = {unit.sha256: path for path, unit in after.items() if unit.sha256}
    columns = [_columns(found) for found in (then, now)]
    for path in sorted({*before, *after}):
        old, new = before.get(path), after.get(path)
        why = _why(old, new, [column.get(path) for column in columns])
        heir = here.get(old.sha256, "") if old and why in ("withdrawn", "left") else ""
        if why:
            yield Turned(path, "moved" if heir else why, heir)


def _why(old: Unit | None, new: Unit | None, parts: list[tuple[Part, ...] | None]) -> str:
    if old is None or new is None:
        return "joined" if old is None else "left"
    if old.sha256 != new.sha256:
        return "received" if not old.sha256 else "withdrawn" if not new.sha256 else "version"
    if parts[0] == parts[1]:
        return ""
    decided = [[part.decided for part in column or ()] for column in parts]
    return "corrected" if decided[0] != decided[1] or any(decided[1]) else "read"


def _columns(found: Consolidation) -> dict[str, tuple[Part, ...]]:
    """By unit all its parts, in the order of the form."""
    each = zip(*(one.parts for one in found.sums.values()), strict=True)
    return {column[0].unit: column for column in each}
