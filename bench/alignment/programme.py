"""The dynamic programme: tokens in reading order against the rows and columns of one block of the form.

A state is (slots filled, tokens used); a row has a slot for its label and one for each cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.alignment.costs import ABSENT, BREAK, FAR, INVENT, LOST, WINDOW, Costs

Cell = tuple[int, int]  # row, place of the column
State = tuple[int, int]
Step = tuple[State, float]
NEAR = 1e-6


@dataclass(frozen=True)
class Path:
    """A reading: cell → token (None: a blank that no token shows), and its cost. Rows not in it are absent.

    A row's label counts as the cell in place −1; None if it is lost.
    """

    cells: dict[Cell, int | None]
    cost: float


class Programme:
    """Cheapest costs to (`before`) and from (`after`) each state."""

    def __init__(self, costs: Costs, starts: np.ndarray) -> None:
        self.costs, self.starts = costs, starts
        self.rows, _, self.count = costs.labels.shape
        self.width = len(costs.order)
        self.slots = self.rows * (self.width + 1)
        self.before = np.full((self.slots + 1, self.count + 1), FAR)
        self.after = np.full((self.slots + 1, self.count + 1), FAR)
        self._forward()
        self._backward()

    def _skip(self, slot: int) -> np.ndarray:
        return self.costs.within if slot % (self.width + 1) else self.costs.between

    def _moves(self, slot: int) -> Iterator[tuple[int, int, np.ndarray]]:
        """(slots on, tokens on, cost from each token) of the steps out of a slot, skips apart."""
        row, place = divmod(slot, self.width + 1)
        free = np.zeros(self.count + 1)
        if place:
            yield 1, 1, self.costs.cells[place - 1] + BREAK * self.starts
            yield 1, 0, free + INVENT
            return
        for window in range(1, min(WINDOW, self.count) + 1):
            yield 1, window, self.costs.labels[row, window - 1, : self.count + 1 - window]
        yield 1, 0, free + LOST
        yield self.width + 1, 0, free + ABSENT

    def _forward(self) -> None:
        self.before[0, 0] = 0.0
        for slot in range(self.slots + 1):
            run = np.concatenate(([0.0], np.cumsum(self._skip(slot))))
            here = np.minimum.accumulate(self.before[slot] - run) + run
            self.before[slot] = here
            for on, used, cost in self._moves(slot) if slot < self.slots else ():
                target = self.before[slot + on, used:]
                np.minimum(target, here[: len(target)] + cost, out=target)

    def _backward(self) -> None:
        self.after[self.slots, self.count] = 0.0
        for slot in range(self.slots, -1, -1):
            here = self.after[slot]
            for on, used, cost in self._moves(slot) if slot < self.slots else ():
                target = here[: self.count + 1 - used]
                np.minimum(target, self.after[slot + on, used:] + cost, out=target)
            rest = np.concatenate((np.cumsum(self._skip(slot)[::-1])[::-1], [0.0]))
            self.after[slot] = np.minimum.accumulate((here - rest)[::-1])[::-1] + rest

    @property
    def cost(self) -> float:
        return float(self.after[0, 0])

    def through(self, cell: Cell) -> np.ndarray:
        """For each token, the cost of the cheapest reading that has it in this cell."""
        slot = cell[0] * (self.width + 1) + 1 + cell[1]
        step = self.costs.cells[cell[1]] + BREAK * self.starts
        return np.asarray(self.before[slot, :-1] + step + self.after[slot + 1, 1:])

    def without(self, cell: Cell) -> float:
        """The cost of the cheapest reading that has no token in this cell, its row being there or not."""
        start = cell[0] * (self.width + 1)
        slot = start + 1 + cell[1]
        invented = self.before[slot] + INVENT + self.after[slot + 1]
        absent = self.before[start] + ABSENT + self.after[start + self.width + 1]
        return float(min(invented.min(), absent.min()))

    def best(self) -> Path:
        """The cheapest reading."""
        return Path(dict(self._onward((0, 0))), self.cost)

    def forced(self, cell: Cell, token: int) -> Path:
        """The cheapest reading with this token in this cell."""
        slot = cell[0] * (self.width + 1) + 1 + cell[1]
        cells = {**dict(self._back((slot, token))), cell: token, **dict(self._onward((slot + 1, token + 1)))}
        return Path(cells, float(self.through(cell)[token]))

    def _cell(self, slot: int, used: int, at: int) -> Iterator[tuple[Cell, int | None]]:
        row, place = divmod(slot, self.width + 1)
        yield (row, place - 1), at if used else None

    def _onward(self, state: State) -> Iterator[tuple[Cell, int | None]]:
        slot, at = state
        while (slot, at) != (self.slots, self.count):
            here = self.after[slot, at]
            for on, used, cost in self._moves(slot) if slot < self.slots else ():
                if at < len(cost) and abs(cost[at] + self.after[slot + on, at + used] - here) < NEAR:
                    if on == 1:
                        yield from self._cell(slot, used, at)
                    slot, at = slot + on, at + used
                    break
            else:
                at += 1

    def _back(self, state: State) -> Iterator[tuple[Cell, int | None]]:
        slot, at = state
        while (slot, at) != (0, 0):
            here = self.before[slot, at]
            if at and abs(self.before[slot, at - 1] + self._skip(slot)[at - 1] - here) < NEAR:
                at -= 1
                continue
            for source in {slot - 1, slot - self.width - 1} - set(range(-self.width - 1, 0)):
                found = [
                    (source, used)
                    for on, used, cost in self._moves(source)
                    if source + on == slot
                    and at >= used
                    and abs(self.before[source, at - used] + cost[at - used] - here) < NEAR
                ]
                if found:
                    yield from self._cell(source, found[0][1], at - found[0][1]) if source == slot - 1 else ()
                    slot, at = source, at - found[0][1]
                    break
            else:
                raise ArithmeticError(f"no way back from {slot}, {at}")
