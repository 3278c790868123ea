"""An exhibit on paper: its sentence, picture, table and notes, for a browser and a text document alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

import words
from analytics.brief import parts
from analytics.brief.parts import Captions
from analytics.drawing.printer import side_by_side
from analytics.exhibits import files
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.exhibits.registry import EXHIBITS, named
from analytics.export.page import Notes, Page, Paragraph, Part, Table

COLUMNS_MAX = 8  # of one table, beside the names
SMALL_MAX = 15  # small pictures on one sheet


def put(exhibit: Exhibit, captions: Captions) -> list[Part]:
    """The parts of a page that an exhibit is; what has nothing to draw says so."""
    lang = captions.lang
    notes = "".join(exhibit.notes).strip()
    return [
        parts.paragraph([exhibit.title], lang),
        *_picture(exhibit, captions),
        *_tables(exhibit, captions),
        *([Paragraph(notes)] if notes else []),
    ]


def _picture(exhibit: Exhibit, captions: Captions) -> list[Part]:
    if exhibit.scene:
        return [*captions.pictures(exhibit.kicker, exhibit.scene, exhibit.title)]
    if exhibit.parts:
        sheets = [exhibit.parts[start : start + SMALL_MAX] for start in range(0, len(exhibit.parts), SMALL_MAX)]
        draws = [partial(side_by_side, some) for some in sheets]
        return [captions.figure(exhibit.kicker, draw, exhibit.title) for draw in draws]
    return [Paragraph(exhibit.empty)] if exhibit.empty else []


def _tables(exhibit: Exhibit, captions: Captions) -> Iterator[Table]:
    """The table, a few columns at a time; a low and wide one stands upright."""
    shown = exhibit.shown
    if shown.empty:
        return
    names = shown.columns[0]
    if len(shown.columns) - 1 > COLUMNS_MAX >= len(shown):
        turned = shown.set_index(names).T
        shown = turned.reset_index(names=str(names))
    cells = shown.map(lambda cell: cell.strip() if isinstance(cell, str) else str(cell))
    for start in range(1, max(len(cells.columns), 2), COLUMNS_MAX):
        some: pd.DataFrame = cells.iloc[:, [0, *range(start, min(start + COLUMNS_MAX, len(cells.columns)))]]
        rows = tuple(tuple(row) for row in some.itertuples(index=False))
        yield Table(captions.say("table", exhibit.kicker), tuple(map(str, some.columns)), rows)


def of_exhibit(name: str, now: Context, option: str = "") -> Page:
    """The page of one exhibit. Raises BadRequest as `Entry.show` does."""
    return page(name, EXHIBITS[name].show(now, option), now)


def page(name: str, exhibit: Exhibit, now: Context) -> Page:
    """The page of an exhibit of that name."""
    entry, lang = EXHIBITS[name], now.lang
    what = "" if entry.measured else entry.placed(now).view.words(lang, named(name, lang))
    source = Notes(words.say("brief.notes", lang), (parts.source(now.snapshot, lang),))
    return Page(
        name=exhibit.file_name,
        kicker=exhibit.kicker,
        title=named(name, lang),
        lines=files.filters(now, what)[-3:],
        parts=(*put(exhibit, Captions(lang)), source),
        lang=lang,
        stamp=parts.stamp(now.snapshot, now.view.made_up, lang),
    )
