"""How far apart the years of one unit lie beyond chance (CV², for shares ρ), and how far apart units: two grids.

Neither is ever taken for known: all values are carried along, each weighed by how well it fits the earlier years of
all units, and by what is usual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """What is assumed before anything is seen.

    `low` to `high` are the values of the yearly spread that are tried, `mean` and `shape` those of the gamma
    distribution of what is usual. `stray` is the share of years that are taken to be out of the ordinary (a reform,
    a campaign, a mistake), with the spread `wild`: those don't make all other years seem unsteady.
    """

    low: float = 0.002
    high: float = 1.0
    mean: float = 0.30
    shape: float = 2.0
    stray: float = 0.0
    wild: float = 3.0
    steps: int = 14
    alike: tuple[float, float, int] = (0.1, 1000.0, 9)  # how alike units are: the shape of their distribution, in steps

    @cached_property
    def values(self) -> Floats:
        """The yearly spreads tried."""
        return np.geomspace(self.low, self.high, self.steps)

    @cached_property
    def shapes(self) -> Floats:
        """The likenesses of units tried."""
        least, most, steps = self.alike
        return np.geomspace(least, most, steps)

    @cached_property
    def usual(self) -> Floats:
        """Logarithm of how usual each yearly spread is; the grid is even on a log scale."""
        weight = stats.gamma.pdf(self.values, self.shape, scale=self.mean / self.shape) * self.values
        found: Floats = np.log(weight / weight.sum())
        return found


SPREAD = Spread(stray=0.02)  # what is used; the others that were tried stand in bench/judging
