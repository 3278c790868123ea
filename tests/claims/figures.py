"""What a sentence may say, computed a second time: plain Python over the rows of `export cells` and the roster.

The formulas are those that the measures declare; the arithmetic is that of the contracts, done here anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from analytics.export import dataset
from analytics.measures import MEASURES
from analytics.measures.measure import CELLS
from data.forms import INDICATORS
from data.roster import Roster
from data.store import Snapshot
from tests.analytics.test_trend_independent import EMPTY, TOTAL, Cell, Table, read

PRECEDENCE = (
    *("not_existing", "not_in_store", "table_missing", "not_in_form"),
    *("doubtful", "blank", "nil", "undefined", "value"),
)
ABSENT = ("not_in_store", "not_existing")
TOWNSHIPS = ("乡", "镇", "街道", "民族乡")


@dataclass(frozen=True)
class Unit:
    """A body: its path, class, county, and the years that it existed in."""

    path: str
    kind: str
    area: str = ""
    first: int = -9999
    last: int = 9999
    listed: bool = False

    @property
    def peers(self) -> str:
        return "乡镇街道" if self.kind in TOWNSHIPS else self.kind


@dataclass(frozen=True)
class Row:
    """One unit and year of a measure; `above` and `below` are the two sides of a rate or mean."""

    unit: Unit
    year: int
    state: str
    value: Fraction | None = None
    above: Fraction | None = None
    below: Fraction | None = None
    form: str = ""
    series: str = ""

    @property
    def speaks(self) -> bool:
        return self.state in ("value", "doubtful") and self.value is not None

    @property
    def doubtful(self) -> bool:
        return self.state == "doubtful"

    @property
    def group(self) -> tuple[str, str, str]:
        """Ranked together are those where this is the same."""
        return self.unit.peers, self.unit.area, self.series


@dataclass(frozen=True)
class Report:
    """One live report: its tables by section, the form of each, and its statuses counted."""

    path: str
    year: int
    tables: Mapping[str, Table]
    forms: Mapping[str, str]
    statuses: Counter[str]

    @property
    def missing(self) -> list[str]:
        return [s for s, table in self.tables.items() if all(cell.status == "missing" for cell in table.values())]

    @property
    def lacking(self) -> int:
        """Cells without a number."""
        return sum(self.statuses[status] for status in ("missing", "blank", "nil"))

    @property
    def checked(self) -> str:
        """How it is said that no sum fails: of the whole report, of the figures that there are, or not at all."""
        numbers = self.statuses["reported"] + self.statuses["doubtful"]
        return "closes_nothing" if not numbers else "closes_some" if self.lacking else "closes"


@dataclass(frozen=True)
class Finding:
    path: str
    year: int
    severity: str
    rule: str


class Figures:
    """All that a store says, by the exports and the roster it was given.

    `merged` maps a unit of today to the bodies that went into it.
    """

    def __init__(self, snapshot: Snapshot, roster: Roster | None = None) -> None:
        self._rows: dict[tuple[str, str, tuple[Unit, ...], int], Row] = {}
        self.reports = {(r.path, r.year): r for r in _reports(snapshot)}
        lines = list(dataset.findings(snapshot, "zh").rows)
        self.findings = [Finding(line[1], line[2], line[3], line[4]) for line in lines]
        self.bodies = _bodies(snapshot, roster)
        self.merged = {e.name: list(e.successors) for e in roster.entries if e.successors} if roster else {}

    @cached_property
    def years(self) -> tuple[int, ...]:
        found = [year for _, year in self.reports]
        return tuple(range(min(found), max(found) + 1))

    @cached_property
    def today(self) -> dict[str, list[Unit]]:
        """The units of today with the bodies that went into each."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for body in self.bodies.values():
            name = body.path
            while name in self.merged:
                [name] = self.merged[name]
            found[name].append(body)
        return found

    def units(self, boundaries: str = "reported") -> dict[str, list[Unit]]:
        """Each unit on these boundaries with its bodies."""
        return self.today if boundaries == "today" else {path: [body] for path, body in self.bodies.items()}

    def rows(
        self, code: str, places: Sequence[str] | None, years: Sequence[int] | None, boundaries: str = "reported"
    ) -> list[Row]:
        """The measure for these units and years."""
        units = self.units(boundaries)
        wanted = sorted(units) if places is None else [path for path in sorted(units) if path in places]
        return [self._row(code, path, tuple(units[path]), year) for path in wanted for year in years or self.years]

    def _row(self, code: str, path: str, bodies: tuple[Unit, ...], year: int) -> Row:
        """Kept, as every sentence asks for the same again."""
        key = code, path, bodies, year
        if key not in self._rows:
            self._rows[key] = self._worked_out(code, path, bodies, year)
        return self._rows[key]

    def _worked_out(self, code: str, path: str, bodies: tuple[Unit, ...], year: int) -> Row:
        unit = next((body for body in bodies if body.path == path), bodies[0])
        here = [body for body in bodies if body.first <= year <= body.last]
        parts = [self._body(code, body, year) for body in here]
        if not parts:
            return Row(unit, year, "not_existing")
        state = min((part.state for part in parts), key=PRECEDENCE.index)
        series = {part.series for part in parts if part.speaks}
        shared = {"form": parts[0].form, "series": parts[0].series}
        if len(parts) == 1:
            return Row(unit, year, state, parts[0].value, parts[0].above, parts[0].below, **shared)
        if len(series) > 1 or any(part.above is None for part in parts):
            return Row(unit, year, "not_in_form" if len(series) > 1 else state, **shared)
        above, below = (sum((getattr(p, side) or Fraction() for p in parts), Fraction()) for side in ("above", "below"))
        if MEASURES[code].kind not in ("rate", "mean"):
            return Row(unit, year, state, above, above, None, **shared)
        undefined = not below
        if state == "undefined" and not undefined:  # one part had nothing, the others have
            state = "value"
        return Row(unit, year, state, None if undefined else above / below, above, below, **shared)

    def _body(self, code: str, body: Unit, year: int) -> Row:
        report = self.reports.get((body.path, year))
        if report is None:
            return Row(body, year, "not_in_store")
        measure, section = MEASURES[code], MEASURES[code].section
        form = report.forms[section]
        series = "one" if all(CELLS[c].comparable for c in measure.cells) else form
        if section in report.missing:
            return Row(body, year, "table_missing", form=form)
        if form not in measure.above:
            return Row(body, year, "not_in_form", form=form)
        above, below = measure.above[form], measure.below.get(form)
        signs = [(c, 1) for c in above.plus] + [(c, -1) for c in above.minus]
        table = report.tables[section]
        over = _side(table, form, signs)
        under = _side(table, form, [(c, 1) for c in below.plus] + [(c, -1) for c in below.minus]) if below else []
        cells = [cell for cell, _ in (*over, *under)]
        a, b = _sum(over), _sum(under) if under else None
        value = a if not under else a / b if a is not None and b is not None and b > 0 else None
        contradicts = bool(under) and a is not None and b is not None and (b < 0 or (measure.kind == "rate" and a > b))
        statuses = {cell.status for cell in cells}
        state = (
            "doubtful"
            if "doubtful" in statuses or contradicts
            else "blank"
            if statuses & {"blank", "missing"}
            else "nil"
            if "nil" in statuses
            else "undefined"
            if under and not b
            else "value"
        )
        if state in ("blank", "nil"):
            value = None
        return Row(body, year, state, value, a, b, form, series)

    def mistakes(self, path: str, year: int) -> int:
        """Sums of a report that do not close; the stores here hold one mistake a report at most, whatever it breaks."""
        return int(any(f.rule.startswith("identity_") for f in self.findings if (f.path, f.year) == (path, year)))


