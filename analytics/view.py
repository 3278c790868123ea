"""A view: what is looked at. One object, which the address, the filter bar and a line of words all say alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import words
from analytics import succession
from analytics.measures import CATEGORIES, MEASURES, near
from analytics.places import BOUNDARIES, Places, bodies, read_years
from analytics.series import Series, trend
from analytics.spans import label, span
from data.errors import BadRequest
from data.store import Snapshot

CLASS = "class:"  # a scope entry that stands for all bodies of one class: class:镇
AREA = "area:"  # and one for all bodies of one county: area:清水县
FOCUS_MAX = 5
NAMED = 5  # more names than this are counted, not listed
KINDS = ("街道", "镇", "乡", "民族乡")  # classes in the order shown; others follow
_WORLDS = {"0": False, "1": True}
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Notice:
    """What of an address could not be followed; `say` tells it. A value is a text, a number, names, or words."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """The sentence, words/notices.yaml."""
        return words.say(f"notices.{self.key}", lang, **{name: _said(v, lang) for name, v in self.values.items()})


def _said(value: object, lang: str) -> str:
    if isinstance(value, Mapping):
        return str(value[lang])
    if isinstance(value, tuple):
        return _listed([_said(one, lang) for one in value], lang)
    return str(value)


def _listed(names: Sequence[str], lang: str) -> str:
    """All names, or the first few of many and how many there are."""
    said = words.say("view.join", lang).join(names[:NAMED])
    return said if len(names) <= NAMED else words.say("view.and_more", lang, names=said, n=len(names))


@dataclass(frozen=True)
class Choices:
    """What the data offer: `units` are paths with their class, by class and in it by roster; `years` those in view.

    `areas` gives the county of each unit, "" where it is not known.
    """

    units: Mapping[str, str]
    years: tuple[int, ...]
    areas: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Classes of unit, in order."""
        return tuple(dict.fromkeys(self.units.values()))

    @cached_property  # a list of thousands of units asks for each of them
    def counties(self) -> tuple[str, ...]:
        """The counties, where units of several stand together; else none, as one says nothing."""
        known = tuple(dict.fromkeys(filter(None, self.areas.values())))
        return known if len(known) > 1 else ()

    @property
    def scopes(self) -> tuple[str, ...]:
        """All that a scope may hold: counties, classes, then paths."""
        return (*(f"{AREA}{area}" for area in self.counties), *(f"{CLASS}{kind}" for kind in self.kinds), *self.units)

    def label(self, path: str) -> str:
        """The unit in a list: with its county, where there are several and its path does not say it."""
        area = self.areas.get(path, "") if self.counties else ""
        return path if not area or area in path.split("/") else f"{path}（{area}）"

    def within(self, scope: Iterable[str]) -> tuple[str, ...]:
        """Paths of the units in a scope, in order; an empty scope is all. Classes beside counties are those of the
        counties."""
        entries = set(scope)
        classes = {entry for entry in entries if entry.startswith(CLASS)}
        areas = {entry for entry in entries if entry.startswith(AREA)}

        def holds(path: str, kind: str) -> bool:
            named = (
                not classes or f"{CLASS}{kind}" in classes,
                not areas or f"{AREA}{self.areas.get(path, '')}" in areas,
            )
            return path in entries or (bool(classes or areas) and all(named))

        return tuple(path for path, kind in self.units.items() if not entries or holds(path, kind))


@lru_cache(maxsize=16)  # a snapshot never changes
def choices(snapshot: Snapshot, made_up: bool | None = None, boundaries: str = "reported") -> Choices:
    """What a snapshot offers in the world of true or of made-up reports (None: true ones if there are any)."""
    known = bodies(snapshot, boundaries)
    rows = known.within(made_up).select(["id", "path", "kind", "area"]).to_pylist()

    def place(row: dict[str, object]) -> tuple[int, str, object]:
        kind = str(row["kind"])
        return (KINDS.index(kind), "", row["id"]) if kind in KINDS else (len(KINDS), kind, row["id"])

    ordered = sorted(rows, key=place)
    return Choices(
        {row["path"]: row["kind"] for row in ordered},
        known.years(made_up),
        {row["path"]: row["area"] for row in ordered},
    )


