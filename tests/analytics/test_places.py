"""Names of bodies, and years, as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.places import Places, bodies, read_years
from data.errors import BadRequest
from data.roster import Roster
from tests.factory import report, store

ROSTER = "名称,类别,上级,别名\n双桥乡,乡,东海市/清水县,双桥公社\n空闲镇,镇,东海市/清水县,\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Places:
    reports = [
        report(1, "云山镇", 2019, parents=("东海市", "清水县")),
        report(2, "云山镇", 2021, parents=("东海市", "白河县")),
        report(3, "双桥乡", 2020, parents=("东海市", "清水县")),
        report(4, "梦溪镇", 2023, made_up=True),
    ]
    folder: Path = tmp_path_factory.mktemp("places")
    return bodies(store(folder, reports, Roster.parse("单位.csv", ROSTER.encode())))


def paths(known: Places, *names: str) -> list[str]:
    found: list[str] = known.chosen(names)[0]["path"].to_pylist()
    return found


@pytest.mark.parametrize("name", ["双桥乡", "清水县/双桥乡", "东海市/清水县/双桥乡", "双桥公社"])
def test_any_name_that_only_one_body_has_means_it(known: Places, name: str) -> None:
    assert paths(known, name) == ["双桥乡"]


def test_a_name_of_two_bodies_is_refused_with_both_paths(known: Places) -> None:
    with pytest.raises(BadRequest) as refused:
        paths(known, "云山镇")
    assert "清水县/云山镇" in str(refused.value) and "白河县/云山镇" in str(refused.value)


def test_the_end_of_a_path_is_enough(known: Places) -> None:
    assert paths(known, "白河县/云山镇", "东海市/清水县/云山镇") == ["清水县/云山镇", "白河县/云山镇"]


def test_a_body_named_twice_is_there_once(known: Places) -> None:
    assert paths(known, "双桥乡", "双桥公社") == ["双桥乡"]


def test_a_body_without_any_report_is_in_the_view_of_true_ones(known: Places) -> None:
    assert "空闲镇" in known.within()["path"].to_pylist()
    assert "梦溪镇" not in known.within()["path"].to_pylist()
    assert known.within(True)["path"].to_pylist() == ["梦溪镇", "空闲镇"]


def test_years_are_those_of_the_reports_in_view(known: Places) -> None:
    assert known.years() == (2019, 2020, 2021)
    assert known.years(True) == (2023,)


def test_unknown_names_are_told_with_what_comes_near(known: Places) -> None:
    with pytest.raises(BadRequest) as refused:
        paths(known, "双乔乡")
    assert "双桥乡" in refused.value.say("zh") and "双桥乡" in refused.value.say("en")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", (2020,)),
        ("2019-2021", (2019, 2020, 2021)),
        ("2021-2019", (2019, 2020, 2021)),
        ("2021,2019", (2019, 2021)),
        ("2019–2020，2023", (2019, 2020, 2023)),
    ],
)
def test_years_are_read_as_people_write_them(text: str, years: tuple[int, ...]) -> None:
    assert read_years([text]) == years


@pytest.mark.parametrize(
    "text", ["", "20", "last", "2019-", "2019-2020-2021", "2019;2020", "99999", "３０００", "-2019"]
)
def test_what_is_no_year_is_told(text: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_years([text])
    assert "2019-2024" in refused.value.say("zh")
