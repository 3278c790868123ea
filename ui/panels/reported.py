"""年报报送情况: units × years, what is in the store and whether it adds up."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.coverage import Coverage
from analytics.spans import span
from analytics.titles import coverage_title
from ui.charts.coverage import STATES, coverage
from ui.panel import Panel
from ui.panels import exported, tables
from ui.shell import Shell

SIGNS = {"not_in_store": "×", "not_existing": "–"}


def reported(found: Coverage, now: Shell, *, id: str = "coverage") -> Panel:
    """The panel of the coverage grid; a cell opens its report."""
    table = found.table
    last = {
        row.jurisdiction: int(row.year) for row in each(table.loc[table["report"].notna(), ["jurisdiction", "year"]])
    }
    shown = _table(table, now)
    notes = (now.say("note_coverage"),) if (table["state"] == "findings").any() else ()
    title = coverage_title(found).say(now.lang)
    return Panel(
        id=id,
        kicker=now.say("kicker_coverage", years=span(found.years, now.lang)),
        title=title,
        shown=shown,
        columns=tables.config(shown),
        rows=tuple((name, last.get(name, 0)) for name in shown.iloc[:, 0]),
        draw=lambda look: coverage(table, look, now.lang),
        key=_key(table, now.lang),
        exported=exported.coverage(found, now, title, notes),
        file_name=exported.name(now.say("coverage"), found.years, now.lang),
        notes=notes,
        hint=now.say("hint_cell"),
        foot=exported.foot(now, (now.say("legend_coverage"), *notes)),
    )


def _key(table: pd.DataFrame, lang: str) -> str:
    met = [state for state in STATES if state in set(table["state"])]
    items = (
        f'<span><i class="{state}">{SIGNS.get(state, "")}</i>{escape(words.say(f"ui.coverage_{state}", lang))}</span>'
        for state in met
    )
    return f'<p class="gk-key">{"".join(items)}</p>'


def _table(table: pd.DataFrame, now: Shell) -> pd.DataFrame:
    def cell(row: Any) -> str:
        word = now.say(f"coverage_{row.state}")
        return f"{word} {now.say('places', n=int(row.findings))}" if row.state == "findings" else word

    return tables.by_unit(table, [cell(row) for row in each(table)], now.lang)
