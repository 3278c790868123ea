"""全文检索: where the prose says what was asked for, as units × years and as passages to read."""

from __future__ import annotations

from typing import Any

import pandas as pd

import words
from analytics.charts.rows import each
from analytics.exhibits import files, tables
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.export import Table
from analytics.mentions import Mentions, passages
from analytics.scenes.mentions import mentions as drawn
from analytics.spans import span
from analytics.titles import mentions_title
from data import forms

FIELDS = ("jurisdiction", "kind", "area", "year", "state", "places")
PASSAGES = ("jurisdiction", "year", "section", "passage", "title", "source_file", "sha256")


def mentioned(found: Mentions, now: Context, *, id: str = "mentions") -> Exhibit:
    """The panel of how often each unit says it in each year; a cell opens its report."""
    title = mentions_title(found).say(now.lang)
    shown = _table(found.table, now)
    last = {row.jurisdiction: int(row.year) for row in each(found.looked[["jurisdiction", "year"]].iloc[::-1])}
    notes = (now.say("note_mentions", sections=_sections(found, now)),)
    return Exhibit(
        id=id,
        kicker=now.say("kicker_mentions", years=span(found.years, now.lang)),
        title=title,
        shown=shown,
        rows=tuple((name, last.get(name, 0)) for name in shown.iloc[:, 0]),
        scene=(lambda: drawn(found.table, now.lang)) if len(found.table) else None,
        empty=title,
        exported=lambda: _file(found, now, title, notes),
        file_name=files.name(f"{now.say('page_search')}_{found.asked}", found.years, now.lang),
        notes=notes,
        hint=now.say("hint_cell"),
        legend=now.say("legend_mentions"),
    )


def quoted(found: Mentions, now: Context) -> Table:
    """Every passage, one line for each, with the report that it stands in; made only when it is asked for."""
    said = files.told(now, (now.say("note_mentions", sections=_sections(found, now)),), _what(found, now))
    return files.table(_lines(found, now), PASSAGES, now, mentions_title(found).say(now.lang), **said)


def readable(found: Mentions, now: Context) -> Table:
    """Every passage with its unit, year and section alone, for a terminal."""
    return files.table(_lines(found, now), PASSAGES[:4], now, mentions_title(found).say(now.lang))


def _lines(found: Mentions, now: Context) -> pd.DataFrame:
    reports = found.reports.to_dict("records")
    said = passages(now.snapshot, (row["report"] for row in reports), found.question, found.sections)
    lines = [
        {**row, "section": section(one.section, now.lang), "passage": one.text}
        for row in reports
        for one in said[row["report"]]
    ]
    return pd.DataFrame(lines, columns=list(PASSAGES))


def section(number: str, lang: str) -> str:
    """What a section is called: its heading on the form."""
    return forms.TITLES[number] if number in forms.TITLES else words.say("unit.preface", lang)


def _what(found: Mentions, now: Context) -> str:
    return now.say("mentions_what", what=found.asked, sections=_sections(found, now))


def _sections(found: Mentions, now: Context) -> str:
    every = len(found.sections) == len(forms.SECTIONS) + 1
    named = [section(number, now.lang) for number in found.sections]
    return now.say("mentions_everywhere") if every else words.say("titles.and", now.lang).join(named)


def _file(found: Mentions, now: Context, title: str, notes: tuple[str, ...]) -> Table:
    """Units × years, one line for each, with the documents behind them."""
    chart = files.drawn("column", "year", "places", "jurisdiction", now, stacked=True)
    read = files.sources_of(found.table, (), now)
    said = files.told(now, notes, _what(found, now))
    return files.table(found.table, FIELDS, now, title, "ui.mentions_", sources=read, chart=chart, **said)


def _table(table: pd.DataFrame, now: Context) -> pd.DataFrame:
    def cell(row: Any) -> str:
        return str(int(row.places)) if row.state in ("said", "silent") else now.say(f"mentions_{row.state}")

    wide = tables.by_unit(table, [cell(row) for row in each(table)], now.lang)
    return tables.aligned(wide, wide.columns[1:])
