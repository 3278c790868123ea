"""Tables 2 and 3: the rows of the zone matched to the form and their cells to its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from data import forms
from data.recognise.alignment import Match, align
from data.recognise.candidates import Candidate, candidates
from data.recognise.columns import Placing, by_position, placings
from data.recognise.flow import Kind, Piece, Row
from data.recognise.labels import match_row
from data.recognise.numerals import parse
from data.recognise.sums import Values, column_sums_close, row_closes, strike_out

ENOUGH = 3  # rows that must agree before their habit is taken for the table's
MOST = 0.6  # share of the form's rows that must have a single number before it is taken for the total


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one declared cell. `rule` names the finding if it is a guess; `shut`: no value may be given."""

    piece: Piece | None
    rule: str = ""
    shut: bool = False
    raw: str = ""


@dataclass
class Table:
    """One table as read: indicator code → box, extra rows as (label, code → box), codes by informing rule."""

    form: str
    boxes: dict[str, Box] = field(default_factory=dict)
    extras: list[tuple[str, dict[str, Box]]] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=dict)

    def remark(self, rule: str, code: str) -> None:
        self.remarks.setdefault(rule, []).append(code)

    def doubt(self, rule: str, within: str) -> None:
        """Every cell whose code begins with `within` becomes a guess."""
        for code, box in self.boxes.items():
            if code.startswith(within):
                self.boxes[code] = replace(box, rule=box.rule or rule)


def read_rows(rows: Sequence[Row], section: str, form: str) -> Table:
    """Table 2 or 3 read from the rows of its zone, in the form that its heads told."""
    lines = [(block, line) for block in forms.blocks(form, section) for line in block.rows]
    codes = [line.code for _, line in lines]
    widths = {line.code: len(block.columns) for block, line in lines}
    found = candidates(rows, section, lambda label: _width(label, section, widths))
    matches, left, rivals = align(found, codes, section, [widths[code] for code in codes])
    spans = _head_spans(rows, section)
    summed = section == "3"
    only_totals = summed and _only_totals(matches, widths)
    habit = _habit([(match.candidate, widths[code]) for code, match in matches.items()])
    options = {
        code: _options(match.candidate, widths[code], summed, spans, only_totals, habit)
        for code, match in matches.items()
    }
    settled = _settle(options, section, form)
    table = Table(form)
    for block, line in lines:
        if line.code in matches:
            boxes = _boxes(matches[line.code], settled[line.code], len(block.columns), rivals.get(line.code, []))
            for column, box in zip(block.columns, boxes, strict=True):
                table.boxes[block.code(line, column)] = box
    _judge_lost_labels(table, matches, settled, section, form)
    _extras(table, left, matches, found, section)
    return table


def _width(label: tuple[str, ...], section: str, widths: Mapping[str, int]) -> int:
    scores = {code: score for code, score in match_row(label, section).items() if code in widths}
    return widths[max(scores, key=lambda code: scores[code])] if scores else max(widths.values())


def _head_spans(rows: Sequence[Row], section: str) -> dict[int, list[tuple[int, int]]]:
    """Grid → the grid columns of its seven leaf heads, where all of them stand in it."""
    if section != "3":
        return {}
    leaves = forms.blocks("2021", "3")[0].columns
    spans: dict[int, dict[str, tuple[int, int]]] = {}
    for row in rows:
        for piece in row.pieces:
            if piece.span and not piece.value and (text := "".join(piece.text.split())):
                for column in leaves:
                    if text == column.label:
                        spans.setdefault(row.grid, {}).setdefault(column.code, piece.span)
    return {
        grid: [found[column.code] for column in leaves] for grid, found in spans.items() if len(found) == len(leaves)
    }


