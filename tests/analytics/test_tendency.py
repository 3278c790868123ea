"""Trend words: rarely any, never from four years, never for money or stocks."""

from __future__ import annotations

import pytest

from analytics.tendency import of_folder, tendency
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
        ([0, 0, 0, 0, 0, 0], "equal"),
        ([16, 16, 16, 16, 16, 16, 14], "equal"),
        ([20, 20, 20, 20, 20, 90, 20], "mostly_equal"),
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


OTHERS: list[list[Value]] = [
    [(n, 40) for n in line] for line in ([30, 28, 31, 29, 30], [12, 14, 11, 13, 12], [20, 22, 19, 21, 20])
]


def test_word_for_a_share_is_by_how_much_the_others_vary() -> None:
    rise: list[Value] = [(2, 20), (6, 20), (10, 20), (15, 20), (19, 20)]
    assert tendency(frames.years("disclosure_rate", towns(rise, *OTHERS))).of("甲镇") == "rising"
    assert tendency(frames.years("disclosure_rate", towns(rise, *OTHERS)), ["甲镇"]).of("甲镇") == "rising"
    slight: list[Value] = [(9, 20), (8, 20), (11, 20), (10, 20), (12, 20)]
    assert tendency(frames.years("disclosure_rate", towns(slight, *OTHERS))).of("甲镇") == "none_found"


def test_a_share_that_too_few_others_can_be_held_against_gets_no_word() -> None:
    rise: list[Value] = [(2, 20), (6, 20), (10, 20), (15, 20), (19, 20)]
    assert word("disclosure_rate", rise) == "too_few"
    assert tendency(frames.years("disclosure_rate", towns(rise, *OTHERS[:2]))).of("甲镇") == "too_few"


def test_a_part_above_its_whole_is_no_year_of_a_share() -> None:
    rise: list[Value] = [(2, 20), (6, 20), (10, 20), (15, 20), (190, 20)]
    assert tendency(frames.years("disclosure_rate", towns(rise, *OTHERS))).of("甲镇") == "listed"


def test_a_folder_of_pages_has_a_stricter_bar_than_one_sentence() -> None:
    quiet = [[3, 1, 4, 1, 5, 2, 3], [2, 5, 3, 4, 1, 2, 4]] * 20
    series = frames.years(NEW, towns([1, 2, 4, 7, 9, 12, 20], [2, 1, 4, 3, 6, 5, 7], *quiet))
    found = of_folder([series])[NEW]
    assert (found.of("甲镇"), found.of("乙镇")) == ("rising", "none_found")
    assert tendency(series, ["乙镇"]).of("乙镇") == "rising"


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
