"""The filter bar: category, measure, scope and focus, years. It is the address, and gives a `View`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

import words
from analytics.measures import CATEGORIES, MEASURES
from analytics.places import bodies
from analytics.view import CLASS, FOCUS_MAX, Choices, View, choices
from data.store import Snapshot
from ui import address
from ui.shell import STORES, default_store, opened, say

SETTLED = "_settled"
NOTICES = "_notices"
YEARS_AS_BUTTONS = 8  # more years than this are chosen from a list
WIDTHS = {"zh": (140, 200, 300), "en": (195, 215, 230)}  # pixels of category, measure and focus: one row at 1366
LABELS: dict[str, address.Label] = {
    "store": lambda code, lang: say(f"store_{code}", lang),
    "lang": lambda code, lang: say(f"lang_{code}", lang),
    "c": lambda code, lang: CATEGORIES[code].label[lang],
    "m": lambda code, lang: MEASURES[code].label[lang],
    "s": lambda code, lang: say("scope_class", lang, kind=code.removeprefix(CLASS)) if code.startswith(CLASS) else code,
    "t": lambda code, _: code,
    "y": lambda code, _: code,
}


def language() -> str:
    """The language of this run, known before its switch is drawn."""
    arrived = address.read({"lang": st.query_params.get_all("lang")}, {"lang": words.LANGUAGES}, LABELS)["lang"]
    held = st.session_state.get("lang") or (arrived or [""])[0]
    return held if held in words.LANGUAGES else words.preferred()


def settle() -> None:
    """On the first run of a session: read the address, check it, and write it back as the controls will."""
    if st.session_state.get(SETTLED):
        return
    st.session_state[SETTLED] = True
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    known: dict[str, Sequence[str]] = {
        "store": STORES,
        "lang": words.LANGUAGES,
        "c": list(CATEGORIES),
        "m": list(MEASURES),
    }
    read = address.read(given, known, LABELS)
    lang = next((code for code in read.get("lang", ()) if code in words.LANGUAGES), words.preferred())
    kind = next((code for code in read.get("store", ()) if code in STORES), default_store())
    lost = [say("store_unknown", lang, store=value) for value in read.get("store", ()) if value not in STORES]
    _, snapshot = opened(kind)
    found: dict[str, Any] = {key: values for key, values in read.items() if key not in ("store", "lang", *"cmsty")}
    found |= {"lang": [lang]} if lang != words.preferred() else {}
    found |= {"store": [kind]} if kind != default_store() else {}
    if snapshot is not None:
        known["s"] = choices(snapshot, _made_up()).scopes
        view, notices = View.from_query(address.read(given, known, LABELS), snapshot)
        st.session_state[NOTICES] = view, [*lost, *(notice.say(lang) for notice in notices)]
        found |= view.query()
    wanted = address.written(found, LABELS, lang)
    if wanted != given:
        st.query_params.from_dict(wanted)
        st.rerun()


def notices(view: View) -> list[str]:
    """What of the address could not be followed; told until the reader changes the view."""
    told, texts = st.session_state.get(NOTICES, (view, []))
    if told != view:
        st.session_state[NOTICES] = view, []
        return []
    return texts


def _made_up() -> bool | None:
    """Which world the address asks for, where a store holds both."""
    return {"0": False, "1": True}.get(st.query_params.get("made", ""))


def made_up(snapshot: Snapshot) -> bool:
    """Whether what is shown of this store is made up."""
    return bodies(snapshot).world(_made_up())


def _keep(key: str, options: Sequence[Any], default: Any = None) -> None:
    """Drop what the control can no longer show, else the address would go on saying it."""
    held = st.session_state.get(key)
    if isinstance(held, list):
        kept = [value for value in held if value in options]
        if kept != held:
            st.session_state[key] = kept
    elif held is not None and held not in options:
        st.session_state[key] = default


def bar(snapshot: Snapshot, lang: str) -> View:
    """Draw the bar and give the view it says. Drawn before the page, so that it outlives page changes."""
    offered = choices(snapshot, _made_up())
    with st.container(key="bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        category = st.selectbox(
            say("category", lang),
            list(CATEGORIES),
            index=list(CATEGORIES).index(View.category),
            key="c",
            format_func=lambda code: LABELS["c"](code, lang),
            width=WIDTHS[lang][0],
            bind="query-params",
        )
        measures = CATEGORIES[category].measures
        _keep("m", measures, measures[0])
        measure = st.selectbox(
            say("measure", lang),
            measures,
            key="m",
            format_func=lambda code: LABELS["m"](code, lang),
            width=WIDTHS[lang][1],
            bind="query-params",
        )
        scope = _scope(offered, lang)
        focus = _focus(offered.within(scope), lang)
        years = _years(offered.years, lang)
    query = {"c": [category], "m": [measure], "s": scope, "t": focus, "y": [str(year) for year in years]}
    return View.from_query(query | {"made": st.query_params.get_all("made")}, snapshot)[0]


def _scope(offered: Choices, lang: str) -> list[str]:
    _keep("s", offered.scopes)
    first: tuple[str, ...] = st.session_state[NOTICES][0].scope if NOTICES in st.session_state else ()
    held = st.session_state.get("s", first) or []
    drawn = len(offered.within(held))
    label = say("scope_some" if held else "scope_all", lang, n=drawn)
    with st.container(key="scope", width="content"), st.popover(label, width="content"):
        return st.multiselect(
            say("scope_what", lang),
            offered.scopes,
            key="s",
            format_func=lambda code: LABELS["s"](code, lang),
            placeholder=say("scope_none", lang),
            select_all=False,
            width=360,
            bind="query-params",
        )


def _focus(places: Sequence[str], lang: str) -> list[str]:
    _keep("t", places)
    return st.multiselect(
        say("focus", lang, n=FOCUS_MAX),
        places,
        key="t",
        max_selections=FOCUS_MAX,
        wrap=False,
        select_all=False,
        placeholder=say("focus_none", lang),
        width=WIDTHS[lang][2],
        bind="query-params",
    )


def _years(years: Sequence[int], lang: str) -> list[int]:
    _keep("y", years)
    if len(years) <= YEARS_AS_BUTTONS:
        return st.segmented_control(
            say("years", lang), years, key="y", selection_mode="multi", format_func=str, wrap=False, bind="query-params"
        )
    return st.multiselect(
        say("years", lang),
        years,
        key="y",
        format_func=str,
        wrap=False,
        placeholder=say("years_none", lang),
        width=300,
        bind="query-params",
    )
