"""Sums of what a sentence told piece by piece: 许可决定44件之外，另有分社许可6件，总量50件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.prose.fact import Fact, Kind
from data.prose.words import words

_SUM = re.compile(r"(?:合计|共计|总计|总共|一共|统共|拢共|共有?|总数|总量|总额|相加|加起来|之和)[^,。;:\d]{0,6}$")
_ONE_WAY = frozenset({"licences", "penalties", "coercion", "fees", "procurement"})  # have one cell, whatever the verb
_MANY_WAYS = frozenset({"applications", "reviews", "suits", "suits_direct", "suits_after_review", "disputes"})
_WITHIN = re.compile("[上下]半年|季度|(?<!年)\\d{1,2}月|[一二三四五六七八九十]月")  # a time within the year
_ALL_YEAR = re.compile("全年|整年|年内|本年|一年")
_MOST = 6  # pieces of one sum
_PLAIN = (Kind.ABSOLUTE, Kind.PART)


def totalled(facts: Sequence[Fact], plain: str, year: int) -> list[Fact]:
    """The facts of a sentence: a number that sums up the last ones is of what they are of, and they are its parts."""
    told = list(facts)
    for place, fact in enumerate(told):
        if not _SUM.search(plain, _clause(plain, fact.start), fact.start) or not _known(fact, year):
            continue
        pieces = _pieces(told, place)
        keys = list(dict.fromkeys(told[one].measure for one in pieces if told[one].measure))
        if len(keys) != 1 or fact.measure not in ("", keys[0]) or _foreign(told, pieces, keys[0], plain):
            continue
        if any(told[one].column != fact.column or not _piece(told, one, plain, year) for one in pieces):
            continue
        of_times = [told[one].year is None for one in pieces]
        if any(of_times) and not (all(of_times) and _ALL_YEAR.search(plain, told[place - 1].end, fact.start)):
            continue
        told[place] = replace(fact, measure=keys[0], kind=Kind.ABSOLUTE)
        for one in pieces:
            told[one] = replace(told[one], kind=Kind.PART, measure="")
    return told


def _known(fact: Fact, year: int) -> bool:
    """Whether a number is the reporter's own of this year and written exactly."""
    return fact.kind in _PLAIN and bool(fact.said) and not fact.who and fact.year == year


def _piece(told: Sequence[Fact], place: int, plain: str, year: int) -> bool:
    """Whether a number may be a piece of this year's sum: the year's own, or that of a time within it."""
    fact = told[place]
    if fact.year is None and fact.kind is Kind.PART and _WITHIN.search(_beside(told, place, plain)):
        fact = replace(fact, year=year)
    return _known(fact, year)


def _beside(told: Sequence[Fact], place: int, plain: str) -> str:
    """The words of its clause before a number."""
    start = told[place].start
    return plain[max(_clause(plain, start), told[place - 1].end if place else 0) : start]


def _clause(plain: str, at: int) -> int:
    return max(plain.rfind(sign, 0, at) for sign in ",;。:") + 1


def _pieces(told: Sequence[Fact], place: int) -> list[int]:
    """The last numbers, two at least, that the one at this place is the sum of; none if it is of no such."""
    left, found = told[place].said or Decimal(0), []
    for one in reversed(range(place)):
        if (told[one].unit == "元") != (told[place].unit == "元") or told[one].said is None:
            continue
        left -= told[one].said or Decimal(0)
        found.append(one)
        if not left and len(found) > 1:
            return found
        if left < 0 or len(found) == _MOST:
            break
    return []


def _foreign(told: Sequence[Fact], pieces: Sequence[int], key: str, plain: str) -> bool:
    """Whether a piece counts something else than what they are said to be of."""
    thing, _, verb = key.partition(".")
    for one in pieces:
        if told[one].measure:
            continue
        beside = _beside(told, one, plain)
        if thing in _MANY_WAYS and not _WITHIN.search(beside):
            return True
        cut = words(beside)
        if any(word.tag == "thing" and word.value != thing for word in cut):
            return True
        if thing not in _ONE_WAY and any(word.tag == "verb" and word.value != verb for word in cut):
            return True
    return False
