"""The sum of a year's reports in one national form: every cell with its parts, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import words
from analytics.consolidation.asked import Asked, asked
from analytics.consolidation.cell import LEFT_OUT, Own, Part, Question, Sum, Unit
from analytics.consolidation.comparable import Counterpart, counterparts, without_counterpart
from analytics.consolidation.own import entered
from analytics.consolidation.proof import Figure, counts_as_zero
from analytics.consolidation.published import Published, published
from analytics.consolidation.units import Selection, chosen
from analytics.places import bodies
from data import forms
from data.errors import BadRequest
from data.model import Status
from data.review.county import FEES
from data.store import Snapshot

Cells = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Breach:
    """A sum of the form that does not close: its sides, the units that break it with left − right of each, and
    whether a figure of the county's own stands in it; `whole` are those of the units that leave nothing out of it."""

    code: str
    cells: tuple[str, ...]
    left: Decimal
    right: Decimal
    units: tuple[tuple[str, Decimal], ...]
    own: bool
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Consolidation:
    """The units of a year added up in one form.

    `sums` has every cell of the form in its order. `added_rows` are rows that documents add (其他主动公开文件) by unit,
    which the form has no room for; `superseded` by unit the cells with a number that the form asked for has nothing of.
    `unused` are figures of somebody's own that were entered for the year and stand in no cell here. `fees` is the
    county's 信息处理费, which section 6 tells, `fees_said` the units' sentences that name any; `published` is
    what they were compared with of the county's own reports, `question` what was asked for.
    """

    name: str
    year: int
    form: str
    selection: Selection
    sums: Mapping[str, Sum]
    breaches: tuple[Breach, ...]
    added_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    superseded: Mapping[str, tuple[tuple[str, Decimal], ...]] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    unused: tuple[tuple[str, Own], ...] = ()
    fees: Own | None = None
    fees_said: tuple[tuple[str, str], ...] = ()
    published: Published = field(default_factory=Published)
    question: Question = field(default_factory=lambda: Question(0))

    @property
    def unbalanced(self) -> tuple[str, ...]:
        """The units whose own figures, all of them known, break a sum of the form; the total may close all the same."""
        found: dict[str, None] = {}
        for one in forms.identities(self.form):
            for path, _ in _breaking(self.sums, one.left, one.right, known=True):
                found[path] = None
        return tuple(unit.path for unit in self.units if unit.path in found)

    @property
    def units(self) -> tuple[Unit, ...]:
        """All that were asked for, in the order of `trend`."""
        return self.selection.units

    @property
    def printed(self) -> dict[str, str]:
        """What stands in each cell of the form."""
        return {code: one.text for code, one in self.sums.items()}

    @property
    def expected(self) -> tuple[Unit, ...]:
        """Those that existed in the year, or reported."""
        return tuple(unit for unit in self.units if unit.existed or unit.report is not None)

    @property
    def reporting(self) -> tuple[Unit, ...]:
        """Those with a report of the year."""
        return tuple(unit for unit in self.units if unit.report is not None)


def consolidate(
    snapshot: Snapshot,
    year: int,
    names: Sequence[str] | None = None,
    parent: str | None = None,
    form: str | None = None,
    name: str = "",
    own: Mapping[str, Own] | None = None,
    made_up: bool | None = None,
    without: Sequence[str] = (),
) -> Consolidation:
    """Add up the reports of a year in `form`, by default the one prescribed for it; see `units.chosen` for the units.

    `name` is whose report it is, by default that of the body above all units. Numbers are those that count, corrected
    ones included. Figures of the body's own stand in place of sums: those that the store keeps, and before them `own`.
    Raises BadRequest as `units.chosen` does, and for an unknown form.
    """
    form = form or forms.of_year(year)
    if form not in forms.FORMS:
        raise BadRequest("consolidate_no_form", form=form, known="、".join(forms.FORMS))
    selection = chosen(snapshot, year, names, parent, made_up, without)
    cells, rows = _figures(snapshot, year, selection.units)
    columns = {unit.path: _parts(unit, cells.get(unit.report or -1, {}), form) for unit in selection.units}
    counted = [unit for unit in selection.units if unit.existed or unit.report is not None]
    kept = entered(snapshot, year, form, selection.chain, _above(snapshot, selection.made_up))
    own = {**kept.figures, **(own or {})}
    sums = {code: Sum(code, tuple(columns[unit.path][code] for unit in counted), own.get(code)) for code in codes(form)}
    return Consolidation(
        name or selection.name or words.say("consolidation.unnamed", words.LANGUAGES[0]),
        year,
        form,
        selection,
        sums,
        tuple(breaches(sums, form)),
        {unit.path: rows[unit.report] for unit in counted if unit.report in rows},
        {unit.path: lost for unit in counted if (lost := _lost(unit, cells.get(unit.report or -1, {}), form))},
        asked(snapshot, year, selection.made_up, counted, columns),
        kept.elsewhere,
        own.get(FEES),
        _fees_said(snapshot, counted),
        published(snapshot, year, form, selection.chain, selection.made_up, sums),
        Question(year, None if names is None else tuple(names), parent, form, name, tuple(without), selection.made_up),
    )


