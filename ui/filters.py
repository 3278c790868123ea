"""The filter bar: category, measure, scope and focus, years. It is the address, and gives a `View`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import words
from analytics import mentions, succession
from analytics.measures import CATEGORIES, MEASURES
from analytics.places import BOUNDARIES, bodies
from analytics.view import AREA, CLASS, FOCUS_MAX, Choices, Notice, View, choices
from data.store import Snapshot
from ui import address, worded
from ui.shell import STORES, default_store, opened, say

SETTLED = "_settled"
NOTICES = "_notices"
MOST_FIELDS = 1000  # Streamlit passes over an address with more
_LANG = re.compile(r"(?:^|&)lang=(\w+)")
YEARS_AS_BUTTONS = 8  # more years than this are chosen from a list
WITHOUT_MEASURE = ("search", "methods")
# A page of one category offers its measures under a key of its own: its category stands in the path, and the bar of
# the other pages keeps its own category and measure meanwhile.
OWN = {category: f"m_{category}" for category in CATEGORIES}
WIDTHS = {"zh": (140, 200, 300), "en": (195, 215, 230)}  # pixels of category, measure and focus: one row at 1366
LABELS: dict[str, address.Label] = {
    "store": lambda code, lang: say(f"store_{code}", lang),
    "lang": lambda code, lang: say(f"lang_{code}", lang),
    "c": lambda code, lang: CATEGORIES[code].label[lang],
    "m": lambda code, lang: MEASURES[code].label[lang],
    "s": lambda code, lang: (
        say("scope_class", lang, kind=code.removeprefix(CLASS)) if code.startswith(CLASS) else code.removeprefix(AREA)
    ),
    "t": lambda code, _: code,
    "y": lambda code, _: code,
    "b": lambda code, lang: words.say(f"boundaries.{code}", lang),
    "sec": lambda code, lang: say(f"section_{code}", lang),
}
LABELS |= dict.fromkeys(OWN.values(), LABELS["m"])


def _labels(offered: Choices) -> dict[str, address.Label]:
    """The words of the controls over these units: where there are several counties a unit is shown with its own."""

    def scope(code: str, lang: str) -> str:
        return offered.label(code) if code in offered.units else LABELS["s"](code, lang)

    return LABELS | {"s": scope, "t": lambda code, _: offered.label(code)}


def language() -> str:
    """The language of this run, known before its switch is drawn."""
    arrived = address.read({"lang": st.query_params.get_all("lang")}, {"lang": words.LANGUAGES}, LABELS)["lang"]
    held = st.session_state.get("lang") or (arrived or [""])[0]
    return held if held in words.LANGUAGES else words.preferred()


def settle(page: str) -> None:
    """On the first run of a session: read the address of `page`, check it, and write it back as the controls will."""
    if st.session_state.get(SETTLED):
        return
    st.session_state[SETTLED] = True
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    known: dict[str, Sequence[str]] = {
        "store": STORES,
        "lang": words.LANGUAGES,
        "c": list(CATEGORIES),
        "m": list(MEASURES),
        "b": BOUNDARIES,
        "sec": mentions.SECTIONS,
    } | {key: list(MEASURES) for key in OWN.values()}
    read = address.read(given, known, LABELS)
    fields = 0 if given else _unread()
    named = read.get("lang", ()) or (_LANG.findall(_query()) if fields else ())
    lang = next((code for code in named if code in words.LANGUAGES), words.preferred())
    kind = next((code for code in read.get("store", ()) if code in STORES), default_store())
    lost = [say("store_unknown", lang, store=value) for value in read.get("store", ()) if value not in STORES]
    lost += [say("link_too_long", lang, n=fields)] if fields else []
    _, snapshot = opened(kind)
    ours = {"store", "lang", *"cmstyb", *OWN.values()}
    found: dict[str, Any] = {key: values for key, values in read.items() if key not in ours}
    found |= {"lang": [lang]} if lang != words.preferred() else {}
    found |= {"store": [kind]} if kind != default_store() else {}
    labels = LABELS
    if snapshot is not None:
        offered = choices(snapshot, _made_up())
        known |= {"s": offered.scopes, "t": list(offered.units)}
        labels = _labels(offered)
        asked, elsewhere = _on(page, address.read(given, known, labels))
        view, notices = View.from_query(asked, snapshot)
        st.session_state[NOTICES] = view, [*lost, *(notice.say(lang) for notice in (*elsewhere, *notices))]
        found |= _own(page, view.query())
    wanted = address.written(found, labels, lang)
    if fields:
        st.query_params.clear()  # the browser still shows what could not be read
    if wanted != given:
        st.query_params.from_dict(wanted)
        st.rerun()


def _query() -> str:
    """The address's query as the browser sent it."""
    context = get_script_run_ctx()
    return context.query_string if context else ""


def _unread() -> int:
    """How many conditions came of which none was read; 0 if they were few enough."""
    fields = _query().count("&") + 1
    return fields if fields > MOST_FIELDS else 0


