"""The bodies of the made-up county: names, kinds, and which followed which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from data import declarations
from data.demo.draws import Draws
from data.forms import FORMS

COUNTY_SIZE = 40  # more units than this are spread over several counties
MERGER_YEAR, RENAME_YEAR = 2021, 2022
OLD, NEW = FORMS[:2]  # the forms that the county uses
FEWEST_FOR_EVENTS = 4


@dataclass(frozen=True)
class Unit:
    """One body and the years it reports on. `successor` and `how` (合并, 更名) say what became of it."""

    name: str
    kind: str
    county: str
    first: int
    last: int
    predecessors: tuple[str, ...] = ()
    successor: str | None = None
    how: str | None = None


@cache
def _declared() -> dict[str, Any]:
    return declarations.read(Path(__file__).parent / "names.yaml", dict[str, Any])


def _names(draws: Draws, tails: str) -> Iterator[str]:
    """Names of places, without their kind, each once: those of two characters first, then of three (砚霜驿)."""
    heads, taken = _declared()["heads"], set(_declared()["taken"].split())
    yield from (name for name in draws.shuffled(["".join(p) for p in product(heads, tails)]) if name not in taken)
    yield from ("".join(p) for p in product(heads, heads, tails) if p[0] != p[1])


def _kind(draws: Draws, place: int) -> str:
    """Each county has its streets first, the first of them the busy county seat."""
    return "街道" if place < 3 else draws.weighted({"镇": 10, "乡": 5})


def _counties(draws: Draws, townships: int) -> Iterator[tuple[str, int]]:
    """Names of the counties and how many units each has in the last year."""
    names = _names(draws, _declared()["county_tails"])
    count = -(-townships // COUNTY_SIZE)
    return ((f"{next(names)}县", townships // count + (place < townships % count)) for place in range(count))


def units(townships: int, years: tuple[int, int], seed: int) -> list[Unit]:
    """All units ever, predecessors before successors; `townships` of them exist in the last year.

    Where there are at least four and more than one year, in each county two become one and a 乡 is
    made a 镇 of the same name.
    """
    draws = Draws(seed, "units")
    cores = _names(draws, _declared()["tails"])
    found: list[Unit] = []
    for county, size in _counties(Draws(seed, "counties"), townships):
        kinds = [_kind(draws, place) for place in range(size)]
        own = [Unit(f"{next(cores)}{kind}", kind, county, *years) for kind in kinds]
        if size >= FEWEST_FOR_EVENTS and years[0] < years[1]:
            own[-1:] = _merged(own[-1], (next(cores), next(cores)), years)
            own[-4:-3] = _renamed(own[-4], years)
        found += own
    return found


def _merged(unit: Unit, cores: tuple[str, str], years: tuple[int, int]) -> list[Unit]:
    """A 镇 and a 乡 that become the unit."""
    start = min(max(MERGER_YEAR, years[0] + 1), years[1])
    before = [
        Unit(f"{core}{kind}", kind, unit.county, years[0], start - 1, (), unit.name, "合并")
        for core, kind in zip(cores, ("镇", "乡"), strict=True)
    ]
    return [*before, replace(unit, first=start, predecessors=tuple(u.name for u in before))]


def _renamed(unit: Unit, years: tuple[int, int]) -> list[Unit]:
    """A 乡 that becomes the 镇 of the same name."""
    start = min(max(RENAME_YEAR, years[0] + 1), years[1])
    core = unit.name.removesuffix(unit.kind)
    after = replace(unit, name=f"{core}镇", kind="镇", first=start, predecessors=(f"{core}乡",))
    return [Unit(f"{core}乡", "乡", unit.county, years[0], start - 1, (), after.name, "更名"), after]
