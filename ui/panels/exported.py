"""What a panel gives away as a file: the numbers it shows, with filters, notes and sources written in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

import words
from analytics.calendar import day
from analytics.change import Change
from analytics.charts.rows import each
from analytics.coverage import Coverage
from analytics.export import Chart, Column, Table
from analytics.ranking import Ranking
from analytics.remarked import Remarked
from analytics.series import CONTRACT, Series
from analytics.sources import behind, sources
from analytics.spans import span
from data import clock
from ui.panels.notes import definition
from ui.shell import Shell

Build = Callable[[], Table]
# What is in each kind of file beside the `trend` contract; headers are words/ui.yaml `field_…`.
RANKING = [
    "measure",
    "jurisdiction",
    "peers",
    "area",
    "year",
    "value",
    "unit",
    "state",
    "numerator",
    "denominator",
    "rank",
    "tied",
    "of",
    "low",
    "high",
]
CHANGE = ["jurisdiction", "kind", "earlier", "later", "difference", "unit", "percent", "verdict", "expected", "p"]
COVERAGE = ["jurisdiction", "kind", "area", "year", "state", "findings", "form2", "form3", "form4"]
REMARKED = ["jurisdiction", "kind", "area", "rule", "severity", "found", "reports", "year"]
SOURCES = [
    "jurisdiction",
    "year",
    "title",
    "source_file",
    "sha256",
    "row_label",
    "column_label",
    "raw",
    "page",
    "table_no",
    "row_no",
    "column_no",
    "line",
]
_DECIMAL = ["value", "numerator", "denominator", "earlier", "later", "difference", "percent", "expected", "p"]
_INTEGER = [
    "found",
    "reports",
    "year",
    "rank",
    "tied",
    "of",
    "low",
    "high",
    "findings",
    "page",
    "table_no",
    "row_no",
    "column_no",
    "line",
]
KIND: dict[str, Any] = dict.fromkeys(_DECIMAL, "decimal") | dict.fromkeys(_INTEGER, "integer")
STATISTICAL = {"series", "p", "expected", "low", "high"}
UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def name(subject: str, years: Sequence[int], lang: str, kind: str = "") -> str:
    """A file name that says what is in it: 新收申请_排名_2024."""
    parts = [subject, words.say(f"ui.file_{kind}", lang) if kind else "", span(years, lang)]
    return "_".join(part for part in parts if part).translate(UNSAFE)


def filters(now: Shell, what: str = "") -> tuple[str, ...]:
    """What was chosen (the view, if nothing else), from which data, on which day; made-up data says so first."""
    return (
        *([now.say("banner_demo", day=day(now.snapshot, True))] if now.made_up else []),
        now.say("filters", what=what or now.view.words(now.lang)),
        now.say("data_version", store=now.say(f"store_{now.kind}"), snapshot=now.snapshot.id),
        now.say("exported_on", day=clock.today().isoformat()),
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


def _table(
    table: pd.DataFrame, fields: Sequence[str], now: Shell, title: str, states: str = "states.", **more: Any
) -> Table:
    """Those columns of a frame as a table, its states in words."""
    if "state" in table:
        table = table.assign(state=[words.say(f"{states}{state}", now.lang) for state in table["state"]])
    columns = tuple(
        Column(_header(name, now.lang), KIND.get(name, "text"), statistical=name in STATISTICAL) for name in fields
    )
    rows = [[_plain(value) for value in row] for row in each(table[list(fields)])]
    return Table(title, columns, rows, **more)


def sources_of(table: pd.DataFrame, cells: Sequence[str], now: Shell) -> Table:
    """The documents behind the rows of a series, and in them the cells it read."""
    found = sources(now.snapshot, behind(table), cells)
    return _table(found, SOURCES, now, now.say("sources"))


def series(found: Series, now: Shell, title: str, notes: Sequence[str], focus: Sequence[str] = ()) -> Build:
    """The series of a line panel, in the columns of `gongkai trend`."""

    def build() -> Table:
        year, value, unit = (_header(name, now.lang) for name in ("year", "value", "jurisdiction"))
        table = found.table.assign(measure=found.measure.label[now.lang])
        return _table(
            table,
            CONTRACT,
            now,
            title,
            filters=filters(now),
            notes=_stripped([definition(found.measure, now.lang), *notes]),
            sources=sources_of(table, found.measure.cells, now),
            chart=Chart("line", year, value, unit, tuple(focus)),
        )

    return build


def several(found: Sequence[Series], now: Shell, title: str, notes: Sequence[str], what: str) -> Build:
    """Several measures one after another, in the columns of `gongkai trend`."""

    def build() -> Table:
        table = pd.concat([one.table.assign(measure=one.measure.label[now.lang]) for one in found])
        cells = [cell for one in found for cell in one.measure.cells]
        return _table(
            table,
            CONTRACT,
            now,
            title,
            filters=filters(now, what),
            notes=_stripped(notes),
            sources=sources_of(table, cells, now),
        )

    return build


def ranking(found: Ranking, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """One year's ranking, greatest first."""

    def build() -> Table:
        named = found.table["named"]  # other ranks are the order of the lines and nothing more
        table = found.table.assign(
            measure=found.measure.label[now.lang],
            **{name: found.table[name].where(named) for name in ("rank", "tied", "low", "high")},
        )
        return _table(
            table,
            RANKING,
            now,
            title,
            filters=filters(now),
            notes=_stripped([definition(found.measure, now.lang), *notes]),
            sources=sources_of(table, found.measure.cells, now),
            chart=Chart("bar", _header("jurisdiction", now.lang), _header("value", now.lang)),
        )

    return build


def change(found: Change, compared: Series, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """All comparable units in both years, the largest difference first."""

    def build() -> Table:
        said = [now.say(f"verdict_{verdict}") if verdict else "" for verdict in found.table["verdict"]]
        read = compared.table.loc[compared.table["year"].isin([found.base_year, found.year])]
        return _table(
            found.table.assign(verdict=said),
            CHANGE,
            now,
            title,
            filters=filters(now),
            notes=_stripped([definition(found.measure, now.lang), *notes]),
            sources=sources_of(read, found.measure.cells, now),
        )

    return build


def coverage(found: Coverage, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """Units × years, one line for each."""

    def build() -> Table:
        return _table(
            found.table,
            COVERAGE,
            now,
            title,
            "ui.coverage_",
            filters=filters(now, now.say("coverage")),
            notes=_stripped(notes),
            sources=sources_of(found.table, (), now),
        )

    return build


def remarked(found: Remarked, now: Shell, title: str, notes: Sequence[str]) -> Build:
    """One line for each unit and rule."""

    def build() -> Table:
        table = found.table.rename(columns={"findings": "found"}).assign(
            rule=[words.say(f"rules.{rule}", now.lang) for rule in found.table["rule"]],
            severity=[words.say(f"unit.severity_{kind}", now.lang) for kind in found.table["severity"]],
        )
        return _table(table, REMARKED, now, title, filters=filters(now, now.say("remarked")), notes=_stripped(notes))

    return build


def _stripped(notes: Sequence[str]) -> tuple[str, ...]:
    return tuple(note.strip() for note in notes)
