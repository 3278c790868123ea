"""Controls whose options are words of the language in use.

A browser keeps the words of the option that was chosen and answers with them. After a switch of the language the
control no longer offers these words, and Streamlit would take the answer for the control's default.
"""

from __future__ import annotations

import streamlit as st

KEYS, TOLD = "_worded", "_told_in"


def key(name: str) -> str:
    """The key of such a control, remembered for this session."""
    st.session_state.setdefault(KEYS, set()).add(name)
    return name


def retell(lang: str) -> None:
    """If the language was switched, have every such control tell the browser anew what it holds."""
    before = st.session_state.get(TOLD, lang)
    st.session_state[TOLD] = lang
    if before != lang:
        for name in st.session_state.get(KEYS, set()) & {*st.session_state}:
            st.session_state[name] = st.session_state[name]
