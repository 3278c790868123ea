"""The brief of one view: what its measure says, as lines, bars, changes and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import words
from analytics.brief import parts
from analytics.brief.parts import Captions
from analytics.brief.put import put
from analytics.change import Change, change
from analytics.charts.marks import marks
from analytics.charts.scale import Scale, scale_of
from analytics.charts.years import spoken
from analytics.exhibits.exhibit import Context
from analytics.exhibits.registry import EXHIBITS, named
from analytics.export.page import Heading, Notes, Page, Part, Picture
from analytics.measures import CATEGORIES
from analytics.ranking import Ranking, ranking
from analytics.scenes.bars import bars
from analytics.scenes.dots import dots
from analytics.scenes.line import line
from analytics.sentence import Sentence
from analytics.series import Series
from analytics.spans import span
from analytics.titles import change_title, ranking_title, trend_title, without_largest
from analytics.view import View
from data.store import Snapshot


def of_view(snapshot: Snapshot, view: View, lang: str, exhibits: Sequence[str] = ()) -> Page:
    """The page of a view, and under it the exhibits of these names. Raises BadRequest as `trend` does."""
    series = view.series(snapshot, lang)
    measure, captions, scale = series.measure, Captions(lang), scale_of(series, lang)
    said, shown = told(series, lang, view.focus)
    found: list[Part] = [parts.paragraph(said, lang), *pictures(series, shown, captions, view.focus)]
    ranked, _ = shown
    found += parts.by_year(series, scale, ranked, captions)
    now = Context(lang, snapshot.kind, snapshot, view)
    for name in exhibits:
        found += [Heading(named(name, lang)), *put(EXHIBITS[name].show(now), captions)]
    drawn = any(isinstance(part, Picture) for part in found)
    notes = (
        *([words.say("brief.note_lines", lang)] if drawn else []),
        *parts.notes_of([series], lang, drawn, view.focus),
        words.say("brief.note_words", lang),
        words.say("brief.note_total", lang),
        parts.source(snapshot, lang),
    )
    years = span(series.years, lang)
    return Page(
        name=words.say("brief.view_name", lang, measure=measure.label[lang], years=years),
        kicker=f"{words.say('brief.kicker', lang)} · {CATEGORIES[measure.category].label[lang]}",
        title=words.say("brief.by_year", lang, measure=measure.label[lang], unit=scale.unit, years=years),
        lines=(
            words.say("ui.filters", lang, what=view.words(lang)),
            f"{parts.data_version(snapshot, lang)} · {parts.made_today(lang)}",
        ),
        parts=(*found, Notes(words.say("brief.notes", lang), notes)),
        lang=lang,
        stamp=parts.stamp(snapshot, view.made_up, lang),
    )


LEAST = 2  # marks that make a chart
HEIGHT = 300  # pixels of the lines
ROOM = 200  # pixels for both numbers of a change
Shown = tuple[Ranking | None, Change | None]


def told(series: Series, lang: str, focus: tuple[str, ...] = ()) -> tuple[list[Sentence | None], Shown]:
    """The sentences on a series, and the ranking and the change they speak of; None where there is none."""
    years = [year for year in spoken(series) if year in series.years]
    if series.table["jurisdiction"].nunique() < 2 and len(years) > 1:
        return [trend_title(series, focus)], (None, None)  # the values of the years say all
    if series.table["number"].isna().all():
        return [trend_title(series, focus)], (None, None)
    ranked = ranking(series, years[-1])
    changed = change(series, years[-2], years[-1]) if len(years) > 1 else None
    said = [trend_title(series, focus), ranking_title(ranked)]
    if changed is not None:
        said += [change_title(changed)]
        said += [without] if (without := without_largest(changed)) else []
    return [*said], (ranked, changed)


def pictures(
    series: Series, shown: Shown, captions: Captions, focus: tuple[str, ...] = (), height: int = HEIGHT
) -> list[Picture]:
    """Lines over the years, bars of the last one, dots of the change: those that have something to show.

    What one number tells is in the sentences, and nothing but zeros needs no picture.
    """
    measure, table, lang = series.measure, series.table, captions.lang
    scale, (ranked, changed) = scale_of(series, lang), shown
    names = {"measure": measure.label[lang], "unit": scale.unit}
    found = []
    if parts.lined(series):
        text = words.say("brief.by_year", lang, **names, years=span(series.years, lang))
        title = trend_title(series, focus).say(lang)
        events = marks(series.events)
        draw = lambda: line(table, scale, lang, focus=focus, height=height, marks=events)  # noqa: E731
        found += captions.pictures(text, draw, title)
    if ranked is not None and not ranked.speaking.empty and table["jurisdiction"].nunique() > 1:
        found += _bars(ranked, scale, captions, names, focus)
    if changed is not None:
        found += _dots(changed, scale, captions, names)
    return found


def _bars(
    ranked: Ranking, scale: Scale, captions: Captions, names: dict[str, str], focus: tuple[str, ...]
) -> list[Picture]:
    """A chart for each class of unit, as they are ranked apart; none of zeros alone."""
    found = []
    for _, rows in ranked.table.groupby(["peers", "area"], sort=False):
        if (rows["number"] > 0).sum() < LEAST:
            continue
        own = replace(ranked, table=rows)
        text = words.say("brief.in_year", captions.lang, **names, year=ranked.year)
        draw = lambda rows=rows: bars(rows, scale, captions.lang, focus=focus)  # noqa: E731
        found += captions.pictures(text, draw, ranking_title(own).say(captions.lang))
    return found


def _dots(changed: Change, scale: Scale, captions: Captions, names: dict[str, str]) -> list[Picture]:
    """What changed most; one change alone is in the sentence."""
    drawn = changed.charted
    if len(drawn) < LEAST:
        return []
    key = "brief.since_listed" if changed.judged else "brief.since"
    said = {**names, "base": changed.base_year, "year": changed.year, "n": len(drawn)}
    text = words.say(key, captions.lang, **said)
    return captions.pictures(text, lambda: dots(drawn, scale, ends_max=ROOM), change_title(changed).say(captions.lang))
