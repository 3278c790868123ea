"""The words of the forms, made ready for comparing with what documents print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from data import forms
from data.recognise.glyphs import core, cores, enumerator

T = TypeVar("T")
CLOSE = 0.75  # likeness from which a whole cell counts as a label
LIKE = 0.66  # likeness from which a label may be meant, if the order of the form agrees
CUT = 0.85  # likeness given to a label of which only the beginning or the end is left
JOINED_LINES = 6  # a label is split over at most so many lines or cells


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of one table, all forms together: core → what it may stand for."""

    rows: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[tuple[str, str], ...]]
    groups: frozenset[str]
    numbers: dict[str, tuple[str, str] | None]
    above: dict[str, frozenset[tuple[str, str] | None]]

    @property
    def every(self) -> frozenset[str]:
        return frozenset((*self.rows, *self.columns, *self.groups))


def _add(table: dict[str, list[T]], text: str, what: T) -> None:
    for form_of_label in cores(text):
        if what not in table[form_of_label]:
            table[form_of_label].append(what)


def _vocabulary(section: str) -> Vocabulary:
    rows: dict[str, list[str]] = defaultdict(list)
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    groups: set[str] = set()
    numbers: dict[str, tuple[str, str] | None] = {}
    above: dict[str, frozenset[tuple[str, str] | None]] = {}
    for block in forms.BLOCKS:
        if block.section != section:
            continue
        for row in block.rows:
            _add(rows, row.label, row.code)
            _add(rows, "".join(row.path), row.code)
            _add(rows, "".join(row.path[-2:]), row.code)
            numbers[row.code] = enumerator(row.label)
            above[row.code] = frozenset(map(enumerator, row.path[:-1]))
            groups.update(core(part) for part in row.path[:-1])
        for column in block.columns:
            _add(columns, column.label, (block.form, column.code))
            groups.update(core(part) for part in column.path[:-1])
        groups.update(core(text) for text in (block.caption, block.stub, block.over) if text)
    return Vocabulary(_frozen(rows), _frozen(columns), frozenset(groups), numbers, above)


def _frozen(table: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in table.items()}


VOCABULARIES = {section: _vocabulary(section) for section in forms.TABLE_SECTIONS}


def likeness(text: str, label: str) -> float:
    """How alike two cores are, 0 to 1; a cut label counts as CUT."""
    if text == label:
        return 1.0
    if len(text) >= 3 and (label.startswith(text) or label.endswith(text)):
        return CUT
    likeness = fuzz.ratio(text, label) / 100
    needed = CLOSE if min(len(text), len(label)) <= 4 else LIKE
    # 其他规范性文件 is another row, not a misprint of 规范性文件.
    return 0.0 if likeness < needed or (text.startswith("其他") != label.startswith("其他")) else likeness


@lru_cache(maxsize=4096)
def _similar(text: str, section: str, kind: str) -> tuple[tuple[str, float], ...]:
    table = getattr(VOCABULARIES[section], kind)
    if text in table:
        return ((text, 1.0),)
    found = process.extract(text, table.keys(), scorer=fuzz.partial_ratio, score_cutoff=60, limit=None)
    scored = ((label, likeness(text, label)) for label, _, _ in found)
    return tuple((label, score) for label, score in scored if score)


def match_row(texts: tuple[str, ...], section: str, least: int = 1) -> Mapping[str, float]:
    """Row codes that the last of `texts` may name, `least` or more of them joined, and how surely."""
    return _match_row(texts[-JOINED_LINES:], section, least)


@lru_cache(maxsize=8192)
def _match_row(texts: tuple[str, ...], section: str, least: int) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for count in range(least, min(len(texts), JOINED_LINES) + 1):
        joined = "".join(texts[-count:])
        for code, number in VOCABULARIES[section].numbers.items():
            if number and number[0] != "lower" and number == enumerator(joined) and _begins(code, joined, section):
                found[code] = max(found.get(code, 0.0), CUT)
        for text in cores(joined):
            for label, score in _similar(text, section, "rows"):
                for code in VOCABULARIES[section].rows[label]:
                    found[code] = max(found.get(code, 0.0), _numbered(score, joined, code, section))
    exact = {code: score for code, score in found.items() if score >= 1.0}
    return exact or found


def _begins(code: str, text: str, section: str) -> bool:
    """Whether a short text such as （六）其他 is the beginning of the label with the same number."""
    labels = (label for label, codes in VOCABULARIES[section].rows.items() if code in codes)
    return len(core(text)) >= 2 and any(label.startswith(core(text)) for label in labels)


def _numbered(score: float, text: str, code: str, section: str) -> float:
    """A numbering that agrees or disagrees with the form's decides between labels that are alike."""
    number, wanted = enumerator(text), VOCABULARIES[section].numbers[code]
    if section != "3" or not wanted:
        return score
    if not number:
        return score * (0.9 if len(core(text)) <= 2 else 1.0)  # 其他 and 总计 are column heads too
    if number == wanted:
        return min(1.0, score + 0.1)
    if core(text) not in VOCABULARIES[section].groups and number in VOCABULARIES[section].above[code]:
        return score  # joined with the label of its group
    return score * (0.7 if number[0] != wanted[0] else 0.9)


@lru_cache(maxsize=8192)
def match_columns(text: str, section: str) -> Mapping[tuple[str, str], float]:
    """(form, column code) that a header cell may name, and how surely."""
    found: dict[tuple[str, str], float] = {}
    for variant in cores(text):
        for label, score in _similar(variant, section, "columns"):
            for column in VOCABULARIES[section].columns[label]:
                found[column] = max(found.get(column, 0.0), score)
    return found


@lru_cache(maxsize=8192)
def is_label(text: str, section: str) -> bool:
    """Whether a cell is (part of) a label, header or caption of the table."""
    words = VOCABULARIES[section].every
    for variant in cores(text):
        if variant in words or (len(variant) >= 2 and any(variant in word for word in words)):
            return True
        if len(variant) >= 3 and process.extractOne(variant, words, scorer=fuzz.ratio, score_cutoff=100 * CLOSE):
            return True
    return False


def is_unread(text: str) -> bool:
    """Whether a text has a number in it among signs and nothing else, as markup leaves it: (((32.04."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text)) and not enumerator(text)


def is_head(text: str, section: str) -> bool:
    """Whether a cell is a column head, a caption or a group, not a row of its own."""
    words = VOCABULARIES[section]
    return (
        any(variant in words.columns or variant in words.groups for variant in cores(text))
        or core(text) == "第二十条第"
    )
