"""Which body a report belongs to, and its name in the store."""

import pytest

from data.errors import BadDocument
from data.roster import Entry, Roster
from data.store.bodies import Body, Parents, Settled, paths, settle

CITY, COUNTY, OTHER = "东海市", "清水县", "红旗县"


def body(id: int, *parents: str, name: str = "云山镇") -> Body:
    return Body(id, name, "镇", parents)


def settled(bodies: list[Body], *claims: Parents, roster: Roster | None = None, name: str = "云山镇") -> Settled:
    return settle(bodies, {(name, parents): "镇" for parents in claims}, roster)


def test_a_name_alone_joins_the_only_body_of_that_name() -> None:
    assert settled([body(7, CITY, COUNTY)], ()).places == {("云山镇", ()): 7}
    assert not settled([body(7, CITY, COUNTY)], ()).changed


@pytest.mark.parametrize(("known", "given"), [((), (COUNTY,)), ((COUNTY,), (CITY, COUNTY)), ((CITY,), (CITY, COUNTY))])
def test_a_body_learns_its_parents_from_a_report_that_names_more(known: Parents, given: Parents) -> None:
    found = settled([body(7, *known)], given)
    assert found.bodies == {7: body(7, *given)}
    assert found.changed


def test_one_name_in_two_counties_is_two_bodies() -> None:
    found = settled([body(1, COUNTY)], (OTHER,))
    assert found.bodies == {1: body(1, COUNTY), 2: body(2, OTHER)}
    assert found.places == {("云山镇", (OTHER,)): 2}


def test_a_name_alone_that_fits_several_bodies_is_in_doubt() -> None:
    found = settled([body(1, COUNTY), body(2, OTHER)], ())
    assert found.places == {}
    assert found.doubts == {("云山镇", ()): ("清水县/云山镇", "红旗县/云山镇")}


def test_a_body_without_parents_is_not_given_to_either_of_two_claimants() -> None:
    found = settled([body(1)], (COUNTY,), (OTHER,))
    assert found.bodies == {1: body(1), 2: body(2, COUNTY), 3: body(3, OTHER)}


def test_claims_of_one_import_are_settled_together_whatever_their_order() -> None:
    for claims in ([(), (COUNTY,)], [(COUNTY,), ()]):
        found = settled([], *claims)
        assert found.bodies == {1: body(1, COUNTY)}
        assert set(found.places.values()) == {1}
    assert settled([], (), (COUNTY,), (OTHER,)).doubts.keys() == {("云山镇", ())}


def test_a_roster_describes_bodies_and_makes_those_without_a_report() -> None:
    entry = Entry(2, "云山镇", "镇", (COUNTY,), ("云山",), 2019, 2023, {2020: 9000})
    found = settled([body(1)], roster=Roster("r", (entry, Entry(3, "河西镇", "镇"))))
    assert found.bodies[1] == Body(1, "云山镇", "镇", (COUNTY,), ("云山",), 2019, 2023, {2020: 9000}, listed=True)
    assert found.bodies[2] == Body(2, "河西镇", "镇", listed=True)
    assert found.listed == {1, 2}


def test_a_report_under_an_alias_goes_to_the_named_body() -> None:
    roster = Roster("r", (Entry(2, "云山街道", "街道", (COUNTY,), ("云山街道办",)),))
    found = settled([], (), roster=roster, name="云山街道办")
    assert found.places == {("云山街道办", ()): 1}
    assert found.bodies[1].name == "云山街道"
    later = settled(list(found.bodies.values()), (COUNTY,), name="云山街道办")
    assert later.places == {("云山街道办", (COUNTY,)): 1}


def test_an_alias_of_a_body_elsewhere_is_another_body() -> None:
    known = Body(1, "云山街道", "街道", (COUNTY,), ("云山街道办",))
    assert settled([known], (OTHER,), name="云山街道办").bodies.keys() == {1, 2}


def test_an_alias_of_two_bodies_is_in_doubt() -> None:
    known = [Body(1, "东山镇", "镇", (), ("山镇",)), Body(2, "西山镇", "镇", (), ("山镇",))]
    assert settled(known, (), name="山镇").doubts == {("山镇", ()): ("东山镇", "西山镇")}


def test_a_roster_that_comes_after_the_reports_joins_what_it_calls_one() -> None:
    roster = Roster("r", (Entry(2, "云山街道", "街道", (COUNTY,), ("云山街道办", "云山办")),))
    known = [body(1, name="云山街道"), body(2, COUNTY, name="云山街道办"), body(3, OTHER, name="云山办")]
    found = settled(known, roster=roster)
    assert found.folded == {2: 1}
    assert found.bodies.keys() == {1, 3}
    renamed = settled([body(2, name="云山办")], roster=roster)
    assert (renamed.folded, renamed.bodies[2].name) == ({}, "云山街道")


def test_a_former_name_with_a_row_of_its_own_is_a_body_that_was_renamed() -> None:
    old = Entry(2, "云山乡", "乡", last=2020, successors=("云山镇",), succession="renamed")
    new = Entry(3, "云山镇", "镇", aliases=("云山乡",), first=2021)
    found = settled([body(1, name="云山乡")], roster=Roster("r", (old, new)))
    assert {b.name for b in found.bodies.values()} == {"云山乡", "云山镇"}
    assert found.successions == ((1, 2, 2021, "renamed"),)


