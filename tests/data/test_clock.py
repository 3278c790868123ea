"""The one clock of the program."""

from __future__ import annotations

from datetime import date

import pytest

from data import clock
from data.errors import BadRequest


def test_the_day_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.ASKED_FOR, "2026-01-23")
    assert clock.today() == date(2026, 1, 23)
    assert clock.now().date() == date(2026, 1, 23)


def test_without_a_word_it_is_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.ASKED_FOR)
    before = date.today()
    assert before <= clock.today() <= date.today()


@pytest.mark.parametrize("value", ["morgen", "2026-13-01", "2026/01/23"])
def test_what_is_no_day_is_refused_in_words(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.ASKED_FOR, value)
    with pytest.raises(BadRequest, match=value):
        clock.today()
