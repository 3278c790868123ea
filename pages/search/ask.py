"""What is searched for: words, and the sections of the report to look in; both are in the address."""

from __future__ import annotations

import streamlit as st

from analytics.mentions import SECTIONS
from ui import panel, shell, worded
from ui.filters import LABELS
from ui.heading import heading
from ui.shell import Shell

FIND, WHERE = "find", "sec"  # keys in the address
EXAMPLES = ("政务新媒体", "公众号", "培训", "政务公开专区", "社会评议", "存在的问题", "责任追究", "第三方评估")


def head(now: Shell) -> None:
    """Title and lead of the page."""
    kicker = shell.area(now).rstrip("· ") or now.say("page_search")
    heading(now, kicker, now.say("search_title"), now.say("search_lead"))


def field(now: Shell) -> tuple[str, list[str]]:
    """The words typed, and the numbers of the sections chosen (none: all)."""
    with st.container(key="ask", gap="small"):
        asked = st.text_input(
            now.say("search_field"),
            key=FIND,
            type="search",
            placeholder=now.say("search_hint"),
            bind="query-params",
            width=480,
        )
        chosen = st.pills(
            now.say("search_sections"),
            SECTIONS,
            selection_mode="multi",
            format_func=lambda number: LABELS[WHERE](number, now.lang),
            key=worded.key(WHERE),
            bind="query-params",
        )
    return (asked or "").strip(), list(chosen or [])


def _take(word: str) -> None:
    st.session_state[FIND] = word


def examples(now: Shell) -> None:
    """Words that are often asked for, to press."""
    panel.small(now.say("search_examples"))
    with st.container(horizontal=True, gap="small"):
        for word in EXAMPLES:
            st.button(word, key=f"example-{word}", on_click=_take, args=(word,), type="tertiary")