def _on(page: str, asked: address.Query) -> tuple[address.Query, list[Notice]]:
    """What an address asks of this page: on that of a category only its own measures, and what else it named."""
    asked = {key: values for key, values in asked.items() if page in OWN or key not in OWN.values()}
    if page in WITHOUT_MEASURE:
        return {key: values for key, values in asked.items() if key not in ("c", "m")}, []
    if page not in OWN:
        return asked, []
    named = asked.get(OWN[page]) or asked.get("m") or []
    others = [MEASURES[code].label for code in named if code in MEASURES and MEASURES[code].category != page]
    others += [CATEGORIES[code].label for code in asked.get("c", ()) if code in CATEGORIES and code != page]
    told = [Notice("not_on_page", {"what": what, "category": CATEGORIES[page].label}) for what in others]
    own = [code for code in named if code not in MEASURES or MEASURES[code].category == page]
    kept = {key: values for key, values in asked.items() if key not in ("c", "m", *OWN.values())}
    return kept | {"c": [page]} | ({"m": own} if own else {}), told


def _own(page: str, query: address.Query) -> address.Query:
    """The address of a view on this page."""
    if page not in OWN and page not in WITHOUT_MEASURE:
        return query
    kept = {key: values for key, values in query.items() if key not in ("c", "m")}
    return kept | ({OWN[page]: query["m"]} if page in OWN and "m" in query else {})


def notices(view: View) -> list[str]:
    """What of the address could not be followed; told until the reader changes the view."""
    held: tuple[View, list[str]] = st.session_state.get(NOTICES, (view, []))
    told, texts = held
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


def bar(snapshot: Snapshot, lang: str, page: str) -> View:
    """Draw the bar and give the view it says. Drawn before the page, so that it outlives page changes."""
    boundaries = _boundaries(snapshot)
    offered = choices(snapshot, _made_up(), boundaries)
    if boundaries == "today":
        _carry(("s", "t"), snapshot)
    with st.container(key="bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        subject = _subject(page, lang)
        scope = _scope(offered, snapshot, lang)
        focus = _focus(offered.within(scope), offered, lang)
        years = _years(offered.years, lang)
    query = subject | {"s": scope, "t": focus, "y": [str(year) for year in years]}
    query["b"] = [boundaries]
    return View.from_query(query | {"made": st.query_params.get_all("made")}, snapshot)[0]


def _subject(page: str, lang: str) -> address.Query:
    """Category and measure, as far as the page leaves them to choose."""
    if page in WITHOUT_MEASURE:
        return {}
    if page in OWN:
        return {"c": [page], "m": [_measure(OWN[page], CATEGORIES[page].measures, lang)]}
    category = st.selectbox(
        say("category", lang),
        list(CATEGORIES),
        index=list(CATEGORIES).index(View.category),
        key=worded.key("c"),
        format_func=lambda code: LABELS["c"](code, lang),
        width=WIDTHS[lang][0],
        bind="query-params",
    )
    measures = CATEGORIES[category].measures
    _keep("m", measures, measures[0])
    return {"c": [category], "m": [_measure("m", measures, lang)]}


def _measure(key: str, measures: Sequence[str], lang: str) -> str:
    return st.selectbox(
        say("measure", lang),
        measures,
        key=worded.key(key),
        format_func=lambda code: LABELS["m"](code, lang),
        width=WIDTHS[lang][1],
        bind="query-params",
    )


def _boundaries(snapshot: Snapshot) -> str:
    """Those of the switch in the scope's list, known before it is drawn."""
    first = st.session_state[NOTICES][0].boundaries if NOTICES in st.session_state else View.boundaries
    held = st.session_state.get("b", first)
    return held if held in BOUNDARIES and succession.everything(snapshot) else View.boundaries


def _carry(keys: Sequence[str], snapshot: Snapshot) -> None:
    """Put the units of today in the place of those that went into them."""
    known = bodies(snapshot, "today")
    for key in keys:
        held = st.session_state.get(key)
        if isinstance(held, list):
            units = [known.path(rows[0]) if len(rows := known.find(value)) == 1 else value for value in held]
            if units != held:
                st.session_state[key] = list(dict.fromkeys(units))


def _scope(offered: Choices, snapshot: Snapshot, lang: str) -> list[str]:
    _keep("s", offered.scopes)
    first: tuple[str, ...] = st.session_state[NOTICES][0].scope if NOTICES in st.session_state else ()
    held = st.session_state.get("s", first) or []
    drawn = len(offered.within(held))
    family = "boundaries.today" if _boundaries(snapshot) == "today" else "ui.scope"
    label = words.say(f"{family}_{'some' if held else 'all'}", lang, n=drawn)
    with st.container(key="scope", width="content"), st.popover(label, width="content"):
        if succession.everything(snapshot):
            st.segmented_control(
                words.say("boundaries.switch", lang),
                BOUNDARIES,
                default=View.boundaries,
                required=True,
                format_func=lambda code: LABELS["b"](code, lang),
                help=words.say("boundaries.about", lang),
                key=worded.key("b"),
                bind="query-params",
            )
        return st.multiselect(
            say("scope_what", lang),
            offered.scopes,
            key=worded.key("s"),
            format_func=lambda code: _labels(offered)["s"](code, lang),
            placeholder=say("scope_none", lang),
            select_all=False,
            width=360,
            bind="query-params",
        )


def _focus(places: Sequence[str], offered: Choices, lang: str) -> list[str]:
    _keep("t", places)
    return st.multiselect(
        say("focus", lang, n=FOCUS_MAX),
        places,
        key="t",
        format_func=offered.label,
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