def _only_totals(matches: Mapping[str, Match], widths: Mapping[str, int]) -> bool:
    """Whether every row kept one number and nothing else: the six columns are dropped, the total is left."""
    runs = [match.candidate.run for match in matches.values() if match.candidate.filled]
    shortest = min(widths.values(), default=0)
    return len(runs) > MOST * len(widths) and all(len(run) == 1 and len(run[0].text) < shortest for run in runs)


@dataclass(frozen=True, slots=True)
class Habit:
    """Where values begin in the rows that leave no doubt: so many blanks after the label, or in a column."""

    lead: int | None
    column: int | None

    def picks(self, placing: Placing, run: Sequence[Piece]) -> bool:
        first = placing.cells[0]
        if first is None or first not in run:
            return False
        return run.index(first) == self.lead or (self.lead is None and first.place.column == self.column)


def _habit(rows: Sequence[tuple[Candidate, int]]) -> Habit:
    firsts = [
        next(iter(starts))
        for candidate, count in rows
        if candidate.kind in (Kind.BARS, Kind.GRID) and candidate.filled
        if len(starts := _possible_starts(candidate.run, count)) == 1 and len(candidate.run) > count
    ]
    leads, columns = ({first[i] for first in firsts} for i in (0, 1))
    enough = len(firsts) >= ENOUGH
    return Habit(
        leads.pop() if enough and len(leads) == 1 else None, columns.pop() if enough and len(columns) == 1 else None
    )


def _possible_starts(run: Sequence[Piece], count: int) -> set[tuple[int, int | None]]:
    """(blanks before, column) of every window of `count` cells that loses no number."""
    filled = [i for i, piece in enumerate(run) if not piece.blank]
    starts = range(max(0, filled[-1] - count + 1), min(filled[0], len(run) - count) + 1)
    return {(start, run[start].place.column) for start in starts}


def values_of(placing: Placing) -> Values:
    """The numbers of a placing; None for what is blank, nil, text or not there."""
    return tuple(_number(piece) for piece in placing.cells)


def _number(piece: Piece | None) -> Decimal | None:
    numeral = parse(piece.text) if piece else None
    return numeral.value if numeral else None


def _options(
    candidate: Candidate,
    count: int,
    summed: bool,
    spans: Mapping[int, list[tuple[int, int]]],
    only_totals: bool,
    habit: Habit,
) -> list[Placing]:
    if only_totals and len(candidate.run) == 1:
        return [Placing((None,) * (count - 1) + (candidate.run[0],), False, "only_totals")]
    found = placings(candidate.cells(count), count, candidate.kind, summed)
    if len(found) != 1 and candidate.kind is Kind.GRID and candidate.grid in spans:
        placed = by_position(candidate.run, spans[candidate.grid])
        found = [placed] if placed else found
    if len(found) > 1 and found[0].sure and not summed and not any(one.inferred for one in candidate.run):
        return found[:1]
    if len(found) > 1 and candidate.kind in (Kind.BARS, Kind.GRID):
        habitual = [placing for placing in found if habit.picks(placing, candidate.run)]
        if len(habitual) == 1:
            return [Placing(habitual[0].cells, True)]
    if summed and len(found) > 1 and found[0].sure and _plausible(found[0]):
        return found[:1]
    if summed and len(found) > 1:
        closing = [placing for placing in found if row_closes(values_of(placing))]
        found = [Placing(placing.cells, False, placing.rule or "placed_by_sums") for placing in closing]
    elif summed and found and not candidate.has_every_cell(count):
        found = [_doubted(found[0])]
    return found


def _doubted(placing: Placing) -> Placing:
    """Blank cells of flattened text are told from blank lines: a row whose sum then fails is doubtful."""
    return placing if not placing.sure or _plausible(placing) else Placing(placing.cells, False, "blanks_uncertain")


def _plausible(placing: Placing) -> bool:
    """Whether a row with blanks adds up, or has its total alone; one without blanks stands as it is."""
    blanks = [piece is None or piece.blank for piece in placing.cells]
    return not any(blanks) or all(blanks[:-1]) or row_closes(values_of(placing)) is True


