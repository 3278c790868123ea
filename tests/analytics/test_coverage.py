"""Units × years: what is there, what is missing, what doesn't add up."""

from __future__ import annotations

import pytest

from analytics.coverage import coverage
from data import forms
from data.errors import BadRequest
from tests.analytics.stored import Stored


@pytest.fixture
def store() -> Stored:
    return Stored()


def states(store: Stored, **asked: object) -> dict[tuple[str, int], str]:
    table = coverage(store.now, **asked).table
    return {(row.jurisdiction, row.year): row.state for row in table.itertuples()}


def test_empty_store_has_no_rows(store: Stored) -> None:
    assert coverage(store.now).table.empty
    store.body("甲镇")
    assert coverage(store.now).table.empty


def test_a_unit_without_a_report_is_not_in_store_and_before_its_founding_not_existing(store: Stored) -> None:
    store.report(store.body("甲镇"), 2023)
    store.report(store.body("乙镇", first=2024), 2024)
    store.body("丙镇", last=2023)
    assert states(store) == {
        ("甲镇", 2023): "complete",
        ("甲镇", 2024): "not_in_store",
        ("乙镇", 2023): "not_existing",
        ("乙镇", 2024): "complete",
        ("丙镇", 2023): "not_in_store",
        ("丙镇", 2024): "not_existing",
    }
    found = coverage(store.now)
    assert (found.expected(2024), found.absent(2024)) == (2, ["甲镇"])


def test_a_merged_unit_ends_and_a_renamed_one_begins_with_the_event(store: Stored) -> None:
    old, new, merged = store.body("旧镇"), store.body("新镇"), store.body("并镇")
    store.report(old, 2020)
    store.report(new, 2021)
    store.connection.execute(
        "INSERT INTO succession VALUES (?, ?, 2021, 'renamed'), (?, ?, 2021, 'merged')", [old, new, merged, new]
    )
    assert states(store) == {
        ("旧镇", 2020): "complete",
        ("旧镇", 2021): "not_existing",
        ("新镇", 2020): "not_existing",
        ("新镇", 2021): "complete",
        ("并镇", 2020): "not_in_store",
        ("并镇", 2021): "not_existing",
    }


@pytest.mark.parametrize(
    ("status", "state", "tables", "cells", "doubtful"),
    [
        ({}, "complete", (), 0, 0),
        ({"3.new.total": "blank", "3.new.other": "nil"}, "cells_empty", (), 0, 0),
        ({"2": "missing"}, "table_missing", ("2",), 0, 0),
        ({"2": "missing", "4": "missing", "3.new.total": "missing"}, "table_missing", ("2", "4"), 1, 0),
        ({"3.new.total": "missing", "3.closed.total": "doubtful"}, "cells_missing", (), 1, 1),
    ],
)
def test_what_a_report_lacks(
    store: Stored, status: dict[str, str], state: str, tables: tuple[str, ...], cells: int, doubtful: int
) -> None:
    store.report(store.body("甲镇"), 2024, status=status)
    row = coverage(store.now).table.iloc[0]
    assert (row["state"], row["tables_missing"], row["cells_missing"], row["doubtful"]) == (
        state,
        tables,
        cells,
        doubtful,
    )


def test_only_sums_that_do_not_close_count_as_findings(store: Stored) -> None:
    report = store.report(store.body("甲镇"), 2024, status={"2": "missing"})
    store.finding(report, "3.new.total")
    store.finding(report, "4.reviews.total", rule="identity_disputes")
    store.finding(report, rule="tables_absent")
    store.finding(report, "2.rules.made", rule="identity_flow", severity="warning")
    row = coverage(store.now).table.iloc[0]
    assert (row["state"], row["findings"], row["tables_missing"]) == ("findings", 2, ("2",))


def test_superseded_reports_are_not_counted(store: Stored) -> None:
    body = store.body("甲镇")
    store.finding(store.report(body, 2024, live=False), "3.new.total")
    store.report(body, 2024)
    assert states(store) == {("甲镇", 2024): "complete"}


def test_made_up_and_true_reports_never_stand_in_one_view(store: Stored) -> None:
    true, demo = store.body("甲镇"), store.body("演示镇")
    store.body("名册镇")
    store.report(true, 2024)
    store.report(demo, 2019, made_up=True)
    assert states(store) == {("甲镇", 2024): "complete", ("名册镇", 2024): "not_in_store"}
    assert states(store, made_up=True) == {("演示镇", 2019): "complete", ("名册镇", 2019): "not_in_store"}


def test_without_true_reports_the_made_up_ones_are_shown(store: Stored) -> None:
    store.report(store.body("演示镇"), 2019, made_up=True)
    assert states(store) == {("演示镇", 2019): "complete"}


def test_years_and_places_are_those_asked_for(store: Stored) -> None:
    for body in (store.body("甲镇"), store.body("乙镇")):
        for year in (2019, 2020, 2022):
            store.report(body, year)
    assert [year for _, year in states(store, places=["乙镇"])] == [2019, 2020, 2021, 2022]
    assert states(store, places=["乙镇"], years=[2020, 2022]) == {
        ("乙镇", 2020): "complete",
        ("乙镇", 2022): "complete",
    }


def test_forms_are_named_by_section_and_together(store: Stored) -> None:
    body = store.body("甲镇")
    report = store.report(body, 2022)
    store.connection.execute("UPDATE report SET form3 = '2019', form4 = '2019' WHERE id = ?", [report])
    store.body("乙镇")
    rows = coverage(store.now).table.set_index("jurisdiction")
    assert rows.loc["甲镇", ["forms", "form2", "form3", "form4"]].tolist() == ["2019/2021", "2021", "2019", "2019"]
    assert rows.loc["乙镇", ["forms", "form2", "report"]].isna().all()


def test_an_unknown_place_is_told(store: Stored) -> None:
    store.report(store.body("甲镇"), 2024)
    with pytest.raises(BadRequest):
        coverage(store.now, places=["没有镇"])


def test_a_table_of_either_form_is_missing_only_when_all_its_cells_are(store: Stored) -> None:
    for year, form in ((2020, "2019"), (2021, "2021")):
        body = store.body(f"{year}镇")
        cells = [cell.code for cell in forms.indicators(form, "3")]
        store.report(body, year, status=dict.fromkeys(cells[1:], "missing"))
    assert {state for state in states(store).values() if state != "not_in_store"} == {"cells_missing"}
