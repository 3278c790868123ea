"""Two ways to the same thing, timed in turn: ours, and the floor, the least that could do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Call = Callable[[], object]
WARM_UP = 1  # rounds that are not counted


def wall(call: Call) -> float:
    """Milliseconds that a call takes, seen from outside."""
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def told(call: Call) -> float:
    """Milliseconds as the call itself tells them, where only it knows when it was done."""
    return float(str(call()))


@dataclass(frozen=True)
class Pair:
    """One thing to be timed. `before` runs untimed ahead of every call; `clock` is how a call is timed."""

    name: str
    ours: Call
    floor: Call
    before: Call = lambda: None
    clock: Callable[[Call], float] = wall

    def time(self, call: Call) -> float:
        """Milliseconds of one call."""
        self.before()
        return self.clock(call)


@dataclass(frozen=True)
class Row:
    """Medians in milliseconds."""

    name: str
    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor


def paired(pairs: Iterable[Pair], rounds: int, warm_up: int = WARM_UP) -> list[Row]:
    """The medians of each pair over `rounds` rounds.

    A round times ours and the floor once each, now the one first and now the other, so that whatever else the
    machine does falls on both alike.
    """
    found = []
    for pair in pairs:
        times: dict[Call, list[float]] = {pair.ours: [], pair.floor: []}
        for i in range(warm_up + rounds):
            for call in (pair.ours, pair.floor) if i % 2 else (pair.floor, pair.ours):
                took = pair.time(call)
                if i >= warm_up:
                    times[call].append(took)
        found.append(Row(pair.name, median(times[pair.ours]), median(times[pair.floor])))
    return found