@dataclass(frozen=True)
class View:
    """`scope` is which units are drawn and counted: paths, classes (class:镇), counties (area:清水县), () for all.

    `focus` is which of them, five at most, stand in colour. `years` () is all there are. `made_up` None is true reports
    if there are any. `boundaries` are those of the reports, or today's: a merged unit with its parts, a renamed one
    under one name.

    The defaults are the same for any store, so that a link that leaves them out goes on meaning the same.
    """

    category: str = "applications"
    measure: str = "applications_new"
    scope: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    made_up: bool | None = None
    boundaries: str = "reported"

    @classmethod
    def from_query(cls, query: Query, snapshot: Snapshot) -> tuple[View, list[Notice]]:
        """The view that an address says, as far as this store can show it, and what had to be left out.

        Keys: c category, m measure, s scope, t focus, y years, b boundaries, made 1 or 0; others are somebody
        else's. Units may be given by any name that only one has, years as 2019-2024 too.
        """
        reading = _Reading({key: [v for v in values if v != ""] for key, values in query.items()}, snapshot)
        return reading.view(), reading.notices

    def query(self) -> dict[str, list[str]]:
        """The address of this view; what is as by default is left out."""
        said = {
            "c": [self.category] if self.category != View.category else [],
            "m": [self.measure] if self.measure != CATEGORIES[self.category].measures[0] else [],
            "s": list(self.scope),
            "t": list(self.focus),
            "y": [str(year) for year in self.years],
            "b": [self.boundaries] if self.boundaries != View.boundaries else [],
            "made": [key for key, made_up in _WORLDS.items() if made_up == self.made_up],
        }
        return {key: values for key, values in said.items() if values}

    def words(self, lang: str, subject: str = "") -> str:
        """The view as one line: category, measure (or another subject), scope, focus, years."""
        scope = [
            words.say("view.every", lang, kind=entry.removeprefix(CLASS))
            if entry.startswith(CLASS)
            else entry.removeprefix(AREA)
            for entry in self.scope
        ]
        return words.say("view.between", lang).join([
            CATEGORIES[self.category].label[lang],
            subject or MEASURES[self.measure].label[lang],
            _listed(scope, lang) if scope else words.say("view.all_units", lang),
            *([words.say("view.focus", lang, units=_listed(self.focus, lang))] if self.focus else []),
            words.say("view.years", lang, years=span(self.years, lang))
            if self.years
            else words.say("view.all_years", lang),
            *([words.say("view.today", lang)] if self.boundaries == "today" else []),
        ])

    def places(self, snapshot: Snapshot) -> tuple[str, ...]:
        """Paths of the units in scope, in the order shown."""
        return choices(snapshot, self.made_up, self.boundaries).within(self.scope)

    def series(self, snapshot: Snapshot, lang: str = "zh") -> Series:
        """The measure over the units and years of the view. Raises BadRequest as `trend` does."""
        return trend(snapshot, self.measure, **self.asked(snapshot), lang=lang)

    def asked(self, snapshot: Snapshot) -> dict[str, Any]:
        """Units, years, world and boundaries of the view, as `trend`, `coverage` and `composition` take them."""
        return {
            "places": self.places(snapshot) if self.scope else None,
            "years": self.years or None,
            "made_up": self.made_up,
            "boundaries": self.boundaries,
        }


