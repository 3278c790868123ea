"""The sentence over lines through the years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pandas as pd

from analytics.change import change, tested
from analytics.charts.years import full
from analytics.ranking import GROUP, SPEAKING, peers, ranking
from analytics.sentence import Sentence, counted
from analytics.series import Series
from analytics.spans import runs
from analytics.statistics import LEAST_YEARS
from analytics.tendency import FALLING, LISTED, NONE_FOUND, RISING, TOO_FEW, Tendencies, latest_run, tendency
from analytics.titles.change import change_title
from analytics.titles.facts import NAMED, beside, doubt, marked, named, no_values, several, silent, value, zero
from analytics.titles.ranking import ranking_title

LISTED_VALUES = LEAST_YEARS - 1  # so many years and fewer: the values stand for themselves
FEW = 3  # so few units are spoken of one by one even where nobody chose them


def trend_title(series: Series, focus: Sequence[str] = (), known: Tendencies | None = None) -> Sentence:
    """What the years say of the chosen units, or of all units if none is chosen; none of the chosen is passed over.

    `known` are tendencies that were judged together with others; by default they are judged for this sentence alone.
    """
    table = series.table
    shown = [place for place in focus if (table["jurisdiction"] == place).any()]
    units = list(dict.fromkeys(table["jurisdiction"]))
    if not shown and len(units) <= FEW:
        shown = units
    rows = table[table["jurisdiction"].isin(shown)] if shown else table
    spoken = rows[rows["state"].isin(SPEAKING) & rows["number"].notna()]
    if spoken.empty:
        return no_values(series.measure, rows, shown)
    speaking = [place for place in shown or units if (spoken["jurisdiction"] == place).any()]
    if len(speaking) == 1:
        said = _one(series, speaking[0], latest_run(spoken), known)
    elif not spoken["number"].any():
        said = marked(_zero(series, rows, spoken, speaking if shown else []), doubt(spoken))
    elif shown:
        said = _chosen(series, spoken, speaking)
    else:
        return _all(series, spoken)
    return beside(said, _without([place for place in shown or units if place not in speaking], _spoken_of(said, rows)))


def _spoken_of(said: Sentence, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the years that a sentence is about: one year's, where it lists the values of that year."""
    core = said.facts["said"] if said.key == "beside" else said
    if isinstance(core, Sentence) and core.key == "trend_values":
        return rows[rows["year"] == int(str(core.facts["last"]))]
    return rows


def _without(places: Sequence[str], rows: pd.DataFrame) -> list[Sentence]:
    """Which of the units shown have no number at all."""
    if len(places) <= NAMED:
        return silent(rows, places)
    return [Sentence("apart_silent", {"units": counted("units", len(places))})]


def _zero(series: Series, rows: pd.DataFrame, spoken: pd.DataFrame, chosen: Sequence[str]) -> Sentence:
    """Nothing but zeros, in all years or in those that have a figure."""
    units = spoken["jurisdiction"].nunique()
    facts = {
        "who": several(chosen) if chosen else counted("units", units),
        "years": runs(spoken["year"]),
        "measure": named(series.measure),
        "value": zero(series.measure),
    }
    if spoken["year"].nunique() == 1:
        return Sentence("trend_zero_year", facts)
    return Sentence("trend_zero" if len(spoken) == units * spoken["year"].nunique() else "trend_zero_some", facts)


def _one(series: Series, place: str, run: pd.DataFrame, known: Tendencies | None) -> Sentence:
    measure, first, last = series.measure, run.iloc[0], run.iloc[-1]
    facts: dict[str, object] = {
        "who": place,
        "measure": named(measure),
        "years": runs(run["year"]),
        "first": str(first["year"]),
        "last": str(last["year"]),
        "earlier": value(measure, first),
        "later": value(measure, last),
    }
    if len(run) == 1:
        return Sentence("single", facts | {"place": place, "year": facts["last"], "value": facts["later"]})
    if not run["number"].any():
        return marked(Sentence("trend_zero_one", facts | {"value": zero(measure)}), doubt(run))
    if len(run) <= LISTED_VALUES:
        return Sentence("trend_one_values", facts | {"values": [value(measure, row) for _, row in run.iterrows()]})
    word = (known or tendency(series, [place])).of(place)
    both = word in (RISING, FALLING, LISTED)  # both ends have their numbers, and so their marks
    return marked(Sentence(f"trend_one_{word}", facts), doubt(run.iloc[1:-1] if both else run.iloc[:-1]))


