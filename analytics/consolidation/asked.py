"""What a sum can't tell by itself and a person is asked about: units that may count twice, what was carried over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analytics.consolidation.cell import Part, Unit
from analytics.submissions import submissions
from data.store import Snapshot

# Cells other than 0 that must agree before two units are asked about: about 60 townships of 74 report no
# application (FORMS.md, “Plausible figures”), so that two with a few licences each are alike by chance.
ALIKE = 6
CARRIED_IN = "3.carried_in.total"


@dataclass(frozen=True, slots=True)
class Carried:
    """A unit that carried over `before` applications by last year's report and has `now` by this year's."""

    unit: str
    before: Decimal
    now: Decimal


@dataclass(frozen=True)
class Asked:
    """`alike` are groups of units with the same figures in every cell; `holding` the unit whose every figure is the sum
    of all others, "" if there is none; `carried` those that began the year with another number than they ended the
    last one, `over` how many could be compared, with the sums of both; `followed` pairs of units of which the first had
    become, or gone into, the second by then; `returned` those whose report was sent back and is added as it is.
    """

    alike: tuple[tuple[str, ...], ...] = ()
    holding: str = ""
    carried: tuple[Carried, ...] = ()
    over: tuple[int, Decimal, Decimal] = (0, Decimal(0), Decimal(0))
    followed: tuple[tuple[str, str], ...] = ()
    returned: tuple[str, ...] = ()


def asked(
    snapshot: Snapshot, year: int, made_up: bool, units: Sequence[Unit], parts: dict[str, dict[str, Part]]
) -> Asked:
    """What is asked about these units, `parts` being theirs by path and cell."""
    known = {unit.path: parts[unit.path] for unit in units if unit.report is not None}
    rows = {path: tuple(part.value or Decimal(0) for part in cells.values()) for path, cells in known.items()}
    groups: dict[tuple[Decimal, ...], list[str]] = {}
    for path, row in rows.items():
        groups.setdefault(row, []).append(path)
    alike = tuple(tuple(paths) for row, paths in groups.items() if len(paths) > 1 and _says(row))
    states = {one.jurisdiction: one.state for one in submissions(snapshot, year, made_up)}
    returned = tuple(path for path in known if states.get(path) == "returned")
    known_before = _carried(snapshot, year, made_up, known)
    carried = tuple(one for one in known_before if one.before != one.now)
    over = (len(known_before), _sum(one.before for one in known_before), _sum(one.now for one in known_before))
    pairs = snapshot.cursor().execute(_sql("followed"), {"year": year}).fetchall()
    followed = tuple((earlier, later) for earlier, later in pairs if earlier in known and later in known)
    return Asked(alike, _holding(rows), carried, over, followed, returned)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _sql(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")


def _says(row: Sequence[Decimal]) -> bool:
    return sum(value != 0 for value in row) >= ALIKE


def _holding(rows: dict[str, tuple[Decimal, ...]]) -> str:
    """The unit that is the sum of at least two others, cell by cell: twice it is the sum of all."""
    totals = [sum(column, Decimal(0)) for column in zip(*rows.values(), strict=True)]
    for path, row in rows.items():
        if len(rows) > 2 and _says(row) and all(2 * value == total for value, total in zip(row, totals, strict=True)):
            return path
    return ""


def _carried(snapshot: Snapshot, year: int, made_up: bool, known: dict[str, dict[str, Part]]) -> tuple[Carried, ...]:
    before = dict(snapshot.cursor().execute(_sql("carried"), {"year": year - 1, "made_up": made_up}).fetchall())
    found = []
    for path, cells in known.items():
        now = cells[CARRIED_IN].value
        if now is not None and path in before:
            found.append(Carried(path, before[path], now))
    return tuple(found)