class _Reading:
    """An address being read: what stays goes into a view, what can't be followed into `notices`."""

    def __init__(self, query: Query, snapshot: Snapshot) -> None:
        self.query = query
        self.snapshot = snapshot
        self.notices: list[Notice] = []
        self.boundaries = self._boundaries()
        self.known: Places = bodies(snapshot, self.boundaries)
        self.made_up = self._world()
        self.choices = choices(snapshot, self.made_up, self.boundaries)

    def view(self) -> View:
        category, measure = self._measure()
        groups = [entry for entry in self.choices.scopes if entry.startswith((CLASS, AREA))]
        scope = self._units("s", "scope_unknown", groups)
        view = View(category, measure, scope, (), self._years(), self.made_up, self.boundaries)
        return replace(view, focus=self._focus(scope))

    def _tell(self, key: str, **values: object) -> None:
        self.notices.append(Notice(key, values))

    def _boundaries(self) -> str:
        for value in self.query.get("b", ())[:1]:
            if value not in BOUNDARIES:
                self._tell("boundaries_unknown", value=value)
            elif succession.everything(self.snapshot):  # else both are the same
                return value
        return View.boundaries

    def _world(self) -> bool | None:
        for value in self.query.get("made", ())[:1]:
            if value in _WORLDS and _WORLDS[value] in self.known.spans:
                return _WORLDS[value]
            self._tell("made_up_unknown", value=value)
        return None

    def _measure(self) -> tuple[str, str]:
        category = next(iter(self.query.get("c", ())), None)
        measure = next(iter(self.query.get("m", ())), None)
        if category is not None and category not in CATEGORIES:
            self._tell("category_unknown", category=category, known=tuple(one.label for one in CATEGORIES.values()))
            category = None
        if measure is not None and measure not in MEASURES:
            self._tell("measure_unknown", measure=measure, near=tuple(MEASURES[code].label for code in near(measure)))
            measure = None
        if measure is None:
            category = category or View.category
            return category, CATEGORIES[category].measures[0]
        own = MEASURES[measure].category
        if category not in (None, own):
            labels = {"measure": MEASURES[measure].label, "category": CATEGORIES[own].label}
            self._tell("measure_elsewhere", **labels)
        return own, measure

    def _units(self, key: str, unknown: str, classes: Sequence[str] = ()) -> tuple[str, ...]:
        given = self.query.get(key, ())
        found = {value: [value] if value in classes else list(self._paths(value)) for value in given}
        for value, paths in found.items():
            if len(paths) > 1:
                self._tell("unit_ambiguous", unit=value, paths=tuple(paths))
        before = tuple(value for value, paths in found.items() if paths != [value] and self._past(value))
        if before:
            self._tell("units_today", before=before, units=tuple(dict.fromkeys(found[value][0] for value in before)))
        lost = tuple(value for value, paths in found.items() if not paths)
        if lost:
            self._tell(unknown, units=lost)
        kept = tuple(dict.fromkeys(paths[0] for paths in found.values() if len(paths) == 1))
        if key == "s" and given and not kept:
            self._tell("scope_none_left")
        return kept

    def _paths(self, name: str) -> Iterator[str]:
        if name in self.choices.units:
            yield name
            return
        for row in self.known.find(name):
            path = self.known.path(row)
            if path in self.choices.units:
                yield path

    def _past(self, name: str) -> bool:
        """Whether a name is that of a body which today is part of another."""
        if self.boundaries != "today":
            return False
        reported = bodies(self.snapshot)
        return any(reported.path(row) not in self.choices.units for row in reported.find(name))

    def _focus(self, scope: Sequence[str]) -> tuple[str, ...]:
        focus = self._units("t", "focus_unknown")
        within = set(self.choices.within(scope))
        outside = tuple(path for path in focus if path not in within)
        if outside:
            self._tell("focus_outside", units=outside)
        focus = tuple(path for path in focus if path in within)
        if len(focus) > FOCUS_MAX:
            self._tell("focus_too_many", n=len(focus), most=FOCUS_MAX)
        return focus[:FOCUS_MAX]

    def _years(self) -> tuple[int, ...]:
        found: set[int] = set()
        for value in self.query.get("y", ()):
            try:
                found |= set(read_years([value]))
            except BadRequest:
                self._tell("years_unreadable", years=value)
        held = set(self.choices.years)
        if found - held:
            self._tell("years_unknown", years=label(found - held), span=label(self.choices.years))
            if not found & held:
                self._tell("years_none_left")
        return tuple(sorted(found & held))
