"""Ranks: ties as ties, with their uncertainty, within one class and one series."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.ranking import Ranking, ranking
from tests.analytics import frames
from tests.analytics.frames import towns

NEW = "applications_new"


def ranks(found: Ranking) -> dict[str, int | None]:
    return {row.jurisdiction: None if pd.isna(row.rank) else int(row.rank) for row in found.table.itertuples()}


def test_ties_share_a_rank_and_say_how_many_they_are() -> None:
    found = ranking(frames.one_year(NEW, towns(9, 5, 5, 0, 0, 0)), 2024)
    assert list(ranks(found).values()) == [1, 2, 2, 4, 4, 4]
    assert found.table["tied"].tolist() == [1, 2, 2, 3, 3, 3]
    assert set(found.table["of"]) == {6}


def test_missing_is_never_ranked_as_zero() -> None:
    found = ranking(frames.one_year(NEW, towns(0, "not_in_store", "blank", "nil", "table_missing", 3)), 2024)
    assert [rank for rank in ranks(found).values() if rank] == [1, 2]
    assert len(found.table) == 6


def test_doubtful_value_is_ranked_and_keeps_its_mark() -> None:
    found = ranking(frames.one_year(NEW, towns("7?", 3)), 2024)
    assert found.table["state"].tolist() == ["doubtful", "value"]
    assert found.table["rank"].tolist() == [1, 2]


def test_other_kinds_of_body_are_ranked_apart_but_townships_and_streets_together() -> None:
    rows = [
        frames.row(NEW, "甲镇", 2024, 4),
        frames.row(NEW, "乙乡", 2024, 2, kind="乡"),
        frames.row(NEW, "东街道", 2024, 9, kind="街道"),
        frames.row(NEW, "丙局", 2024, 50, kind="县直部门"),
    ]
    found = ranking(frames.of(NEW, rows), 2024)
    assert ranks(found) == {"丙局": 1, "东街道": 1, "甲镇": 2, "乙乡": 3}
    assert found.main["jurisdiction"].tolist() == ["东街道", "甲镇", "乙乡"]


def test_values_of_different_series_are_never_ranked_together() -> None:
    rows = [
        frames.row(NEW, place, 2022, n, series=form)
        for place, n, form in [("甲镇", 1, "2021"), ("乙镇", 2, "2021"), ("丙镇", 9, "2019")]
    ]
    assert ranks(ranking(frames.of(NEW, rows), 2022)) == {"丙镇": 1, "乙镇": 1, "甲镇": 2}


STEADY = towns([60, 61, 58], [20, 22, 19], [9, 8, 11], [3, 1, 2], *[[0, 0, 0]] * 6)


def test_limits_of_ranks_come_from_the_years_that_all_have() -> None:
    found = ranking(frames.years(NEW, STEADY), 2021)
    limits = found.table.set_index("jurisdiction")[["low", "high"]]
    assert limits.loc["甲镇"].tolist() == [1, 1] and limits.loc["乙镇"].tolist() == [2, 2]
    assert found.named("甲镇") and found.named("丙镇") and not found.named("戊镇")
    assert limits.loc["戊镇", "high"] == 10


@pytest.mark.parametrize("code", [NEW, "disclosure_rate"])
def test_no_place_is_named_from_fewer_than_three_years_of_all_units(code: str) -> None:
    lines = {unit: [(n, 90) for n in line] if code != NEW else line for unit, line in STEADY.items()}
    assert ranking(frames.years(code, lines), 2021).named("甲镇")
    short = ranking(frames.years(code, {unit: line[:2] for unit, line in lines.items()}), 2020)
    assert short.table["low"].isna().all() and not short.table["named"].any()
    late = ranking(frames.years(code, lines | {"乙镇": ["not_in_store", *lines["乙镇"][1:]]}), 2021)
    assert not late.table["named"].any()


@pytest.mark.parametrize("code", ["procurement_amount", "applications_carried_out"])
def test_money_and_stocks_are_ranked_without_limits(code: str) -> None:
    found = ranking(frames.one_year(code, towns(900000, 3)), 2024)
    assert found.table["rank"].tolist() == [1, 2]
    assert found.table["low"].isna().all()


def test_shares_are_ranked_from_a_denominator_of_twenty() -> None:
    found = ranking(frames.one_year("disclosure_rate", towns((18, 20), (19, 19), (10, 40), (0, 0))), 2024)
    assert ranks(found) == {"甲镇": 1, "丙镇": 2, "乙镇": None, "丁镇": None}


def test_a_median_of_zero_is_not_given() -> None:
    assert ranking(frames.one_year(NEW, towns(0, 0, 0, 9)), 2024).middle is None
    assert ranking(frames.one_year(NEW, towns(1, 3, 4)), 2024).middle == 3


def test_a_unit_is_set_against_the_others_without_itself() -> None:
    found = ranking(frames.one_year(NEW, towns(60, 3, 2, "blank")), 2024)
    others = found.others("甲镇")
    assert others is not None
    assert (others.units, others.numerator, others.denominator) == (2, 5, None)
    assert found.others("丁镇") is None
    shares = ranking(frames.one_year("disclosure_rate", towns((18, 20), (10, 40), (30, 30))), 2024).others("甲镇")
    assert shares is not None
    assert (shares.units, shares.numerator, shares.denominator) == (2, 40, 70)


def test_a_year_without_rows_gives_an_empty_ranking() -> None:
    found = ranking(frames.one_year(NEW, towns(1, 2)), 2019)
    assert found.table.empty
    assert found.main.empty
    assert found.middle is None
