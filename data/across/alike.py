"""雷同: how much of a report's own words also stand in another report, clause by clause.

A clause is what stands between two punctuation marks. Digits, blanks and the body's own names are left out of the
comparison; so are clauses too short to be anyone's own, those that tell a count, and those that the form or custom
prescribes (`boilerplate.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz import fuzz, process

from data import declarations

SHORTEST = 6  # characters: shorter clauses say too little to be copied
SAME = 85  # of 100: a clause is the same with a word or two changed
SIGNS = 2  # characters between two clauses that follow each other
SECTIONS = ("0", "1", "5", "6")  # those of the tables hold remarks and the form's own instructions

_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_COUNT = re.compile(r"\d\s*(?:余|多)?[条件次个篇期场人份项户处部名家套批元万]")
_NO_WORDS = re.compile(r"[\W\d_]+")
_NUMBERED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、是]+|第[一二三四五六七八九十]+)")
_SELF = re.compile(r"[我本全](?:乡|镇|街道|办事处|办|局|县|市|区|委|单位|机关)")
_SIGNED = "(?:人民政府|办事处)?(?:党政综合办公室|党政办公室|办公室)?"


class Clause(NamedTuple):
    """A clause of one section: where it stands in that text, and `key`, what is compared."""

    section: str
    start: int
    end: int
    key: str


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(declarations.read(Path(__file__).with_name("boilerplate.yaml"), list[str])))


def clauses(narrative: Mapping[str, str], names: Collection[str]) -> list[Clause]:
    """The own words of a report, in reading order; `names` are those of its body and of the places above it."""
    told = "|".join(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))
    named = re.compile(f"(?:{told})+{_SIGNED}" if told else r"(?!)")
    found = []
    for section in SECTIONS:
        for match in _CLAUSE.finditer(narrative.get(section, "")):
            text = _NUMBERED.sub("", normalize("NFKC", match[0]))
            if _COUNT.search(text):
                continue
            key = _SELF.sub("", named.sub("", _NO_WORDS.sub("", text)))
            if len(key) >= SHORTEST and not _boilerplate().search(key):
                found.append(Clause(section, match.start(), match.end(), key))
    return found


def same(own: Sequence[str], other: Collection[str]) -> list[bool]:
    """For each of the own keys whether the other report has it too, or nearly."""
    exact = set(other)
    left = [key for key in dict.fromkeys(own) if key not in exact]
    near: set[str] = set()
    if left and exact:
        scores = process.cdist(left, list(exact), scorer=fuzz.ratio, score_cutoff=SAME)
        near = {key for key, row in zip(left, scores, strict=True) if row.any()}
    return [key in exact or key in near for key in own]


def share(own: Sequence[str], hits: Sequence[bool]) -> float:
    """How much of the own words is the same, by characters; 0 if there are none."""
    size = sum(map(len, own))
    return sum(len(key) for key, hit in zip(own, hits, strict=True) if hit) / size if size else 0.0


def passages(found: Sequence[Clause], hits: Sequence[bool]) -> list[tuple[str, int, int]]:
    """What is the same as (section, start, end), in reading order; clauses with but a sign between are one passage."""
    joined: list[tuple[str, int, int]] = []
    before = None
    for clause, hit in zip(found, hits, strict=True):
        if hit and before and before.section == clause.section and clause.start - before.end <= SIGNS:
            section, start, _ = joined.pop()
            joined.append((section, start, clause.end))
        elif hit:
            joined.append((clause.section, clause.start, clause.end))
        before = clause if hit else None
    return joined
