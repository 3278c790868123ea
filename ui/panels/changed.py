"""Which units changed beyond chance between two years; everything else is one tab away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

import words
from analytics.change import Change
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import grouped, signed
from analytics.series import Series
from analytics.titles import change_title, without_largest
from ui.charts.dots import ROWS_MAX, dots
from ui.panel import Panel
from ui.panels import exported, tables
from ui.panels.cells import cell_of
from ui.panels.notes import about, kicker
from ui.shell import Shell


def changed(found: Change, series: Series, now: Shell, *, id: str = "change") -> Panel:
    """The panel of a change: the notable units as dots, all units in the table."""
    measure, scale = found.measure, scale_of(series, now.lang)
    drawn = found.drawn(found.notable) if found.speaks else found.drawn()
    drawn = drawn.loc[drawn["difference"] != 0].head(ROWS_MAX)
    shown, title = _table(found, scale, now), change_title(found).say(now.lang)
    notes = tuple(_notes(found, len(drawn), now))
    return Panel(
        id=id,
        kicker=f"{kicker(measure, [], scale, now.lang)}{found.base_year} → {found.year}",
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        columns=tables.config(shown),
        cell=cell_of(series),
        rows=tuple((name, found.year) for name in found.table["jurisdiction"]),
        draw=(lambda look: dots(drawn, scale, look, year=found.year)) if len(drawn) else None,
        empty=_nothing(found, now),
        exported=exported.change(found, series, now, title, notes),
        file_name=exported.name(measure.label[now.lang], [found.base_year, found.year], now.lang, "change"),
        notes=notes,
        foot=exported.foot(now, notes),
    )


def _nothing(found: Change, now: Shell) -> str:
    """Why no dot is drawn."""
    if found.table.empty:
        return ""
    moved = any(difference for difference in found.table["difference"])
    return now.say("change_nothing" if moved else "change_same")


def _notes(found: Change, drawn: int, now: Shell) -> list[str]:
    said = [now.say("note_dots", base=found.base_year, year=found.year)] if drawn else []
    if found.speaks and drawn:
        said.append(now.say("note_chance"))
    elif drawn:
        said.append(now.say("note_untested", n=drawn))
    if without := without_largest(found):
        said.append(without.say(now.lang) + now.say("stop"))
    if len(found.left_out):
        said.append(now.say("note_left_out", n=len(found.left_out)))
    return said


def _table(found: Change, scale: Scale, now: Shell) -> pd.DataFrame:
    verdict = {True: now.say("verdict_notable"), False: now.say("verdict_none")}
    rows = [
        {
            now.say("column_unit"): row.jurisdiction,
            str(found.base_year): _end(row, "earlier", scale, now.lang),
            str(found.year): _end(row, "later", scale, now.lang),
            now.say("column_difference"): _difference(row.difference, scale),
            now.say("column_percent"): "" if pd.isna(row.percent) else signed(round(row.percent, 1), "%"),
            now.say("column_verdict"): verdict[bool(row.notable)] if found.speaks else "",
        }
        for row in each(found.table)
    ]
    table = pd.DataFrame(rows)
    return tables.aligned(table, list(table.columns[1:5])) if rows else table


def _end(row: Any, when: str, scale: Scale, lang: str) -> str:
    """One of the two numbers; of a rate the fraction too."""
    number = getattr(row, when)
    if not scale.suffix:
        return grouped(number)
    fraction = "/".join(str(getattr(row, f"{when}_{part}")) for part in ("numerator", "denominator"))
    return words.say("titles.share", lang, percent=scale.text(number), fraction=fraction)


def _difference(number: Decimal | None, scale: Scale) -> str:
    if number is None:
        return ""
    return scale.change(number) if scale.suffix else signed(number)
