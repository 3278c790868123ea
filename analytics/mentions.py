"""What reports say in their prose: which of them use some words, how often, and the passages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analytics.coverage import ABSENT, coverage
from analytics.places import bodies
from data import forms
from data.errors import BadRequest
from data.store import Snapshot

SECTIONS = ("0", *(section.number for section in forms.SECTIONS))  # "0": what stands before the first heading
WORDS_MAX, LETTERS_MAX = 12, 60  # of one question: nobody asks for more, and each word costs a pass
AROUND = 60  # letters shown on either side of a word, if its sentence is as long

_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_QUOTES, _PLAIN = "“”‘’「」『』", "\"\"''\"\"''"
_BLANKS = (*range(9, 14), 32, 0x85, 0xA0, *range(0x2000, 0x200E), 0x2028, 0x2029, 0x202F, 0x3000, 0xFEFF)
_GONE = "".join(map(chr, _BLANKS))
# Each letter stands once: the first that `translate` of DuckDB or of Python finds counts.
FROM = _WIDE + _UPPER + _QUOTES + _GONE
TO = _NARROW.lower() + _LOWER + _PLAIN
_TABLE = str.maketrans(FROM[: len(TO)], TO, _GONE)
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_BREAK = re.compile(r"[ \t\u3000]*\n\s*")
_END = re.compile(r"[。！？；!?;]")
_EITHER = ("|", "或")


@dataclass(frozen=True)
class Question:
    """What is searched for: a report must say one word of each list in `every`, and none of `without`.

    Words are as they are compared: without blanks, in one width and case.
    """

    every: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words to be shown."""
        return tuple(dict.fromkeys(word for some in self.every for word in some))

    @property
    def counted(self) -> tuple[str, ...]:
        """The words to be counted: not those that hold another one, whose places would count twice."""
        return tuple(word for word in self.words if not any(one in word for one in self.words if one != word))


@dataclass(frozen=True)
class Passage:
    """A sentence, or the part of a long one, that says a word asked for: its section, and its text in pieces.

    Each piece tells whether it is a word asked for.
    """

    section: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The passage as it stands."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Mentions:
    """`table` has one row per unit and year, as `coverage` has them, with `state` and `places`.

    `state` is `said` (`places`: how often), `silent` (its prose does not say so), `no_prose` (no prose was read: it
    can't be told), or why there is no report: `not_in_store`, `not_existing`. `looked` has one row per report, the last
    year first, with the columns of mentions.sql.
    """

    question: Question
    asked: str
    sections: tuple[str, ...]
    table: pd.DataFrame
    looked: pd.DataFrame

    @property
    def reports(self) -> pd.DataFrame:
        """The reports that say so."""
        return self.looked[self.looked["places"].fillna(0) > 0]

    @property
    def read(self) -> pd.DataFrame:
        """The reports with prose to look at."""
        return self.looked[self.looked["places"].notna()]

    @property
    def years(self) -> list[int]:
        """The years looked at, in order."""
        return sorted(int(year) for year in self.table["year"].unique())


def folded(text: str) -> str:
    """Text as it is compared: no blanks, full-width letters as half-width ones, small letters, plain quotes."""
    return text.translate(_TABLE)


def question(asked: str) -> Question:
    """What a person typed: words between blanks must all occur; `A | B` or `A 或 B` is either; `-A` must not; "…" keeps
    blanks, bars and signs as letters.

    Raises BadRequest if there is no word to look for, or too many or too long ones.
    """
    every: list[list[str]] = []
    without: list[str] = []
    either = False
    for minus, quoted, bare in _TERM.findall(asked.translate(str.maketrans("“”＂｜－　", '"""|- '))):
        if not quoted and not minus and bare in _EITHER:
            either = bool(every)
            continue
        for place, word in enumerate([quoted] if quoted else bare.replace('"', "").split("|")):
            if not (word := folded(word)):
                continue
            if minus:
                without.append(word)
            elif (either or place) and every:
                every[-1].append(word)
            else:
                every.append([word])
        either = not quoted and bare.endswith("|")
    words = [*without, *(word for some in every for word in some)]
    if not every:
        raise BadRequest("search_no_word")
    if len(words) > WORDS_MAX or max(map(len, words)) > LETTERS_MAX:
        raise BadRequest("search_too_much", most=WORDS_MAX, letters=LETTERS_MAX)
    return Question(tuple(tuple(dict.fromkeys(some)) for some in every), tuple(dict.fromkeys(without)))


