"""Which cells of one form stand for a cell of another, as the forms are declared (FORMS.md, “Differences”)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data import forms
from data.forms import INDICATORS, Line


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The cells of the other form that add up to one cell: itself, or the rows that it is divided into there.

    Both are empty where the other form has nothing that means the same. `within` is a cell there that holds this one
    among others (（六）其他处理 as one row holds the three of another form): unless 0 it tells nothing of the part.
    """

    codes: tuple[str, ...] = ()
    within: str = ""


def _extends(longer: Line, shorter: Line) -> bool:
    return len(longer.path) > len(shorter.path) and longer.path[: len(shorter.path)] == shorter.path


@cache
def counterparts(section: str, source: str, target: str) -> Mapping[str, Counterpart]:
    """For each cell that a table has in form `target`, its counterpart in form `source`."""
    if source == target:
        return {cell.code: Counterpart((cell.code,)) for cell in forms.indicators(target, section)}
    found = {}
    theirs = [(block, row) for block in forms.blocks(source, section) for row in block.rows]
    for block in forms.blocks(target, section):
        for row in block.rows:
            for column in block.columns:
                code = block.code(row, column)
                cell = INDICATORS[code]
                if source in cell.labels:
                    found[code] = Counterpart((code,) if cell.joins(source, target) else ())
                    continue
                parts = [other.code(line, column) for other, line in theirs if _extends(line, row)]
                whole = [other.code(line, column) for other, line in theirs if _extends(row, line)]
                found[code] = Counterpart(tuple(filter(_joins, parts)), next(filter(_joins, whole), ""))
    return found


def _joins(code: str) -> bool:
    return code in INDICATORS and INDICATORS[code].comparable


@cache
def without_counterpart(section: str, source: str, target: str) -> tuple[str, ...]:
    """The cells of a table in form `source` that form `target` has no place for."""
    used = {code for one in counterparts(section, source, target).values() for code in one.codes}
    return tuple(cell.code for cell in forms.indicators(source, section) if cell.code not in used)
