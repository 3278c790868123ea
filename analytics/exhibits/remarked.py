"""问题汇总: what must be checked, unit by unit and rule by rule."""

from __future__ import annotations

import pandas as pd

import words
from analytics.exhibits import files, tables
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.export import Table
from analytics.remarked import Remarked
from analytics.scenes import matrix
from analytics.spans import span
from analytics.titles import remarked_title

FIELDS = ("jurisdiction", "kind", "area", "rule", "severity", "found", "reports", "year")
UNITS, RULES = 300, 12  # drawn; further rules stand together in a last column, further units are in the table


def remarked(found: Remarked, now: Context, *, id: str = "remarked") -> Exhibit:
    """The panel of the findings, those of most reports first; a cell opens its latest report."""
    units, rules = found.units, found.rules
    shown, title = _table(found, now), remarked_title(found).say(now.lang)
    last = found.table.groupby("jurisdiction")["year"].max()
    more = len(units) > UNITS
    notes = (now.say("note_remarked"), *([now.say("note_remarked_more")] if more else []))
    return Exhibit(
        id=id,
        kicker=now.say("kicker_remarked", years=span(found.years, now.lang)),
        title=title,
        shown=shown,
        rows=tuple((name, int(last[name])) for name in units),
        scene=lambda: matrix.remarked(found.table, units[:UNITS], rules[:RULES], now.lang),
        exported=lambda: _file(found, now, title, notes),
        file_name=files.name(now.say("remarked"), found.years, now.lang),
        notes=notes,
        hint=now.say("hint_latest"),
    )


def _file(found: Remarked, now: Context, title: str, notes: tuple[str, ...]) -> Table:
    """One line for each unit and rule."""
    every = found.table.rename(columns={"findings": "found"}).assign(
        rule=[words.say(f"rules.{rule}", now.lang) for rule in found.table["rule"]],
        severity=[words.say(f"unit.severity_{kind}", now.lang) for kind in found.table["severity"]],
    )
    chart = files.drawn("bar", "jurisdiction", "found", "", now)
    return files.table(every, FIELDS, now, title, chart=chart, **files.told(now, notes, now.say("remarked")))


def _table(found: Remarked, now: Context) -> pd.DataFrame:
    """A row for each unit, a column for each rule, and all of them together first."""
    wide = found.table.pivot(index="jurisdiction", columns="rule", values="findings")
    wide = wide.reindex(index=found.units, columns=found.rules)
    whole = wide.sum(axis=1).astype(int).astype(str)
    cells = wide.map(lambda number: "" if pd.isna(number) else str(int(number)))
    cells.columns = pd.Index([words.say(f"rules.{rule}", now.lang) for rule in found.rules])
    cells.insert(0, now.say("column_findings"), whole)
    cells = cells.reset_index(names=now.say("column_unit"))
    return tables.aligned(cells, list(cells.columns[1:]))
