"""The chance of a count for each underlying mean and each yearly spread: gamma–Poisson, which is negative binomial."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.judgement.spread import Floats, Spread

LEAST_MEAN = 0.01  # below it a unit has one case in a century
FINEST, MOST = 0.14, 900  # steps of the grid of means, on a log scale, and how many there are at most
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """Tables over the distinct counts there are, ascending (first axis), the yearly spreads, and a grid of means.

    `log_chance` is the logarithm of the chance of a count, `middle` the chance of less, half of its own added.
    """

    spread: Spread
    means: Floats
    values: Floats
    log_chance: Floats
    middle: Floats

    @classmethod
    def of(cls, numbers: Floats, spread: Spread) -> Counts:
        """The tables for these counts; NaN is none."""
        values = np.unique(numbers[~np.isnan(numbers)])
        means = _means(values, numbers.shape[-1], spread)
        size = 1 / spread.values[:, None]
        law = stats.nbinom(size, size / (size + means))
        at = values[:, None, None]
        chance = law.pmf(at)
        middle = law.cdf(at) - chance / 2
        if spread.stray:
            few = 1 / spread.wild
            wild = stats.nbinom.pmf(at, few, few / (few + means))
            chance = (1 - spread.stray) * chance + spread.stray * wild
        return cls(spread, means, values, np.log(np.maximum(chance, 1e-300)), middle)

    def places(self, numbers: Floats) -> Integers:
        """Where each number stands in `values`; that of a missing one is anything."""
        return np.searchsorted(self.values, np.where(np.isnan(numbers), self.values[0], numbers))

    def worth(self, numbers: Floats) -> Floats:
        """The counts themselves."""
        return numbers

    def level(self, past: Floats) -> Floats:
        """The mean count of all units of each screen (screen, unit, year), half a case added, as none may be chance."""
        known = (~np.isnan(past)).sum(axis=(1, 2))
        return np.asarray((np.nansum(past, axis=(1, 2)) + 0.5) / np.maximum(known, 1))

    def between_units(self, level: Floats) -> Floats:
        """For each level of a county: how its units' means are spread over the grid, by how alike they are
        (level, mean, likeness)."""
        edges = np.sqrt(self.means[1:] * self.means[:-1])
        shapes = self.spread.shapes
        below = stats.gamma.cdf(edges[None, :, None], shapes, scale=level[:, None, None] / shapes)
        ends = np.zeros_like(below[:, :1]), np.ones_like(below[:, :1])
        return np.diff(np.concatenate([ends[0], below, ends[1]], axis=1), axis=1)


def _means(values: Floats, years: int, spread: Spread) -> Floats:
    """A grid of means that is fine enough for the largest counts."""
    most = float(values.max(initial=1.0))
    finest = 2 * np.sqrt((1 / max(most, 1.0) + spread.low) / max(years - 1, 1))
    bottom, top = np.log(LEAST_MEAN), np.log(max(most, 1.0) * 3 + 3)
    number = int(np.clip(np.ceil((top - bottom) / min(finest, FINEST)), 40, MOST))
    return np.exp(np.linspace(bottom, top, number))
