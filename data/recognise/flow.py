"""Blocks of a document → one flow of rows, whatever the layout.

A grid gives its rows with every cell, empty ones too; flattened text is for `lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from data.model import Cell, Document, Grid, Paragraph
from data.recognise.lines import plain_line, text_rows
from data.recognise.rows import Kind, Row, piece


def flow(document: Document) -> list[Row]:
    """All rows of a document in reading order."""
    rows: list[Row] = []
    number = 0
    for _, blocks in groupby(document.blocks, lambda block: isinstance(block, Grid)):
        lines: list[Paragraph] = []
        for block in blocks:
            number += 1
            if isinstance(block, Grid):
                rows += _grid_rows(block, number)
            else:
                lines.append(block)
        rows += _doubted(text_rows(lines, number), lines)
    return rows


def _doubted(rows: list[Row], lines: Sequence[Paragraph]) -> list[Row]:
    """The rows of these lines; what stands in a line that carries a doubt carries it too."""
    doubts = {(line.place.page, line.place.line): line.doubt for line in lines if line.doubt}
    if not doubts:
        return rows
    return [
        replace(
            row,
            pieces=tuple(replace(one, doubt=doubts.get((one.place.page, one.place.line), "")) for one in row.pieces),
        )
        for row in rows
    ]


def _grid_rows(grid: Grid, number: int) -> Iterator[Row]:
    seen: set[int] = set()
    for cells in grid.rows:
        pieces = []
        for column, cell in enumerate(cells):
            if id(cell) in seen or cell.place.row is None:
                continue
            seen.add(id(cell))
            pieces.append(piece(cell.text, cell.place, (column, column + _width(cells, column, cell) - 1), cell.doubt))
        if len(pieces) == 1 and len(cells) == 1:
            yield from plain_line(Paragraph(pieces[0].raw, pieces[0].place), number)
        elif pieces:
            yield Row(Kind.GRID, tuple(pieces), number)


def _width(cells: Sequence[Cell], column: int, cell: Cell) -> int:
    width = 1
    while column + width < len(cells) and cells[column + width] is cell:
        width += 1
    return width
