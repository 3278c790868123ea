"""The unit beside the others of its class: small multiples, each with its value and rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

import words
from analytics.charts.scale import Scale, scale_of
from analytics.charts.written import exact
from analytics.exhibits import files
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.exhibits.notes import empties
from analytics.export import Chart
from analytics.measures import Measure
from analytics.ranking import SPEAKING, Ranking, alike, middles, peers, ranking
from analytics.scenes.multiple import multiple
from analytics.scenes.scene import Scene
from analytics.sentence import spoken
from analytics.series import Series, trends
from analytics.sheet import Sheet, sheet
from analytics.spans import span
from analytics.titles import rank_words
from analytics.titles.facts import doubt, value
from analytics.titles.ranking import against_others
from analytics.view import choices
from data.store import Snapshot

SHOWN = 6
# In this order, those that the form of the year has: what the law asks a unit for, then what it does.
ORDER = (
    *("applications_new", "disclosure_rate", "reviews", "licences", "penalties", "procurement_amount"),
    *("fees_amount", "lawsuits", "applications_carried_out"),
)
HIGH = 3  # ranks worth a word in the title


@dataclass(frozen=True)
class Peers:
    """A measure over the units of one class and county, and what is worked out of it once for all of them."""

    series: Series
    _ranked: dict[int, Ranking] = field(default_factory=dict)

    @cached_property
    def middles(self) -> dict[int, float]:
        """Their median by year, where it isn't 0."""
        return middles(self.series)

    def ranked(self, year: int) -> Ranking:
        """Who stands where in a year."""
        if year not in self._ranked:
            self._ranked[year] = ranking(self.series, year)
        return self._ranked[year]


@dataclass(frozen=True)
class Strip:
    """One measure of one unit among its class."""

    unit: str
    year: int
    among: Peers
    lang: str

    @property
    def series(self) -> Series:
        return self.among.series

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @property
    def ranked(self) -> Ranking:
        return self.among.ranked(self.year)

    @cached_property
    def row(self) -> Any:
        """The unit's own row of the year."""
        table = self.ranked.table
        return next(table.loc[table["jurisdiction"] == self.unit].itertuples())

    @cached_property
    def scale(self) -> Scale:
        return scale_of(self.series, self.lang)

    @property
    def name(self) -> str:
        return self.measure.short[self.lang]

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

    @property
    def part(self) -> tuple[str, str, Callable[[], Scene]]:
        """The strip as part of an exhibit: name and number, rank, line."""
        return f"{self.name}　{self.value}", self.rank, self.scene

    def scene(self) -> Scene:
        """Its line before those of the others."""
        table, middle = self.series.table, self.among.middles
        return multiple(table, self.scale, self.lang, unit=self.unit, middles=middle)


def of_unit(snapshot: Snapshot, path: str, year: int, made_up: bool | None, lang: str) -> list[Strip]:
    """Up to six measures that the form of the year has."""
    made: list[Strip] = []
    for everyone in trends(snapshot, ORDER, made_up=made_up, lang=lang):
        strip = Strip(path, year, Peers(replace(everyone, table=alike(everyone.table, path))), lang)
        if strip.row.state != "not_in_form":
            made.append(strip)
        if len(made) == SHOWN:
            break
    return made


def profile(found: Sheet, shown: Sequence[Strip], now: Context) -> Exhibit:
    """The exhibit of a unit's strips."""
    lang, notes, said = now.lang, tuple(_notes(shown, now.lang)), title(shown, now.lang)
    name = words.say("unit.profile_file", lang, unit=found.name, year=found.year)
    what = words.say("unit.profile_what", lang, unit=found.path, year=found.year)
    series = [strip.series for strip in shown]
    heads = {name: words.say(f"ui.field_{name}", lang) for name in ("year", "value", "measure", "jurisdiction")}
    lines = tuple(f"{strip.measure.label[lang]} {found.path}" for strip in shown)
    chart = Chart("line", heads["year"], heads["value"], (heads["measure"], heads["jurisdiction"]), lines)
    return Exhibit(
        id="profile",
        kicker=_kicker(found, shown, lang),
        title=said,
        shown=_table(shown, lang),
        scene=None,
        parts=tuple(strip.part for strip in shown),
        exported=lambda: files.series(series, now, said, notes, what=what, chart=chart),
        file_name=name,
        notes=notes,
    )


def held(now: Context) -> Sheet:
    """The last report of the unit in focus, or of the first in view."""
    units = now.view.focus or now.view.places(now.snapshot)
    known = sheet(now.snapshot, units[0], max(choices(now.snapshot, now.view.made_up).years))
    return sheet(now.snapshot, known.path, max(known.years)) if known.years else known


def choice(found: Sheet, now: Context) -> Control:
    """Which of its reports to look at, the last one first."""
    return Control("year", now.say("years"), {str(year): str(year) for year in sorted(found.years, reverse=True)})


def of_year(found: Sheet, now: Context, year: str) -> Exhibit:
    """The exhibit of the unit in a year."""
    own = sheet(now.snapshot, found.path, int(year or found.year))
    return profile(own, of_unit(now.snapshot, own.path, own.year, now.view.made_up, now.lang), now)


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


def _table(shown: Sequence[Strip], lang: str) -> pd.DataFrame:
    columns = [words.say(f"unit.column_{name}", lang) for name in ("measure", "value", "rank", "others", "median")]
    rows = []
    for strip in shown:
        rank, others = rank_words(strip.ranked, strip.unit), against_others(strip.ranked, strip.unit)
        middle = strip.among.middles.get(strip.year)
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
