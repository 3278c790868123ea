"""The made-up county: the same everywhere, plausible, and right save for what is planted."""

import hashlib
from collections import Counter
from decimal import Decimal

import pytest

from data.demo import render
from data.demo.county import County, county
from data.demo.folder import SEED
from data.forms import identities
from data.model import Report, Status

YEARS = (2019, 2024)


@pytest.fixture(scope="module")
def usual() -> County:
    return county(18, YEARS, SEED)


def values(report: Report) -> dict[str, Decimal | None]:
    return {reading.indicator: reading.value for reading in report.readings}


def truth(made) -> dict[str, Decimal]:
    """The figures before anything was misprinted or left out."""
    figures = {reading.indicator: reading.value for reading in made.report.readings if reading.value is not None}
    for planted in made.planted:
        figures |= planted.cells
    return figures


def by_unit_and_year(made: County) -> dict[tuple[str, int], dict[str, Decimal]]:
    return {(m.report.jurisdiction.name, m.report.year): truth(m) for m in made.reports}


def test_same_seed_gives_the_same_documents():
    text = "".join(render.text(made.report) for made in county(18, YEARS, SEED).reports)
    assert (
        hashlib.sha256(text.encode()).hexdigest() == "c1498ab52c5b167ffd2d1b4242506b3a4bae8f99b8e0e9f8f8af87154713ec7f"
    )


def test_another_seed_gives_another_county(usual):
    other = county(18, YEARS, SEED + 1)
    assert {unit.name for unit in other.units}.isdisjoint(
        {unit.name for unit in usual.units} - {unit.name for unit in other.units}
    )
    assert [m.report for m in other.reports] != [m.report for m in usual.reports]


def test_nineteen_units_in_2020_and_eighteen_in_2024(usual):
    alive = {year: sum(unit.first <= year <= unit.last for unit in usual.units) for year in (2020, 2021, 2024)}
    assert alive == {2020: 19, 2021: 18, 2024: 18}


def test_two_became_one_in_2021_and_one_was_renamed_in_2022(usual):
    ended = [(unit.how, unit.last + 1) for unit in usual.units if unit.successor]
    assert sorted(ended) == [("合并", 2021), ("合并", 2021), ("更名", 2022)]


def test_two_reports_of_different_units_are_missing(usual):
    assert len(usual.reports) == 19 * 2 + 18 * 4 - 2
    assert len({name for name, _ in usual.missing}) == 2


@pytest.mark.parametrize("seed", range(SEED, SEED + 12))
def test_most_unit_years_have_no_application(seed):
    new = [
        figures["3.new.total"]
        for figures in by_unit_and_year(county(18, YEARS, seed)).values()
        if "3.new.total" in figures
    ]
    assert 0.68 <= sum(value == 0 for value in new) / len(new) <= 0.9


def test_one_street_is_busy_and_grows(usual):
    totals: Counter[str] = Counter()
    for (name, _), figures in by_unit_and_year(usual).items():
        totals[name] += int(figures.get("3.new.total", 0))
    (busiest, most), (_, second) = totals.most_common(2)
    assert busiest == usual.units[0].name and busiest.endswith("街道")
    assert most > 2 * second
    street = {
        year: figures["3.new.total"] for (name, year), figures in by_unit_and_year(usual).items() if name == busiest
    }
    assert street[2023] + street[2024] > 1.3 * float(street[2019] + street[2020])


def test_one_quiet_unit_has_a_flood_of_applications_in_2022(usual):
    figures = by_unit_and_year(usual)
    floods = [
        name
        for (name, year), cells in figures.items()
        if year == 2022
        and cells.get("3.new.total", 0) >= 20
        and figures.get((name, 2021), {}).get("3.new.total", 9) <= 2
    ]
    assert len(floods) == 1


