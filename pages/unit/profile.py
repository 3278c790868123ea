"""The unit beside the others of its class: six small multiples, each with its value and rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd
import streamlit as st

import words
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import exact
from analytics.exhibits import files
from analytics.exhibits.cells import cell_of
from analytics.exhibits.notes import empties
from analytics.measures import Measure
from analytics.ranking import SPEAKING, Ranking, alike, middles, peers, ranking
from analytics.scenes.multiple import multiple
from analytics.sentence import spoken
from analytics.series import Series, trends
from analytics.sheet import Sheet
from analytics.spans import span
from analytics.titles import rank_words
from analytics.titles.facts import doubt, value
from analytics.titles.ranking import against_others
from data.store import Snapshot
from ui import markup, panel, shell
from ui.charts.printer import printed
from ui.shell import Shell

SHOWN = 6
# In this order, those that the form of the year has: what the law asks a unit for, then what it does.
ORDER = (
    "applications_new",
    "disclosure_rate",
    "reviews",
    "licences",
    "penalties",
    "procurement_amount",
    "fees_amount",
    "lawsuits",
    "applications_carried_out",
)
HIGH = 3  # ranks worth a word in the title


@dataclass(frozen=True)
class Strip:
    """One measure of one unit among its class."""

    unit: str
    year: int
    series: Series
    lang: str

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @cached_property
    def ranked(self) -> Ranking:
        return ranking(self.series, self.year)

    @cached_property
    def row(self) -> Any:
        """The unit's own row of the year."""
        table = self.ranked.table
        return next(table.loc[table["jurisdiction"] == self.unit].itertuples())

    @cached_property
    def middles(self) -> dict[int, float]:
        """The class's median by year, where it isn't 0."""
        return middles(self.series)

    @cached_property
    def scale(self) -> Scale:
        return scale_of(self.series, self.lang)

    @property
    def value(self) -> str:
        """The number as sentences say it, or what kind of empty it is."""
        if self.row.state not in SPEAKING or pd.isna(self.row.number):  # doubtful, and no number could be taken
            return words.say(f"states.{self.row.state}", self.lang)
        return spoken(value(self.measure, self.row._asdict()), self.lang)

    @property
    def rank(self) -> str:
        """The rank; where the unit is one of many zeros, how many they are."""
        own = self.row
        if pd.isna(own.rank) or own.of == 1:
            return ""
        if own.number == 0 and self.measure.kind != "rate":
            key = "strip_all_zero" if own.tied == own.of else "strip_zero"
            sign = words.say("states.doubtful", "sign") if doubt(self.ranked.speaking) else ""
            return words.say(f"unit.{key}", self.lang, of=own.of, zeros=own.tied) + sign
        said = rank_words(self.ranked, self.unit)
        return self._plain(said).say(self.lang) if said else ""

    @staticmethod
    def _plain(said: Any) -> Any:
        """The rank without its limits, which are in the table."""
        return said.facts["rank"] if said.key == "rank_limits" else said


@st.cache_resource(max_entries=32, show_spinner=False)
def strips(path: str, year: int, _now: Shell, *version: object) -> list[Strip]:
    """`of_unit` kept. `version` is what else they depend on."""
    return of_unit(_now.snapshot, path, year, _now.view.made_up, _now.lang)


def of_unit(snapshot: Snapshot, path: str, year: int, made_up: bool | None, lang: str) -> list[Strip]:
    """Up to six measures that the form of the year has."""
    made: list[Strip] = []
    for everyone in trends(snapshot, ORDER, made_up=made_up, lang=lang):
        strip = Strip(path, year, replace(everyone, table=alike(everyone.table, path)), lang)
        if strip.row.state != "not_in_form":
            made.append(strip)
        if len(made) == SHOWN:
            break
    return made


def _leads(strip: Strip) -> bool:
    """Whether the unit stands alone among the first few, and at least half of its class is ranked with it."""
    own, units = strip.row, int((strip.ranked.table["state"] != "not_existing").sum())
    sure = not doubt(strip.ranked.speaking)
    return sure and bool(strip.rank) and own.number > 0 and own.rank <= HIGH and own.tied == 1 and 2 * own.of >= units


def title(shown: Sequence[Strip], lang: str) -> str:
    """Where the unit stands alone among the first; else how much of it is 0; else its first numbers."""
    year = shown[0].year
    join = words.say("ui.list_join", lang)
    first = [strip for strip in shown if _leads(strip)]
    if first:
        by_rank: dict[str, list[str]] = {}
        for strip in first:
            by_rank.setdefault(strip.rank, []).append(strip.measure.short[lang])
        ranks = (
            words.say("unit.profile_rank", lang, measure=join.join(names), rank=rank)
            for rank, names in list(by_rank.items())[:2]
        )
        return words.say("unit.profile_top", lang, year=year, ranks=words.say("unit.and", lang).join(ranks))
    sure = [s for s in shown if s.row.state == "value"]
    told = [s for s in sure if s.row.number != 0 and s.measure.kind != "rate"]
    values = join.join(
        words.say("unit.profile_value", lang, measure=s.measure.short[lang], value=s.value) for s in told[:2]
    )
    zeros = sum(s.row.number == 0 for s in sure)
    key = ("values" if values else "nothing") if not zeros else ("some" if values else "zero")
    of = words.say("unit.profile_of" if len(sure) == len(shown) else "unit.profile_of_sure", lang, n=len(sure))
    said = words.say(f"unit.profile_{key}", lang, year=year, values=values, of=of, zeros=zeros)
    doubtful = sum(s.row.state == "doubtful" for s in shown)
    return words.say("unit.profile_doubtful", lang, said=said, n=doubtful) if doubtful else said


