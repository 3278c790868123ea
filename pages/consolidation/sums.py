"""The form filled with sums; a cell's parts with the way to each source; what must be known of it; the files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import streamlit as st

import words
from analytics import consolidation
from analytics.consolidation import Consolidation, Sum
from analytics.export import form_table
from data import forms
from data.model import Place, Status
from data.numbers import plain
from pages.consolidation import files, keeping, own
from pages.consolidation.ask import Asked
from ui import desk, markup, panel, shell
from ui.shell import Shell

SHOWN = 12  # remarks that are not folded up


NOWHERE = Place()  # a sum stands in no document


@dataclass(frozen=True)
class Cell:
    """A sum as the table of a form shows it."""

    raw: str
    value: Decimal | None
    status: Status
    place: Place = NOWHERE
    findings: tuple[int, ...] = ()
    decided: Entry | None = None


@dataclass(frozen=True)
class Entry:
    """A figure of the county's own as the table of a form marks it, in the unit of the form."""

    value: Decimal
    author: str
    reason: str
    kind: str = "own"


def _cell(one: Sum) -> Cell:
    """Marked as doubtful is what is so for another reason than that units have not reported: that is so of all."""
    status = Status.BLANK if one.value is None else Status.DOUBTFUL if one.unsure else Status.REPORTED
    own = Entry(one.printed or Decimal(0), one.own.by, one.own.reason) if one.own else None
    return Cell(one.text, one.value, status, decided=own)


@st.fragment
def show(found: Consolidation, asked: Asked, now: Shell) -> None:
    """A choice of a cell reruns only this."""
    if desk.told():  # decided in here, and told above
        st.rerun()
    code = st.query_params.get("cell", "")
    left, right = st.columns([6, 13], gap="medium")
    with left:
        with st.container(key="panel-parts", gap="xsmall"):
            _parts(found, code if code in found.sums else "", now)
        with st.container(key="panel-kept", gap="xsmall"):
            keeping.show(found, now)
        with st.container(key="panel-remarks", gap="xsmall"):
            _remarks(found, now)
    with right, st.container(key="panel-form", gap="xsmall"):
        cells = {code: _cell(one) for code, one in found.sums.items()}
        for section in forms.TABLE_SECTIONS:
            st.subheader(shell.escape_markdown(forms.TITLES[section]), anchor=False)
            html = form_table.table(section, found.form, cells, now.lang)
            markup.show(html, key=f"sums-{section}", sheet="report_table", current=code, reveal=True)
        st.subheader(shell.escape_markdown(words.say("consolidation.fees", now.lang)), anchor=False)
        own.fees(found, now)
        _files(found, now)


def _label(code: str, form: str, lang: str) -> str:
    row, column = forms.INDICATORS[code].labels[form]
    return words.say("causes.cell", lang, row=row, column=column)


def _parts(found: Consolidation, code: str, now: Shell) -> None:
    """What the chosen sum is made of, a line each unit; a line chosen leads to its source."""
    panel.small(desk.say("consolidation_parts", now))
    if not code:
        panel.small(desk.say("consolidation_choose", now))
        return
    one = found.sums[code]
    st.header(shell.escape_markdown(_label(code, found.form, now.lang)), anchor=False)
    unit = words.say(f"ui.unit_{forms.INDICATORS[code].unit}", now.lang)
    key = "consolidation_sum" if one.added is not None else "consolidation_no_sum"
    total = plain(one.added or Decimal(0))
    st.write(shell.escape_markdown(desk.say(key, now, total=total, unit=unit, n=len(one.parts))))
    own.show(found, one, _label(code, found.form, now.lang), now)
    heads = [words.say("review.field_jurisdiction", now.lang), desk.say("consolidation_value", now), ""]
    rows = [
        (part.unit, "" if part.value is None else plain(part.value), _state(part.state, part.decided, now))
        for part in one.parts
    ]
    table = pd.DataFrame(rows, columns=heads)
    chosen = desk.table(f"parts-{code}", table, desk.say("consolidation_parts", now), "single-row")
    if chosen:
        shell.link_to_unit(now, one.parts[chosen[0]].unit, found.year, code)


def _state(state: str, decided: str, now: Shell) -> str:
    said = "" if state == "value" else words.say(f"consolidation.state_{state}", now.lang)
    mark = words.say(f"review.mark_{decided}", now.lang) if decided else ""
    return words.say("view.join", now.lang).join(filter(None, (said, mark)))


def _remarks(found: Consolidation, now: Shell) -> None:
    said = consolidation.remarks(found, now.lang)
    panel.small(desk.say("consolidation_remarks", now, n=len(said)))
    for line in said[:SHOWN]:
        st.write(shell.escape_markdown(line))
    if len(said) > SHOWN:
        with st.expander(desk.say("consolidation_more", now, n=len(said) - SHOWN), type="compact"):
            for line in said[SHOWN:]:
                st.write(shell.escape_markdown(line))


def _files(found: Consolidation, now: Shell) -> None:
    """The report in the layout of the form, and the sums with their parts."""
    with (
        panel.foot("sums"),
        st.popover(now.say("export"), type="tertiary", icon=":material/download:", key="sums-files"),
    ):
        files.buttons(found, "sums", desk.say("consolidation_of", now, name=found.name, year=found.year), now)
