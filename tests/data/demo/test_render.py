"""Printing a report: all of it stands there, in the places that the form has for it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from data import forms
from data.demo import render
from data.demo.county import county
from data.demo.render.table import table
from data.model import DEMO_MARK, Reading, Status


@pytest.fixture(scope="module")
def report():
    return county(18, (2019, 2024), 21).reports[0].report


def grid(rows):
    """Rows resolved by their spans: (row, column) → cell. Fails where two cells meet or one is left out."""
    places = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places and not cell.covered:
                column += 1
            if cell.covered:
                column += cell.columns
                continue
            for spanned in range(number, number + cell.rows):
                for across in range(column, column + cell.columns):
                    assert (spanned, across) not in places
                    places[spanned, across] = cell
            column += cell.columns
    return places


@pytest.mark.parametrize("form", forms.FORMS)
@pytest.mark.parametrize(
    ("section", "shape"),
    [("2", None), ("3", {"2019": (26, 10), "2021": (28, 10)}), ("4", {"2019": (4, 15), "2021": (4, 15)})],
)
def test_table_has_the_shape_of_the_national_form(report, form, section, shape):
    readings = tuple(
        Reading(indicator.code, "0", Decimal(0), indicator.unit, Status.REPORTED)
        for number in "234"
        for indicator in forms.indicators(form, number)
    )
    rows = table(replace(report, forms=dict.fromkeys("234", form), readings=readings), section)
    places = grid(rows)
    height, width = (shape or {"2019": (18, 4), "2021": (14, 4)})[form]
    assert set(places) == {(row, column) for row in range(height) for column in range(width)}
    assert sum(cell.code is not None for row in rows for cell in row) == len(forms.indicators(form, section))


def test_every_layout_prints_every_cell_in_order(report):
    for layout in render.LAYOUTS:
        text = render.text(report, layout)
        position = 0
        for section in "234":
            for row in table(report, section):
                for cell in row:
                    if cell.text:
                        position = text.index(cell.text, position) + len(cell.text)


def test_made_up_report_is_marked_and_a_true_one_is_not(report):
    assert render.text(report).splitlines()[1] == DEMO_MARK
    assert DEMO_MARK not in render.text(replace(report, made_up=False))


def test_absent_table_leaves_heading_and_prose(report):
    readings = tuple(
        replace(r, status=Status.MISSING, value=None, raw="") if r.indicator.startswith("3.") else r
        for r in report.readings
    )
    text = render.text(replace(report, readings=readings))
    assert "三、收到和处理政府信息公开申请情况" in text and "申请人情况" not in text


def test_extra_row_of_a_province_stands_in_its_block(report):
    extra = tuple(
        Reading(f"2.extra.{column}", "7", Decimal(7), "件", Status.REPORTED, row_label="其他主动公开文件")
        for column in ("made", "disclosed", "disclosed_total")
    )
    rows = table(replace(report, readings=(*report.readings, *extra)), "2")
    assert [cell.text for cell in rows[4]] == ["其他主动公开文件", "7", "7", "7"]
    assert rows[5][0].text == "第二十条第（五）项"
