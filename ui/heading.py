"""The head of a page: kicker, title, lead, and 简报, the same as a page to print and hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from analytics import brief
from analytics.exhibits import files
from analytics.measures import MEASURES
from ui.panel import download, small
from ui.shell import Shell, escape_markdown

if TYPE_CHECKING:
    from analytics.export.page import Page


@dataclass(frozen=True)
class Brief:
    """What 简报 offers: the page that `make` gives, named for its subject and years."""

    make: Callable[[], Page]
    subject: str
    years: Sequence[int]


def of_view(now: Shell, years: Sequence[int], exhibits: Sequence[str] = ()) -> Brief:
    """The brief of what the bar chose, with the exhibits of these names that stand on the page too."""
    subject = MEASURES[now.view.measure].label[now.lang]
    return Brief(lambda: brief.of_view(now.snapshot, now.view, now.lang, exhibits), subject, years)


def of_county(now: Shell, years: Sequence[int]) -> Brief:
    """The brief of 总览."""
    return Brief(lambda: brief.of_county(now.snapshot, now.view, now.lang), now.say("page_overview"), years)


def heading(now: Shell, kicker: str, title: str, lead: str = "", brief: Brief | None = None) -> None:
    """Draw the head of the page, which stands above the bar."""
    with now.head:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kicker"):
            with st.container(width="stretch"):
                small(kicker)
            if brief:
                offer(brief, now)
        st.title(escape_markdown(title), anchor=False)
        if lead:
            st.html(f'<p class="gk-lead">{escape(lead)}</p>')


def offer(wanted: Brief, now: Shell) -> None:
    """简报: a file a format, written only when it is asked for."""
    with st.popover(now.say("brief"), type="tertiary", icon=":material/description:", key="brief"):
        small(now.say("brief_what"))
        subject = files.name(wanted.subject, wanted.years, now.lang, "brief")
        for code, form in brief.FORMATS.items():
            name, data = f"{subject}.{form.suffix}", partial(_written, form, wanted)
            download(now.say(f"brief_{code}"), data, name, form.mime, f"brief-{code}", ":material/description:")


def _written(form: brief.Format, wanted: Brief) -> bytes:
    return form.write(wanted.make())
