"""The screen of a store that can't be opened: the cause, and where there is one, the way out at a click."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import streamlit as st

from data.errors import GongkaiError
from data.store import restore
from data.workers import cores
from ui import desk, shell

OLDER = "store_older"  # an earlier version's store: its originals and decisions are all there


def broken(error: GongkaiError, lang: str) -> None:
    """The screen of a store that can't be read: the cause, what still works, and where there is one, the way out."""
    st.error(shell.escape_markdown(error.say(lang)))
    with st.container(horizontal=True):
        folder = error.values.get("store")
        if error.key in restore.MENDABLE and isinstance(folder, Path):
            _offer(folder, lang)
        again = shell.editing() and error.key == OLDER and isinstance(folder, Path)
        made = again and st.button(shell.say("rebuild", lang), key="rebuild", type="primary")
        st.button(shell.say("again", lang), key="again")
    if made and isinstance(folder, Path):
        _rebuild(folder, lang)


def _offer(folder: Path, lang: str) -> None:
    """Open the store with the newest snapshot that reads whole, at a click."""
    choice = restore.newest(folder)
    if choice is None:
        return
    day = f"{choice.received:%Y-%m-%d}" if choice.received else "–"
    label = shell.say("restore_to", lang, snapshot=choice.id, reports=choice.reports, day=day)
    st.button(label, key="restore", on_click=_restore, args=(folder, choice.id))


def _restore(folder: Path, snapshot_id: str) -> None:
    with suppress(GongkaiError):  # the screen tells what is the matter now
        restore.to_snapshot(folder, snapshot_id)


def _rebuild(folder: Path, lang: str) -> None:
    """Make the data again from the originals, and tell of each that gave no report."""
    from data.rebuild import rebuild  # loads what only this needs

    bar = st.progress(0.0, text=shell.say("rebuilding", lang, done=0, total="…", file=""))

    def show(done: int, total: int, file: str) -> None:
        text = shell.say("rebuilding", lang, done=done, total=total, file=file)
        bar.progress(min(done / total, 1.0) if total else 0.0, text=shell.escape_markdown(text))

    try:
        made = rebuild(folder, cores(), progress=show)
    except GongkaiError as error:
        st.error(shell.escape_markdown(error.say(lang)))
        return
    lost = [line.error.say(lang) for line in made.lines if line.error]
    desk.tell("error" if lost else "done", " ".join([shell.say("rebuilt", lang, n=made.reports), *lost]))
    st.rerun()
