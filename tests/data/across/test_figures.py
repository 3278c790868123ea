"""Figures against those of the year before: what is told, what is not, and that nothing told goes stale."""

from pathlib import Path

import pytest

from data import across
from data.model import Status
from tests.data.across.chain import added, entry, made, roster, told
from tests.factory import with_cell


def carried(out: str = "0", into: str = "0") -> dict[str, str]:
    return {"3.carried_out.total": out, "3.carried_in.total": into}


def stock(in_force: str, made_now: str = "0", repealed: str = "0") -> dict[str, str]:
    numbers = zip(("in_force", "made", "repealed"), (in_force, made_now, repealed), strict=True)
    return {f"2.documents.{column}": number for column, number in numbers}


def test_carried_in_that_is_not_what_was_carried_out_is_told_column_by_column(tmp_path: Path) -> None:
    before = {"3.carried_out.natural": "2", "3.carried_out.business": "1", "3.carried_out.total": "3"}
    after = {"3.carried_in.natural": "1", "3.carried_in.business": "1", "3.carried_in.total": "2"}
    added(tmp_path, [made("云山镇", 2021, before), made("云山镇", 2022, after)])
    first, second = told(tmp_path)
    assert first[:2] == (("云山镇", 2022, "carried_over"), ["3.carried_in.natural"])
    assert second[1] == ["3.carried_in.total"]
    assert second[2] == {
        "column": "总计",
        "year": "2021",
        "units": "云山镇",
        "carried_in": "2",
        "carried_out": "3",
        "difference": "1",
    }


@pytest.mark.parametrize("year", [2022, 2023])
def test_equal_or_not_next_to_each_other_is_not_told(tmp_path: Path, year: int) -> None:
    into = "3" if year == 2022 else "1"
    assert added(tmp_path, [made("云山镇", 2021, carried("3")), made("云山镇", year, carried(into=into))]) == set()


@pytest.mark.parametrize("status", [Status.DOUBTFUL, Status.BLANK, Status.NIL])
def test_only_what_is_certain_in_both_years_is_held_against_each_other(tmp_path: Path, status: Status) -> None:
    before = made("云山镇", 2021, carried("3"))
    value = "1" if status is Status.DOUBTFUL else None
    unsure = with_cell(made("云山镇", 2022), "3.carried_in.total", value, status, raw="")
    assert added(tmp_path, [before, unsure]) == set()


MERGED = roster(entry("甲镇", 2021, "丙镇", "merged"), entry("乙镇", 2021, "丙镇", "merged"), entry("丙镇", first=2022))


def test_a_merged_body_takes_over_the_sum_of_those_before(tmp_path: Path) -> None:
    parts = [made("甲镇", 2021, carried("2")), made("乙镇", 2021, carried("3"))]
    assert added(tmp_path / "right", [*parts, made("丙镇", 2022, carried(into="5"))], MERGED) == set()
    wrong = added(tmp_path / "wrong", [*parts, made("丙镇", 2022, carried(into="2"))], MERGED)
    assert wrong == {("丙镇", 2022, "carried_over")}
    [(_, _, evidence)] = told(tmp_path / "wrong")
    assert (evidence["units"], evidence["carried_out"]) == ("乙镇、甲镇", "5")


def test_a_merger_with_a_report_missing_is_not_told(tmp_path: Path) -> None:
    assert added(tmp_path, [made("甲镇", 2021, carried("2")), made("丙镇", 2022, carried(into="5"))], MERGED) == set()


def test_a_body_that_took_in_another_adds_its_own(tmp_path: Path) -> None:
    list_of_units = roster(entry("甲镇", 2021, "丙镇", "merged"), entry("丙镇"))
    parts = [made("甲镇", 2021, carried("2")), made("丙镇", 2021, carried("4"))]
    assert added(tmp_path / "right", [*parts, made("丙镇", 2022, carried(into="6"))], list_of_units) == set()
    assert added(tmp_path / "own", [*parts, made("丙镇", 2022, carried(into="4"))], list_of_units) != set()


def test_a_renamed_body_goes_on_under_its_new_name(tmp_path: Path) -> None:
    list_of_units = roster(entry("甲乡", 2021, "甲镇", "renamed"), entry("甲镇", first=2022))
    found = added(tmp_path, [made("甲乡", 2021, carried("2")), made("甲镇", 2022)], list_of_units)
    assert found == {("甲镇", 2022, "carried_over")}


def test_what_a_divided_body_left_cannot_be_told(tmp_path: Path) -> None:
    list_of_units = roster(
        entry("甲镇", 2021, "乙镇、丙镇", "split"), entry("乙镇", first=2022), entry("丙镇", first=2022)
    )
    assert added(tmp_path, [made("甲镇", 2021, carried("2")), made("乙镇", 2022)], list_of_units) == set()


