"""The consolidated form as a table: the columns of `export cells`, and the parts of each sum."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.consolidation.cell import Sum
from analytics.consolidation.consolidation import Consolidation
from analytics.export import Column, Table
from analytics.export.dataset import CELLS
from data.forms import INDICATORS
from data.numbers import plain

COLUMNS = (*CELLS, Column("parts"))


def table(found: Consolidation) -> Table:
    """One row per cell of the form. `raw` is the number as DOCX and XLSX print it, 万元 where the form asks for it."""
    return Table("consolidation", COLUMNS, _rows(found))


def _rows(found: Consolidation) -> Iterator[tuple[object, ...]]:
    for code, one in found.sums.items():
        cell = INDICATORS[code]
        row, column = cell.labels[found.form]
        status = "doubtful" if one.doubtful else "reported"
        where = (found.name, found.year, found.form, cell.section, row, column)
        yield ("", *where, one.text, one.value, cell.unit, status, said_parts(one))


def said_parts(one: Sum) -> str:
    """What was added, 路径=值 in the order of `trend`, nothing that was left out; of an own figure who and why."""
    if one.own:
        return f"{one.own.by}（{one.own.reason}）={plain(one.own.value)}"
    return "; ".join(f"{part.unit}={plain(part.value)}" for part in one.parts if part.value is not None)
