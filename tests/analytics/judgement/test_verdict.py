"""A judged year against the unit's earlier years: what is named, what is not, and what is never claimed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.judgement import verdict
from analytics.judgement.counts import Counts
from analytics.judgement.memory import believe
from analytics.judgement.spread import SPREAD, Spread

NONE = float("nan")


def judged(*lines: list[float], base: int = -1) -> verdict.Verdicts:
    """The verdicts on these units, the last of their years against the one before or another."""
    numbers = np.array(lines, dtype=float)
    past = numbers[:, :-1]
    return verdict.of_counts(past, base % past.shape[1], numbers[:, -1])


def test_a_third_that_rise_fourfold_are_all_named_though_they_move_the_whole() -> None:
    found = judged(*[[30, 120]] * 6, *[[30, 30]] * 12)
    assert found.words.tolist() == ["notable"] * 6 + ["same"] * 12


def test_a_few_large_units_that_rise_are_named_among_many_without_any() -> None:
    assert judged(*[[19, 200]] * 4, *[[0, 0]] * 14).words.tolist() == ["notable"] * 4 + ["same"] * 14


def test_going_back_to_the_usual_level_is_no_change_of_it() -> None:
    lines = [[30, 30, 30, 120, 30], *[[28, 33, 31, 29, 30]] * 6]
    assert judged(*lines).words[0] == "usual"
    assert judged([30, 30, 30, 30, 120], *lines[1:]).words[0] == "notable"


def test_a_level_that_was_kept_is_not_called_usual() -> None:
    assert judged([30, 31, 29, 30, 33], *[[28, 33, 31, 29, 30]] * 6).words[0] == "open"


def test_the_judged_year_does_not_make_years_seem_unsteady() -> None:
    quiet = [[30, 31, 29, 30]] * 4
    wild = [[30, 31, 29, 120]] * 14
    assert set(judged(*wild, *quiet).words[:14]) == {"notable"}


def test_equal_numbers_are_the_same_whatever_was_expected() -> None:
    assert judged([200, 5, 5], *[[3, 4, 2]] * 9).words[0] == "same"


def test_a_missing_number_is_open_and_has_no_p() -> None:
    found = judged([NONE, 5], [5, NONE], [5, 60], *[[4, 5]] * 9)
    assert found.words[:2].tolist() == ["open", "open"] and np.isnan(found.p[:2]).all() and found.words[2] == "notable"


@pytest.mark.parametrize(("years", "q"), [(2, 0.02), (3, 0.05), (4, 0.05), (5, 0.07), (7, 0.07)])
def test_the_bar_is_that_of_the_years_seen(years: int, q: float) -> None:
    assert judged(*[[3.0] * years] * 5).years == years and verdict.bar(years) == q


def test_a_year_that_few_units_have_is_no_year_seen() -> None:
    assert judged([3, 4, 5], *[[NONE, 4, 5]] * 5).years == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**15), min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_counts_have_a_verdict_and_a_p(lines: list[list[int]]) -> None:
    found = judged(*[[float(n) for n in line] for line in lines])
    assert set(found.words) <= {"same", "notable", "usual", "open"}
    assert ((found.p >= 0) & (found.p <= 1)).all() and (found.expected > 0).all()


def test_p_agrees_with_the_negative_binomial_where_mean_and_spread_are_known() -> None:
    narrow = Spread(low=0.2, high=0.2000001, steps=2, alike=(900.0, 1000.0, 2))
    past = np.full((1, 40, 6), 30.0)
    tables = Counts.of(np.append(past.ravel(), 55.0)[None], narrow)
    p = believe(tables, past).expected(np.full((1, 40), 55.0)).p[0, 0]
    law = stats.nbinom(5, 5 / (5 + 30))
    assert p == pytest.approx(2 * (law.sf(55) + law.pmf(55) / 2), rel=0.15)


@pytest.mark.parametrize(("spread", "mean", "most"), [(0.0, 3.0, 0.12), (0.1, 10.0, 0.12), (0.3, 30.0, 0.12)])
def test_unchanged_counties_seldom_hold_a_name(spread: float, mean: float, most: float) -> None:
    rng, false, screens = np.random.default_rng(5), 0, 120
    for _ in range(screens):
        means = np.full((18, 5), mean) * (rng.gamma(1 / spread, spread, size=(18, 5)) if spread else 1.0)
        numbers = rng.poisson(means).astype(float)
        found, _ = verdict.notable(
            Counts.of(numbers, SPREAD), numbers[None, :, :-1], 3, numbers[None, :, -1], verdict.bar(5)
        )
        false += bool(found.any())
    assert false <= stats.binom.ppf(0.999, screens, most)


def test_shares_are_judged_by_their_denominators() -> None:
    wholes = np.array([[40.0, 40, 40, 40], [5, 5, 5, 5], [40, 40, 40, 40]])
    parts = np.array([[36.0, 35, 37, 4], [4, 5, 4, 3], [36, 35, 36, 36]])
    found = verdict.of_shares(parts, wholes, 2)
    assert found.words.tolist() == ["notable", "open", "same"]
    assert np.isnan(verdict.of_shares(np.where(parts == 37, NONE, parts), wholes, 2).p[0])


def test_a_share_of_a_large_whole_is_judged_like_one_of_a_middling_one() -> None:
    some = np.array([[36.0, 34, 38, 28], [36, 38, 36, 36], [34, 36, 36, 34]])
    found = [verdict.of_shares(some * n / 40, np.full((3, 4), n), 2).p[0] for n in (40.0, 60.0)]
    assert found[0] == pytest.approx(found[1], rel=0.6) and found[1] < found[0]
