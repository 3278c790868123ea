"""Above, the finding and the cell in hand; below, the document at the left, the form as read at the right."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

import words
from analytics import faults
from analytics.export import form_table
from analytics.sheet import Remark, Sheet, SheetCell
from analytics.submissions import Submission
from data.model import Status
from pages.review import document, history
from pages.unit import findings
from ui import desk, markup, panel, shell
from ui.shell import Shell

AT = "_review_at"


@st.fragment
def show(one: Submission, found: Sheet, now: Shell) -> None:
    """A choice of a cell or finding reruns only this."""
    if desk.told():  # decided in here, and told above
        st.rerun()
    st.html(Path(__file__).with_name("review.css"))
    code = st.query_params.get("cell", "") or next(iter(_first(found)), "")
    cell = found.cells.get(code)
    with st.container(key="panel-walk"):
        left, right = st.columns([1, 1], gap="medium")
        with left, st.container(gap="xsmall"):
            _walk(one, found, code, now)
        with right, st.container(key="review-cell", gap="xsmall"):
            _cell(one, found, cell, now)
    with st.container(key="review-panes"):
        left, right = st.columns([1, 1], gap="medium")
        with left, st.container(key="panel-source", gap="xsmall"):
            document.show(found, cell, now)
        with right, st.container(key="panel-form", gap="xsmall"):
            _form(found, code if cell else "", now)
    history.show(one, found, now)


def _first(found: Sheet) -> list[str]:
    """The cells of the first finding: what is looked at where nothing else is asked for."""
    return _cells_of(found.findings[0], found) if found.findings else []


def _cells_of(remark: Remark, found: Sheet) -> list[str]:
    return [code for code in remark.cells if code in found.cells]


def _walk(one: Submission, found: Sheet, code: str, now: Shell) -> None:
    """One finding at a time, with the way to the one before and the next."""
    if not found.findings:
        panel.small(desk.say("review_all_done", now))
        return
    total = len(found.findings)
    at = _at(found, code)
    remark = found.findings[at]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            panel.small(desk.say("review_at", now, n=at + 1, total=total))
        _offer_waiving(one, remark, at, now)
        for step, key in ((-1, "prev"), (1, "next")):
            other = (at + step) % total
            st.button(
                desk.say(f"review_{key}", now),
                key=f"walk-{key}",
                shortcut="Alt+Left" if step < 0 else "Alt+Right",
                on_click=_step,
                args=(other, found),
            )
    markup.show(findings.listed((remark,), now.lang), key="walk-finding")
    asked = remark.remedy(now.lang)
    if asked:
        panel.small(asked)


def _offer_waiving(one: Submission, remark: Remark, at: int, now: Shell) -> None:
    if shell.editing() and now.kind == "own" and remark.rule != "cell_asked":
        key = f"waive-reason-{at}"
        with st.popover(desk.say("do_waive", now), key="waive"), st.form(f"waive-{at}", border=False):
            st.text_input(desk.say("reason", now), key=key, max_chars=400)
            asked = (one, remark, key, now)
            st.form_submit_button(desk.say("do_waive", now), key="do-waive", on_click=_waive, args=asked)


def _at(found: Sheet, code: str) -> int:
    """The finding in hand: the one walked to, else the first that concerns the cell chosen."""
    total = len(found.findings)
    place, walked, cell = st.session_state.get(AT, ((), 0, ""))
    if place == (found.path, found.year) and walked < total and cell == code:
        return int(walked)
    return next((n for n, remark in enumerate(found.findings) if code and code in remark.cells), 0)


def _step(to: int, found: Sheet) -> None:
    cells = _cells_of(found.findings[to], found)
    code = cells[0] if cells else ""
    st.session_state[AT] = ((found.path, found.year), to, code)
    if code:
        st.query_params["cell"] = code
    else:
        st.query_params.pop("cell", None)


def _waive(one: Submission, remark: Remark, key: str, now: Shell) -> None:
    """This finding alone; each sum of a mistake is a finding of its own: they are waived together."""
    sums = remark.sums or ((remark.rule, remark.evidence),)
    reason = st.session_state.get(key, "")
    first, *more = [desk.wish("waive", one, reason, rule=rule, evidence=evidence) for rule, evidence in sums]
    # They are one decision: the first is not news to the others.
    desk.act([first, *(replace(wish, seen=None) for wish in more)], desk.say("done_waive", now), now)


def _cell(one: Submission, found: Sheet, cell: SheetCell | None, now: Shell) -> None:
    """The cell in hand: what stands there, and correcting or confirming it."""
    if cell is None:
        code = st.query_params.get("cell", "")
        panel.small(desk.say("cell_unknown", now, cell=code) if code else desk.say("cell_none", now))
        return
    said = " ".join(filter(None, (form_table.shown_text(cell), form_table.cell_words(cell, now.lang))))
    st.html(
        f'<p class="gk-source"><b>{escape(faults.cell(cell.code, found, now.lang))}</b><span>{escape(said)}</span></p>'
    )
    if not (shell.editing() and now.kind == "own"):
        return
    base = f"{found.path}-{found.year}-{cell.code}"
    asked = (one, found, cell, base, now)
    form = st.form(f"cell-{base}", border=False)  # Enter in a field corrects
    with form, st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(desk.say("correct_to", now), key=f"value-{base}", width=110)
        st.text_input(desk.say("reason", now), key=f"why-{base}", max_chars=400, width=190)
        put = st.form_submit_button
        put(desk.say("do_correct", now), key="do-correct", type="primary", on_click=_correct, args=asked)
        if cell.status is Status.DOUBTFUL and cell.value is not None and cell.decided is None:
            put(desk.say("do_confirm", now), key="do-confirm", on_click=_confirm, args=asked)


def _correct(one: Submission, found: Sheet, cell: SheetCell, base: str, now: Shell) -> None:
    value, reason = st.session_state.get(f"value-{base}", ""), st.session_state.get(f"why-{base}", "")
    label = faults.cell(cell.code, found, now.lang)
    wish = desk.wish("correct", one, reason, cell=cell.code, value=value)
    desk.act([wish], desk.say("done_correct", now, cell=label, value=value), now)


def _confirm(one: Submission, found: Sheet, cell: SheetCell, base: str, now: Shell) -> None:
    wish = desk.wish("confirm", one, st.session_state.get(f"why-{base}", ""), cell=cell.code)
    desk.act([wish], desk.say("done_confirm", now, cell=faults.cell(cell.code, found, now.lang)), now)


def _form(found: Sheet, code: str, now: Shell) -> None:
    panel.small(desk.say("form", now))
    leads = {remark.cells[0] for remark in found.findings if remark.cells}
    for table in found.tables:
        st.subheader(shell.escape_markdown(table.title), anchor=False)
        if table.missing:
            st.html(f'<p class="gk-gone">{escape(words.say("unit.table_missing", now.lang))}</p>')
        html = form_table.table(table.section, table.form, found.cells, now.lang, leads)
        markup.show(html, key=f"review-{table.section}", sheet="report_table", current=code, reveal=True)