def test_procurement_only_on_the_old_form_and_its_late_users(usual):
    with_procurement = {
        (m.report.jurisdiction.name, m.report.year) for m in usual.reports if "2.procurement.amount" in values(m.report)
    }
    late = {
        (m.report.jurisdiction.name, m.report.year)
        for m in usual.reports
        if "superseded_form" in [p.defect for p in m.planted]
    }
    assert {place for place in with_procurement if place[1] >= 2021} == late
    assert {year for _, year in late} == {2021, 2022, 2023}


def test_what_is_carried_over_arrives(usual):
    figures = by_unit_and_year(usual)
    followers = {unit.name: (unit.first, unit.predecessors) for unit in usual.units}
    compared = 0
    for (name, year), cells in figures.items():
        first, predecessors = followers[name]
        before = [figures.get((other, year - 1)) for other in (predecessors if year == first else (name,))]
        if (
            before
            and None not in before
            and "3.carried_in.total" in cells
            and all("3.carried_out.total" in b for b in before)
        ):
            assert cells["3.carried_in.total"] == sum(b["3.carried_out.total"] for b in before), (name, year)
            compared += cells["3.carried_in.total"] > 0
    assert compared >= 3


def test_documents_in_force_follow_from_those_made_and_repealed(usual):
    figures = by_unit_and_year(usual)
    made, repealed, stock = (f"2.documents.{column}" for column in ("made", "repealed", "in_force"))
    pairs = [
        (figures[name, year - 1], cells)
        for (name, year), cells in figures.items()
        if stock in figures.get((name, year - 1), {})
    ]
    steps = [(before[stock] + cells[made] - cells[repealed], cells[stock]) for before, cells in pairs if stock in cells]
    assert len(steps) > 30 and all(expected == printed for expected, printed in steps)


def test_sums_close_save_where_a_fault_is_planted(usual):
    faulty = set()
    for made in usual.reports:
        cells = values(made.report)
        for identity in identities(made.report.forms["3"]):
            parts = [[cells.get(code) for code in side] for side in (identity.left, identity.right)]
            if None not in parts[0] + parts[1] and sum(parts[0]) != sum(parts[1]):
                faulty.add((
                    made.report.jurisdiction.name,
                    made.report.year,
                    f"identity_{identity.code}",
                    identity.left + identity.right,
                ))
    told = {
        (m.report.jurisdiction.name, m.report.year, rule, cells)
        for m in usual.reports
        for rule, cells in m.findings
        if rule.startswith("identity_")
    }
    assert faulty == told
    assert len({(name, year) for name, year, *_ in told}) == 5


def test_no_township_makes_rules_save_the_planted_one(usual):
    with_rules = [made for made in usual.reports if values(made.report).get("2.rules.in_force")]
    assert [planted.defect for made in with_rules for planted in made.planted] == ["township_rules"]


def test_kinds_of_empty_all_occur(usual):
    statuses = {reading.status for made in usual.reports for reading in made.report.readings}
    assert statuses == set(Status)


def test_money_is_written_in_yuan_and_in_ten_thousands(usual):
    raws = [
        r.raw for m in usual.reports for r in m.report.readings if r.indicator == "2.procurement.amount" and r.value
    ]
    units = Counter("万元" if raw.endswith("万元") else raw[-1] if raw.endswith("元") else "" for raw in raws)
    assert units["万元"] and units["元"] and units[""] == 1


@pytest.mark.parametrize("townships", [1, 3, 4, 60])
@pytest.mark.parametrize("years", [(2019, 2019), (2020, 2021), (2023, 2026)])
def test_any_size_and_span_gives_unique_names_and_the_asked_number(townships, years):
    made = county(townships, years, 3)
    assert len({unit.name for unit in made.units}) == len(made.units)
    assert sum(unit.first <= years[1] <= unit.last for unit in made.units) == townships
    hows = {unit.how for unit in made.units if unit.successor}
    assert hows == ({"合并", "更名"} if townships >= 4 and years[0] < years[1] else set())


def test_thousands_of_names_are_unique():
    from data.demo.units import units

    names = [unit.name for unit in units(5_000, YEARS, 1)]
    assert len(set(names)) == len(names)
