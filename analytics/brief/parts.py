"""What the pages share: paragraphs of sentences, captions with their numbers, tables, small print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

import words
from analytics.calendar import day
from analytics.charts.lines import chosen
from analytics.charts.marks import marks, told
from analytics.charts.rows import each, unit_labels
from analytics.charts.scale import RATE, Scale
from analytics.charts.written import exact, grouped
from analytics.drawing.printer import printed
from analytics.exhibits.notes import definition, missing
from analytics.export.page import Paragraph, Picture, Table
from analytics.measures import Measure
from analytics.places import bodies
from analytics.ranking import SPEAKING, Ranking, total
from analytics.scenes.scene import Scene
from analytics.sentence import Sentence, Share
from analytics.series import Series
from analytics.spans import span
from analytics.titles import rank_words
from data import clock
from data.store import Snapshot

TALL = 950  # pixels of a scene that a sheet of A4 has room for
YEARS_MAX = 8  # columns of years in one table
ABSENT_MAX = 20  # more units without a report are counted, not named

# What 总览 tells of, and a unit's page as far as the form of its year has it: what the law asks, then what was done.
MAIN = (
    *("applications_new", "disclosure_rate", "applications_carried_out", "reviews", "lawsuits"),
    *("licences", "penalties", "procurement_amount"),
)


@dataclass
class Captions:
    """Counts the figures and the tables of one page."""

    lang: str
    counts: dict[str, int] = field(default_factory=dict)

    def say(self, kind: str, text: str) -> str:
        """图1　…, the next one of this kind: caption for figures, table for tables."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return words.say(f"brief.{kind}", self.lang, n=self.counts[kind], text=text)

    def pictures(self, text: str, scene: Callable[[], Scene], alt: str) -> list[Picture]:
        """A chart, in pieces where it is higher than a sheet of paper; `alt` is the sentence that it shows."""
        pieces = scene().pieces(TALL)
        more = words.say("brief.continued", self.lang, text=text)
        return [
            self.figure(more if place else text, lambda piece=piece: printed(piece), alt)  # type: ignore[misc]
            for place, piece in enumerate(pieces)
        ]

    def figure(self, text: str, draw: Callable[[], Figure], alt: str) -> Picture:
        """What is drawn as paper alone has it."""
        stop = words.say("brief.stop", self.lang)
        return Picture(self.say("caption", text), draw, f"{alt.removesuffix(stop.strip())}{stop}{text}")


def paragraph(sentences: Iterable[Sentence | str | None], lang: str) -> Paragraph:
    """The sentences one after the other; what was said once isn't said again."""
    said = (one if isinstance(one, str) else one.say(lang) for one in sentences if one)
    stop = words.say("brief.stop", lang)
    return Paragraph("".join(f"{one[:1].upper()}{one[1:]}{stop}" for one in dict.fromkeys(said)).strip())


def unit_of(measure: Measure, lang: str) -> str:
    """The unit of the exact numbers in words, as tables have them; that of drawn numbers is the scale's."""
    return "%" if measure.unit == RATE else words.say(f"ui.unit_{measure.unit}", lang)


def stamp(snapshot: Snapshot, made_up: bool | None, lang: str) -> str:
    """The mark of made-up data."""
    if not bodies(snapshot).world(made_up):
        return ""
    return words.say("ui.banner_demo", lang, day=day(snapshot, made_up))


def data_version(snapshot: Snapshot, lang: str) -> str:
    """Which data, in which version."""
    return words.say("ui.data_version", lang, store=words.say(f"ui.store_{snapshot.kind}", lang), snapshot=snapshot.id)


def made_today(lang: str) -> str:
    """The day the page is made."""
    return words.say("brief.made", lang, day=clock.today().isoformat())


def by_year(series: Series, scale: Scale, ranked: Ranking | None, captions: Captions) -> list[Table]:
    """Units × years with the sums of the units that have a figure, and the rank of the last year compared."""
    measure, lang = series.measure, captions.lang
    cells = {(row.jurisdiction, int(row.year)): written(row, scale, lang) for row in each(series.table)}
    sums = {year: _sum(rows, measure, lang) for year, rows in series.table.groupby("year")}
    units, named = list(dict.fromkeys(series.table["jurisdiction"])), unit_labels(series.table)
    tables = []
    for start in range(0, len(series.years), YEARS_MAX):
        years = series.years[start : start + YEARS_MAX]
        last = ranked is not None and ranked.year in years
        head = [words.say("brief.column_unit", lang), *map(str, years)]
        rows = [[named[unit], *(cells.get((unit, year), "") for year in years)] for unit in units]
        rows += [[words.say("brief.total", lang), *(sums[year] for year in years)]]
        if ranked is not None and last:
            head.append(words.say("brief.column_rank", lang, year=ranked.year))
            for row, unit in zip(rows, [*units, ""], strict=True):
                row.append(_rank(ranked, unit, lang))
        said = {"measure": measure.label[lang], "unit": unit_of(measure, lang), "years": span(years, lang)}
        caption = captions.say("table", words.say("brief.by_year", lang, **said))
        tables.append(Table(caption, tuple(head), tuple(map(tuple, rows)), total=True))
    return tables


