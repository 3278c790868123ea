"""Which report the page shows, as its address says it: ?unit=…&year=…&cell=…

Without a year it is the latest that the unit has, without a unit the usual one; a unit that is not there is
said to be unknown, and no other stands in for it. The address stays the only memory: the two controls write
into it, and follow it when the reader goes Back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

import words
from analytics.coverage import coverage
from analytics.places import KEPT_ROWS, Places
from analytics.view import choices
from data.errors import BadRequest
from ui.shell import Shell


@dataclass(frozen=True)
class Choice:
    """One body (by its path, "" for one that is `unknown`) and year, and what of the address could not be followed.

    `near` are the paths of bodies that an unknown name may mean.
    """

    unit: str
    year: int
    notices: tuple[str, ...] = ()
    unknown: str = ""
    near: tuple[str, ...] = ()


def _unknown(name: str, paths: Sequence[str], year: int, units: Sequence[str], known: Places, lang: str) -> Choice:
    """No unit, as a name means none of those in view, or several (`paths`)."""
    near = tuple(paths or (path for path in known.near(name) if path in units))
    listed = words.say("ui.list_join", lang).join(near) or "—"
    error = BadRequest("ambiguous_place" if paths else "unknown_place", place=name, near=listed, paths=listed)
    return Choice("", year, (error.say(lang),), name, near)


def read(
    query: Mapping[str, str],
    units: Sequence[str],
    years: Sequence[int],
    known: Places,
    usual: str,
    latest: Callable[[str], int],
    lang: str,
) -> Choice:
    """The choice that a query makes among the units and years in view, `usual` if it names no unit; `latest` gives a
    unit's last year."""
    notices = []
    said = query.get("year", "")
    year = int(said) if said.isascii() and said.isdecimal() else 0
    name = query.get("unit", "")
    paths = [path for path in map(known.path, known.find(name)) if path in units] if name else [usual]
    if len(paths) != 1:
        return _unknown(name, paths, year if year in years else years[0], units, known, lang)
    [unit] = paths
    if year not in years:
        year = latest(unit)
        if said:
            notices.append(words.say("unit.year_unknown", lang, year=said, shown=year))
    return Choice(unit, year, tuple(notices))


def usual(units: Sequence[str], years: Sequence[int], now: Shell) -> str:
    """The unit shown where nobody names one: the first with a report of the year of most units."""
    if len(units) * len(years) > KEPT_ROWS:  # to look through so many takes longer than it is worth
        return units[0]
    found = coverage(now.snapshot, made_up=now.view.made_up)
    there = set(found.stored.loc[found.stored["year"] == found.main_year, "jurisdiction"])
    return next((unit for unit in units if unit in there), units[0])


def _write(key: str, control: str) -> None:
    if st.session_state[control] is not None:
        st.query_params[key] = str(st.session_state[control])


def controls(choice: Choice, units: Sequence[str], years: Sequence[int], held: Sequence[int], now: Shell) -> None:
    """The two controls; a year without a report can be chosen too, and says so."""

    def year_label(year: int) -> str:
        return str(year) if year in held else words.say("unit.year_absent", now.lang, year=year)

    named = choices(now.snapshot, now.view.made_up).label
    for key, options, label, width in (("unit", units, named, 190), ("year", years, year_label, 146)):
        control = f"pick-{key}"
        st.session_state[control] = getattr(choice, key) or None
        st.selectbox(
            words.say(f"unit.{key}", now.lang),
            options,
            format_func=label,
            key=control,
            placeholder=words.say("unit.choose", now.lang),
            width=width,
            on_change=_write,
            args=(key, control),
            label_visibility="collapsed",
        )
