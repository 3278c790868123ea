"""Shares that rise or fall, by how much those of the other units vary."""

import numpy as np
import pytest

from analytics.judgement.slope import slope, slopes, variation

YEARS = np.arange(5, dtype=float)


def test_chance_alone_is_no_variation_and_wild_years_are() -> None:
    rng, whole = np.random.default_rng(4), np.full((40, 6), 40.0)
    calm = rng.binomial(40, 0.5, size=(40, 6)).astype(float)
    wild = rng.binomial(40, rng.beta(2, 2, size=(40, 6))).astype(float)
    assert variation(calm, whole).rho < 0.02
    assert variation(wild, whole).rho == pytest.approx(0.2, abs=0.06)
    assert variation(calm, whole).freedom == 200


def test_small_wholes_and_shares_of_all_or_nothing_tell_of_no_variation() -> None:
    assert variation(np.ones((5, 6)), np.full((5, 6), 4.0)).units == 0
    assert variation(np.zeros((5, 6)), np.full((5, 6), 40.0)).units == 0


def test_fewer_than_three_other_units_give_no_slope() -> None:
    parts, wholes = np.array([[20.0, 22, 19, 21, 20]] * 4), np.full((4, 5), 40.0)
    assert slopes(YEARS, parts[:3], wholes[:3]) == [None] * 3
    assert all(slopes(YEARS, parts, wholes))


def test_the_smallest_p_is_that_of_all_successes_at_one_end() -> None:
    others = variation(np.array([[20.0, 22, 19, 21, 20]] * 4), np.full((4, 5), 40.0))
    wholes = np.full(5, 3.0)
    rising = slope(YEARS, np.array([0.0, 0, 0, 3, 3]), wholes, others)
    assert rising.direction == 1 and rising.p == rising.least_p <= 0.05
    assert slope(YEARS, np.array([0.0, 0, 0, 0, 1]), np.ones(5), others).least_p > 0.05
    assert slope(YEARS, np.zeros(5), wholes, others).least_p == 1


def test_unsteady_shares_without_a_trend_seldom_get_a_word() -> None:
    rng, said = np.random.default_rng(6), []
    for _ in range(25):
        share = rng.beta(4.5, 4.5, size=(18, 5))
        found = slopes(YEARS, rng.binomial(40, share).astype(float), np.full((18, 5), 40.0))
        said += [one.p <= 0.05 for one in found if one and one.least_p <= 0.05]
    assert len(said) > 300 and np.mean(said) <= 0.085
