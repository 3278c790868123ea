"""Tables whose columns a line of dashes shows, as pandoc writes them: every cell's column is known, blank or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.model import Paragraph
from data.recognise.drawn import MEASURES, by_place, unmarked
from data.recognise.rows import Kind, Row, piece

RULER = re.compile(r"\s*-{3,}(?: +-{3,})+\s*")  # two columns or more
EDGE = re.compile(r"\s*-{3,}\s*")
LONGEST = 400  # lines


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table under a ruler: its lines, and the first place of each column with the one after its last."""

    lines: tuple[Paragraph, ...]
    columns: tuple[tuple[int, int], ...]
    spread: bool  # rows stand apart by blank lines, and each may take several


def table_at(lines: Sequence[Paragraph], at: int) -> tuple[Ruled, int] | None:
    """The table whose first line of dashes is at an index, and where it ends; None if none begins there."""
    return _closed(lines, at) or _open(lines, at)


def _open(lines: Sequence[Paragraph], at: int) -> tuple[Ruled, int] | None:
    """One under a ruler that only a blank line ends; its first heads stand over the ruler."""
    if not RULER.fullmatch(lines[at].text):
        return None
    end = at + 1
    while end < min(len(lines), at + LONGEST) and (text := lines[end].text).strip():
        if RULER.fullmatch(text) or EDGE.fullmatch(text):
            return None
        end += 1
    return _ruled(lines, at, end, at, spread=False) if end > at + 1 else None


def _closed(lines: Sequence[Paragraph], at: int) -> tuple[Ruled, int] | None:
    """One that a line of dashes ends as well."""
    if not (RULER.fullmatch(lines[at].text) or EDGE.fullmatch(lines[at].text)):
        return None
    rulers = [at] if RULER.fullmatch(lines[at].text) else []
    for index in range(at + 1, min(len(lines), at + LONGEST)):
        text = lines[index].text
        if EDGE.fullmatch(text) and rulers:
            return _ruled(lines, at, index, rulers[0], spread=True)
        if RULER.fullmatch(text):
            rulers.append(index)
            if len(rulers) == 2 and text == lines[rulers[0]].text:
                return _ruled(lines, at, index, rulers[0], spread=False)
        if EDGE.fullmatch(text) and not rulers:
            return None
    return None


def _ruled(lines: Sequence[Paragraph], at: int, end: int, ruler: int, spread: bool) -> tuple[Ruled, int] | None:
    """None where a text runs over the edge of a column: then the dashes are no ruler of these lines."""
    starts = [found.start() for found in re.finditer(r"-+", lines[ruler].text)]
    columns = tuple(zip(starts, [*starts[1:], 10**6], strict=True))
    inner = tuple(line for index, line in enumerate(lines[at : end + 1], at) if index not in (at, end, ruler))
    signs = [by_place(line.text, MEASURES[0]) for line in inner]
    if any(start <= len(line) and line[start - 1 : start] not in ([], [" "]) for line in signs for start in starts[1:]):
        return None
    spread = spread and any(not line.text.strip() for line in inner)
    return Ruled(inner, columns, spread), end + 1


def rows(table: Ruled, number: int) -> Iterator[Row]:
    """The rows of the table as those of any grid."""
    for at, row in enumerate(_rows(table), 1):
        cut = (_cut(line, table) for line in row)
        cells = [unmarked("\n".join(filter(None, parts))) for parts in zip(*cut, strict=True)]
        yield Row(
            Kind.GRID,
            tuple(piece(text, replace(row[0].place, row=at, column=x + 1), (x, x)) for x, text in enumerate(cells)),
            number,
        )


def _rows(table: Ruled) -> Iterator[list[Paragraph]]:
    row: list[Paragraph] = []
    for line in table.lines:
        if line.text.strip():
            row.append(line)
        if row and not (table.spread and line.text.strip()):
            yield row
            row = []
    if row:
        yield row


def _cut(line: Paragraph, table: Ruled) -> list[str]:
    """What stands in each column of a line."""
    signs = by_place(line.text, MEASURES[0])
    return ["".join(signs[begin:end]).strip() for begin, end in table.columns]
