"""What this year's prose says of last year, through a store."""

from __future__ import annotations

from pathlib import Path

import pytest

import words
from tests.data.across.chain import added, entry, made, roster, told

NEW = "3.new.total"


def wrong(folder: Path, prose: str, now: str, last: str) -> set[str]:
    """The rules that tell of the later of two reports with so many applications and this prose."""
    reports = [made("云山镇", 2022, {NEW: last}), made("云山镇", 2023, {NEW: now}, prose)]
    return {rule for _, year, rule in added(folder, reports) if year == 2023 and rule.endswith("_disagrees")}


def test_last_year_s_figure_that_its_report_does_not_have(tmp_path: Path) -> None:
    prose = "去年收到公开申请4件，今年收到5件。"
    assert wrong(tmp_path / "right", prose, "5", "4") == set()
    assert wrong(tmp_path / "wrong", prose, "5", "3") == {"last_year_disagrees"}
    [evidence] = [found for (_, _, rule), _, found in told(tmp_path / "wrong") if rule == "last_year_disagrees"]
    assert (evidence["prose"], evidence["earlier"], evidence["units"]) == ("4件", "3件", "云山镇")
    assert all("{" not in words.say("findings.last_year_disagrees", lang, **evidence) for lang in words.LANGUAGES)


@pytest.mark.parametrize("prose", ["收到公开申请6件，比上年增加2件。", "收到公开申请6件，同比增长50%。"])
def test_a_change_that_both_reports_do_not_give(tmp_path: Path, prose: str) -> None:
    assert wrong(tmp_path / "right", prose, "6", "4") == set()
    assert wrong(tmp_path / "wrong", prose, "6", "3") == {"change_disagrees"}
    [(cells, evidence)] = [
        (c, found) for (_, _, rule), c, found in told(tmp_path / "wrong") if rule == "change_disagrees"
    ]
    assert cells == [NEW] and (evidence["now"], evidence["earlier"]) == ("6件", "3件")
    assert all("{" not in words.say("findings.change_disagrees", lang, **evidence) for lang in words.LANGUAGES)


def test_words_on_last_year_are_not_compared_with_several_bodies_of_then(tmp_path: Path) -> None:
    merged = roster(entry("甲镇", 2022, "丙镇", "合并"), entry("乙镇", 2022, "丙镇", "合并"), entry("丙镇"))
    before = [made(name, 2022, {NEW: "3"}) for name in ("甲镇", "乙镇")]
    after = made("丙镇", 2023, {NEW: "5"}, "去年收到公开申请4件，今年收到5件。")
    assert {rule for _, _, rule in added(tmp_path, [*before, after], merged)} & {"last_year_disagrees"} == set()
