"""On which day data are looked at, and what is due on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.calendar import day, last_due
from analytics.coverage import coverage
from tests.analytics.stored import Stored


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 1, 31), 2024), (date(2026, 2, 1), 2025), (date(2026, 12, 31), 2025), (date(2025, 3, 31), 2024)],
)
def test_reports_are_due_on_the_last_of_january(on: date, year: int) -> None:
    assert last_due(on) == year


def test_made_up_data_and_the_sample_are_shown_on_the_day_they_are_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", "2031-05-01")
    own, made_up = Stored(), Stored()
    own.report(own.body("甲镇"), 2024)
    made_up.report(made_up.body("甲镇"), 2024, made_up=True)
    assert day(own.now) == date(2031, 5, 1)
    assert day(made_up.now) == date(2025, 3, 31)
    assert day(replace(own.now, kind="sample")) == date(2025, 3, 31)
    assert coverage(own.now).overdue == [2025, 2026, 2027, 2028, 2029, 2030]
    assert coverage(made_up.now).overdue == []
    assert day(Stored().now) == date(2031, 5, 1)
