"""What is wrong between the reports of the made-up county: planted, and on record for all that hand them in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from functools import partial

from data.demo.defects import Draft, Fault
from data.demo.figures import Figures
from data.demo.planting import Planting
from data.demo.units import NEW
from data.forms import INDICATORS

Told = tuple[str, tuple[str, ...]]
COLUMNS = tuple(dict.fromkeys(i.column for i in INDICATORS.values() if i.section == "3"))


def _one_more_carried_in(figures: Figures) -> Figures:
    """One application more than last year handed on, closed as if it were there: every sum of the form still closes."""
    rows = ("carried_in", "granted", "closed")
    return {f"3.{row}.{column}": figures[f"3.{row}.{column}"] + 1 for row in rows for column in ("natural", "total")}


def _two_more_in_force_than_need_be(figures: Figures) -> bool:
    """Two may be lost, and the report alone doesn't tell: not fewer are left than were made and not repealed."""
    made, repealed = figures["2.documents.made"], figures["2.documents.repealed"]
    left = figures["2.documents.in_force"] - 2
    return left >= 0 and left >= made - repealed


def _two_in_force_lost(figures: Figures) -> Figures:
    return {"2.documents.in_force": figures["2.documents.in_force"] - 2}


FAULTS = {
    "carried_in_one_more": Fault("3", None, lambda figures: True, _one_more_carried_in),
    "in_force_two_less": Fault("2", NEW, _two_more_in_force_than_need_be, _two_in_force_lost),
}


class Past:
    """The drafts of the year before, for those that have them all."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.handed_in = {(draft.unit.name, draft.year): draft for draft in drafts}

    def of(self, draft: Draft) -> list[Draft]:
        """The unit's own, or in its first year those of the units it came from; none if one is missing."""
        began = draft.year == draft.unit.first and draft.unit.predecessors
        found = [
            self.handed_in.get((name, draft.year - 1))
            for name in (draft.unit.predecessors if began else [draft.unit.name])
        ]
        return [past for past in found if past] if all(found) else []

    def neighbours(self, draft: Draft) -> list[Draft]:
        """Those of the other units of the county in the same year."""
        return [
            other
            for other in self.handed_in.values()
            if other.year == draft.year and other.unit.county == draft.unit.county and other is not draft
        ]


def plant_across(planting: Planting, missing: Collection[Draft]) -> None:
    """A wrong step in the figures, and prose copied from last year's report, from a neighbour's, and in part."""
    past = Past(draft for draft in planting.drafts if draft not in missing)
    for name, fault in FAULTS.items():
        for draft in planting.reports(1, partial(_possible, fault, planting, past)):
            draft.alter(name, fault)
            planting.keep(past.of(draft))
    for draft in planting.reports(1, partial(_goes_on, planting, past)):
        draft.words = draft.problems = (draft.unit.name, draft.year - 1)
        draft.note("copied_from_last_year", rule="alike_year")
        planting.keep(past.of(draft))
    for draft in planting.reports(1, partial(_goes_on, planting, past)):
        draft.problems = (draft.unit.name, draft.year - 1)
        draft.note("problems_of_last_year", rule="alike_problems")
        planting.keep(past.of(draft))
    for draft in planting.reports(1, lambda draft: bool(planting.among(past.neighbours(draft)))):
        for source in planting.among(past.neighbours(draft))[:1]:
            draft.words = draft.problems = (source.unit.name, source.year)
            draft.note("copied_from_neighbour", rule="alike_unit")
            source.shared.append("alike_unit")
            planting.keep([source])


def _goes_on(planting: Planting, past: Past, draft: Draft) -> bool:
    """Whether the unit's own report of the year before is there, with nothing planted in it."""
    before = past.of(draft)
    return draft.year > draft.unit.first and bool(before) and planting.among(before) == before


def _possible(fault: Fault, planting: Planting, past: Past, draft: Draft) -> bool:
    if not _goes_on(planting, past, draft):
        return False
    forms = {one.forms[fault.section] for one in (draft, *past.of(draft))}
    return (fault.form is None or forms == {fault.form}) and fault.needs(draft.figures)


def told(draft: Draft, past: Past) -> Iterator[Told]:
    """What the figures of a report say against those of the year before."""
    before = past.of(draft)
    if not before:
        return
    for column in COLUMNS:
        carried_in, carried_out = _sum([draft], f"3.carried_in.{column}"), _sum(before, f"3.carried_out.{column}")
        if None not in (carried_in, carried_out) and carried_in != carried_out:
            yield "carried_over", (f"3.carried_in.{column}",)
    for row in ("rules", "documents"):
        codes = tuple(f"2.{row}.{column}" for column in ("in_force", "made", "repealed"))
        in_force, made, repealed = (_sum([draft], code) for code in codes)
        stock = _sum(before, codes[0])
        if in_force is None or made is None or repealed is None or stock is None:
            continue
        if in_force != stock + made - repealed:
            yield "in_force_step", codes


def _sum(drafts: Iterable[Draft], code: str) -> Decimal | None:
    """What the drafts print in a cell, together; None unless all print a number there."""
    printed = [draft.figures[code] if draft.prints(code) else None for draft in drafts]
    return None if None in printed else sum((value for value in printed if value is not None), Decimal(0))
