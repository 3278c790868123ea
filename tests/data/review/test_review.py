"""Decisions of people: what they change, what they leave as it was read, how they last, and how they are undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import letters
from analytics.charts.rows import each
from analytics.charts.scale import scale_of
from analytics.charts.written import exact
from analytics.coverage import coverage
from analytics.export.dataset import DATASET
from analytics.series import trend
from analytics.sheet import sheet
from analytics.submissions import submissions
from data.demo.render import text
from data.errors import BadRequest
from data.ingest import ingest
from data.model import Report
from data.rebuild import rebuild
from data.review import Deadline, Wish
from data.store import Store, journal, lineage, pointer
from data.store.log import log
from tests.factory import report, with_cell

TOTAL, NATURAL = "3.new.total", "3.new.natural"


def given(folder: Path, *reports: Report) -> Path:
    """Their documents in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in reports:
        (folder / f"{one.jurisdiction.name}_{one.year}.txt").write_text(text(one), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units' reports of 2022 and 2023; one total of 云山镇 of 2023 is not the sum of its row."""
    root = tmp_path_factory.mktemp("review")
    wrong = with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "77")
    made = [report(1, "云山镇", 2022, busy=True), wrong, report(2, "河西镇", 2023), report(3, "海口乡", 2023)]
    assert ingest([given(root / "一", *made)], root / "store").ok
    return root / "store"


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(original, tmp_path / "store")))


def rows(store: Store, what: str) -> list[tuple[object, ...]]:
    return list(DATASET[what](store.live(), "zh").rows)


def states(store: Store, place: str = "云山镇", year: int = 2023) -> dict[str, set[str]]:
    """Rule → the states of its findings on one report."""
    found: dict[str, set[str]] = {}
    for row in rows(store, "findings"):
        if row[1:3] == (place, year):
            found.setdefault(str(row[4]), set()).add(str(row[-1]))
    return found


def right(store: Store) -> str:
    """What the total of 云山镇 of 2023 should be: the sum of its row."""
    cells = sheet(store.live(), "云山镇", 2023).cells
    parts = [cell.value for code, cell in cells.items() if code.startswith("3.new.") and code != TOTAL]
    return str(sum(filter(None, parts)).to_integral_value())


def correct(store: Store, value: str, cell: str = TOTAL, **more: object) -> None:
    store.act([Wish("correct", "云山镇", 2023, "李四", "笔误", cell=cell, value=value, **more)])


def point(store: Store, measure: str = "applications_new") -> tuple[object, ...]:
    table = trend(store.live(), measure, ["云山镇"], [2023]).table
    return tuple(table[["value", "state", "note"]].iloc[0])


def test_a_correction_counts_everywhere_and_what_was_read_stays(store: Store) -> None:
    before, value = rows(store, "cells"), right(store)
    assert states(store)["identity_applicants"] == {"open"}
    correct(store, value)
    assert point(store) == (value, "value", "更正")
    assert rows(store, "cells") == before
    assert states(store)["identity_applicants"] == {"settled"}
    cell = sheet(store.live(), "云山镇", 2023).cells[TOTAL]
    assert (cell.value, cell.decided.value, cell.decided.author) == (Decimal(77), Decimal(value), "李四")
    [line] = rows(store, "corrections")
    assert (*line[:3], *line[5:11], line[12]) == (
        "云山镇",
        2023,
        "3",
        TOTAL,
        "correct",
        "77",
        value,
        "笔误",
        "李四",
        True,
    )


def test_a_correction_that_breaks_a_sum_is_told_of_until_it_is_undone(store: Store) -> None:
    assert "identity_applicants" not in states(store, "海口乡")
    wrong(store)
    assert states(store, "海口乡")["identity_applicants"] == {"open"}
    store.undo("李四")
    assert "identity_applicants" not in states(store, "海口乡")


def wrong(store: Store) -> None:
    """A correction of 海口乡 that no sum bears out."""
    store.act([Wish("correct", "海口乡", 2023, "李四", "笔误", cell=NATURAL, value="999")])


