"""Flattened text → rows: its layout is told from bars, tabs and blank lines.

A line with bars is a row; where each cell has a line of its own, a bar, a tab or too many blank lines tell of
empty cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.model import Paragraph, Place
from data.recognise import drawn, ruled
from data.recognise.glyphs import clean, simplify
from data.recognise.numerals import MONEY, is_value, is_words
from data.recognise.rows import Kind, Piece, Row, piece

BARS = "|｜│┃¦︱"
BARS_SET = frozenset(BARS)
ROWS_BROKEN = 5  # rows of one line a cell that must be seen before a lone bar is taken to open one
LONGEST_ROW = 24  # cells; a longer line with bars is a page that lost its line feeds
PROSE_LENGTH = 40
PAGE_LENGTH, VALUES_OF_A_PAGE = 800, 30  # characters and numbers; no sentence has so many
TABS_OF_A_ROW = 3  # a line of so many tabs and nothing else is a row of blank cells


_BAR = re.compile(f"[{re.escape(BARS)}]")
_CLOSED = re.compile(rf"[{re.escape(BARS)}]\s*[{re.escape(BARS)}]\s*$")
_RULE_LINE = re.compile(rf"[\s{re.escape(BARS)}+]*+(?::?[-=_]{{3,}}+:?[\s{re.escape(BARS)}+]*+)++")
_PAGE_NUMBER = re.compile(r"(?:[-—–－·]\s*\d{1,3}\s*[-—–－·]|第\s*\d{1,3}\s*页.{0,10}|\d{1,3}\s*/\s*\d{1,3})")
_PROSE = re.compile(r"[。；！？]|\d[^\W\d]{1,3}[,，].*\d|[,，].*[,，].*[,，]")
_HEADING_MARKS = re.compile(r"^[#*\s>]+(?=[^\d\s*#>])|(?<=\S)[*#]{2,}$")
_NUMBER_SPACED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


def is_page_number(text: str) -> bool:
    """— 4 —, - 5 -, 第3页: in no table."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_prose(text: str) -> bool:
    """A sentence, as against a cell or a label. Labels of the form with commas stand in brackets."""
    plain = _NUMBER_SPACED.sub("", clean(text))
    return (bool(_PROSE.search(plain)) and len(plain) > 8) or (
        len(plain) > PROSE_LENGTH and "、" in plain and "。" in plain
    )


def text_rows(lines: Sequence[Paragraph], number: int) -> list[Row]:
    """The rows of a stretch of text, which counts as grid `number`."""
    rows: list[Row] = []
    plain: list[Paragraph] = []
    at = 0
    while at < len(lines):
        own, at = _table_rows(lines, at, number)
        if own:
            rows += [*_plain_rows(plain, number), *own]
            plain = []
        else:
            plain.append(lines[at - 1])
    return [*rows, *_plain_rows(plain, number)]


def _table_rows(lines: Sequence[Paragraph], at: int, number: int) -> tuple[list[Row], int]:
    """The rows of a table with lines that begins here and the index after it; none, and the next line, if none does."""
    if drawing := drawn.table_at(lines, at):
        return list(drawn.rows(drawing[0], number)), drawing[1]
    if table := ruled.table_at(lines, at):
        return list(ruled.rows(table[0], number)), table[1]
    return [], at + 1


def _plain_rows(lines: list[Paragraph], number: int) -> list[Row]:
    """The rows of text in which no lines are drawn."""
    lines = _rows_mended([replace(line, text=drawn.unmarked(line.text)) for line in lines])
    if _bars_stand_alone(lines):
        return list(_between_bars(lines, number))
    if _tabs_mark_cells(lines):
        return list(_tabbed(lines, number))
    return list(_plain_lines(lines, number))


def _rows_mended(lines: list[Paragraph]) -> list[Paragraph]:
    """Rows whose every cell is a line, opened by a lone bar and closed by a double one, each in one line again."""
    opened = sum(1 for line in lines if line.text.strip() in BARS_SET)
    closed = sum(1 for line in lines if _CLOSED.search(line.text))
    if min(opened, closed) < ROWS_BROKEN or closed > 2 * opened:
        return lines
    mended: list[Paragraph] = []
    row: list[Paragraph] = []
    for line in lines:
        if row or line.text.strip() in BARS_SET:
            row.append(line)
            if _CLOSED.search(line.text):
                text = " ".join([part.text.strip() for part in row])
                mended.append(replace(row[0], text=text[: text.rstrip().rfind(text.rstrip()[-1])].rstrip()))
                row = []
            elif len(row) > LONGEST_ROW or not set(line.text) & BARS_SET:  # no row after all
                mended, row = [*mended, *row], []
        else:
            mended.append(line)
    return [*mended, *row]


