"""Every title of many views read back in both languages and recomputed: none false, no doubt unmarked, none dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest

import words
from tests.claims.claim import View
from tests.claims.judged import judge
from tests.claims.stores import NAMES, world
from tests.claims.views import views

LEAST_VIEWS = 300
Looked = Callable[[str], Sequence[View]]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """All views of the store of a kind, made when they are asked for."""
    return cache(lambda name: tuple(views(world(name, tmp_path_factory.mktemp(name) / "store"))))


@pytest.mark.parametrize("name", NAMES)
def test_every_title_is_true(name: str, looked: Looked) -> None:
    false = []
    for view in looked(name):
        for lang in words.LANGUAGES:
            try:
                judge(view, lang, view.say(lang))
            except AssertionError as error:
                false.append(f"{view}: {view.say(lang)} — {error}")
    assert not false, f"{len(false)} false:\n" + "\n".join(false[:40])


@pytest.mark.parametrize("name", ["ties", "doubtful"])
def test_a_wrong_number_or_a_lost_mark_is_found(name: str, looked: Looked) -> None:
    """The check itself: of titles with one number raised, or the mark of doubt taken away, hardly one passes."""
    passed, tried = [], 0
    for view in [one for one in looked(name) if one.panel != "rank"][::5]:  # limits of ranks are not recomputed
        for lang in words.LANGUAGES:
            for text in damaged(view.say(lang), lang):
                tried += 1
                try:
                    judge(view, lang, text)
                    passed.append(f"{view}: {text}")
                except AssertionError:
                    pass
    assert tried > 100 and len(passed) <= tried / 50, f"{len(passed)} of {tried} passed:\n" + "\n".join(passed[:40])


def damaged(text: str, lang: str) -> Iterator[str]:
    """The sentence with each of its exact numbers raised by one, and without its marks."""
    for match in re.finditer(r"(?<![\d.,])(?<!about )\d+(?![\d.,–]*%)(?!\d*[件元项]左右)", text):
        yield f"{text[: match.start()]}{int(match[0]) + 1}{text[match.end() :]}"
    without = re.sub(r"（存疑）|（含存疑数）| \(doubtful figures included\)| \(doubtful\)", "", text)
    if without != text:
        yield without


def test_many_views_were_looked_at(looked: Looked) -> None:
    assert sum(len(looked(name)) for name in ("zeros", "merged", "two_counties")) >= LEAST_VIEWS