def test_a_later_document_keeps_a_decision_only_where_its_cell_says_the_same(store: Store, tmp_path: Path) -> None:
    value = right(store)
    correct(store, value)
    same = with_cell(with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "77"), "4.review.upheld", "1")
    assert ingest([given(tmp_path / "二", same)], store.folder).ok
    assert point(store) == (value, "value", "更正")
    other = with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "78")
    assert ingest([given(tmp_path / "三", other)], store.folder).ok
    assert point(store) == ("78", "value", "")
    assert [line[-1] for line in rows(store, "corrections")] == [False]


def test_a_waived_finding_is_kept_and_no_longer_counted(store: Store) -> None:
    def counted() -> int:
        return next(one.findings for one in submissions(store.live(), 2023) if one.jurisdiction == "云山镇")

    before = counted()
    store.act([Wish("waive", "云山镇", 2023, "王五", "已电话核实", rule="identity_applicants")])
    assert states(store)["identity_applicants"] == {"waived"} and counted() == before - 1
    with pytest.raises(BadRequest) as refused:
        store.act([Wish("waive", "云山镇", 2023, "王五", "再来", rule="identity_applicants")])
    assert refused.value.key == "decision_waived"


def test_the_board_tells_how_far_each_report_has_come(store: Store, tmp_path: Path) -> None:
    def board() -> dict[str, tuple[object, ...]]:
        found = submissions(store.live(), 2023)
        return {one.jurisdiction: (one.state, one.days_late, one.versions, one.returned) for one in found}

    assert board() == {name: ("received", None, 1, 0) for name in ("云山镇", "河西镇", "海口乡")}
    store.act([Deadline(2023, "", "王五", date(2024, 1, 31)), Deadline(2023, "乡", "王五", date(2024, 2, 10))])
    for name, day in (("云山镇", date(2024, 2, 3)), ("海口乡", date(2024, 2, 3))):
        store.act([Wish("handed", name, 2023, "王五", day=day)])
    store.act([Wish("return", "云山镇", 2023, "王五", "表三不平"), Wish("accept", "海口乡", 2023, "王五")])
    assert board()["云山镇"] == ("returned", 3, 1, 1)
    assert board()["海口乡"] == ("accepted", 0, 1, 0)
    assert ingest([given(tmp_path / "二", report(1, "云山镇", 2023, busy=True))], store.folder).ok
    assert board()["云山镇"] == ("received", 3, 2, 1)
    store.act([Wish("withdraw", "河西镇", 2023, "王五", "另一县的")])
    assert board()["河西镇"] == ("not_received", None, 1, 0)
    assert "河西镇" not in {row[1] for row in rows(store, "cells")}


def test_a_withdrawn_report_comes_back_when_its_document_is_imported_again(store: Store, tmp_path: Path) -> None:
    before = rows(store, "cells")
    store.act([Wish("withdraw", "河西镇", 2023, "王五")])
    done = ingest([given(tmp_path / "二", report(2, "河西镇", 2023))], store.folder)
    assert [str(line.outcome.state) for line in done.lines] == ["restored"]
    assert rows(store, "cells") == before


def test_undo_goes_back_step_by_step_and_the_log_keeps_all(store: Store) -> None:
    before = {what: rows(store, what) for what in ("cells", "findings")}
    correct(store, "5")
    store.act([Wish("return", "云山镇", 2023, "王五")])
    assert [one.kind for one in store.undo("赵六").entries] == ["return"]
    assert point(store)[0] == "5"
    assert [one.kind for one in store.undo("赵六").entries] == ["correct"]
    assert {what: rows(store, what) for what in before} == before
    assert [(one.entry.kind, one.undone) for one in log(store.folder)[-4:]] == [
        ("correct", True), ("return", True), ("undo", False), ("undo", False),
    ]  # fmt: skip
    assert [one.kind for one in store.undo("赵六").entries] == ["import"] * 4
    assert rows(store, "cells") == [] and coverage(store.live()).table.empty
    with pytest.raises(BadRequest) as refused:
        store.undo("赵六")
    assert refused.value.key == "undo_nothing"


