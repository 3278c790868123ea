"""What is said of one year: who has most, how many have none, why there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

import words
from analytics.measures import MEASURES
from tests.claims.claim import (
    RANKED_FROM,
    Claim,
    bare,
    counted,
    number,
    paths,
    percent,
    quantity,
    same_value,
    share,
    speaking,
    state_word,
    total,
    value,
    years_in,
)
from tests.claims.figures import Row
from tests.claims.grammar import Node

Check = Callable[[Claim, Node, list[Row]], None]


def of_some_group(check: Check) -> Callable[[Claim, Node], None]:
    """The claim is true of the greatest group of units that may be set side by side, or of one of several as great."""

    def tried(claim: Claim, node: Node) -> None:
        rows = speaking(claim.of_year(int(str(node.get("year")))))
        assert rows, "there is no number"
        failed: list[AssertionError] = []
        for group in _groups(claim, node, rows):
            before = list(claim.rests)
            try:
                _apart(claim, rows, group)
                check(claim, node, group)
                claim.spoken_of |= paths(rows)
                return
            except AssertionError as error:
                failed.append(error)
                claim.rests = before
        raise failed[0] if failed else AssertionError("no such group")

    return tried


def _groups(claim: Claim, node: Node, rows: Sequence[Row]) -> list[list[Row]]:
    """The groups that the sentence may be about by the class and county it names, the greatest first."""
    ordered = sorted(rows, key=lambda row: row.group)
    groups = [list(group) for _, group in groupby(ordered, key=lambda row: row.group)]
    fields = {(row.unit.peers, row.unit.area) for row in rows}
    phrases = [one for one in (node.facts.get("among"), node.facts.get("units")) if isinstance(one, Node)]
    named = next((one for one in phrases if one.key in ("among", "units_of")), None)
    if named is None:
        assert len(fields) == 1, f"units of other classes or counties are passed over: {sorted(fields)}"
    else:
        groups = [group for group in groups if _names(named, group[0], fields, claim.lang)]
    sizes = [_ranked(claim, group) for group in groups]
    return [group for size, group in zip(sizes, groups, strict=True) if size == max(sizes)]


def _ranked(claim: Claim, group: Sequence[Row]) -> int:
    if MEASURES[claim.view.code].kind != "rate":
        return len(group)
    return sum(1 for row in group if not row.doubtful and row.below is not None and row.below >= RANKED_FROM)


def _names(named: object, row: Row, fields: set[tuple[str, str]], lang: str) -> bool:
    assert isinstance(named, Node)
    known = named.get("peers")
    area = ""
    if isinstance(known, Node):
        known, area = known.get("peers"), str(known.get("area"))
    peers = words.family("titles").get(f"class_{row.unit.peers}", {}).get(lang, row.unit.peers)
    several = len({area for _, area in fields}) > 1
    return peers == known and (area == row.unit.area if several else not area)


def _apart(claim: Claim, rows: Sequence[Row], group: Sequence[Row]) -> None:
    """Doubtful ones and those on another form are told to be left out, all of them."""
    sure = [row for row in group if not row.doubtful]
    left_out = len(group) - len(sure) if sure and len(rows) > 1 else 0
    assert claim.told_apart("apart_doubtful") == left_out, f"{left_out} doubtful ones left out"
    alike = [r for r in rows if r.group[:2] == group[0].group[:2] and r.series != group[0].series]
    assert claim.told_forms() == dict(Counter(row.form for row in alike)), "those on another form"


def _elsewhere(claim: Claim, rows: Sequence[Row], group: Sequence[Row]) -> None:
    """Units of other classes or counties are told to be left out."""
    others = [row for row in rows if row.group[:2] != group[0].group[:2]]
    assert claim.told_apart("apart_class") == len(others), f"{len(others)} of other classes or counties"


def _field(claim: Claim, phrase: object, rows: Sequence[Row], group: Sequence[Row]) -> None:
    """So many units; of more that exist, so many with figures."""
    assert counted(claim, phrase) == len(rows), f"units should be {len(rows)}"
    phrase = bare(phrase)
    assert isinstance(phrase, Node)
    there = [row for row in claim.of_year(group[0].year) if row.state != "not_existing"]
    more = paths(row for row in there if row.group[:2] == group[0].group[:2]) - paths(rows)
    if MEASURES[claim.view.code].kind != "rate":
        assert phrase.key.startswith("units_speaking") == bool(more), f"with figures: {len(more)} have none"


def _sure(group: Sequence[Row]) -> list[Row]:
    return [row for row in group if not row.doubtful]


def _with_denominator(claim: Claim, group: Sequence[Row]) -> list[Row]:
    if MEASURES[claim.view.code].kind != "rate":
        return _sure(group)
    return [row for row in _sure(group) if row.below is not None and row.below >= RANKED_FROM]


def single(claim: Claim, node: Node) -> None:
    rows = speaking(claim.of_year(int(str(node.get("year")))))
    if claim.view.panel == "trend":  # over the years, of the one unit shown that has a number
        rows = [row for row in rows if row.unit.path == node.get("place")]
    own = [row for row in rows if row.unit.path == node.get("place")]
    assert own, "it has no number"
    sure = [row for row in rows if not row.doubtful]
    if len(rows) > 1:
        assert len([r for r in sure if r.group == own[0].group]) == 1, "not the only one"
        _apart(claim, rows, [row for row in rows if row.group == own[0].group])
        _elsewhere(claim, rows, own)
    value(claim, node.get("value"), own[0])
    claim.spoken_of |= paths(rows)


@of_some_group
def all_equal(claim: Claim, node: Node, group: list[Row]) -> None:
    sure = _sure(group)
    _field(claim, node.get("units"), sure, group)
    assert len(sure) > 1, "one unit is not “each”"
    same_value(claim, node.get("value"), sure)


@of_some_group
def all_doubtful(claim: Claim, node: Node, group: list[Row]) -> None:
    assert not _sure(group), "some are not doubtful"
    assert counted(claim, node.get("units")) == len(group)
    claim.rest_on(group)


@of_some_group
def mostly_zero(claim: Claim, node: Node, group: list[Row]) -> None:
    sure = _sure(group)
    others = sorted((row for row in sure if row.value), key=lambda row: -(row.value or 0))
    _field(claim, node.get("units"), sure, group)
    assert number(node.get("zeros"), claim.lang) == len(sure) - len(others), "those at 0"
    quantity(claim, node.get("zero"), total([]))
    claim.rest_on(sure)
    if node.key == "mostly_zero_one":
        assert len(others) == 1 and others[0].unit.path == node.get("place"), "the only one"
        value(claim, node.get("value"), others[0])
        return
    assert number(node.get("others"), claim.lang) == len(others), "the others"
    said = node.get("values")
    if isinstance(said, list):
        assert len(said) == len(others), "one value for each of the others"
        for one, row in zip(said, others, strict=True):
            value(claim, one, row)
    else:
        assert isinstance(said, Node)
        value(claim, said.get("low"), others[-1])
        value(claim, said.get("high"), others[0])
    if node.key == "mostly_zero_top":
        most = [row.unit.path for row in others if row.value == others[0].value]
        assert most == [node.get("place")], f"most: {most}"


@of_some_group
def top(claim: Claim, node: Node, group: list[Row]) -> None:
    """The one that has most or is highest, and its part of all."""
    rows = _with_denominator(claim, group)
    greatest = max(row.value or total([]) for row in rows)
    leaders = [row for row in rows if row.value == greatest]
    assert [row.unit.path for row in leaders] == [node.get("place")], f"most: {paths(leaders)}"
    value(claim, node.get("value"), leaders[0])
    claim.rest_on(rows)
    if "units" in node.facts:
        _field(claim, node.get("units"), rows, group)
    if "share" in node.facts:
        percent(node.get("share"), greatest, total(rows))


@of_some_group
def tied(claim: Claim, node: Node, group: list[Row]) -> None:
    rows = _with_denominator(claim, group)
    greatest = max(row.value or total([]) for row in rows)
    leaders = [row for row in rows if row.value == greatest]
    said = node.get("places")
    assert len(leaders) > 1, "nobody ties"
    assert set(said) == paths(leaders) if isinstance(said, list) else counted(claim, said) == len(leaders), leaders
    claim.rest_on(rows)
    if MEASURES[claim.view.code].kind == "rate":
        percent(node.get("value"), leaders[0].above or total([]), leaders[0].below or total([]))
        _field(claim, node.get("units"), rows, group)
    else:
        same_value(claim, node.get("value"), leaders)


@of_some_group
def rate_alone(claim: Claim, node: Node, group: list[Row]) -> None:
    [own] = _with_denominator(claim, group) or [None]
    assert own and own.unit.path == node.get("place"), "the only one with a large denominator"
    assert counted(claim, node.get("units")) == len(_sure(group))
    value(claim, node.get("value"), own)
    claim.rest_on(_sure(group))


@of_some_group
def rate_small(claim: Claim, node: Node, group: list[Row]) -> None:
    assert not _with_denominator(claim, group), "some are large enough"
    assert counted(claim, node.get("units")) == len(_sure(group))
    claim.rest_on(_sure(group))


def no_units(claim: Claim, node: Node) -> None:
    assert not claim.rows(), "there are units"


def no_values(claim: Claim, node: Node) -> None:
    """Nobody has a number in these years, and why."""
    years = years_in(node.get("years"))
    rows = [row for row in claim.rows() if row.year in years]
    if claim.view.focus:
        rows = [row for row in rows if row.unit.path in claim.view.focus]
    existing = [row for row in rows if row.state != "not_existing"] or rows
    named = "who" in node.facts
    if named:
        said = node.get("who")
        told = set(said) if isinstance(said, list) else counted(claim, said)
        assert told in (paths(rows), len(paths(rows))), f"units: {paths(rows)}"
    assert named or not claim.view.focus, "nobody can tell of whom"
    assert existing and not speaking(rows), "there are numbers"
    assert {row.year for row in existing} == set(years), "the years"
    if node.key.startswith("no_values_form"):
        assert {row.state for row in existing} == {"not_in_form"}
        assert named or counted(claim, node.get("units")) == len(paths(existing))
    else:
        said = node.get("reasons")
        assert isinstance(said, list)
        words_of = Counter(state_word(row, claim.lang) for row in existing)
        if isinstance(said[0], Node):
            told = {str(one.get("state")): counted(claim, one.get("units")) for one in said}
            assert told == dict(words_of), f"reasons: {dict(words_of)}"
        else:
            assert set(said) == set(words_of) and len(said) == len(words_of), f"reasons: {dict(words_of)}"
    claim.spoken_of |= paths(rows)


def rank(claim: Claim, node: Node) -> None:
    """A unit's rank among those set side by side with it, ties as ties."""
    [place] = claim.view.focus
    rows = speaking(claim.of_year(claim.view.year or 0))
    [own] = [row for row in rows if row.unit.path == place]
    group = [row for row in rows if row.group == own.group]
    if MEASURES[claim.view.code].kind == "rate":
        group = [r for r in group if r.below and r.above is not None and r.below >= RANKED_FROM and r.above <= r.below]
    claim.rest_on(group)
    if node.key == "rank_limits":
        low, high = (number(node.get(name), claim.lang) for name in ("low", "high"))
        assert 1 <= low <= high <= len(group), "limits within the field"
        own_place = sum(1 for row in group if (row.value or 0) > (own.value or 0)) + 1
        assert low <= own_place <= high, "its place within its limits"
        inner = node.get("rank")
        assert isinstance(inner, Node)
        node = inner
    if node.key == "rank_doubtful":
        inner = node.get("rank")
        assert isinstance(inner, Node)
        node = inner
    before = sum(1 for row in group if (row.value or 0) > (own.value or 0))
    tied_with = sum(1 for row in group if row.value == own.value) - 1
    assert number(node.get("rank"), claim.lang) == before + 1, f"rank {before + 1}"
    assert node.key.endswith("_tied") == bool(tied_with), "ties are ties"
    if node.key.endswith("_tied"):
        assert counted(claim, node.get("others")) == tied_with, f"{tied_with} others"
    if "of" in node.facts:
        assert number(node.get("of"), claim.lang) == len(group), f"of {len(group)}"