def _settle(options: Mapping[str, Sequence[Placing]], section: str, form: str) -> dict[str, Placing | None]:
    """The one placing left for each row, or None."""
    sums = column_sums(section, form)
    left = strike_out({row: [values_of(p) for p in found] for row, found in options.items()}, sums)
    return {row: options[row][left[row][0]] if len(left[row]) == 1 else None for row in options}


def column_sums(section: str, form: str) -> list[tuple[list[str], list[str]]]:
    """The sums that run through every column, as (left rows, right rows)."""
    if section != "3":
        return []
    found: dict[str, tuple[list[str], list[str]]] = {}
    for identity in forms.identities(form):
        if identity.code in ("flow", "outcomes") and identity.code not in found:
            found[identity.code] = (
                [forms.INDICATORS[code].row for code in identity.left],
                [forms.INDICATORS[code].row for code in identity.right],
            )
    return list(found.values())


def _boxes(match: Match, placing: Placing | None, count: int, rivals: Sequence[Candidate]) -> list[Box]:
    raw = " ".join(piece.raw for piece in match.candidate.filled)
    if placing is None:
        if not match.candidate.filled:
            return [Box(match.candidate.run[0]) for _ in range(count)]
        return [Box(None, "cells_unplaced", True, raw) for _ in range(count)]
    rule = match.rule or ("" if placing.sure else placing.rule)
    numbers = [_number(piece) for piece in placing.cells]
    if any([_number(piece) for piece in rival.filled] != [n for n in numbers if n is not None] for rival in rivals):
        rule = "row_given_twice"
    return [Box(piece, rule if piece else "", False, piece.raw if piece else "") for piece in placing.cells]


def _judge_lost_labels(
    table: Table, matches: Mapping[str, Match], settled: Mapping[str, Placing | None], section: str, form: str
) -> None:
    """Rows placed by their order alone: shut if the sums refute it, plain if a grid leaves no other row."""
    lost = {code for code, match in matches.items() if match.rule == "label_lost"}
    if not lost:
        return
    values = {code: values_of(placing) for code, placing in settled.items() if placing}
    verdict = column_sums_close(values, column_sums(section, form), lost)
    alone = len(lost) == 1 and all(matches[code].candidate.kind is Kind.GRID for code in lost)
    for code in list(table.boxes):
        if code.split(".")[1] not in lost:
            continue
        box = table.boxes[code]
        if verdict is False:
            table.boxes[code] = Box(None, "label_lost", True, box.raw)
        elif alone and (section == "2" or verdict):
            table.boxes[code] = Box(box.piece, "", box.shut, box.raw)
            table.remark("label_empty", code)


def _extras(
    table: Table, left: Sequence[Candidate], matches: Mapping[str, Match], found: Sequence[Candidate], section: str
) -> None:
    """Rows that a province added: under the columns of the block they stand in."""
    for block in forms.blocks(table.form, section):
        if not block.extra_rows:
            continue
        block_rows = {line.code for line in block.rows}
        places = [found.index(match.candidate) for code, match in matches.items() if code in block_rows]
        for candidate in left:
            label = candidate.label[-1] if candidate.label else ""
            after = max((place for place in places if place < found.index(candidate)), default=None)
            between = after is not None and not any(
                found.index(match.candidate) > after and found.index(match.candidate) < found.index(candidate)
                for code, match in matches.items()
                if code not in block_rows
            )
            placed = placings(candidate.cells(len(block.columns)), len(block.columns), candidate.kind, False)
            if label and between and len(placed) == 1 and placed[0].sure and candidate.filled:
                cells = {
                    block.code(forms.EXTRA_ROW, column): Box(piece, "", False, piece.raw if piece else "")
                    for column, piece in zip(block.columns, placed[0].cells, strict=True)
                }
                table.extras.append((label, cells))
