"""Whether the shares of one unit rise or fall over the years, measured by how much those of the other units vary."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from analytics.judgement.spread import Floats

LEAST_WHOLE = 5  # a share of fewer cases says little of how much shares vary
LEAST_UNITS = 3  # so many other units must tell it
LEAVE_OUT = 500  # of more units, one more or less makes no difference to their spread


@dataclass(frozen=True)
class Slope:
    """`direction` +1, 0 or −1, two-sided `p`, and the smallest p that these numbers could reach in any order."""

    direction: int
    p: float
    least_p: float


@dataclass(frozen=True)
class Variation:
    """How much the shares of some units vary by the year: their correlation within a year (0: by chance alone), the
    degrees of freedom that tell it, and how many units."""

    rho: float
    freedom: int
    units: int


def variation(parts: Floats, wholes: Floats) -> Variation:
    """Of units (unit, year), NaN where there is none, each about its own share of all years: the ρ that makes their
    squared differences as large as they are (Williams 1982)."""
    told = ~np.isnan(wholes) & (np.nan_to_num(wholes) >= LEAST_WHOLE)
    x, n = np.where(told, parts, 0.0), np.where(told, wholes, 0.0)
    share = x.sum(axis=1) / np.maximum(n.sum(axis=1), 1)
    units = (told.sum(axis=1) > 1) & (share > 0) & (share < 1)
    freedom = int((told.sum(axis=1) - 1)[units].sum())
    if not freedom:
        return Variation(0.0, 0, 0)
    x, n, share, told = x[units], n[units], share[units, None], told[units]
    usual = np.where(told, n * share * (1 - share), 1.0)
    squares = np.where(told, (x - n * share) ** 2, 0.0) / usual

    def excess(rho: float) -> float:
        return float((squares / (1 + np.maximum(n - 1, 0) * rho)).sum()) - freedom

    rho = 0.0 if excess(0.0) <= 0 else 1.0 if excess(1.0) >= 0 else optimize.brentq(excess, 0.0, 1.0)
    return Variation(float(rho), freedom, int(units.sum()))


def slopes(years: Floats, parts: Floats, wholes: Floats) -> list[Slope | None]:
    """Of each unit (unit, year); None where fewer than three others tell how much shares vary by the year."""
    everyone = variation(parts, wholes) if len(parts) > LEAVE_OUT else None
    found = []
    for unit in range(len(parts)):
        others = everyone or variation(np.delete(parts, unit, axis=0), np.delete(wholes, unit, axis=0))
        told = ~np.isnan(wholes[unit]) & (np.nan_to_num(wholes[unit]) > 0)
        found.append(
            slope(years[told], parts[unit][told], wholes[unit][told], others) if others.units >= LEAST_UNITS else None
        )
    return found


def slope(years: Floats, parts: Floats, wholes: Floats, others: Variation) -> Slope:
    """One unit's years, each weighed by how much its share may vary; t with the others' degrees of freedom."""
    successes, of = parts.sum(), wholes.sum()
    if len(parts) < 2 or successes in (0, of):
        return Slope(0, 1.0, 1.0)
    score = _score(years, wholes, successes / of, others.rho)
    first = np.minimum(wholes, np.clip(successes - (np.cumsum(wholes) - wholes), 0, None))
    last = np.minimum(wholes, np.clip(successes - (np.cumsum(wholes[::-1])[::-1] - wholes), 0, None))
    at, *ends = (float((score * x / wholes).sum()) for x in (parts, first, last))
    p, *least = (float(2 * stats.t.sf(abs(t), others.freedom)) for t in (at, *ends))
    return Slope(int(np.sign(round(at, 9))), p, min(least))


def _score(years: Floats, wholes: Floats, share: float, rho: float) -> Floats:
    """What each year's share counts in t."""
    weight = wholes / (share * (1 - share) * (1 + (wholes - 1) * rho))
    apart = years - (weight * years).sum() / weight.sum()
    return np.asarray(weight * apart / np.sqrt((weight * apart**2).sum()))
