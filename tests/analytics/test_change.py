"""Two years against each other: only the same units, only the same series, and only what may be said of it."""

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


def test_the_three_largest_changes_are_listed_whatever_the_verdict_and_notable_ones_too() -> None:
    lines = towns([18, 20, 80], *[[3, 2, 2]] * 15, [180, 200, 5], [2, 2, 3])
    found = change(frames.years(NEW, lines, first=2022), 2023, 2024)
    assert found.notable["jurisdiction"].tolist() == ["午镇", "甲镇"]
    assert found.listed["jurisdiction"].tolist() == ["午镇", "甲镇", "未镇"]
    assert found.table["difference"].map(abs).is_monotonic_decreasing
    assert found.table["verdict"].value_counts().to_dict() == {"same": 15, "notable": 2, "open": 1}


def test_six_of_eighteen_that_rise_fourfold_are_all_named() -> None:
    found = compared(NEW, *[[30, 120]] * 6, *[[30, 30]] * 12)
    assert len(found.notable) == 6 and (found.of("same")["earlier"] == 30).all()


def test_a_return_to_the_usual_level_is_no_marked_change() -> None:
    lines = [[30, 30, 30, 120, 30], *[[30, 33, 28, 31, 29], [0, 0, 1, 0, 0], [3, 2, 4, 3, 3]] * 5]
    found = change(frames.years(NEW, towns(*lines), first=2020), 2023, 2024)
    assert found.table["jurisdiction"].iloc[0] == "甲镇" and found.table["verdict"].iloc[0] == "usual"


def test_steady_years_before_make_a_change_stand_out_and_unsteady_ones_hide_it() -> None:
    steady, unsteady = [30, 31, 29, 30], [5, 70, 12, 30]
    for years, verdict in ((steady, "notable"), (unsteady, "open")):
        lines = towns(*[[*years, 75]], *[[*reversed(years), years[0]]] * 11)
        found = change(frames.years(NEW, lines, first=2020), 2023, 2024)
        assert found.table.set_index("jurisdiction").loc["甲镇", "verdict"] == verdict


def test_most_units_the_same_way_is_a_change_of_the_county() -> None:
    assert compared(NEW, *[[30, 40]] * 14, *[[30, 25]] * 4).together == 1
    assert compared(NEW, *[[30, 20]] * 18).together == -1
    assert compared(NEW, *[[30, 40]] * 9, *[[30, 25]] * 9).together == 0
    assert compared(NEW, *[[30, 40]] * 6, *[[30, 30]] * 12).together == 0


def test_a_share_is_judged_from_denominators_of_five() -> None:
    years = [[(18, 20), (19, 20), (17, 20), (19, 20), last] for last in ((2, 20), (18, 20), (4, 4))]
    found = change(frames.years("disclosure_rate", towns(*years, *years[1:2] * 6), first=2020), 2023, 2024)
    said = found.table.set_index("jurisdiction")["verdict"]
    assert (said["甲镇"], said["乙镇"], said["丙镇"]) == ("notable", "open", "")


def test_numbers_that_are_no_counts_are_not_judged() -> None:
    found = compared(NEW, ["-3?", 9], ["2.5?", 40], [3, 3], [2, 2])
    said = found.table.set_index("jurisdiction")
    assert said.loc[["甲镇", "乙镇"], "p"].isna().all() and set(said["verdict"]) == {"open", "same"}


def test_percent_only_from_an_earlier_count_of_twenty() -> None:
    found = compared(NEW, [20, 25], [19, 38], [0, 3]).table.set_index("jurisdiction")
    assert found.loc["甲镇", "percent"] == 25
    assert found.loc[["乙镇", "丙镇"], "percent"].isna().all()


@pytest.mark.parametrize("code", ["procurement_amount", "applications_carried_out"])
def test_money_and_stocks_are_never_called_notable(code: str) -> None:
    found = compared(code, *[[10, 10]] * 10, [0, 900000])
    assert found.notable.empty and not found.judged
    assert found.table["p"].isna().all()
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
