"""What only prose and table together tell; what the numbers tell alone is for `data.checks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from data import forms
from data.model import Finding, Report, Severity, Status
from data.numbers import plain
from data.recognise import prose
from data.recognise.rows import Kind, Row

LINES_OF_A_TABLE = 40  # a table flattened to one cell a line has more; most of them are 0


def remarks(report: Report) -> tuple[Finding, ...]:
    """Findings that need the whole report."""
    return (*_all_blank(report), *_prose_against_table(report), *_read_from_prose(report))


def _all_blank(report: Report) -> Iterator[Finding]:
    """A form that nobody filled in, or whose numbers could not be seen."""
    cells = [reading for reading in report.readings if reading.indicator not in forms.PROSE]
    if cells and all(reading.status is Status.BLANK for reading in cells):
        codes = tuple(reading.indicator for reading in cells)
        yield Finding("blank_form", Severity.WARNING, codes, {"count": str(len(codes))})


def repeats_removed(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """A program took out every line that had stood before, and most numbers with them; `rows` are the tables'."""
    texts = [row.text for row in rows if row.kind is Kind.LOOSE and row.text]
    together = sum(1 for row in rows if row.kind is not Kind.LOOSE and any(piece.value for piece in row.pieces))
    # Where rows keep their numbers beside them, the lines alone are pieces of labels.
    if len(texts) < LINES_OF_A_TABLE or len(set(texts)) < len(texts) or together > len(texts) // 4:
        return ()
    return (Finding("repeats_removed", Severity.WARNING),)


def _prose_against_table(report: Report) -> Iterator[Finding]:
    values = {
        reading.indicator: reading.value
        for reading in report.readings
        if reading.value is not None and reading.status is Status.REPORTED
    }
    said, table = prose.applications(report.narrative), values.get("3.new.total")
    if said and table is not None and said.value not in (table, table + values.get("3.carried_in.total", Decimal(0))):
        evidence = {"prose": plain(said.value), "table": plain(table), "sentence": said.sentence}
        yield Finding("prose_disagrees", Severity.WARNING, ("3.new.total",), evidence)


def _read_from_prose(report: Report) -> Iterator[Finding]:
    for reading in report.readings:
        if reading.indicator in forms.PROSE and reading.value is not None:
            evidence = {
                "label": forms.PROSE[reading.indicator].row,
                "value": plain(reading.value),
                "sentence": reading.raw,
            }
            yield Finding("from_prose", Severity.INFO, (reading.indicator,), evidence, reading.place)
