"""What may be said of small numbers: the tests and limits, on plain numbers.

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
NORMAL = 1.96  # and so does its overdispersed z
FALSE_DISCOVERIES = 0.10  # share of false statements tolerated among those of one panel
LEAST_YEARS = 5  # with 4 years no arrangement reaches p 0.05, so no word is ever written
LEAST_PAIRS = 4  # of fewer changed units none can stand out, as z² of one stays below their number
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


@dataclass(frozen=True)
class Changes:
    """Counts of many units in two years, compared one by one; arrays in the order given.

    `dispersion` is how much more the units vary than Poisson counts would (at least 1). `testable`
    marks the pairs whose p can reach 0.05 at all, `changed` those that pass the rule for one pair,
    `notable` those that also survive false-discovery control over all testable pairs.
    """

    dispersion: float
    p: Floats
    z: Floats
    testable: Flags
    changed: Flags
    notable: Flags


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
    return np.sign(values[..., second] - values[..., first]).sum(axis=-1)


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


def cochran_armitage(years: Sequence[int], parts: Sequence[int], wholes: Sequence[int]) -> Trend:
    """Cochran and Armitage's trend test of shares, conditional on all successes and all wholes, two-sided.

    The null distribution is drawn from the multivariate hypergeometric with a fixed seed. Unlike a
    rank test of the shares it weighs each year by its denominator, so that a few years of 1/1 beside
    72/80 raise no alarm. `least_p` is exact: all successes in the last years, or all in the first.
    """
    score = np.asarray(years, dtype=float) - min(years, default=0)
    part, whole = np.asarray(parts, dtype=int), np.asarray(wholes, dtype=int)
    successes = int(part.sum())
    if len(part) < 2 or successes in (0, int(whole.sum())):
        return Trend(0, 1.0, 1.0)
    at_start = np.minimum(whole, np.clip(successes - (np.cumsum(whole) - whole), 0, None))
    at_end = np.minimum(whole, np.clip(successes - (np.cumsum(whole[::-1])[::-1] - whole), 0, None))
    chances = [float(stats.multivariate_hypergeom.pmf(x, whole, successes)) for x in (at_start, at_end)]
    test = stats.monte_carlo_test(
        part,
        lambda size: stats.multivariate_hypergeom.rvs(whole, successes, size=size[0], random_state=0),
        lambda x, axis: (x * score).sum(axis=axis),
        n_resamples=RESAMPLES,
        vectorized=True,
        axis=-1,
    )
    expected = float((whole * score).sum() * successes / whole.sum())
    return Trend(int(np.sign(test.statistic - expected)), float(test.pvalue), min(1.0, 2 * min(chances)))


def discoveries(p: ArrayLike) -> Flags:
    """Which of a panel's tests still speak when false statements are held to one in ten (Benjamini–Hochberg)."""
    values = np.asarray(p, dtype=float)
    if not values.size:
        return np.zeros(0, dtype=bool)
    return np.asarray(stats.false_discovery_control(values) <= FALSE_DISCOVERIES)


def _pairs(earlier: Floats, later: Floats, dispersion: float) -> tuple[Floats, Floats]:
    both = earlier + later
    p = np.minimum(1.0, 2 * stats.binom.cdf(np.minimum(earlier, later), both, 0.5))
    excess = np.maximum(np.abs(later - earlier) - 1, 0)
    return p, np.divide(excess, np.sqrt(both * dispersion), out=np.zeros_like(p), where=both > 0)


def changes(earlier: ArrayLike, later: ArrayLike, dispersion: float | None = None) -> Changes:
    """Counts of each unit in two years against each other.

    A pair has changed if the exact binomial p is at most 0.05 and z, with the units' own dispersion
    in its denominator, at least 1.96: p alone gives 20–39 % false alarms where units vary beyond
    Poisson. Dispersion is estimated from the pairs themselves (those that are not 0 and 0), so z² of
    one pair stays below their number, and fewer than four pairs never give a changed one.
    """
    a, b = np.asarray(earlier, dtype=float), np.asarray(later, dtype=float)
    both = a + b
    counted = both > 0
    if dispersion is None:
        ratios = (b - a)[counted] ** 2 / both[counted]
        dispersion = max(1.0, float(ratios.mean())) if ratios.size else 1.0
    p, z = _pairs(a, b, dispersion)
    testable = 2 * 0.5**both <= ALPHA
    changed = (p <= ALPHA) & (z >= NORMAL)
    notable = np.zeros_like(changed)
    notable[testable] = discoveries(p[testable])
    return Changes(dispersion, p, z, testable, changed, changed & notable)


def _places(higher: Flags, repeats: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best and worst rank of each distinct value; `higher[i, j]`: j is significantly above i."""
    best = 1 + (higher * repeats[None, :]).sum(axis=1)
    worst = repeats.sum() - (higher * repeats[:, None]).sum(axis=0)
    return best.astype(int), worst.astype(int)


def count_rank_limits(counts: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each count the best and the worst rank it may have: [1 + significantly higher, n − significantly lower].

    Two counts are told apart by the rule for two years of one unit, dispersion 1.
    """
    distinct = np.unique_all(np.asarray(counts, dtype=float))
    values = distinct.values
    p, z = _pairs(values[:, None] + 0 * values, values[None, :] + 0 * values[:, None], 1.0)
    higher = (p <= ALPHA) & (z >= NORMAL) & (values[None, :] > values[:, None])
    best, worst = _places(higher, distinct.counts)
    return best[distinct.inverse_indices], worst[distinct.inverse_indices]


def share_rank_limits(parts: ArrayLike, wholes: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same for shares; two of them are told apart by Fisher's exact test, its smaller tail doubled."""
    part, whole = np.asarray(parts, dtype=int), np.asarray(wholes, dtype=int)
    if not part.size:
        return part, part
    total = whole[:, None] + whole[None, :]
    successes = part[:, None] + part[None, :]
    low = stats.hypergeom.cdf(np.broadcast_to(part[:, None], total.shape), total, successes, whole[:, None])
    higher = (2 * low <= ALPHA) & ((part / whole)[None, :] > (part / whole)[:, None])
    return _places(higher, np.ones(part.size, dtype=int))
