"""Texts are made against every regular expression of data/; `python -m tests.hostile.linear` tries them all."""

from __future__ import annotations

import re

from tests.hostile.patterns import Used, steep, used


def test_one_that_is_not_linear_is_found() -> None:
    rule_line = re.compile(r"[\s|+]*(?::?[-=_]{3,}:?[\s|+]*)+")
    assert steep(Used("here", rule_line, frozenset({"fullmatch"}))) is not None


def test_patterns_are_found_wherever_they_stand() -> None:
    patterns = used()
    places = {one.place.partition(":")[0] for one in patterns}
    assert {
        "data.recognise.lines._RULE_LINE",
        "data.recognise.who._ABOVE",  # in a tuple
        "data.recognise.prose.FIGURES",  # in a dictionary
        "data.recognise.who",  # where it is used
        "data.readers.html",
    } <= places
    assert len(patterns) > 100
