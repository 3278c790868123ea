"""Several reports in one file, or several tables of one section in a report: which of them is meant.

The file's name and the title above all tell of reports, the words right above it of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.errors import BadDocument
from data.forms import FORMS, blocks
from data.recognise.glyphs import core, simplify
from data.recognise.labels import VOCABULARIES
from data.recognise.rows import Kind, Row
from data.recognise.zones import heading, one_report, tells, zones

ABOVE = 4  # rows of text above a table that may say whose it is
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?!\d)")
TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?:政府|政务)?信息公开.{0,8}(?:报告|年报)")
_PERIOD = re.compile(r"自?((?:19|20)\d\d)年1月1日")
HEAD = 20  # rows above a report's first heading in which its title may stand
_LAST = re.compile(r"上一?年度?(?!结转|项目)|去年|往年|上年同期")


@dataclass(frozen=True, slots=True)
class Several:
    """The tables of a section, each as the rows that are its own, and which to read.

    `chosen` is None where nothing tells them apart.
    """

    tables: tuple[frozenset[int], ...]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a table: it stands in its section; the words above it name this year; they name another one."""

    headed: bool
    own: bool
    other: bool

    @property
    def weight(self) -> int:
        return self.headed + 2 * self.own - 2 * self.other

    def over(self, one: Told) -> bool:
        """Whether this and no other than this is the year's: a sentence that names the year may speak of anything, so
        the other one must be said to be another year's, or stand outside the section that this one stands in
        (eye/r01_last_year_table_before.docx, with both headings damaged).
        """
        outside = self.headed and not one.headed and not one.own
        return self.weight > one.weight and not self.other and (one.other or outside)


def several(rows: Sequence[Row], section: str, year: int | None) -> Several | None:
    """None for a section that has one table, or the same one again."""
    starts = _starts(rows, section)
    if len(starts) < 2:
        return None
    edges = [_top(rows, start, starts[at - 1] if at else 0) for at, start in enumerate(starts)]
    ends = [_bottom(rows, start, end) for start, end in zip(starts, [*edges[1:], len(rows)], strict=True)]
    if len({_numbers(rows[begin:end]) for begin, end in zip(edges, ends, strict=True)}) == 1:
        return None
    told = [_told(rows, begin, start, section, year) for begin, start in zip(edges, starts, strict=True)]
    tables = tuple(
        frozenset(at for at in range(begin, end) if not _beside(rows[at], at < start and not one.headed))
        for begin, start, end, one in zip(edges, starts, ends, told, strict=True)
    )
    best = max(range(len(told)), key=lambda at: told[at].weight)
    return Several(tables, best if all(told[best].over(one) for at, one in enumerate(told) if at != best) else None)


def _starts(rows: Sequence[Row], section: str) -> list[int]:
    """Where the first row of the form's table stands again after its last rows."""
    first, *others = _common_rows(section)
    found: list[int] = []
    since: set[str] = set()
    for index, row in enumerate(rows):
        named = {code for text in row.words for code in VOCABULARIES[section].rows.get(core(text), ())}
        if row.kind is Kind.PROSE or heading(row.text):
            continue
        if first in named and (not found or len(since.intersection(others)) >= min(len(others), 3)):
            found.append(index)
            since = set()
        since |= named
    return found


@cache
def _common_rows(section: str) -> tuple[str, ...]:
    """The rows of a table that every form has."""
    rows = [[row.code for block in blocks(form, section) for row in block.rows] for form in FORMS]
    return tuple(code for code in rows[0] if all(code in own for own in rows))


def _top(rows: Sequence[Row], start: int, least: int) -> int:
    """The first row above a table that may speak of it: of its own heads, and a few of text above them."""
    top, texts = start, 0
    while top > least and texts < ABOVE and not any(piece.value for piece in rows[top - 1].pieces):
        top -= 1
        texts += rows[top].kind in (Kind.PROSE, Kind.LOOSE) and bool(rows[top].text)
        if heading(rows[top].text):
            break
    return top


def _bottom(rows: Sequence[Row], start: int, end: int) -> int:
    """The row after the last that may be the table's: a heading ends it."""
    return next((at for at in range(start, end) if heading(rows[at].text)), end)


def _beside(row: Row, outside: bool) -> bool:
    """Whether a row is no table's: prose, and above a table that stands in another section any text (无。) of that."""
    return row.kind is Kind.PROSE or (outside and row.kind is Kind.LOOSE and not any(map(tells, row.words)))


def _told(rows: Sequence[Row], begin: int, start: int, section: str, year: int | None) -> Told:
    headed = next((number for row in reversed(rows[:start]) if (number := heading(row.text))), None) == section
    texts = [simplify(row.text) for row in rows[begin:start]]
    years = next((found for text in reversed(texts) if (found := set(YEAR.findall(text)))), set())
    own = bool(years) and str(year) in years
    return Told(headed, own, (bool(years) and not own) or any(_LAST.search(text) for text in texts))


def _numbers(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(piece.text for row in rows for piece in row.pieces if piece.value)


def own_report(rows: Sequence[Row], file: str, filed: int | None) -> tuple[list[Row], bool, tuple[int, ...]]:
    """The rows of the report that is meant where several stand in one file, whether there are others, and their years.

    The file's name says which, else a title above all of them. The year of the one that is meant comes first; there
    are none where all are of one year. Raises BadDocument if they are of different years and nothing says which.
    """
    cuts = [0]
    while (more := one_report(rows[cuts[-1] :], zones(rows[cuts[-1] :]))) < len(rows) - cuts[-1]:
        cuts.append(_title_above(rows, cuts[-1] + more))
        if cuts[-1] <= cuts[-2]:
            break
    parts = [list(rows[begin:end]) for begin, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]
    if len(parts) == 1:
        return parts[0], False, ()
    titles = [_titled(part) for part in parts]
    years = [own[-1] if own else None for own in titles]
    if None in years or len(set(years)) == 1:
        return parts[0], True, ()
    asked = filed if filed in years else titles[0][0] if len(titles[0]) > 1 else None
    if asked not in years:
        raise BadDocument("years_in_file", file=file, years="、".join(str(year) for year in years))
    others = [year for year in years if year not in (asked, None)]
    return parts[years.index(asked)], True, tuple(year for year in (asked, *others) if year is not None)


def _title_above(rows: Sequence[Row], at: int) -> int:
    """Where the report begins whose first heading stands at a row."""
    for index in range(at - 1, max(at - HEAD, 0), -1):
        if heading(rows[index].text):
            break
        if TITLE.search(simplify(rows[index].text)):
            return index
    return at


def _titled(rows: Sequence[Row]) -> list[int]:
    """The years of the titles, or the periods, above the first heading."""
    first = next((index for index, row in enumerate(rows) if heading(row.text)), len(rows))
    texts = [simplify(row.text) for row in rows[:first]]
    found = [int(year) for text in texts for year in TITLE.findall(text)]
    return found or [int(year) for text in texts for year in _PERIOD.findall(text)]
