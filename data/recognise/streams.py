"""A table whose lines came out of order: its numbers as one stream, put into rows by the sums they must make.

All that is read so stays a guess; what the sums don't settle is left unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from data.forms import Block
from data.recognise.glyphs import core
from data.recognise.labels import CUT, is_head, match_columns, match_row
from data.recognise.numerals import parse
from data.recognise.rows import Kind, Piece, Row
from data.recognise.zones import heading

LONGEST = 2_000  # numbers; a table of a form has hardly 200
PLAIN_ROW, EMPTY_ROW, SKIP = 1.0, 0.4, 0.05  # worth of a row that adds up, of one of zeros, cost of a number left out
MOST = 0.6  # share of a label's pairs of letters that must be there
FEWEST = 2  # rows with something in them that must add up


def numbers(rows: Sequence[Row]) -> list[Piece]:
    """The numbers of a zone in the order in which they stand."""
    return [piece for row in rows if row.kind is not Kind.PROSE for piece in row.pieces if piece.value]


def rows_by_sums(stream: Sequence[Piece], codes: Sequence[str], width: int) -> dict[str, Sequence[Piece]]:
    """Row code → its cells: stretches of the stream whose last number is the sum of the others.

    Where all numbers of the table are there, a stretch's place in the stream tells its row; else the rows are
    filled in the order of the form. Empty if too few stretches add up.
    """
    if not width <= len(stream) <= LONGEST:
        return {}
    starts = _adding_up(stream, width)
    if sum(any(_value(piece) for piece in stream[start : start + width]) for start in starts) < FEWEST:
        return {}
    if len(stream) < width * len(codes):
        return {code: stream[start : start + width] for code, start in zip(codes, starts, strict=False)}
    placed = {start // width: stream[start : start + width] for start in starts if start % width == 0}
    for first, count in _gaps(placed, len(codes)):
        placed |= _column_by_column(stream[first * width : (first + count) * width], first, count)
    return {codes[row]: cells for row, cells in placed.items() if row < len(codes)}


def _gaps(placed: Mapping[int, Sequence[Piece]], rows: int) -> Iterator[tuple[int, int]]:
    """The first of the rows without numbers that follow each other, and how many there are."""
    for empty, own in groupby(range(rows), lambda row: row not in placed):
        gap = list(own)
        if empty and len(gap) > 1:
            yield gap[0], len(gap)


def _column_by_column(stream: Sequence[Piece], first: int, count: int) -> dict[int, Sequence[Piece]]:
    """Rows whose numbers stand column by column, if then all add up."""
    rows = {first + row: stream[row::count] for row in range(count)}
    values = [[_value(piece) for piece in cells] for cells in rows.values()]
    closing = all(sum(row[:-1], Decimal(0)) == row[-1] for row in values)
    return rows if closing and sum(any(row) for row in values) >= FEWEST else {}


def groups_by_sums(stream: Sequence[Piece], groups: int, size: int) -> list[Piece]:
    """The numbers of groups that stand side by side, if there are as many as cells and each group adds up, else [].

    The total of a group may stand before the last of its parts.
    """
    if len(stream) != groups * size or not any(_value(piece) for piece in stream):
        return []
    found: list[Piece] = []
    for start in range(0, groups * size, size):
        cells = list(stream[start : start + size])
        whole = sum(map(_value, cells), Decimal(0))
        total = next((cell for cell in reversed(cells) if 2 * _value(cell) == whole), None)
        if total is None:
            return []
        cells.remove(total)
        found += [*cells, total]
    return found


def _value(piece: Piece) -> Decimal:
    numeral = parse(piece.text)
    return (numeral.value if numeral else None) or Decimal(0)


def _adding_up(stream: Sequence[Piece], width: int) -> list[int]:
    """Where the stretches begin that add up, as many as possible beside each other."""
    values = [_value(piece) for piece in stream]
    best = [0.0] * (len(values) + 1)
    taken = [False] * (len(values) + 1)
    for end in range(1, len(values) + 1):
        best[end] = best[end - 1] - SKIP
        row = values[max(end - width, 0) : end]
        if end >= width and sum(row[:-1], Decimal(0)) == row[-1]:
            worth = best[end - width] + (PLAIN_ROW if row[-1] else EMPTY_ROW)
            if worth >= best[end]:
                best[end], taken[end] = worth, True
    starts = []
    end = len(values)
    while end > 0:
        if taken[end]:
            starts.append(end - width)
        end -= width if taken[end] else 1
    return starts[::-1]


def blocks_by_heads(rows: Sequence[Row], blocks: Sequence[Block], section: str) -> dict[tuple[str, str], Piece]:
    """(row code, column code) → cell, where heads stand in a group and under them the numbers of all rows.

    A group is of the first block that still wants these columns and has as many rows as it has numbers under each
    head; the numbers stand row by row.
    """
    wanted = [[column.code for column in block.columns] for block in blocks]
    found: dict[tuple[str, str], Piece] = {}
    for heads, cells in _groups(rows, section):
        size = len(heads)
        for block, columns in zip(blocks, wanted, strict=True):
            own = [(block.form, code) in head for head, code in zip(heads, columns, strict=False)]
            if size == len(own) and all(own) and len(cells) == size * len(block.rows):
                for number, cell in enumerate(cells):
                    found[block.rows[number // size].code, columns[number % size]] = cell
                del columns[:size]
                break
    return found


def _groups(rows: Sequence[Row], section: str) -> list[tuple[list[Mapping[tuple[str, str], float]], list[Piece]]]:
    """Heads that stand together, and the numbers up to the next heads."""
    groups: list[tuple[list[Mapping[tuple[str, str], float]], list[Piece]]] = []
    for piece in (piece for row in rows for piece in row.pieces if piece.text):
        named = {} if piece.value else {c: s for c, s in match_columns(piece.text, section).items() if s >= CUT}
        if piece.value and groups:
            groups[-1][1].append(piece)
        elif named and not match_row((piece.text,), section):
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(named)
    return groups


def rows_named(rows: Sequence[Row], section: str, labels: Mapping[str, str]) -> set[str]:
    """The rows whose label stands in the zone, be it in pieces: most of its pairs of letters are there."""
    words = [text for row in rows if row.kind is not Kind.PROSE and not heading(row.text) for text in row.words]
    if not any(is_head(text, section) for text in words):  # labels within a sentence are no table
        return set()
    said = {pair for text in words for pair in _pairs(core(text))}
    own = {code: _pairs(core(label)) for code, label in labels.items()}
    return {code for code, pairs in own.items() if pairs and len(pairs & said) >= MOST * len(pairs)}


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
