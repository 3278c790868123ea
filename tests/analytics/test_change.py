"""Two years against each other: only the same units, only the same series, only more than chance."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from analytics.change import Change, change
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW = "applications_new"


def compared(code: str, *pairs: list[Value]) -> Change:
    return change(frames.years(code, towns(*pairs), first=2023), 2023, 2024)


def test_only_units_with_a_number_in_both_years_are_compared() -> None:
    found = compared(NEW, [1, 2], ["not_in_store", 9], [4, "blank"], ["not_existing", 3], [0, 0])
    assert sorted(found.table["jurisdiction"]) == ["戊镇", "甲镇"]
    assert set(found.left_out["jurisdiction"]) == {"乙镇", "丙镇", "丁镇"}
    assert found.totals().units == 2
    assert (found.totals().earlier, found.totals().later) == (1, 2)


def test_values_of_different_series_are_never_subtracted() -> None:
    rows = [frames.row(NEW, "甲镇", 2020, 9, series="2019"), frames.row(NEW, "甲镇", 2021, 2, series="2021")]
    found = change(frames.of(NEW, rows), 2020, 2021)
    assert found.table.empty
    assert found.left_out["jurisdiction"].tolist() == ["甲镇"]


def test_notable_changes_come_first_by_z_and_the_rest_is_counted() -> None:
    found = compared(NEW, [20, 80], *[[3, 3]] * 15, [50, 5], [2, 3])
    assert found.notable["jurisdiction"].tolist() == ["午镇", "甲镇"]
    assert found.rest == 16
    assert found.table["z"].is_monotonic_decreasing


def test_percent_only_from_an_earlier_count_of_twenty() -> None:
    found = compared(NEW, [20, 25], [19, 38], [0, 3]).table.set_index("jurisdiction")
    assert found.loc["甲镇", "percent"] == 25
    assert found.loc[["乙镇", "丙镇"], "percent"].isna().all()


@pytest.mark.parametrize("code", ["procurement_amount", "applications_carried_out"])
def test_money_and_stocks_are_never_called_notable(code: str) -> None:
    found = compared(code, *[[10, 10]] * 10, [0, 900000])
    assert not found.table["notable"].any()
    assert found.table["p"].isna().all()
    assert not found.speaks
    assert found.table["jurisdiction"].iloc[0] == "子镇"


def test_money_is_subtracted_exactly() -> None:
    found = compared("procurement_amount", ["687856.01?", "687856.03?"])
    assert found.table["difference"].tolist() == [Decimal("0.02")]
    assert found.table["percent"].isna().all()
    assert found.table["doubtful"].all()


def test_shares_are_added_up_by_their_parts_never_averaged() -> None:
    found = compared("disclosure_rate", [(1, 1), (0, 1)], [(10, 100), (50, 100)])
    sums = found.totals()
    assert sums.earlier_parts == (11, 101)
    assert sums.later_parts == (50, 101)
    assert sums.later == Decimal(50) / Decimal(101)
    assert found.largest == "乙镇"
    assert found.totals(without="乙镇").earlier_parts == (1, 1)


def test_shares_of_tiny_denominators_have_no_difference() -> None:
    found = compared("disclosure_rate", [(1, 4), (4, 4)], [(10, 100), (50, 100)]).table
    assert found["jurisdiction"].tolist() == ["乙镇", "甲镇"]
    assert found["difference"].notna().tolist() == [True, False]
    assert compared("disclosure_rate", [(1, 4), (4, 4)]).drawn().empty


def test_a_single_unit_or_three_give_no_verdict() -> None:
    assert not compared(NEW, [0, 60]).speaks
    assert not compared(NEW, [0, 60], [3, 3], [9, 7], [0, 0]).speaks
    assert compared(NEW, [0, 60], [3, 3], [9, 7], [0, 1]).speaks


def test_nothing_comparable_gives_an_empty_change() -> None:
    found = compared(NEW)
    assert found.table.empty
    assert found.notable.empty
    assert found.totals().units == 0
    assert found.drawn().empty
    assert compared("disclosure_rate").totals().earlier is None


def test_drawn_rows_are_floats() -> None:
    drawn = compared(NEW, [1, 2]).drawn()
    assert drawn.dtypes[["earlier", "later", "difference"]].tolist() == [pd.Series([0.0]).dtype] * 3
