"""Decisions on a county's sums as lines of the journal, and those lines done again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import duckdb

from data.review import Keeping, OwnFigure, county
from data.store.journal import Entry

OWN, KEEP = "own", "keep"
KINDS = (OWN, KEEP)


def decide(connection: duckdb.DuckDBPyConnection, wish: OwnFigure | Keeping, at: datetime) -> Entry:
    """Do what is wanted; its line of the journal. Raises BadRequest where it can't be."""
    moment = at.isoformat(timespec="microseconds")
    if isinstance(wish, OwnFigure):
        one, before = county.checked_own(connection, wish)
        county.enter(connection, one, at)
        made = Entry(moment, one.by, OWN, one.cell, before, one.value, one.reason, detail={"form": one.form})
        return replace(made, jurisdiction=one.body, year=one.year)
    kept = county.checked_keeping(connection, wish)
    county.keep(connection, kept, at)
    detail: dict[str, Any] = {"form": kept.form, "snapshot": kept.snapshot, "content": dict(kept.content)}
    made = Entry(moment, kept.by, KEEP, kept.name, new=kept.snapshot, detail=detail)
    return replace(made, jurisdiction=kept.body, year=kept.year)


def again(connection: duckdb.DuckDBPyConnection, entry: Entry, at: datetime) -> None:
    """Do it once more, as the journal has it."""
    body, year, form = entry.jurisdiction, entry.year or 0, str(entry.detail["form"])
    if entry.kind == OWN:
        county.enter(connection, OwnFigure(body, year, form, entry.subject, entry.new, entry.by, entry.reason), at)
        return
    snapshot, content = str(entry.detail["snapshot"]), entry.detail["content"]
    county.keep(connection, Keeping(entry.subject, body, year, form, snapshot, entry.by, content), at)
