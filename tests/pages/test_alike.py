"""雷同 on the unit's page: both texts side by side, marked, escaped, with the way to the other report."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.alike import pairs
from analytics.sheet import sheet
from data.store import Snapshot, Store
from tests.data.across.chain import added, made
from tests.data.across.test_prose import OTHER, OWN, PROBLEMS
from tests.pages import screens

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """云山镇 repeats its prose of 2021 with one hostile sentence more, 河西镇 only its problems."""
    store = tmp_path_factory.mktemp("alike") / "store"
    reports = [
        made("云山镇", 2021, prose=OWN),
        made("云山镇", 2022, prose=f"{OWN}{HOSTILE}。"),
        made("河西镇", 2021, prose=OTHER, problems=PROBLEMS),
        made("河西镇", 2022, prose="", problems=PROBLEMS),
    ]
    added(store, reports)
    return store


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Snapshot:
    live = Store(folder).live()
    assert live is not None
    return live


def visit(monkeypatch: pytest.MonkeyPatch, folder: Path, **query: str) -> AppTest:
    at = screens.page(screens.app(monkeypatch, folder, **query), "unit")
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def test_pieces_make_up_both_texts_and_tell_what_is_the_same(snapshot: Snapshot) -> None:
    [pair] = pairs(snapshot, sheet(snapshot, "云山镇", 2022))
    assert (pair.own.year, pair.other.year) == (2022, 2021)
    assert "".join(text for text, _ in pair.own.sections["1"]) == f"{OWN}{HOSTILE}。"
    assert "".join(text for text, _ in pair.other.sections["1"]) == OWN
    assert "".join(text for text, same in pair.own.sections["1"] if same) == OWN.removesuffix("。")


def test_repeated_problems_show_section_five_alone(snapshot: Snapshot) -> None:
    [pair] = pairs(snapshot, sheet(snapshot, "河西镇", 2022))
    assert pair.remark.rule == "alike_problems"
    assert list(pair.own.sections) == list(pair.other.sections) == ["5"]


def test_texts_stand_side_by_side_and_nothing_in_them_is_html(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    at = visit(monkeypatch, folder, unit="云山镇", year="2022")
    shown = html(at)
    assert [header.value for header in at.header][-1].endswith("与云山镇2021年年报相同")
    assert shown.count("<mark>") == 2
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown


def test_a_report_with_words_of_its_own_has_no_such_panel(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    at = visit(monkeypatch, folder, unit="云山镇", year="2021")
    assert "<mark>" not in html(at)