def _side(table: Table, form: str, signs: Iterable[tuple[str, int]]) -> list[tuple[Cell, int]]:
    signs = list(signs)
    labels = [(*INDICATORS[code].labels[form], sign) for code, sign in signs]
    return [(read(table, row, column, among_several=len(labels) > 1), sign) for row, column, sign in labels]


def _sum(side: Sequence[tuple[Cell, int]]) -> Fraction | None:
    if any(cell.value is None for cell, _ in side):
        return None
    return sum(((cell.value or Fraction()) * sign for cell, sign in side), Fraction())


def _reports(snapshot: Snapshot) -> list[Report]:
    tables: dict[tuple[str, int], dict[str, Table]] = defaultdict(dict)
    forms: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    statuses: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for _, path, year, form, section, row, column, _, value, _, status in dataset.cells(snapshot, "zh").rows:
        number = None if value is None else Fraction(value)
        tables[path, year].setdefault(section, {})[row, column] = Cell(number, status)
        forms[path, year][section] = form
        statuses[path, year][status] += 1
    return [Report(*key, tables[key], forms[key], statuses[key]) for key in tables]


def _bodies(snapshot: Snapshot, roster: Roster | None) -> dict[str, Unit]:
    """Those that have a report, and those that the roster names."""
    found = {
        line[1]: Unit(line[1], line[3], (line[2] or "").rsplit("/", 1)[-1])
        for line in dataset.reports(snapshot, "zh").rows
    }
    entries = roster.entries if roster else ()
    begun = {
        name: entry.last + 1
        for entry in entries
        for name in entry.successors
        if entry.last and entry.succession == "renamed"
    }
    for entry in entries:
        area = entry.parents[-1] if entry.parents else ""
        path = next(
            (p for p, unit in found.items() if p.split("/")[-1] == entry.name and unit.area == area), entry.name
        )
        first = max(entry.first or -9999, begun.get(entry.name, -9999))
        found[path] = Unit(path, entry.kind, area, first, entry.last or 9999, True)
    return found


__all__ = ["EMPTY", "TOTAL", "Figures", "Row", "Unit"]
