"""Random draws that come out the same on every platform and Python version.

Only `Random.random()` is promised to repeat its sequence for a seed, so everything is built on it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of draws of its own for each thing drawn for, so that one more unit changes no other."""

    def __init__(self, *seed: object) -> None:
        self._random = Random("/".join(map(str, seed)))

    def share(self) -> float:
        """A number from 0 up to, not including, 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        return self.share() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def one(self, things: Sequence[T]) -> T:
        return things[self.between(0, len(things) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        left = self.share() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return thing

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of `things` in a new order (Fisher and Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.between(0, last)
            order[last], order[other] = order[other], order[last]
        return order

    def poisson(self, mean: float) -> int:
        """A count; means above 30 are drawn in parts, since Knuth's product would run out of digits."""
        if mean > 30:
            return self.poisson(30) + self.poisson(mean - 30)
        limit, product, count = math.exp(-mean), self.share(), 0
        while product > limit:
            product *= self.share()
            count += 1
        return count

    def around(self, mean: float, spread: float) -> int:
        """A count near `mean` that varies more than Poisson: the mean itself moves by up to ±`spread`."""
        return self.poisson(mean * (1 + spread * (2 * self.share() - 1)))
