"""The brief of one unit: its report as the form lays it out, what is wrong with it, its figures over the years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

import words
from analytics.brief import parts
from analytics.brief.parts import MAIN, Captions
from analytics.coverage import Coverage, coverage
from analytics.drawing.printer import side_by_side
from analytics.exhibits.profile import Peers, Strip
from analytics.export import form_table
from analytics.export.form_table import Content, circled
from analytics.export.page import Form, Heading, Item, Items, Notes, Page, Paragraph, Part
from analytics.ranking import alike, peers
from analytics.sentence import spoken
from analytics.series import Series, trends
from analytics.sheet import Sheet, sheet
from analytics.spans import span
from analytics.tendency import Tendencies, of_folder
from analytics.titles import findings_title, sheet_title, trend_title
from data.model import Severity
from data.store import Snapshot

SMALL_MAX = 6
HEAD_ENDS = re.compile(r"：|。|: |\. ")  # a finding says what in its first words, and how much after them


@dataclass(frozen=True)
class Units:
    """All that the pages of the units share: the series over everybody, and the way back to 总览."""

    snapshot: Snapshot
    series: Sequence[Series]
    coverage: Coverage
    lang: str
    home: str = ""
    made_up: bool | None = None
    _peers: dict[tuple[str, str, str], Peers] = field(default_factory=dict)

    @cached_property
    def _tendencies(self) -> Mapping[str, Tendencies]:
        """What may be said of trends on all pages together."""
        return of_folder(self.series)

    def page(self, unit: str, year: int | None = None) -> Page:
        """The page of one unit in a year, by default that of its last report among the years shown."""
        lang = self.lang
        found = sheet(self.snapshot, unit, year or self._year(unit))
        notes = Notes(words.say("brief.notes", lang), tuple(self._notes(found)))
        # The tables come last, so that they fill a sheet of their own.
        body = (*self._figures(found), *_findings(found, lang), notes, *_report(found, lang))
        return Page(
            name=words.say("brief.unit_name", lang, unit=unit.replace("/", "_"), year=found.year),
            kicker=f"{words.say('brief.kicker', lang)} · {found.kind}",
            title=words.say("brief.unit_title", lang, unit=found.name, year=found.year),
            lines=(
                *_document(found, lang),
                f"{parts.data_version(self.snapshot, lang)} · {parts.made_today(lang)}",
            ),
            parts=body,
            lang=lang,
            stamp=parts.stamp(self.snapshot, self.made_up, lang),
            back=(words.say("brief.overview", lang), self.home) if self.home else None,
        )

    def _year(self, unit: str) -> int:
        rows = self.coverage.table.loc[self.coverage.table["jurisdiction"] == unit]
        held = rows.loc[rows["report"].notna(), "year"]
        existing = rows.loc[rows["state"] != "not_existing", "year"]
        return int(next(years.max() for years in (held, existing, rows["year"]) if len(years)))

    def _among(self, series: Series, path: str) -> Peers:
        """The series over the units of one unit's class and county."""
        own = series.table[series.table["jurisdiction"] == path].iloc[0]
        key = (series.measure.code, peers(own["kind"]), own["area"])
        if key not in self._peers:
            self._peers[key] = Peers(replace(series, table=alike(series.table, path)))
        return self._peers[key]

    def _figures(self, found: Sheet) -> list[Part]:
        """What may be said of its figures, and the figures over the years."""
        lang = self.lang
        own = [replace(one, table=one.table[one.table["jurisdiction"] == found.path]) for one in self.series]
        said = parts.paragraph([sheet_title(found), *_told(own, self._tendencies, lang)], lang)
        strips = [
            Strip(found.path, found.year, self._among(one, found.path), lang)
            for one in self.series
            if _asked(one, found)
        ][:SMALL_MAX]
        if not any(one.table["number"].notna().any() for one in own) or not strips:
            return [said]
        years = [year for one in own for year in one.years]
        caption = words.say("brief.profile", lang, years=span(years, lang))
        picture = Captions(lang).figure(caption, lambda: side_by_side([strip.part for strip in strips]), said.text)
        return [said, picture]

    def _notes(self, found: Sheet) -> list[str]:
        lang = self.lang
        own = [one.table[one.table["jurisdiction"] == found.path] for one in self.series]
        rows = pd.concat(own) if own else pd.DataFrame({"state": [], "form": []})
        said = [words.say("brief.note_small", lang)]
        if rows.loc[rows["form"] != "", "form"].nunique() > 1:
            said.append(words.say("brief.note_changed_form", lang))
        if (rows["state"] == "not_in_form").any():
            said.append(words.say("brief.note_not_in_form", lang))
        if any(cell.findings for cell in found.cells.values()):
            said.append(words.say("brief.note_frames", lang))
        read = {form_table.STATES[cell.status] for cell in found.cells.values() if cell.status in form_table.STATES}
        if "doubtful" in read | set(rows["state"]):
            said.append(words.say("brief.note_doubtful", lang))
        said += parts.signs((read | set(rows["state"])) - {"doubtful"}, lang)
        return [*said, words.say("brief.note_words", lang), parts.source(self.snapshot, lang)]


