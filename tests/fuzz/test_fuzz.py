"""Some of the damaged documents of `python -m tests.fuzz.run`, whatever is done to them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from data.errors import BadDocument
from data.sources import Source
from tests.fuzz.inputs import SHARES, WHOLE, made
from tests.fuzz.judge import READ, REFUSED, by_name, judged

COUNT = 201  # the first whole PDF is the last of them


@pytest.fixture(scope="module")
def verdicts() -> dict[int, tuple[str, str, str]]:
    return {number: judged(number) for number in range(COUNT)}


def test_a_damaged_document_is_read_or_refused_and_soon(verdicts: dict[int, tuple[str, str, str]]) -> None:
    odd = {number: told for number, told in verdicts.items() if told[1] not in (READ, REFUSED)}
    assert odd == {}


def test_damage_reaches_every_format_and_leaves_some_of_each_whole(verdicts: dict[int, tuple[str, str, str]]) -> None:
    kinds = Counter(kind for kind, _, _ in verdicts.values())
    assert set(kinds) == set(SHARES)
    assert Counter(told[1] for told in verdicts.values()).keys() == {READ, REFUSED}


def test_whole_tables_are_read_whole_whatever_happens_around_them(verdicts: dict[int, tuple[str, str, str]]) -> None:
    read = [told for told in verdicts.values() if told[0] in WHOLE and told[1] == READ]
    assert len(read) > COUNT / 20


def test_an_input_is_the_same_whenever_it_is_made() -> None:
    assert made(7) == made(7)


def test_the_verdict_travels_between_processes() -> None:
    said = by_name(Source("7", (), True, Path()))
    assert isinstance(said, BadDocument)
    assert (said.values["kind"], said.values["verdict"]) == judged(7)[:2]
