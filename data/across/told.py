"""What this year's prose says of last year against last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data import forms
from data.checks.told import label, number
from data.model import Finding
from data.numbers import plain
from data.prose import Fact, Kind
from data.prose.earlier import Step, Tables, step

RULES = ("last_year_disagrees", "change_disagrees")
_AT_ONCE = 1_000  # facts, so that memory stays the same however many there are
Found = tuple[int, Finding]
_HERE = Path(__file__).parent


def told(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """The concerned reports' words on last year that its report does not bear out; needs `concerned` and `prior`."""
    said = connection.execute((_HERE / "told.sql").read_text(encoding="utf-8")).fetchall()
    for first in range(0, len(said), _AT_ONCE):
        yield from _against(said[first : first + _AT_ONCE], connection)


def _against(said: Sequence[Sequence[Any]], connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """What some of the facts have against them, once for each cell of a report."""
    tables = _tables(connection, sorted({id for report, earlier, *_ in said for id in (report, earlier)}))
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for report, earlier, year, units, *columns in said:
        fact = _fact(columns)
        found = step(fact, tables[report], tables[earlier])
        if found and (report, found.last.codes) not in seen:
            seen.add((report, found.last.codes))
            yield report, _finding(fact, found, year, units, tables[earlier])


def _fact(columns: Sequence[object]) -> Fact:
    section, sentence, start, end, kind, what, year, who, measure, applicant, low, high, said, unit = columns
    values = {"low": low, "high": high, "said": said, "unit": unit, "measure": measure, "column": applicant}
    return Fact(section, sentence, start, end, Kind(kind), what, year, who, **values)  # type: ignore[arg-type]


def _tables(connection: duckdb.DuckDBPyConnection, reports: list[int]) -> dict[int, Tables]:
    among = "WHERE {} IN (SELECT unnest(?::INTEGER[]))"
    by_form = connection.execute(
        f"SELECT id, form2, form3, form4 FROM report {among.format('id')}", [reports]
    ).fetchall()
    found = {id: Tables({}, dict(zip(forms.TABLE_SECTIONS, three, strict=True))) for id, *three in by_form}
    cells = connection.execute(
        f"SELECT report, indicator, value FROM compared {among.format('report')} "
        "AND row_label IS NULL AND status = 'reported' AND value IS NOT NULL",
        [reports],
    ).fetchall()
    values: dict[int, dict[str, Decimal]] = {id: {} for id in found}
    for report, indicator, value in cells:
        values[report][indicator] = value
    return {id: Tables(values[id], one.forms) for id, one in found.items()}


def _finding(fact: Fact, found: Step, year: int, units: str, last: Tables) -> Finding:
    unit = forms.INDICATORS[found.last.codes[0]].unit
    evidence = {
        "label": label(last.forms, found.last.codes),
        "year": str(year),
        "units": units,
        "earlier": plain(found.last.total) + unit,
        "sentence": fact.sentence,
    }
    if found.now is None:
        return Finding("last_year_disagrees", (), evidence | {"prose": number(fact) + unit})
    evidence |= {"now": plain(found.now.total) + unit, "prose": _change(fact)}
    return Finding("change_disagrees", found.now.codes, evidence)


def _change(fact: Fact) -> str:
    """+3件, -50%, ±0."""
    low = fact.low or Decimal(0)
    if fact.unit == "level" or not low:
        return "±0"
    return f"{'+' if low > 0 else ''}{plain(low)}{fact.unit}"
