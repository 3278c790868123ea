"""Who stands where in one year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import exact
from analytics.exhibits import files, tables
from analytics.exhibits.cells import cell_of
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.exhibits.notes import about, kicker
from analytics.export import Table
from analytics.ranking import Ranking
from analytics.scenes.bars import bars
from analytics.series import Series
from analytics.titles import rank_words, ranking_title

FIELDS = (
    *("measure", "jurisdiction", "peers", "area", "year", "value", "unit", "state", "numerator", "denominator"),
    *("rank", "tied", "of", "low", "high"),
)


def ranked(
    found: Ranking, series: Series, now: Context, *, focus: Sequence[str] = (), id: str = "rank", remark: str = ""
) -> Exhibit:
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
    return Exhibit(
        id=id,
        kicker=kicker(measure, [found.year], scale, now.lang),
        title=title,
        help=about(measure, now.lang),
        shown=shown,
        cell=cell_of(series),
        rows=tuple((row.jurisdiction, found.year if pd.notna(row.report) else 0) for row in each(found.table)),
        scene=lambda: bars(drawn, scale, now.lang, focus=focus, year=found.year),
        exported=lambda: _file(found, now, title, notes),
        file_name=files.name(measure.label[now.lang], [found.year], now.lang, "rank"),
        notes=notes,
    )


def _file(found: Ranking, now: Context, title: str, notes: Sequence[str]) -> Table:
    """One year's ranking, greatest first; ranks that are the order of the lines and nothing more are left out."""
    own = {name: found.table[name].where(found.table["named"]) for name in ("rank", "tied", "low", "high")}
    every = found.table.assign(measure=found.measure.label[now.lang], **own)
    read = files.sources_of(every, found.measure.cells, now)
    chart = files.drawn("bar", "jurisdiction", "value", "", now)
    said = files.told(now, notes, measure=found.measure)
    return files.table(every, FIELDS, now, title, sources=read, chart=chart, **said)


def _table(found: Ranking, now: Context, scale: Scale) -> pd.DataFrame:
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
