"""Between which ranks the underlying mean of each unit lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.judgement.counts import Counts
from analytics.judgement.memory import Tables, believe
from analytics.judgement.spread import SPREAD, Floats, Spread

LEVEL = 0.95
DRAWS = 2_000
Ranks = NDArray[np.int64]


def of_counts(numbers: Floats, spread: Spread = SPREAD) -> tuple[Ranks, Ranks]:
    """The best and the worst rank that the mean behind each unit's counts (unit, year) may have, 1 the greatest."""
    return of_tables(Counts.of(numbers, spread), numbers)


def of_tables(tables: Tables, numbers: Floats) -> tuple[Ranks, Ranks]:
    """The same from tables of chances."""
    chances = believe(tables, numbers[None]).of_means[0]
    drawn = _draws(chances, np.random.default_rng(0))
    order = np.argsort(-drawn, axis=0, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, len(numbers) + 1)[:, None] * np.ones_like(order), axis=0)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ranks, (tail, 1 - tail), axis=1, method="nearest")
    return low.astype(int), high.astype(int)


def _draws(chances: Floats, rng: np.random.Generator) -> Floats:
    """Means drawn for each unit (unit, draw), as places on the grid; within a step of it anywhere."""
    below = chances.cumsum(axis=1)
    wanted = rng.random((len(chances), DRAWS)) * below[:, -1:]
    steps = np.stack([np.searchsorted(row, at) for row, at in zip(below, wanted, strict=True)])
    return np.asarray(steps + rng.random(steps.shape))
