"""What is wrong with one report, each mistake once: the lines of the list that goes back to who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import words
from analytics.export.form_table import circled, place_words
from analytics.sheet import Remark, Sheet
from data import forms
from data.model import Severity


@dataclass(frozen=True)
class Line:
    """One fault: its number on the page, how grave, what, which cells, where, and what to do."""

    number: str
    severity: Severity
    text: str
    cells: tuple[str, ...]
    place: str
    remedy: str


def lines(found: Sheet, lang: str) -> Iterator[Line]:
    """What is wrong with a report, in the order of the form, each mistake once."""
    for remark in found.findings:
        yield Line(
            circled(remark.number),
            remark.severity,
            remark.say(lang).strip(),
            tuple(cell(code, found, lang) for code in remark.cells),
            _where(remark, found, lang),
            remark.remedy(lang),
        )


def cell(code: str, found: Sheet, lang: str) -> str:
    """A cell by the labels of its row and column on the report's own form; of one that only an earlier document of
    another form had, on that.
    """
    indicator, _, own = code.partition("@")
    if indicator in forms.PROSE:
        return forms.PROSE[indicator].row
    declared = forms.INDICATORS[indicator]
    form = next(table.form for table in found.tables if table.section == declared.section)
    row, column = declared.labels.get(form) or next(iter(declared.labels.values()))
    return words.say("causes.cell", lang, row=own or row, column=column)


def _where(remark: Remark, found: Sheet, lang: str) -> str:
    """Places in the document of the cell to be changed, else of all cells, else of the finding; else its section."""
    changed = remark.cells[:1] if remark.sums or remark.asked else remark.cells
    said = (place_words(found.cells[code].place, lang) for code in changed if code in found.cells)
    listed = words.say("ui.list_join", lang).join(dict.fromkeys(filter(None, said)))
    return listed or place_words(remark.place, lang) or remark.evidence.get("section", "")
