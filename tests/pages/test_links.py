"""Links from elsewhere: whatever they ask for, a page comes, and says what it could not follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.measures import CATEGORIES
from data.store import Snapshot
from tests.pages import county, screens
from ui.filters import WITHOUT_MEASURE
from ui.shell import PAGES

GONE = [f"第{n}乡" for n in range(400)]
LINKS: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "units that are gone": ({"s": ["云山镇", "亡羊镇"], "t": "亡羊镇"}, "亡羊镇"),
    "four hundred units that are gone": ({"s": GONE, "t": GONE}, "一个也不在库中，已显示全部单位"),
    "more units than an address can hold": (
        {"s": [f"第{n}乡" for n in range(1001)], "t": "云山镇"},
        "列出了1002个条件",
    ),
    "another store": ({"store": "cellar"}, "“cellar”不存在"),
    "another version": ({"m": "applications_2031", "c": "drones", "v": "7"}, "“applications\\_2031”不存在"),
    "a measure of another category": ({"c": "disputes", "m": "licences"}, "已改为该类别"),
    "years that are not there": ({"y": ["1990-2000", "20x4"]}, "已显示全部年度"),
    "unknown boundaries": ({"b": "yesterday"}, "看不懂链接中的区划"),
}
ELSEWHERE = "链接中的“"  # a page of one category leaves out what is of another
POINTS: dict[str, dict[str, str | list[str]]] = {
    "one number": {"s": "云山镇", "y": "2024"},
    "one year that is not in the store": {"s": county.MISSING[0], "y": str(county.MISSING[1])},
    "one blank": {"s": "石桥镇", "y": "2023"},
    "one year whose form has no such cell": {"c": "procurement", "m": "procurement_mean", "s": "云山镇", "y": "2024"},
    "one denominator of 0": {"m": "disclosure_rate", "s": "云山镇", "y": "2020"},
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("link", LINKS)
def test_what_a_link_asks_in_vain_is_told_and_the_page_shown(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, page: str, link: str
) -> None:
    query, told = LINKS[link]
    at = screens.link(screens.app(monkeypatch, folder, **query), page)
    assert not at.exception and not at.error
    if page in WITHOUT_MEASURE and "m" in query:
        assert not at.warning  # the pages of all measures and of the prose have none to choose
    else:
        [warning] = at.warning
        assert (ELSEWHERE if page in CATEGORIES and "licences" in query.values() else told) in warning.value
    assert at.title[0].value


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("left", POINTS)
def test_a_single_point_has_its_page(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, page: str, left: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, **POINTS[left]), page)
    assert not at.exception and not at.error and not at.warning
    assert at.title[0].value and all(header.value for header in at.header)