def _rank(ranked: Ranking, unit: str, lang: str) -> str:
    """The rank alone: between which ranks it may lie takes too much room for a column."""
    said = rank_words(ranked, unit)
    if said is None:
        return ""
    rank = said.facts["rank"] if said.key == "rank_limits" else said
    return rank.say(lang) if isinstance(rank, Sentence) else ""


def _sum(rows: pd.DataFrame, measure: Measure, lang: str) -> str:
    """Of the units that have a figure; – where a sum has no meaning."""
    spoken = rows[rows["state"].isin(SPEAKING) & rows["number"].notna()]
    mark = words.say("states.doubtful", "sign") if (spoken["state"] == "doubtful").any() else ""
    if spoken.empty:
        return "–"
    if spoken["series"].nunique() > 1:
        return "–"
    if measure.kind not in ("rate", "mean"):
        return grouped(total(spoken["value"])) + mark
    above, below = total(spoken["numerator"]), total(spoken["denominator"])
    if below <= 0:
        return "–"
    return (Share(above, below).say(lang) if measure.kind == "rate" else grouped(above / below)) + mark


def signs(states: Iterable[str], lang: str) -> list[str]:
    """What the signs met mean; doubtful has a line of its own."""
    known: Mapping[str, Mapping[str, str]] = words.family("states")
    met = set(states)
    said = [
        f"{entry['sign']} {entry[lang]}" for state, entry in known.items() if state in met and entry["sign"].strip()
    ]
    return [words.say("brief.note_signs", lang, signs=words.say("brief.semicolon", lang).join(said))] if said else []


def written(row: Any, scale: Scale, lang: str) -> str:
    """A row of a series in a narrow column: not founded or merged away stays empty, as the notes say."""
    if row.state == "not_existing":
        return ""
    return words.say("brief.not_in_form", lang) if row.state == "not_in_form" else exact(row, scale, lang)


def lined(series: Series) -> bool:
    """Whether lines over the years show anything: more than one year, and not zeros alone."""
    return len(series.years) > 1 and bool(series.table["number"].fillna(0).any())


def notes_of(found: Sequence[Series], lang: str, drawn: bool = True, focus: Sequence[str] = ()) -> list[str]:
    """What the measures are, whether their forms mean the same by them, what their empties are, who is missing, and
    what happened to the units.

    `drawn` is whether there are charts, whose marks need words too; `focus` are the units to tell of first.
    """
    said = [definition(one.measure, lang) for one in found]
    tables = [one.table for one in found]
    changed = [one for one in found if one.table.loc[one.table["form"] != "", "form"].nunique() > 1]
    if changed and drawn:
        said.append(words.say("brief.note_changed_form", lang))
    for key in dict.fromkeys(comparability(one.measure) for one in changed):
        alike = [one.measure.short[lang] for one in changed if comparability(one.measure) == key]
        said.append(words.say(key, lang, measures=words.say("brief.join", lang).join(alike)))
    states = {state for table in tables for state in table["state"]}
    said += [
        words.say(f"brief.note_{state}", lang)
        for state in ("not_in_form", "doubtful", "not_existing")
        if state in states
    ]
    if drawn:
        said += _events([one for one in found if lined(one)], focus, lang)
    if any(one.boundaries == "today" for one in found):
        said.append(words.say("boundaries.note_today", lang).strip())
    every = pd.concat(tables).drop_duplicates(["jurisdiction", "year"])
    absent = missing(every, sorted({*every["year"]})[-1:], lang, ABSENT_MAX)
    return said + signs(states - {"doubtful"}, lang) + [note.strip() for note in absent]


def _events(found: Sequence[Series], focus: Sequence[str], lang: str) -> list[str]:
    """What the ticks on the lines mean; the series of one page have all the same."""
    if not found:
        return []
    first = chosen(found[0].table, focus)[0] if len(found) == 1 else focus
    return [note] if (note := told(marks(found[0].events), first, lang).strip()) else []


def comparability(measure: Measure) -> str:
    """The key of what is said of the measure on its forms."""
    return "brief.note_comparable" if measure.comparable else "brief.note_not_comparable"


def source(snapshot: Snapshot, lang: str) -> str:
    """Where everything comes from."""
    return words.say("brief.source", lang, data=data_version(snapshot, lang))