def _bars_stand_alone(lines: Sequence[Paragraph]) -> bool:
    barred = [line.text for line in lines if _BAR.search(line.text)]
    alone = sum(1 for text in barred if not text.strip(BARS + " \t\u3000\xa0"))
    return alone > 5 and 2 * alone > len(barred)


def _between_bars(lines: Sequence[Paragraph], number: int) -> Iterator[Row]:
    chunk: list[Paragraph] = []
    opened = False
    for line in lines:
        if line.text.strip() and not line.text.strip(BARS + " \t\u3000\xa0"):
            if not any(part.text.strip() for part in chunk) and opened:
                yield Row(Kind.LOOSE, (piece("", line.place),), number)
            for part in chunk:
                yield from plain_line(part, number, one_cell=True)
            chunk, opened = [], True
        else:
            chunk.append(line)
    for part in chunk:
        yield from plain_line(part, number)


def _tabs_mark_cells(lines: Sequence[Paragraph]) -> bool:
    """Whether each cell begins with a tab on a line of its own."""
    tabbed = sum(1 for line in lines if line.text.startswith("\t") and "\t" not in line.text.strip())
    inner = sum(1 for line in lines if "\t" in line.text.strip())
    return tabbed > 20 and tabbed > 3 * inner


def _tabbed(lines: Sequence[Paragraph], number: int) -> Iterator[Row]:
    usual = _usual_gap([line for line in lines if line.text.startswith("\t") or not line.text])
    cell: Paragraph | None = None
    gap = 0
    for line in lines:
        if not line.text.strip() and not line.text.startswith("\t"):
            gap += 1
            continue
        if cell is not None and gap <= 1 and _continues(cell, line):
            cell, gap = replace(cell, text=cell.text + "\n" + line.text), 0
            continue
        if cell is not None:
            yield from _tab_cell(cell, number)
        if gap > usual:
            yield Row(Kind.BREAK, (), number)
        cell, gap = line, 0
    if cell is not None:
        yield from _tab_cell(cell, number)


def _continues(cell: Paragraph, line: Paragraph) -> bool:
    """Whether a line without a tab is the rest of the cell above it: no number, sentence or heading."""
    if line.text.startswith("\t") or not cell.text.strip():
        return False
    return not (is_value(line.text) or is_prose(line.text) or re.match(r"\s*[一二三四五六][、.]", clean(line.text)))


def _tab_cell(cell: Paragraph, number: int) -> Iterator[Row]:
    if cell.text.startswith("\t"):
        yield Row(Kind.LOOSE, (piece(cell.text, cell.place),), number)
    else:
        yield from plain_line(cell, number)


def _usual_gap(lines: Sequence[Paragraph]) -> int:
    """How many blank lines usually stand between two cells, told by those before numbers."""
    gaps: Counter[int] = Counter()
    gap = 0
    for line in lines:
        if not line.text.strip() and not line.text.startswith("\t"):
            gap += 1
        else:
            if is_value(line.text) or line.text == "\t":
                gaps[gap] += 1
            gap = 0
    if not gaps:
        return 0
    most = max(gaps.values())
    return min(size for size, count in gaps.items() if count * 4 >= most)


