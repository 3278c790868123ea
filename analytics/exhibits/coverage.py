"""年报报送情况: units × years, what is in the store and whether it adds up."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.charts.rows import each
from analytics.coverage import Coverage
from analytics.exhibits import files, tables
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.export import Table
from analytics.scenes import matrix
from analytics.spans import span
from analytics.titles import coverage_title

FIELDS = ("jurisdiction", "kind", "area", "year", "state", "findings", "form2", "form3", "form4")


def reported(found: Coverage, now: Context, *, id: str = "coverage") -> Exhibit:
    """The panel of the coverage grid; a cell opens its report."""
    table = found.table
    last = {
        row.jurisdiction: int(row.year) for row in each(table.loc[table["report"].notna(), ["jurisdiction", "year"]])
    }
    shown = _table(table, now)
    notes = (now.say("note_coverage"),) if (table["state"] == "findings").any() else ()
    title = coverage_title(found).say(now.lang)
    return Exhibit(
        id=id,
        kicker=now.say("kicker_coverage", years=span(found.years, now.lang)),
        title=title,
        shown=shown,
        rows=tuple((name, last.get(name, 0)) for name in shown.iloc[:, 0]),
        scene=lambda: matrix.coverage(table, now.lang),
        exported=lambda: _file(found, now, title, notes),
        file_name=files.name(now.say("coverage"), found.years, now.lang),
        notes=notes,
        hint=now.say("hint_cell"),
        legend=now.say("legend_coverage"),
    )


def _file(found: Coverage, now: Context, title: str, notes: tuple[str, ...]) -> Table:
    """Units × years, one line for each; drawn are the sums that don't close."""
    chart = files.drawn("column", "year", "findings", "jurisdiction", now, stacked=True)
    said = files.told(now, notes, now.say("coverage"))
    read = files.sources_of(found.table, (), now)
    return files.table(found.table, FIELDS, now, title, "ui.coverage_", sources=read, chart=chart, **said)


def _table(table: pd.DataFrame, now: Context) -> pd.DataFrame:
    def cell(row: Any) -> str:
        word = now.say(f"coverage_{row.state}")
        return f"{word} {now.say('places', n=int(row.findings))}" if row.state == "findings" else word

    return tables.by_unit(table, [cell(row) for row in each(table)], now.lang)