MOVED = Entry(2, "云山镇", "镇", (OTHER,), (f"{COUNTY}/云山乡",))


def test_a_unit_that_was_moved_and_renamed_is_one_where_the_alias_says_where_it_was() -> None:
    found = settled([body(1, COUNTY, name="云山乡")], (COUNTY,), roster=Roster("r", (MOVED,)), name="云山乡")
    assert [(one.name, one.parents, one.listed) for one in found.bodies.values()] == [("云山镇", (OTHER,), True)]
    assert found.places == {("云山乡", (COUNTY,)): 1}
    for parents in ((), (COUNTY,)):  # a report of before that comes later
        assert settled(list(found.bodies.values()), parents, name="云山乡").places == {("云山乡", parents): 1}
    both = settled([body(1, COUNTY, name="云山乡"), body(2, OTHER)], roster=Roster("r", (MOVED,)))
    assert (both.folded, both.bodies.keys()) == ({1: 2}, {2})


def test_a_unit_that_was_only_moved_is_one_too() -> None:
    moved = Entry(2, "云山镇", "镇", (OTHER,), (f"{COUNTY}/云山镇",))
    for known in ([body(1, COUNTY)], [body(1, COUNTY), body(2, OTHER)], [body(2, OTHER), body(1, COUNTY)]):
        found = settled(known, (COUNTY,), roster=Roster("r", (moved,)))
        [one] = found.bodies.values()
        assert (one.parents, found.places) == ((OTHER,), {("云山镇", (COUNTY,)): one.id})


def test_what_lies_in_a_third_county_is_another_body_still() -> None:
    known = [body(1, COUNTY, name="云山乡"), body(2, "白水县", name="云山乡")]
    found = settled(known, roster=Roster("r", (MOVED,)))
    assert {(one.name, one.parents) for one in found.bodies.values()} == {
        ("云山镇", (OTHER,)),
        ("云山乡", ("白水县",)),
    }


def test_what_has_a_row_of_its_own_is_not_moved_into_another() -> None:
    own = Entry(3, "云山乡", "乡", (COUNTY,), last=2020)
    found = settled([body(1, COUNTY, name="云山乡")], roster=Roster("r", (MOVED, own)))
    assert {one.name for one in found.bodies.values()} == {"云山镇", "云山乡"}


def test_merged_units_are_followed_by_one_and_a_split_unit_by_several() -> None:
    into = {"last": 2020, "successors": ("云河镇",), "succession": "merged"}
    merged = [Entry(2, "云山镇", "镇", **into), Entry(3, "河西镇", "镇", **into)]
    split = Entry(4, "大洲乡", "乡", last=2022, successors=("东洲镇", "西洲镇"), succession="split")
    new = [Entry(row, name, "镇") for row, name in ((5, "云河镇"), (6, "东洲镇"), (7, "西洲镇"))]
    found = settled([], roster=Roster("r", (*merged, split, *new)))
    named = {b.id: b.name for b in found.bodies.values()}
    assert [(named[a], named[b], year, kind) for a, b, year, kind in found.successions] == [
        ("云山镇", "云河镇", 2021, "merged"),
        ("河西镇", "云河镇", 2021, "merged"),
        ("大洲乡", "东洲镇", 2023, "split"),
        ("大洲乡", "西洲镇", 2023, "split"),
    ]


def test_a_successor_is_looked_for_in_the_same_county() -> None:
    old = Entry(2, "双桥乡", "乡", (COUNTY,), last=2020, successors=("云山镇",), succession="merged")
    found = settled([body(8, OTHER), body(9, COUNTY)], roster=Roster("r", (old,)))
    assert found.successions == ((10, 9, 2021, "merged"),)


@pytest.mark.parametrize(
    ("known", "entry", "key"),
    [
        ([body(1, COUNTY), body(2, OTHER)], Entry(2, "云山镇", "镇"), "roster_ambiguous"),
        ([], Entry(2, "双桥乡", "乡", last=2020, successors=("无名镇",), succession="merged"), "roster_successor"),
        ([], Entry(2, "双桥乡", "乡", last=2020, successors=("双桥乡",), succession="merged"), "roster_successor"),
        (
            [body(1, COUNTY), body(2, OTHER)],
            Entry(2, "双桥乡", "乡", last=2020, successors=("云山镇",), succession="merged"),
            "roster_successor",
        ),
    ],
)
def test_a_roster_that_leaves_it_open_who_is_meant_is_refused(known: list[Body], entry: Entry, key: str) -> None:
    with pytest.raises(BadDocument) as caught:
        settled(known, roster=Roster("名册.csv", (entry,)))
    assert caught.value.key == key
    assert "名册.csv" in caught.value.say("zh")


def test_paths_are_the_shortest_names_that_tell_bodies_apart() -> None:
    bodies = [
        body(1, CITY, COUNTY),
        body(2, CITY, OTHER),
        body(3, "西山市", OTHER),
        body(4, CITY, COUNTY, name="河西镇"),
        body(5),
    ]
    assert paths(bodies) == {
        1: "清水县/云山镇",
        2: "东海市/红旗县/云山镇",
        3: "西山市/红旗县/云山镇",
        4: "河西镇",
        5: "云山镇",
    }
