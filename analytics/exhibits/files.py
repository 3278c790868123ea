"""What an exhibit gives away as a file: the numbers it shows, with filters, notes and sources written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

import words
from analytics.calendar import day
from analytics.charts.rows import each
from analytics.exhibits.exhibit import Context
from analytics.exhibits.notes import definition
from analytics.export import Chart, Column, Table
from analytics.measures import Measure
from analytics.series import CONTRACT, Series
from analytics.sources import behind, sources
from analytics.spans import span
from data import clock

SOURCES = (
    *("jurisdiction", "year", "title", "source_file", "sha256", "row_label", "column_label", "raw"),
    *("page", "table_no", "row_no", "column_no", "line"),
)
_DECIMAL = ("value", "numerator", "denominator", "earlier", "later", "difference", "percent", "expected", "p")
_INTEGER = (
    *("found", "reports", "year", "rank", "tied", "of", "low", "high", "findings"),
    *("page", "table_no", "row_no", "column_no", "line", "units", "stored"),
)
KIND: dict[str, Any] = dict.fromkeys(_DECIMAL, "decimal") | dict.fromkeys(_INTEGER, "integer")
STATISTICAL = {"series", "p", "expected", "low", "high"}
UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def name(subject: str, years: Sequence[int], lang: str, kind: str = "") -> str:
    """A file name that says what is in it: 新收申请_排名_2024."""
    parts = [subject, words.say(f"ui.file_{kind}", lang) if kind else "", span(years, lang)]
    return "_".join(part for part in parts if part).translate(UNSAFE)


def filters(now: Context, what: str = "") -> tuple[str, ...]:
    """What was chosen (the view, if nothing else), from which data, on which day; made-up data says so first."""
    return (
        *([now.say("banner_demo", day=day(now.snapshot, True))] if now.made_up else []),
        now.say("filters", what=what or now.view.words(now.lang)),
        now.say("data_version", store=now.say(f"store_{now.kind}"), snapshot=now.snapshot.id),
        now.say("exported_on", day=clock.today().isoformat()),
    )


def foot(now: Context, notes: Sequence[str]) -> tuple[str, ...]:
    """The lines under a picture: notes, filters, source."""
    return ("".join(notes).strip(), " · ".join(filters(now)), now.say("source"))


def header(field: str, lang: str) -> str:
    """The header of a column: its own in words/composition.yaml where there is one, else that of words/ui.yaml."""
    own = words.family("composition").get(f"field_{field}")
    return own[lang] if own else words.say(f"ui.field_{field}", lang)


def _plain(value: Any) -> Any:
    """Missing values of every kind become None, whole numbers ints."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return int(value) if hasattr(value, "dtype") and value.dtype.kind in "iu" else value


def table(
    found: pd.DataFrame, fields: Sequence[str], now: Context, title: str, states: str = "states.", **more: Any
) -> Table:
    """Those columns of a frame as a table, its states in words; headers are words/ui.yaml `field_…`."""
    if "state" in found:
        found = found.assign(state=[words.say(f"{states}{state}", now.lang) for state in found["state"]])
    columns = tuple(
        Column(words.say(f"ui.field_{name}", now.lang), KIND.get(name, "text"), statistical=name in STATISTICAL)
        for name in fields
    )
    return Table(title, columns, [[_plain(value) for value in row] for row in each(found[list(fields)])], **more)


def told(now: Context, notes: Sequence[str], what: str = "", measure: Measure | None = None) -> dict[str, Any]:
    """Filters and notes of a file; what the measure is comes first."""
    lines = [*([definition(measure, now.lang)] if measure else []), *notes]
    return {"filters": filters(now, what), "notes": tuple(note.strip() for note in lines)}


def sources_of(read: pd.DataFrame, cells: Sequence[str], now: Context) -> Table:
    """The documents behind the rows of a series, and in them the cells it read."""
    return table(sources(now.snapshot, behind(read), cells), SOURCES, now, now.say("sources"))


def series(
    found: Sequence[Series], now: Context, title: str, notes: Sequence[str], *, what: str = "", chart: Chart | None
) -> Table:
    """Series one after another, in the columns of `gongkai trend`."""
    every = pd.concat([one.table.assign(measure=one.measure.label[now.lang]) for one in found])
    said = told(now, notes, what, found[0].measure if len(found) == 1 else None)
    cells = [cell for one in found for cell in one.measure.cells]
    return table(every, CONTRACT, now, title, sources=sources_of(every, cells, now), chart=chart, **said)


def drawn(shape: Any, category: str, value: str, by: str, now: Context, **more: Any) -> Chart:
    """A workbook's own chart of a `table`, its columns by the names of their fields."""
    names = {name: words.say(f"ui.field_{name}", now.lang) for name in (category, value, by) if name}
    return Chart(shape, names[category], names[value], names.get(by), **more)
