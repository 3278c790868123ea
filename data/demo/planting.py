"""Which reports of the county get which defect, in the shares that published reports show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.demo.defects import FAULTS, Draft, Fault
from data.demo.draws import Draws
from data.demo.units import NEW, OLD, Unit
from data.forms import BY_NAME

USUAL_SIZE = 18  # the counts below are for a county of this size
FEWEST = 4  # smaller counties go without
NEW_FORM = BY_NAME[NEW].since
LATE = (2021, 2023, 2022)  # the last years of units that go on with the old form
BUSY = 10  # applications in a year; nobody overlooks that such a report is missing


class Planting:
    """Hands out the reports, each to one defect at most; the same ones for the same seed."""

    def __init__(self, drafts: list[Draft], draws: Draws, townships: int) -> None:
        self.drafts, self.draws, self.townships = drafts, draws, townships
        self.free = dict.fromkeys(sorted(draws.shuffled(drafts), key=_busy))

    def many(self, usual: int) -> int:
        return max(round(usual * self.townships / USUAL_SIZE), int(self.townships >= FEWEST))

    def reports(self, usual: int, fit: Callable[[Draft], bool]) -> list[Draft]:
        """Reports of different units for a defect that `usual` reports of a county of the usual size have."""
        fitting = {draft.unit: draft for draft in reversed(self.free) if fit(draft)}  # the first of each unit
        taken = list(reversed(fitting.values()))[: self.many(usual)]
        self._take(taken)
        return taken

    def among(self, drafts: list[Draft]) -> list[Draft]:
        """Those of them that are free."""
        return [draft for draft in drafts if draft in self.free]

    def keep(self, drafts: list[Draft]) -> None:
        """Take these out: another report is held against them."""
        for draft in drafts:
            draft.kept = True
        self._take(drafts)

    def _take(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            self.free.pop(draft, None)

    def units(self, usual: int) -> list[list[Draft]]:
        """All reports of each unit with a habit, among them no unit that was merged or renamed."""
        years = {draft.year for draft in self.drafts}
        by_unit: dict[Unit, list[Draft]] = {}
        for draft in self.drafts:
            by_unit.setdefault(draft.unit, []).append(draft)
        lasting = [reports for reports in by_unit.values() if len(reports) == len(years)]
        quiet = [reports for reports in lasting if not any(map(_busy, reports))]
        return self.draws.shuffled(quiet)[: self.many(usual)]


def _busy(draft: Draft) -> bool:
    return draft.figures["3.new.total"] >= BUSY


def _quiet(draft: Draft) -> bool:
    return draft.figures["3.closed.total"] == draft.figures["3.new.total"] == 0


def _late_users(planting: Planting) -> None:
    for place, reports in enumerate(planting.units(3)):
        for draft in reports:
            if NEW_FORM <= draft.year <= LATE[place % len(LATE)]:
                draft.forms = dict.fromkeys(draft.forms, OLD)
                draft.note("superseded_form", rule="superseded_form")


def _mixed_forms(planting: Planting) -> None:
    for draft in planting.reports(1, lambda draft: draft.year > NEW_FORM and draft.forms["2"] == NEW):
        draft.forms |= {"3": OLD, "4": OLD}
        draft.note("mixed_forms", rule="superseded_form")


def _faults(planting: Planting) -> None:
    for name, fault in FAULTS.items():
        for draft in planting.reports(1, partial(_possible, fault)):
            draft.alter(name, fault)


def _possible(fault: Fault, draft: Draft) -> bool:
    return fault.form in (None, draft.forms[fault.section]) and fault.needs(draft.figures)


def _unwritten(planting: Planting) -> None:
    """Cells left empty, or filled with a stroke."""
    for fit in (_quiet, lambda draft: 0 < draft.figures["3.new.total"] < BUSY):
        for draft in planting.reports(1, fit):
            draft.write("blank_totals", [code for code in draft.codes("3") if code.endswith(".total")], "")
    for draft in planting.reports(1, lambda draft: not any(draft.figures[code] for code in draft.codes("4"))):
        draft.write("blank_table", draft.codes("4"), "")
    for stroke, reports in zip("/—" * planting.townships, planting.units(2), strict=False):
        for draft in reports:
            rows = ("2.rules.", "2.coercion.", "2.fees.")
            draft.write("nil_signs", [code for code in draft.codes("2") if code.startswith(rows)], stroke)


def _money_without_unit(planting: Planting) -> None:
    amount = "2.procurement.amount"
    for draft in planting.reports(1, lambda draft: draft.forms["2"] == OLD and draft.figures[amount] > 0):
        draft.money = ""
        draft.note("money_without_unit", [amount], "unit_missing", (amount,))


def plant(planting: Planting) -> list[Draft]:
    """Plant every defect that a report has alone; returns the drafts that are never handed in."""
    missing = planting.reports(2, lambda draft: not _busy(draft) and not draft.unit.successor)
    _late_users(planting)
    _mixed_forms(planting)
    for draft in planting.reports(1, lambda draft: draft.year >= NEW_FORM and not _busy(draft)):
        draft.absent.add("3")
        draft.note("table_absent", rule="table_missing")
    _faults(planting)
    _unwritten(planting)
    _money_without_unit(planting)
    return missing
