"""Where each of the three tables stands in the flow, told by its own labels: headings may be lost."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from data.forms import SECTIONS, TABLE_SECTIONS
from data.recognise.glyphs import core, enumerator
from data.recognise.labels import VOCABULARIES, match_columns
from data.recognise.rows import Kind, Row

NEAR = 15  # rows within which a second label must follow: one alone may be a word of the prose
FAR = 40  # rows; labels further apart than this are not of one table
HEADING_LIKE, NUMBERED_HEADING_LIKE = 85, 60
OPENING, CLOSING = ("1", "2"), ("5", "6")  # sections before the tables' end, and after it
_TOO_COMMON = {"其他", "总计"}


@lru_cache(maxsize=4096)
def heading(text: str) -> str | None:
    """The section number that a line opens, its title being whole, cut, renumbered or given a prefix."""
    plain = core(text)
    if not 4 <= len(plain) <= 40:
        return None
    for section in SECTIONS:
        for words in map(core, section.match):
            numbered = enumerator(text) == ("upper", section.title[0]) and len(plain) >= 5
            if fuzz.ratio(plain, words) >= (NUMBERED_HEADING_LIKE if numbered else HEADING_LIKE):
                return section.number
            if plain.endswith(words) and len(plain) <= len(words) + 12:
                return section.number
    return None


@lru_cache(maxsize=8192)
def tells(text: str) -> str | None:
    """The table that a cell's text belongs to beyond doubt, or None."""
    plain = core(text)
    if len(plain) < 2 or plain in _TOO_COMMON:
        return None
    if "勾稽关系" in plain or plain.startswith("申请人情况"):
        return "3"
    if plain.startswith("第二十条"):
        return "2" if len(plain) <= 12 else None
    for section in TABLE_SECTIONS:
        words = VOCABULARIES[section]
        if plain in words.rows or plain in words.columns or plain in words.groups:
            return section
    for section in ("2", "3"):
        if any(score >= 0.8 for score in match_columns(text, section).values()):
            return section
    if len(plain) >= 6 and any(fuzz.ratio(plain, label) >= HEADING_LIKE for label in VOCABULARIES["3"].rows):
        return "3"
    return None


def zones(rows: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """Section → its first row and the one after its last; a table without labels is left out."""
    marks: dict[str, list[int]] = {section: [] for section in TABLE_SECTIONS}
    headings: dict[str, int] = {}
    ends: list[int] = []
    for index, row in enumerate(rows):
        number = heading(row.text)
        if row.kind is Kind.PROSE or number:
            if number in marks:
                headings[number] = index
            elif number in CLOSING:
                ends.append(index)
            continue
        for piece in row.pieces:
            if piece.text and not piece.value and (section := tells(piece.text)):
                marks[section].append(index)
    starts = {section: start for section, found in marks.items() if (start := _first_of_cluster(found)) is not None}
    for section, index in headings.items():  # labels too damaged to tell: what stands under the heading
        if section not in starts:
            starts[section], marks[section] = index, [*marks[section], index]
    for section, index in headings.items():  # numbers may stand above a table's first label
        later = [start for start in starts.values() if start > index]
        if section in starts and starts[section] == min(later, default=-1) and starts[section] - index <= FAR:
            starts[section] = index
    return {section: (start, _end(section, start, starts, marks, ends, len(rows))) for section, start in starts.items()}


def one_report(rows: Sequence[Row], found: dict[str, tuple[int, int]]) -> int:
    """How many rows belong to the first report: another may follow on the page, or the same once more."""
    first = min((start for start, _ in found.values()), default=len(rows))
    ended = False
    for index, row in enumerate(rows[first:], first):
        number = heading(row.text)
        ended = ended or number in CLOSING
        if ended and number in OPENING:
            return index if zones(rows[index:]) else len(rows)
    return len(rows)


def _first_of_cluster(marks: Sequence[int]) -> int | None:
    for here, following in itertools.pairwise(marks):
        if following - here <= NEAR:
            return here
    return None


def _last_of_chain(marks: Sequence[int], start: int, ends: Sequence[int]) -> int:
    """The table's last label; what follows far below, or behind a heading, is the same table printed again."""
    last = start
    for mark in sorted(marks):
        far = NEAR if any(last < end < mark for end in ends) else FAR
        if last < mark <= last + far:
            last = mark
    return last


def _end(
    section: str, start: int, starts: dict[str, int], marks: dict[str, list[int]], ends: Sequence[int], total: int
) -> int:
    later = [other for other in starts.values() if other > start]
    last_mark = _last_of_chain(marks[section], start, ends)
    later += (
        [end for end in ends if end > min(last_mark, *later, total)] if later else [e for e in ends if e > last_mark]
    )
    return min(later, default=total)
