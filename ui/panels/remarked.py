"""问题汇总: what must be checked, unit by unit and rule by rule."""

from __future__ import annotations

import pandas as pd

import words
from analytics.remarked import Remarked
from analytics.spans import span
from analytics.titles import remarked_title
from ui.charts.remarked import remarked as draw
from ui.panel import Panel
from ui.panels import exported, tables
from ui.shell import Shell

UNITS, RULES = 300, 12  # drawn; further rules stand together in a last column, further units are in the table


def remarked(found: Remarked, now: Shell, *, id: str = "remarked") -> Panel:
    """The panel of the findings, those of most reports first; a cell opens its latest report."""
    units, rules = found.units, found.rules
    shown, title = _table(found, now), remarked_title(found).say(now.lang)
    last = found.table.groupby("jurisdiction")["year"].max()
    more = len(units) > UNITS
    notes = (now.say("note_remarked"), *([now.say("note_remarked_more")] if more else []))
    return Panel(
        id=id,
        kicker=now.say("kicker_remarked", years=span(found.years, now.lang)),
        title=title,
        shown=shown,
        columns=tables.config(shown),
        rows=tuple((name, int(last[name])) for name in units),
        draw=lambda look: draw(found.table, units[:UNITS], rules[:RULES], look, now.lang),
        exported=exported.remarked(found, now, title, notes),
        file_name=exported.name(now.say("remarked"), found.years, now.lang),
        notes=notes,
        foot=exported.foot(now, notes),
    )


def _table(found: Remarked, now: Shell) -> pd.DataFrame:
    """A row for each unit, a column for each rule, and all of them together first."""
    wide = found.table.pivot(index="jurisdiction", columns="rule", values="findings")
    wide = wide.reindex(index=found.units, columns=found.rules)
    whole = wide.sum(axis=1).astype(int).astype(str)
    cells = wide.map(lambda number: "" if pd.isna(number) else str(int(number)))
    cells.columns = pd.Index([words.say(f"rules.{rule}", now.lang) for rule in found.rules])
    cells.insert(0, now.say("column_findings"), whole)
    cells = cells.reset_index(names=now.say("column_unit"))
    return tables.aligned(cells, list(cells.columns[1:]))
