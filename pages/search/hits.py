"""The passages that say it, report by report, each with the way to its report."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

import words
from analytics.charts.rows import each
from analytics.exhibits import files
from analytics.exhibits.mentions import quoted, section
from analytics.mentions import Mentions, Passage, passages
from pages.search.ask import FIND
from ui import panel, shell
from ui.shell import Shell

A_PAGE = 20  # reports


@st.fragment
def show(found: Mentions, now: Shell) -> None:
    """The passages of all reports in view, or of the units in focus; turning a leaf reruns this alone."""
    focus = now.view.focus
    reports = found.reports
    if focus:
        reports = reports[reports["jurisdiction"].isin(focus)]
    with st.container(key="panel-passages", gap="small"), shell.guarded(now.lang):
        panel.small(now.say("search_list"))
        if reports.empty:
            panel.small(now.say("search_none"))
            return
        st.header(now.say("search_hits", n=len(reports)), anchor=False)
        if focus:
            listed = words.say("titles.and", now.lang).join(focus)
            panel.small(now.say("search_focus", units=listed))
        _leaf(found, reports, now)


def _leaf(found: Mentions, reports: pd.DataFrame, now: Shell) -> None:
    """The reports of one leaf, the leaves to turn, and all passages as a file."""
    leaves, leaf = -(-len(reports) // A_PAGE), 1
    top = st.container(gap="small")
    with panel.foot("passages"):
        if leaves > 1:  # what was asked anew begins with its first leaf
            leaf = st.pagination(leaves, key=f"leaf-{found.asked}-{len(reports)}")
        name = files.name(now.say("search_file", what=found.asked), found.years, now.lang)
        panel.downloads("passages", lambda: quoted(found, now), name, now)
    with top:
        shown = reports.iloc[(leaf - 1) * A_PAGE : leaf * A_PAGE]
        said = passages(now.snapshot, shown["report"], found.question, found.sections)
        for row in each(shown):
            _report(row, said[int(row.report)], found, now)


def _report(row: Any, said: Iterable[Passage], found: Mentions, now: Shell) -> None:
    label = now.say("search_report", unit=row.jurisdiction, year=int(row.year), n=int(row.places))
    with st.container(gap=None):
        st.page_link(
            shell.pages(now.lang)["unit"],
            label=shell.escape_markdown(label),
            query_params={"unit": row.part, "year": str(row.year), FIND: found.asked},
        )
        st.html(_said(said, now.lang))


def _said(found: Iterable[Passage], lang: str) -> str:
    lines = (
        f"<li><span>{escape(section(one.section, lang))}</span>"
        + "".join(f"<mark>{escape(text)}</mark>" if word else escape(text) for text, word in one.pieces)
        + "</li>"
        for one in found
    )
    return f'<ul class="gk-said">{"".join(lines)}</ul>'
