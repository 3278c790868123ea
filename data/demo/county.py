"""The made-up county: every report of every unit and year, with the defects planted in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.demo.across import Past, plant_across, told
from data.demo.defects import Draft, Planted
from data.demo.draws import Draws
from data.demo.figures import FIRST_YEAR, GROWTH, Profile, State, opening, profile, year_of
from data.demo.planting import Planting, plant
from data.demo.prose import narrative, title
from data.demo.units import NEW, OLD, Unit, units
from data.forms import INDICATORS, TABLE_SECTIONS, of_year
from data.model import Jurisdiction, Reading, Report, Status
from data.numbers import plain

# Shares of the townships that get a few applications every year, and one now and then.
MIDDLING, SOME = 0.06, 0.22
FEWEST_ITEMS = 13  # fewer items disclosed in a year were not seen


@dataclass(frozen=True)
class Made:
    """A report of the county, what was planted in it, and what a check of it must find: (rule, cells).

    `kept` tells that another report is held against it, so it is not to be damaged.
    """

    report: Report
    planted: tuple[Planted, ...]
    findings: tuple[tuple[str, tuple[str, ...]], ...]
    kept: bool = False


@dataclass(frozen=True)
class County:
    """What was made up: the bodies, their reports, and the (unit, year) of those never handed in."""

    units: tuple[Unit, ...]
    reports: tuple[Made, ...]
    missing: tuple[tuple[str, int], ...]


def county(townships: int, years: tuple[int, int], seed: int) -> County:
    """A county with so many townships in the last of `years`; the same for the same arguments, anywhere."""
    bodies = units(townships, years, seed)
    drafts = list(_drafts(bodies, years, seed))
    planting = Planting(drafts, Draws(seed, "planting"), townships)
    missing = plant(planting)
    plant_across(planting, missing)
    handed_in = [draft for draft in drafts if draft not in missing]
    past = Past(handed_in)
    return County(
        units=tuple(bodies),
        reports=tuple(_made(draft, past, seed) for draft in handed_in),
        missing=tuple(sorted((draft.unit.name, draft.year) for draft in missing)),
    )


def _profiles(bodies: list[Unit], years: tuple[int, int], seed: int) -> dict[str, Profile]:
    """What each body's year is usually like: one busy street a county, a middling few, some with now and
    then an application, and most with none. Half-way through the years, land is taken in one of them.
    """
    profiles: dict[str, Profile] = {}
    for place in dict.fromkeys(unit.county for unit in bodies):
        seat, *others = [unit.name for unit in bodies if unit.county == place and not unit.predecessors]
        passing = {unit.name for unit in bodies if unit.successor}
        order = sorted(Draws(seed, place, "levels").shuffled(others), key=passing.__contains__)
        some = range(round(len(order) * MIDDLING), round(len(order) * (MIDDLING + SOME)))
        levels = {seat: "busy"} | {
            name: "middling" if at < some.start else "some" if at in some else "none" for at, name in enumerate(order)
        }
        profiles |= {name: profile(Draws(seed, name, "profile"), level) for name, level in levels.items()}
        for name in (order[at] for at in some[:1]):
            profiles[name] = replace(profiles[name], shock=years[0] + (years[1] - years[0] + 1) // 2)
    for unit in bodies:
        if unit.predecessors:
            before = [profiles[name] for name in unit.predecessors]
            profiles[unit.name] = sum(before[1:], before[0])
    return profiles


def _drafts(bodies: list[Unit], years: tuple[int, int], seed: int) -> Iterator[Draft]:
    """Every year of every body, on the form that was in force."""
    profiles = _profiles(bodies, years, seed)
    ends: dict[str, State] = {}
    for unit in bodies:
        usual = profiles[unit.name]
        habits = Draws(seed, *(unit.predecessors[:1] or [unit.name]), "habits")
        money, signs = habits.weighted({"元": 6, "万元": 4}), habits.weighted({"": 6, "+": 3, "增": 1})
        before = [ends[name] for name in unit.predecessors]
        state = sum(before[1:], before[0]) if before else opening(Draws(seed, unit.name, "opening"), usual)
        for year in range(unit.first, unit.last + 1):
            draws = Draws(seed, unit.name, year)
            form = of_year(year, (OLD, NEW))
            figures = year_of(draws, usual, state, year)
            items = max(FEWEST_ITEMS, draws.around(usual.items * GROWTH["items"] ** (year - FIRST_YEAR), 0.2))
            yield Draft(unit, year, dict.fromkeys(TABLE_SECTIONS, form), figures, items, money, signs)
        ends[unit.name] = state


def _written(draft: Draft, code: str) -> str:
    """What is printed in a cell."""
    value, indicator = draft.figures[code], INDICATORS[code]
    if indicator.header_unit == "万元":
        return plain(value / 10_000)
    if indicator.unit == "元" and value:
        return plain(value / 10_000 if draft.money == "万元" else value) + draft.money
    if indicator.signed and value and draft.signs:
        return (draft.signs if value > 0 else "减" if draft.signs == "增" else "-") + plain(abs(value))
    return plain(value)


def _reading(draft: Draft, code: str) -> Reading:
    value, unit = draft.figures[code], INDICATORS[code].unit
    if code.partition(".")[0] in draft.absent:
        return Reading(code, "", None, unit, Status.MISSING)
    if code in draft.raw:
        return Reading(code, draft.raw[code], None, unit, Status.NIL if draft.raw[code] else Status.BLANK)
    raw = _written(draft, code)
    # An amount of money without its unit can only be guessed to be 元.
    guessed = unit == "元" and value and not draft.money and not INDICATORS[code].header_unit
    return Reading(code, raw, value, unit, Status.DOUBTFUL if guessed else Status.REPORTED)


def _made(draft: Draft, past: Past, seed: int) -> Made:
    unit, year = draft.unit, draft.year
    draws = Draws(seed, unit.name, year, "prose")
    report = Report(
        jurisdiction=Jurisdiction(unit.name, unit.kind, (unit.county,)),
        year=year,
        title=title(unit, year, Draws(unit.name).between(0, 2)),
        published=f"{year + 1}-{draws.between(1, 3):02}-{draws.between(6, 26):02}",
        forms=draft.forms,
        narrative=narrative(draws, draft, seed),
        readings=tuple(_reading(draft, code) for section in TABLE_SECTIONS for code in draft.codes(section)),
        findings=(),
        source_file=f"{unit.county}/{year}/{unit.name}_{year}",
        sha256="",
        made_up=True,
    )
    alone = [(planted.rule, planted.told) for planted in draft.planted if planted.rule]
    broken = [(f"identity_{identity.code}", identity.left + identity.right) for identity in draft.broken()]
    shared: list[tuple[str, tuple[str, ...]]] = [(rule, ()) for rule in draft.shared]
    return Made(report, tuple(draft.planted), (*alone, *broken, *told(draft, past), *shared), draft.kept)
