"""The briefs of a whole county: 总览, and one page for each unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import words
from analytics.brief import parts
from analytics.brief.folder import addresses
from analytics.brief.parts import MAIN, Captions
from analytics.brief.put import put
from analytics.brief.unit import Units
from analytics.brief.view import pictures, told
from analytics.charts.rows import unit_labels
from analytics.charts.scale import scale_of
from analytics.charts.written import signed
from analytics.coverage import Coverage, coverage
from analytics.exhibits.exhibit import Context
from analytics.exhibits.registry import EXHIBITS, named
from analytics.export.page import Heading, Notes, Number, Numbers, Page, Part, Table
from analytics.headline import Headline, headline
from analytics.measures import find
from analytics.scenes import matrix
from analytics.series import Series, trends
from analytics.spans import span
from analytics.titles import coverage_title, headline_title, same_as_base, sums_title
from analytics.view import View
from data.errors import BadStore
from data.store import Snapshot

START = "index"  # the page that a browser is given
HEIGHT = 230  # pixels of a chart
UNASKED = {"not_in_form", "not_existing", "not_in_store"}
COLUMNS_MAX = 7  # measures in one table


def county(
    snapshot: Snapshot,
    lang: str,
    measures: Sequence[str] = MAIN,
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    suffix: str = "html",
) -> Iterator[tuple[str, Page, int]]:
    """Each page with the address it belongs at (总览, then unit by unit) and how many there are in all.

    `suffix` is what the pages' addresses end in. Raises BadRequest as `trend` does, BadStore without a report.
    """
    for code in measures:
        find(code)
    found = coverage(snapshot, years, places)
    if found.table.empty:
        raise BadStore("store_empty", store=snapshot.path.parent.parent)
    series = trends(snapshot, tuple(dict.fromkeys(measures)), places, years, lang=lang)
    units = list(dict.fromkeys(found.table["jurisdiction"]))
    homes = addresses(units, lang, suffix)
    first = f"{START if suffix == 'html' else words.say('brief.overview_name', lang)}.{suffix}"
    yield first, _overview(snapshot, View(), found, series, homes, lang), 1 + len(units)
    pages = Units(snapshot, series, found, lang, f"../{first}")
    for unit in units:
        yield homes[unit], pages.page(unit), 1 + len(units)


def of_county(snapshot: Snapshot, view: View, lang: str) -> Page:
    """总览 for the units and years of a view. Raises BadRequest as `trend` does, BadStore without a report."""
    asked = view.asked(snapshot)
    found = coverage(snapshot, **asked)
    if found.table.empty:
        raise BadStore("store_empty", store=snapshot.path.parent.parent)
    return _overview(snapshot, view, found, trends(snapshot, MAIN, **asked, lang=lang), {}, lang)


def _overview(
    snapshot: Snapshot, view: View, found: Coverage, series: Sequence[Series], homes: Mapping[str, str], lang: str
) -> Page:
    """`homes` are the addresses of the units' pages, where there are such pages."""
    captions, years = Captions(lang), span(found.years, lang)
    year, units = found.main_year, list(dict.fromkeys(found.table["jurisdiction"]))
    figures = replace(headline(snapshot, year, found.years, units, view.made_up, view.boundaries), coverage=found)
    said = parts.paragraph([headline_title(figures), sums_title(found) if len(found.stored) else None], lang)
    reported = words.say("brief.reported", lang, years=years)
    body: list[Part] = [
        said,
        _numbers(figures, lang),
        *captions.pictures(reported, lambda: matrix.coverage(found.table, lang), coverage_title(found).say(lang)),
    ]
    for one in series:
        sentences, _ = told(one, lang)
        body += [
            Heading(one.measure.label[lang]),
            parts.paragraph(sentences, lang),
            *pictures(one, (None, None), captions, height=HEIGHT),
        ]
    body.append(Heading(words.say("brief.figures", lang, year=year)))
    body += _tables(series, year, units, homes, captions)
    now = Context(lang, snapshot.kind, snapshot, view)
    checked = EXHIBITS["remarked"]
    if len((to_check := checked.read(now)).table):
        body += [Heading(named("remarked", lang)), *put(checked.make(to_check, now, ""), captions)]
    notes = (
        words.say("brief.note_lines", lang),
        *parts.notes_of(series, lang),
        words.say("brief.note_words", lang),
        parts.source(snapshot, lang),
    )
    return Page(
        name=words.say("brief.overview_name", lang),
        kicker=words.say("brief.kicker", lang),
        title=words.say("brief.overview_title", lang, years=years),
        lines=(f"{parts.data_version(snapshot, lang)} · {parts.made_today(lang)}",),
        parts=(*body, Notes(words.say("brief.notes", lang), notes)),
        lang=lang,
        stamp=parts.stamp(snapshot, view.made_up, lang),
    )


def _numbers(found: Headline, lang: str) -> Numbers:
    """The four figures, each with its change over the same units."""
    shown = []
    for figure in found.figures:
        value = "—" if figure.value is None else f"{figure.value:,}{'?' if figure.doubtful else ''}"
        more = ""
        if figure.change is not None:
            key = "brief.same" if figure.change else "brief.same_equal"
            same, mark = same_as_base(found, figure).say(lang), "?" if figure.unsure else ""
            facts = {"change": signed(figure.change, mark), "mark": mark, "same": same}
            more = words.say(key, lang, base=found.base_year, **facts)
        name = words.say(f"ui.figure_{figure.name}", lang)
        shown.append(Number(name, value if figure.of is None else f"{value} / {figure.of:,}", more))
    return Numbers(tuple(shown))


def _tables(
    series: Sequence[Series], year: int, units: Sequence[str], homes: Mapping[str, str], captions: Captions
) -> Iterator[Table]:
    """Units × measures in the last year, a few measures to a table; the units lead to their pages."""
    lang = captions.lang
    named = unit_labels(series[0].table) if series else {}
    series = [one for one in series if set(one.table.loc[one.table["year"] == year, "state"]) - UNASKED]
    for start in range(0, len(series), COLUMNS_MAX):
        head, columns = [words.say("brief.column_unit", lang)], []
        for one in series[start : start + COLUMNS_MAX]:
            unit = parts.unit_of(one.measure, lang)
            head.append(words.say("brief.column_measure", lang, measure=one.measure.short[lang], unit=unit))
            rows = one.table.loc[one.table["year"] == year]
            columns.append({
                row.jurisdiction: parts.written(row, scale_of(one, lang), lang) for row in rows.itertuples()
            })
        cells = [(named.get(unit, unit), *(column.get(unit, "") for column in columns)) for unit in units]
        ordered = tuple(sorted(cells, key=lambda row: not any(row[1:])))  # who doesn't exist any more comes last
        yield Table(
            captions.say("table", words.say("brief.figures", lang, year=year)),
            tuple(head),
            ordered,
            links={named.get(unit, unit): home for unit, home in homes.items()},
        )
