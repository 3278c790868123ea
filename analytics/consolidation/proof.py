"""Which printed blanks of a report count as 0: those with which the sums of its form close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data import forms
from data.forms import Identity
from data.model import Status


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a report as it counts; `decided` is correct or confirm where a person did, else ""."""

    value: Decimal | None
    status: Status
    decided: str = ""


def _row(code: str) -> str:
    return code.rpartition(".")[0]


@cache
def _through(form: str) -> Mapping[str, tuple[Identity | None, tuple[Identity, ...]]]:
    """For each cell in a sum of the form: the sum along its own row, and the others that it stands in."""
    rows: dict[str, Identity] = {}
    others: dict[str, list[Identity]] = {}
    for one in forms.identities(form):
        codes = (*one.left, *one.right)
        along = len({_row(code) for code in codes}) == 1
        for code in codes:
            if along:
                rows[code] = one
            else:
                others.setdefault(code, []).append(one)
    return {code: (rows.get(code), tuple(others.get(code, ()))) for code in {*rows, *others}}


def _side(codes: tuple[str, ...], cells: Mapping[str, Figure]) -> tuple[Decimal | None, bool]:
    """What a side adds up to with blank and / as 0, None where something is unknown; and whether no cell is blank."""
    total, full = Decimal(0), True
    for code in codes:
        cell = cells.get(code)
        if cell is None or (cell.value is None and cell.status not in (Status.BLANK, Status.NIL)):
            return None, False
        full = full and cell.status is not Status.BLANK
        total += cell.value or 0
    return total, full


def _closes(one: Identity, cells: Mapping[str, Figure]) -> tuple[bool, bool]:
    """Whether the sum closes so, and whether one of its sides says it without a blank."""
    (left, left_full), (right, right_full) = _side(one.left, cells), _side(one.right, cells)
    return left is not None and left == right, left_full or right_full


def counts_as_zero(code: str, cells: Mapping[str, Figure], form: str) -> bool:
    """Whether a blank cell counts as 0: its row closes with it.

    A row that is blank altogether closes with nothing said: there another sum of the form must close too, one that is
    printed in full on one side (the column's 总计 without it).
    """
    row, others = _through(form).get(code, (None, ()))
    if row is None:
        return False
    closes, said = _closes(row, cells)
    return closes and (said or any(_closes(one, cells) == (True, True) for one in others))
