"""Between which ranks the mean behind a unit's counts lies."""

import numpy as np

from analytics.judgement import places
from analytics.judgement.shares import Shares


def test_units_far_apart_have_a_rank_each_and_equal_ones_any() -> None:
    numbers = np.array([[30, 33, 29], [10, 9, 12], *[[0, 0, 0]] * 5], dtype=float)
    low, high = places.of_counts(numbers)
    assert low.tolist() == [1, 2, 3, 3, 3, 3, 3] and high.tolist() == [1, 2, 7, 7, 7, 7, 7]


def test_limits_are_the_same_each_time() -> None:
    numbers = np.random.default_rng(1).poisson(9, size=(12, 4)).astype(float)
    assert np.array_equal(places.of_counts(numbers), places.of_counts(numbers))


def test_limits_hold_the_true_rank() -> None:
    rng, inside = np.random.default_rng(2), []
    for _ in range(20):
        means = rng.gamma(1, 20, size=18)
        low, high = places.of_counts(rng.poisson(means[:, None] * rng.gamma(10, 0.1, size=(18, 4))).astype(float))
        true = 1 + np.argsort(np.argsort(-means))
        inside.append(((low <= true) & (true <= high)).mean())
    assert np.mean(inside) >= 0.9


def test_shares_of_small_wholes_may_stand_anywhere() -> None:
    parts, wholes = np.array([[60.0, 58, 61], [50.0, 49, 51], [1.0, 1, 1]]), np.array([[100.0] * 3] * 2 + [[2.0] * 3])
    low, high = places.of_tables(*Shares.of(parts, wholes))
    assert (low[2], high[2]) == (1, 3) and low[0] == 1
