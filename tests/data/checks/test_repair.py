"""The smallest change that closes failing sums: found for every cell and every pair of them, and never guessed."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from data import forms
from data.checks.repair import Cause, Change, causes, read, written
from data.forms import Identity
from tests import factory

FORM = "2021"
SUMS = {
    section: tuple(one for one in forms.identities(FORM) if forms.INDICATORS[one.left[0]].section == section)
    for section in ("3", "4")
}


def values(section: str) -> dict[str, Decimal]:
    made = factory.report(7, "云山镇", 2023, busy=True)
    return {
        reading.indicator: reading.value
        for reading in made.readings
        if reading.value is not None and forms.INDICATORS[reading.indicator].section == section
    }


def off(held: dict[str, Decimal], sums: tuple[Identity, ...]) -> list[Identity]:
    return [one for one in sums if sum(held[c] for c in one.left) != sum(held[c] for c in one.right)]


def closes(held: dict[str, Decimal], changes: tuple[Change, ...], sums: tuple[Identity, ...]) -> bool:
    return not off(held | {change.code: change.new for change in changes}, sums)


def closing(found: tuple[Cause, ...]) -> set[tuple[Change, ...]]:
    """All whole sets of changes: one of the alternatives of each cause."""
    whole: set[tuple[Change, ...]] = {()}
    for cause in found:
        whole = {tuple(sorted((*before, *repair))) for before in whole for repair in cause.repairs}
    return whole


def test_sums_that_close_have_no_cause() -> None:
    assert causes(values("3"), SUMS["3"]) == ()


@pytest.mark.parametrize("section", SUMS)
def test_every_single_wrong_cell_is_found_with_its_value_and_is_one_mistake(section: str) -> None:
    right = values(section)
    for code, value in right.items():
        held = right | {code: value + 5}
        [cause] = causes(held, SUMS[section])
        assert (Change(code, value + 5, value),) in cause.repairs
        assert set(cause.sums) == set(off(held, SUMS[section]))
        if section == "3":
            assert cause.repairs == ((Change(code, value + 5, value),),)  # a cell in two sums or more is told apart


def test_every_pair_of_wrong_cells_is_closed_by_a_set_no_greater() -> None:
    right = values("3")
    pairs = Random(3).sample(list(combinations(sorted(right), 2)), 400)
    for one, other in pairs:
        held = right | {one: right[one] + 3, other: right[other] + 4}
        found = causes(held, SUMS["3"])
        sets = closing(found)
        assert all(len(changes) <= 2 and closes(held, changes, SUMS["3"]) for changes in sets)
        planted = tuple(sorted((Change(one, held[one], right[one]), Change(other, held[other], right[other]))))
        smallest = min(map(len, sets))
        assert smallest < 2 or planted in sets
        assert {sum_ for cause in found for sum_ in cause.sums} == set(off(held, SUMS["3"]))


def test_two_mistakes_far_apart_are_two() -> None:
    right = values("3")
    held = right | {"3.new.natural": right["3.new.natural"] + 1, "3.granted.legal": right["3.granted.legal"] + 2}
    assert [len(cause.repairs) for cause in causes(held, SUMS["3"])] == [1, 1]


def test_equally_small_sets_are_all_given() -> None:
    """In table 4 a cell stands in one sum alone, so any of its five cells may be the wrong one."""
    held = dict.fromkeys(values("4"), Decimal(0)) | {"4.reviews.total": Decimal(2), "4.reviews.upheld": Decimal(1)}
    [cause] = causes(held, SUMS["4"])
    assert {(change.code, int(change.new)) for [change] in cause.repairs} == {
        ("4.reviews.total", 1),
        ("4.reviews.upheld", 2),
        ("4.reviews.corrected", 1),
        ("4.reviews.other", 1),
        ("4.reviews.pending", 1),
    }


def test_no_number_is_corrected_below_0() -> None:
    held = dict.fromkeys(values("4"), Decimal(0)) | {"4.reviews.upheld": Decimal(3)}
    [cause] = causes(held, SUMS["4"])
    assert {change.code for [change] in cause.repairs} == {"4.reviews.total", "4.reviews.upheld"}


def test_a_table_that_no_few_changes_close_is_left_as_it_is() -> None:
    held = {code: value + n for n, (code, value) in enumerate(values("3").items())}
    found = causes(held, SUMS["3"])
    assert all(not cause.repairs and len(cause.sums) == 1 for cause in found)
    assert len(found) == len(off(held, SUMS["3"]))


def test_repairs_are_read_as_they_were_written() -> None:
    one, other = Change("3.closed.total", Decimal(2), Decimal(1)), Change("3.new.legal", Decimal("-3"), Decimal("0.5"))
    for repairs in ((), ((one,),), ((one, other), (other,))):
        assert read(written(repairs)) == repairs
