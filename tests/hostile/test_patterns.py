"""No regular expression of data/ takes more than its share for a longer text, whatever the text is."""

from __future__ import annotations

import re

import pytest

from tests.hostile.patterns import Used, steep, used

PATTERNS = used()


@pytest.mark.parametrize("one", PATTERNS, ids=[one.place for one in PATTERNS])
def test_a_pattern_is_linear(one: Used) -> None:
    assert steep(one) is None


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"[\s|+]*(?::?[-=_]{3,}:?[\s|+]*)+", "fullmatch"),
        (r"(?:公开|发布)(?:政府|公开)*信息", "search"),
        (r"[×_]{2,}(?=镇)", "finditer"),
        (r"(a|a)+b", "match"),
        (r"\d+\s*\d+件", "search"),
        (r"^.*(?:标题|名称).*年报$", "match"),
    ],
)
def test_one_that_is_not_is_found(pattern: str, way: str) -> None:
    assert steep(Used("here", re.compile(pattern), frozenset({way}))) is not None


def test_patterns_are_found_wherever_they_stand() -> None:
    places = {one.place.partition(":")[0] for one in PATTERNS}
    assert {
        "data.recognise.lines._RULE_LINE",
        "data.recognise.who._ABOVE",  # in a tuple
        "data.recognise.prose.FIGURES",  # in a dictionary
        "data.checks.told._FIGURES",  # in things of a tuple
        "data.recognise.who",  # where it is used
        "data.readers.html",
    } <= places
    assert len(PATTERNS) > 100