def mentions(
    snapshot: Snapshot,
    asked: str,
    years: Sequence[int] | None = None,
    places: Sequence[str] | None = None,
    made_up: bool | None = None,
    boundaries: str = "reported",
    sections: Sequence[str] = (),
) -> Mentions:
    """Which reports say what `asked` asks for (see `question`) in these sections (all, if none is named).

    Units, years and what is refused are as for `trend`; raises BadRequest as `question` does.
    """
    looked = tuple(one for one in SECTIONS if one in sections) or SECTIONS
    wanted = question(asked)
    rows, shown, world = bodies(snapshot, boundaries).asked(places, years, made_up)
    found = _kept(snapshot, wanted, rows, shown, world, boundaries, looked)
    grid = coverage(snapshot, years, places, made_up, boundaries).table
    return Mentions(wanted, asked.strip(), looked, _grid(grid, found), found.copy(deep=False))


@lru_cache(maxsize=8)  # a snapshot never changes, and every rerun of a screen asks the same again
def _kept(
    snapshot: Snapshot,
    wanted: Question,
    rows: tuple[int, ...],
    years: tuple[int, ...],
    made_up: bool,
    boundaries: str,
    sections: tuple[str, ...],
) -> pd.DataFrame:
    cursor = snapshot.cursor()
    cursor.register("unit", bodies(snapshot, boundaries).made_of(rows))
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    asked = {"every": list(map(list, wanted.every)), "without": list(wanted.without), "words": list(wanted.counted)}
    of_view = {"years": list(years), "made_up": made_up, "sections": list(sections)}
    found = cursor.execute(sql, asked | of_view | {"from": FROM, "to": TO}).df()
    found["places"] = found["places"].astype("Int64")
    return found


def _grid(grid: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Units and years with the sum of their reports (several on today's boundaries) and what can be told of them."""
    sums = found.groupby(["jurisdiction", "year"], as_index=False).agg(
        places=("places", lambda places: places.sum(min_count=1))
    )
    table = grid[["jurisdiction", "kind", "area", "year", "state", "report", "reports"]].merge(
        sums, on=["jurisdiction", "year"], how="left"
    )
    states = []
    for state, places in zip(table["state"], table["places"], strict=True):
        if state in ABSENT:
            states.append(state)
        elif pd.isna(places):
            states.append("no_prose")
        else:
            states.append("said" if places else "silent")
    return table.assign(state=states)


def passages(
    snapshot: Snapshot, reports: Iterable[int], found: Question, sections: Sequence[str] = SECTIONS
) -> dict[int, list[Passage]]:
    """The passages that say a word asked for, of each of these reports in its order."""
    said: dict[int, list[Passage]] = {int(report): [] for report in reports}
    rows = snapshot.cursor().execute(
        "SELECT report, section, text FROM narrative WHERE report IN (SELECT unnest(?::INTEGER[])) "
        "AND section IN (SELECT unnest(?::VARCHAR[])) ORDER BY report, section",
        [list(said), list(sections)],
    )
    for report, section, text in rows.fetchall():
        said[report] += [Passage(section, pieces) for pieces in _passages(text, found)]
    return said


def pieces(text: str, found: Question) -> tuple[tuple[str, bool], ...]:
    """A text cut into the words asked for and what stands between them."""
    return _cut(text, 0, len(text), spans(text, found))


def spans(text: str, found: Question) -> list[tuple[int, int]]:
    """Where the words asked for stand in a text, in order, those that overlap as one."""
    letters = [(small, at) for at, letter in enumerate(text) if (small := letter.translate(_TABLE))]
    plain = "".join(small for small, _ in letters)
    places = sorted(
        (match.start(), match.end()) for word in found.words for match in re.finditer(re.escape(word), plain)
    )
    merged: list[list[int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [(letters[start][1], letters[end - 1][1] + 1) for start, end in merged]


def _passages(text: str, found: Question) -> list[tuple[tuple[str, bool], ...]]:
    """The sentences of a text that say a word; a line's end in them is none of theirs."""
    whole = _BREAK.sub("", text.strip())
    places = spans(whole, found)
    result, done = [], 0
    for start, _ in places:
        if start < done:
            continue
        before = [match.end() for match in _END.finditer(whole, done, start)]
        first = max(before[-1] if before else done, start - AROUND)
        inside = [(a, b) for a, b in places if a >= start]
        stop = _END.search(whole, start)
        last = min(stop.end() if stop else len(whole), start + 2 * AROUND)
        last = max([last, *(b for a, b in inside if a < last)])
        cut = _cut(whole, first, last, places)
        head, tail = first > (before[-1] if before else done), last < (stop.end() if stop else len(whole))
        result.append((*((("…", False),) if head else ()), *cut, *((("…", False),) if tail else ())))
        done = last
    return result


def _cut(text: str, first: int, last: int, places: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    cut: list[tuple[str, bool]] = []
    at = first
    for start, end in places:
        if first <= start and end <= last:
            cut += [(text[at:start], False), (text[start:end], True)]
            at = end
    cut.append((text[at:last], False))
    return tuple((piece, word) for piece, word in cut if piece)