def test_documents_in_force_follow_from_those_before(tmp_path: Path) -> None:
    before = made("云山镇", 2021, stock("10"))
    assert added(tmp_path / "right", [before, made("云山镇", 2022, stock("11", "3", "2"))]) == set()
    assert added(tmp_path / "wrong", [before, made("云山镇", 2022, stock("12", "3", "2"))]) == {
        ("云山镇", 2022, "in_force_step")
    }
    [(_, cells, evidence)] = told(tmp_path / "wrong")
    assert cells == ["2.documents.in_force", "2.documents.made", "2.documents.repealed"]
    assert (evidence["follows"], evidence["difference"]) == ("11", "1")


def test_the_form_of_2019_counts_no_documents_in_force(tmp_path: Path) -> None:
    before = made("云山镇", 2020, {"2.documents.disclosed_total": "10"})
    assert added(tmp_path, [before, made("云山镇", 2021, stock("99"))]) == set()


@pytest.mark.parametrize(
    ("before", "now", "rules"),
    [("0", "200", {"jump_count"}), ("0", "199", set()), ("30", "600", {"jump_count"}), ("30", "590", set())],
)
def test_a_count_twenty_times_the_year_before_is_told(tmp_path: Path, before: str, now: str, rules: set[str]) -> None:
    code = "2.licences.decisions"
    found = added(tmp_path, [made("云山镇", 2022, {code: before}), made("云山镇", 2023, {code: now})])
    assert {rule for *_, rule in found} == rules


@pytest.mark.parametrize(("now", "rules"), [("35000000", {"jump_amount"}), ("350000", set()), ("0", set())])
def test_yuan_taken_for_ten_thousand_yuan_is_told(tmp_path: Path, now: str, rules: set[str]) -> None:
    code = "2.fees.amount"
    found = added(tmp_path, [made("云山镇", 2022, {code: "3000"}), made("云山镇", 2023, {code: now})])
    assert {rule for *_, rule in found} == rules


def test_cells_that_the_forms_do_not_share_are_no_jump(tmp_path: Path) -> None:
    code = "2.documents.made"
    assert added(tmp_path, [made("云山镇", 2020), made("云山镇", 2021, stock("500", "500") | {code: "500"})]) == set()


def decided(licences: tuple[int, int], penalties: tuple[int, int]) -> dict[str, str]:
    rows = {"licences": licences, "penalties": penalties}
    return {
        f"2.{row}.{column}": str(number)
        for row, numbers in rows.items()
        for column, number in zip(("change", "decisions"), numbers, strict=True)
    }


def test_last_years_decisions_plus_the_change_in_every_row_are_told(tmp_path: Path) -> None:
    before = made("云山镇", 2019, decided((0, 21), (0, 8)))
    found = added(tmp_path / "all", [before, made("云山镇", 2020, decided((19, 40), (-3, 5)))])
    assert found == {("云山镇", 2020, "decisions_as_step")}
    [(_, _, evidence)] = told(tmp_path / "all")
    assert evidence["sums"] == "行政许可21+19=40、行政处罚8-3=5"
    assert added(tmp_path / "one", [before, made("云山镇", 2020, decided((19, 40), (-3, 7)))]) == set()


def test_a_later_document_of_either_year_makes_the_finding_again(tmp_path: Path) -> None:
    wrong = {("云山镇", 2022, "carried_over")}
    assert added(tmp_path, [made("云山镇", 2022, carried(into="1"))]) == set()
    assert added(tmp_path, [made("云山镇", 2021, carried("3"))]) == wrong
    assert added(tmp_path, [made("河西镇", 2022)]) == wrong
    assert added(tmp_path, [made("云山镇", 2021, carried("1"))]) == set()
    assert added(tmp_path, [made("云山镇", 2022, carried(into="2"))]) == wrong
    assert added(tmp_path, [made("云山镇", 2022, carried("9", "1"))]) == set()


def test_a_roster_that_comes_later_makes_the_findings_again(tmp_path: Path) -> None:
    reports = [made("甲镇", 2021, carried("2")), made("乙镇", 2021, carried("3")), made("丙镇", 2022)]
    assert added(tmp_path, reports) == set()
    assert added(tmp_path, [], MERGED) == {("丙镇", 2022, "carried_over")}


def test_a_store_without_such_findings_is_gone_through_at_the_next_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(across, "refresh", lambda *_: [[]])
        assert added(tmp_path, [made("云山镇", 2021, carried("2")), made("云山镇", 2022)]) == set()
    assert added(tmp_path, [made("河西镇", 2019)]) == {("云山镇", 2022, "carried_over")}
