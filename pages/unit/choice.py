"""Which report the page shows, as its address says it: ?unit=…&year=…&cell=…

Without a year it is the latest that the unit has, without a unit the first one. The address stays the
only memory: the two controls write into it, and follow it when the reader goes Back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

import words
from analytics.places import Places
from data.errors import BadRequest
from ui.shell import Shell


@dataclass(frozen=True)
class Choice:
    """One body (by its path) and year, and what of the address could not be followed."""

    unit: str
    year: int
    notices: tuple[str, ...] = ()


def _unit(name: str, units: Sequence[str], known: Places) -> str:
    """The path of the unit that a name means. Raises BadRequest if it means none of them, or several."""
    paths = [path for path in map(known.path, known.find(name)) if path in units]
    if len(paths) == 1:
        return paths[0]
    near = words.say("ui.list_join", "zh").join(paths or known.near(name))
    raise BadRequest("ambiguous_place" if paths else "unknown_place", place=name, near=near, paths=near)


def read(
    query: Mapping[str, str],
    units: Sequence[str],
    years: Sequence[int],
    known: Places,
    latest: Callable[[str], int],
    lang: str,
) -> Choice:
    """The choice that a query makes among the units and years in view; `latest` gives a unit's last year."""
    notices = []
    unit = units[0]
    try:
        unit = _unit(query["unit"], units, known) if query.get("unit") else unit
    except BadRequest as error:
        notices.append(error.say(lang))
    said = query.get("year", "")
    year = int(said) if said.isascii() and said.isdecimal() else 0
    if year not in years:
        year = latest(unit)
        if said:
            notices.append(words.say("unit.year_unknown", lang, year=said, shown=year))
    return Choice(unit, year, tuple(notices))


def _write(key: str, control: str) -> None:
    st.query_params[key] = str(st.session_state[control])


def controls(choice: Choice, units: Sequence[str], years: Sequence[int], held: Sequence[int], now: Shell) -> None:
    """The two controls; a year without a report can be chosen too, and says so."""

    def year_label(year: int) -> str:
        return str(year) if year in held else words.say("unit.year_absent", now.lang, year=year)

    for key, options, label, width in (("unit", units, str, 190), ("year", years, year_label, 146)):
        control = f"pick-{key}"
        st.session_state[control] = getattr(choice, key)
        st.selectbox(
            words.say(f"unit.{key}", now.lang),
            options,
            format_func=label,
            key=control,
            width=width,
            on_change=_write,
            args=(key, control),
            label_visibility="collapsed",
        )
