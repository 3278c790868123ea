"""The tables of the national form as they lie on paper: every box with its place, its spans and what stands in it.

As in the blank forms of the notices, each from its declaration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import lcm

from analytics.export import form_table
from analytics.export.form_table import Labels
from data import forms
from data.forms import Block

CAPTION = "C6D9F1"  # the shade of a caption in the blank form


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table, from 0: `kind` is caption, head, label or value; a value has the `code` of its cell."""

    row: int
    column: int
    down: int
    across: int
    text: str
    kind: str
    code: str = ""

    @property
    def from_left(self) -> bool:
        """Whether its text begins at the left: a caption, or a row's label save the narrow one of a group of groups."""
        return self.kind == "caption" or (self.kind == "label" and self.across + self.column > 1)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text as the blank form breaks it: the heads of narrow columns by words of two, 商业 / 企业."""
        if self.kind == "head" and self.across == 1 and len(self.text) in (4, 6):
            return tuple(self.text[at : at + 2] for at in range(0, len(self.text), 2))
        return (self.text,)


@dataclass(frozen=True)
class Laid:
    """A table: how many rows and columns, how many of these are labels and how many rows are head, and its boxes."""

    rows: int
    columns: int
    labels: int
    head: int
    boxes: tuple[Box, ...]


@cache
def lay(section: str, form: str) -> Laid:
    """One table of one form."""
    blocks = forms.blocks(form, section)
    if blocks[0].across:
        return _across(blocks[0])
    wide = lcm(*(len(block.columns) for block in blocks))
    found: list[Box] = []
    top = 0
    for block in blocks:
        boxes = list(_block(block, wide))
        found += (replace(box, row=box.row + top) for box in boxes)
        top += max(box.row + box.down for box in boxes)
    stub = max(len(row.labels) for block in blocks for row in form_table.grid(block).rows)
    head = 0 if any(block.caption for block in blocks) else len(form_table.grid(blocks[0]).head[0])
    return Laid(top, stub + wide, stub, head, tuple(found))


def _block(block: Block, wide: int) -> Iterator[Box]:
    """One block: its caption, its heads beside the corner, its rows."""
    laid = form_table.grid(block)
    stub, each = len(laid.rows[0].labels), wide // len(laid.head)
    top = 0
    if block.caption:
        yield Box(0, 0, 1, stub + wide, block.caption, "caption")
        top = 1
    levels = len(laid.head[0])
    yield Box(top, 0, levels, stub, block.stub or "", "head")
    yield from _heads(laid.head, top, stub, each)
    top += levels
    for level, spans in enumerate(form_table.spans([row.labels for row in laid.rows])):
        for span in spans:
            yield Box(top + span.start, level, span.length, span.depth, span.label, "label")
    for number, row in enumerate(laid.rows):
        for place, code in enumerate(row.codes):
            yield Box(top + number, stub + place * each, 1, each, "", "value", code)


def _across(block: Block) -> Laid:
    """Groups side by side over one row of values: a result that has no group between stretches down."""
    pairs = [(row, column) for row in block.rows for column in block.columns]
    paths = [(*row.path, column.label) for row, column in pairs]
    depth = max(map(len, paths))
    head = [(*path, *[None] * (depth - len(path))) for path in paths]
    values = (Box(depth, n, 1, 1, "", "value", block.code(row, column)) for n, (row, column) in enumerate(pairs))
    return Laid(depth + 1, len(pairs), 0, depth, (*_heads(head, 0, 0, 1), *values))


def _heads(head: Sequence[Labels], top: int, left: int, each: int) -> Iterator[Box]:
    for level, spans in enumerate(form_table.spans(head)):
        for span in spans:
            yield Box(top + level, left + span.start * each, span.depth, span.length * each, span.label, "head")
