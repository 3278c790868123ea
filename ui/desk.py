"""What the pages of the year's work share: who is at work, whether this door may change anything, and doing it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import streamlit as st

import words
from analytics.submissions import Submission, Summary
from data.errors import GongkaiError, as_told
from data.review import Wish
from data.store.acting import Wanted
from data.store.reassigning import FIRST_YEAR, LAST_YEAR
from ui import panel, shell
from ui.shell import Shell

LOG = logging.getLogger(__name__)
MOST = 620  # pixels of a table
SelectionMode = Literal["single-row", "multi-row"]
WHO, TOLD = "_who", "_desk_told"
NAME = "desk-who-name"
COOKIE = "_streamlit_xsrf"


def say(key: str, now: Shell, **values: object) -> str:
    """A word of words/desk.yaml."""
    return words.say(f"desk.{key}", now.lang, **values)


def open_here(now: Shell) -> bool:
    """Whether the store in view may be changed here; if not, it is said why."""
    if shell.editing() and now.kind == "own":
        return True
    panel.small(say("viewing" if not shell.editing() else "made_up", now))
    return False


def absent(one: Summary, now: Shell) -> str:
    """What missing reports may be called: 未收到 where a deadline and a roster bear it out, else 未收录."""
    return words.say("review.state_not_received" if one.absent else "states.not_in_store", now.lang).lower()


def head(now: Shell, title: str, lead: str = "", kicker: str = "", control: Callable[[], None] | None = None) -> None:
    """Title and lead; at the right `control`, and the name of who is at work."""
    st.html(Path(__file__).with_suffix(".css"))
    with now.head:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="desk-head"):
            with st.container(width="stretch", gap=None):
                panel.small(kicker)
                st.title(shell.escape_markdown(title), anchor=False)
            if control:
                control()
            if shell.editing() and now.kind == "own":
                with st.container(key="desk-who", width=210):
                    _who(now)
        if lead:
            st.html(f'<p class="gk-lead">{escape(lead)}</p>')


def tell_last() -> None:
    """Say once what was done last, or why it was not, on whatever page comes next."""
    kind, text = st.session_state.pop(TOLD, ("", ""))
    if text:
        (st.success if kind == "done" else st.error)(shell.escape_markdown(text), icon=None)


def _who(now: Shell) -> None:
    """The name typed once: neither another page nor a fresh window of the same browser asks again."""
    known, browser = _names(), _browser()
    st.session_state.setdefault(NAME, st.session_state.get(WHO) or known.get(browser, ""))
    st.session_state[WHO] = st.text_input(say("who", now), key=NAME, placeholder=say("who_hint", now), max_chars=40)
    if browser and st.session_state[WHO]:
        known[browser] = st.session_state[WHO]


def _browser() -> str:
    """What this browser is known by, "" if it is not: its token against forged requests, which is sent masked anew with
    each answer (version|mask|masked token|time).
    """
    parts = str(st.context.cookies.get(COOKIE, "")).split("|")
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
        return bytes(one ^ mask[n % len(mask)] for n, one in enumerate(masked)).hex()
    except (IndexError, ValueError, ZeroDivisionError):
        return ""


@st.cache_resource(show_spinner=False)
def _names() -> dict[str, str]:
    """The name last typed in each browser, as long as this server runs."""
    return {}


def who() -> str:
    """Who is at work; "" if nobody said."""
    return str(st.session_state.get(WHO, "")).strip()


def attempt(step: Callable[[], str], now: Shell) -> bool:
    """Do a step that needs a name, for a callback; it gives what was done, or "" where it told that itself.

    That, or why it could not be, is told on the next run.
    """
    if not who():
        tell("error", say("nameless", now))
        return False
    try:
        done = step()
    except Exception as error:  # a callback's error would else reach the screen as Streamlit words it
        if not isinstance(error, GongkaiError):
            LOG.error("unforeseen", exc_info=error)
        tell("error", as_told(error).say(now.lang))
        return False
    if done:
        tell("done", done)
    return True


def act(wishes: Sequence[Wanted], done: str, now: Shell) -> bool:
    """Decide these; `done` is what is then told."""

    def step() -> str:
        now.store.act(wishes)
        return done

    return attempt(step, now)


def wish(kind: str, one: Submission, reason: str, **more: Any) -> Wish:
    """What is wanted of the report that is looked at: if another has come, or somebody else has decided, it is told."""
    bare = Wish(kind, one.jurisdiction, one.year, who(), reason, sha256=one.sha256, seen=one.decisions)
    return replace(bare, **more)


def year_field(label: str, value: int | None, key: str, width: int | Literal["stretch"] = "stretch") -> int | None:
    """Asks for the year of a report; empty to begin with where the one that is known can't be."""
    known = value if value and FIRST_YEAR <= value <= LAST_YEAR else None
    said = st.number_input(label, FIRST_YEAR, LAST_YEAR, value=known, step=1, key=key, width=width)
    return None if said is None else int(said)


def state_buttons(
    id: str,
    on_click: Callable[..., None],
    args: tuple[Any, ...],
    now: Shell,
    off: bool = False,
    quick: str | None = None,
) -> None:
    """Accept, return, withdraw; `on_click` is told which, and `args`. `quick` are the keys that accept."""
    for kind in ("accept", "return", "withdraw"):
        st.button(
            say(f"do_{kind}", now),
            key=f"{id}-{kind}",
            type="primary" if kind == "accept" else "secondary",
            on_click=on_click,
            args=(kind, *args),
            disabled=off,
            shortcut=quick if kind == "accept" else None,
        )


def table(id: str, shown: pd.DataFrame, alt: str, select: SelectionMode | None = None) -> list[int]:
    """A table as high as its lines, up to most of a screen; gives the lines chosen in it, if any may be."""
    drawn: Any = st.dataframe(
        shown,
        hide_index=True,
        row_height=panel.ROW,
        height=height(len(shown)),
        placeholder="",
        key=f"table-{id}",
        alt=alt,
        on_select="rerun" if select else "ignore",
        selection_mode=select or "single-row",
    )
    return [n for n in drawn["selection"]["rows"] if n < len(shown)] if select else []


def height(lines: int) -> int:
    """Pixels of a table of so many lines; a longer one scrolls."""
    return min(panel.HEAD + panel.ROW * max(lines, 1), MOST)


def told() -> bool:
    """Whether something waits to be told: a fragment that finds so asks for a run of the whole page."""
    return TOLD in st.session_state


def tell(kind: str, text: str) -> None:
    """To be said at the top of the next run: done or error."""
    st.session_state[TOLD] = (kind, text)
