"""The sentence over lines through the years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pandas as pd

from analytics.change import change, tested
from analytics.ranking import SPEAKING, ranking
from analytics.sentence import Sentence, counted
from analytics.series import Series
from analytics.statistics import LEAST_YEARS
from analytics.tendency import FALLING, LISTED, NONE_FOUND, RISING, TOO_FEW, Tendencies, latest_run, tendency
from analytics.titles.change import change_title
from analytics.titles.facts import named, no_values, span, value, zero
from analytics.titles.ranking import ranking_title

LISTED_VALUES = LEAST_YEARS - 1  # so many years and fewer: the values stand for themselves


def trend_title(series: Series, focus: Sequence[str] = (), known: Tendencies | None = None) -> Sentence:
    """What the years say of the chosen units, or of all units if none is chosen.

    `known` are tendencies that were judged together with others; by default they are judged for this sentence alone.
    """
    rows = series.table[series.table["jurisdiction"].isin(list(focus))] if focus else series.table
    spoken = rows[rows["state"].isin(SPEAKING) & rows["number"].notna()]
    if spoken.empty:
        return no_values(series.measure, rows)
    units = spoken["jurisdiction"].unique()
    if len(units) == 1:
        return _one(series, str(units[0]), latest_run(spoken), known)
    if not spoken["number"].any():
        who = counted("chosen" if focus else "units", len(units))
        facts = {
            "who": who,
            "years": span(spoken["year"]),
            "measure": named(series.measure),
            "value": zero(series.measure),
        }
        return Sentence("trend_zero", facts)
    if focus:
        return _chosen(series, spoken, [place for place in focus if place in set(units)])
    return _all(series, spoken)


def _one(series: Series, place: str, run: pd.DataFrame, known: Tendencies | None) -> Sentence:
    measure, first, last = series.measure, run.iloc[0], run.iloc[-1]
    facts: dict[str, object] = {
        "who": place,
        "measure": named(measure),
        "years": span(run["year"]),
        "first": str(first["year"]),
        "last": str(last["year"]),
        "earlier": value(measure, first),
        "later": value(measure, last),
    }
    if len(run) == 1:
        return Sentence("single", facts | {"place": place, "year": facts["last"], "value": facts["later"]})
    if not run["number"].any():
        return Sentence("trend_zero", facts | {"value": zero(measure)})
    if len(run) <= LISTED_VALUES:
        return Sentence("trend_one_values", facts | {"values": [value(measure, row) for _, row in run.iterrows()]})
    return Sentence(f"trend_one_{(known or tendency(series, [place])).of(place)}", facts)


def _chosen(series: Series, spoken: pd.DataFrame, focus: Sequence[str]) -> Sentence:
    """A few units: those that rise or fall by name, the rest together; else what they had last."""
    measure = series.measure
    found = tendency(series, focus)
    facts: dict[str, object] = {"measure": named(measure), "years": span(spoken["year"])}
    said = {place: found.of(place) for place in focus}
    moving = [(word, [p for p in focus if said[p] == word]) for word in (RISING, FALLING)]
    phrases = [_phrase(places, word) for word, places in moving if places]
    rest = [place for place in focus if said[place] not in (RISING, FALLING)]
    silent = {said[place] for place in rest}
    if not phrases and LISTED in silent:
        last = int(spoken["year"].max())
        now = spoken[spoken["year"] == last].set_index("jurisdiction")
        values = [
            Sentence("place_value", {"place": p, "value": value(measure, now.loc[p])}) for p in focus if p in now.index
        ]
        return Sentence("trend_values", facts | {"last": str(last), "values": values})
    if not phrases:
        return Sentence("trend_same_word", facts | {"who": counted("chosen", len(rest)), "word": _word(silent)})
    if rest and silent != {LISTED}:
        phrases.append(_phrase(counted("rest", len(rest)), _word(silent).key.removeprefix("tendency_")))
    chained = reduce(lambda first, second: Sentence("chain", {"first": first, "second": second}), phrases)
    return Sentence("trend_moves", facts | {"words": chained})


def _phrase(who: object, word: str) -> Sentence:
    return Sentence("trend_word", {"who": who, "word": Sentence(f"tendency_{word}")})


def _word(silent: set[str]) -> Sentence:
    """One word for units that neither rise nor fall."""
    silent = silent - {LISTED}
    if len(silent) == 1:
        return Sentence(f"tendency_{min(silent)}")
    if NONE_FOUND not in silent:
        return Sentence("tendency_unjudged")
    return Sentence("tendency_mixed" if silent == {NONE_FOUND, TOO_FEW} else "tendency_mixed_equal")


def _main_years(spoken: pd.DataFrame) -> list[int]:
    """Years in which at least half as many units have a number as in the fullest year."""
    counts = spoken.groupby("year").size()
    return [int(year) for year in counts.index[counts >= counts.max() / 2]]


def _all(series: Series, spoken: pd.DataFrame) -> Sentence:
    """All units: that most have none, else what the comparable ones add up to in the first and the last year."""
    measure, years = series.measure, _main_years(spoken)
    last = years[-1]
    peaks = spoken.groupby("jurisdiction")["number"].max()
    if len(years) > 1 and tested(measure) and measure.kind == "count" and (peaks == 0).mean() > 0.5:
        return _mostly_zero(series, spoken, int((peaks == 0).sum()), len(peaks), last)
    enough = (spoken["year"] == last).sum() / 2
    for first in years[:-1]:
        found = change(series, first, last)
        if len(found.table) >= enough:
            return change_title(found)
    return ranking_title(ranking(series, last))


def _mostly_zero(series: Series, spoken: pd.DataFrame, zeros: int, units: int, last: int) -> Sentence:
    measure = series.measure
    facts: dict[str, object] = {
        "units": counted("units", units),
        "zeros": zeros,
        "years": span(spoken["year"]),
        "measure": named(measure),
        "zero": zero(measure),
    }
    now = spoken[spoken["year"] == last]
    top = now[now["number"] == now["number"].max()]
    if len(top) != 1 or not top["number"].any():
        return Sentence("trend_mostly_zero", facts)
    row = top.iloc[0]
    return Sentence(
        "trend_mostly_zero_top", facts | {"last": str(last), "place": row["jurisdiction"], "value": value(measure, row)}
    )
