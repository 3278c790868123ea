"""Who stands where in one year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import exact
from analytics.ranking import Ranking
from analytics.series import Series
from analytics.titles import rank_words, ranking_title
from ui.charts.bars import bars
from ui.panel import Panel
from ui.panels import exported, tables
from ui.panels.cells import cell_of
from ui.panels.notes import about, kicker
from ui.shell import Shell


def ranked(
    found: Ranking, series: Series, now: Shell, *, focus: Sequence[str] = (), id: str = "rank", remark: str = ""
) -> Panel:
    """The panel of one year's ranking, largest first; units of another class stand in the table only.

    `remark` heads the notes.
    """
    measure, scale = found.measure, scale_of(series, now.lang)
    main = found.main
    same = ["peers", "area"]  # a chosen unit of another class or county is drawn too, without a rank beside these
    own = (found.table[same] == main[same].iloc[0]).all(axis=1) if len(main) else found.table["peers"].notna()
    drawn = found.table.loc[own | found.table["jurisdiction"].isin(focus)]
    others = len(found.table) - len(drawn)
    notes = (
        *([remark] if remark else []),
        *([now.say("note_rank")] if (drawn.loc[drawn["number"] != 0, "tied"].fillna(1) > 1).any() else []),
        *([now.say("note_other_classes", n=others)] if others else []),
    )
    shown, title = _table(found, now, scale), ranking_title(found).say(now.lang)
    return Panel(
        id=id,
        kicker=kicker(measure, [found.year], scale, now.lang),
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        columns=tables.config(shown),
        cell=cell_of(series),
        rows=tuple((row.jurisdiction, found.year if pd.notna(row.report) else 0) for row in each(found.table)),
        draw=lambda look: bars(drawn, scale, look, now.lang, focus=focus, year=found.year),
        exported=exported.ranking(found, now, title, notes),
        file_name=exported.name(measure.label[now.lang], [found.year], now.lang, "rank"),
        notes=notes,
        foot=exported.foot(now, notes),
    )


def _table(found: Ranking, now: Shell, scale: Scale) -> pd.DataFrame:
    rows = [
        {
            now.say("column_unit"): row.jurisdiction,
            now.say("column_class"): words.family("titles").get(f"class_{row.peers}", {}).get(now.lang, row.peers),
            now.say("column_value"): exact(row, scale, now.lang),
            now.say("column_rank"): said.say(now.lang) if (said := rank_words(found, row.jurisdiction)) else "",
        }
        for row in each(found.table)
    ]
    return tables.aligned(pd.DataFrame(rows), [now.say("column_value")])
