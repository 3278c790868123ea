"""The whole store as tables: cells (a fixed contract), findings, facts of the prose, reports. Live reports only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import words
from analytics.export.table import Column, Table
from data.store import Snapshot

_ROWS_AT_ONCE = 20_000
# The fixed contract of `export cells`.
CELLS = (
    Column("source_file"),
    Column("jurisdiction"),
    Column("year", "integer"),
    Column("form"),
    Column("section"),
    Column("row"),
    Column("column"),
    Column("raw", verbatim=True),
    Column("value", "decimal"),
    Column("unit"),
    Column("status"),
)


def _rows(snapshot: Snapshot, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows in Python's own types: decimals stay exact."""
    cursor = snapshot.cursor()
    cursor.execute((Path(__file__).parent / f"{query}.sql").read_text(encoding="utf-8"))
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def cells(snapshot: Snapshot, lang: str) -> Table:
    """One row per report and cell of its forms. `raw` is the text as it stands in the document."""
    return Table("cells", CELLS, _rows(snapshot, "cells"))


def findings(snapshot: Snapshot, lang: str) -> Table:
    """One row per finding, told in `lang`; `cells` are codes of indicators, joined by ;.

    `state` is open, settled (by a correction or confirmation) or waived.
    """
    columns = (
        Column("source_file"),
        Column("jurisdiction"),
        Column("year", "integer"),
        Column("severity"),
        Column("rule"),
        Column("text"),
        Column("cells"),
        *(Column(name, "integer") for name in ("page", "table", "row", "column", "line")),
        Column("state"),
    )
    rows = (
        (file, place, year, severity, rule, words.say(f"findings.{rule}", lang, **evidence), *where)
        for file, place, year, severity, rule, evidence, *where in _rows(snapshot, "findings")
    )
    return Table("findings", columns, rows)


def facts(snapshot: Snapshot, lang: str) -> Table:
    """One row per number, “none” and year that the prose states, as it states it: text to search, never a measure.

    `number` is as written, `low` and `high` bound it; `cells` are the codes of those that it was compared with.
    """
    columns = (
        Column("source_file"),
        Column("jurisdiction"),
        Column("year", "integer"),
        Column("section"),
        Column("sentence", verbatim=True),
        Column("kind"),
        Column("who"),
        Column("of_year", "integer"),
        Column("what"),
        *(Column(name, "decimal") for name in ("number", "low", "high")),
        Column("unit"),
        Column("measure"),
        Column("cells"),
    )
    return Table("facts", columns, _rows(snapshot, "facts"))


def reports(snapshot: Snapshot, lang: str) -> Table:
    """One row per report; `received` is UTC, `supersedes` the file that this one took the place of."""
    columns = (
        Column("source_file"),
        Column("jurisdiction"),
        Column("parents"),
        Column("class"),
        Column("year", "integer"),
        Column("title"),
        Column("published"),
        Column("received"),
        Column("form2"),
        Column("form3"),
        Column("form4"),
        *(Column(name, "integer") for name in ("reported", "nil", "blank", "doubtful", "missing", "findings")),
        Column("supersedes"),
        Column("sha256"),
        Column("parser_version"),
        Column("made_up", "flag"),
    )
    return Table("reports", columns, _rows(snapshot, "reports"))


def corrections(snapshot: Snapshot, lang: str) -> Table:
    """One row per correction and confirmation of a cell, with who, when, why, and whether it holds now.

    `old` is what was read, as printed where that is no number; `kind` is correct or confirm.
    """
    columns = (
        Column("jurisdiction"),
        Column("year", "integer"),
        Column("section"),
        Column("row"),
        Column("column"),
        Column("cell"),
        Column("kind"),
        Column("old", verbatim=True),
        Column("new"),
        Column("reason"),
        Column("by"),
        Column("at"),
        Column("in_force", "flag"),
    )
    return Table("corrections", columns, _rows(snapshot, "corrections"))


DATASET: dict[str, Callable[[Snapshot, str], Table]] = {
    "cells": cells,
    "findings": findings,
    "facts": facts,
    "reports": reports,
    "corrections": corrections,
}
