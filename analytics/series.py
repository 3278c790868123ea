"""One measure of many bodies over years: the table of the `trend` contract, and the only thing analytics hands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

import words
from analytics import succession
from analytics.measures import Measure, find
from analytics.places import KEPT_ROWS, Places, bodies
from analytics.succession import Event
from data.forms import FORMS
from data.store import Snapshot

CONTRACT = (
    *("measure", "jurisdiction", "year", "value", "unit", "state"),
    *("series", "numerator", "denominator", "form", "note"),
)
STATES = (
    *("not_existing", "not_in_store", "table_missing", "not_in_form"),
    *("doubtful", "blank", "nil", "undefined", "value"),
)
KEPT = 256  # series
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
_NAMING = {  # those that name a part of a unit
    "together_note": "note_together",
    "then_note": "note_then",
    "mixed_note": "note_mixed",
    "part_note": "note_part",
    "left_note": "note_left",
    "join_parts": "join_parts",
}


@dataclass(frozen=True, eq=False)
class Series:
    """One row per unit in view and year in `table`, sorted by them; the columns of `CONTRACT` first.

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
    linking: `number` (float, NaN where there is none), `kind` (class of the unit), `report` (its id, NaN if
    none or several), `reports` (ids if there are several, else None) and `indicator` (the cell read, "" if several).

    On today's boundaries a row is the sum of the bodies that went into the unit since and existed in that year: the
    state is the first that holds of any of them, the value is there if all have one, and `note` names them. What was
    split can't be carried back, and says so. `events` are the mergers, splits and renamings of the units shown that
    the rows leave in sight.
    """

    measure: Measure
    table: pd.DataFrame
    boundaries: str = "reported"
    events: tuple[Event, ...] = ()

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
    boundaries: str = "reported",
) -> Series:
    """A measure for all units in view or those at `places` (names or paths), from the first to the last year in the
    store or for `years`; notes in `lang`. `boundaries` is reported (a unit is a body) or today (all that it came from).

    Raises BadRequest for an unknown measure or place, a name of several bodies, true and made-up bodies
    together, and years of which the store has none.
    """
    asked = find(measure)
    rows, shown, world = bodies(snapshot, boundaries).asked(places, years, made_up)
    make = _kept if len(rows) * len(shown) <= KEPT_ROWS else _kept.__wrapped__
    found = make(snapshot, asked.code, rows, shown, world, lang, boundaries)
    return replace(found, table=found.table.copy(deep=False))


@lru_cache(maxsize=KEPT)  # a snapshot never changes, and every rerun of a screen asks the same again
def _kept(
    snapshot: Snapshot,
    measure: str,
    rows: tuple[int, ...],
    years: tuple[int, ...],
    made_up: bool,
    lang: str,
    boundaries: str,
) -> Series:
    """The series of the units in these rows of `Places.table`."""
    asked, known = find(measure), bodies(snapshot, boundaries)
    table = _table(snapshot, asked, known.made_of(rows), years, made_up, lang)
    if boundaries == "today":
        _say_divided(table, known, snapshot, lang)
    return Series(asked, table, boundaries, succession.seen(snapshot, [known.path(row) for row in rows], boundaries))


def _say_divided(table: pd.DataFrame, known: Places, snapshot: Snapshot, lang: str) -> None:
    """Note before a body was divided, on it and on what it went into, that these years can't be carried over."""
    join = words.say("measures.note_join", lang)
    for earlier, own in succession.divisions(succession.everything(snapshot)).items():
        year, later = own[0].year, [event.later for event in own]
        text = words.say(
            "measures.note_divided",
            lang,
            year=year,
            earlier=earlier,
            later=words.say("measures.join_parts", lang).join(later),
        )
        units = {known.path(row) for path in (earlier, *later) for row in known.find(path)}
        rows = table["jurisdiction"].isin(units) & (table["year"] < year)
        table.loc[rows, "note"] = [join.join(filter(None, (note, text))) for note in table.loc[rows, "note"]]


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def _run(cursor: duckdb.DuckDBPyConnection, name: str, bound: dict[str, Any] | None = None) -> None:
    cursor.execute(_sql(name), bound)


def _table(
    snapshot: Snapshot, measure: Measure, made_of: pa.Table, years: Sequence[int], made_up: bool, lang: str
) -> pd.DataFrame:
    read_in = measure.forms or ("",)  # the prose has no form
    bound = {
        **{name: words.say(f"measures.{key}", lang) for name, key in _NOTES.items()},
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
    cursor.register("bodies", made_of)
    _run(cursor, "series_unit")
    _cells(cursor, measure)
    if pc.all(made_of["alone"]).as_py():
        parts = ("stated", "alone")
    else:
        parts = ("stated", "folded")
        bound |= {name: words.say(f"measures.{key}", lang, part="{}", state="{}") for name, key in _NAMING.items()}
        bound |= {"states": list(STATES), "said": [words.say(f"states.{state}", lang) for state in STATES]}
    cursor.execute(",\n".join([*(_sql(f"series_{part}") for part in parts), _sql("series")]), bound)
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


def _cells(cursor: duckdb.DuckDBPyConnection, measure: Measure) -> None:
    """Collect the measure's cells, and fill those without a number that the form's own sums allow to fill.

    There are few of those, so each step runs only if something among them asks for it.
    """
    only = measure.cells[0] if len(measure.cells) == 1 else None
    _run(cursor, "series_cells", {"only": only, "cells": list(measure.cells)})
    found = set(cursor.execute("SELECT DISTINCT indicator, status FROM cell WHERE value IS NULL").fetchall())
    for name, bound in _steps(measure, found):
        _run(cursor, name, bound)


def _steps(measure: Measure, found: set[tuple[str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    totals = {code: parts for code, parts in measure.totals.items() if {(code, "blank"), (code, "missing")} & found}
    if totals:
        pairs = [(part, code) for code, parts in totals.items() for part in parts]
        yield "series_summed", {"parts": [part for part, _ in pairs], "totals": [code for _, code in pairs]}
    for proof in measure.proofs:
        if {(code, status) for code in proof.parts for status in ("blank", "nil")} & found:
            yield "series_zero", {"left": list(proof.left), "right": list(proof.right), "parts": list(proof.parts)}
