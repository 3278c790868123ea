"""Sums of parts and the flow, against a second computation in pandas over the cells themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analytics.charts.flow import flow_by_year
from analytics.charts.grid import by_unit, by_year, uneven
from analytics.charts.share import Shares, share_grid
from analytics.composition import BREAKDOWNS, composition
from analytics.flow import Flow
from analytics.measures import MEASURES
from analytics.series import trend
from analytics.titles import composition_title, flow_title, share_title
from data.forms import INDICATORS
from data.model import Status
from data.store import Snapshot
from tests.factory import report, store, with_cell

UNITS = ("云山镇", "石桥镇", "白塔乡", "东关街道")
YEARS = range(2019, 2023)
SINGLE = [code for code, one in BREAKDOWNS.items() if code not in ("lawsuits", "outcomes")]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Four busy units over four years, one without 结转下年 and one that does not close."""
    made = [report(7, name, year, busy=True) for name in UNITS for year in YEARS]
    made[1] = with_cell(made[1], "3.carried_out.total", None, Status.NIL)
    made[6] = with_cell(made[6], "3.new.total", "99")
    return store(tmp_path_factory.mktemp("store"), made)


def cells(snapshot: Snapshot) -> pd.DataFrame:
    """Units and years × cells, NaN where a cell has no number."""
    sql = """
        SELECT j.name, o.year, o.indicator, o.value::DOUBLE AS value
        FROM observation o JOIN report r ON r.id = o.report JOIN jurisdiction j ON j.id = r.jurisdiction WHERE r.live
    """
    table = snapshot.cursor().execute(sql).df()
    return table.pivot(index=["name", "year"], columns="indicator", values="value")


@pytest.mark.parametrize("code", SINGLE)
def test_sums_are_those_of_the_cells(snapshot: Snapshot, code: str) -> None:
    found, wide = composition(snapshot, code), cells(snapshot)
    read = {part: list(MEASURES[part].numerator) for part in found.breakdown.codes}
    assert all(len(own) == 1 for own in read.values())
    columns = [own[0] for own in read.values()]
    known = wide[columns].dropna() if found.breakdown.together else wide[columns]
    for part, [cell] in read.items():
        for year, numbers in known[cell].groupby(level="year"):
            one = found.sums[part, int(year)]
            assert one.units == numbers.notna().sum()
            if numbers.notna().any():
                assert one.value == Decimal(str(round(numbers.sum(), 4))).normalize()
            else:
                assert one.value is None
                assert one.state == "not_in_form"


def test_parts_add_up_to_their_whole_where_the_reports_do(snapshot: Snapshot) -> None:
    for code in ("outcomes", "reviews", "lawsuits"):
        found = composition(snapshot, code)
        for year in found.years:
            parts = sum(found.sums[part, year].value or 0 for part in found.breakdown.parts)
            assert parts == found.sums[found.breakdown.whole, year].value


def test_a_unit_without_one_figure_is_left_out_of_sums_that_belong_together(snapshot: Snapshot) -> None:
    found = composition(snapshot, "flow")
    assert {code: found.sums[code, 2020].units for code in found.breakdown.parts} == dict.fromkeys(
        found.breakdown.parts, len(UNITS) - 1
    )
    assert found.sums["applications_new", 2019].units == len(UNITS)


def test_flow_closes_unit_by_unit_and_says_where_it_does_not(snapshot: Snapshot) -> None:
    flow, wide = Flow(composition(snapshot, "flow")), cells(snapshot)
    ways = ["3.new.total", "3.carried_in.total", "3.closed.total", "3.carried_out.total"]
    known = wide[ways].dropna()
    apart = known[ways[0]] + known[ways[1]] - known[ways[2]] - known[ways[3]]
    assert set(flow.balances) == {(name, int(year)) for name, year in known.index}
    assert {key: float(one.difference) for key, one in flow.balances.items()} == {
        (name, int(year)): difference for (name, year), difference in apart.items()
    }
    assert {year: flow.open(year) for year in YEARS} == {2019: (), 2020: (), 2021: ("石桥镇",), 2022: ()}
    assert flow_title(flow, 2021).say("zh").endswith("石桥镇收、办数不一致")
    assert flow_title(flow, 2019).say("zh").endswith("收、办数一致")


def test_total_of_a_flow_closes_only_by_its_units(snapshot: Snapshot) -> None:
    flow = Flow(composition(snapshot, "flow"))
    for year in flow.composition.years:
        whole = flow.total(year)
        assert whole is not None
        assert whole.difference == sum(one.difference for one in flow.of_year(year).values())
        assert whole.coming == whole.new + whole.carried_in


