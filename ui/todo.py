"""What waits for the supervisor this morning: said first on 总览, each with the page where it is done."""

from __future__ import annotations

import streamlit as st

from analytics.places import bodies
from analytics.submissions import submissions, summary
from data import waiting
from ui import desk, panel, shell
from ui.shell import Shell


def show(now: Shell) -> None:
    """One line, of the last year there is; nothing at a door that is for looking only."""
    years = bodies(now.snapshot).years(now.made_up)
    if not (shell.editing() and now.kind == "own" and years):
        return
    year = years[-1]
    one = summary(submissions(now.snapshot, year, now.made_up))
    arrived = len(waiting.items(now.store.folder))
    called = desk.absent(one, now)
    todo = [
        ("imports", desk.say("todo_waiting", now, n=arrived), arrived),
        (
            "submissions",
            desk.say("todo_missing", now, n=one.missing, year=year, absent=called),
            one.missing,
        ),
        ("review", desk.say("todo_open", now, n=one.open), one.open),
        ("submissions", desk.say("todo_returned", now, n=one.returned), one.returned),
    ]
    with st.container(key="panel-todo", horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(width="content"):
            panel.small(desk.say("todo", now))
        left = [(page, said) for page, said, n in todo if n]
        for number, (page, said) in enumerate(left):
            with st.container(width="content", key=f"todo-{number}"):
                st.page_link(shell.pages(now.lang)[page], label=said, query_params={"year": str(year)})
        if not left:
            panel.small(desk.say("todo_none", now, year=year))
