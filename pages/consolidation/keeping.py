"""Sums kept by name: what would change in them now, doing them again, those that were kept before; keeping these."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

import words
from analytics import consolidation
from analytics.consolidation import Changes, Consolidation, Kept, told
from data.clock import moment
from pages.consolidation import files
from ui import desk, panel, shell
from ui.shell import Shell

WIDE = 660  # pixels: a cell in the words of the form, two numbers, the units


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(snapshot_id: str, name: str, year: int, _one: Kept, _now: Shell) -> Changes:
    return consolidation.changes(_one, _now.snapshot)


def show(found: Consolidation, now: Shell) -> None:
    """The sums of the year that were kept, and a name to keep these by."""
    known = [one for one in consolidation.kept(now.snapshot) if one.year == found.year]
    panel.small(desk.say("keeping", now))
    for one in known:
        with st.container(key=f"kept-{one.name}", gap="xsmall"):
            _one(one, now)
    if not known:
        panel.small(desk.say("keeping_none", now))
    if not desk.open_here(now):
        return
    with st.popover(desk.say("keeping_save", now), icon=":material/bookmark_add:", key="keep"):
        name = desk.say("consolidation_of", now, name=found.name, year=found.year)
        st.text_input(desk.say("keeping_name", now), value=name, key=f"keep-name-{found.year}", max_chars=60)
        st.button(desk.say("keeping_save", now), key="do-keep", type="primary", on_click=_keep, args=(found, now))


def _one(one: Kept, now: Shell) -> None:
    found = _changes(f"{now.store.folder} {now.snapshot.id}", one.name, one.year, one, now)
    st.write(shell.escape_markdown(told.summary(one, found, now.lang)))
    with st.container(horizontal=True, gap="small"):
        if found.any:
            opened = st.popover(desk.say("keeping_what", now), key=f"kept-what-{one.name}")
            with opened, st.container(width=WIDE, gap="small"):
                _what(one, found, now)
        if found.now and found.any and shell.editing() and now.kind == "own":
            st.button(
                desk.say("keeping_again", now),
                key=f"kept-again-{one.name}",
                on_click=_again,
                args=(one, found.now, now),
            )
        with st.popover(desk.say("keeping_files", now), key=f"kept-files-{one.name}"):
            for number, each in enumerate((one, *one.earlier)):
                said = {"by": each.by, "at": moment(each.at), "snapshot": each.snapshot[:6]}
                panel.small(desk.say("keeping_of", now, **said))
                files.buttons(each.found, f"kept-{one.name}-{number}", f"{one.name} {said['at']}", now)


def _what(one: Kept, found: Changes, now: Shell) -> None:
    for line in told.reasons(found, now.lang):
        st.write(shell.escape_markdown(line))
    if rows := told.shown(one, found, now.lang):
        heads = [words.say(f"consolidation.changed_{head}", now.lang) for head in ("cell", "old", "new", "by")]
        desk.table(f"kept-{one.name}", pd.DataFrame(rows, columns=heads), desk.say("keeping_what", now))
        name = desk.say("keeping_file", now, name=one.name)
        panel.downloads(f"kept-{one.name}", lambda: told.changed(one, found, now.lang), name, now)


def _keep(found: Consolidation, now: Shell) -> None:
    name = st.session_state.get(f"keep-name-{found.year}", "")
    wish = consolidation.keeping(found, name, desk.who(), now.snapshot)
    desk.act([wish], desk.say("done_keep", now, name=name), now)


def _again(one: Kept, fresh: Consolidation, now: Shell) -> None:
    wish = replace(consolidation.keeping(fresh, one.name, desk.who(), now.snapshot), body=one.body)
    desk.act([wish], desk.say("done_keep_again", now, name=one.name), now)
