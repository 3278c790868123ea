"""One mistake is told once, with the cell and the value, on the page and on the sheet that is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import words
from analytics import titles
from analytics.brief import FORMATS, of_findings
from analytics.coverage import coverage
from analytics.export.page import Paragraph
from analytics.faults import lines
from analytics.sheet import Sheet, sheet
from data.demo.render import text as rendered
from data.drafts import examined
from data.model import Report, Status
from data.store import Snapshot
from tests import factory

YEAR = 2023
Read = Callable[..., tuple[Sheet, Snapshot]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def stored(made: Report) -> tuple[Sheet, Snapshot]:
        snapshot = factory.store(tmp_path / "store", [made])
        return sheet(snapshot, made.jurisdiction.name, made.year), snapshot

    return stored


def clean(**more: object) -> Report:
    return factory.report(1, "云山镇", YEAR, busy=False, parents=("清水县",), **more)  # type: ignore[arg-type]


def test_one_wrong_total_breaks_three_sums_and_is_one_mistake(read: Read) -> None:
    found, snapshot = read(factory.with_cell(clean(), "3.closed.total", "2"))
    [remark] = [one for one in found.findings if one.arithmetic]
    assert remark.say("zh").startswith("（七）总计·总计填2，改为0，三处同时相符：")
    assert remark.say("en").startswith("（七）总计 · 总计 says 2, should be 0; 3 sums then agree: ")
    assert remark.remedy("zh") == "（七）总计·总计填2，改为0。"
    assert remark.cells[0] == "3.closed.total" and found.cells["3.closed.total"].findings == (remark.number,)
    assert len(remark.sums) == 3
    assert titles.sheet_title(found).say("zh") == "云山镇2023年年报：1处勾稽关系不符"
    assert coverage(snapshot).table["findings"].tolist() == [1]
    assert "1处勾稽关系不符" in titles.coverage_title(coverage(snapshot)).say("zh")


def test_where_several_cells_may_be_wrong_none_is_picked(read: Read) -> None:
    found, _ = read(factory.with_cell(clean(), "4.reviews.total", "2"))
    [remark] = [one for one in found.findings if one.arithmetic]
    assert "改法有5种，请对照原件，例如：" in remark.say("zh")
    assert remark.remedy("zh") == words.say("remedies.identity_disputes", "zh")


def test_a_doubtful_cell_is_asked_about_and_not_corrected(read: Read) -> None:
    made = factory.with_cell(clean(), "3.closed.total", "2", Status.DOUBTFUL)
    found, snapshot = read(made)
    [asked] = [one for one in found.findings if one.asked]
    assert asked.say("zh") == ("（七）总计·总计读作2，存疑：如为0，三处合计即相符；请对照原文核实，不要照此改数。")
    assert not any(one.arithmetic for one in found.findings)
    assert "改为" not in asked.say("zh") + asked.remedy("zh")
    assert coverage(snapshot).table["findings"].tolist() == [0]


def test_the_sheet_to_send_has_all_that_is_needed_and_leaves_out_what_every_report_has(read: Read) -> None:
    made = factory.with_cell(clean(), "3.closed.total", "2")
    found, snapshot = read(factory.with_cell(made, "2.rules.made", "3"))
    own = list(lines(found, "zh"))
    assert [line.severity for line in own] == ["warning", "error"]
    for code in FORMATS:
        assert len(FORMATS[code].write(of_findings(snapshot, "云山镇", YEAR, "zh"))) > 1000
    text = FORMATS["html"].write(of_findings(snapshot, "云山镇", YEAR, "zh")).decode()
    for said in (
        "清水县",
        "云山镇2023年",
        "2025-06-30",
        "改法",
        "签收：单位（盖章）",
        "（七）总计·总计填2，改为0",
        "须改正（1条）",
    ):
        assert said in text, said
    assert "@page" in text and "A4" in text


def test_notes_on_counts_from_the_prose_are_not_sent(tmp_path: Path) -> None:
    file = tmp_path / "云山镇_2023.txt"
    file.write_text(rendered(clean()), encoding="utf-8")
    [(_, made)] = examined([file])
    assert isinstance(made, Report)
    snapshot = factory.store(tmp_path / "store", [made])
    found = sheet(snapshot, "云山镇", YEAR)
    assert any(code.startswith("prose.") for code in found.cells)
    assert list(lines(found, "zh")) == []


def test_the_sheet_counts_what_there_is_and_says_why_there_is_none(read: Read) -> None:
    def first(snapshot: Snapshot, year: int) -> str:
        return next(
            part.text for part in of_findings(snapshot, "云山镇", year, "zh").parts if isinstance(part, Paragraph)
        )

    made = factory.with_cell(clean(), "2.rules.made", "3")
    found, snapshot = read(factory.with_cells(made, {"4.reviews.total": "5", "3.carried_out.total": "7"}))
    said = first(snapshot, YEAR)
    assert said.startswith("共3条：须改正2条、请核实1条。") and "0条" not in said
    assert any("，两处同时相符" in one.say("zh") for one in found.findings)


def test_a_sheet_of_an_absent_report_does_not_say_that_nothing_is_wrong(tmp_path: Path) -> None:
    snapshot = factory.store(tmp_path / "store", [clean(), factory.report(1, "双桥乡", 2022, parents=("清水县",))])
    [said, *_] = of_findings(snapshot, "云山镇", 2022, "zh").parts
    assert isinstance(said, Paragraph) and said.text == "云山镇2022年年报未收录。"
