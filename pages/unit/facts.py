"""The head of the page: what the report is, or why there is none and where to look instead."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import words
from analytics import brief, reassigned, succession
from analytics.sheet import Sheet
from analytics.spans import span
from analytics.titles import sheet_title
from pages.unit.choice import Choice, controls
from ui import panel, shell
from ui.heading import Brief, offer
from ui.shell import Shell

HASH = 12  # letters of the hash that are shown; the exports hold it whole


def head(found: Sheet, choice: Choice, units: Sequence[str], years: Sequence[int], now: Shell) -> None:
    """Title and controls side by side, then the line of facts."""
    with now.head:
        title, picks = st.columns([12, 7], vertical_alignment="bottom", gap="small")
        with title:
            panel.small(words.say("unit.kicker", now.lang, kind=found.kind))
            st.title(shell.escape_markdown(sheet_title(found).say(now.lang)), anchor=False)
        with (
            picks,
            st.container(horizontal=True, horizontal_alignment="right", wrap=False, gap="small", key="unit-picks"),
        ):
            controls(choice, units, years, found.years, now)
        if found.report:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kicker"):
                said = facts(found, now.lang)
                if origin := reassigned.origin(now.snapshot, found.report.id):
                    said = f"{said}{words.say('unit.join', now.lang)}{origin.say(now.lang)}"
                st.html(f'<p class="gk-small gk-facts">{escape(said)}</p>', width="stretch")
                asked = now.snapshot, found.path, found.year, now.view.made_up, now.lang
                offer(Brief(lambda: brief.of_unit(*asked), found.path, [found.year]), now)
    for text in choice.notices:
        st.warning(shell.escape_markdown(text), icon=None)


def unknown(choice: Choice, units: Sequence[str], years: Sequence[int], now: Shell) -> None:
    """A unit that is not there: that, whom the name may mean, and the controls to choose; no other unit's report."""
    with now.head:
        panel.small(now.say("page_unit"))
        st.title(shell.escape_markdown(words.say("unit.unknown", now.lang, unit=choice.unknown)), anchor=False)
        with st.container(horizontal=True, wrap=False, gap="small", key="unit-picks"):
            controls(choice, units, years, years, now)
    for text in choice.notices:
        st.warning(shell.escape_markdown(text), icon=None)
    with st.container(key="panel-unknown", gap="small"):
        for path in choice.near:
            shell.link_to_unit(now, path, choice.year)


def forms_words(found: Sheet, lang: str) -> str:
    """Which form the report uses; if its tables differ, which one each."""
    used = {table.form for table in found.tables}
    if len(used) == 1:
        return words.say("unit.form", lang, form=used.pop())
    mixed = (words.say("unit.form_mixed", lang, section=table.section, form=table.form) for table in found.tables)
    return words.say("ui.list_join", lang).join(mixed)


def facts(found: Sheet, lang: str) -> str:
    """Form, dates, file and hash of a report in one line."""
    report = found.report
    if report is None:
        return ""
    older = len(found.superseded)
    said = [
        forms_words(found, lang),
        words.say("unit.published", lang, date=report.published) if report.published else "",
        words.say("unit.received", lang, date=report.received.date()),
        report.source_file,
        words.say("unit.hash", lang, hash=report.sha256[:HASH]),
        words.say("unit.superseded_one" if older == 1 else "unit.superseded", lang, n=older) if older else "",
    ]
    return words.say("unit.join", lang).join(filter(None, said))


def absent(found: Sheet, now: Shell) -> None:
    """No report: why as far as it is known, what became of the unit, and the reports that there are."""
    with st.container(key="panel-absent", gap="small"):
        st.write(shell.escape_markdown(words.say(f"unit.absent_{found.state}", now.lang, year=found.year)))
        if found.state == "not_existing":
            _what_became(found, now)
        if found.years:
            panel.small(words.say("unit.years_held", now.lang, years=span(found.years, now.lang)))
            shell.link_to_unit(now, found.path, min(found.years, key=lambda year: abs(year - found.year)))
        else:
            panel.small(words.say("unit.years_none", now.lang))


def _what_became(found: Sheet, now: Shell) -> None:
    """The mergers and renamings of the unit, each with a way to the other body's report nearest to that year."""
    for event in succession.events(now.snapshot, found.path):
        said = words.say(
            f"unit.event_{event.kind}", now.lang, year=event.year, earlier=event.earlier, later=event.later
        )
        st.write(shell.escape_markdown(said))
        if found.path == event.earlier:
            shell.link_to_unit(now, event.later, max(found.year, event.year))
        else:
            shell.link_to_unit(now, event.earlier, min(found.year, event.year - 1))
