"""Which of the forms each table follows: told by its heads, and by the year only where the heads fit several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from data.forms import BY_NAME, FORMS, TABLE_SECTIONS, blocks, differ, of_year
from data.recognise.candidates import candidates
from data.recognise.glyphs import core
from data.recognise.labels import CLOSE, CUT, LIKE, match_columns, match_row
from data.recognise.rows import Row

LONG = 8  # characters; shorter texts are the end of more than one label
SHORT = 2  # characters; a row of so few (其他) is told by its whole label only
ROW = 0.8  # likeness from which any other is told
SAME = 0.1  # forms so nearly alike to a head are not told apart by it
BY_ROWS = "3"  # in table 2 a row label (规范性文件) never counts: many go on writing that of the old form
Fits = frozenset[str]
ALL: Fits = frozenset(FORMS)


def fitting(rows: Sequence[Row], section: str) -> Fits:
    """The forms whose heads fit a table; all of them where none can be made out, or where they don't differ."""
    words = tuple(chain.from_iterable(row.words for row in rows))
    found = _voted(words, section) if section in _OF_COLUMNS else ALL
    if section == BY_ROWS and len(found) > 1:
        found = _narrowed(found, _by_rows(rows, words, section))
    if len(found) > 1:
        found = _narrowed(found, _as_wide(rows, section, found))
    return found if len(found) == 1 else _narrowed(found, _whole(words, section, found))


def all_forms(fits: Mapping[str, Fits], year: int) -> dict[str, str]:
    """Section → form: of those that fit it one that fits the other tables too, and of several the one of the year.

    Where tables don't agree, each has its own; one that does not tell, or is absent, follows 3, else 2, else the year.
    """
    lead = _narrowed(fits.get("3", ALL), fits.get("2", ALL))
    return {section: of_year(year, _narrowed(fits.get(section, ALL), lead)) for section in TABLE_SECTIONS}


def unclear(found: Fits, section: str, form: str, year: int) -> list[str]:
    """How the codes of those cells of a table begin that other forms don't have which fit as well.

    A form that came later is none of those, unless the heads tell nothing at all.
    """
    others = [
        other for other in found if differ(section, form, other) and (found == ALL or BY_NAME[other].since <= year)
    ]
    if any(_columns(form, section) != _columns(other, section) for other in others):
        return [f"{section}."]
    own = {row.code for block in blocks(form, section) for row in block.rows}
    held = [{row.code for block in blocks(other, section) for row in block.rows} for other in others]
    return [f"{section}.{code}." for code in own if not all(code in rows for rows in held)]


def _narrowed(found: Fits, more: Fits) -> Fits:
    return found & more or found


@cache
def _columns(form: str, section: str) -> tuple[tuple[str, str], ...]:
    """Code and core of the label of each column of a table."""
    return tuple((column.code, core(column.label)) for block in blocks(form, section) for column in block.columns)


# Sections whose columns are not the same in all forms.
_OF_COLUMNS = frozenset(s for s in TABLE_SECTIONS if len({_columns(form, s) for form in FORMS}) > 1)


@lru_cache(maxsize=256)
def _voted(texts: tuple[str, ...], section: str) -> Fits:
    """The forms that most column heads are of."""
    votes = dict.fromkeys(FORMS, 0.0)
    for text in _heads(texts, section):
        best: dict[str, float] = {
            form: 1.0 for form, labels in _TELLING[section].items() if any(label in core(text) for label in labels)
        }
        for (form, _), score in match_columns(text, section).items():
            best[form] = max(best.get(form, 0.0), score if score >= LIKE else 0.0)
        most = max(best.values(), default=0.0)
        meant = [form for form, score in best.items() if most - score < SAME]
        if len(meant) < len(FORMS):
            for form in meant:
                votes[form] += most
    return frozenset(form for form in votes if votes[form] == max(votes.values()))


def _telling(section: str) -> dict[str, frozenset[str]]:
    """Form → its column heads that are no part of those of a form without them: they tell even when run together."""
    heads = {form: {label for _, label in _columns(form, section)} for form in FORMS}
    common = set.intersection(*heads.values())

    def alone(head: str) -> bool:
        return not any(head in other for own in heads.values() if head not in own for other in own)

    return {form: frozenset(head for head in heads[form] - common if alone(head)) for form in FORMS}


_TELLING = {section: _telling(section) for section in _OF_COLUMNS}


def _heads(texts: Sequence[str], section: str) -> list[str]:
    """Every text, and two joined where neither is a head by itself (本年新 / 制作数量)."""
    whole = [any(score >= CUT for score in match_columns(text, section).values()) for text in texts]
    pairs = zip(zip(texts, whole, strict=True), zip(texts[1:], whole[1:], strict=True), strict=False)
    return [*texts, *(a + b for (a, known), (b, also) in pairs if not (known and also))]


def _telling_rows(section: str) -> dict[str, tuple[str, Fits]]:
    """Each row that not all forms have: core of its label, and the forms that have it."""
    labels: dict[str, str] = {}
    having: dict[str, Fits] = {}
    for form in FORMS:
        for row in (row for block in blocks(form, section) for row in block.rows):
            labels[row.code] = core(row.label)
            having[row.code] = having.get(row.code, frozenset()) | {form}
    return {code: (label, having[code]) for code, label in labels.items() if having[code] != ALL}


_ROWS = _telling_rows(BY_ROWS)


def _by_rows(rows: Sequence[Row], words: tuple[str, ...], section: str) -> Fits:
    """The forms that have the rows named here which not all forms have: （六）其他处理 as one row, or as three."""
    found = _named(words, section)
    if len(found) == 1:
        return found
    width = min(len(block.columns) for form in found for block in blocks(form, section))
    short = {code: one for code, one in _ROWS.items() if len(one[0]) < LONG}
    for candidate in candidates(rows, section, lambda _: width):
        scores = match_row(candidate.label, section)
        for code, (label, having) in short.items():
            if scores.get(code, 0.0) >= (1.0 if len(label) <= SHORT else ROW):
                found = _narrowed(found, having)
                if len(found) == 1:
                    return found
    return found


@lru_cache(maxsize=256)
def _named(texts: tuple[str, ...], section: str) -> Fits:
    """The forms that have the rows with a long label which are named."""
    found = ALL
    for text in (*texts, *(a + b for a, b in pairwise(texts))):
        if len(core(text)) >= LONG:
            for code, score in match_row((text,), section).items():
                if score >= CLOSE and code in _ROWS and len(_ROWS[code][0]) >= LONG:
                    found = _narrowed(found, _ROWS[code][1])
        if len(found) == 1:
            break
    return found


def _as_wide(rows: Sequence[Row], section: str, among: Fits) -> Fits:
    """Those of the forms whose only block has as many columns as most rows have cells, where they differ in that."""
    wide = {form: len(blocks(form, section)[0].columns) for form in among if len(blocks(form, section)) == 1}
    if len(wide) < len(among) or len(set(wide.values())) < 2:
        return among
    counts = Counter(len(one.run) for one in candidates(rows, section, lambda _: max(wide.values())) if one.run)
    most = max(counts, key=lambda cells: counts[cells], default=0)
    return frozenset(form for form in among if wide[form] == most)


def _whole(texts: tuple[str, ...], section: str, among: Fits) -> Fits:
    """Those of the forms of which every column is named: one that wants a column more than there is does not fit."""
    if len({_columns(form, section) for form in among}) < 2:
        return among
    named = {head for text in texts for head, score in match_columns(text, section).items() if score >= CUT}
    return frozenset(form for form in among if all((form, code) in named for code, _ in _columns(form, section)))
