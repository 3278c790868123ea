"""One measure of many bodies over years: the table of the `trend` contract, and the only thing analytics hands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

import words
from analytics.measures import Measure, find
from analytics.places import bodies, known_years
from data.forms import FORMS, INDICATORS, TABLE_SECTIONS
from data.store import Snapshot

CONTRACT = (
    *("measure", "jurisdiction", "year", "value", "unit", "state"),
    *("series", "numerator", "denominator", "form", "note"),
)
STATES = (
    *("not_existing", "not_in_store", "table_missing", "not_in_form"),
    *("doubtful", "blank", "nil", "undefined", "value"),
)
_NOTES = {
    "join_note": "note_join",
    "summed_note": "note_summed",
    "zero_note": "note_zero",
    "negative_note": "note_negative",
    "missing_note": "note_cell_missing",
    "open_note": "note_open",
    "unsaid_note": "note_not_in_prose",
    "held_note": "note_report_held",
}


@dataclass(frozen=True, eq=False)
class Series:
    """One row per body in view and year in `table`, sorted by them; the columns of `CONTRACT` first.

    `value`, `numerator` and `denominator` are plain decimals as text, exact (of a rate or mean the nearest
    double), NA where there is none. `state` is one of `STATES`, told by the first that holds:

    - not_existing: founded later, or renamed or merged away earlier
    - not_in_store: no live report
    - table_missing: the whole table is missing from the document
    - not_in_form: the form used has no such cell
    - doubtful: a cell was read with a guess, or a 总计 is the sum of its parts, or a denominator is below 0;
      the value is given unless another part is empty
    - blank: a cell is empty or missing, or the prose gives no such figure
    - nil: a cell says /, -, 无
    - undefined: the denominator is 0
    - value

    `series` is equal where values may be joined, subtracted and ranked together. For drawing and
    linking: `number` (float, NaN where there is none), `kind` (class of the body), `report` (its id, NaN if
    none) and `indicator` (the cell read, "" if several).
    """

    measure: Measure
    table: pd.DataFrame

    @property
    def years(self) -> tuple[int, ...]:
        """The years shown, in order."""
        return tuple(sorted(int(year) for year in self.table["year"].unique()))

    @property
    def contract(self) -> pd.DataFrame:
        """The columns of the `trend` contract alone."""
        return self.table[list(CONTRACT)]


def trend(
    snapshot: Snapshot,
    measure: str,
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    made_up: bool | None = None,
    lang: str = "zh",
) -> Series:
    """A measure for all bodies in view or those at `places` (names or paths), from the first to the last year in the
    store or for `years`; notes in `lang`.

    Raises BadRequest for an unknown measure or place, a name of several bodies, true and made-up bodies
    together, and years of which the store has none.
    """
    asked, known = find(measure), bodies(snapshot)
    unit, world = (known.within(made_up), known.world(made_up)) if places is None else known.chosen(places, made_up)
    held = known.years(world)
    shown = held if years is None else known_years(years, held)
    return Series(asked, _table(snapshot, asked, unit, shown, world, lang))


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def _run(cursor: duckdb.DuckDBPyConnection, name: str, bound: dict[str, Any] | None = None) -> None:
    cursor.execute(_sql(name), bound)


def _table(
    snapshot: Snapshot, measure: Measure, unit: pa.Table, years: Sequence[int], made_up: bool, lang: str
) -> pd.DataFrame:
    read_in = measure.forms or ("",)  # the prose has no form
    said = {bound: words.say(f"measures.{key}", lang) for bound, key in _NOTES.items()}
    bound = {
        **said,
        "below": [code for code, _ in measure.denominator],
        "minus": list(measure.minus),
        "section": measure.section,
        "forms": list(read_in),
        "indicators": [measure.indicator(form or FORMS[0]) for form in read_in],
        "added": [_added(measure, form, lang) for form in read_in],
        "ratio": measure.kind in ("rate", "mean"),
        "series": measure.series,
        "years": list(years),
        "made_up": made_up,
    }
    cursor = snapshot.cursor()
    cursor.register("bodies", unit.append_column("n", pa.array(range(unit.num_rows))))
    _run(cursor, "series_unit")
    _cells(snapshot, cursor, measure)
    _run(cursor, "series", bound)
    table = cursor.to_arrow_table().to_pandas()
    table.insert(0, "measure", measure.code)
    table.insert(CONTRACT.index("unit"), "unit", measure.unit)
    return table


def _added(measure: Measure, form: str, lang: str) -> str | None:
    """The note where one form has several rows for what is a single one in another."""
    rows = {len(side.codes) for side in measure.above.values()}
    if len(rows) == 1 or measure.indicator(form):
        return None
    return words.say("measures.note_added", lang, n=max(rows))


@lru_cache(maxsize=64)  # a snapshot never changes
def _tableless(snapshot: Snapshot, section: str) -> list[int]:
    """The reports in which this whole table is missing."""
    anchor = next(
        code for code, cell in INDICATORS.items() if cell.section == section and set(FORMS) == set(cell.labels)
    )
    found = snapshot.cursor().execute(_sql("series_tableless"), {"section": section, "anchor": anchor}).fetchall()
    return [report for (report,) in found]


def _cells(snapshot: Snapshot, cursor: duckdb.DuckDBPyConnection, measure: Measure) -> None:
    """Collect the measure's cells, and fill those without a number that the form's own sums allow to fill.

    There are few of those, so each step runs only if something among them asks for it.
    """
    only = measure.cells[0] if len(measure.cells) == 1 else None
    _run(cursor, "series_cells", {"only": only, "cells": list(measure.cells)})
    found = set(cursor.execute("SELECT DISTINCT indicator, status FROM cell WHERE value IS NULL").fetchall())
    for name, bound in _steps(measure, found):
        _run(cursor, name, bound)
    tableless = _tableless(snapshot, measure.section) if measure.section in TABLE_SECTIONS else []
    if tableless:
        cursor.execute("INSERT INTO cell SELECT unnest($reports), '', NULL, 'tableless'", {"reports": tableless})


def _steps(measure: Measure, found: set[tuple[str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    totals = {code: parts for code, parts in measure.totals.items() if {(code, "blank"), (code, "missing")} & found}
    if totals:
        pairs = [(part, code) for code, parts in totals.items() for part in parts]
        yield "series_summed", {"parts": [part for part, _ in pairs], "totals": [code for _, code in pairs]}
    for proof in measure.proofs:
        if {(code, status) for code in proof.parts for status in ("blank", "nil")} & found:
            yield "series_zero", {"left": list(proof.left), "right": list(proof.right), "parts": list(proof.parts)}
