"""The rules that every screen keeps to: signs of empties, small numbers, the report forms."""

from __future__ import annotations

from html import escape
from itertools import count, takewhile

import streamlit as st

import words
from data.forms import BY_NAME
from pages.methods.index import say
from ui import panel
from ui.shell import Shell

DRAWN = {"not_in_form": "band", "not_existing": "empty_sign"}  # no sign, but something to see
EXAMPLE = {"value": "12、0", "doubtful": "12?"}


def show(now: Shell) -> None:
    """Signs at the left, rules at the right."""
    left, right = st.columns(2, gap="large")
    with left, st.container(key="panel-signs", gap="xsmall"):
        panel.small(say("signs_kicker", now))
        st.header(say("signs_title", now), anchor=False)
        st.html(_signs(now))
        panel.small(say("zero_note", now))
    with right:
        for part in ("small", "forms"):
            with st.container(key=f"panel-{part}", gap="xsmall"):
                panel.small(say(f"{part}_kicker", now))
                st.header(say(f"{part}_title", now), anchor=False)
                st.html(
                    '<ul class="gk-rules">'
                    + "".join(f"<li>{escape(rule)}</li>" for rule in _rules(part, now))
                    + "</ul>"
                )


def _rules(part: str, now: Shell) -> list[str]:
    known = words.family("methods")
    keys = takewhile(known.__contains__, (f"{part}_{n}" for n in count(1)))
    return [say(key, now, forms=_forms(now)) for key in keys]


def _forms(now: Shell) -> str:
    """Each declared form with the document that prescribes it."""
    told = [say("forms_1_of", now, form=form.name, document=form.document) for form in BY_NAME.values()]
    return words.say("measures.between_forms", now.lang).join(told)


def _signs(now: Shell) -> str:
    heads = "".join(f'<th scope="col">{escape(say(name, now))}</th>' for name in ("sign", "state", "meaning"))
    rows = "".join(
        f'<tr><td class="gk-sign">{escape(_sign(state, entry, now))}</td>'
        f'<th scope="row">{escape(entry[now.lang])}</th><td>{escape(say(f"state_{state}", now))}</td></tr>'
        for state, entry in words.family("states").items()
    )
    return f'<table class="gk-signs"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _sign(state: str, entry: dict[str, str], now: Shell) -> str:
    return EXAMPLE.get(state) or entry["sign"] or say(DRAWN[state], now)
