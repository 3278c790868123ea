"""The form's tables with a report's cells in them, ready for any format to print.

Everything comes from the blocks of `data.forms`; nothing of the form is written here again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from data.forms import EXTRA_ROW, Block, Line, blocks
from data.model import Reading, Report, Status

Readings = Mapping[tuple[str, str | None], Reading]  # by indicator and, for an extra row, its label


@dataclass(frozen=True)
class Printed:
    """A cell where it begins, with the rows and columns it spans.

    `code` is the indicator that a cell of values shows; `covered` marks a place that a cell above
    reaches into, where a word processor that flattens a table leaves an empty cell.
    """

    text: str
    rows: int = 1
    columns: int = 1
    code: str | None = None
    covered: bool = False


Row = list[Printed]


def table(report: Report, section: str) -> list[Row]:
    """A section's table as rows, all equally wide; empty if the report has no such table.

    Rows without a cell in the document are left out, and so are blocks without a row.
    """
    present = [r for r in report.readings if r.status is not Status.MISSING and r.indicator.startswith(f"{section}.")]
    readings: Readings = {(r.indicator, r.row_label): r for r in present}
    declared = blocks(report.forms[section], section)
    extra = list(dict.fromkeys(label for _, label in readings if label is not None))
    printed: list[Row] = []
    for block in declared:
        own, extra = _extra_rows(block, readings, extra)
        lines = [*(row for row in block.rows if _stands(block, row, readings)), *own]
        if lines:
            width = max(map(_label_depth, declared)) + max(len(b.columns) for b in declared)
            printed += _across(block, lines, readings) if block.across else _block(block, lines, readings, width)
    return printed


def grid(rows: Sequence[Row]) -> dict[tuple[int, int], Printed]:
    """Where each cell begins, (row, column) from 0, once all spans are laid out."""
    taken: set[tuple[int, int]] = set()
    begins: dict[tuple[int, int], Printed] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if not cell.covered:
                while (number, column) in taken:
                    column += 1
                begins[number, column] = cell
                taken |= {
                    (number + down, column + across) for down in range(cell.rows) for across in range(cell.columns)
                }
            column += cell.columns
    return begins


def _label_depth(block: Block) -> int:
    return 0 if block.across else max(len(row.path) for row in block.rows)


def _stands(block: Block, row: Line, readings: Readings) -> bool:
    return any((block.code(row, column), None) in readings for column in block.columns)


def _extra_rows(block: Block, readings: Readings, labels: list[str]) -> tuple[list[Line], list[str]]:
    """The extra rows that stand in this block, being the first that has their columns, and those that are left."""
    codes = {block.code(EXTRA_ROW, column) for column in block.columns}
    here = [label for label in labels if block.extra_rows and {code for code, own in readings if own == label} <= codes]
    return [Line(EXTRA_ROW.code, (label,)) for label in here], [label for label in labels if label not in here]


def _levels(paths: Sequence[tuple[str, ...]], depth: int) -> list[list[tuple[str, int, int] | None]]:
    """For each path its labels level by level: (text, lines it runs over, levels it runs over), None where
    the label began earlier. A path shorter than `depth` ends in a label that runs over the levels left.
    """
    laid: list[list[tuple[str, int, int] | None]] = [[None] * depth for _ in paths]
    for line, path in enumerate(paths):
        for level, label in enumerate(path):
            same = path[: level + 1]
            if line == 0 or paths[line - 1][: level + 1] != same:
                over = depth - level if level == len(path) - 1 else 1
                laid[line][level] = (label, _run(paths[line:], same), over)
    return laid


def _run(paths: Sequence[tuple[str, ...]], same: tuple[str, ...]) -> int:
    """How many of the paths, from the first on, begin with `same`."""
    return len(list(takewhile(lambda path: path[: len(same)] == same, paths)))


def _value(block: Block, row: Line, column: Line, readings: Readings) -> Printed:
    code = block.code(row, column)
    reading = readings.get((code, row.label if row.code == EXTRA_ROW.code else None))
    return Printed(reading.raw if reading else "", code=code)


def _heads(paths: Sequence[tuple[str, ...]]) -> list[Row]:
    """Column labels, one row a level; a group is one cell over its columns."""
    depth = max(map(len, paths))
    laid = _levels(paths, depth)
    rows: list[Row] = []
    for level in range(depth):
        row: Row = []
        for line, path in enumerate(paths):
            if label := laid[line][level]:
                row.append(Printed(label[0], rows=label[2], columns=label[1]))
            elif level >= len(path):
                row.append(Printed("", covered=True))
        rows.append(row)
    return rows


def _across(block: Block, lines: list[Line], readings: Readings) -> list[Row]:
    """A block whose rows stand side by side over one row of values."""
    pairs = [(row, column) for row in lines for column in block.columns]
    values = [_value(block, *pair, readings) for pair in pairs]
    return [*_heads([row.path + column.path for row, column in pairs]), values]


def _block(block: Block, lines: list[Line], readings: Readings, width: int) -> list[Row]:
    """A block with its caption, column heads, and one row of labels and values a line."""
    depth = _label_depth(block)
    over = (block.over,) if block.over else ()
    heads = _heads([over + column.path for column in block.columns])
    stub = Printed(block.stub or "", rows=len(heads), columns=depth)
    under = Printed("", columns=depth, covered=True)
    rows = [[Printed(block.caption, columns=width)]] if block.caption else []
    rows += [[under if number else stub, *head] for number, head in enumerate(heads)]
    for labels, line in zip(_levels([line.path for line in lines], depth), lines, strict=True):
        values = [_value(block, line, column, readings) for column in block.columns]
        rows.append([*_labels(labels[: len(line.path)]), *values])
    return [_widened(row, width) for row in rows]


def _labels(labels: Sequence[tuple[str, int, int] | None]) -> Iterator[Printed]:
    for label in labels:
        yield Printed(label[0], rows=label[1], columns=label[2]) if label else Printed("", covered=True)


def _widened(row: Row, width: int) -> Row:
    """The last cell of a short row reaches to the table's edge."""
    short = width - sum(cell.columns for cell in row)
    last = row[-1]
    return [*row[:-1], Printed(last.text, last.rows, last.columns + short, last.code, last.covered)] if short else row