def test_grids_show_every_sum_and_every_unit(snapshot: Snapshot) -> None:
    found = composition(snapshot, "outcomes")
    grid = by_year(found, "zh")
    assert grid.columns == tuple(str(year) for year in YEARS)
    rows = {row.name: [cell.text for cell in row.cells] for row in grid.rows}
    assert rows["办结"] == [f"{found.sums['applications_closed', year].value:,f}" for year in YEARS]
    assert grid.breaks == (2,)
    units = by_unit(found, 2022, (), "zh")
    named = {row.name for row in units.rows if row.cells and not row.sum}
    folded = {name for row in units.rows for name in row.names}
    assert named | folded == set(UNITS)
    assert not named & folded


def test_a_form_without_the_cell_is_a_band_and_no_zero(snapshot: Snapshot) -> None:
    found = composition(snapshot, "documents")
    grid = by_year(found, "zh")
    repealed = next(row for row in grid.rows if row.name == "废止文件")
    assert [cell.state for cell in repealed.cells[:2]] == ["not_in_form", "not_in_form"]
    assert all(cell.number is None for cell in repealed.cells[:2])
    assert uneven(found)
    assert grid.scale == "row"


def test_many_parts_share_a_last_column_that_adds_them_up(snapshot: Snapshot) -> None:
    found = composition(snapshot, "reasons")
    grid = by_unit(found, 2022, UNITS, "zh")
    wide = cells(snapshot).loc[(slice(None), 2022), :].droplevel("year")
    whole = wide[[MEASURES[part].numerator[0] for part in found.breakdown.parts]].sum(axis=1)
    for row in grid.rows:
        if row.cells and not row.sum:
            assert sum(cell.number or 0 for cell in row.cells) == whole[row.name]


@pytest.mark.parametrize("whole", [3, 19, 20])
def test_a_title_gives_a_share_only_from_a_whole_of_twenty(tmp_path: Path, whole: int) -> None:
    made = report(1, year=2022, busy=False)
    for row, number in (("granted", whole - 1), ("secret", 1), ("closed", whole), ("new", whole)):
        for column in ("natural", "total"):
            made = with_cell(made, f"3.{row}.{column}", str(number))
    said = composition_title(composition(store(tmp_path, [made]), "outcomes"), 2022).say("zh")
    assert said.startswith(f"2022年1个单位办结{whole}件：予以公开")
    assert ("%" in said) == (whole == 20)


def test_every_cell_of_a_breakdown_is_declared() -> None:
    for breakdown in BREAKDOWNS.values():
        for part in breakdown.codes:
            assert set(MEASURES[part].cells) <= set(INDICATORS)


def test_sums_with_a_doubtful_figure_say_so(tmp_path: Path) -> None:
    made = [report(7, name, 2022, busy=True) for name in UNITS]
    made[0] = with_cell(made[0], "3.closed.total", "40", Status.DOUBTFUL)
    found = composition(store(tmp_path, made), "flow")
    flow = Flow(found)
    assert [name for (name, _), one in flow.balances.items() if one.doubtful] == [UNITS[0]]
    assert flow_title(flow, 2022).say("zh").endswith("（含存疑数）")
    sums = {row.name: row.cells[0].text for row in flow_by_year(flow, "zh").rows}
    assert sums["新收＋上年结转"].endswith("?") and sums["办结＋结转"].endswith("?")


def test_parts_with_a_doubtful_figure_say_so(tmp_path: Path) -> None:
    made = [report(7, name, 2022, busy=True) for name in UNITS]
    made[0] = with_cell(made[0], "3.closed.total", "40", Status.DOUBTFUL)
    snapshot = store(tmp_path, made)
    assert composition_title(composition(snapshot, "outcomes"), 2022).say("zh").endswith("（含存疑数）")
    assert not composition_title(composition(snapshot, "applicants"), 2022).say("zh").endswith("（含存疑数）")


def test_a_doubtful_amount_makes_its_share_and_the_whole_doubtful(tmp_path: Path) -> None:
    made = [report(seed, name, 2020) for seed, name in enumerate(UNITS)]
    made[0] = with_cell(made[0], "2.procurement.amount", "990000000", Status.DOUBTFUL)
    snapshot = store(tmp_path, made)
    codes = ("procurement_projects", "procurement_amount", "procurement_mean")
    found = Shares(*(trend(snapshot, code) for code in codes), 2020)
    first, *_, whole = share_grid(found, (), "zh").rows
    assert first.name == UNITS[0] and [cell.text[-1] == "?" for cell in first.cells] == [False, True, True, True]
    assert [cell.text[-1] == "?" for cell in whole.cells] == [False, True, True, False]
    assert share_title(found).say("zh").endswith("（含存疑数）")
