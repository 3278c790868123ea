"""The chance of a part of a whole for each underlying share and each yearly spread: beta-binomial."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.judgement.spread import Floats, Spread

# ρ, the correlation of the cases of one year, in place of CV².
SPREAD = Spread(low=0.002, high=0.5, mean=0.10, alike=(0.5, 1000.0, 9), steps=12)
SUMMED = 40  # up to this whole the chances are added up; beyond it a beta distribution as wide stands for them
LEAST, STEPS = 0.002, 60  # the grid of shares


@dataclass(frozen=True)
class Shares:
    """As `counts.Counts`, over the distinct pairs of a part and its whole; numbers are places among those pairs."""

    spread: Spread
    means: Floats
    parts: Floats
    wholes: Floats
    log_chance: Floats
    middle: Floats

    @classmethod
    def of(cls, parts: Floats, wholes: Floats, spread: Spread = SPREAD) -> tuple[Shares, Floats]:
        """The tables for these pairs, and the place of each (NaN where there is none)."""
        there = ~np.isnan(parts) & ~np.isnan(wholes)
        pairs, places = np.unique(np.stack([parts[there], wholes[there]], axis=1), axis=0, return_inverse=True)
        numbers = np.full(parts.shape, np.nan)
        numbers[there] = places.ravel()
        odds = np.linspace(np.log(LEAST / (1 - LEAST)), np.log((1 - LEAST) / LEAST), STEPS)
        means = 1 / (1 + np.exp(-odds))
        size = 1 / spread.values[:, None] - 1
        part, whole = pairs[:, 0, None, None], pairs[:, 1, None, None]
        chance = stats.betabinom.pmf(part, whole, means * size, (1 - means) * size)
        middle = np.stack([_middle(x, n, means, size, own) for (x, n), own in zip(pairs, chance, strict=True)])
        log_chance = np.log(np.maximum(chance, 1e-300))
        return cls(spread, means, pairs[:, 0], pairs[:, 1], log_chance, middle), numbers

    def places(self, numbers: Floats) -> NDArray[np.int64]:
        """Where each number stands in the tables; that of a missing one is anything."""
        return np.nan_to_num(numbers).astype(int)

    def worth(self, numbers: Floats) -> Floats:
        """The shares that the numbers stand for."""
        at = self.places(numbers)
        return np.where(np.isnan(numbers), np.nan, self.parts[at] / self.wholes[at])

    def level(self, past: Floats) -> Floats:
        """The share of all units of each screen (screen, unit, year), half a case added to either side."""
        there, at = ~np.isnan(past), self.places(past)
        parts, wholes = ((side[at] * there).sum(axis=(1, 2)) for side in (self.parts, self.wholes))
        return np.asarray((parts + 0.5) / (wholes + 1))

    def between_units(self, level: Floats) -> Floats:
        """For each level of a county: how its units' shares are spread over the grid, by how alike they are."""
        edges = np.sqrt(self.means[1:] * self.means[:-1])
        shapes, share = self.spread.shapes, level[:, None, None]
        below = stats.beta.cdf(edges[None, :, None], share * shapes, (1 - share) * shapes)
        ends = np.zeros_like(below[:, :1]), np.ones_like(below[:, :1])
        return np.diff(np.concatenate([ends[0], below, ends[1]], axis=1), axis=1)


def _middle(part: float, whole: float, means: Floats, size: Floats, own: Floats) -> Floats:
    """The chance of a smaller part of the whole, half of the part's own added."""
    if whole <= SUMMED:
        less = np.arange(int(part))[:, None, None]
        return np.asarray(stats.betabinom.pmf(less, whole, means * size, (1 - means) * size).sum(axis=0) + own / 2)
    rho = 1 / (size + 1)
    wide = whole / (1 + (whole - 1) * rho) - 1  # so that the beta's variance is that of the share
    return np.asarray(stats.beta.cdf(part / whole, means * wide, (1 - means) * wide))