def test_what_was_undone_is_not_made_again_and_what_was_not_is(store: Store) -> None:
    value = right(store)
    correct(store, value)
    wrong(store)
    store.act([Wish("waive", "海口乡", 2023, "王五", "核实", rule="identity_applicants")])
    store.act([Wish("return", "海口乡", 2023, "王五")])
    store.undo("赵六")
    kept = {what: rows(store, what) for what in ("cells", "findings", "corrections")}
    boards = submissions(store.live(), 2023)
    for snapshot in pointer.snapshots(store.folder):
        pointer.path(store.folder, snapshot).unlink()
    (store.folder / pointer.NAME).unlink()
    rebuild(store.folder)
    assert {what: rows(store, what) for what in kept} == kept
    assert submissions(store.live(), 2023) == boards


def test_a_decision_that_was_cut_off_before_it_was_live_never_happened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.live().id

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.store.writer.pointer.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        correct(store, "5")
    monkeypatch.undo()
    assert store.live().id == before
    assert [one.kind for one in journal.entries(store.folder)][-1] == "correct"
    assert "correct" not in {one.entry.kind for one in log(store.folder)}
    assert len(lineage.steps(store.folder)) == 1


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ({"by": " "}, "decision_nameless"),
        ({"reason": ""}, "decision_reasonless"),
        ({"year": 1999}, "decision_no_report"),
        ({"jurisdiction": "无此镇"}, "decision_no_report"),
        ({"cell": "9.no.such"}, "decision_no_cell"),
        ({"cell": "2.licences.change"}, "decision_no_cell"),
        ({"value": "七"}, "decision_no_number"),
        ({"value": "1e30"}, "decision_no_number"),
        ({"value": "NaN"}, "decision_no_number"),
        ({"value": "1.00001"}, "decision_no_number"),
        ({"value": "-1"}, "decision_negative"),
        ({"value": "1.5"}, "decision_not_whole"),
        ({"value": "77"}, "decision_no_change"),
        ({"kind": "confirm"}, "decision_not_doubtful"),
        ({"sha256": "0" * 64}, "decision_overtaken"),
    ],
)
def test_what_can_not_be_is_told_and_changes_nothing(original: Path, wish: dict[str, object], key: str) -> None:
    bare = {"kind": "correct", "jurisdiction": "云山镇", "year": 2023, "by": "李四", "reason": "笔误", "cell": TOTAL}
    live = Store(original).live().id
    with pytest.raises(BadRequest) as refused:
        Store(original).act([Wish(**{**bare, "value": "5", **wish})])
    assert refused.value.key == key and all(refused.value.say(lang) for lang in ("zh", "en"))
    assert Store(original).live().id == live


def test_all_wishes_of_a_call_or_none(store: Store) -> None:
    wishes: Iterable[Wish] = [
        Wish("return", "云山镇", 2023, "王五"),
        Wish("correct", "云山镇", 2023, "王五", "笔误", cell="9.no", value="1"),
    ]
    live = store.live().id
    with pytest.raises(BadRequest):
        store.act([*wishes])
    assert store.live().id == live and {one.state for one in submissions(store.live(), 2023)} == {"received"}


def test_charts_and_tables_mark_a_corrected_number(store: Store) -> None:
    value = right(store)
    correct(store, value)
    found = trend(store.live(), "applications_new", ["云山镇"], [2022, 2023])
    first, second = each(found.table)
    scale = scale_of(found, "zh")
    assert (scale.label(second), exact(second, scale)) == (f"{value} 更正", f"{value} 更正")
    assert "更正" not in scale.label(first) + exact(first, scale)


def test_of_two_people_on_one_report_the_second_is_told(store: Store) -> None:
    [seen] = {one.decisions for one in submissions(store.live(), 2023) if one.jurisdiction == "云山镇"}
    correct(store, "5", seen=seen)
    with pytest.raises(BadRequest) as told:
        store.act([Wish("accept", "云山镇", 2023, "王五", seen=seen)])
    assert told.value.key == "decision_meanwhile"
    store.act([Wish("accept", "云山镇", 2023, "王五", seen=seen + 1)])


