"""A report given to another unit or year: what goes with it, what stands where it was and where it goes; it lasts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import letters
from analytics.consolidation import consolidate
from analytics.places import bodies
from analytics.series import trend
from analytics.sheet import sheet
from analytics.submissions import submissions
from data import reading
from data.errors import BadRequest
from data.ingest import ingest
from data.model import Finding, Report
from data.rebuild import rebuild
from data.review import Wish
from data.sources import Source
from data.store import Store, pointer
from data.store.log import log
from data.workers import Pool
from tests import factory
from tests.data.review.test_review import given, rows
from tests.factory import report, with_cell

TOTAL = "3.new.total"


def wrong(year: int = 2023) -> Report:
    """A report that says it is of 云山镇, whose total is not the sum of its row."""
    return with_cell(report(7, "云山镇", year, busy=True), TOTAL, "77")


@pytest.fixture(scope="module", autouse=True)
def _at_once() -> Iterator[None]:
    """Documents are read in this process: none of them is hostile, and starting others takes seconds."""

    def results(pool: object, found: Iterable[Source], work: str, seconds: float | None = None) -> Iterator[object]:
        return (getattr(reading, work.partition(":")[2])(source) for source in found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "_hire", lambda pool, count: None)
        patch.setattr(Pool, "results", results)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """云山镇 2022 and 2023, the latter superseded by a document of another unit; 河西镇 2022; 海口乡 2023."""
    root = tmp_path_factory.mktemp("reassign")
    first = [report(1, "云山镇", 2022), report(1, "云山镇", 2023, busy=True), report(2, "河西镇", 2022)]
    assert ingest([given(root / "一", *first, report(3, "海口乡", 2023))], root / "store").ok
    assert ingest([given(root / "二", wrong())], root / "store").ok
    return root / "store"


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(original, tmp_path / "store")))


def give(store: Store, place: str = "云山镇", year: int = 2023, **more: object) -> dict[str, object]:
    """Give a report away; what is told besides."""
    more = {"to_unit": "河西镇", **more}
    [entry] = store.act([Wish("reassign", place, year, "李四", "交错了", **more)]).entries
    return dict(entry.detail)


def new(store: Store, place: str, year: int = 2023) -> str:
    return str(trend(store.live(), "applications_new", [place], [year]).table["value"].iloc[0])


def standing(store: Store) -> dict[tuple[str, int], tuple[str, int]]:
    """Unit and year → the state of its report and how many versions there are; what is not received is left out."""
    years = bodies(store.live()).years()
    found = [one for year in years for one in submissions(store.live(), year) if one.report is not None]
    return {(one.jurisdiction, one.year): (one.state, one.versions) for one in found}


def everything(store: Store) -> tuple[object, ...]:
    exported = {what: rows(store, what) for what in ("cells", "findings", "facts", "corrections")}
    return exported, standing(store), [row[:2] for row in rows(store, "reports")]


def made_again(store: Store) -> None:
    for snapshot in pointer.snapshots(store.folder):
        pointer.path(store.folder, snapshot).unlink()
    (store.folder / pointer.NAME).unlink()
    rebuild(store.folder)


def test_a_report_goes_with_what_was_decided_on_it_and_the_one_before_is_in_force_again(store: Store) -> None:
    right = new(store, "云山镇")
    store.act([
        Wish("correct", "云山镇", 2023, "王五", "笔误", cell=TOTAL, value="12"),
        Wish("accept", "云山镇", 2023, "王五"),
    ])
    cells = {row[4:]: row for row in rows(store, "cells") if row[1:3] == ("云山镇", 2023)}
    told = give(store)
    assert (told["file"], told["restored"], "replaced" in told) == ("云山镇_2023.txt", "云山镇_2023.txt", False)
    assert new(store, "河西镇") == "12" and new(store, "云山镇") != right
    assert sheet(store.live(), "河西镇", 2023).cells[TOTAL].decided.author == "王五"
    assert standing(store)["河西镇", 2023] == ("received", 1)  # nobody has accepted it as theirs
    assert standing(store)["云山镇", 2023] == ("received", 1)
    now = {row[4:]: row for row in rows(store, "cells") if row[1:3] == ("河西镇", 2023)}
    assert {key: row[0] for key, row in now.items()} == {key: row[0] for key, row in cells.items()}
    assert "河西镇" in {one.jurisdiction for one in letters.due(store.live(), 2023)}
    assert consolidate(store.live(), 2023).sums[TOTAL].value == sum(
        Decimal(new(store, name)) for name in ("云山镇", "河西镇", "海口乡")
    )


def test_it_is_told_in_the_log_and_undone_as_one_step(store: Store) -> None:
    before = everything(store)
    give(store)
    last = log(store.folder)[-1].entry
    assert (last.kind, last.by, last.old, last.new, last.reason) == (
        "reassign", "李四", "云山镇 2023", "河西镇 2023", "交错了",
    )  # fmt: skip
    store.undo("赵六")
    assert everything(store) == before


def test_it_lasts_through_a_rebuild(store: Store) -> None:
    store.act([Wish("waive", "云山镇", 2023, "王五", "核实", rule="identity_applicants")])
    give(store)
    store.act([Wish("correct", "河西镇", 2023, "王五", "笔误", cell=TOTAL, value="13")])
    give(store, "河西镇", to_unit="海口乡", replace=True)
    kept = everything(store)
    made_again(store)
    assert everything(store) == kept and new(store, "海口乡") == "13"


def test_what_stands_there_is_asked_about_then_kept_as_an_earlier_version(store: Store) -> None:
    with pytest.raises(BadRequest) as refused:
        give(store, to_unit="海口乡")
    assert refused.value.key == "reassign_occupied" and "海口乡_2023.txt" in refused.value.say("zh")
    own = new(store, "海口乡")
    assert give(store, to_unit="海口乡", replace=True)["replaced"] == "海口乡_2023.txt"
    assert (new(store, "海口乡"), standing(store)["海口乡", 2023]) == ("77", ("received", 2))
    told = give(store, "海口乡", to_unit="云山镇", replace=True)  # back again
    assert (told["restored"], told["replaced"]) == ("海口乡_2023.txt", "云山镇_2023.txt")
    assert (new(store, "云山镇"), new(store, "海口乡")) == ("77", own)
    assert standing(store)["云山镇", 2023] == ("received", 2)


def test_an_earlier_version_is_given_away_and_the_present_one_stays(store: Store, tmp_path: Path) -> None:
    """What came first was another unit's: the unit's own has superseded it since, and it is not in force anywhere."""
    own = report(1, "云山镇", 2023, busy=True)
    store.act([Wish("withdraw", "云山镇", 2023, "王五")])
    assert ingest([given(tmp_path / "三", own)], store.folder).ok  # restored
    [(first, live)] = [(one.superseded[0].sha256, one.report.sha256) for one in [sheet(store.live(), "云山镇", 2023)]]
    value = new(store, "云山镇")
    told = give(store, document=first, sha256=live)
    assert (told["kept"], "restored" in told) == ("云山镇_2023.txt", False)
    assert (new(store, "云山镇"), new(store, "河西镇")) == (value, "77")
    assert standing(store)["云山镇", 2023] == ("received", 1)
    with pytest.raises(BadRequest) as refused:
        give(store, document=first)
    assert refused.value.key == "reassign_no_document"
    kept = everything(store)
    made_again(store)
    assert everything(store) == kept


def test_a_decision_of_the_report_that_stood_there_does_not_make_its_own_lapse(store: Store) -> None:
    store.act([Wish("correct", "云山镇", 2023, "王五", "笔误", cell=TOTAL, value="12")])
    store.act([Wish("correct", "海口乡", 2023, "王五", "笔误", cell=TOTAL, value="999")])
    give(store, to_unit="海口乡", replace=True)
    assert new(store, "海口乡") == "12"
    give(store, "海口乡", to_unit="云山镇", replace=True)
    assert (new(store, "云山镇"), new(store, "海口乡")) == ("12", "999")


def test_decisions_on_the_version_before_stay_with_it(store: Store, tmp_path: Path) -> None:
    store.act([Wish("waive", "云山镇", 2023, "王五", "核实", rule="identity_applicants")])
    again = with_cell(wrong(), "4.reviews.upheld", "1")
    assert ingest([given(tmp_path / "三", again)], store.folder).ok
    assert give(store)["behind"] == "1"
    assert submissions(store.live(), 2023)[0].jurisdiction == "云山镇"
    states = {(row[1], row[-1]) for row in rows(store, "findings") if row[4] == "identity_applicants"}
    assert states == {("云山镇", "waived"), ("河西镇", "open")}


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_same_document_does_not_come_back_to_the_old_place(store: Store, tmp_path: Path, withdrawn: bool) -> None:
    give(store)
    if withdrawn:
        store.act([Wish("withdraw", "河西镇", 2023, "王五")])
    again = given(tmp_path / "三", wrong())
    done = ingest([again], store.folder)
    [outcome] = [line.outcome for line in done.lines]
    assert (str(outcome.state), outcome.place, outcome.said) == (
        "restored" if withdrawn else "known", "河西镇", "云山镇 2023",
    )  # fmt: skip
    assert standing(store)["河西镇", 2023] == ("received", 1) and standing(store)["云山镇", 2023] == ("received", 1)
    both = given(again, report(2, "河西镇", 2023))  # the unit's own comes together with it
    states = {line.outcome.file: str(line.outcome.state) for line in ingest([both], store.folder).lines}
    assert states == {"云山镇_2023.txt": "superseded", "河西镇_2023.txt": "superseding"}
    kept = everything(store)
    made_again(store)
    assert everything(store) == kept


def test_a_later_parser_reads_it_anew_where_it_was_given(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(store, to_year=2022, to_unit="海口乡")
    kept = everything(store)
    monkeypatch.setattr("data.reading.PARSER_VERSION", "999")
    [line] = ingest([given(tmp_path / "三", wrong())], store.folder).lines
    assert (str(line.outcome.state), line.outcome.place, line.outcome.year) == ("reread", "海口乡", 2022)
    assert everything(store) == kept


def test_its_findings_are_those_of_the_year_it_is_given_to(tmp_path: Path) -> None:
    """A report of 2021 whose title says 2020, as if typed over last year's: the form is right for the year it is of."""
    typed = report(1, "云山镇", 2020, forms=dict.fromkeys(("2", "3", "4"), "2021"))
    assert ingest([given(tmp_path / "一", typed)], tmp_path / "store").ok
    store = Store(tmp_path / "store")

    def told() -> set[str]:
        return {str(row[4]) for row in rows(store, "findings")}

    def facts() -> set[tuple[object, ...]]:
        return set(rows(store, "facts"))

    before, stated = told(), facts()
    give(store, year=2020, to_unit="云山镇", to_year=2021)
    assert told() != before and facts() != stated
    assert {row[1:3] for row in rows(store, "cells")} == {("云山镇", 2021)}
    give(store, year=2021, to_unit="云山镇", to_year=2020)
    assert (told(), facts()) == (before, stated)


