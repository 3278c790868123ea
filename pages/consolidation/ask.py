"""What is added up: a year, the units under one body or all, the form; it is in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analytics import consolidation
from analytics.consolidation import Consolidation
from analytics.places import bodies
from data import forms
from data.errors import BadRequest
from ui import desk, shell, worded
from ui.shell import Shell


@dataclass(frozen=True)
class Asked:
    """A question: `parent` "" is all units, `form` "" the one prescribed for the year; `without` are left out."""

    year: int
    parent: str
    form: str
    without: tuple[str, ...] = ()


def years(now: Shell) -> tuple[int, ...]:
    """The years of the reports in view."""
    return bodies(now.snapshot).years(now.made_up)


def parents(now: Shell) -> list[str]:
    """The bodies that units are under, outermost first."""
    found = bodies(now.snapshot).within(now.made_up)["parents"].to_pylist()
    return list(dict.fromkeys(name for names in sorted(found, key=len) for name in names))


def read(known: Sequence[int], now: Shell) -> Asked:
    """What the address asks; what is not there falls back on the last year, all units, the prescribed form."""
    query = st.query_params
    said, parent, form = (query.get(key, "") for key in ("year", "parent", "form"))
    year = int(said) if said.isdecimal() and int(said) in known else known[-1]
    paths = set(bodies(now.snapshot).within(now.made_up)["path"].to_pylist())
    without = tuple(path for path in query.get_all("without") if path in paths)
    if said and str(year) != said:
        st.warning(desk.say("consolidation_no_year", now, said=said[:12], year=year), icon=None)
    return Asked(year, parent if parent in parents(now) else "", form if form in forms.FORMS else "", without)


@st.cache_resource(max_entries=8, show_spinner=False)
def _kept(snapshot_id: str, asked: Asked, made_up: bool, _now: Shell) -> Consolidation:
    return consolidation.consolidate(
        _now.snapshot,
        asked.year,
        None,
        asked.parent or None,
        asked.form or None,
        made_up=made_up,
        without=asked.without,
    )


def consolidated(asked: Asked, now: Shell) -> Consolidation | None:
    """The sums; None, and it is said why, where nothing can be added up."""
    try:
        return _kept(f"{now.store.folder} {now.snapshot.id}", asked, now.made_up, now)
    except BadRequest as error:
        st.warning(shell.escape_markdown(error.say(now.lang)), icon=None)
        return None


def head(found: Consolidation | None, asked: Asked, known: Sequence[int], now: Shell) -> None:
    """How many units of how many, and the controls."""
    lead = consolidation.coverage(found, now.lang) if found else ""
    name = found.name if found else asked.parent
    title = desk.say("consolidation_of", now, name=name, year=asked.year)
    desk.head(now, title, lead, desk.say("title_consolidation", now))
    with now.head, st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="consolidation-ask"):
        _pick("year", desk.say("year", now), list(known)[::-1], asked.year, str)
        everybody = desk.say("consolidation_all", now)
        _pick(
            "parent",
            desk.say("consolidation_parent", now),
            ["", *parents(now)],
            asked.parent,
            lambda name: name or everybody,
        )
        usual = forms.of_year(asked.year)
        _pick(
            "form",
            desk.say("col_form", now),
            [*forms.FORMS],
            asked.form or usual,
            lambda form: desk.say("consolidation_form", now, form=form),
        )
        _without(found, asked, now)


def _without(found: Consolidation | None, asked: Asked, now: Shell) -> None:
    """The units that are left out, by default none."""
    paths = (
        {*asked.without, *(unit.path for unit in found.units if unit.report is not None)} if found else asked.without
    )
    key = worded.key("-".join(("consolidation-without", str(asked.year), asked.parent, *asked.without)))
    st.multiselect(
        desk.say("consolidation_without", now),
        sorted(paths),
        default=asked.without,
        key=key,
        width=260,
        placeholder=desk.say("consolidation_without_none", now),
        on_change=_left_out,
        args=(key,),
    )


def _left_out(control: str) -> None:
    st.query_params["without"] = list(st.session_state[control])


def _pick(key: str, label: str, options: list[Any], shown: Any, word: Callable[[Any], str]) -> None:
    """One control, which writes what is chosen into the address."""
    own = worded.key(f"consolidation-{key}-{shown}")
    st.selectbox(
        label,
        options,
        index=options.index(shown),
        format_func=word,
        key=own,
        width=190,
        on_change=_picked,
        args=(key, own),
    )


def _picked(key: str, control: str) -> None:
    st.query_params[key] = str(st.session_state[control])
    st.query_params.pop("cell", None)
