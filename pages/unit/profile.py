"""The unit beside the others of its class: six small multiples, each with its value and rank."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

import words
from analytics.charts.written import exact
from analytics.exhibits.cells import cell_of
from analytics.exhibits.profile import Strip, of_unit, profile
from analytics.sheet import Sheet
from ui import markup, panel, shell
from ui.charts.printer import printed
from ui.shell import Shell


@st.cache_resource(max_entries=32, show_spinner=False)
def strips(path: str, year: int, _now: Shell, *version: object) -> list[Strip]:
    """`of_unit` kept. `version` is what else they depend on."""
    return of_unit(_now.snapshot, path, year, _now.view.made_up, _now.lang)


@st.fragment
def show(found: Sheet, now: Shell) -> None:
    """The panel: figures, their table, notes and export."""
    shown = strips(found.path, found.year, now, now.snapshot.id, now.view.made_up, now.lang)
    own = profile(found, shown, now)
    with st.container(key="panel-profile", gap="xsmall"):
        panel.small(own.kicker)
        st.header(shell.escape_markdown(own.title), anchor=False)
        chart, data = st.tabs([now.say("tab_chart"), now.say("tab_table")], key="tab-profile")
        with chart, st.grid(3, min_column_width=160, gap="small"):
            for strip in shown:
                _draw(strip, now)
        with data:
            config = panel.config(own.shown)
            st.dataframe(own.shown, hide_index=True, row_height=panel.ROW, column_config=config, key="table-profile")
        with panel.foot("profile"):
            with st.container(width="stretch"):
                panel.small("".join(own.notes))
            panel.downloads("profile", own.exported, own.file_name, now)


def _head(strip: Strip) -> str:
    """Name, number and rank; the number is a link to the cell it rests on."""
    line = Element("p", {"class": "gk-strip"})
    SubElement(line, "b").text = strip.name
    cell = cell_of(strip.series)(strip.unit, strip.year)
    number = SubElement(line, "a" if cell else "span", {"data-cell": cell} if cell else {})
    number.text = strip.value
    SubElement(line, "span").text = strip.rank
    return tostring(line, encoding="unicode", method="html")


def _draw(strip: Strip, now: Shell) -> None:
    with st.container(gap=None, key=f"strip-{strip.measure.code}"):
        markup.show(_head(strip), key=f"head-{strip.measure.code}", everywhere=True)
        own = strip.series.table.loc[strip.series.table["jurisdiction"] == strip.unit]
        values = words.say("ui.list_join", now.lang).join(
            f"{row.year} {exact(row, strip.scale, now.lang)}" for row in own.itertuples()
        )
        st.plotly_chart(
            printed(strip.scene(), now.look),
            theme=None,
            config=panel.CONFIG,
            key=f"chart-{strip.measure.code}",
            alt=words.say("unit.alt", now.lang, measure=strip.name, unit=strip.unit, values=values),
        )
