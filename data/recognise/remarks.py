"""What only the tables' lines together tell; what numbers and prose tell is for `data.checks`."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Finding, Severity
from data.recognise.rows import Kind, Row

LINES_OF_A_TABLE = 40  # a table flattened to one cell a line has more; most of them are 0


def repeats_removed(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """A program took out every line that had stood before, and most numbers with them; `rows` are the tables'."""
    texts = [row.text for row in rows if row.kind is Kind.LOOSE and row.text]
    together = sum(1 for row in rows if row.kind is not Kind.LOOSE and any(piece.value for piece in row.pieces))
    # Where rows keep their numbers beside them, the lines alone are pieces of labels.
    if len(texts) < LINES_OF_A_TABLE or len(set(texts)) < len(texts) or together > len(texts) // 4:
        return ()
    return (Finding("repeats_removed", Severity.WARNING),)
