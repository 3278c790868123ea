"""The search for measures, and all of them by category while nothing is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import words
from analytics.measures import CATEGORIES, MEASURES, Measure
from analytics.measures.search import everything, search
from ui import panel, shell
from ui.heading import heading
from ui.shell import Shell

SEARCH, CHOSEN = "q", "i"  # keys in the address
SHOWN, COLUMNS = 36, 3  # more results than this: the search is to be narrowed


def say(key: str, now: Shell, **values: object) -> str:
    """A word of words/methods.yaml."""
    return words.say(f"methods.{key}", now.lang, **values)


def head(now: Shell) -> None:
    """Title and lead of the page."""
    cells = len(everything()) - len(MEASURES)
    kicker = shell.area(now).rstrip("· ") or now.say("page_methods")
    heading(now, kicker, say("title", now), say("lead", now, n=len(MEASURES), cells=cells))


def ask(now: Shell) -> str:
    """The search field; gives what is searched for."""
    with st.container(key="ask"):
        hint = say("search_hint", now)
        return st.text_input(say("search", now), key=SEARCH, placeholder=hint, bind="query-params", width=480).strip()


def chosen() -> Measure | None:
    """The measure that the address names."""
    return everything().get(st.query_params.get(CHOSEN, ""))


def _choose(code: str) -> None:
    st.query_params[CHOSEN] = code


def show(asked: str, now: Shell) -> None:
    """What the search finds, or everything by category."""
    found = search(asked)
    with st.container(key="panel-index", gap="small"), shell.guarded(now.lang):
        panel.small(say("index", now))
        if not asked:
            st.header(say("index_title", now, n=len(MEASURES)), anchor=False)
            _columns([(one.label[now.lang], [MEASURES[m] for m in one.measures]) for one in CATEGORIES.values()], now)
            return
        text = say("found", now, n=len(found)) if found else say("found_none", now, text=asked)
        st.header(shell.escape_markdown(text), anchor=False)
        _columns([("", found[start:SHOWN:COLUMNS]) for start in range(COLUMNS)], now)
        if len(found) > SHOWN:
            panel.small(say("found_more", now, n=len(found) - SHOWN))


def _columns(columns: Sequence[tuple[str, Sequence[Measure]]], now: Shell) -> None:
    """Measures to press for their definitions, in the order found; a link to the page one is on leads nowhere."""
    for n, (place, (name, measures)) in enumerate(zip(st.columns(len(columns), gap="medium"), columns, strict=True)):
        with place, st.container(gap=None, key=f"index-{n}"):
            if name:
                st.html(f'<p class="gk-index">{escape(name)}</p>')
            for measure in measures:
                label = shell.escape_markdown(measure.label[now.lang])
                st.button(label, key=f"i-{measure.code}", type="tertiary", on_click=_choose, args=(measure.code,))
