"""The report as the form lays it out: findings and source at the left, prose and tables at the right."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from html import escape

import streamlit as st

import words
from analytics import mentions
from analytics.export import form_table
from analytics.sheet import Sheet, SheetTable
from data import forms
from data.errors import BadRequest
from data.model import Status
from pages.unit import exports, findings, source
from ui import markup, panel, shell
from ui.shell import Shell


@st.fragment
def show(found: Sheet, now: Shell) -> None:
    """Findings, source and tables; a click on a cell writes it into the address and reruns only this."""
    code = st.query_params.get("cell", "")
    cell = found.cells.get(code)
    if code and cell is None:
        st.warning(shell.escape_markdown(words.say("unit.cell_unknown", now.lang, cell=code)), icon=None)
    left, right = st.columns([6, 13], gap="medium")
    with left, st.container(key="unit-side", gap=None):
        with st.container(key="panel-findings", gap="xsmall"):
            findings.show(found, now)
        source.show(found, cell, now)
    with right, st.container(key="panel-report", gap="xsmall"):
        _report(found, code if cell else "", now)
    source.show_document(found, cell, now)


def title(found: Sheet, lang: str) -> str:
    """How many cells hold a number, and how many of the others are empty in which way."""
    counts = Counter({status: found.count(status) for status in Status})
    if counts[Status.REPORTED] == counts.total():
        return words.say("unit.report_whole", lang, n=counts.total())
    others = "".join(
        words.say("unit.report_other", lang, n=counts[status], state=form_table.state_words(status, lang))
        for status in (Status.DOUBTFUL, Status.BLANK, Status.NIL, Status.MISSING)
        if counts[status]
    )
    return words.say("unit.report_title", lang, n=counts.total(), numbers=counts[Status.REPORTED], others=others)


def _report(found: Sheet, code: str, now: Shell) -> None:
    panel.small(words.say("unit.report_kicker", now.lang))
    st.header(shell.escape_markdown(title(found, now.lang)), anchor=False)
    tables = {table.section: table for table in found.tables}
    _prose(words.say("unit.preface", now.lang), found.narrative.get("0", ""))
    for section in forms.SECTIONS:
        text = found.narrative.get(section.number, "")
        if section.number in tables:
            _table(tables[section.number], found, code, now)
            _prose(words.say("unit.narrative", now.lang, title=section.title), text)
        else:
            _prose(section.title, text)
    with panel.foot("report"):
        with st.container(width="stretch"):
            panel.small(words.say("unit.report_note", now.lang))
        name = words.say("unit.report_file", now.lang, unit=found.name, year=found.year)
        panel.downloads("report", lambda: exports.cells(found, now), name, now)


def _prose(title: str, text: str) -> None:
    """A section's prose, closed; open, with the words marked, where it says what was searched for (`find`)."""
    if text.strip():
        found = _marked(text.strip())
        with st.expander(title, type="compact", expanded=bool(found)):
            st.html(f'<div class="gk-prose gk-found">{found}</div>' if found else _plain(text))


def _plain(text: str) -> str:
    return f'<div class="gk-prose">{escape(text.strip())}</div>'


def _marked(text: str) -> str:
    with suppress(BadRequest):
        pieces = mentions.pieces(text, mentions.question(st.query_params.get("find", "")))
        if any(word for _, word in pieces):
            return "".join(f"<mark>{escape(piece)}</mark>" if word else escape(piece) for piece, word in pieces)
    return ""


def _table(table: SheetTable, found: Sheet, code: str, now: Shell) -> None:
    st.subheader(table.title, anchor=False)
    if len({other.form for other in found.tables}) > 1:
        panel.small(words.say("unit.form", now.lang, form=table.form))
    if table.missing:
        st.html(f'<p class="gk-gone">{escape(words.say("unit.table_missing", now.lang))}</p>')
        return
    leads = {remark.cells[0] for remark in found.findings if remark.cells}
    html = form_table.table(table.section, table.form, found.cells, now.lang, leads)
    markup.show(html, key=f"table-{table.section}", sheet="report_table", current=code, reveal=True)