def test_a_waiver_holds_for_the_figures_it_was_given_for(store: Store) -> None:
    store.act([Wish("waive", "云山镇", 2023, "王五", "已核实", rule="identity_applicants")])
    assert states(store)["identity_applicants"] == {"waived"}
    correct(store, "5")  # breaks the same sum by another difference
    assert states(store)["identity_applicants"] == {"settled", "open"}
    said = [str(row[5]) for row in rows(store, "findings") if row[4] == "identity_applicants" and row[-1] == "open"]
    assert len(said) == 1 and "总计5" in said[0] and "77" not in said[0]


def test_a_letter_tells_of_what_the_unit_wrote_alone(store: Store) -> None:
    assert "海口乡" not in {one.jurisdiction for one in letters.due(store.live(), 2023)}
    wrong(store)
    assert "海口乡" not in {one.jurisdiction for one in letters.due(store.live(), 2023)}


def test_the_log_tells_what_counted_before(store: Store) -> None:
    correct(store, "5")
    correct(store, "6")
    assert [(one.entry.old, one.entry.new) for one in log(store.folder)[-2:]] == [("77", "5"), ("5", "6")]
    assert [line[7:9] for line in rows(store, "corrections")] == [("77", "5"), ("77", "6")]


@pytest.mark.parametrize(("text_given", "number"), [("1,200", "1200"), ("+3", "3"), (" 12 ", "12")])
def test_numbers_are_taken_as_an_office_writes_them(store: Store, text_given: str, number: str) -> None:
    correct(store, text_given)
    assert point(store)[0] == number


@pytest.mark.parametrize("text_given", ["1,2", "1,2,3", "1e3", "１２", "12.", "0x1f", ""])
def test_what_may_be_a_slip_is_no_number(original: Path, text_given: str) -> None:
    with pytest.raises(BadRequest) as told:
        correct(Store(original), text_given)
    assert told.value.key == "decision_no_number"


@pytest.mark.parametrize(
    ("year", "day"), [(99999, date(2026, 1, 31)), (1990, date(1991, 1, 1)), (2023, date(2022, 1, 31))]
)
def test_a_deadline_that_can_not_be_is_refused(original: Path, year: int, day: date) -> None:
    with pytest.raises(BadRequest) as told:
        Store(original).act([Deadline(year, "", "王五", day)])
    assert told.value.key == "deadline_impossible"


def test_one_finding_of_several_of_a_rule_is_waived_alone(store: Store) -> None:
    found = [row for row in rows(store, "findings") if row[1:3] == ("云山镇", 2023) and row[4] == "identity_flow"]
    store.act([Wish("correct", "云山镇", 2023, "李四", "笔误", cell="3.carried_in.business", value="40")])
    kept = "SELECT evidence FROM finding WHERE rule = 'identity_flow' AND state = 'open' ORDER BY rowid"
    [first, *others] = store.live().cursor().execute(kept).fetchall()
    assert others and len(found) < 1 + len(others)
    store.act([Wish("waive", "云山镇", 2023, "王五", "已核实", rule="identity_flow", evidence=first[0])])
    assert store.live().cursor().execute(kept).fetchall() == others


@pytest.mark.parametrize("by", ["", " \n "])
def test_whoever_decides_is_named_on_one_line(store: Store, by: str) -> None:
    steps = (
        lambda name: store.act([Deadline(2023, "", name, date(2024, 1, 31))]),
        lambda name: store.act([Wish("return", "云山镇", 2023, name)]),
        store.undo,
    )
    for step in steps:
        with pytest.raises(BadRequest) as told:
            step(by)
        assert told.value.key == "decision_nameless"
        step("王\n敏")
    assert {one.entry.by for one in log(store.folder)[-3:]} == {"王 敏"}
