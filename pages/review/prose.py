"""The passages of the prose that a version says otherwise than the one before, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

import words
from analytics import reworded
from analytics.reworded import Piece, Reworded
from data.forms import TITLES
from ui import desk, panel, shell
from ui.shell import Shell


def show(before: int, after: int, now: Shell) -> None:
    """Only what changed, section by section."""
    found = reworded.changed(now.snapshot, before, after)
    if not found:
        panel.small(desk.say("versions_prose_same", now))
        return
    st.write(shell.escape_markdown(desk.say("versions_prose", now, n=len(found))))
    st.html(table(found, now))


def table(found: Sequence[Reworded], now: Shell) -> str:
    """The passages as HTML: a row each, under the title of its section; what is struck was, what is underlined is."""
    whole = Element("table", {"class": "gk-versions"})
    head = SubElement(SubElement(whole, "thead"), "tr")
    for name in ("before", "now"):
        SubElement(head, "th", {"scope": "col"}).text = desk.say(f"col_{name}", now)
    for section, group in groupby(found, key=lambda one: one.section):
        body = SubElement(whole, "tbody")
        title = TITLES.get(section) or words.say("unit.preface", now.lang)
        SubElement(SubElement(body, "tr"), "th", {"scope": "rowgroup", "colspan": "2"}).text = title
        for one in group:
            row = SubElement(body, "tr")
            _cell(row, one.before, "del", now)
            _cell(row, one.after, "ins", now)
    return tostring(whole, encoding="unicode", method="html")


def _cell(row: Element, pieces: Sequence[Piece], mark: str, now: Shell) -> None:
    cell = SubElement(row, "td")
    for text, other in pieces:
        SubElement(cell, mark if other else "span").text = text
    if not pieces:
        SubElement(cell, "i").text = desk.say("versions_none", now)
