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


def test_poisson_limits_are_exact() -> None:
    assert statistics.poisson_limits(10) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))
    assert statistics.poisson_limits(0) == (0.0, pytest.approx(3.689, abs=5e-4))


def test_wilson_limits() -> None:
    assert statistics.wilson_limits(1, 1) == (pytest.approx(0.2065, abs=1e-4), 1.0)
    assert statistics.wilson_limits(0, 10) == (0.0, pytest.approx(0.2775, abs=1e-4))
