"""A view, its address and its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import words
from analytics.measures import CATEGORIES, MEASURES
from analytics.places import BOUNDARIES
from analytics.view import CLASS, FOCUS_MAX, Choices, Notice, View, choices
from data.roster import Roster
from data.store import Snapshot
from tests.analytics.stored import Stored
from tests.factory import report, store

COUNTY = ("清水县",)
NAMES = ("云山镇", "双桥乡", "河西街道", "教育局", "东岭镇", "西坡乡", "北桥街道")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    reports = [report(1, name, year) for name in NAMES for year in (2019, 2020, 2022)]
    reports += [report(2, "石桥镇", 2021, parents=(county,)) for county in ("清水县", "白河县")]
    reports += [report(3, name, year, made_up=True) for name in ("梦溪镇", "虚谷乡") for year in (2023, 2024)]
    return store(tmp_path_factory.mktemp("view"), reports)


def read(snapshot: Snapshot, **query: list[str]) -> tuple[View, list[str]]:
    view, notices = View.from_query(query, snapshot)
    return view, [notice.key for notice in notices]


@st.composite
def views(draw: st.DrawFn, offered: dict[tuple[bool | None, str], Choices]) -> View:
    measure = draw(st.sampled_from(list(MEASURES)))
    made_up, boundaries = draw(st.sampled_from(list(offered)))
    there = offered[made_up, boundaries]
    scope = draw(st.lists(st.sampled_from(there.scopes), unique=True))
    focus = draw(st.lists(st.sampled_from(there.within(scope)), unique=True, max_size=FOCUS_MAX))
    years = draw(st.lists(st.sampled_from(there.years), unique=True))
    category = MEASURES[measure].category
    return View(category, measure, tuple(scope), tuple(focus), tuple(sorted(years)), made_up, boundaries)


@given(data=st.data())
def test_an_address_gives_back_its_view(snapshot: Snapshot, data: st.DataObject) -> None:
    view = data.draw(views({(world, "reported"): choices(snapshot, world) for world in (None, False, True)}))
    assert View.from_query(view.query(), snapshot) == (view, [])


@given(
    query=st.dictionaries(
        st.sampled_from(["c", "m", "s", "t", "y", "b", "made", "unit", "lang", "zzz"]),
        st.lists(
            st.one_of(st.text(max_size=12), st.sampled_from([*NAMES, *MEASURES, *CATEGORIES, "2019-2022", "class:镇"]))
        ),
    )
)
def test_any_address_gives_a_view_that_can_be_shown_and_says_what_it_left_out(
    snapshot: Snapshot, query: dict[str, list[str]]
) -> None:
    view, notices = View.from_query(query, snapshot)
    assert View.from_query(view.query(), snapshot) == (view, [])
    for lang in words.LANGUAGES:
        assert view.words(lang) and all(notice.say(lang) for notice in notices)


def test_the_default_view_has_an_empty_address(snapshot: Snapshot) -> None:
    assert View().query() == {}
    assert read(snapshot) == (View(), [])
    assert View().measure == CATEGORIES[View().category].measures[0]


def test_a_measure_brings_its_category(snapshot: Snapshot) -> None:
    view, told = read(snapshot, m=["procurement_projects"])
    assert (view.category, told) == ("procurement", [])
    assert view.query() == {"c": ["procurement"], "m": ["procurement_projects"]}


def test_a_category_brings_its_first_measure(snapshot: Snapshot) -> None:
    view, told = read(snapshot, c=["disputes"])
    assert (view.measure, told) == (CATEGORIES["disputes"].measures[0], [])
    assert view.query() == {"c": ["disputes"]}


def test_a_measure_of_another_category_is_shown_and_told(snapshot: Snapshot) -> None:
    view, told = read(snapshot, c=["disputes"], m=["licences"])
    assert (view.category, view.measure, told) == ("disclosure", "licences", ["measure_elsewhere"])


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"c": ["weather"]}, "category_unknown"),
        ({"m": ["weather"]}, "measure_unknown"),
        ({"s": ["无此镇"]}, "scope_unknown"),
        ({"s": ["class:无"]}, "scope_unknown"),
        ({"s": ["梦溪镇"]}, "scope_unknown"),
        ({"s": ["石桥镇"]}, "unit_ambiguous"),
        ({"t": ["无此镇"]}, "focus_unknown"),
        ({"t": ["云山镇"], "s": ["双桥乡"]}, "focus_outside"),
        ({"y": ["abc"]}, "years_unreadable"),
        ({"y": ["2031"]}, "years_unknown"),
        ({"made": ["2"]}, "made_up_unknown"),
    ],
)
def test_what_cannot_be_followed_is_told(snapshot: Snapshot, query: dict[str, list[str]], key: str) -> None:
    view, notices = View.from_query(query, snapshot)
    assert key in [notice.key for notice in notices]
    for lang in words.LANGUAGES:
        assert all(notice.say(lang) for notice in notices)
    assert View.from_query(view.query(), snapshot) == (view, [])


def test_five_of_many_stand_in_colour(snapshot: Snapshot) -> None:
    view, told = read(snapshot, t=list(NAMES))
    assert (view.focus, told) == (NAMES[:FOCUS_MAX], ["focus_too_many"])


def test_four_hundred_unknown_units_are_one_short_notice(snapshot: Snapshot) -> None:
    view, notices = View.from_query({"s": [f"第{n}镇" for n in range(400)]}, snapshot)
    notice = notices[0]
    assert view.scope == () and "400" in notice.say("zh") and len(notice.say("zh")) < 80


def test_good_units_of_a_bad_link_stay(snapshot: Snapshot) -> None:
    view, told = read(snapshot, s=["云山镇", "无此镇", "白河县/石桥镇"])
    assert (view.scope, told) == (("云山镇", "白河县/石桥镇"), ["scope_unknown"])


def test_years_may_be_written_as_a_span(snapshot: Snapshot) -> None:
    assert read(snapshot, y=["2019-2022"])[0].years == (2019, 2020, 2021, 2022)
    assert read(snapshot, y=["2022", "2019"])[0].years == (2019, 2022)
    assert read(snapshot, y=["2018-2019"]) == (View(years=(2019,)), ["years_unknown"])


def test_a_whole_path_finds_its_unit(snapshot: Snapshot) -> None:
    assert read(snapshot, t=["清水县/石桥镇"])[0].focus == ("清水县/石桥镇",)


def test_cleared_controls_leave_empty_values_that_mean_nothing(snapshot: Snapshot) -> None:
    assert read(snapshot, s=[""], t=[""], y=[""]) == (View(), [])


def test_units_stand_by_class_and_in_it_by_roster(snapshot: Snapshot) -> None:
    order = [
        *("河西街道", "北桥街道"),
        *("云山镇", "东岭镇", "清水县/石桥镇", "白河县/石桥镇"),
        *("双桥乡", "西坡乡"),
        "教育局",
    ]
    assert list(View().places(snapshot)) == order
    kinds = choices(snapshot).kinds
    assert kinds[:3] == ("街道", "镇", "乡")
    counties = ("area:清水县", "area:白河县")
    assert choices(snapshot).scopes == (*counties, *(f"{CLASS}{kind}" for kind in kinds), *order)


def test_a_scope_is_classes_and_units_together(snapshot: Snapshot) -> None:
    assert View(scope=(f"{CLASS}乡", "云山镇")).places(snapshot) == ("云山镇", "双桥乡", "西坡乡")


def test_made_up_units_have_a_view_of_their_own(snapshot: Snapshot) -> None:
    view, told = read(snapshot, made=["1"], t=["梦溪镇"], y=["2023"])
    assert (view, told) == (View(focus=("梦溪镇",), years=(2023,), made_up=True), [])
    assert view.places(snapshot) == ("梦溪镇", "虚谷乡")
    assert set(view.series(snapshot).table["jurisdiction"]) == {"梦溪镇", "虚谷乡"}


def test_a_view_gives_its_series(snapshot: Snapshot) -> None:
    view = View("disputes", "reviews", ("双桥乡", "云山镇"), (), (2019, 2022))
    table = view.series(snapshot).table
    assert list(zip(table["jurisdiction"], table["year"], strict=True)) == [
        ("云山镇", 2019), ("云山镇", 2022), ("双桥乡", 2019), ("双桥乡", 2022),
    ]  # fmt: skip


def test_a_view_says_itself(snapshot: Snapshot) -> None:
    view = View("procurement", "procurement_amount", (f"{CLASS}镇",), ("云山镇",), (2019, 2020, 2021))
    assert view.words("zh") == "政府采购 · 采购总金额 · 全部镇 · 重点单位云山镇 · 2019–2021年"
    assert View().words("zh") == "依申请公开 · 新收申请数 · 全部单位 · 全部年度"
    assert View().words("en") == "Disclosure on request · New applications · all units · all years"


def test_every_notice_has_words_in_both_languages() -> None:
    for key, entry in words.family("notices").items():
        assert set(entry) == set(words.LANGUAGES), key


def test_a_notice_lists_names_in_the_language_it_is_said_in() -> None:
    notice = Notice("scope_unknown", {"units": ("甲镇", "乙镇")})
    assert "甲镇、乙镇" in notice.say("zh") and "甲镇, 乙镇" in notice.say("en")


ROSTER = """名称,类别,设立年份,撤销年份,接续单位,接续方式
东乡,乡,,2021,双桥镇,合并
西乡,乡,,2021,双桥镇,合并
双桥镇,镇,2021,,,
"""


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """东乡 and 西乡 of 2020, since 2021 双桥镇; 云山镇 is as it was."""
    told = (("东乡", 2020), ("西乡", 2020), ("双桥镇", 2021), ("云山镇", 2020), ("云山镇", 2021))
    reports = [report(1, name, year) for name, year in told]
    return store(tmp_path_factory.mktemp("joined"), reports, Roster.parse("单位.csv", ROSTER.encode()))


def test_todays_boundaries_are_in_the_address_and_the_words(joined: Snapshot) -> None:
    view, told = read(joined, b=["today"])
    assert (view.boundaries, told, view.query()) == ("today", [], {"b": ["today"]})
    assert set(view.places(joined)) == {"云山镇", "双桥镇"}
    assert set(view.series(joined).table["jurisdiction"]) == {"云山镇", "双桥镇"}
    assert "按现行区划" in view.words("zh") and "按现行区划" not in View().words("zh")
    assert set(read(joined)[0].places(joined)) == {"云山镇", "双桥镇", "东乡", "西乡"}


def test_a_former_unit_in_the_address_stands_for_what_it_is_part_of_today(joined: Snapshot) -> None:
    view, notices = View.from_query({"b": ["today"], "s": ["东乡", "西乡", "云山镇"], "t": ["西乡"]}, joined)
    assert (view.scope, view.focus) == (("双桥镇", "云山镇"), ("双桥镇",))
    assert [notice.say("zh") for notice in notices] == [
        "按现行区划，东乡、西乡现属双桥镇。",
        "按现行区划，西乡现属双桥镇。",
    ]
    assert read(joined, s=["东乡"]) == (View(scope=("东乡",)), [])


@given(data=st.data())
def test_an_address_gives_back_its_view_on_either_boundaries(joined: Snapshot, data: st.DataObject) -> None:
    view = data.draw(views({(None, on): choices(joined, None, on) for on in BOUNDARIES}))
    assert View.from_query(view.query(), joined) == (view, [])


def test_todays_boundaries_are_nothing_of_their_own_where_no_unit_ever_changed(snapshot: Snapshot) -> None:
    assert read(snapshot, b=["today"]) == (View(), [])


def test_unknown_boundaries_are_told(joined: Snapshot) -> None:
    assert read(joined, b=["yesterday"]) == (View(), ["boundaries_unknown"])


def test_a_link_whose_units_are_all_unknown_shows_all_and_says_so(snapshot: Snapshot) -> None:
    view, told = read(snapshot, s=[f"第{n}乡" for n in range(400)])
    assert (view, told) == (View(), ["scope_unknown", "scope_none_left"])


def test_a_link_whose_years_are_all_unknown_shows_all_and_says_so(snapshot: Snapshot) -> None:
    view, notices = View.from_query({"y": ["1990-2000", "2030"]}, snapshot)
    assert (view.years, [notice.key for notice in notices]) == ((), ["years_unknown", "years_none_left"])
    assert "1990–2000、2030年" in notices[0].say("zh")


def test_an_unknown_measure_is_told_with_the_names_of_those_like_it(snapshot: Snapshot) -> None:
    _, notices = View.from_query({"m": ["application_new"]}, snapshot)
    for lang in words.LANGUAGES:
        assert MEASURES["applications_new"].label[lang] in notices[0].say(lang)


def test_four_hundred_units_in_a_link_are_all_in_scope_and_five_of_them_in_colour() -> None:
    kept = Stored()
    names = [f"第{n}乡" for n in range(400)]
    for name in names:
        kept.body(name, "乡")
    kept.report(1, 2024)
    view, notices = View.from_query({"s": names, "t": names}, kept.now)  # type: ignore[arg-type]
    assert (len(view.scope), view.focus) == (400, tuple(names[:FOCUS_MAX]))
    assert [notice.key for notice in notices] == ["focus_too_many"]
    assert "等400个" in view.words("zh")
    assert len(view.series(kept.now).table) == 400  # type: ignore[arg-type]
