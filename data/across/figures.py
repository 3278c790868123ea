"""Figures of a report against those of the year before, mergers and renamings followed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, permutations
from pathlib import Path
from typing import Any

import duckdb

from data import forms
from data.model import Finding
from data.numbers import plain

# A count is a jump from 20 times the year before on; up to 10 counts as 10, since small counts multiply by chance:
# from nothing it takes 200, more than the decisions of any township seen that was given new powers.
TIMES, LEAST = 20, 10
# 元 taken for 万元 makes 10,000; a year's purchases or fees seldom change a hundredfold.
APART = 1_000
# One row may be last year's number plus the change by chance, in a few reports of a hundred; hardly two.
ROWS_OF_STEPS = 2

_DECLARED = [cell for cell in forms.INDICATORS.values() if cell.row != "extra"]
_CARRIED = [cell.code for cell in _DECLARED if cell.section == "3" and cell.row in ("carried_in", "carried_out")]
_DOCUMENTS = [cell.code for cell in _DECLARED if cell.column in ("made", "repealed", "in_force")]
_POWERS = [cell.code for cell in _DECLARED if cell.section == "2" and cell.column in ("items", "change", "decisions")]
COUNTS = [
    cell.code
    for cell in _DECLARED
    if cell.unit == "件"
    and (cell.column in ("made", "in_force", "decisions") or cell.code in ("3.new.total", "3.closed.total"))
]
AMOUNTS = [cell.code for cell in _DECLARED if cell.unit == "元"]
_CODES = sorted({*_CARRIED, *_DOCUMENTS, *_POWERS, *COUNTS, *AMOUNTS})
_COMPARABLE = [cell.code for cell in _DECLARED if cell.comparable]
_JOINED = [
    {"indicator": cell.code, "form": form, "other": other}
    for cell in _DECLARED
    for form, other in permutations(cell.labels, 2)
    if not cell.comparable and cell.joins(form, other)
]

Found = tuple[int, Finding]
RULES = ("carried_over", "in_force_step", "jump_count", "jump_amount", "decisions_as_step")


def _sql(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _rows(connection: duckdb.DuckDBPyConnection, name: str, bound: dict[str, object] | None = None) -> list[Any]:
    return connection.execute(_sql(name), bound or {}).fetchall()


def figures(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """What the concerned reports' figures say against those of the year before; needs `concerned` and `prior`."""
    connection.execute(_sql("steps.sql"), {"codes": _CODES, "comparable": _COMPARABLE, "joined": _JOINED})
    yield from _carried(connection)
    yield from _in_force(connection)
    yield from _jumps(connection)
    yield from _decisions(connection)


def _carried(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    for report, column, form, year, units, carried_in, carried_out in _rows(connection, "carried.sql"):
        code = f"3.carried_in.{column}"
        evidence = {
            "column": forms.INDICATORS[code].labels[form][1],
            "year": str(year),
            "units": units,
            "carried_in": plain(carried_in),
            "carried_out": plain(carried_out),
            "difference": plain(abs(carried_in - carried_out)),
        }
        yield report, Finding("carried_over", (code,), evidence)


def _in_force(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    for report, row, form, year, units, earlier, made, repealed, in_force in _rows(connection, "in_force.sql"):
        codes = tuple(f"2.{row}.{column}" for column in ("in_force", "made", "repealed"))
        follows = earlier + made - repealed
        evidence = {
            "row": forms.INDICATORS[codes[0]].labels[form][0],
            "year": str(year),
            "units": units,
            "earlier": plain(earlier),
            "made": plain(made),
            "repealed": plain(repealed),
            "follows": plain(follows),
            "in_force": plain(in_force),
            "difference": plain(abs(in_force - follows)),
        }
        yield report, Finding("in_force_step", codes, evidence)


def _jumps(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    bound = {"counts": COUNTS, "times": TIMES, "least": LEAST, "amounts": AMOUNTS, "apart": APART}
    for report, code, form, year, units, earlier, value in _rows(connection, "jumps.sql", bound):
        cell = forms.INDICATORS[code]
        row, column = cell.labels[form]
        evidence = {
            "row": row,
            "column": column,
            "year": str(year),
            "units": units,
            "earlier": plain(earlier),
            "value": plain(value),
        }
        yield report, Finding("jump_amount" if cell.unit == "元" else "jump_count", (code,), evidence)


def _decisions(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """Each row with a change has last year's decisions plus the change, not the year's own decisions."""
    for report, found in groupby(_rows(connection, "decisions.sql"), key=lambda row: row[0]):
        rows = list(found)
        # What the report's own items plus the change give is told by `decisions_as_sum` already.
        if len(rows) < ROWS_OF_STEPS or not all(stepped and not summed for *_, stepped, summed in rows):
            continue
        codes = tuple(f"2.{row}.{column}" for _, row, *_ in rows for column in ("change", "decisions"))
        sums = "、".join(
            f"{forms.INDICATORS[f'2.{row}.decisions'].labels[form][0]}{_step(earlier, change, decisions)}"
            for _, row, form, _, _, earlier, change, decisions, *_ in rows
        )
        evidence = {"sums": sums, "year": str(rows[0][3]), "units": rows[0][4]}
        yield report, Finding("decisions_as_step", codes, evidence)


def _step(earlier: Decimal, change: Decimal, decisions: Decimal) -> str:
    return f"{plain(earlier)}{'+' if change > 0 else '-'}{plain(abs(change))}={plain(decisions)}"
