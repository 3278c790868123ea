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
from analytics.places import Places, bodies
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
KEPT = 48  # answers; a page asks for a handful
KEPT_CELLS = 40_000  # measures × units × years: a larger answer is not kept
_NOTES = {
    "corrected_note": "note_corrected",
    "confirmed_note": "note_confirmed",
    "join_note": "note_join",
    "summed_note": "note_summed",
    "zero_note": "note_zero",
    "negative_note": "note_negative",
    "exceeding_note": "note_exceeding",
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
    - doubtful: a cell was read with a guess, or a 总计 is the sum of its parts, a denominator is below 0, or
      a part is greater than its whole; the value is given unless another part is empty
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
    the rows leave in sight. `everyone` tells that no units were chosen.
    """

    measure: Measure
    table: pd.DataFrame
    boundaries: str = "reported"
    events: tuple[Event, ...] = ()
    everyone: bool = True

    @property
    def whole_county(self) -> bool:
        """Whether these are all units in view, and of one county."""
        return self.everyone and self.table["area"].nunique() == 1

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
    return trends(snapshot, (measure,), places, years, made_up, lang, boundaries)[0]


def trends(
    snapshot: Snapshot,
    measures: Sequence[str],
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    made_up: bool | None = None,
    lang: str = "zh",
    boundaries: str = "reported",
) -> tuple[Series, ...]:
    """`trend` of several measures, in their order, read in one go: most of the time goes into asking, not reading."""
    codes = tuple(find(measure).code for measure in measures)
    if not codes:
        return ()
    rows, shown, world = bodies(snapshot, boundaries).asked(places, years, made_up)
    make = _kept if len(codes) * len(rows) * len(shown) <= KEPT_CELLS else _kept.__wrapped__
    found = make(snapshot, codes, rows, shown, world, lang, boundaries)
    return tuple(replace(one, table=one.table.copy(deep=False), everyone=places is None) for one in found)


@lru_cache(maxsize=KEPT)  # a snapshot never changes, and every rerun of a screen asks the same again
def _kept(
    snapshot: Snapshot,
    measures: tuple[str, ...],
    rows: tuple[int, ...],
    years: tuple[int, ...],
    made_up: bool,
    lang: str,
    boundaries: str,
) -> tuple[Series, ...]:
    """The series of the units in these rows of `Places.table`."""
    asked, known = [find(measure) for measure in measures], bodies(snapshot, boundaries)
    events = succession.seen(snapshot, [known.path(row) for row in rows], boundaries)
    whole = _table(snapshot, asked, known.made_of(rows), years, made_up, lang)
    if boundaries == "today":
        _say_divided(whole, known, snapshot, lang)
    each = len(rows) * len(years)
    tables = (whole.iloc[i * each : (i + 1) * each].reset_index(drop=True) for i in range(len(asked)))
    return tuple(Series(measure, table, boundaries, events) for measure, table in zip(asked, tables, strict=True))


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
    snapshot: Snapshot, measures: Sequence[Measure], made_of: pa.Table, years: Sequence[int], made_up: bool, lang: str
) -> pd.DataFrame:
    """The rows of all measures, one measure after the other."""
    bound: dict[str, Any] = {
        **{name: words.say(f"measures.{key}", lang) for name, key in _NOTES.items()},
        "measured": [_measured(n, one, lang) for n, one in enumerate(measures)],
        "years": list(years),
        "made_up": made_up,
    }
    cursor = snapshot.cursor()
    cursor.register("bodies", made_of)
    _run(cursor, "series_unit")
    _cells(cursor, measures)
    if pc.all(made_of["alone"]).as_py():
        parts = ("stated", "alone")
    else:
        parts = ("stated", "folded")
        bound |= {name: words.say(f"measures.{key}", lang, part="{}", state="{}") for name, key in _NAMING.items()}
        bound |= {"states": list(STATES), "said": [words.say(f"states.{state}", lang) for state in STATES]}
    cursor.execute(",\n".join([*(_sql(f"series_{part}") for part in parts), _sql("series")]), bound)
    found: pd.DataFrame = cursor.to_arrow_table().to_pandas()
    return found


def _measured(n: int, measure: Measure, lang: str) -> dict[str, Any]:
    """A measure as the statements read it, by its place among those asked for; the lists are of its forms."""
    forms = measure.forms or ("",)  # the prose has no form
    return {
        "m": n,
        "measure": measure.code,
        "unit": measure.unit,
        "section": measure.section,
        "ratio": measure.kind in ("rate", "mean"),
        "share": measure.kind == "rate",
        "series": measure.one_series,
        "joined": [measure.series[form] for form in forms],
        "forms": list(forms),
        "indicators": [measure.indicator(form or FORMS[0]) for form in forms],
        "added": [_added(measure, form, lang) for form in forms],
    }


def _sides(n: int, measure: Measure) -> Iterator[dict[str, Any]]:
    """Its cells, on which side of a fraction each stands, and whether it is taken away."""
    below = dict(measure.denominator)
    for code in measure.cells:
        yield {"m": n, "indicator": code, "is_below": code in below, "is_minus": code in measure.minus}


def _added(measure: Measure, form: str, lang: str) -> str | None:
    """The note where one form has several rows for what is a single one in another."""
    rows = {len(side.codes) for side in measure.above.values()}
    if min(rows) > 1 or max(rows) == 1 or measure.indicator(form):
        return None
    return words.say("measures.note_added", lang, n=max(rows))


def _cells(cursor: duckdb.DuckDBPyConnection, measures: Sequence[Measure]) -> None:
    """Collect the cells of the measures, and fill those without a number that the form's own sums allow to fill.

    There are few of those, so each step runs only if something among them asks for it.
    """
    sides = [side for n, one in enumerate(measures) for side in _sides(n, one)]
    only = sides[0]["indicator"] if len(sides) == 1 else None
    _run(cursor, "series_cells", {"sides": sides, "only": only})
    found = set(cursor.execute("SELECT DISTINCT m, indicator, status FROM cell WHERE value IS NULL").fetchall())
    for name, bound in _steps(measures, found):
        _run(cursor, name, bound)


def _steps(measures: Sequence[Measure], found: set[tuple[int, str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    absent = {code for _, code, status in found if status in ("blank", "missing")}
    totals = {code: parts for one in measures for code, parts in one.totals.items() if code in absent}
    if totals:
        pairs = [(part, code) for code, parts in totals.items() for part in parts]
        yield "series_summed", {"parts": [part for part, _ in pairs], "totals": [code for _, code in pairs]}
    empty = {(n, code) for n, code, status in found if status in ("blank", "nil")}
    proofs: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[int, str]]] = {}
    for n, one in enumerate(measures):
        for proof in one.proofs:
            if fills := [(n, code) for code in proof.parts if (n, code) in empty]:
                proofs.setdefault((proof.left, proof.right), []).extend(fills)
    for (left, right), fills in proofs.items():
        yield "series_zero", {"left": list(left), "right": list(right), "fills": [f"{n} {code}" for n, code in fills]}
