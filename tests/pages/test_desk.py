"""The pages of the year's work: there for who may change the store, and what a click on them decides."""

from __future__ import annotations

import shutil
import time
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.consolidation import consolidate, kept
from analytics.sheet import sheet
from analytics.submissions import submissions
from data import waiting
from data.demo.render import text
from data.ingest import ingest
from data.model import Status
from data.review import Wish
from data.roster import Roster
from data.store import Store, provenance
from data.store.log import log
from tests.factory import report, with_cell
from tests.factory import store as held
from tests.pages import screens
from ui.shell import DESK


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units' reports of 2023, one of which contradicts itself."""
    root = tmp_path_factory.mktemp("desk")
    for made in (with_cell(report(1, "云山镇", 2023, busy=True), "3.new.total", "77"), report(2, "河西镇", 2023)):
        (root / f"{made.jurisdiction.name}_2023.txt").write_text(text(made), encoding="utf-8")
    assert ingest([root], root / "store").ok
    return root / "store"


@pytest.fixture
def store(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("GONGKAI_EDITOR", "1")
    return Store(Path(shutil.copytree(original, tmp_path / "store")))


def opened(monkeypatch: pytest.MonkeyPatch, store: Store, page: str, **query: str) -> AppTest:
    at = screens.link(screens.app(monkeypatch, store.folder, **query), page)
    assert not at.exception
    return at


def named(at: AppTest, who: str = "王敏") -> AppTest:
    at.text_input(key="desk-who-name").set_value(who).run()
    return at


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", DESK)
def test_every_page_of_the_desk_opens(monkeypatch: pytest.MonkeyPatch, store: Store, page: str, lang: str) -> None:
    at = opened(monkeypatch, store, page, lang=lang)
    assert at.title[0].value and not at.error


@pytest.mark.parametrize("page", DESK)
def test_a_door_for_looking_has_none_of_them(monkeypatch: pytest.MonkeyPatch, store: Store, page: str) -> None:
    monkeypatch.setenv("GONGKAI_EDITOR", "")
    at = opened(monkeypatch, store, page)
    assert "desk-who-name" not in {one.key for one in at.text_input}
    assert not {"take", "undo", "review-accept", "deadline-save"} & {one.key for one in at.button}


def test_nothing_is_decided_without_a_name(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = opened(monkeypatch, store, "review", unit="云山镇", year="2023")
    at.button(key="review-accept").click().run()
    assert "操作人" in at.error[0].value
    assert {one.state for one in submissions(store.live(), 2023)} == {"received"}


def test_a_report_is_accepted_and_the_step_undone(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = named(opened(monkeypatch, store, "review", unit="河西镇", year="2023"))
    at.button(key="review-accept").click().run()
    assert not at.exception and [one.state for one in submissions(store.live(), 2023)] == ["received", "accepted"]
    at = named(opened(monkeypatch, store, "log"), "赵六")
    at.button(key="undo").click().run()
    assert not at.exception and {one.state for one in submissions(store.live(), 2023)} == {"received"}
    assert [(one.entry.kind, one.entry.by) for one in log(store.folder)[-2:]] == [("accept", "王敏"), ("undo", "赵六")]


def test_a_cell_is_corrected_and_its_finding_settled(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = named(opened(monkeypatch, store, "review", unit="云山镇", year="2023", cell="3.new.total"))
    base = "云山镇-2023-3.new.total"
    at.text_input(key=f"value-{base}").set_value("十")
    at.text_input(key=f"why-{base}").set_value("笔误")
    at.button(key="do-correct").click().run()
    assert "十" in at.error[0].value
    at.text_input(key=f"value-{base}").set_value("5")
    at.button(key="do-correct").click().run()
    assert not at.exception and not at.error and at.success
    assert store.live().cursor().execute("SELECT new_value FROM review").fetchall()[0][0] == 5
    cell = sheet(store.live(), "云山镇", 2023).cells["3.new.total"]
    assert (cell.decided.author, cell.decided.reason) == ("王敏", "笔误")
    assert any("更正为5" in one.value for one in at.get("html") if hasattr(one, "value")) or "更正为5" in str(at.main)


def test_a_report_is_given_to_another_unit_and_what_stands_there_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    at = named(opened(monkeypatch, store, "review", unit="云山镇", year="2023"))
    base = "reassign-云山镇-2023"
    at.selectbox(key=f"{base}-unit").set_value("河西镇").run()
    assert "河西镇_2023.txt" in str([one.proto.body for one in at.get("html")])
    at.text_input(key=f"{base}-reason").set_value("交错了").run()
    at.button(key="do-reassign").click().run()
    assert "已有一份" in at.error[0].value  # nobody said that it may take its place
    at.checkbox(key=f"{base}-replace").check().run()
    at.button(key="do-reassign").click().run()
    assert not at.exception and not at.error and "现在没有年报" in at.success[0].value
    assert (at.query_params["unit"], at.query_params["year"]) == ("河西镇", "2023")
    assert "王敏从云山镇 2023年改归这里：交错了" in str([one.proto.body for one in at.get("html")])
    assert [(one.jurisdiction, one.state, one.versions) for one in submissions(store.live(), 2023)] == [
        ("河西镇", "received", 2)
    ]
    assert sheet(store.live(), "河西镇", 2023).cells["3.new.total"].raw == "77"


def test_a_deadline_makes_the_board_tell_who_is_late(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = named(opened(monkeypatch, store, "submissions"))
    at.button(key="deadline-save").click().run()
    assert not at.exception and {one.deadline.isoformat() for one in submissions(store.live(), 2023)} == {"2024-01-31"}
    at.session_state["table-board-2023"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    assert not at.exception and at.button(key="do-return")


def test_what_waits_is_listed_and_taken_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGKAI_EDITOR", "1")
    folder = tmp_path / "new"
    waiting.arrive(folder, [("云山镇_2022.txt", text(report(1, "云山镇", 2022)).encode())], "王敏")
    at = opened(monkeypatch, Store(folder), "overview")
    for _ in range(60):
        if [one for one in at.button if one.key == "take" and not one.disabled]:
            break
        time.sleep(0.3)
        at.run()
    named(at).button(key="take").click().run()
    assert not at.exception
    assert [one.state for one in submissions(Store(folder).live(), 2022)] == ["received"]
    assert waiting.items(folder) == []


def test_a_roster_is_begun_from_the_units_that_are_here(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = named(opened(monkeypatch, store, "roster"))
    at.button(key="roster-begin").click().run()
    assert not at.exception and at.success
    assert store.live().cursor().execute("SELECT name, listed FROM jurisdiction ORDER BY 1").fetchall() == [
        ("云山镇", True),
        ("河西镇", True),
    ]
    saved = (
        provenance
        .roster(store.live().cursor())
        .decode("utf-8-sig")
        .replace("河西镇,镇,,,,,,,,", "河西镇,镇,,,,,,,否,张三 0517")
    )
    store.add([], Roster.parse("名录.csv", saved.encode()), by="王敏")
    assert [(one.jurisdiction, one.expected) for one in submissions(store.live(), 2022)] == [("云山镇", True)]
    assert provenance.roster(store.live().cursor()).decode("utf-8-sig") == saved


def test_a_sum_opens_to_its_parts(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = opened(monkeypatch, store, "consolidation", cell="3.new.total")
    parts = next(table.value for table in at.dataframe if table.proto.id.endswith("table-parts-3.new.total"))
    total = consolidate(store.live(), 2023).sums["3.new.total"]
    assert [tuple(row[:2]) for row in parts.to_numpy()] == [(p.unit, f"{p.value:.0f}") for p in total.parts]
    assert f"{total.value:.0f}" in str([one.value for one in at.markdown])
    assert "2个单位中2个" in str([one.proto.body for one in at.get("html")])


def test_sums_of_what_is_missing_old_and_doubtful_are_shown_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGKAI_EDITOR", "1")
    old = report(1, "城东,城西街道", 2023, busy=True, forms=dict.fromkeys("234", "2019"))
    doubtful = with_cell(report(2, "河西镇", 2023, busy=True), "2.licences.decisions", "12", Status.DOUBTFUL)
    wrong = with_cell(report(3, "云山镇", 2023, busy=True), "3.new.total", "77")
    before = [report(n, f"{name}乡", 2021) for n, name in enumerate(("双桥", "桃源", "石门"))]
    held(tmp_path / "store", [old, doubtful, wrong, *before])
    at = opened(monkeypatch, Store(tmp_path / "store"), "consolidation", year="2023", cell="2.licences.decisions")
    told = str([one.value for one in at.markdown])
    assert "6个单位中3个" in str([one.proto.body for one in at.get("html")])
    for said in ("未收到年报3个单位", "云山镇 +", "城东,城西街道：表二、表三是2019年格式", "河西镇：存疑1格"):
        assert said in told
    assert "（2.licences.decisions）" not in told and "3.new.total" not in told
    parts = next(table.value for table in at.dataframe if table.proto.id.endswith("table-parts-2.licences.decisions"))
    assert {tuple(row[1:]) for row in parts.to_numpy()} >= {("", "未收到"), ("12", "存疑")}
    at = opened(monkeypatch, Store(tmp_path / "store"), "consolidation", year="2022")
    assert "所选单位没有2022年的年报" in at.warning[0].value and not at.dataframe
    at = opened(monkeypatch, Store(tmp_path / "store"), "consolidation", year="2019")
    assert "没有2019年的年报，下面是2023年的" in at.warning[0].value


def test_a_figure_of_the_county_s_own_is_entered_on_the_page(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = named(opened(monkeypatch, store, "consolidation", cell="2.fees.amount"))
    base = "-2023-2.fees.amount"

    def save(value: str, reason: str) -> None:
        at.text_input(key=f"own-value-{base}").set_value(value)
        at.text_input(key=f"own-why-{base}").set_value(reason)
        at.button(key="own-save").click().run()

    save("12500", "")
    assert "理由" in at.error[0].value
    save("12500", "县财政数")
    assert not at.exception and not at.error and at.success
    one = consolidate(store.live(), 2023).sums["2.fees.amount"]
    assert (one.value, one.own.by, one.own.reason) == (12500, "王敏", "县财政数")
    assert "用本级的数12500（王敏" in str([one.value for one in at.markdown])
    base = "-2023-6.information_fees"
    at.text_input(key=f"own-value-{base}").set_value("150.5")
    at.text_input(key=f"own-why-{base}").set_value("财政")
    at.button(key="fees-save").click().run()
    assert not at.error and consolidate(store.live(), 2023).fees.value == Decimal("150.5")
    assert any(one.value.startswith("150.5元（王敏，") for one in at.markdown)
    base = "-2023-2.fees.amount"
    at.button(key="own-drop").click().run()
    assert "理由" in at.error[0].value  # why it is the sum again
    at.text_input(key=f"own-why-{base}").set_value("改报").run()
    at.button(key="own-drop").click().run()
    assert consolidate(store.live(), 2023).sums["2.fees.amount"].own is None
    assert [done.row[2:] for done in log(store.folder)[-3:]] == [
        ("own", "", 2023, "2.fees.amount", "", "12500", "县财政数"),
        ("own", "", 2023, "6.information_fees", "", "150.5", "财政"),
        ("own", "", 2023, "2.fees.amount", "12500", "", "改报"),
    ]


def test_sums_are_kept_and_what_would_change_is_told_before_they_are_done_again(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
) -> None:
    at = named(opened(monkeypatch, store, "consolidation"))
    at.text_input(key="keep-name-2023").set_value("一稿").run()
    at.button(key="do-keep").click().run()
    assert not at.exception and "已保存“一稿”" in at.success[0].value
    assert any("与现在的数相同" in one.value for one in at.markdown)
    again = with_cell(report(1, "云山镇", 2023, busy=True), "2.licences.decisions", "99")
    (tmp_path / "云山镇_2023.txt").write_text(text(again), encoding="utf-8")
    assert ingest([tmp_path / "云山镇_2023.txt"], store.folder).ok
    at = named(opened(monkeypatch, store, "consolidation"))
    told = [one.value for one in at.markdown]
    assert any("“一稿”（王敏" in one and "1个单位有变化" in one for one in told) and "云山镇：换了新的一份年报" in told
    rows = next(one.value for one in at.dataframe if "保存时" in one.value).to_numpy()
    assert any(row[0] == "表二“行政许可·本年处理决定数量”" and "→99" in row[3] for row in rows)
    at.button(key="kept-again-一稿").click().run()
    assert not at.exception and not at.error
    assert any("与现在的数相同" in one.value for one in at.markdown)
    [one] = kept(store.live())
    assert (
        len(one.earlier) == 1
        and one.found.sums["2.licences.decisions"].value != one.earlier[0].found.sums["2.licences.decisions"].value
    )


def test_a_report_sent_again_on_another_form_is_compared(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
) -> None:
    again = report(1, "云山镇", 2023, busy=True, forms=dict.fromkeys(("2", "3", "4"), "2019"))
    (tmp_path / "云山镇_2023.txt").write_text(text(again), encoding="utf-8")
    store.act([Wish("correct", "云山镇", 2023, "李四", "笔误", cell="3.new.total", value="5")])
    assert ingest([tmp_path / "云山镇_2023.txt"], store.folder).ok
    at = opened(monkeypatch, store, "review", unit="云山镇", year="2023")
    assert not at.error
    changed, lapsed = (table.value for table in at.dataframe)
    assert len(changed) > 50
    assert "<del>" in str([one.proto.body for one in at.get("html")])
    there = sheet(store.live(), "云山镇", 2023).cells["3.new.total"].raw
    assert [*lapsed.iloc[0]][0::2] == ["更正", "77", there, "李四"]


def test_what_came_meanwhile_is_not_accepted_unseen(
    monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path
) -> None:
    at = named(opened(monkeypatch, store, "submissions"))
    at.session_state["table-board-2023"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    (tmp_path / "云山镇_2023.txt").write_text(text(report(1, "云山镇", 2023)), encoding="utf-8")
    assert ingest([tmp_path / "云山镇_2023.txt"], store.folder).ok
    at.button(key="do-accept").click().run()
    assert at.error and {one.state for one in submissions(store.live(), 2023)} == {"received"}


def test_what_goes_wrong_unforeseen_is_told_and_what_waits_still_waits(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    waiting.arrive(store.folder, [("云山镇_2022.txt", text(report(1, "云山镇", 2022)).encode())], "王敏")
    at = named(opened(monkeypatch, store, "imports"))
    for _ in range(60):
        if [one for one in at.button if one.key == "take" and not one.disabled]:
            break
        time.sleep(0.3)
        at.run()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "add", full)
    at.button(key="take").click().run()
    assert not at.exception and "磁盘" in at.error[0].value and len(waiting.items(store.folder)) == 1


def test_a_cell_that_the_form_lacks_is_told(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    at = opened(monkeypatch, store, "review", unit="云山镇", year="2023", cell="2.procurement.items")
    assert "2.procurement.items" in str([one.proto.body for one in at.get("html")])
    assert "do-correct" not in {one.key for one in at.button}


def test_the_board_begins_with_what_is_to_be_done_and_ticks_follow_no_other_line(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    at = named(opened(monkeypatch, store, "submissions"))
    assert list(at.dataframe[0].value["单位"]) == ["云山镇", "河西镇"]
    at.session_state["table-board-2023"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    at.button(key="do-return").click().run()  # 云山镇, which then stands below what is to be reviewed
    assert not at.exception and list(at.dataframe[0].value["单位"]) == ["河西镇", "云山镇"]
    assert "do-return" not in {one.key for one in at.button}  # nothing is ticked any more
    at.button(key="accept-plain").click().run()
    assert {one.jurisdiction: one.state for one in submissions(store.live(), 2023)} == {
        "云山镇": "returned",
        "河西镇": "accepted",
    }


def test_a_report_filed_under_a_year_that_cannot_be_is_given_to_its_own(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    held(store.folder, [report(3, "云山镇", 2003)])
    at = named(opened(monkeypatch, store, "review", unit="云山镇", year="2003"))
    assert not at.exception and not at.error
    base = "reassign-云山镇-2003"
    at.number_input(key=f"{base}-year").set_value(2022).run()
    at.text_input(key=f"{base}-reason").set_value("标题笔误").run()
    at.button(key="do-reassign").click().run()
    assert not at.error and (at.query_params["unit"], at.query_params["year"]) == ("云山镇", "2022")
