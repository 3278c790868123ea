"""One report as it stands, with its findings numbered in reading order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.sheet import sheet
from data.errors import BadRequest
from data.model import Place, Status
from tests.analytics.stored import Stored


@pytest.fixture
def store() -> Stored:
    return Stored()


def test_every_cell_of_the_form_is_there_exact_and_with_its_place(store: Stored) -> None:
    store.report(store.body("甲镇"), 2020, {"2.procurement.amount": 687856}, status={"3.new.total": "blank"})
    found = sheet(store.now, "甲镇", 2020)
    assert len(found.cells) == 198
    money = found.cells["2.procurement.amount"]
    assert (money.value, money.unit, money.status) == (Decimal(687856), "元", Status.REPORTED)
    assert money.place.line is not None
    assert found.cells["3.new.total"].value is None
    assert found.count(Status.BLANK) == 1
    assert found.state == "cells_empty"


def test_added_rows_stand_under_their_label(store: Stored) -> None:
    store.report(store.body("甲镇"), 2020, extra={"2.extra.made@其他主动公开文件": 7})
    found = sheet(store.now, "甲镇", 2020)
    cell = found.cells["2.extra.made@其他主动公开文件"]
    assert (cell.value, cell.place) == (7, Place(page=2, table=3, row=5, column=4))
    assert found.count(Status.REPORTED) == 198


def test_a_figure_from_the_prose_is_no_doubtful_cell_of_the_tables(store: Stored) -> None:
    report = store.report(store.body("甲镇"), 2024)
    store.connection.execute(
        "INSERT INTO observation BY NAME SELECT * REPLACE ('1.items' AS indicator, 'doubtful' AS status) "
        "FROM observation WHERE report = ? AND indicator = '3.new.total'",
        [report],
    )
    assert sheet(store.now, "甲镇", 2024).count(Status.DOUBTFUL) == 0


def test_findings_are_numbered_as_their_cells_appear(store: Stored) -> None:
    report = store.report(store.body("甲镇"), 2024)
    store.finding(report, rule="late_form", severity="info", line=3)
    store.finding(report, "4.reviews.total", "4.reviews.upheld", rule="identity_disputes")
    store.finding(report, "3.closed.total", "3.new.total")
    found = sheet(store.now, "甲镇", 2024)
    assert [(remark.number, remark.rule) for remark in found.findings] == [
        (1, "identity_flow"),
        (2, "identity_disputes"),
        (3, "late_form"),
    ]
    assert found.cells["3.new.total"].findings == (1,)
    assert found.cells["4.reviews.upheld"].findings == (2,)
    assert found.cells["3.new.other"].findings == ()
    assert "行政复议" in found.findings[1].say("zh")
    assert found.state == "findings"


def test_missing_tables_are_named(store: Stored) -> None:
    store.report(store.body("甲镇"), 2022, form="2019", status={"2": "missing"})
    found = sheet(store.now, "甲镇", 2022)
    assert [(table.section, table.form, table.missing) for table in found.tables] == [
        ("2", "2019", True),
        ("3", "2019", False),
        ("4", "2019", False),
    ]
    assert found.state == "table_missing"


def test_earlier_documents_and_other_years_are_told(store: Stored) -> None:
    body = store.body("甲镇")
    first = store.report(body, 2022, live=False)
    second = store.report(body, 2022, live=False)
    last = store.report(body, 2022)
    store.report(body, 2019)
    store.report(body, 2024)
    store.report(body, 2023, live=False)
    found = sheet(store.now, "甲镇", 2022)
    assert found.report is not None
    assert found.report.id == last
    assert [version.id for version in found.superseded] == [second, first]
    assert (found.years, found.previous, found.next) == ((2019, 2022, 2024), 2019, 2024)


def test_prose_comes_by_section(store: Stored) -> None:
    report = store.report(store.body("甲镇"), 2024)
    store.connection.execute("INSERT INTO narrative VALUES (?, '5', '问题'), (?, '1', '总体')", [report, report])
    assert dict(sheet(store.now, "甲镇", 2024).narrative) == {"1": "总体", "5": "问题"}


def test_a_year_without_report_says_why(store: Stored) -> None:
    store.body("乙镇", first=2021)
    early, late = sheet(store.now, "乙镇", 2020), sheet(store.now, "乙镇", 2024)
    assert (early.state, late.state) == ("not_existing", "not_in_store")
    assert early.report is None
    assert (early.cells, early.tables, early.years, early.previous, early.next) == ({}, (), (), None, None)


def test_an_unknown_unit_is_told(store: Stored) -> None:
    with pytest.raises(BadRequest):
        sheet(store.now, "没有镇", 2024)
