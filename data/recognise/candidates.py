"""Rows of a table as the document shows them: a label, if any, and the run of cells after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from data.recognise.glyphs import clean
from data.recognise.labels import CLOSE, JOINED_LINES, is_label, match_row
from data.recognise.numerals import is_numbering, is_value, is_words
from data.recognise.rows import Kind, Piece, Row
from data.recognise.zones import heading

NOTE_STARTS = ("(其中", "(含", "其中", "含", "(注", "注:", "注：", "备注", "(包括", "(均为", "说明:")
COUNTED = {"件", "项", "个", "条", "宗", "份", "人次"}  # a column of its own in some tables
GLUED = "0123456789.,+-"
LONGEST_TEXT_VALUE = 20
MANY_LABELS = 3  # labels without numbers, then rows of numbers without labels: a table copied column by column
MOST_AFTER = 3  # lines of a label that may stand under its numbers


@dataclass
class Candidate:
    """A row as found. `own`: the label stands in the row itself; `before`: all texts since the last run.

    `after`: the texts up to the next run, among which the end of a label may be that is printed over several lines.
    `far`: the only numbers of a table stand after all its labels.
    """

    label: tuple[str, ...]
    run: list[Piece] = field(default_factory=list)
    before: tuple[Piece, ...] = ()
    after: tuple[str, ...] = ()
    kind: Kind = Kind.LOOSE
    own: bool = True
    far: bool = False
    grid: int = 0

    @property
    def filled(self) -> list[Piece]:
        return [piece for piece in self.run if not piece.blank]

    def cells(self, count: int) -> list[Piece]:
        """The run without the blank lines that trail a row of `count` cells."""
        run = list(self.run)
        while len(run) > count and run[-1].inferred:
            run.pop()
        return run

    def has_every_cell(self, count: int) -> bool:
        """Whether the document itself shows where its blank cells are, in a row of `count`."""
        if self.kind is Kind.GRID:
            return True
        cells = self.cells(count)
        return self.kind is not Kind.SPACED and len(cells) == count and not any(one.inferred for one in cells)


def is_note(text: str) -> bool:
    """（其中修订2件）, 注：…, 件: beside or under a number, no cell of its own."""
    return clean(text).startswith(NOTE_STARTS) or clean(text) in COUNTED


class _Collector:
    """Walks through the rows of one table. `width` tells how many cells the row with a label has."""

    def __init__(self, section: str, width: Callable[[tuple[str, ...]], int]) -> None:
        self.section = section
        self.width = width
        self.texts: list[Piece] = []
        self.current: Candidate | None = None
        self.found: list[Candidate] = []

    def close(self) -> None:
        if self.current is not None:
            trailing: list[Piece] = []
            run = self.current.run
            while run and not run[-1].blank and not run[-1].value and not is_words(run[-1].text):
                trailing.insert(0, run.pop())
            if run:
                self.found.append(self.current)
                self.texts = trailing
            else:
                self.texts += trailing
        self.current = None

    def row(self, row: Row) -> None:
        if row.kind is Kind.PROSE or heading(row.text):
            self.close()
            self.texts = []
        elif row.kind is Kind.BREAK:
            if self.current and self.current.filled:
                self.close()
        elif row.kind is Kind.LOOSE:
            for one in _unglued(row.pieces[0], self.section):
                self.loose(row, one)
        else:
            self.visual(row)

    def loose(self, row: Row, one: Piece) -> None:
        if one.blank or one.value:
            current = self.current or self.start(row)
            current.run.append(one)
        elif self._opens_extra_row(one):
            self.close()
            self.texts = [one]
        elif is_note(one.text) or is_numbering(one.text) or one.text.startswith("*"):
            return
        elif self.current and (self.current.filled or is_words(one.text)) and self._text_value(one):
            self.current.run.append(one)
        elif self.current is None and self.texts and (is_words(one.text) or self._follows_label(one)):
            self.start(row).run.append(one)
        else:
            self.close()
            self.texts.append(one)

    def start(self, row: Row) -> Candidate:
        label = tuple(text.text for text in self.texts)
        self.current = Candidate(label, before=tuple(self.texts), grid=row.grid)
        return self.current

    def _opens_extra_row(self, one: Piece) -> bool:
        """其中：网上申请 under a full row is the label of the next, a row that the form does not have."""
        full = self.current is not None and len(self.current.filled) >= self.width(self.current.label)
        return full and one.text.startswith("其中") and not any(char.isdigit() for char in one.text)

    def _follows_label(self, one: Piece) -> bool:
        """Text right after a whole row label, that is no label itself: a value in words."""
        if is_label(one.text, self.section) or len(one.text) > LONGEST_TEXT_VALUE or one.text.startswith("("):
            return False  # what stands in brackets explains the label
        label = tuple(text.text for text in self.texts[-JOINED_LINES:])
        return max(match_row(label, self.section).values(), default=0.0) >= 1.0

    def _text_value(self, one: Piece) -> bool:
        """Text where a number should be (见附件): no label, and the row is not yet full."""
        if self.current is None or is_label(one.text, self.section) or len(one.text) > LONGEST_TEXT_VALUE:
            return False
        return len(self.current.filled) < self.width(self.current.label)

    def visual(self, row: Row) -> None:
        self.close()
        pieces = [part for one in row.pieces for part in _unglued(one, self.section)]
        segments = _segments(pieces, self.section)
        if len(segments) > 1 and not segments[0][0]:
            del segments[0]  # the row's running number
        for label, run in segments:
            if not run or (not label and not any(piece.value for piece in run) and row.kind is Kind.SPACED):
                self.texts += label
                continue
            before = (*self.texts, *label)
            own = bool(label)
            texts = label if own else self.texts if row.kind is Kind.SPACED else []
            candidate = Candidate(
                tuple(text.text for text in texts), list(run), before, kind=row.kind, own=own, grid=row.grid
            )
            self.found.append(candidate)
            self.texts = []


def candidates(rows: Sequence[Row], section: str, width: Callable[[tuple[str, ...]], int]) -> list[Candidate]:
    """The candidates in `rows`, which are the zone of one table; `width` tells the cells of a row by its label."""
    collector = _Collector(section, width)
    for row in rows:
        collector.row(row)
    collector.close()
    found = collector.found
    for candidate, following in pairwise(found):
        labelled = following.own and following.kind is not Kind.LOOSE
        texts = following.before[: len(following.before) - len(following.label)] if labelled else following.before
        candidate.after = tuple(text.text for text in texts[:MOST_AFTER])
    bare = 0  # candidates right after this one that have no text before them
    for candidate in reversed(found):
        bare_after, bare = bare, 0 if candidate.before or candidate.label else bare + 1
        if candidate.own and candidate.kind is not Kind.LOOSE:
            continue
        labels = _labels(candidate, section)
        candidate.far = len(found) == 1 and labels >= MANY_LABELS
        if bare_after and max(bare_after, labels) >= MANY_LABELS:
            candidate.label, candidate.before, candidate.own = (), (), False
    if found:
        found[-1].after = tuple(text.text for text in collector.texts[:MOST_AFTER])
    return found


def _labels(candidate: Candidate, section: str) -> int:
    """How many whole row labels stand before its numbers."""
    return sum(max(match_row((one.text,), section).values(), default=0.0) >= 1.0 for one in candidate.before)


def _unglued(one: Piece, section: str) -> list[Piece]:
    """规章000 is a label and its numbers glued to it."""
    text = one.text.rstrip()
    head = text.rstrip(GLUED)
    tail = text[len(head) :]
    if not tail or not head or one.value or tail[0] in ".,":
        return [one]
    if max(match_row((head,), section).values(), default=0.0) < 1.0:
        return [one]
    raw = one.raw[-len(tail) :] if one.raw.endswith(tail) else tail
    return [Piece(head, one.raw[: -len(tail)], one.place, one.span), Piece(tail, raw, one.place, one.span)]


def _segments(pieces: Sequence[Piece], section: str) -> list[tuple[list[Piece], list[Piece]]]:
    """A visual row cut into (label cells, run) pairs; usually one, but two rows may stand side by side."""
    segments: list[tuple[list[Piece], list[Piece]]] = []
    label: list[Piece] = []
    run: list[Piece] = []
    for one in pieces:
        text = bool(one.text) and not is_value(one.text)
        if text and is_note(one.text) and (run or label):
            continue
        if text and any(piece.value for piece in run) and _strong(one, section):
            segments.append((label, run))
            label, run = [one], []
        elif text and not run:
            label.append(one)
        elif text and not any(not piece.blank for piece in run) and (not label or is_label(one.text, section)):
            label, run = [*label, one], []  # blanks before a label pad it
        else:
            run.append(one)
    segments.append((label, run))
    return [_text_values(label, run, section) for label, run in segments]


def _strong(one: Piece, section: str) -> bool:
    return max(match_row((one.text,), section).values(), default=0.0) >= CLOSE


def _text_values(label: list[Piece], run: list[Piece], section: str) -> tuple[list[Piece], list[Piece]]:
    """Cells after the label that are no labels are values, though they are text (行政许可 | 见附件)."""
    last = max((i for i, one in enumerate(label) if is_label(one.text, section)), default=len(label) - 1)
    if last + 1 < len(label) and (run or _strong(label[last], section)):
        return label[: last + 1], [*label[last + 1 :], *run]
    return label, run
