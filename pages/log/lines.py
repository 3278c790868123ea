"""The lines of the log, filtered, and undoing the last step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

import words
from analytics import export
from data import clock
from data.store.lineage import MOVES
from data.store.log import COLUMNS, Done, log
from ui import desk, panel, shell, worded
from ui.shell import Shell


def read(now: Shell) -> list[Done]:
    """All lines, the latest first."""
    return log(now.store.folder)[::-1]


def _what(one: Done, now: Shell) -> str:
    said = words.say(f"review.{one.entry.kind}", now.lang)
    return f"{said}（{desk.say('log_undone', now)}）" if one.undone else said


def _moment(at: str) -> str:
    """A time of the journal (UTC) as this machine's clock shows it."""
    try:
        return clock.moment(datetime.fromisoformat(at))
    except ValueError:
        return at


def _row(one: Done, now: Shell) -> tuple[object, ...]:
    values = dict(zip(COLUMNS, one.row, strict=True)) | {"action": _what(one, now), "at": _moment(one.entry.at)}
    if one.entry.kind == "import" and one.entry.new:
        values["new"] = desk.say(f"becomes_{one.entry.new}", now, other="")
    elif one.entry.kind in ("undo", "restore", "rebuild", "roster", "keep"):
        values |= {"old": one.entry.old[:6], "new": one.entry.new[:6]}
    return tuple(values[name] for name in COLUMNS)


def _head(name: str, now: Shell) -> str:
    return words.say(f"review.field_{name}", now.lang)


def table(found: Sequence[Done], now: Shell) -> pd.DataFrame:
    """These lines as a table of the screen."""
    return pd.DataFrame([_row(one, now) for one in found], columns=[_head(name, now) for name in COLUMNS])


def show(found: Sequence[Done], now: Shell) -> None:
    """The table, with a choice of what kind."""
    kinds = list(dict.fromkeys(one.entry.kind for one in found))
    with st.container(key="panel-log", gap="xsmall"):
        chosen = st.multiselect(
            desk.say("log_filter", now),
            kinds,
            format_func=lambda kind: words.say(f"review.{kind}", now.lang),
            key=worded.key("log-kinds"),
            placeholder=desk.say("log_all", now),
        )
        kept = [one for one in found if not chosen or one.entry.kind in chosen]
        desk.table("log", table(kept, now), desk.say("title_log", now))
        with panel.foot("log"):
            columns = tuple(export.Column(_head(n, now), "integer" if n == "year" else "text") for n in COLUMNS)
            name = desk.say("log_file", now)
            panel.downloads("log", lambda: export.Table(name, columns, [_row(one, now) for one in kept]), name, now)


def undo(found: Sequence[Done], now: Shell) -> None:
    """One step back: what the live snapshot brought."""
    last = [one for one in found if one.entry.snapshot == now.snapshot.id and one.entry.kind not in MOVES]
    with st.container(key="desk-acts"):
        if not last:
            panel.small(desk.say("log_nothing", now))
            return
        label = desk.say("log_undo", now, what=_said(last, now))
        st.button(shell.escape_markdown(label), key="undo", on_click=_undo, args=(now.snapshot.id, now))


def _said(last: Sequence[Done], now: Shell) -> str:
    one = last[0]
    where = " ".join(filter(None, (one.entry.jurisdiction, str(one.entry.year or ""), one.entry.subject[:40])))
    what = f"{_what(one, now)} {where}"
    return desk.say("log_more", now, what=what, n=len(last)) if len(last) > 1 else what


def _undo(snapshot_id: str, now: Shell) -> None:
    def step() -> str:
        done = now.store.undo(desk.who(), snapshot_id)
        said = [Done(one) for one in done.entries]
        return desk.say("done_undo", now, what=_said(said, now) if said else done.left)

    desk.attempt(step, now)