@st.fragment
def show(found: Sheet, now: Shell) -> None:
    """The panel: figures, their table, notes and export."""
    shown = strips(found.path, found.year, now, now.snapshot.id, now.view.made_up, now.lang)
    notes = _notes(shown, now.lang)
    with st.container(key="panel-profile", gap="xsmall"):
        panel.small(_kicker(found, shown, now.lang))
        st.header(shell.escape_markdown(title(shown, now.lang)), anchor=False)
        chart, data = st.tabs([now.say("tab_chart"), now.say("tab_table")], key="tab-profile")
        with chart, st.grid(3, min_column_width=160, gap="small"):
            for strip in shown:
                _draw(strip, now)
        with data:
            table = _table(shown, now.lang)
            st.dataframe(
                table, hide_index=True, row_height=panel.ROW, column_config=panel.config(table), key="table-profile"
            )
        with panel.foot("profile"):
            with st.container(width="stretch"):
                panel.small("".join(notes))
            name = words.say("unit.profile_file", now.lang, unit=found.name, year=found.year)
            what = words.say("unit.profile_what", now.lang, unit=found.path, year=found.year)
            series = [strip.series for strip in shown]
            panel.downloads("profile", lambda: files.series(series, now, name, notes, what=what, chart=None), name, now)


def _kicker(found: Sheet, shown: Sequence[Strip], lang: str) -> str:
    table = shown[0].ranked.table
    others = int((table["state"] != "not_existing").sum()) - 1
    if others < 1:
        return words.say("unit.profile_alone", lang, years=span(shown[0].series.years, lang))
    own = peers(found.kind)
    name = words.family("titles").get(f"class_{own}", {}).get(lang, own)
    if area := str(table["area"].iloc[0]):
        name = words.say("titles.class_of", lang, area=area, peers=name)
    return words.say("unit.profile_kicker", lang, n=others, peers=name)


def _notes(shown: Sequence[Strip], lang: str) -> list[str]:
    tables_ = [strip.series.table for strip in shown]
    others = any(table["jurisdiction"].nunique() > 1 for table in tables_)
    forms = any(table.loc[table["form"] != "", "form"].nunique() > 1 for table in tables_)
    bands = any((table["state"] == "not_in_form").any() for table in tables_)
    said = (("note_grey", others), ("note_break", forms), ("note_band", bands))
    own = pd.concat([strip.series.table for strip in shown])
    return [words.say(f"unit.{key}", lang) for key, on in said if on] + empties(own, [shown[0].unit], lang)


def _head(strip: Strip, name: str) -> str:
    """Name, number and rank; the number is a link to the cell it rests on."""
    line = Element("p", {"class": "gk-strip"})
    SubElement(line, "b").text = name
    cell = cell_of(strip.series)(strip.unit, strip.year)
    number = SubElement(line, "a" if cell else "span", {"data-cell": cell} if cell else {})
    number.text = strip.value
    SubElement(line, "span").text = strip.rank
    return tostring(line, encoding="unicode", method="html")


def _draw(strip: Strip, now: Shell) -> None:
    name = strip.measure.short[now.lang]
    with st.container(gap=None, key=f"strip-{strip.measure.code}"):
        markup.show(_head(strip, name), key=f"head-{strip.measure.code}", everywhere=True)
        scene = multiple(strip.series.table, strip.scale, now.lang, unit=strip.unit, middles=strip.middles)
        own = strip.series.table.loc[strip.series.table["jurisdiction"] == strip.unit]
        values = words.say("ui.list_join", now.lang).join(
            f"{row.year} {exact(row, strip.scale, now.lang)}" for row in own.itertuples()
        )
        st.plotly_chart(
            printed(scene, now.look),
            theme=None,
            config=panel.CONFIG,
            key=f"chart-{strip.measure.code}",
            alt=words.say("unit.alt", now.lang, measure=name, unit=strip.unit, values=values),
        )


def _table(shown: Sequence[Strip], lang: str) -> pd.DataFrame:
    columns = [words.say(f"unit.column_{name}", lang) for name in ("measure", "value", "rank", "others", "median")]
    rows = []
    for strip in shown:
        rank, others = rank_words(strip.ranked, strip.unit), against_others(strip.ranked, strip.unit)
        middle = strip.middles.get(strip.year)
        rows.append((
            _label(strip, lang),
            exact(strip.row, strip.scale, lang),
            rank.say(lang) if rank else "",
            others.say(lang) if others else "",
            strip.scale.text(middle) if middle is not None else "",
        ))
    return pd.DataFrame(rows, columns=columns)


def _label(strip: Strip, lang: str) -> str:
    """The measure with its unit: 新收申请（件）."""
    unit = strip.scale.suffix or words.say(f"ui.unit_{strip.measure.unit}", lang)
    return words.say("ui.measure_unit", lang, measure=strip.measure.label[lang], unit=unit)
