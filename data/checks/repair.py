"""What would close sums that don't: the smallest sets of cells whose change makes all of them agree.

One wrong number breaks every sum it stands in, three for a 总计. What is to be corrected is the number, so the sums
that go back to one are one mistake. Pure arithmetic: no cell is trusted more than another, and where several sets are
equally small all are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from data.forms import Identity
from data.numbers import plain

MOST = 4  # cells; sums that only more changes would close are left as they are
PATIENCE = 40_000  # steps of a search; a table so broken that more are needed is looked at by a person


@dataclass(frozen=True, order=True)
class Change:
    """One cell, and the number that it should hold."""

    code: str
    old: Decimal
    new: Decimal


@dataclass(frozen=True)
class Cause:
    """Sums that fail together, and the equally small sets of changes that close them; () if none is small enough."""

    sums: tuple[Identity, ...]
    repairs: tuple[tuple[Change, ...], ...] = ()


def causes(values: Mapping[str, Decimal], sums: Sequence[Identity]) -> tuple[Cause, ...]:
    """Why these sums, all of whose cells have a value, don't close; () if they do. New values are never below 0 unless
    the old one was, and whole where all old ones are."""
    search = _Search(values, sums)
    failing = [n for n, off in enumerate(search.off) if off]
    if not failing:
        return ()
    found = next((sets for size in range(1, MOST + 1) if (sets := search.sets(size))), [])
    if not found:
        return tuple(Cause((sums[n],)) for n in failing)
    return tuple(_parted(search, failing, found))


def written(repairs: Sequence[Sequence[Change]]) -> str:
    """Sets of changes as a finding keeps them: 3.closed.total=2>1; cells of a set joined by &, sets by |."""
    return "|".join("&".join(f"{c.code}={plain(c.old)}>{plain(c.new)}" for c in one) for one in repairs)


def read(text: str) -> tuple[tuple[Change, ...], ...]:
    """The sets of changes that a finding keeps."""
    return tuple(tuple(map(_change, one.split("&"))) for one in text.split("|") if one)


def _change(text: str) -> Change:
    code, _, numbers = text.partition("=")
    old, _, new = numbers.partition(">")
    return Change(code, Decimal(old), Decimal(new))


@dataclass
class _Search:
    """The sums of a table as cells with the sums they stand in, and by how much each sum is off."""

    values: Mapping[str, Decimal]
    sums: Sequence[Identity]
    off: list[Decimal] = field(default_factory=list)
    stands: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    steps: int = 0

    def __post_init__(self) -> None:
        for n, one in enumerate(self.sums):
            for sign, side in ((1, one.left), (-1, one.right)):
                for code in side:
                    self.stands.setdefault(code, []).append((n, sign))
            self.off.append(
                sum((self.values[code] for code in one.left), Decimal(0))
                - sum((self.values[code] for code in one.right), Decimal(0))
            )

    def sets(self, size: int) -> list[tuple[Change, ...]]:
        """All sets of so many changes that close every sum, if no smaller one does; [] where patience ends."""
        self.steps = 0
        found = {tuple(sorted(one)) for one in self._closing(list(self.off), size, ())}
        return sorted(found) if self.steps <= PATIENCE else []

    def _closing(self, off: list[Decimal], left: int, made: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
        """In any smallest set some failing sum holds a single cell of it, which that sum alone determines; so each
        cell of each failing sum is tried for the last one it needs."""
        self.steps += 1
        failing = [n for n, one in enumerate(off) if one]
        if not failing:
            yield made
        widest = max(map(len, self.stands.values()))
        if not failing or len(failing) > left * widest or self.steps > PATIENCE:
            return
        for n in failing:
            for code in (*self.sums[n].left, *self.sums[n].right):
                if any(change.code == code for change in made):
                    continue
                sign = next(sign for other, sign in self.stands[code] if other == n)
                change = Change(code, self.values[code], self.values[code] - sign * off[n])
                if change.new < min(Decimal(0), change.old):
                    continue
                after = list(off)
                for other, own in self.stands[code]:
                    after[other] += own * (change.new - change.old)
                yield from self._closing(after, left - 1, (*made, change))


def _parted(search: _Search, failing: Sequence[int], found: Sequence[tuple[Change, ...]]) -> Iterator[Cause]:
    """The failing sums in groups that no change of any set ties together, each with its own part of the sets."""
    group = {n: n for n in range(len(search.sums))}

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    for change in {change for changes in found for change in changes}:
        first, *others = (n for n, _ in search.stands[change.code])
        for other in others:
            group[root(other)] = root(first)
    for own in dict.fromkeys(map(root, failing)):
        parts = {
            tuple(change for change in changes if root(search.stands[change.code][0][0]) == own) for changes in found
        }
        yield Cause(tuple(search.sums[n] for n in failing if root(n) == own), tuple(sorted(parts)))
