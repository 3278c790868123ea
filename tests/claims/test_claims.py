"""Every title of many views, read back in both languages and recomputed: none false, no doubt unmarked, nobody dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import words
from tests.claims.claim import View
from tests.claims.judged import judge
from tests.claims.stores import NAMES, world
from tests.claims.views import views

LEAST_VIEWS = 300


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory):
    """A store of each kind, made when it is asked for."""
    return cache(lambda name: world(name, tmp_path_factory.mktemp(name) / "store"))


@pytest.mark.parametrize("name", NAMES)
def test_every_title_is_true(name: str, worlds) -> None:
    false = []
    for view in views(worlds(name)):
        for lang in words.LANGUAGES:
            try:
                judge(view, lang, view.say(lang))
            except AssertionError as error:
                false.append(f"{view}: {view.say(lang)} — {error}")
    assert not false, f"{len(false)} false:\n" + "\n".join(false[:40])
