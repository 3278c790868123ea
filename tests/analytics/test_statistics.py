"""The rules for small numbers, with the figures they were chosen by."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics import statistics


@pytest.mark.parametrize(("years", "least"), [(3, 1 / 3), (4, 1 / 12), (5, 1 / 60), (6, 1 / 360), (7, 1 / 2520)])
def test_steady_rise_reaches_the_smallest_p_of_its_length(years: int, least: float) -> None:
    trend = statistics.mann_kendall(range(years))
    assert (trend.direction, trend.least_p) == (1, pytest.approx(least))
    assert trend.p == pytest.approx(least)


def test_ties_make_a_trend_unreachable() -> None:
    trend = statistics.mann_kendall([0, 0, 0, 1, 2])
    assert trend.p == pytest.approx(0.10)
    assert trend.least_p == pytest.approx(0.10)
    assert not trend.reachable


@pytest.mark.parametrize("values", [[], [3], [0, 0, 0, 0, 0, 0]])
def test_nothing_or_no_variation_has_no_trend(values: list[float]) -> None:
    trend = statistics.mann_kendall(values)
    assert (trend.direction, trend.p, trend.reachable) == (0, 1.0, False)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_mann_kendall_agrees_with_counting_all_arrangements(values: list[int]) -> None:
    def score(x: tuple[int, ...]) -> int:
        return sum(np.sign(x[j] - x[i]) for i in range(len(x)) for j in range(i + 1, len(x)))

    scores = [score(x) for x in permutations(values)]
    expected = min(1.0, 2 * np.mean([s >= abs(score(tuple(values))) for s in scores]))
    assert statistics.mann_kendall(values).p == pytest.approx(expected)


def test_mann_kendall_without_ties_agrees_with_scipy() -> None:
    values = [3, 1, 4, 2, 6, 5, 7]
    assert statistics.mann_kendall(values).p == pytest.approx(stats.kendalltau(range(7), values, method="exact").pvalue)


def test_unchanged_share_over_growing_denominators_raises_no_alarm() -> None:
    wholes = [1, 1, 1, 2, 30, 60, 80]
    trend = statistics.cochran_armitage(range(2019, 2026), [1, 1, 1, 2, 27, 54, 72], wholes)
    assert trend.p > 0.3


def test_share_that_rises_steeply_is_seen() -> None:
    trend = statistics.cochran_armitage(range(2019, 2024), [2, 6, 10, 15, 19], [20] * 5)
    assert (trend.direction, trend.reachable) == (1, True)
    assert trend.p < 0.001
    falling = statistics.cochran_armitage(range(2019, 2024), [19, 15, 10, 6, 2], [20] * 5)
    assert falling.direction == -1


def test_share_trend_of_few_cases_is_not_reachable() -> None:
    assert not statistics.cochran_armitage(range(5), [0, 0, 0, 1, 1], [1] * 5).reachable  # 2 · 1/10
    assert statistics.cochran_armitage(range(6), [0, 0, 0, 1, 1, 1], [1] * 6).least_p == pytest.approx(0.10)
    assert statistics.cochran_armitage(range(5), [0, 0, 0, 3, 3], [3] * 5).least_p == pytest.approx(2 / 5005)


@pytest.mark.parametrize(("parts", "wholes"), [([], []), ([0, 0], [3, 4]), ([3, 4], [3, 4]), ([1], [2])])
def test_share_without_variation_has_no_trend(parts: list[int], wholes: list[int]) -> None:
    assert statistics.cochran_armitage(range(len(parts)), parts, wholes).p == 1.0


@pytest.mark.parametrize(("earlier", "later"), [(0, 6), (1, 8), (2, 10), (5, 15), (10, 23), (20, 36)])
def test_smallest_rise_that_counts_as_changed(earlier: int, later: int) -> None:
    pairs = statistics.changes([earlier, earlier], [later, later - 1], dispersion=1)
    assert pairs.changed.tolist() == [True, False]


def test_fall_to_zero_counts_only_from_six() -> None:
    assert statistics.changes(range(9), [0] * 9, dispersion=1).changed.tolist() == [False] * 6 + [True] * 3


@given(st.integers(0, 60), st.integers(0, 60))
def test_p_of_a_pair_is_the_binomial_test(earlier: int, later: int) -> None:
    pair = statistics.changes([earlier], [later], dispersion=1)
    expected = stats.binomtest(earlier, earlier + later).pvalue if earlier + later else 1.0
    assert pair.p[0] == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=30))
def test_dispersion_is_at_least_one_and_ignores_units_without_any(pairs: list[tuple[int, int]]) -> None:
    earlier, later = [a for a, _ in pairs], [b for _, b in pairs]
    found = statistics.changes(earlier, later)
    assert found.dispersion >= 1
    assert statistics.changes([*earlier, 0, 0], [*later, 0, 0]).dispersion == pytest.approx(found.dispersion)
    assert not (found.notable & ~found.changed).any()
    assert not (found.notable & ~found.testable).any()


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=3))
def test_three_units_are_too_few_to_call_one_changed(pairs: list[tuple[int, int]]) -> None:
    assert not statistics.changes([a for a, _ in pairs], [b for _, b in pairs]).changed.any()


def test_overdispersed_units_silence_a_change_that_p_alone_would_report() -> None:
    earlier, later = [10, 30, 12, 25, 8, 20], [23, 14, 25, 12, 20, 38]
    found = statistics.changes(earlier, later)
    assert (found.p <= 0.05).sum() >= 3
    assert found.dispersion > 3
    assert not found.changed.any()


def test_one_great_change_among_quiet_units_is_notable() -> None:
    found = statistics.changes([*[3] * 17, 20], [*[3, 4, 2] * 5, 3, 3, 80])
    assert found.notable.tolist() == [False] * 17 + [True]


def test_many_tests_raise_the_bar() -> None:
    quiet = [10] * 40
    alone = statistics.changes([1], [8], dispersion=1)
    among = statistics.changes([1, *quiet], [8, *quiet], dispersion=1)
    assert alone.notable[0]
    assert among.changed[0]
    assert not among.notable[0]


def test_pairs_too_small_to_speak_do_not_raise_the_bar() -> None:
    among = statistics.changes([1, *[1] * 40], [8, *[1] * 40], dispersion=1)
    assert among.testable.sum() == 1
    assert among.notable[0]


def test_poisson_limits_are_exact() -> None:
    assert statistics.poisson_limits(10) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))
    assert statistics.poisson_limits(0) == (0.0, pytest.approx(3.689, abs=5e-4))


def test_wilson_limits() -> None:
    assert statistics.wilson_limits(1, 1) == (pytest.approx(0.2065, abs=1e-4), 1.0)
    assert statistics.wilson_limits(0, 10) == (0.0, pytest.approx(0.2775, abs=1e-4))


def test_equal_counts_may_have_any_rank() -> None:
    best, worst = statistics.count_rank_limits([1, 0, 2, 1])
    assert best.tolist() == [1] * 4
    assert worst.tolist() == [4] * 4


def test_rank_limits_count_the_units_told_apart() -> None:
    best, worst = statistics.count_rank_limits([60, 0, 0, 3, 9])
    assert best.tolist() == [1, 3, 3, 2, 2]
    assert worst.tolist() == [1, 5, 5, 5, 3]


@given(st.lists(st.integers(0, 80), min_size=1, max_size=25))
def test_a_rank_lies_within_its_limits(counts: list[int]) -> None:
    best, worst = statistics.count_rank_limits(counts)
    ranks = stats.rankdata(-np.array(counts), method="min")
    assert (best <= ranks).all()
    assert (ranks <= worst).all()


def test_share_rank_limits_use_the_denominators() -> None:
    best, worst = statistics.share_rank_limits([95, 19, 50, 10], [100, 20, 100, 20])
    assert best.tolist() == [1, 1, 3, 3]
    assert worst.tolist() == [2, 2, 4, 4]
    assert [x.size for x in statistics.share_rank_limits([], [])] == [0, 0]