def _plain_lines(lines: Sequence[Paragraph], number: int) -> Iterator[Row]:
    usual = _usual_gap(lines)
    ends = _closing_bars(lines)
    gap = 0
    blank_place = Place()
    for line in lines:
        if not line.text.strip() and line.text.count("\t") < TABS_OF_A_ROW:
            gap += 1
            blank_place = line.place
            continue
        for _ in range(max(0, gap - usual) // (usual + 1)):
            yield Row(Kind.LOOSE, (Piece("", "", blank_place, inferred=True),), number)
        gap = 0
        yield from plain_line(line, number, ends=ends)


Ends = tuple[bool, bool]  # whether rows begin, and end, with a bar that closes them


def _closing_bars(lines: Sequence[Paragraph]) -> Ends:
    """In a | b | an empty first cell leaves a bar in front; in | a | b | the first bar is the table's edge."""
    rows = [line.text.strip() for line in lines if set(line.text) & set(BARS) and not _RULE_LINE.fullmatch(line.text)]
    first, last = (sum(row[end] in BARS for row in rows) for end in (0, -1))
    return 2 * first >= len(rows), 2 * last >= len(rows)


def plain_line(line: Paragraph, number: int, one_cell: bool = False, ends: Ends = (True, True)) -> Iterator[Row]:
    """The rows in one line; `one_cell`: it is known to be a single cell."""
    text = line.text.strip()
    if (not text and line.text.count("\t") < TABS_OF_A_ROW) or is_page_number(text):
        return
    if set(text) & set(BARS):
        if not _RULE_LINE.fullmatch(text):
            yield from _bar_row(line, number, ends)
        return
    text = _HEADING_MARKS.sub("", text)
    parts = line.text.strip(" \r\n\u3000").split("\t")
    if len(parts) > 1 and parts != ["", text] and not is_prose(text):
        yield _row(Kind.BARS, [replace(line, text=part) for part in parts], number)
    elif _is_page(text):
        for part in text.split():
            kind = Kind.PROSE if is_prose(part) and len(part) > PROSE_LENGTH else Kind.LOOSE
            yield _row(kind, [replace(line, text=part)], number)
    elif is_prose(text):
        yield _row(Kind.PROSE, [replace(line, text=text)], number)
    elif one_cell or (is_value(text) and not re.search(r"\d\s+\d", text)):
        yield _row(Kind.LOOSE, [replace(line, text=text)], number)
    else:
        yield from _spaced_row(replace(line, text=text), number)


def _is_page(text: str) -> bool:
    """Whether a line is a whole page that lost its line feeds, its cells parted by blanks."""
    return len(text) > PAGE_LENGTH and sum(map(is_value, text.split())) > VALUES_OF_A_PAGE


def _row(kind: Kind, parts: Sequence[Paragraph], number: int) -> Row:
    return Row(kind, tuple(piece(part.text, part.place) for part in parts), number)


def _bar_row(line: Paragraph, number: int, ends: Ends) -> Iterator[Row]:
    parts = re.split(f"[{re.escape(BARS)}]", line.text.strip())
    parts = parts[1:] if ends[0] and not parts[0].strip() and len(parts) > 2 else parts
    parts = parts[:-1] if ends[1] and not parts[-1].strip() and len(parts) > 1 else parts
    pieces = [piece(part, replace(line.place, column=i)) for i, part in enumerate(parts, 1)]
    if len(pieces) > LONGEST_ROW:
        for one in pieces:
            prose = is_prose(one.text) and len(one.text) > PROSE_LENGTH
            yield Row(Kind.PROSE if prose else Kind.LOOSE, (one,), number)
    elif len(pieces) == 1:
        yield Row(Kind.LOOSE, tuple(pieces), number)
    else:
        yield Row(Kind.BARS, tuple(pieces), number)


def _spaced_row(line: Paragraph, number: int) -> Iterator[Row]:
    """A line without bars: its numbers stand at the end, parted by blanks; the rest is text."""
    parts = _NUMBER_SPACED.sub(lambda found: "".join(found[0].split()), line.text).split()
    words = [i for i, part in enumerate(parts) if not (is_value(part) or is_words(part) or _is_note(part))]
    head, tail = parts[: words[-1] + 1 if words else 0], parts[words[-1] + 1 if words else 0 :]
    if any(map(is_value, tail)) or (tail and any(map(is_value, head))):
        if any(len(part) == 1 and not is_value(part) for part in head):
            head = ["".join(head)]  # blanks inside a label
        yield _row(Kind.SPACED, [replace(line, text=part) for part in [*head, *_join_notes(tail)]], number)
    elif len(parts) > 1 and not tail and all(len(part) > 1 for part in parts):
        yield _row(Kind.SPACED, [replace(line, text=part) for part in parts], number)
    else:
        yield _row(Kind.LOOSE, [line], number)


def _is_note(text: str) -> bool:
    return simplify(text).startswith(("(", "其中", "含", "注")) or simplify(text) in MONEY


def _join_notes(parts: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and _is_note(part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
