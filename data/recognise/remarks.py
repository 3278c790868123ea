"""What only the tables' lines together tell; what numbers and prose tell is for `data.checks`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data import forms
from data.model import Finding, Reading, Status
from data.recognise.rows import Kind, Row

LINES_OF_A_TABLE = 40  # a table flattened to one cell a line has more; most of them are 0


def all_blank(readings: Iterable[Reading]) -> Iterator[Finding]:
    """A form that nobody filled in, or whose numbers could not be seen."""
    cells = [reading for reading in readings if reading.indicator not in forms.PROSE]
    if cells and all(reading.status is Status.BLANK for reading in cells):
        codes = tuple(reading.indicator for reading in cells)
        yield Finding("blank_form", codes, {"count": str(len(codes))})


def repeats_removed(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """A program took out every line that had stood before, and most numbers with them; `rows` are the tables'."""
    texts = [row.text for row in rows if row.kind is Kind.LOOSE and row.text]
    together = sum(1 for row in rows if row.kind is not Kind.LOOSE and any(piece.value for piece in row.pieces))
    # Where rows keep their numbers beside them, the lines alone are pieces of labels.
    if len(texts) < LINES_OF_A_TABLE or len(set(texts)) < len(texts) or together > len(texts) // 4:
        return ()
    return (Finding("repeats_removed"),)


def figures_too_long(readings: Iterable[Reading]) -> Iterator[Finding]:
    """Figures of the prose with more digits than a number of reports can have."""
    for reading in readings:
        if reading.indicator in forms.PROSE and reading.value is None:
            evidence = {"cells": forms.PROSE[reading.indicator].row, "raw": reading.raw}
            yield Finding("number_too_long", (reading.indicator,), evidence, reading.place)
