"""What can be done on the board: deadlines, and for the units ticked return, accept, withdraw, the day they came."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import letters
from analytics.brief.folder import file_name
from analytics.submissions import Submission
from data import clock
from data.review import Deadline
from pages.submissions import board
from ui import desk, panel, shell
from ui.shell import Shell

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REASON, HANDED = "desk-reason", "desk-handed"


def show(chosen: Sequence[Submission], year: int, found: Sequence[Submission], now: Shell) -> None:
    """The row of actions under the board."""
    with st.container(key="desk-acts", gap="small"):
        if chosen:
            _chosen(chosen, year, now)
        else:
            panel.small(desk.say("choose", now))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _plain(found, now)
            _deadline(found, year, now)
            _letters(year, now)
            _chase(found, year, now)


def _chosen(chosen: Sequence[Submission], year: int, now: Shell) -> None:
    here = [one for one in chosen if one.report is not None]
    names = now.say("list_join").join(one.jurisdiction for one in chosen[:6]) + ("…" if len(chosen) > 6 else "")
    panel.small(desk.say("chosen", now, n=len(chosen)) + names)
    st.text_input(
        desk.say("reason", now),
        key=REASON,
        placeholder=desk.say("reason_hint", now),
        max_chars=400,
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        desk.state_buttons("do", _do, (here, now), now, off=not here)
        st.date_input(desk.say("handed", now), value=None, key=HANDED, width=150)
        st.button(desk.say("handed_set", now), key="do-handed", on_click=_do, args=("handed", here, now))
        if len(here) == 1:
            label = desk.say("do_open", now, place=here[0].jurisdiction, year=year)
            st.page_link(
                shell.pages(now.lang)["review"],
                label=shell.escape_markdown(label),
                icon=":material/arrow_forward:",
                query_params={"unit": here[0].jurisdiction, "year": str(year)},
            )


def _plain(found: Sequence[Submission], now: Shell) -> None:
    """All that wait and of which nothing is remarked, accepted with one click."""
    plain = [one for one in found if one.state == "received" and not (one.findings or one.doubtful)]
    if plain:
        label = desk.say("accept_plain", now, n=len(plain))
        st.button(label, key="accept-plain", type="primary", on_click=_do, args=("accept", plain, now))


def _do(kind: str, chosen: Sequence[Submission], now: Shell) -> None:
    day = st.session_state.get(HANDED)
    if kind == "handed" and not isinstance(day, date):
        return
    reason = st.session_state.get(REASON, "")
    wishes = [desk.wish(kind, one, reason, day=day if kind == "handed" else None) for one in chosen]
    if desk.act(wishes, desk.say(f"done_{kind}", now, n=len(wishes)), now):
        st.session_state[REASON] = ""


def _deadline(found: Sequence[Submission], year: int, now: Shell) -> None:
    kinds = ["", *sorted({one.kind for one in found})]
    with st.popover(desk.say("deadline_set", now), icon=":material/event:", key="deadline"):
        st.selectbox(
            desk.say("deadline_class", now),
            kinds,
            format_func=lambda kind: kind or desk.say("deadline_all", now),
            key="deadline-kind",
        )
        st.segmented_control(
            desk.say("deadline_what", now),
            ("due", "published"),
            default="due",
            required=True,
            format_func=lambda what: desk.say(f"deadline_{what}", now),
            key="deadline-what",
        )
        st.date_input(desk.say("deadline_day", now), value=date(year + 1, 1, 31), key=f"deadline-day-{year}")
        st.button(desk.say("save", now), key="deadline-save", type="primary", on_click=_set, args=(year, now))


def _set(year: int, now: Shell) -> None:
    held = st.session_state
    day = held.get(f"deadline-day-{year}")
    if isinstance(day, date):
        wish = Deadline(year, held["deadline-kind"], desk.who(), day, held["deadline-what"])
        desk.act([wish], desk.say("done_deadline", now), now)


def _letters(year: int, now: Shell) -> None:
    due = letters.due(now.snapshot, year, now.made_up)
    if due:
        name = f"{desk.say('letters_file', now, year=year)}.zip"
        label = desk.say("letters", now, n=len(due))
        panel.download(label, lambda: packed(due, now), name, "application/zip", "letters", ":material/mail:")


def packed(due: Sequence[Submission], now: Shell) -> bytes:
    """The letters about these reports, a file each, in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in due:
            letter = letters.letter(now.snapshot, one, clock.today(), now.lang)
            archive.writestr(f"{file_name(letter.file)}.docx", letters.write(letter))
    return out.getvalue()


def _chase(found: Sequence[Submission], year: int, now: Shell) -> None:
    missing = [one for one in found if one.state == "not_received"]
    with st.popover(desk.say("chase", now, n=len(missing)), icon=":material/notifications:", key="chase"):
        if not missing:
            panel.small(desk.say("chase_none", now))
            return
        days = sorted({one.deadline for one in missing if one.deadline})
        by = desk.say("chase_by", now, day=days[0].isoformat()) if len(days) == 1 else ""
        asked = (
            desk.say("chase_contact", now, place=one.jurisdiction, contact=one.contact)
            if one.contact
            else one.jurisdiction
            for one in missing
        )
        names = now.say("list_join").join(asked)
        st.code(
            desk.say("chase_text", now, year=year, n=len(missing), names=names, by=by), language=None, wrap_lines=True
        )
        panel.downloads(
            "chase", lambda: board.exported(missing, year, now), desk.say("chase_file", now, year=year), now
        )
