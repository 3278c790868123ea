"""雷同: both texts side by side, what is the same in them underlined."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

import words
from analytics.alike import Pair, Side, pairs
from analytics.sheet import Sheet
from data.forms import TITLES
from ui import panel, shell
from ui.shell import Shell


def show(found: Sheet, now: Shell) -> None:
    """A panel for each finding of 雷同."""
    for pair in pairs(now.snapshot, found):
        with st.container(key=f"panel-{pair.remark.rule}", gap="xsmall"), shell.guarded(now.lang):
            _pair(pair, now)


def _pair(pair: Pair, now: Shell) -> None:
    evidence = pair.remark.evidence
    panel.small(words.say("unit.alike_kicker", now.lang))
    title = words.say(f"unit.{pair.remark.rule}", now.lang, **evidence)
    st.header(shell.escape_markdown(title), anchor=False)
    for side, column in zip((pair.own, pair.other), st.columns(2, gap="medium"), strict=True):
        with column:
            st.subheader(shell.escape_markdown(f"{side.path} {side.year}"), anchor=False)
            st.html(marked(side, now.lang))
    with panel.foot(pair.remark.rule):
        with st.container(width="stretch"):
            panel.small(words.say("unit.alike_note", now.lang))
        shell.link_to_unit(now, pair.other.path, pair.other.year)


def marked(side: Side, lang: str) -> str:
    """One report's prose as HTML, each section under its title, in a box that the keyboard can scroll."""
    box = {"class": "gk-prose gk-alike", "tabindex": "0", "role": "region", "aria-label": f"{side.path} {side.year}"}
    text = Element("div", box)
    for section, pieces in side.sections.items():
        SubElement(text, "b").text = TITLES.get(section) or words.say("unit.preface", lang)
        line = SubElement(text, "p")
        for piece, same in pieces:
            SubElement(line, "mark" if same else "span").text = piece
    return tostring(text, encoding="unicode", method="html")