def others(claim: Claim, node: Node) -> None:
    """The unit's class without it."""
    [place] = claim.view.focus
    rows = speaking(claim.of_year(claim.view.year or 0))
    [own] = [row for row in rows if row.unit.path == place]
    rest = [row for row in rows if row.group == own.group and row is not own]
    kind = MEASURES[claim.view.code].kind
    if kind == "rate":
        rest = [r for r in rest if r.below and r.above is not None and r.below >= RANKED_FROM and r.above <= r.below]
    assert counted(claim, node.get("rest")) == len(rest), f"{len(rest)} others"
    if kind == "rate":
        share(claim, node.get("value"), total(rest, "above"), total(rest, "below"))
    elif kind == "mean":
        quantity(claim, node.get("value"), total(rest, "above") / total(rest, "below"))
    else:
        quantity(claim, node.get("value"), total(rest))
    claim.rest_on(rest)


CHECKS: dict[str, Callable[[Claim, Node], None]] = {
    "single": single,
    "all_equal": all_equal,
    "all_doubtful": all_doubtful,
    **dict.fromkeys(("mostly_zero", "mostly_zero_one", "mostly_zero_top"), mostly_zero),
    **dict.fromkeys(("top_most", "top_share", "top_highest", "top_highest_rate"), top),
    **dict.fromkeys(("tied_most", "tied_highest", "tied_highest_rate"), tied),
    "rate_alone": rate_alone,
    "rate_small": rate_small,
    "no_units": no_units,
    **dict.fromkeys([key for key in words.family("titles") if key.startswith("no_values")], no_values),
    **dict.fromkeys(("rank", "rank_tied", "rank_limits", "rank_doubtful", "order", "order_tied"), rank),
    "others": others,
}
