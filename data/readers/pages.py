"""Pages with characters and rulings → blocks: ruled tables as grids, other text as lines; silent pages are told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from data.model import Document, Finding, Grid, Paragraph, Place
from data.readers import halved
from data.readers.grids import Spanned, as_grid
from data.readers.ink import Ink
from data.readers.looks import PICTURE, PLAIN, Piece, Seen, seen
from data.readers.page import Page, Thing
from data.readers.painted import Box
from data.readers.strays import beside_two, strays
from data.readers.unruled import LEAST_COLUMNS, LEAST_ROWS, Line, Word
from data.readers.unruled import lines as lines_of

SNAP = 3.0  # points within which two rulings are one
SAME_LINE = 3.0  # points
OVER = 0.3  # of a line's height: so far above and below it may its ink reach
BESIDE = 16.0  # points: so far beyond the numbers of an unruled table another one or two digits may stand
BEHIND, CUT_OFF, INK = "text_under_scan", "cut_off", "ink_differs"
# What a cell for a value may hold: what else is in a table are labels, of many strokes each.
_VALUE = re.compile(r"[\s\d.,+/—－-]*(?:万?元|件|项)?\s*")


def document(name: str, sha256: str, pages: Iterable[Page]) -> Document:
    """The document on these pages."""
    blocks: list[Paragraph | Grid] = []
    silent: list[int] = []
    for page in pages:
        blocks += _blocks(page)
        if not page.chars:
            silent.append(page.page_number)
    findings = [Finding("no_text_layer", (), {"pages": "、".join(map(str, silent))})] if silent else []
    return Document(name, sha256, tuple(halved.doubted(blocks)), tuple(findings))


def _blocks(page: Page) -> list[Paragraph | Grid]:
    """Lines and tables of a page from top to bottom."""
    tables = _tables(page)
    found: list[tuple[float, Paragraph | Grid]] = []
    boxes = [table.bbox for table in tables]  # the library works each out anew when asked
    found += [(box[1], grid) for box, grid in zip(boxes, _grids(page, tables), strict=True) if grid]
    outside = [char for char in page.chars if not any(_inside(char, box) for box in boxes)]
    found += _lines(page, outside)
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def _lines(page: Page, outside: Sequence[Thing]) -> list[tuple[float, Paragraph]]:
    """The lines of the characters outside tables, each with where it begins."""
    words = [(_word(word), word["chars"]) for word in _words(outside)]
    lines = lines_of([word for word, _ in words])
    doubts = [next((word.doubt for word in line.words if word.doubt), BEHIND if page.behind else "") for line in lines]
    chars = {id(word): own for word, own in words}
    asked = [index for index in _of_tables(lines) if not doubts[index]]
    for index in _differing(page, list(_bands([lines[index] for index in asked], chars))):
        doubts[asked[index]] = INK
    return [
        (line.top, Paragraph(line.text, Place(page=page.page_number, line=number), doubt))
        for number, (line, doubt) in enumerate(zip(lines, doubts, strict=True), 1)
    ]


def _of_tables(lines: Sequence[Line]) -> list[int]:
    """The lines with numbers of tables without rulings, by their index: from the first full row to the last."""
    full = [index for index, line in enumerate(lines) if len(line.numbers) >= LEAST_COLUMNS]
    if len(full) < LEAST_ROWS:
        return []
    return [index for index in range(full[0], full[-1] + 1) if lines[index].numbers]


def _bands(lines: Sequence[Line], chars: Mapping[int, list[Thing]]) -> Iterator[tuple[Box, list[Thing]]]:
    """Of each line the place of its numbers, as wide as those of all of them, and their characters."""
    left = min((line.numbers[0].left for line in lines), default=0.0) - BESIDE
    right = max((line.numbers[-1].right for line in lines), default=0.0) + BESIDE
    for line in lines:
        own = [char for word in line.numbers for char in chars[id(word)]]
        top, bottom = min(char["top"] for char in own), max(char["bottom"] for char in own)
        yield (left, top - OVER * (bottom - top), right, bottom + OVER * (bottom - top)), own


def _words(chars: Sequence[Thing]) -> list[Thing]:
    return extract_words(list(chars), return_chars=True) if chars else []


def _word(word: Thing) -> Word:
    read_as = seen((char["text"], char["look"]) for char in word["chars"])
    return Word(read_as.text, word["x0"], word["x1"], word["top"], read_as.doubt)


def _tables(page: Page) -> list[Table]:
    """The ruled tables. Boxes around paragraphs are none: they have one column."""
    return [table for table in page.find_tables() if len({round(cell[0]) for cell in table.cells}) > 1]


def _inside(char: Thing, box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(x0 <= x < x1 and top <= y < bottom)


def _grids(page: Page, tables: Sequence[Table]) -> Iterator[Grid | None]:
    """The tables with what is read in their cells."""
    within = [_by_cell(page, table.cells) for table in tables]
    read = [
        [_seen(page, cell, chars) for cell, chars in zip(table.cells, own, strict=True)]
        for table, own in zip(tables, within, strict=True)
    ]
    for number, (table, found) in enumerate(zip(tables, _doubted(page, tables, within, read), strict=True), 1):
        for index in {*strays(page, table.cells), *beside_two(table.cells, found)}:
            found[index] = replace(found[index], doubt=found[index].doubt or INK)
        yield _laid(table, page, number, found)


def _seen(page: Page, cell: Box, within: Sequence[Thing]) -> Seen:
    """What is read in a cell, with its doubt."""
    read_as = _text(within)
    doubt = read_as.doubt or (BEHIND if page.behind else CUT_OFF if page.cuts_off(cell) else "")
    if not read_as.text and not doubt and page.holds_picture(cell):
        doubt = PICTURE
    return Seen(read_as.text, doubt)


def _doubted(
    page: Page, tables: Sequence[Table], within: Sequence[Sequence[list[Thing]]], read: list[list[Seen]]
) -> list[list[Seen]]:
    """What was read, doubted where the cells for values show other ink."""
    asked = [
        (number, index)
        for number, own in enumerate(read)
        for index, one in enumerate(own)
        if not one.doubt and _VALUE.fullmatch(one.text)
    ]
    cells = [(tables[number].cells[index], within[number][index]) for number, index in asked]
    for number, index in (asked[found] for found in _differing(page, cells)):
        read[number][index] = replace(read[number][index], doubt=INK)
    return read


def _differing(page: Page, cells: Sequence[tuple[Box, list[Thing]]]) -> list[int]:
    """Those of some cells, each with its characters, that show other ink, by their index."""
    if page.render is None or not cells:
        return []
    boxes = np.array([box for box, _ in cells])
    least, most = boxes.min(axis=0).tolist(), boxes.max(axis=0).tolist()
    around = (least[0], least[1], most[2], most[3])
    shown = page.render(around)
    if shown is None:
        return []
    ink = Ink(shown, page.chars_in(around), page.strokes)
    return [index for index, (box, within) in enumerate(cells) if ink.differs(box, within)]


def _laid(table: Table, page: Page, number: int, read: Sequence[Seen]) -> Grid | None:
    """The grid of a table with spans told from which rulings a cell runs over; `read` goes with its cells."""
    columns, lines = (
        _edges([cell[axis] for cell in table.cells] + [cell[axis + 2] for cell in table.cells]) for axis in (0, 1)
    )
    rows: list[list[tuple[int, Spanned]]] = [[] for _ in lines[:-1]]
    for cell, one in zip(table.cells, read, strict=True):
        left, top, right, bottom = (
            _nearest(edges, value) for edges, value in zip((columns, lines) * 2, cell, strict=True)
        )
        if top < len(rows) and right > left:
            rows[top].append((left, Spanned(one.text, max(bottom - top, 1), right - left, one.doubt)))
    ordered = [[cell for _, cell in sorted(row, key=lambda pair: pair[0])] for row in rows]
    return as_grid(ordered, number, page.page_number)


def cells(page: Page) -> Iterator[tuple[Place, Box]]:
    """Where each cell of the ruled tables on a page is, by its place in the document."""
    for number, table in enumerate(_tables(page), 1):
        grid = _laid(table, page, number, [Seen(str(index)) for index in range(len(table.cells))])
        for cell in {id(cell): cell for row in grid.rows for cell in row if cell.text}.values() if grid else ():
            yield cell.place, table.cells[int(cell.text)]


def _by_cell(page: Page, cells: Sequence[tuple[float, float, float, float]]) -> list[list[Thing]]:
    """The characters whose middle lies in each of these cells."""
    left, top, right, bottom = np.array(cells).T
    x, y = page.middles.T[:, :, None]
    within = (left <= x) & (x < right) & (top <= y) & (y < bottom)
    return [[page.chars[index] for index in np.flatnonzero(column)] for column in within.T]


def _text(chars: Sequence[Thing]) -> Seen:
    """The lines of a cell."""
    pieces: list[Piece] = []
    for line in cluster_objects(_words(chars), lambda word: word["top"], SAME_LINE) if chars else ():
        pieces.append(("\n" if pieces else "", PLAIN))
        for number, word in enumerate(line):
            pieces.append((" " if number else "", PLAIN))
            pieces += [(char["text"], char["look"]) for char in word["chars"]]
    found = seen(pieces)
    return Seen(found.text.strip(), found.doubt)


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    place = bisect_left(edges, value)
    around = [i for i in (place - 1, place) if 0 <= i < len(edges)]
    return min(around, key=lambda i: abs(edges[i] - value))
