"""What has arrived: the place to drop it, the list of what waits, whose a file is, and taking in."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import waiting
from data.errors import GongkaiError
from data.model import Status
from data.waiting import Item, Look
from pages.imports import asked
from pages.imports.reading import Reader, reader
from ui import desk, shell
from ui.shell import Shell

ROUND = "_arrivals"  # a new uploader for each drop: else the files dropped stay in its list


def title(now: Shell) -> None:
    """The head of the page."""
    n = len(waiting.items(now.store.folder)) if shell.editing() and now.kind == "own" else 0
    lead = desk.say("waiting_lead" if n else "none" if now.empty else "waiting_none", now)
    desk.head(now, desk.say("title_imports", now), lead, shell.area(now).rstrip("· "))


def first(now: Shell) -> None:
    """The screen of a store that holds nothing yet: the place to drop the first reports; two stores to look at."""
    title(now)
    drop(now)
    show(now)
    shell.meanwhile(now.lang)


def drop(now: Shell) -> None:
    """The place to drop files, folders and archives, and one to paste into."""
    round = st.session_state.setdefault(ROUND, 0)
    with st.container(key="panel-drop", gap="small"):
        given = st.file_uploader(desk.say("drop", now), accept_multiple_files=True, key=f"drop-{round}")
        if given:
            _arrive([(one.name, one.getvalue()) for one in given], now)
        with st.expander(desk.say("paste", now), type="compact"):
            st.text_area(desk.say("paste", now), key=f"paste-{round}", height=160, label_visibility="collapsed")
            st.button(desk.say("paste_put", now), key="paste-put", on_click=_paste, args=(now, round))


def _paste(now: Shell, round: int) -> None:
    text = st.session_state.get(f"paste-{round}", "")
    if text.strip():
        _arrive([(f"{desk.say('paste_name', now)}.txt", text.encode("utf-8"))], now, again=False)


def _arrive(files: Sequence[tuple[str, bytes]], now: Shell, again: bool = True) -> None:
    try:
        problems = waiting.arrive(now.store.folder, files, desk.who())
    except GongkaiError as error:
        desk.tell("error", error.say(now.lang))
    else:
        if problems:
            said = " ".join(problem.say(now.lang) for problem in problems)
            desk.tell("error", f"{desk.say('problem', now)}{said}")
    st.session_state[ROUND] += 1
    if again:
        st.rerun()


def show(now: Shell) -> None:
    """What waits: while it is read the progress, then the list."""
    wanted = waiting.items(now.store.folder)
    if not wanted:
        return
    known = reader(str(now.store.folder))
    known.look(wanted, now.lang)
    if known.busy:
        _progress(known, now)
    elif known.failed:
        st.error(shell.escape_markdown(known.failed))
    found = waiting.looks(None if now.empty else now.snapshot, known.of(wanted))
    if found:
        _list(found, known.busy, now)


@st.fragment(run_every=1.0)
def _progress(known: Reader, now: Shell) -> None:
    share = known.done / known.total if known.total else 0.0
    text = desk.say("reading", now, done=known.done, total=known.total, file=known.at)
    st.progress(min(share, 1.0), text=shell.escape_markdown(text))
    if not known.busy:
        st.rerun()


def _list(found: Sequence[Look], busy: bool, now: Shell) -> None:
    found = sorted(found, key=lambda look: (not asked.open(look), not asked.answerable(look)))
    sure = [look for look in found if look.takes and not asked.open(look)]
    ask = [look for look in found if asked.answerable(look)]
    bad = [look for look in found if look.error and look not in ask]
    known = len(found) - len(sure) - len(ask) - len(bad)
    with st.container(key="panel-waiting", gap="xsmall"):
        said = desk.say("waiting", now, n=len(found), takes=len(sure), ask=len(ask), known=known, bad=len(bad))
        st.header(shell.escape_markdown(said), anchor=False)
        shown = pd.DataFrame([_row(look, now) for look in found])
        chosen = [found[n] for n in desk.table("waiting", shown, desk.say("title_imports", now), "multi-row")]
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="desk-acts"):
            taking = [look for look in chosen if look.takes and not look.error] or sure
            label = desk.say("take", now, n=len(taking)) if taking else desk.say("take_none", now)
            st.button(
                label,
                key="take",
                type="primary",
                disabled=busy or not taking,
                on_click=take,
                args=([look.item for look in taking], now),
            )
            if chosen:
                st.button(desk.say("drop_item", now), key="drop-item", on_click=asked.drop, args=(chosen, now))
        asked.show(found, busy, take, now)


def _row(look: Look, now: Shell) -> dict[str, object]:
    def say(key: str, **more: object) -> str:
        return desk.say(key, now, **more)

    one = look.outcome
    if one is None:
        becomes = say("becomes_roster", n=look.units) if look.units is not None else say(asked.becomes(look))
        numbers: tuple[object, ...] = ("", None, "", None, None, None)
    else:
        becomes = say(asked.becomes(look) if asked.open(look) else f"becomes_{one.state}", other=one.other or "")
        becomes = say("becomes_given", becomes=becomes, said=one.said) if one.said else becomes
        counts = one.counts
        read = sum(counts.get(status, 0) for status in (Status.REPORTED, Status.NIL, Status.BLANK, Status.DOUBTFUL))
        form = "/".join(sorted(set(one.forms.values())))
        numbers = (one.place, one.year, form, read, counts.get(Status.DOUBTFUL, 0), sum(one.severities.values()))
    heads = ("unit", "year", "form", "cells", "doubtful", "findings")
    values = {say(f"col_{name}"): value for name, value in zip(heads, numbers, strict=True)}
    return {say("col_file"): asked.short(look)} | values | {say("col_becomes"): becomes}


def take(taking: Sequence[Item], now: Shell) -> None:
    """Take these in, all in one step."""

    def step() -> str:
        found = reader(str(now.store.folder)).of(list(taking))
        lines = waiting.take(now.store.folder, found, desk.who(), desk.say("whose_reason", now))
        errors = [line.error.say(now.lang) for line in lines if line.error]
        live = now.store.live()
        done = desk.say("taken", now, n=len(lines) - len(errors), snapshot=live.id if live else "")
        if not errors:
            return done
        desk.tell("error", " ".join([done, *errors]))
        return ""

    desk.attempt(step, now)