def of_unit(snapshot: Snapshot, unit: str, year: int, made_up: bool | None, lang: str) -> Page:
    """The page of one unit and year, over all years in the store. Raises BadRequest as `trend` does."""
    series = trends(snapshot, MAIN, made_up=made_up, lang=lang)
    return Units(snapshot, series, coverage(snapshot, made_up=made_up), lang, made_up=made_up).page(unit, year)


def _row(series: Series, found: Sheet) -> Any:
    rows = series.table[(series.table["jurisdiction"] == found.path) & (series.table["year"] == found.year)]
    return rows.iloc[0] if len(rows) else None


def _asked(series: Series, found: Sheet) -> bool:
    """Whether the form of the year has the measure."""
    row = _row(series, found)
    return row is not None and row["state"] != "not_in_form"


def _told(own: Sequence[Series], known: Mapping[str, Tendencies], lang: str) -> list[str]:
    """A sentence for each measure with a figure; those that are 0 throughout the same years share one."""
    said: list[str] = []
    zeros: dict[str, list[str]] = {}
    for one in own:
        title = trend_title(one, known=known[one.measure.code])
        if title.key == "trend_zero_one":
            years = spoken(title.facts["years"], lang)
            zeros.setdefault(years, []).append(spoken(title.facts["measure"], lang))
        elif one.table["number"].notna().any():
            said.append(title.say(lang))
    for years, names in zeros.items():
        listed = words.say("brief.join", lang).join(names)
        said.append(words.say("brief.zeros", lang, years=years, measures=listed))
    return said


def _findings(found: Sheet, lang: str) -> list[Part]:
    if not found.report:
        return []
    items = []
    for remark in found.findings:
        what, *how = HEAD_ENDS.split(remark.say(lang), maxsplit=1)
        weight = "" if remark.severity is Severity.ERROR else words.say(f"unit.severity_{remark.severity}", lang)
        items.append(Item(circled(remark.number), what, weight, how[0] if how else ""))
    head: list[Part] = [Heading(words.say("brief.findings", lang)), parts.paragraph([findings_title(found)], lang)]
    return [*head, Items(tuple(items))] if items else head


def _report(found: Sheet, lang: str) -> list[Part]:
    """The three tables as the form lays them out."""
    if not found.report:
        return []
    leads = frozenset(remark.cells[0] for remark in found.findings if remark.cells)
    body: list[Part] = [Heading(words.say("brief.sheet", lang), fresh=True)]
    for table in found.tables:
        caption = words.say("brief.form_table", lang, title=table.title, form=table.form)
        if table.missing:
            body += [Heading(caption, 3), Paragraph(words.say("unit.table_missing", lang))]
        else:
            body.append(Form(caption, table.section, table.form, Content(found.cells, lang, leads)))
    return body


def _document(found: Sheet, lang: str) -> list[str]:
    report = found.report
    if report is None:
        return []
    said = words.say("brief.document", lang, file=report.source_file, title=report.title, hash=report.sha256)
    published = words.say("brief.published", lang, date=report.published.isoformat()) if report.published else ""
    return [said + (" " if lang == "en" and published else "") + published]
