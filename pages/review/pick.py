"""Which report is reviewed, how far it has come, and what can be decided of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import words
from analytics import letters, reassigned
from analytics.brief.folder import file_name
from analytics.places import bodies
from analytics.sheet import Sheet, sheet
from analytics.submissions import Submission, submissions
from data import clock
from data.model import Status
from pages.review import reassign
from ui import desk, panel
from ui.shell import Shell

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
QUICK = "Alt+Enter"
ORDER = ("received", "returned", "accepted")  # what waits longest for a decision comes first
REASON = "review-reason"


def report(now: Shell) -> Submission | None:
    """The report that the address names (unit, year), else the first that waits; None if there is none."""
    years = bodies(now.snapshot).years(now.made_up)
    if not years:
        return None
    said = st.query_params.get("year", "")
    year = int(said) if said.isdecimal() and int(said) in years else years[-1]
    here = [one for one in submissions(now.snapshot, year, now.made_up) if one.report is not None]
    named = [one for one in here if one.jurisdiction == st.query_params.get("unit", "")]
    waiting = sorted(here, key=lambda one: ORDER.index(one.state))
    return next(iter([*named, *waiting]), None)


def sheet_of(one: Submission, now: Shell) -> Sheet:
    """The report as it was read."""
    return sheet(now.snapshot, one.jurisdiction, one.year)


def head(one: Submission, found: Sheet, board: Sequence[Submission], now: Shell) -> None:
    """Which report, its state, and the way to the others of the year."""
    state = words.say(f"review.state_{one.state}", now.lang)
    title = desk.say("review_state", now, place=one.jurisdiction, year=one.year, state=state)
    closed = len(found.closed)
    doubtful = found.count(Status.DOUBTFUL)
    lead = desk.say("review_lead", now, findings=len(found.findings), closed=closed, doubtful=doubtful)
    if one.report is not None and (origin := reassigned.origin(now.snapshot, one.report)):
        lead = f"{lead} {origin.say(now.lang)}"
    desk.head(now, title, lead, desk.say("title_review", now))
    here = [each for each in board if each.report is not None]
    names = [each.jurisdiction for each in here]
    at = names.index(one.jurisdiction) if one.jurisdiction in names else 0
    with now.head, st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="review-pick"):
        states = {each.jurisdiction: words.say(f"review.state_{each.state}", now.lang) for each in here}
        key = f"review-unit-{one.year}-{one.jurisdiction}"
        st.selectbox(
            words.say("review.field_jurisdiction", now.lang),
            names,
            index=at,
            format_func=lambda name: f"{name}　{states[name]}",
            key=key,
            width=280,
            label_visibility="collapsed",
            on_change=_go,
            args=(key, one.year),
        )
        for step, label in ((-1, "‹"), (1, "›")):
            other = names[(at + step) % len(names)]
            name = words.say(f"review.{'before' if step < 0 else 'after'}", now.lang)
            st.button(label, key=f"review-step{step}", help=name, on_click=_to, args=(other, one.year))
        years = bodies(now.snapshot).years(now.made_up)[::-1]
        st.selectbox(
            desk.say("year", now),
            years,
            index=years.index(one.year),
            key=f"review-year-{one.year}",
            width=110,
            label_visibility="collapsed",
            on_change=_year,
            args=(f"review-year-{one.year}", one.jurisdiction),
        )


def _to(unit: str, year: int) -> None:
    st.query_params["unit"], st.query_params["year"] = unit, str(year)
    st.query_params.pop("cell", None)


def _go(key: str, year: int) -> None:
    if st.session_state.get(key):
        _to(st.session_state[key], year)


def _year(key: str, unit: str) -> None:
    _to(unit, int(st.session_state[key]))


def acts(one: Submission, found: Sheet, board: Sequence[Submission], now: Shell) -> None:
    """Accept, return, withdraw; and the letter."""
    with st.container(key="desk-acts", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            desk.say("reason", now),
            key=REASON,
            placeholder=desk.say("reason_hint", now),
            max_chars=400,
            width=320,
            label_visibility="collapsed",
        )
        desk.state_buttons("review", _decide, (one, board, now), now, quick=QUICK)
        reassign.offer(one, found, now)
        if one.to_mend or one.state == "returned":
            with st.popover(desk.say("letter", now), icon=":material/mail:", key="review-letter"):
                letter = letters.letter(now.snapshot, one, clock.today(), now.lang)
                name = f"{file_name(letter.file)}.docx"
                panel.download(desk.say("letter", now), lambda: letters.write(letter), name, WORD, "letter")
                panel.small(desk.say("letter_text", now))
                st.code(letters.text(letter), language=None, wrap_lines=True, height=260)


def _decide(kind: str, one: Submission, board: Sequence[Submission], now: Shell) -> None:
    """Do it; once a report is accepted the next that waits is opened."""
    wish = desk.wish(kind, one, st.session_state.get(REASON, ""))
    onward = _next(one, board) if kind == "accept" else None
    done = desk.say(f"done_{kind}_here", now, place=one.jurisdiction, year=one.year)
    if onward:
        done += desk.say("done_next", now, place=onward.jurisdiction)
    if desk.act([wish], done, now):
        st.session_state[REASON] = ""
        if onward:
            _to(onward.jurisdiction, onward.year)


def _next(one: Submission, board: Sequence[Submission]) -> Submission | None:
    """The next report that waits after this one, beginning anew at the end of the list."""
    at = next((n for n, each in enumerate(board) if each.jurisdiction == one.jurisdiction), 0)
    later = [*board[at + 1 :], *board[:at]]
    return next((each for each in later if each.report is not None and each.state == ORDER[0]), None)
