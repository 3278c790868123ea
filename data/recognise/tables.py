"""Tables 2 and 3: the rows of the zone matched to the form and their cells to its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data import forms
from data.recognise.alignment import Match, align
from data.recognise.beside import this_year_alone
from data.recognise.candidates import Candidate, candidates
from data.recognise.columns import Placing, placings
from data.recognise.continued import joined_labels
from data.recognise.heads import foreign
from data.recognise.labels import is_head, is_unread, match_columns, match_row
from data.recognise.rows import Kind, Piece, Row
from data.recognise.running import without_running_numbers
from data.recognise.stacked import unstacked
from data.recognise.streams import blocks_by_heads, numbers, rows_by_sums, rows_named
from data.recognise.sums import column_sums_close, refuted, row_closes, strike_out
from data.recognise.ways import Layout, number, values_of, ways


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

    def doubt_inferred(self) -> None:
        """Blank cells of which only blank lines tell become guesses."""
        for code, box in self.boxes.items():
            if box.piece is not None and box.piece.inferred:
                self.boxes[code] = replace(box, rule=box.rule or "blanks_uncertain")


def read_rows(rows: Sequence[Row], section: str, form: str) -> Table:
    """Table 2 or 3 read from the rows of its zone, in the form that its heads told."""
    rows = joined_labels(without_running_numbers(rows, section), section)
    rows, beside = this_year_alone(unstacked(rows, section))
    lines = [(block, line) for block in forms.blocks(form, section) for line in block.rows]
    codes = [line.code for _, line in lines]
    widths = {line.code: len(block.columns) for block, line in lines}
    found = candidates(rows, section, lambda label: _width(label, section, widths))
    matches, left, rivals = align(found, codes, section, [widths[code] for code in codes], column_sums(section, form))
    layout = Layout.of(section, rows, [(match.candidate, widths[code]) for code, match in matches.items()], len(codes))
    columns = {line.code: [column.code for column in block.columns] for block, line in lines}
    options = {code: ways(match.candidate, columns[code], layout) for code, match in matches.items()}
    options = _struck_out(options, section, form)
    settled = {code: found[0] if len(found) == 1 else None for code, found in options.items()}
    table = Table(form)
    for block, line in lines:
        if line.code in matches:
            boxes = _boxes(matches[line.code], options[line.code], len(block.columns), rivals.get(line.code, []))
            for column, box in zip(block.columns, boxes, strict=True):
                table.boxes[block.code(line, column)] = box
    zero = any(piece.text == "0" for one in found for piece in one.run)  # who prints zeros leaves no cell empty
    if zero or len(matches) < len(codes) or not all(_whole(matches[code].candidate, widths[code]) for code in codes):
        table.doubt_inferred()
    if Kind.GRID not in {match.candidate.kind for match in matches.values()}:
        _out_of_order(table, rows, section, matches, settled)
    _judge_lost_labels(table, matches, settled, section, form)
    _judge_whole(table, rows, settled, section, form)
    _doubt_beside_strays(table, left, matches, found, settled)
    _doubt_beside_unplaced(table, matches, found, settled)
    _extras(table, left, matches, found, section)
    if beside:
        for code in table.boxes:
            table.remark("last_year_beside", code)
    return table


def _whole(candidate: Candidate, count: int) -> bool:
    """Whether a row has as many cells as the form, those counted that only blank lines tell of."""
    return len(candidate.cells(count)) == count


def _width(label: tuple[str, ...], section: str, widths: Mapping[str, int]) -> int:
    scores = {code: score for code, score in match_row(label, section).items() if code in widths}
    return widths[max(scores, key=lambda code: scores[code])] if scores else max(widths.values())


def _struck_out(options: Mapping[str, list[Placing]], section: str, form: str) -> dict[str, list[Placing]]:
    """The placings of each row that no sum of the table forbids."""
    if all(len(found) == 1 for found in options.values()):
        return dict(options)
    left = strike_out(
        {row: [values_of(p) for p in found] for row, found in options.items()}, column_sums(section, form)
    )
    return {row: [found[i] for i in left[row]] for row, found in options.items()}


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


def _boxes(match: Match, found: Sequence[Placing], count: int, rivals: Sequence[Candidate]) -> list[Box]:
    raw = " ".join(piece.raw for piece in match.candidate.filled)
    unread = " ".join(piece.text for piece in match.candidate.before if is_unread(piece.text))
    if not match.candidate.filled and unread:  # a number that could not be made out is no blank
        return [Box(None, "cells_unplaced", True, unread) for _ in range(count)]
    if not match.candidate.filled:  # all blank; fewer blank lines than cells tell nothing
        shown = match.candidate.kind is Kind.GRID or len(match.candidate.run) >= count
        run = match.candidate.run
        doubted = [Box(piece, piece.doubt, raw=piece.raw) for piece in run if piece.doubt]
        if len(run) == count:
            return [Box(piece) for piece in run]
        wide = sum(piece.span[1] - piece.span[0] + 1 if piece.span else 1 for piece in run)
        rule = "blanks_uncertain" if wide < count else ""  # what stands in the other cells was pushed off the table
        return [doubted[0] if doubted else Box(run[0] if shown else None, rule) for _ in range(count)]
    if len(found) != 1:
        agreed = _agreed(found, count)
        shut = Box(None, "cells_unplaced", True, raw)
        return [Box(piece, found[0].rule, False, piece.raw) if piece else shut for piece in agreed]
    placing = found[0]
    rule = match.rule or ("" if placing.sure else placing.rule)
    if rivals:
        numbers = [n for piece in placing.cells if (n := number(piece)) is not None]
        if any([number(piece) for piece in rival.filled] != numbers for rival in rivals):
            rule = "row_given_twice"
    if placing.rule == "blanks_lost":  # a cell that is not there is no blank one
        shut = Box(None, "cells_unplaced", True, raw)
        return [Box(piece, rule, False, piece.raw) if piece else shut for piece in placing.cells]
    return [Box(piece, rule if piece else "", False, piece.raw if piece else "") for piece in placing.cells]


def _agreed(found: Sequence[Placing], count: int) -> list[Piece | None]:
    """The cells that stand in the same column in every way to read the row."""
    if not found:
        return [None] * count
    cells = zip(*(placing.cells for placing in found), strict=True)
    return [column[0] if len(set(column)) == 1 else None for column in cells]


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


def _out_of_order(
    table: Table,
    rows: Sequence[Row],
    section: str,
    matches: Mapping[str, Match],
    settled: Mapping[str, Placing | None],
) -> None:
    """Where flattened text left most numbers without a row: what they tell as one stream, all of it a guess."""
    blocks = forms.blocks(table.form, section)
    lines = [(block, line) for block in blocks for line in block.rows]
    stream = numbers(rows)
    read = [code for code in matches if settled[code] or not matches[code].candidate.filled]
    held = sum(len(matches[code].candidate.filled) for code in read)
    placed: dict[tuple[str, str], Piece] = {}
    if section == "2" and len(read) < len(lines):
        apart = blocks_by_heads(rows, blocks, section)
        placed = apart if len({row for row, _ in apart}) > len(read) else {}
    elif section == "3" and 2 * held <= len(stream):
        columns = [column.code for column in blocks[0].columns]
        found = rows_by_sums(stream, [line.code for _, line in lines], len(columns))
        placed = {(row, code): one for row, cells in found.items() for code, one in zip(columns, cells, strict=True)}
    if placed or 2 * held < len(stream):  # what has a row may have it by chance
        table.doubt("out_of_order", section)
    for (row, code), one in placed.items():
        table.boxes[f"{section}.{row}.{code}"] = Box(one, "out_of_order", False, one.raw)
    named = rows_named(rows, section, {line.code: line.label for _, line in lines})
    for block, line in lines:
        for column in block.columns if line.code in named else ():
            table.boxes.setdefault(block.code(line, column), Box(None, "row_without_numbers", True))


def _judge_whole(
    table: Table, rows: Sequence[Row], settled: Mapping[str, Placing | None], section: str, form: str
) -> None:
    """Rows under the heads of another table are shut; where most sums fail, every cell is a guess."""
    for row in foreign(rows, section, form):
        for code, box in table.boxes.items():
            if code.split(".")[1] == row:
                table.boxes[code] = Box(None, "heads_differ", True, box.raw)
    order = [line.code for block in forms.blocks(form, section) for line in block.rows]
    values = {code: values_of(placing) for code in order if (placing := settled.get(code))}
    if section == "3" and refuted(values, column_sums(section, form)):
        table.doubt("sums_fail", section)


def _doubt_beside_strays(
    table: Table,
    left: Sequence[Candidate],
    matches: Mapping[str, Match],
    found: Sequence[Candidate],
    settled: Mapping[str, Placing | None],
) -> None:
    """Numbers without a label beside a row may be the rest of its own (12 / 0 is 120), unless its sum closes."""
    places = {id(one): place for place, one in enumerate(found)}
    strays = {places[id(one)] for one in left if one.filled and not one.before and not one.label}
    for row, match in matches.items():
        placing = settled[row]
        at = places[id(match.candidate)]
        if not strays & {at - 1, at + 1} or (placing and row_closes(values_of(placing)) is True):
            continue
        for code, box in table.boxes.items():
            if code.split(".")[1] == row and box.piece is not None:
                blank = box.piece.blank
                table.boxes[code] = (
                    Box(None, "cells_unplaced", True, box.raw)
                    if blank
                    else replace(box, rule=box.rule or "number_unclear")
                )


def _doubt_beside_unplaced(
    table: Table, matches: Mapping[str, Match], found: Sequence[Candidate], settled: Mapping[str, Placing | None]
) -> None:
    """Among lines of numbers, numbers that could not be placed may be those of the rows beside them."""
    placed = {id(match.candidate): row for row, match in matches.items() if settled[row]}
    loose = [at for at, one in enumerate(found) if one.filled and id(one) not in placed and one.kind is not Kind.GRID]
    near = {at + step for at in loose for step in (-2, -1, 1, 2)}
    for at, one in enumerate(found):
        if at in near and one.kind is Kind.SPACED and (row := placed.get(id(one))):
            for code in [code for code in table.boxes if code.split(".")[1] == row]:
                table.boxes[code] = replace(table.boxes[code], rule=table.boxes[code].rule or "label_unclear")


def _stands_with(candidate: Candidate, above: Candidate, count: int) -> bool:
    """Whether a row is laid out as the one above: a paragraph is no row of a grid, nor a line one of loose cells.

    A single number under a text may stand in any prose, unless cells are drawn.
    """
    return candidate.kind is above.kind and (count > 1 or candidate.kind in (Kind.GRID, Kind.BARS))


def _extras(
    table: Table, left: Sequence[Candidate], matches: Mapping[str, Match], found: Sequence[Candidate], section: str
) -> None:
    """Rows that a province added: under the columns of the block they stand in."""
    declared = {line.label for block in forms.blocks(table.form, section) for line in block.rows}
    order = {id(one): place for place, one in enumerate(found)}
    places = {order[id(match.candidate)]: code for code, match in matches.items()}
    for block in forms.blocks(table.form, section):
        own = {line.code for line in block.rows}
        for candidate in left if block.extra_rows else ():
            label = candidate.label[-1] if candidate.label else ""
            above = max((place for place in places if place < order[id(candidate)]), default=None)
            placed = placings(candidate.cells(len(block.columns)), len(block.columns), candidate.kind, False)
            named = sum(map(str.isalpha, label)) > 1 and not any(label in one for one in declared)  # nor a piece of one
            named = named and all(label != other for other, _ in table.extras)
            named = named and not is_head(label, section) and not match_columns(label, section)
            if above is None or places[above] not in own or not named or not candidate.filled:
                continue
            if len(placed) == 1 and placed[0].sure and _stands_with(candidate, found[above], len(block.columns)):
                cells = {
                    block.code(forms.EXTRA_ROW, column): Box(piece, "", False, piece.raw if piece else "")
                    for column, piece in zip(block.columns, placed[0].cells, strict=True)
                }
                table.extras.append((label, cells))
