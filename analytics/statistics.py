"""What may be said of small numbers, one by one: tests and limits on plain numbers; `judgement` has what needs others.

Distributions and multiple-testing control are scipy's. The rules they serve (which sentence a screen
may write) are explained in docs/method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import factorial, prod

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

ALPHA = 0.05  # a single test speaks from here
FALSE_DISCOVERIES = 0.10  # share of false statements tolerated among those of one panel
LEAST_YEARS = 5  # with 4 years no arrangement reaches p 0.05, so no word is ever written
PLAIN_FRACTION = 5  # below this denominator a share is its fraction alone
RANKED_FROM = 20  # from this denominator shares are ranked, from this count changes get a percentage
RESAMPLES = 9_999

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Trend:
    """A trend test: `direction` +1, 0 or −1, two-sided `p`, and the smallest p these numbers can reach."""

    direction: int
    p: float
    least_p: float

    @property
    def reachable(self) -> bool:
        return self.least_p <= ALPHA


def poisson_limits(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact (Garwood) limits of the mean that a count was drawn from."""
    tail = (1 - level) / 2
    low = stats.gamma.ppf(tail, count) if count else 0.0
    return float(low), float(stats.gamma.ppf(1 - tail, count + 1))


def wilson_limits(part: int, whole: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's limits of a share, as fractions of 1. `whole` must be positive and no less than `part`."""
    limits = stats.binomtest(part, whole).proportion_ci(level, method="wilson")
    return float(limits.low), float(limits.high)


def _concordance(values: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Kendall's S along the last axis: later-minus-earlier signs, summed over all pairs."""
    first, second = np.triu_indices(values.shape[axis], 1)
    found: NDArray[np.float64] = np.sign(values[..., second] - values[..., first]).sum(axis=-1)
    return found


@cache
def _mann_kendall(levels: tuple[int, ...]) -> Trend:
    ties = np.unique_counts(np.array(levels)).counts
    least = min(1.0, 2 * prod(factorial(int(t)) for t in ties) / factorial(len(levels)))
    # Up to 7 years scipy walks through every arrangement (7! = 5,040), so p is exact, ties included;
    # for more years it draws from them with a fixed seed. The national forms give 7 years by 2025.
    test = stats.permutation_test(
        (np.array(levels, dtype=float),),
        _concordance,
        permutation_type="pairings",
        n_resamples=RESAMPLES,
        vectorized=True,
        rng=np.random.default_rng(0),
    )
    return Trend(int(np.sign(test.statistic)), float(test.pvalue), least)


def mann_kendall(values: Sequence[float]) -> Trend:
    """Mann and Kendall's trend test of counts in the order of their years, ties included, two-sided.

    Years may lie apart: only their order counts. False alarms stay below 5.5 % where years are
    independent and rise to 6–20 % over 17 years where they are not.
    """
    if len(values) < 2:
        return Trend(0, 1.0, 1.0)
    return _mann_kendall(tuple(np.unique_inverse(np.asarray(values)).inverse_indices.tolist()))


def discoveries(p: ArrayLike) -> Flags:
    """Which of a panel's tests still speak when false statements are held to one in ten (Benjamini–Hochberg)."""
    values = np.asarray(p, dtype=float)
    if not values.size:
        return np.zeros(0, dtype=bool)
    return np.asarray(stats.false_discovery_control(values) <= FALSE_DISCOVERIES)
