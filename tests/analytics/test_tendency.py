"""Trend words: rarely any, never from four years, never for money or stocks."""

from __future__ import annotations

import pytest

from analytics.tendency import tendency
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW = "applications_new"


def word(code: str, values: list[Value]) -> str:
    return tendency(frames.years(code, towns(values))).of("甲镇")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 4, 7], "listed"),
        ([1, 2, 4, 7, 9], "rising"),
        ([9, 7, 4, 2, 0], "falling"),
        ([3, 1, 4, 1, 5], "none_found"),
        ([0, 0, 0, 1, 2], "too_few"),
        ([0, 0, 0, 0, 0, 0], "too_few"),
        ([1, "not_in_store", 2, 4, 7], "listed"),
        ([1, "blank", 2, 4, 7, 9], "rising"),
        (["1?", 2, 4, 7, 9], "rising"),
        (["not_in_store"] * 5, "listed"),
    ],
)
def test_word_for_a_count(values: list[Value], expected: str) -> None:
    assert word(NEW, values) == expected


@pytest.mark.parametrize("code", ["procurement_amount", "applications_carried_out", "procurement_mean"])
def test_no_word_for_money_means_or_stocks(code: str) -> None:
    values: list[Value] = [(n, 1) for n in (1, 2, 4, 7, 9, 12)] if code == "procurement_mean" else [1, 2, 4, 7, 9, 12]
    assert word(code, values) == "listed"


def test_word_for_a_share_weighs_the_denominators() -> None:
    assert word("disclosure_rate", [(1, 1), (1, 1), (1, 1), (2, 2), (27, 30), (54, 60), (72, 80)]) == "none_found"
    assert word("disclosure_rate", [(2, 20), (6, 20), (10, 20), (15, 20), (19, 20)]) == "rising"
    assert word("disclosure_rate", [(0, 0), (0, 1), (0, 1), (0, 1), (1, 1), (1, 1)]) == "too_few"


def test_only_comparable_years_are_followed() -> None:
    rows = [
        frames.row(NEW, "甲镇", year, 60 - year % 100, series="2019" if year < 2021 else "2021")
        for year in range(2017, 2025)
    ]
    found = tendency(frames.of(NEW, rows)).table.iloc[0]
    assert (found["series"], found["first"], found["years"], found["tendency"]) == ("2021", 2021, 4, "listed")


def test_many_units_raise_the_bar_of_each() -> None:
    quiet: list[list[Value]] = [[3, 1, 4, 1, 5]] * 17
    series = frames.years(NEW, towns([1, 2, 4, 7, 9], *quiet))
    assert tendency(series, ["甲镇"]).of("甲镇") == "rising"
    assert tendency(series).of("甲镇") == "none_found"


def test_untestable_units_do_not_raise_the_bar() -> None:
    quiet: list[list[Value]] = [[0, 0, 0, 0, 1]] * 17
    assert tendency(frames.years(NEW, towns([1, 2, 4, 7, 9], *quiet))).of("甲镇") == "rising"


def test_units_without_numbers_have_no_row() -> None:
    found = tendency(frames.years(NEW, towns(["not_existing", 1], ["blank", "blank"])))
    assert found.table["jurisdiction"].tolist() == ["甲镇"]
    assert tendency(frames.years(NEW, {})).table.empty