def _chosen(series: Series, spoken: pd.DataFrame, focus: Sequence[str]) -> Sentence:
    """A few units: those that rise or fall, and the rest; else what each had in the last full year."""
    measure = series.measure
    found = tendency(series, focus)
    facts: dict[str, object] = {"measure": named(measure), "years": runs(spoken["year"])}
    said = {place: found.of(place) for place in focus}
    moving = [(word, [p for p in focus if said[p] == word]) for word in (RISING, FALLING)]
    phrases = [_phrase(several(places), word) for word, places in moving if places]
    rest = [place for place in focus if said[place] not in (RISING, FALLING)]
    quiet = {said[place] for place in rest}
    if not phrases and LISTED in quiet:
        return _values(series, spoken, focus, facts)
    if not phrases:
        said_all = Sentence("trend_same_word", facts | {"who": several(rest), "word": _word(quiet)})
        return marked(said_all, doubt(spoken))
    short = [place for place in rest if said[place] == LISTED]
    judged = [place for place in rest if place not in short]
    if judged:
        phrases.append(_phrase(several(judged), _word(quiet - {LISTED}).key.removeprefix("tendency_")))
    if short:
        phrases.append(_phrase(several(short), LISTED))
    chained = reduce(lambda first, second: Sentence("chain", {"first": first, "second": second}), phrases)
    return marked(Sentence("trend_moves", facts | {"words": chained}), doubt(spoken))


def _values(series: Series, spoken: pd.DataFrame, focus: Sequence[str], facts: dict[str, object]) -> Sentence:
    """What each of the units had in the last year of those that most of them have a number of."""
    counts = spoken.groupby("year").size()
    last = int(max(counts.index[counts == counts.max()]))
    now = spoken[spoken["year"] == last].set_index("jurisdiction")
    there = [place for place in focus if place in now.index]
    values = [Sentence("place_value", {"place": p, "value": value(series.measure, now.loc[p])}) for p in there[:NAMED]]
    of_year = series.table[series.table["year"] == last]
    said = Sentence("trend_values", facts | {"last": str(last), "values": values})
    more = [Sentence("apart_more", {"units": counted("units", len(there) - NAMED)})] if len(there) > NAMED else []
    return beside(said, [*more, *silent(of_year, [place for place in focus if place not in now.index])])


def _phrase(who: object, word: str) -> Sentence:
    return Sentence("trend_word", {"who": who, "word": Sentence(f"tendency_{word}")})


def _word(quiet: set[str]) -> Sentence:
    """One word for units that neither rise nor fall."""
    quiet = quiet - {LISTED}
    if len(quiet) == 1:
        return Sentence(f"tendency_{min(quiet)}")
    if NONE_FOUND not in quiet:
        return Sentence("tendency_unjudged")
    return Sentence("tendency_mixed" if quiet == {NONE_FOUND, TOO_FEW} else "tendency_mixed_equal")


def _all(series: Series, spoken: pd.DataFrame) -> Sentence:
    """All units: that most have none, else what the comparable ones add up to in the first and the last year."""
    measure, years = series.measure, full(spoken)
    last = years[-1]
    enough = (spoken["year"] == last).sum() / 2
    if len(years) > 1 and tested(measure) and (said := _mostly_zero(series, spoken, years, enough)):
        return said
    for first in years[:-1]:
        found = change(series, first, last)
        if len(found.table) >= enough:
            return change_title(found)
    return ranking_title(ranking(series, last))


def _mostly_zero(series: Series, spoken: pd.DataFrame, years: Sequence[int], enough: float) -> Sentence | None:
    """That most units have none: over those with a figure in each of the years, else over all in the years they have.

    None where that isn't so.
    """
    rows = spoken[spoken["year"].isin(years)]
    own = rows.assign(number=rows["number"].abs()).groupby("jurisdiction")["number"].agg(["size", "max"])
    whole = own[own["size"] == len(years)]
    everyone = len(whole) == len(own)
    kept = whole if len(whole) >= max(2, enough) else own
    zeros = int((kept["max"] == 0).sum())
    if 2 * zeros <= len(kept):
        return None
    phrase = "units" if everyone else "units_whole" if kept is whole else "units_some"
    facts: dict[str, object] = {
        "units": counted(phrase, len(kept)),
        "zeros": zeros,
        "years": runs(years),
        "measure": named(series.measure),
        "zero": zero(series.measure),
    }
    resting = doubt(rows[rows["jurisdiction"].isin(kept.index[kept["max"] == 0])])
    top = _top(rows[rows["year"] == years[-1]])
    if top is None:
        return marked(Sentence("trend_mostly_zero", facts), resting)
    facts |= {"last": str(years[-1]), "place": top["jurisdiction"], "value": value(series.measure, top)}
    return marked(Sentence("trend_mostly_zero_top", facts), resting)


def _top(now: pd.DataFrame) -> pd.Series | None:
    """The row of the one that has most, where all are of one class, county and form and no doubtful number is there."""
    top = now[now["number"] == now["number"].max()]
    groups = now.assign(peers=now["kind"].map(peers))[list(GROUP)].drop_duplicates()
    return top.iloc[0] if len(top) == 1 and len(groups) == 1 and top["number"].any() and not doubt(now) else None
