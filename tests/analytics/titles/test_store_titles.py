"""What is said of the store, of one year and of one report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from analytics import headline, titles
from analytics.coverage import coverage
from analytics.sheet import sheet
from data import forms
from tests.analytics import frames
from tests.analytics.frames import Value, towns
from tests.analytics.stored import Stored

UNLISTED = "（未导入单位名录，不能判断是否收齐）"


def stored(years: dict[str, Sequence[int]]) -> Stored:
    store = Stored()
    for name, present in years.items():
        body = store.body(name)
        for year in present:
            store.report(body, year)
    return store


def covered(store: Stored) -> str:
    return titles.coverage_title(coverage(store.now)).say("zh")


def test_coverage_names_who_is_absent_and_counts_sums_that_do_not_close() -> None:
    store = stored({"甲镇": (2023, 2024), "乙镇": (2023,), "丙镇": (2023, 2024)})
    assert covered(store) == f"2024年年报已收录2份{UNLISTED}，乙镇未收录；2023–2024年未见勾稽关系不符"
    for report in (1, 1, 2):
        store.finding(report, "3.new.total")
    assert covered(store) == f"2024年年报已收录2份{UNLISTED}，乙镇未收录；2023–2024年共3处勾稽关系不符"


def test_coverage_counts_many_absent_and_missing_tables() -> None:
    store = stored({f"{n}镇": (2024,) if n > 3 else () for n in range(1, 9)})
    assert covered(store) == f"2024年年报已收录5份{UNLISTED}，1镇、2镇、3镇未收录；未见勾稽关系不符"
    store.report(store.body("缺镇"), 2024, status={"2": "missing"})
    assert covered(store) == f"2024年年报已收录6份{UNLISTED}，1镇、2镇、3镇未收录；1份缺表，有数的部分未见勾稽关系不符"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, "库中还没有年报"),
        ({"甲镇": (2024,)}, f"2024年年报已收录1份{UNLISTED}；未见勾稽关系不符"),
        (
            {"甲镇": (2020, 2022)},
            "甲镇收录2020、2022年共2份；2021、2023–2024年年报已过报送期限，均未收录；2020、2022年未见勾稽关系不符",
        ),
        ({"甲镇": (2024,), "乙镇": (2024,)}, f"2024年年报已收录2份{UNLISTED}；未见勾稽关系不符"),
    ],
)
def test_coverage_of_small_stores(years: dict[str, Sequence[int]], expected: str) -> None:
    assert covered(stored(years)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[5, 7], [1, 0]], f"2024年年报已收录2份{UNLISTED}；新收申请7件，两年都有年报的2个单位较2023年增加1件"),
        ([[5, 5], [1, 0]], f"2024年年报已收录2份{UNLISTED}；新收申请5件，两年都有年报的2个单位较2023年减少1件"),
        ([[0, 0], [0, 0]], f"2024年年报已收录2份{UNLISTED}；新收申请0件，两年都有年报的2个单位与2023年相同"),
        ([["blank", 4], ["blank", 0]], f"2024年年报已收录2份{UNLISTED}；新收申请4件"),
        ([["blank", "blank"], ["blank", "blank"]], f"2024年年报已收录2份{UNLISTED}"),
    ],
)
def test_the_heading_of_the_overview(values: list[list[Value]], expected: str) -> None:
    found = coverage(stored({"甲镇": (2023, 2024), "乙镇": (2023, 2024)}).now)
    measured = {code: frames.years(code, towns(*values), first=2023) for code in headline.MEASURED}
    assert titles.headline_title(headline.of(found, measured, 2024)).say("zh") == expected


def rostered(years: dict[str, Sequence[int]]) -> Stored:
    """The same store with a roster that names every unit."""
    store = Stored()
    for name, present in years.items():
        body = store.body(name, listed=True)
        for year in present:
            store.report(body, year)
    return store


def test_whether_all_are_in_is_said_only_where_a_roster_says_who_must_report() -> None:
    names = [f"{n}镇" for n in range(1, 19)]
    some = {name: (2024,) if n < 12 else () for n, name in enumerate(names)}
    assert covered(rostered(some)).startswith(
        "2024年年报已收到12份（应报18份），13镇、14镇、15镇、16镇、17镇、18镇未收录；"
    )
    assert covered(rostered(dict.fromkeys(names, (2024,)))).startswith("2024年年报已收到18份（应报18份）；")
    english = titles.coverage_title(coverage(rostered(some).now)).say("en")
    assert english.startswith("The store holds 12 of 18 reports for 2024, not that of 13镇, 14镇")
    unlisted = stored(dict.fromkeys(names[:12], (2024,)))
    assert covered(unlisted).startswith(f"2024年年报已收录12份{UNLISTED}；")
    many = rostered({name: (2024,) if n < 9 else () for n, name in enumerate(names)})
    assert "10镇、11镇、12镇、13镇、14镇、15镇等9个单位未收录" in covered(many)


def test_what_is_missing_is_not_received_where_the_board_says_so_too() -> None:
    store = rostered({"甲镇": (2023, 2024), "乙镇": (2023,)})
    assert "乙镇未收录" in covered(store)
    due = {"year": 2024, "kind": "", "what": "due", "day": date(2025, 1, 31)}
    store._insert("deadline", due | {"author": "某某", "made": datetime(2025, 1, 1)})
    assert covered(store).startswith("2024年年报已收到1份（应报2份），乙镇未收到；")
    assert (
        titles
        .coverage_title(coverage(store.now))
        .say("en")
        .startswith("The store holds 1 of 2 reports for 2024; not received: 乙镇")
    )
    store.connection.execute("UPDATE jurisdiction SET must_report = false WHERE name = '乙镇'")
    assert "乙镇未收录" in covered(store)


def test_a_roster_of_one_county_says_nothing_of_another() -> None:
    store = Stored()
    for name, county, listed in (("甲镇", "东县", True), ("乙镇", "西县", False)):
        store.report(store.body(name, parents=(county,), listed=listed), 2024)
    assert not coverage(store.now).rostered
    assert coverage(store.now, places=["甲镇"]).rostered


@pytest.mark.parametrize(
    ("today", "overdue"),
    [("2025-12-31", ""), ("2026-01-31", ""), ("2026-02-01", "2025"), ("2027-11-28", "2025–2026")],
)
def test_a_year_that_is_due_by_the_calendar_and_wholly_absent_is_named(
    today: str, overdue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", today)
    store = rostered({"甲镇": (2023, 2024), "乙镇": (2023, 2024)})
    said = f"2024年年报已收到2份（应报2份）{'；' + overdue + '年年报已过报送期限，均未收录' if overdue else ''}；"
    assert covered(store).startswith(said)
    assert "过报送期限" not in titles.coverage_title(coverage(store.now, years=[2024])).say(
        "zh"
    )  # it was not asked for
    found = coverage(store.now)
    measured = {code: frames.years(code, towns([1, 2], [3, 4]), first=2023) for code in headline.MEASURED}
    assert titles.headline_title(headline.of(found, measured, 2024)).say("zh").startswith(said)


def test_the_year_spoken_of_is_that_of_most_units_and_later_reports_are_counted() -> None:
    store = rostered({f"{n}镇": (2023, 2024) if n == 1 else (2023,) for n in range(1, 6)})
    assert covered(store).startswith("2023年年报已收到5份（应报5份）；2024年已收录1份；")


def test_figures_missing_from_some_reports_are_not_spoken_of_as_if_all_had_them() -> None:
    found = coverage(stored({"甲镇": (2023, 2024), "乙镇": (2023, 2024)}).now)
    measured = {code: frames.years(code, towns([5, 7], [1, "blank"]), first=2023) for code in headline.MEASURED}
    said = titles.headline_title(headline.of(found, measured, 2024)).say("zh")
    assert said.endswith("新收申请7件（1个单位有数），两年都有可比数的1个单位较2023年增加2件")


def test_the_heading_of_one_report() -> None:
    store = stored({"甲镇": (2020, 2024)})
    said = lambda year: titles.sheet_title(sheet(store.now, "甲镇", year)).say("zh")  # noqa: E731
    assert said(2020) == "甲镇2020年年报：数据齐全、未见勾稽关系不符"
    assert said(2022) == "甲镇2022年年报未收录"
    store.finding(1, "3.new.total")
    assert said(2020) == "甲镇2020年年报：1处勾稽关系不符"

    store.report(
        store.connection.execute("SELECT id FROM jurisdiction").fetchone()[0],
        2021,
        status={"2": "missing", "3.new.total": "doubtful"},
    )
    assert said(2021) == "甲镇2021年年报：缺1张表、1格存疑、有数的部分未见勾稽关系不符"
    store.report(1, 2019, status={section: "missing" for section in "234"})
    assert said(2019) == "甲镇2019年年报没有表格数据"


def test_the_heading_of_the_findings() -> None:
    store = stored({"甲镇": (2020,)})
    said = lambda: titles.findings_title(sheet(store.now, "甲镇", 2020)).say("zh")  # noqa: E731
    assert said() == "未发现问题"
    store.finding(1, rule="late_form", severity="info")
    assert said() == "未见勾稽关系不符，有1处提示"
    store.finding(1, rule="in_force_step", severity="warning")
    assert said() == "未见勾稽关系不符，有1处请核实、1处提示"
    store.finding(1, "3.new.total")
    assert said() == "1处勾稽关系不符，另有1处请核实、1处提示"


def test_nothing_found_is_said_only_of_what_could_be_checked() -> None:
    store = Stored()
    body = store.body("甲镇")
    codes = [cell.code for section in forms.TABLE_SECTIONS for cell in forms.indicators("2021", section)]
    store.report(body, 2023, status=dict.fromkeys(codes, "nil"))
    store.report(body, 2024, status={codes[0]: "blank"})
    said = {year: titles.findings_title(sheet(store.now, "甲镇", year)).say("zh") for year in (2023, 2024)}
    assert said == {2023: "没有可核对的数", 2024: "有数的部分未发现问题"}
    assert titles.sheet_title(sheet(store.now, "甲镇", 2023)).say("zh").endswith("200格填“/”、没有可核对的数")


def test_that_no_sum_fails_is_marked_where_it_rests_on_doubtful_cells() -> None:
    store = Stored()
    store.report(store.body("甲镇"), 2024, status={"3.new.total": "doubtful"})
    assert titles.sums_title(coverage(store.now)).say("zh") == "未见勾稽关系不符（含存疑数）"


def test_a_report_with_empty_cells_is_not_called_complete() -> None:
    store = Stored()
    codes = [cell.code for section in forms.TABLE_SECTIONS for cell in forms.indicators("2021", section)]
    status = dict.fromkeys(codes[:150], "blank") | dict.fromkeys(codes[150:153], "nil")
    store.report(store.body("甲镇"), 2024, status=status)
    said = titles.sheet_title(sheet(store.now, "甲镇", 2024))
    assert said.say("zh") == "甲镇2024年年报：150格空白、3格填“/”、有数的部分未见勾稽关系不符"
    assert said.say("en") == (
        "The 2024 report of 甲镇 has 150 blank cells, 3 cells entered as “/”, "
        "no sum among its figures that fails to add up"
    )
    assert sheet(store.now, "甲镇", 2024).state == "cells_empty"
    row = coverage(store.now).table.iloc[0]
    assert (row["state"], row["cells_empty"]) == ("cells_empty", 153)
