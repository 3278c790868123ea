"""What the page gives away: the report's cells and its findings, each with its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import words
from analytics.exhibits import files
from analytics.export import Column, Table
from analytics.export.form_table import circled, place_words, state_words
from analytics.faults import lines
from analytics.sheet import Sheet, SheetCell
from data import forms
from data.forms import Indicator
from data.numbers import plain
from ui.shell import Shell

# Columns of each file: name → kind; the headers are words/unit.yaml `column_…`.
CELLS = {
    "table": "text",
    "row": "text",
    "column": "text",
    "raw": "text",
    "value": "decimal",
    "unit": "text",
    "state": "text",
    "place": "text",
    "findings": "text",
    "code": "text",
}
FINDINGS = dict.fromkeys(("number", "severity", "text", "cells", "place", "remedy"), "text")
SOURCES = dict.fromkeys(("file", "published", "received", "hash"), "text")


def _columns(kinds: dict[str, Any], lang: str) -> tuple[Column, ...]:
    return tuple(
        Column(words.say(f"unit.column_{name}", lang), kind, verbatim=name == "raw") for name, kind in kinds.items()
    )


def labels(code: str, found: Sheet) -> tuple[str, str, str]:
    """Table, row and column of a cell as its own form prints them; a row of the document's own has its own label."""
    indicator, _, own = code.partition("@")
    if indicator in forms.PROSE:
        told: Indicator = forms.PROSE[indicator]
        return next(s.title for s in forms.SECTIONS if s.number == told.section), told.row, ""
    declared: Indicator = forms.INDICATORS[indicator]
    table = next(table for table in found.tables if table.section == declared.section)
    row, column = declared.labels[table.form]
    return table.title, own or row, column


def in_order(found: Sheet) -> Iterator[SheetCell]:
    """Cells as the form has them, each table's added rows after its own."""
    for table in found.tables:
        declared = [indicator.code for indicator in forms.indicators(table.form, table.section)]
        added = [code for code in found.cells if "@" in code and code.startswith(f"{table.section}.")]
        yield from (found.cells[code] for code in (*declared, *added) if code in found.cells)


def _sources(found: Sheet, lang: str) -> Table:
    versions = (found.report, *found.superseded) if found.report else ()
    rows = [
        (v.source_file, v.published.isoformat() if v.published else "", f"{v.received:%Y-%m-%d %H:%M}", v.sha256)
        for v in versions
    ]
    return Table(words.say("unit.sources", lang), _columns(SOURCES, lang), rows)


def _signs(lang: str) -> str:
    states = words.family("states")
    shown = (
        f"{states[name]['sign'].strip()} {states[name][lang]}" for name in ("doubtful", "blank", "nil", "table_missing")
    )
    return words.say("unit.report_signs", lang, signs=words.say("ui.list_join", lang).join(shown))


def _table(title: str, kinds: dict[str, Any], rows: Iterable[tuple[object, ...]], found: Sheet, now: Shell) -> Table:
    what = words.say("unit.export_what", now.lang, unit=found.path, year=found.year)
    notes = (words.say("unit.report_note", now.lang).strip(), _signs(now.lang).strip())
    sources = _sources(found, now.lang)
    return Table(title, _columns(kinds, now.lang), list(rows), files.filters(now, what), notes, sources)


def cells(found: Sheet, now: Shell) -> Table:
    """One row per cell of the report, in the order of the form."""
    lang = now.lang
    rows = (
        (
            *labels(cell.code, found),
            cell.raw,
            cell.value,
            cell.unit,
            state_words(cell.status, lang) or words.say("states.value", lang),
            place_words(cell.place, lang),
            " ".join(map(circled, cell.findings)),
            cell.code,
        )
        for cell in in_order(found)
    )
    return _table(words.say("unit.report_file", lang, unit=found.name, year=found.year), CELLS, rows, found, now)


def findings(found: Sheet, now: Shell) -> Table:
    """问题单: one row per mistake, with the cells it concerns, where they stand and what to do."""
    lang = now.lang
    rows = (
        (
            line.number,
            words.say(f"unit.severity_{line.severity}", lang),
            line.text,
            "\n".join(line.cells),
            line.place,
            line.remedy,
        )
        for line in lines(found, lang)
    )
    return _table(words.say("unit.findings_file", lang, unit=found.name, year=found.year), FINDINGS, rows, found, now)


def exact(cell: SheetCell, lang: str) -> str:
    """The exact number of a cell with its unit; empty where there is none."""
    if cell.value is None:
        return ""
    return words.say("unit.source_value", lang, value=plain(cell.value), unit=words.say(f"ui.unit_{cell.unit}", lang))
