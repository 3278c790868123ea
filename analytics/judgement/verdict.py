"""Same, notable, back to the usual level, or open: the verdict on each unit of a panel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.judgement.counts import Counts
from analytics.judgement.memory import Belief, Expected, Tables, believe
from analytics.judgement.shares import Shares
from analytics.judgement.spread import SPREAD, Floats, Spread

# Each has its word, `verdict_…` in words/ui.yaml. SAME speaks of the two numbers only, OPEN claims nothing.
SAME, NOTABLE, USUAL, OPEN = "same", "notable", "usual", "open"
ALPHA = 0.05  # no single change is notable beyond this
LEAST_MEMORY = 2  # earlier years besides the one compared with, from which there is a usual level to go back to
Flags = NDArray[np.bool_]


def bar(years: int) -> float:
    """Share of false names tolerated among those of a panel, by the number of years with the judged one."""
    return 0.02 if years < 3 else 0.05 if years < 5 else 0.07


@dataclass(frozen=True)
class Verdicts:
    """Of each unit its verdict, p (NaN where it could not be judged) and the count expected; `years` that were seen.

    With two years the spread is not seen at all, only assumed.
    """

    words: NDArray[np.object_]
    p: Floats
    expected: Floats
    years: int


def years_seen(past: Floats) -> int:
    """The years of a panel with the judged one: earlier ones count if half of the units have a number."""
    return 1 + int(((~np.isnan(past)).mean(axis=0) >= 0.5).sum()) if past.size else 1


def notable(tables: Tables, past: Floats, base: int, judged: Floats, q: float) -> tuple[Flags, Expected]:
    """Which units (screen, unit) are out of line with their earlier years (screen, unit, year), `base` among them."""
    found = believe(tables, past).expected(judged)
    known = ~np.isnan(found.p)
    p = np.where(known, found.p, 1.0)
    within = np.asarray(stats.false_discovery_control(p, axis=-1)) <= q
    now = tables.worth(judged)
    moved = np.sign(now - tables.worth(past[..., base])) * np.sign(now - found.mean) > 0
    named = known & within & (p <= ALPHA) & moved
    screens = named.any(axis=-1)
    if screens.any() and past.shape[-1] > LEAST_MEMORY:
        named[screens] &= ~_in_line(tables, past[screens], base, judged[screens])[0]
    return named, found


def _in_line(tables: Tables, past: Floats, base: int, judged: Floats) -> tuple[Flags, Belief]:
    """Which judged numbers are in line with the years other than the one compared with, and what those say."""
    others = np.delete(past, base, axis=-1)
    belief = believe(tables, others)
    enough = (~np.isnan(others)).sum(axis=-1) >= LEAST_MEMORY
    return enough & (belief.expected(judged).p > ALPHA), belief


def of_counts(past: Floats, base: int, judged: Floats, spread: Spread = SPREAD) -> Verdicts:
    """Counts of a panel's units: earlier years (unit, year), NaN where there is none, and the judged year."""
    tables = Counts.of(np.column_stack([past, judged]), spread)
    return of_tables(tables, past, base, judged)


def of_shares(parts: Floats, wholes: Floats, base: int) -> Verdicts:
    """Shares of a panel's units (unit, year), the judged year the last."""
    tables, numbers = Shares.of(parts, wholes)
    return of_tables(tables, numbers[:, :-1], base, numbers[:, -1])


def of_tables(tables: Tables, past: Floats, base: int, judged: Floats) -> Verdicts:
    """The verdicts from tables of chances; a unit without a number in one of the two years is OPEN, without p."""
    years, earlier = years_seen(past), past[:, base]
    judged = np.where(np.isnan(earlier), np.nan, judged)
    named, found = notable(tables, past[None], base, judged[None], bar(years))
    words = np.full(judged.shape, OPEN, dtype=object)
    if past.shape[1] > LEAST_MEMORY:
        in_line, belief = _in_line(tables, past[None], base, judged[None])
        apart = belief.expected(earlier[None]).p[0] <= ALPHA
        words[in_line[0] & apart] = USUAL
    words[named[0]] = NOTABLE
    words[tables.worth(judged) == tables.worth(earlier)] = SAME
    return Verdicts(words, found.p[0], found.mean[0], years)
