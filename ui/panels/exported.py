"""What a panel gives away as a file: the numbers it shows, with filters, notes and sources written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

import words
from analytics.change import Change
from analytics.coverage import Coverage
from analytics.export import Chart, Column, Table
from analytics.series import Series
from ui.panels.notes import span
from ui.shell import Shell

Build = Callable[[], Table]
# Columns of each kind of file: name of the frame's column → kind; its header is words/ui.yaml `field_…`.
SERIES = {
    "measure": "text",
    "jurisdiction": "text",
    "year": "integer",
    "value": "decimal",
    "unit": "text",
    "state": "text",
    "series": "text",
    "numerator": "decimal",
    "denominator": "decimal",
    "form": "text",
    "note": "text",
}
RANKING = {
    "measure": "text",
    "jurisdiction": "text",
    "peers": "text",
    "year": "integer",
    "value": "decimal",
    "unit": "text",
    "state": "text",
    "numerator": "decimal",
    "denominator": "decimal",
    "rank": "integer",
    "tied": "integer",
    "of": "integer",
    "low": "integer",
    "high": "integer",
}
CHANGE = {
    "jurisdiction": "text",
    "kind": "text",
    "earlier": "decimal",
    "later": "decimal",
    "difference": "decimal",
    "unit": "text",
    "percent": "decimal",
    "p": "decimal",
    "z": "decimal",
    "notable": "flag",
}
COVERAGE = {
    "jurisdiction": "text",
    "kind": "text",
    "year": "integer",
    "state": "text",
    "findings": "integer",
    "form2": "text",
    "form3": "text",
    "form4": "text",
}
UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def name(subject: str, years: Sequence[int], lang: str, kind: str = "") -> str:
    """A file name that says what is in it: 新收申请_排名_2024."""
    parts = [subject, words.say(f"ui.file_{kind}", lang) if kind else "", span(years)]
    return "_".join(part for part in parts if part).translate(UNSAFE)


def filters(now: Shell, what: str = "") -> tuple[str, ...]:
    """What was chosen (the view, if nothing else), from which data, on which day; made-up data says so first."""
    return (
        *([now.say("banner_demo")] if now.made_up else []),
        now.say("filters", what=what or now.view.words(now.lang)),
        now.say("data_version", store=now.say(f"store_{now.kind}"), snapshot=now.snapshot.id),
        now.say("exported_on", day=date.today().isoformat()),
    )


def foot(now: Shell, notes: Sequence[str]) -> tuple[str, ...]:
    """The lines under a picture: notes, filters, source."""
    return ("".join(notes).strip(), " · ".join(filters(now)), now.say("source"))


def _header(field: str, lang: str) -> str:
    return words.say(f"ui.field_{field}", lang)


def _plain(value: Any) -> Any:
    """Missing values of every kind become None, whole numbers ints."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return int(value) if hasattr(value, "dtype") and value.dtype.kind in "iu" else value


def _rows(table: pd.DataFrame, fields: Iterable[str], states: str, lang: str) -> list[list[Any]]:
    said = (
        table.assign(state=[words.say(f"{states}{state}", lang) for state in table["state"]])
        if "state" in table
        else table
    )
    return [[_plain(value) for value in row] for row in said[list(fields)].itertuples(index=False)]


def _table(
    table: pd.DataFrame,
    fields: dict[str, Any],
    now: Shell,
    title: str,
    notes: Sequence[str],
    states: str = "states.",
    what: str = "",
    **more: Any,
) -> Table:
    columns = tuple(Column(_header(field, now.lang), kind) for field, kind in fields.items())
    return Table(
        title,
        columns,
        _rows(table, fields, states, now.lang),
        filters(now, what),
        tuple(note.strip() for note in notes),
        **more,
    )


def series(found: Series, now: Shell, title: str, notes: Sequence[str], focus: Sequence[str] = ()) -> Build:
    """The series of a line panel, in the columns of `gongkai trend`."""

    def build() -> Table:
        chart = Chart(
            "line",
            _header("year", now.lang),
            _header("value", now.lang),
            _header("jurisdiction", now.lang),
            tuple(focus),
        )
        table = found.table.assign(measure=found.measure.label[now.lang])
        return _table(table, SERIES, now, title, notes, chart=chart)

    return build


def several(found: Sequence[Series], now: Shell, title: str, notes: Sequence[str], what: str) -> Build:
    """Several measures one after another, in the columns of `gongkai trend`."""
    return lambda: _table(
        pd.concat([one.table.assign(measure=one.measure.label[now.lang]) for one in found]),
        SERIES,
        now,
        title,
        notes,
        what=what,
    )


def ranking(table: pd.DataFrame, found: Series, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """One year's ranking, greatest first."""

    def build() -> Table:
        chart = Chart("bar", _header("jurisdiction", now.lang), _header("value", now.lang))
        return _table(table.assign(measure=found.measure.label[now.lang]), RANKING, now, title, notes, chart=chart)

    return build


def change(found: Change, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """All comparable units in both years, the notable ones first."""
    return lambda: _table(found.table, CHANGE, now, title, notes)


def coverage(found: Coverage, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """Units × years, one line for each."""
    return lambda: _table(found.table, COVERAGE, now, title, notes, "ui.coverage_")
