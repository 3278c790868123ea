"""Table 4: three groups of five results, side by side over one row of fifteen numbers, or one under another."""

from __future__ import annotations

from collections.abc import Sequence

from data import forms
from data.recognise.candidates import Candidate, candidates
from data.recognise.columns import Placing, placings
from data.recognise.labels import match_columns, match_row
from data.recognise.rows import Kind, Row
from data.recognise.streams import groups_by_sums, numbers, rows_named
from data.recognise.sums import row_closes
from data.recognise.tables import Box, Table
from data.recognise.ways import number, values_of

REVIEWS, SUITS = "行政复议", "行政诉讼"
HEADS_WHOLE = 4  # of the five results
FAILING = 2  # totals of the three that must be wrong before the table is taken for misread
MOST_ROWS = 20  # of numbers; where there are more it is no table of this form, and there are too many ways to read it


def read_disputes(rows: Sequence[Row], form: str) -> Table:
    """Table 4 read from the rows of its zone."""
    block = forms.blocks(form, "4")[0]
    size, groups = len(block.columns), len(block.rows)
    found = [one for one in candidates(rows, "4", lambda _: size * groups) if one.run]
    table = Table(form)
    codes = [line.code for line in block.rows]
    loose = all(row.kind not in (Kind.GRID, Kind.BARS) for row in rows)
    grouped = _by_group(found, codes, size)
    results = [column.code for column in block.columns]
    boxes = grouped or _turned(found, results, groups) or _ordered(_side_by_side(found, size, groups), rows, codes)
    printed = _results_printed(rows, results)
    boxes = [[cells[printed.index(code)] for code in results] for cells in boxes]
    if loose and all(box is None or box.piece is None for cells in boxes for box in cells):
        stream = groups_by_sums(numbers(rows), groups, size)
        boxes = [
            [Box(one, "out_of_order", False, one.raw) for one in stream[i : i + size]] or boxes[i // size]
            for i in range(0, size * groups, size)
        ]
    for line, cells in zip(block.rows, boxes, strict=True):
        for column, box in zip(block.columns, cells, strict=True):
            if box is not None:
                table.boxes[block.code(line, column)] = box
    if loose and not grouped and _strays(found, size * groups):
        table.doubt("number_unclear", "4")
    if loose and not _heads_in_order(rows):
        table.doubt("out_of_order", "4")
    if (
        not table.boxes
        and loose
        and len(rows_named(rows, "4", {line.code: line.label for line in block.rows})) == groups
    ):
        table.boxes = {
            block.code(line, column): Box(None, "row_without_numbers", True)
            for line in block.rows
            for column in block.columns
        }
    read = [tuple(number(box.piece) if box else None for box in cells) for cells in boxes]
    if sum(row_closes(group) is False for group in read if any(group)) >= FAILING:
        table.doubt("sums_fail", "4")
    if len(found) != 1 or len(found[0].run) != size * groups:
        table.doubt_inferred()
    return table


def _results_printed(rows: Sequence[Row], results: list[str]) -> list[str]:
    """The results in the order of their heads, if a row has all of them; the form's order where none has."""
    for row in rows:
        named = [code for text in row.words for code in _heads_meant(text)]
        if row.kind is not Kind.LOOSE and sorted(named[: len(results)]) == sorted(results):
            return named[: len(results)]
    return results


def _heads_meant(text: str) -> list[str]:
    return list({code: 1 for (_, code), score in match_columns(text, "4").items() if score >= 1.0})


def _ordered(boxes: list[list[Box | None]], rows: Sequence[Row], codes: Sequence[str]) -> list[list[Box | None]]:
    """Groups that stand side by side, in the form's order: suits may stand before reviews."""
    for row in rows:
        if {SUITS, REVIEWS} <= {text for text in row.words}:
            return [*boxes[2:], *boxes[:2]] if row.words.index(SUITS) < row.words.index(REVIEWS) else boxes
    return boxes


def _heads_in_order(rows: Sequence[Row]) -> bool:
    """Whether heads of one cell a line are whole: in pieces they may have come in any order, and so the numbers."""
    texts = [piece.text for row in rows if row.kind is Kind.LOOSE for piece in row.pieces if piece.text]
    whole = {code for text in texts for (_, code), score in match_columns(text, "4").items() if score >= 1.0}
    values = sum(piece.value for row in rows if row.kind is Kind.LOOSE for piece in row.pieces)
    return values < HEADS_WHOLE or len(whole) >= HEADS_WHOLE


def _strays(found: Sequence[Candidate], count: int) -> bool:
    """Whether numbers stand beside the row that is read: what is left of numbers printed over two lines (1 / 5)."""
    filled = [len(one.filled) for one in found if one.filled]
    return max(filled, default=0) == count and len(filled) > 1 and min(filled) < count


def _group(candidate: Candidate, codes: Sequence[str]) -> str | None:
    """The group named last before or in a row."""
    texts = [piece.text for piece in candidate.before] or list(candidate.label)
    for text in reversed(texts):
        scores = {code: score for code, score in match_row((text,), "4").items() if score >= 0.9}
        if len(scores) == 1:
            return next(iter(scores))
    return None


def _by_group(found: Sequence[Candidate], codes: Sequence[str], size: int) -> list[list[Box | None]] | None:
    """Rows of five, each under the name of its group."""
    named: dict[str, list[Box | None]] = {}
    for candidate in found:
        ways = _ways(candidate, size, 1) if len(candidate.run) < 2 * size else []
        code = _group(candidate, codes)
        if code and code not in named and len(ways) == 1 and candidate.filled:
            named[code] = list(_cells(ways[0]))
    if len(named) < 2:
        return None
    return [named.get(code, [None] * size) for code in codes]


def _turned(found: Sequence[Candidate], results: Sequence[str], groups: int) -> list[list[Box | None]] | None:
    """Results as rows, groups as columns: five rows of three numbers."""
    rows = [one for one in found if one.own and one.label and len(one.filled) == groups == len(one.run)]
    columns = [next(iter(match_columns(one.label[-1], "4")), ("", ""))[1] for one in rows]
    if columns != list(results):
        return None
    return [[Box(one.run[group], "", False, one.run[group].raw) for one in rows] for group in range(groups)]


def _side_by_side(found: Sequence[Candidate], size: int, groups: int) -> list[list[Box | None]]:
    """One row for all groups; an empty repeated row beside it does not count."""
    count = size * groups
    rows = [one for one in found if one.filled] or [one for one in found if len(one.run) >= count]
    ways = [(one, _ways(one, size, groups)) for one in (rows if len(rows) <= MOST_ROWS else [])]
    read = [placed[0] for _, placed in ways if len(placed) == 1]
    if len({values_of(placing) for placing in read}) == 1:
        cells = list(_cells(read[0]))
    elif not rows:
        cells = [None] * count
    else:
        raw = " ".join(piece.raw for one in rows[:MOST_ROWS] for piece in one.filled)
        cells = [Box(None, "row_given_twice" if read else "cells_unplaced", True, raw) for _ in range(count)]
    return [cells[i : i + size] for i in range(0, count, size)]


def _ways(candidate: Candidate, size: int, groups: int) -> list[Placing]:
    found = placings(candidate.cells(size * groups), size * groups, candidate.kind, True)
    if found and found[0].sure:
        blanks = [piece is None or piece.blank for piece in found[0].cells]
        shown = len(found) == 1 and candidate.has_every_cell(size * groups)
        if shown or not any(blanks) or not _refuted(found[0], size, blank_total=True):
            return found[:1]
        if len(found) == 1:
            return [Placing(found[0].cells, False, "blanks_uncertain")]
    return [Placing(one.cells, False, one.rule) for one in found if not _refuted(one, size, blank_total=True)]


def _refuted(placing: Placing, size: int, blank_total: bool) -> bool:
    """Whether a group's total is not the sum of its four results (or blank beside numbers)."""
    values = values_of(placing)
    for start in range(0, len(values), size):
        group = values[start : start + size]
        if row_closes(group) is False or (blank_total and group[-1] is None and any(group[:-1])):
            return True
    return False


def _cells(placing: Placing) -> list[Box | None]:
    rule = "" if placing.sure else placing.rule
    return [Box(piece, rule, False, piece.raw) if piece else None for piece in placing.cells]
