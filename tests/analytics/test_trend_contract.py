"""The table of `trend`, one rule of its contract after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from analytics.measures import MEASURES
from analytics.series import CONTRACT, STATES, trend
from data.errors import BadRequest
from data.model import Reading, Report, Status
from data.roster import Roster
from data.store import Snapshot
from tests.factory import report, store, with_cell, with_extra_row, without_tables

COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")
Keep = Callable[..., Snapshot]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """A store of these reports."""

    def kept(*reports: Report, roster: str | None = None) -> Snapshot:
        named = Roster.parse("单位.csv", roster.encode()) if roster else None
        return store(tmp_path / "store", reports, named)

    return kept


def rows(snapshot: Snapshot, code: str, **asked: object) -> pd.DataFrame:
    return trend(snapshot, code, **asked).table  # type: ignore[arg-type]


def row(snapshot: Snapshot, code: str, **asked: object) -> pd.Series:
    """The only row."""
    [index] = rows(snapshot, code, **asked).index
    return rows(snapshot, code, **asked).loc[index]


def said(found: pd.Series) -> tuple[str, str | None]:
    """State and value."""
    return found["state"], None if pd.isna(found["value"]) else found["value"]


def filled(made: Report, values: dict[str, object]) -> Report:
    """Cells set to numbers, or to a status."""
    for code, value in values.items():
        number, status = (None, value) if isinstance(value, Status) else (str(value), Status.REPORTED)
        made = with_cell(made, code, number, status)
    return made


def blank_row(row: str) -> dict[str, object]:
    """A row of table 3 without any number."""
    return {f"3.{row}.{column}": Status.BLANK for column in (*COLUMNS, "total")}


def quiet(year: int = 2020, **more: object) -> Report:
    """A report of a place where nothing happened: every cell 0."""
    made = report(year=year, busy=False, **more)  # type: ignore[arg-type]
    readings = tuple(replace(reading, value=Decimal(0), raw="0") for reading in made.readings)
    return replace(made, readings=readings)


def test_columns_and_order_are_those_of_the_contract(keep: Keep) -> None:
    snapshot = keep(*(report(1, name, year) for name in ("双桥乡", "云山镇") for year in (2021, 2019)))
    table = rows(snapshot, "applications_new")
    assert tuple(table.columns[: len(CONTRACT)]) == CONTRACT
    places = ["云山镇", "双桥乡"]  # by code point
    assert list(zip(table["jurisdiction"], table["year"], strict=True)) == [
        (p, y) for p in places for y in (2019, 2020, 2021)
    ]


def test_value_is_the_printed_total(keep: Keep) -> None:
    found = row(keep(filled(quiet(), {"3.new.total": 7})), "applications_new")
    assert said(found) == ("value", "7")
    assert (found["unit"], found["form"], found["number"], found["report"], found["indicator"]) == (
        "件", "2019", 7.0, 1.0, "3.new.total",
    )  # fmt: skip


def test_zero_is_a_value(keep: Keep) -> None:
    assert said(row(keep(quiet()), "applications_new")) == ("value", "0")


def test_money_is_exact(keep: Keep) -> None:
    amount = "9999999999999999.1234"  # more digits than a float has
    assert said(row(keep(filled(quiet(), {"2.procurement.amount": amount})), "procurement_amount")) == ("value", amount)


def test_trailing_zeros_and_exponents_are_not_written(keep: Keep) -> None:
    assert said(row(keep(filled(quiet(), {"2.procurement.amount": "1E+6"})), "procurement_amount")) == (
        "value",
        "1000000",
    )
    assert said(
        row(keep(filled(quiet(2019), {"2.procurement.amount": "12.50"})), "procurement_amount", years=[2019])
    ) == (
        "value",
        "12.5",
    )


def test_a_year_without_a_report_is_not_in_store(keep: Keep) -> None:
    snapshot = keep(report(1, "云山镇", 2019), report(1, "云山镇", 2021), report(1, "双桥乡", 2020))
    table = rows(snapshot, "reviews")
    absent = table[table["state"] == "not_in_store"]
    assert list(zip(absent["jurisdiction"], absent["year"], strict=True)) == [
        ("云山镇", 2020),
        ("双桥乡", 2019),
        ("双桥乡", 2021),
    ]
    assert absent["value"].isna().all() and absent["number"].isna().all() and absent["report"].isna().all()
    assert set(absent["form"]) == {""}


def test_a_form_without_the_cell_is_told(keep: Keep) -> None:
    table = rows(keep(filled(quiet(2020), {"2.procurement.amount": 5}), quiet(2021)), "procurement_amount")
    assert [said(found) for _, found in table.iterrows()] == [("value", "5"), ("not_in_form", None)]


def test_an_old_form_used_late_keeps_its_cells(keep: Keep) -> None:
    late = filled(quiet(2023, forms={"2": "2019", "3": "2021", "4": "2021"}), {"2.procurement.projects": 3})
    snapshot = keep(late)
    assert said(row(snapshot, "procurement_projects")) == ("value", "3")
    assert (row(snapshot, "procurement_projects")["form"], row(snapshot, "reviews")["form"]) == ("2019", "2021")


def test_an_absent_table_is_missing_not_zero(keep: Keep) -> None:
    snapshot = keep(without_tables(quiet(), {"3"}))
    assert said(row(snapshot, "applications_new")) == ("table_missing", None)
    assert said(row(snapshot, "disclosure_rate")) == ("table_missing", None)
    assert said(row(snapshot, "reviews")) == ("value", "0")


def test_an_absent_table_counts_before_a_form_without_the_cell(keep: Keep) -> None:
    snapshot = keep(without_tables(quiet(2022), {"2"}))
    assert said(row(snapshot, "procurement_amount")) == ("table_missing", None)


def test_a_missing_cell_in_a_table_that_is_there_is_blank_and_says_so(keep: Keep) -> None:
    found = row(keep(filled(quiet(), {"2.licences.decisions": Status.MISSING})), "licences")
    assert (*said(found), found["note"]) == ("blank", None, "原文缺此格")


def test_blank_and_nil_are_no_zero(keep: Keep) -> None:
    snapshot = keep(filled(quiet(), {"2.licences.decisions": Status.BLANK, "2.penalties.decisions": Status.NIL}))
    assert said(row(snapshot, "licences")) == ("blank", None)
    assert said(row(snapshot, "penalties")) == ("nil", None)


def test_blank_total_is_the_sum_of_its_parts_and_doubtful(keep: Keep) -> None:
    parts = {f"3.new.{column}": number for number, column in enumerate(COLUMNS)}
    found = row(keep(filled(quiet(), parts | {"3.new.total": Status.BLANK})), "applications_new")
    assert (*said(found), found["note"]) == ("doubtful", "15", "由分项相加")


def test_total_that_the_document_lost_is_the_sum_of_its_parts_and_doubtful(keep: Keep) -> None:
    found = row(keep(filled(quiet(), {"3.new.other": 2, "3.new.total": Status.MISSING})), "applications_new")
    assert (*said(found), found["note"]) == ("doubtful", "2", "由分项相加")


def test_note_is_in_the_language_asked(keep: Keep) -> None:
    snapshot = keep(filled(quiet(), {"3.new.total": Status.BLANK}))
    assert row(snapshot, "applications_new", lang="en")["note"] == "added up from its parts"


@pytest.mark.parametrize("empty", [Status.BLANK, Status.NIL, Status.MISSING])
def test_blank_total_with_an_empty_part_stays_blank(keep: Keep, empty: Status) -> None:
    found = row(keep(filled(quiet(), {"3.new.total": Status.BLANK, "3.new.legal": empty})), "applications_new")
    assert said(found) == ("blank", None)


def test_nil_total_stays_nil(keep: Keep) -> None:
    assert said(row(keep(filled(quiet(), {"3.new.total": Status.NIL})), "applications_new")) == ("nil", None)


def test_reviews_and_lawsuits_fall_back_to_their_four_results(keep: Keep) -> None:
    cells = {"4.suits_direct.total": Status.BLANK, "4.suits_direct.upheld": 2, "4.suits_after_review.total": 1}
    found = row(keep(filled(quiet(), cells)), "lawsuits")
    assert said(found) == ("doubtful", "3")


def test_doubtful_cell_gives_its_value(keep: Keep) -> None:
    found = row(keep(with_cell(quiet(), "3.new.total", "3", Status.DOUBTFUL)), "applications_new")
    assert said(found) == ("doubtful", "3")


def test_text_for_a_number_is_doubtful_without_a_value(keep: Keep) -> None:
    found = row(keep(with_cell(quiet(), "2.licences.decisions", None, Status.DOUBTFUL, raw="见附件")), "licences")
    assert (*said(found), found["note"]) == ("doubtful", None, "有单元格未能取数")


def test_one_doubtful_part_makes_the_result_doubtful(keep: Keep) -> None:
    made = with_cell(
        filled(quiet(), {"3.closed.total": 4, "3.granted.total": 4}), "3.partly.total", "0", Status.DOUBTFUL
    )
    found = row(keep(made), "disclosure_rate")
    assert (*said(found), found["numerator"], found["denominator"]) == ("doubtful", "1", "4", "4")


def test_one_empty_part_leaves_it_empty_and_doubt_comes_first(keep: Keep) -> None:
    made = with_cell(filled(quiet(), {"3.closed.total": 5}), "3.partly.total", "1", Status.DOUBTFUL)
    made = filled(made, {"3.granted.total": Status.NIL})
    assert said(row(keep(made), "disclosure_rate")) == ("doubtful", None)


def test_blank_comes_before_nil(keep: Keep) -> None:
    made = filled(quiet(), {"2.procurement.projects": Status.NIL, "2.procurement.amount": Status.BLANK})
    assert said(row(keep(made), "procurement_mean")) == ("blank", None)


def test_rates_are_fractions_with_their_parts(keep: Keep) -> None:
    cells = {"3.granted.total": 1, "3.partly.total": 1, "3.closed.total": 7}
    found = row(keep(filled(quiet(), cells)), "disclosure_rate")
    assert (found["state"], found["numerator"], found["denominator"], found["unit"]) == ("value", "2", "7", "比率")
    assert abs(Decimal(found["value"]) - Decimal(2) / 7) < Decimal("1e-15")


def test_small_rates_have_no_exponent(keep: Keep) -> None:
    found = row(keep(filled(quiet(), {"3.granted.total": 1, "3.closed.total": 700000})), "disclosure_rate")
    assert "e" not in found["value"].lower()
    assert abs(Decimal(found["value"]) * 700000 - 1) < Decimal("1e-12")


def test_mean_is_amount_by_projects(keep: Keep) -> None:
    found = row(
        keep(filled(quiet(), {"2.procurement.amount": "687856", "2.procurement.projects": 28})), "procurement_mean"
    )
    assert found["value"].startswith("24566.2857142") and found["unit"] == "元/项"
    assert (found["numerator"], found["denominator"]) == ("687856", "28")


def test_denominator_zero_is_undefined_and_shows_the_fraction(keep: Keep) -> None:
    found = row(keep(quiet()), "disclosure_rate")
    assert (*said(found), found["numerator"], found["denominator"]) == ("undefined", None, "0", "0")
    assert pd.isna(found["number"])


def test_pending_reviews_are_no_part_of_the_rate(keep: Keep) -> None:
    cells = {"4.reviews.total": 3, "4.reviews.pending": 1, "4.reviews.corrected": 1, "4.reviews.upheld": 1}
    found = row(keep(filled(quiet(), cells)), "review_correction_rate")
    assert (*said(found), found["numerator"], found["denominator"]) == ("value", "0.5", "1", "2")


def test_a_negative_denominator_is_doubtful_without_a_value(keep: Keep) -> None:
    found = row(keep(filled(quiet(), {"4.reviews.pending": 1})), "review_correction_rate")
    assert (*said(found), found["denominator"]) == ("doubtful", None, "-1")
    assert found["note"] == "分母为负，原表自相矛盾"


def test_blank_part_counts_as_zero_where_the_sum_closes(keep: Keep) -> None:
    cells = blank_row("partly") | {"3.granted.total": 4, "3.closed.total": 4, "3.secret.total": Status.NIL}
    found = row(keep(filled(quiet(), cells)), "disclosure_rate")
    assert (*said(found), found["note"]) == ("value", "1", "空白按0计（合计相符）")


def test_blank_part_stays_blank_where_the_sum_does_not_close(keep: Keep) -> None:
    cells = blank_row("partly") | {"3.granted.total": 4, "3.closed.total": 5}
    assert said(row(keep(filled(quiet(), cells)), "disclosure_rate")) == ("blank", None)


def test_a_sum_with_nothing_in_it_proves_nothing(keep: Keep) -> None:
    blanks = {reading.indicator: Status.BLANK for reading in quiet().readings if reading.indicator.startswith("4.")}
    snapshot = keep(filled(quiet(), blanks))
    assert said(row(snapshot, "review_correction_rate")) == ("blank", None)
    assert said(row(snapshot, "lawsuits")) == ("blank", None)


def test_a_lone_blank_cell_is_blank_even_where_its_sum_closes(keep: Keep) -> None:
    snapshot = keep(filled(quiet(), {"4.reviews.upheld": 2, "4.reviews.total": 2, "4.reviews.corrected": Status.BLANK}))
    assert said(row(snapshot, "reviews_corrected")) == ("blank", None)


def test_blank_lawsuits_of_one_kind_count_as_zero_where_their_own_sum_closes(keep: Keep) -> None:
    cells = {"4.suits_direct.upheld": Status.BLANK, "4.suits_after_review.upheld": 2, "4.suits_after_review.total": 2}
    assert said(row(keep(filled(quiet(), cells)), "lawsuits_upheld")) == ("value", "2")


def test_one_row_and_three_rows_of_other_outcomes_are_one_series(keep: Keep) -> None:
    old = filled(quiet(2020), {"3.other.total": 5})
    new = filled(quiet(2021), {"3.other_uncorrected.total": 1, "3.other_unpaid.total": 2, "3.other_rest.total": 4})
    table = rows(keep(old, new), "applications_other")
    assert list(table["value"]) == ["5", "7"]
    assert list(table["note"]) == ["", "该格式分3项，已相加"]
    assert list(table["indicator"]) == ["3.other.total", ""]
    assert table["series"].nunique() == 1


def test_series_is_one_for_comparable_measures_and_the_form_for_others(keep: Keep) -> None:
    snapshot = keep(quiet(2020), quiet(2021))
    for code, measure in MEASURES.items():
        table = rows(snapshot, code)
        if measure.comparable:
            assert table["series"].nunique() == 1 and table["series"].ne("").all(), code
        else:
            assert list(table["series"]) == list(table["form"]) == ["2019", "2021"], code


def test_documents_made_is_never_joined_across_forms() -> None:
    assert not MEASURES["documents_made"].comparable
    assert MEASURES["applications_other"].comparable and MEASURES["licences"].comparable


def test_rows_that_a_province_adds_are_no_part_of_a_measure(keep: Keep) -> None:
    made = with_extra_row(quiet(2020), "其他主动公开文件", ["9", "9", "9"])
    assert said(row(keep(made), "documents_made")) == ("value", "0")


def test_bodies_of_one_name_stand_under_their_paths(keep: Keep) -> None:
    snapshot = keep(*(report(1, "云山镇", 2020, parents=(county,)) for county in ("清水县", "白河县")))
    assert list(rows(snapshot, "reviews")["jurisdiction"]) == ["清水县/云山镇", "白河县/云山镇"]
    with pytest.raises(BadRequest) as refused:
        trend(snapshot, "reviews", ["云山镇"])
    assert "清水县/云山镇" in refused.value.say("zh") and "白河县/云山镇" in refused.value.say("zh")
    assert list(rows(snapshot, "reviews", places=["白河县/云山镇"])["jurisdiction"]) == ["白河县/云山镇"]


ROSTER = """名称,类别,设立年份,撤销年份,接续单位,接续方式
东乡,乡,,2021,双桥乡,合并
双桥乡,乡,,,,
旧镇,镇,,2021,新镇,更名
新镇,镇,,,,
晚街道,街道,2022,,,
"""


def test_bodies_exist_from_their_founding_to_their_end(keep: Keep) -> None:
    reports = [report(1, "双桥乡", year) for year in (2020, 2021, 2022)] + [report(1, "东乡", 2020)]
    table = rows(keep(*reports, roster=ROSTER), "applications_new").set_index(["jurisdiction", "year"])["state"]
    assert list(table["东乡"]) == ["value", "not_existing", "not_existing"]
    assert list(table["双桥乡"]) == ["value"] * 3
    assert list(table["旧镇"]) == ["not_in_store", "not_existing", "not_existing"]
    assert list(table["新镇"]) == ["not_existing", "not_in_store", "not_in_store"]
    assert list(table["晚街道"]) == ["not_existing", "not_existing", "not_in_store"]


def test_a_report_of_a_year_in_which_the_body_did_not_exist_is_noted(keep: Keep) -> None:
    snapshot = keep(report(1, "东乡", 2020), report(1, "东乡", 2021), roster=ROSTER)
    found = rows(snapshot, "applications_new", places=["东乡"]).iloc[1]
    assert (*said(found), found["note"]) == ("not_existing", None, "库中有该年年报")


def prose(made: Report, value: str) -> Report:
    told = Reading("prose.items_disclosed", f"共公开{value}条", Decimal(value), "条", Status.DOUBTFUL)
    return replace(made, readings=(*made.readings, told))


def test_items_disclosed_come_from_the_prose_and_are_doubtful(keep: Keep) -> None:
    table = rows(keep(prose(quiet(2020), "120"), quiet(2021)), "items_disclosed")
    assert [said(found) for _, found in table.iterrows()] == [("doubtful", "120"), ("blank", None)]
    assert list(table["note"]) == ["", "正文未写明"] and set(table["form"]) == {""}
    assert set(table["indicator"]) == {"prose.items_disclosed"} and set(table["unit"]) == {"条"}


def test_items_disclosed_do_not_need_any_table(keep: Keep) -> None:
    assert said(row(keep(prose(without_tables(quiet()), "8")), "items_disclosed")) == ("doubtful", "8")


def test_superseded_reports_do_not_count(keep: Keep) -> None:
    keep(filled(quiet(), {"3.new.total": 1}))
    assert said(row(keep(filled(quiet(), {"3.new.total": 2})), "applications_new")) == ("value", "2")


def test_made_up_and_true_bodies_are_never_in_one_view(keep: Keep) -> None:
    snapshot = keep(report(1, "云山镇", 2020), report(1, "梦溪镇", 2022, made_up=True))
    assert list(rows(snapshot, "reviews")["jurisdiction"]) == ["云山镇"]
    assert list(rows(snapshot, "reviews", made_up=True)["jurisdiction"]) == ["梦溪镇"]
    assert list(rows(snapshot, "reviews", made_up=True)["year"]) == [2022]
    assert list(rows(snapshot, "reviews", places=["梦溪镇"])["state"]) == ["value"]
    with pytest.raises(BadRequest) as refused:
        trend(snapshot, "reviews", ["云山镇", "梦溪镇"])
    assert "梦溪镇" in refused.value.say("zh")


def test_a_store_of_made_up_reports_alone_shows_them(keep: Keep) -> None:
    assert list(rows(keep(report(1, "梦溪镇", 2022, made_up=True)), "reviews")["state"]) == ["value"]


def test_years_asked_for_are_shown_even_outside_the_store(keep: Keep) -> None:
    table = rows(keep(report(1, year=2020)), "reviews", years=[2021, 2019, 2020])
    assert list(table["year"]) == [2019, 2020, 2021]
    assert list(table["state"]) == ["not_in_store", "value", "not_in_store"]


def test_years_of_which_the_store_has_none_are_refused(keep: Keep) -> None:
    with pytest.raises(BadRequest, match="2031"):
        trend(keep(report(1, year=2020)), "reviews", years=[2031])


@pytest.mark.parametrize(("asked", "near"), [("aplications_new", "applications_new"), ("新收申请", "applications_new")])
def test_unknown_measure_is_told_with_what_comes_near(keep: Keep, asked: str, near: str) -> None:
    with pytest.raises(BadRequest) as refused:
        trend(keep(report(1)), asked)
    assert near in refused.value.say("zh") and near in refused.value.say("en")


def test_unknown_place_is_told_with_what_comes_near(keep: Keep) -> None:
    with pytest.raises(BadRequest) as refused:
        trend(keep(report(1, "云山镇"), report(1, "河西街道")), "reviews", ["云出镇"])
    assert "云山镇" in refused.value.say("zh")


def test_every_cell_of_the_forms_is_a_measure(keep: Keep) -> None:
    snapshot = keep(filled(quiet(), {"3.new.business": 2}))
    assert said(row(snapshot, "3.new.business")) == ("value", "2")


def test_states_are_all_told_and_no_others(keep: Keep) -> None:
    made = filled(quiet(), {"3.new.total": Status.NIL, "3.new.natural": Status.BLANK})
    snapshot = keep(made, without_tables(quiet(2021), {"4"}))
    found = {state for code in MEASURES for state in rows(snapshot, code)["state"]}
    assert found <= set(STATES)
    assert found >= {"value", "nil", "undefined", "table_missing", "not_in_form", "blank"}


def test_threads_do_not_disturb_each_other(keep: Keep) -> None:
    snapshot = keep(*(report(seed, "云山镇", year) for seed, year in enumerate(range(2019, 2025))))
    codes = ["applications_new", "procurement_amount", "disclosure_rate", "licences"] * 5
    alone = {code: rows(snapshot, code) for code in codes}
    found: list[tuple[str, pd.DataFrame]] = []
    threads = [Thread(target=lambda code=code: found.append((code, rows(snapshot, code)))) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(codes)
    for code, table in found:
        pd.testing.assert_frame_equal(table, alone[code])


def test_what_a_caller_does_to_a_series_is_not_in_the_next(keep: Keep) -> None:
    snapshot = keep(quiet(2020), quiet(2021))
    first = trend(snapshot, "reviews").table
    first.loc[0, "value"] = "999"
    first["more"] = 1
    assert list(trend(snapshot, "reviews").table["value"]) == ["0", "0"]
    assert "more" not in trend(snapshot, "reviews").table


def test_a_new_snapshot_gives_new_numbers(keep: Keep) -> None:
    assert said(row(keep(filled(quiet(), {"3.new.total": 7})), "applications_new")) == ("value", "7")
    assert said(row(keep(filled(quiet(), {"3.new.total": 8})), "applications_new")) == ("value", "8")