def _fees_said(snapshot: Snapshot, units: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    """By unit what its prose says of 信息处理费 that it charged: for a person to read, never added up."""
    sql = (Path(__file__).parent / "fees.sql").read_text(encoding="utf-8")
    reports = [unit.report for unit in units if unit.report is not None]
    return tuple(snapshot.cursor().execute(sql, {"reports": reports}).fetchall())


def _above(snapshot: Snapshot, made_up: bool) -> list[tuple[str, ...]]:
    """Full paths of all bodies that others lie in."""
    parents = bodies(snapshot).within(made_up)["parents"].to_pylist()
    return sorted({tuple(names[:at]) for names in parents for at in range(1, len(names) + 1)})


def codes(form: str) -> list[str]:
    """Every cell of a form, in its order."""
    return [cell.code for section in forms.TABLE_SECTIONS for cell in forms.indicators(form, section)]


def _figures(
    snapshot: Snapshot, year: int, units: Sequence[Unit]
) -> tuple[dict[int, dict[str, Figure]], dict[int, tuple[str, ...]]]:
    """By report: its cells, and the labels of the rows that it adds with a number in them."""
    sql = (Path(__file__).parent / "figures.sql").read_text(encoding="utf-8")
    reports = [unit.report for unit in units if unit.report is not None]
    cells: dict[int, dict[str, Figure]] = {}
    added: dict[int, tuple[str, ...]] = {}
    for report, code, label, value, status, decided in (
        snapshot.cursor().execute(sql, {"year": year, "reports": reports}).fetchall()
    ):
        if label is None:
            cells.setdefault(report, {})[code] = Figure(value, Status(status), decided or "")
        elif value and label not in added.get(report, ()):
            added[report] = (*added.get(report, ()), label)
    return cells, added


def _parts(unit: Unit, cells: Cells, form: str) -> dict[str, Part]:
    """What one unit gives to each cell of the form."""
    if unit.report is None:
        return {code: Part(unit.path, None, "no_report") for code in codes(form)}
    found = {}
    for section in forms.TABLE_SECTIONS:
        theirs = unit.forms[section]
        table = (cells.get(cell.code) for cell in forms.indicators(theirs, section))
        absent = all(cell is None or cell.status is Status.MISSING for cell in table)  # and so of no form
        for code, one in counterparts(section, theirs, form).items():
            found[code] = Part(unit.path, None, "missing") if absent else _part(unit.path, one, cells, theirs)
    return found


def _part(path: str, one: Counterpart, cells: Cells, form: str) -> Part:
    if not one.codes:
        whole = _single(path, one.within, cells, form) if one.within else None
        if whole and whole.value == 0:  # no part of a count of 0 is anything else
            return Part(path, whole.value, "within" if whole.certain else whole.state, whole.decided)
        return Part(path, None, "no_counterpart")
    parts = [_single(path, code, cells, form) for code in one.codes]
    if len(parts) == 1:
        return parts[0]
    values = [part.value for part in parts if part.value is not None]
    states = [part.state for part in parts]
    decided = next((part.decided for part in parts if part.decided), "")
    if not values:
        return Part(path, None, states[0])
    partly = "partly" if len(values) < len(parts) else "doubtful" if "doubtful" in states else "value"
    return Part(path, sum(values, Decimal(0)), partly, decided)


def _single(path: str, code: str, cells: Cells, form: str) -> Part:
    """One cell of a report as a part; one that the report has no word of is missing."""
    cell = cells.get(code, Figure(None, Status.MISSING))
    match cell.status:
        case Status.NIL:
            return Part(path, Decimal(0), "nil")
        case Status.BLANK if counts_as_zero(code, cells, form):
            return Part(path, Decimal(0), "zero")
        case Status.BLANK:
            return Part(path, None, "blank")
        case Status.MISSING:
            return Part(path, None, "missing")
    if cell.value is None:
        return Part(path, None, "unread")
    return Part(path, cell.value, "doubtful" if cell.status is Status.DOUBTFUL else "value", cell.decided)


def _lost(unit: Unit, cells: Cells, form: str) -> tuple[tuple[str, Decimal], ...]:
    """The unit's cells with a number other than 0 that the form has nothing of."""
    codes = (code for section, theirs in unit.forms.items() for code in without_counterpart(section, theirs, form))
    return tuple((code, cell.value) for code in codes if (cell := cells.get(code)) and cell.value)


def breaches(sums: Mapping[str, Sum], form: str) -> Iterator[Breach]:
    """The sums of the form that the added numbers break, where both sides have a number."""
    for one in forms.identities(form):
        codes = (*one.left, *one.right)
        if any(sums[code].value is None for code in codes):
            continue
        left, right = (_total(sums, side) for side in (one.left, one.right))
        if left != right:
            own = any(sums[code].own for code in codes)
            units = tuple(_breaking(sums, one.left, one.right))
            whole = frozenset(path for path, _ in _breaking(sums, one.left, one.right, known=True))
            yield Breach(one.code, codes, left, right, units, own, whole)


def _total(sums: Mapping[str, Sum], codes: Sequence[str]) -> Decimal:
    return sum((sums[code].value or Decimal(0) for code in codes), Decimal(0))


def _breaking(
    sums: Mapping[str, Sum], left: Sequence[str], right: Sequence[str], known: bool = False
) -> Iterator[tuple[str, Decimal]]:
    """The units whose own parts do not close, and by how much; with `known` those alone that leave none of them out."""
    for place, first in enumerate(sums[left[0]].parts):
        parts = {code: sums[code].parts[place].value for code in (*left, *right)}
        if known and None in parts.values():
            continue
        sides = (sum((parts[code] or Decimal(0) for code in side), Decimal(0)) for side in (left, right))
        if difference := next(sides) - next(sides):
            yield first.unit, difference


def left_out(one: Sum) -> list[Part]:
    """The parts that give nothing to a sum."""
    return [part for part in one.parts if part.state in LEFT_OUT]
