"""A judged year against a unit's earlier years: what was expected, and how seldom so much is seen by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.judgement.counts import Counts
from analytics.judgement.shares import Shares
from analytics.judgement.spread import Floats

TINY = 1e-300
Tables = Counts | Shares


@dataclass(frozen=True)
class Expected:
    """Of each unit (and screen): the mean that was expected, and p, two-sided, the number's own chance counted half."""

    mean: Floats
    p: Floats


@dataclass(frozen=True)
class Belief:
    """What the earlier years say: `joint[s, i, j, l]`, of each screen and unit how likely each pair of a yearly spread
    and a mean of the grid is."""

    tables: Tables
    joint: Floats

    def expected(self, judged: Floats) -> Expected:
        """The judged numbers (screen, unit) against it; NaN has no p."""
        middle = self.tables.middle[self.tables.places(judged)]
        below = np.einsum("sijl,sijl->si", self.joint, middle)
        p = np.clip(2 * np.minimum(below, 1 - below), 0, 1)
        return Expected(self.of_means @ self.tables.means, np.where(np.isnan(judged), np.nan, p))

    @property
    def of_means(self) -> Floats:
        """How likely each mean of the grid is (screen, unit, mean)."""
        return np.asarray(self.joint.sum(axis=2))


def believe(tables: Tables, past: Floats) -> Belief:
    """From the earlier years (screen, unit, year), NaN where there is none. Units without any say nothing."""
    likelihood = _likelihood(tables, past)
    units = tables.between_units(tables.level(past))
    screens, count, spreads, means = likelihood.shape
    # (screen, unit, spread, likeness): the chance of the unit's earlier years
    whole = (likelihood.reshape(screens, -1, means) @ units).reshape(screens, count, spreads, -1)
    weights = _weights(np.log(np.maximum(whole, TINY)).sum(axis=1), tables.spread.usual, past)
    share = weights[:, None] / np.maximum(whole, TINY)
    spread_out = share.reshape(screens, count * spreads, -1) @ units.swapaxes(1, 2)
    return Belief(tables, likelihood * spread_out.reshape(likelihood.shape))


def _weights(fit: Floats, usual: Floats, past: Floats) -> Floats:
    """How likely each pair of a spread and a likeness is, from how well it fits.

    One year alone can't tell unsteady years from unlike units: then each spread has the likeness that suits it best,
    so that only what no likeness explains speaks against it.
    """
    weights = np.exp(fit - fit.max(axis=2, keepdims=True))
    single = ((~np.isnan(past)).sum(axis=2) < 2).all(axis=1)
    seen = fit.max(axis=2) + usual - np.where(single[:, None], np.log(weights.sum(axis=2)), 0.0)
    weights *= np.exp(seen - seen.max(axis=1, keepdims=True))[:, :, None]
    return np.asarray(weights / weights.sum(axis=(1, 2), keepdims=True))


def _likelihood(tables: Tables, past: Floats) -> Floats:
    """Of each screen and unit for each yearly spread and mean, scaled to 1 at its greatest."""
    there, places = ~np.isnan(past), tables.places(past)
    found = np.zeros((*past.shape[:2], *tables.log_chance.shape[1:]))
    for year in range(past.shape[2]):
        said = tables.log_chance[places[..., year]]
        found += said if there[..., year].all() else said * there[..., year, None, None]
    return np.asarray(np.exp(found - found.max(axis=(2, 3), keepdims=True)))
