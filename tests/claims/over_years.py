"""What is said of several years: zeros throughout, words for trends, one year against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import words
from analytics.measures import MEASURES
from tests.claims.claim import (
    Claim,
    counted,
    number,
    paths,
    quantity,
    share,
    speaking,
    state_word,
    total,
    value,
    years_in,
)
from tests.claims.figures import ABSENT, Row
from tests.claims.grammar import Node


def shown(claim: Claim) -> list[Row]:
    """The rows that a sentence over the years is about: those of the chosen units, else of all."""
    rows = claim.rows()
    return [row for row in rows if row.unit.path in claim.view.focus] if claim.view.focus else rows


def who(claim: Claim, said: object) -> set[str]:
    """The units meant by names or by a number of them, which must then be all that have a figure."""
    if isinstance(said, str):
        return {said}
    if isinstance(said, list):
        assert len(set(said)) == len(said), "named twice"
        return set(said)
    everyone = paths(speaking(shown(claim)))
    assert counted(claim, said) == len(everyone), f"{len(everyone)} units have figures"
    return everyone


def trend_zero(claim: Claim, node: Node) -> None:
    units, years = who(claim, node.get("who")), years_in(node.get("years"))
    assert units, "nobody"
    rows = [row for row in speaking(claim.rows()) if row.unit.path in units]
    told = [row for row in rows if row.year in years]
    assert all(row.value == 0 for row in told), "not all are 0"
    assert {row.year for row in told} == set(years), "years with a figure"
    whole = len(told) == len(units) * len(years)
    assert whole or node.key == "trend_zero_some", "some years have no figure"
    assert not (whole and node.key == "trend_zero_some"), "all years have a figure"
    assert (len(years) == 1) == (node.key == "trend_zero_year"), "one year is no “throughout”"
    quantity(claim, node.get("value"), total([]))
    claim.rest_on(told)
    claim.spoken_of |= units


def trend_one(claim: Claim, node: Node) -> None:
    """One unit: the first and the last of the years it is followed through, or each of them."""
    [place] = who(claim, node.get("who"))
    own = sorted((r for r in speaking(claim.rows()) if r.unit.path == place), key=lambda row: row.year)
    run = [row for row in own if row.series == own[-1].series]
    if "years" in node.facts:
        assert years_in(node.get("years")) == [row.year for row in run], "the years followed"
    if "values" in node.facts:
        said = node.get("values")
        assert isinstance(said, list) and len(said) == len(run), "a value for each year"
        for one, row in zip(said, run, strict=True):
            value(claim, one, row)
    for name, when, row in (("earlier", "first", run[0]), ("later", "last", run[-1])):
        if name in node.facts:
            value(claim, node.get(name), row)
            assert when not in node.facts or node.get(when) == str(row.year), f"{when} year"
    assert len(run) > 1, "one year is no trend"
    if node.key not in ("trend_one_listed", "trend_one_values"):
        assert len(run) >= 5, "no word from fewer than five years"
        assert not MEASURES[claim.view.code].stock, "no word for what is carried along"
        claim.rest_on(run)
    claim.spoken_of.add(place)


@dataclass(frozen=True)
class Word:
    """Units and the word that is said of them."""

    who: object
    word: str


def chain(node: object) -> Iterator[Word]:
    assert isinstance(node, Node)
    if node.key == "chain":
        yield from chain(node.get("first"))
        yield from chain(node.get("second"))
    else:
        word = node.get("word")
        assert isinstance(word, Node)
        yield Word(node.get("who"), word.key)


def trend_moves(claim: Claim, node: Node) -> None:
    """Each of the chosen units stands under one word, by name or counted."""
    found = list(chain(node.get("words"))) if "words" in node.facts else [Word(node.get("who"), "")]
    speak = paths(speaking(shown(claim)))
    named = [place for one in found if isinstance(one.who, list) for place in one.who]
    assert len(named) == len(set(named)) and set(named) <= speak, "each once, and only those with figures"
    more = sum(counted(claim, one.who) for one in found if not isinstance(one.who, list))
    assert len(named) + more == len(speak), f"{len(speak)} units have figures"
    if "years" in node.facts:
        assert years_in(node.get("years")) == sorted({row.year for row in speaking(shown(claim))})
    assert not MEASURES[claim.view.code].stock, "no word for what is carried along"
    claim.rest_on(speaking(shown(claim)))
    claim.spoken_of |= speak


def trend_values(claim: Claim, node: Node) -> None:
    """What each of the chosen units has in the last year of those that most have a figure of."""
    year, said = int(str(node.get("last"))), node.get("values")
    rows = {row.unit.path: row for row in claim.of_year(year)}
    numbers = {y: len(speaking(r for r in shown(claim) if r.year == y)) for y in {r.year for r in shown(claim)}}
    assert numbers[year] == max(numbers.values()), "a year that most have"
    assert year == max(y for y, n in numbers.items() if n == numbers[year]), "the last of these"
    assert isinstance(said, list)
    for one in said:
        place = str(one.get("place"))
        assert place not in claim.spoken_of, "named twice"
        value(claim, one.get("value"), rows[place])
        claim.spoken_of.add(place)
    more = claim.told_apart("apart_more")
    rest = paths(speaking(row for row in rows.values() if row.unit.path in paths(shown(claim)))) - claim.spoken_of
    assert len(rest) == more, f"{len(rest)} units in the chart alone"
    claim.spoken_of |= rest


def without(claim: Claim, year: int | None = None) -> None:
    """Which units have no figure, and why: in one year or in all."""
    rows = shown(claim)
    for one in claim.apart:
        if one.key == "apart_silent":
            there = [row for row in rows if year is None or (row.year == year and row.state != "not_existing")]
            silent = paths(there) - paths(speaking(there))
            assert counted(claim, one.get("units")) == len(silent), f"{len(silent)} have none"
            claim.spoken_of |= silent
        if one.key == "place_state":
            place = str(one.get("place"))
            own = [r for r in rows if r.unit.path == place and year in (None, r.year)]
            own = [r for r in own if r.state != "not_existing"] or own
            assert not speaking(own), f"{place} has a figure"
            assert own and one.get("state") == state_word(own[-1], claim.lang), f"{place}: {own[-1].state}"
            claim.spoken_of.add(place)


def mostly_zero(claim: Claim, node: Node) -> None:
    """Most have none: of those with figures in all years, or of all in the years that they have."""
    years = years_in(node.get("years"))
    assert len(years) > 1, "one year is no “throughout”"
    rows = speaking(row for row in claim.rows() if row.year in years)
    own = {place: [row for row in rows if row.unit.path == place] for place in paths(rows)}
    whole = {place: run for place, run in own.items() if len(run) == len(years)}
    phrase = node.get("units")
    assert isinstance(phrase, Node)
    kind = phrase.key.removesuffix("_one")
    kept = whole if kind in ("units", "units_whole") else own
    assert kind in ("units", "units_whole", "units_some"), kind
    existing = paths(row for row in claim.rows() if row.state != "not_existing")
    if kind == "units":
        assert len(whole) == len(own) == len(existing), "some have no figure in some years, or in none"
    assert counted(claim, phrase) == len(kept), f"{len(kept)} units"
    zeros = [place for place, run in kept.items() if not any(row.value for row in run)]
    assert number(node.get("zeros"), claim.lang) == len(zeros), f"{len(zeros)} at 0"
    quantity(claim, node.get("zero"), total([]))
    sizes = Counter(row.year for row in speaking(claim.rows()))
    fuller = [year for year, size in sizes.items() if 2 * size > max(sizes.values()) and year not in years]
    assert not fuller, f"years passed over: {fuller}"
    claim.rest_on(row for place in zeros for row in own[place])
    if "place" in node.facts:
        year = int(str(node.get("last")))
        now = speaking(claim.of_year(year))
        greatest = max(row.value or 0 for row in now)
        leaders = [row for row in now if row.value == greatest]
        assert year == max(years) and paths(leaders) == {node.get("place")}, f"most: {paths(leaders)}"
        assert len({row.group for row in now}) == 1, "units that can't be ranked together"
        value(claim, node.get("value"), leaders[0])
        claim.rest_on(now)
    claim.spoken_of |= existing


# One year against another.


@dataclass(frozen=True)
class Pair:
    earlier: Row
    later: Row

    @property
    def path(self) -> str:
        return self.later.unit.path


def pairs(claim: Claim, base: int, year: int) -> list[Pair]:
    """Units with a number in both years that mean the same."""
    before = {row.unit.path: row for row in speaking(claim.of_year(base))}
    now = speaking(claim.of_year(year))
    found = [Pair(before[row.unit.path], row) for row in now if row.unit.path in before]
    return [pair for pair in found if pair.earlier.series == pair.later.series]


def of_some_years(check: Callable[[Claim, Node, list[Pair]], None]) -> Callable[[Claim, Node], None]:
    """The years are those named; where one is not, that of the panel, or any later one of the years shown."""

    def tried(claim: Claim, node: Node) -> None:
        base = int(str(node.facts.get("base", claim.view.base)))
        named = node.facts.get("year", claim.view.year)
        shown_ = sorted({row.year for row in claim.rows()})
        years = [int(str(named))] if named else [year for year in reversed(shown_) if year > base]
        failed: list[AssertionError] = []
        assert all(year > base for year in years), "the earlier year comes first"
        for year in years:
            before = list(claim.rests)
            found = pairs(claim, base, year)
            try:
                _same(claim, node, found, base, year)
                check(claim, node, found)
                claim.spoken_of |= paths(claim.rows())
                return
            except AssertionError as error:
                failed.append(error)
                claim.rests = before
        raise failed[0] if failed else AssertionError("no year to compare")

    return tried


def _same(claim: Claim, node: Node, found: Sequence[Pair], base: int, year: int) -> None:
    phrase = node.facts.get("same")
    if isinstance(phrase, Node):
        assert counted(claim, phrase) == len(found), f"{len(found)} comparable units"
        reports = [{r.unit.path for r in claim.of_year(y) if r.state not in ABSENT} for y in (base, year)]
        whole = len(reports[0] & reports[1]) == len(found)
        assert phrase.key.startswith("same_units") == whole, f"{len(reports[0] & reports[1])} reports of both years"


def _sums(found: Sequence[Pair]) -> tuple[list[Row], list[Row]]:
    return [pair.earlier for pair in found], [pair.later for pair in found]


def _way(claim: Claim, node: Node, earlier: Sequence[Row], later: Sequence[Row]) -> None:
    """From a number to a greater, smaller or equal one."""
    before, now = total(earlier), total(later)
    way = "up" if now > before else "down" if now < before else "same"
    assert node.key.endswith(f"_{way}"), f"{before} to {now}"
    if way != "same":
        quantity(claim, node.get("earlier"), before)
    quantity(claim, node.get("later"), now)
    claim.rest_on((*earlier, *later))


def _unpaired(claim: Claim, found: list[Pair]) -> None:
    """Of the units beside the only one that can be compared all are told of."""
    years = {row.year for pair in found for row in (pair.earlier, pair.later)}
    there = paths(row for year in years for row in claim.of_year(year) if row.state != "not_existing")
    others = len(there - {pair.path for pair in found})
    assert claim.told_apart("apart_unpaired") == others, f"{others} can't be compared"


@of_some_years
def change_single(claim: Claim, node: Node, found: list[Pair]) -> None:
    assert len(found) == 1 and found[0].path == node.get("place"), f"units: {[pair.path for pair in found]}"
    _unpaired(claim, found)
    _way(claim, node, [found[0].earlier], [found[0].later])


@of_some_years
def change_all(claim: Claim, node: Node, found: list[Pair]) -> None:
    """All units together."""
    earlier, later = _sums(found)
    said = node.get("total")
    assert isinstance(said, Node) and len(found) > 1
    if said.key == "with_doubt":
        said = said.get("said")
        assert isinstance(said, Node)
    _way(claim, said, earlier, later)
    if node.key.startswith("change_together"):
        moves = [(pair.later.value or 0) - (pair.earlier.value or 0) for pair in found]
        ways = {"ways_up": sum(1 for by in moves if by > 0), "ways_down": sum(1 for by in moves if by < 0)}
        told = node.get("ways")
        assert isinstance(told, list)
        assert {one.key: number(one.get("n"), claim.lang) for one in told} == {w: n for w, n in ways.items() if n}, ways
        everyone = claim.view.places is None and len({row.unit.area for row in claim.rows()}) == 1
        assert (node.key == "change_together") == everyone, "whether these are the units of a whole county"


@of_some_years
def change_equal(claim: Claim, node: Node, found: list[Pair]) -> None:
    earlier, later = _sums(found)
    assert found and all(pair.earlier.value == pair.later.value for pair in found), "not all are equal"
    quantity(claim, node.get("value"), total(later))
    claim.rest_on((*earlier, *later))


@of_some_years
def change_zero(claim: Claim, node: Node, found: list[Pair]) -> None:
    earlier, later = _sums(found)
    assert found and not any(row.value for row in (*earlier, *later)), "not all are 0"
    quantity(claim, node.get("value"), total([]))
    claim.rest_on((*earlier, *later))


@of_some_years
def change_ratio(claim: Claim, node: Node, found: list[Pair]) -> None:
    """A rate or mean of all together, recomputed from its sums."""
    if node.key == "change_ratio_without":
        assert len([pair for pair in found if pair.path == node.get("place")]) == 1
        found = [pair for pair in found if pair.path != node.get("place")]
    if node.key == "change_ratio_single":
        assert [pair.path for pair in found] == [node.get("place")], "the only unit"
        _unpaired(claim, found)
    for name, rows in zip(("earlier", "later"), _sums(found), strict=True):
        above, below = total(rows, "above"), total(rows, "below")
        if MEASURES[claim.view.code].kind == "rate":
            share(claim, node.get(name), above, below)
        else:
            quantity(claim, node.get(name), above / below)
        claim.rest_on(rows)


def nothing_comparable(claim: Claim, node: Node) -> None:
    base = int(str(node.get("base")))
    year = int(str(node.get("year"))) if "year" in node.facts else claim.view.year or 0
    found = pairs(claim, base, year)
    ratio = MEASURES[claim.view.code].kind in ("rate", "mean")
    assert not found or (ratio and not all(total(rows, "below") for rows in _sums(found))), "there are pairs"
    before, now = ({row.unit.path: row for row in claim.of_year(y)} for y in (base, year))
    both = [place for place, row in now.items() if row.speaks and before[place].speaks]
    if node.key == "change_forms":
        assert both and all(before[p].series != now[p].series for p in both), "the forms do not differ"
    elif node.key == "change_not_in_form":
        assert {row.state for row in now.values()} <= {"not_in_form", "not_existing"}, "some have the cell"
    else:
        assert node.key == "change_no_pairs"
    claim.spoken_of |= paths(claim.rows())


CHECKS: dict[str, Callable[[Claim, Node], None]] = {
    **dict.fromkeys(("trend_zero", "trend_zero_one", "trend_zero_some", "trend_zero_year"), trend_zero),
    **{key: trend_one for key in words.family("titles") if key.startswith("trend_one_")},
    **dict.fromkeys(("trend_moves", "trend_same_word"), trend_moves),
    "trend_values": trend_values,
    **dict.fromkeys(("trend_mostly_zero", "trend_mostly_zero_top"), mostly_zero),
    **{f"change_single_{way}": change_single for way in ("up", "down", "same")},
    **dict.fromkeys(("change_total", "change_together", "change_together_most"), change_all),
    "change_equal": change_equal,
    "change_zero": change_zero,
    **dict.fromkeys(("change_ratio", "change_ratio_single", "change_ratio_without"), change_ratio),
    **dict.fromkeys(("change_no_pairs", "change_forms", "change_not_in_form"), nothing_comparable),
}