def test_what_a_person_answered_by_giving_it_away_is_asked_no_more(tmp_path: Path) -> None:
    unsure = (
        Finding("place_disagrees", (), {"title": "云山镇", "others": "河西镇"}),
        Finding("year_disagrees", (), {"title": "2022", "period": "2023", "file": "", "year": "2022"}),
    )
    made = report(1, "云山镇", 2022)
    factory.store(tmp_path, [replace(made, findings=unsure), report(2, "河西镇", 2021)])
    store = Store(tmp_path)

    asked = {one.rule for one in unsure}

    def told() -> dict[str, tuple[str, str]]:
        found = store.live().cursor().execute("SELECT rule, state, evidence FROM finding").fetchall()
        return {rule: (state, dict(said).get("year", "")) for rule, state, said in found if rule in asked}

    before = told()
    give(store, year=2022, to_year=2023)
    assert told() == {**before, "place_disagrees": ("settled", ""), "year_disagrees": ("open", "2023")}
    assert "按2023年记录" in " ".join(remark.say("zh") for remark in sheet(store.live(), "河西镇", 2023).findings)
    give(store, "河西镇", to_unit="云山镇", to_year=2022, new_unit=True)  # nothing else told of it
    assert told() == before


def test_a_unit_misread_is_no_unit_afterwards_and_a_new_one_must_be_said_to_be_new(tmp_path: Path) -> None:
    for county, year in (("清水县", 2022), ("青水县", 2023)):
        given(tmp_path / "县" / county, report(1, "云山镇", year, parents=(county,)))
    assert ingest([tmp_path / "县"], tmp_path / "store").ok
    store = Store(tmp_path / "store")
    assert set(bodies(store.live()).table["path"].to_pylist()) == {"清水县/云山镇", "青水县/云山镇"}
    give(store, "青水县/云山镇", to_unit="清水县/云山镇")
    assert bodies(store.live()).table["path"].to_pylist() == ["云山镇"]
    with pytest.raises(BadRequest) as refused:
        give(store, to_unit="白水县/沙坪乡")
    assert refused.value.key == "reassign_unknown"
    give(store, to_unit="白水县/沙坪乡", new_unit=True)
    assert bodies(store.live()).table.select(["path", "kind", "area"]).to_pylist()[1] == {
        "path": "沙坪乡", "kind": "乡", "area": "白水县",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"to_unit": "云山镇"}, "reassign_same"),
        ({"to_unit": "无此镇"}, "reassign_unknown"),
        ({"to_year": 1999}, "reassign_year"),
        ({"reason": " "}, "decision_reasonless"),
        ({"by": ""}, "decision_nameless"),
        ({"sha256": "0" * 64}, "decision_overtaken"),
        ({"year": 2019}, "decision_no_report"),
    ],
)
def test_what_can_not_be_is_told(original: Path, more: dict[str, object], key: str) -> None:
    bare = {"jurisdiction": "云山镇", "year": 2023, "by": "李四", "reason": "交错了", "to_unit": "河西镇"}
    live = Store(original).live().id
    with pytest.raises(BadRequest) as refused:
        Store(original).act([Wish("reassign", **{**bare, **more})])
    assert refused.value.key == key and all(refused.value.say(lang) for lang in ("zh", "en"))
    assert Store(original).live().id == live
