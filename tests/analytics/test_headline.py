"""The four figures, and that they never compare different units."""

from __future__ import annotations

from analytics import headline
from analytics.coverage import coverage
from analytics.headline import Headline
from analytics.titles import same_as_base
from tests.analytics import frames
from tests.analytics.frames import Value, towns
from tests.analytics.stored import Stored


def headed(store: Stored, values: dict[str, list[Value]], year: int, first: int) -> Headline:
    measured = {code: frames.years(code, values, first=first) for code in headline.MEASURED}
    return headline.of(coverage(store.now), measured, year)


def test_change_is_over_the_units_of_both_years() -> None:
    store = Stored()
    for name, years in {"甲镇": (2023, 2024), "乙镇": (2023,), "丙镇": (2024,), "丁镇": (2023, 2024)}.items():
        body = store.body(name)
        for year in years:
            store.report(body, year)
    found = headed(store, towns([5, 7], [40, "not_in_store"], ["not_in_store", 9], [1, 0]), 2024, 2023)
    applications = found.figure("applications_new")
    assert (applications.value, applications.change, applications.same) == (16, 1, 2)
    assert applications.years == ((2023, 46), (2024, 16))
    reports = found.figure("reports")
    assert (reports.value, reports.of, reports.change) == (3, None, 0)


def test_findings_are_compared_over_reports_in_both_years() -> None:
    store = Stored()
    first, second = store.body("甲镇"), store.body("乙镇")
    for report in (store.report(first, 2023), store.report(second, 2023)):
        store.finding(report, "3.new.total")
    store.finding(store.report(first, 2024), "3.new.total")
    found = headed(store, towns([0, 0], [0, "not_in_store"]), 2024, 2023).figure("findings")
    assert (found.value, found.change, found.same, found.years) == (1, 0, 1, ((2023, 2), (2024, 1)))


def test_nothing_is_compared_with_a_year_that_the_store_lacks() -> None:
    store = Stored()
    store.report(store.body("甲镇"), 2024)
    found = headline.of(
        coverage(store.now, years=[2023, 2024]),
        {code: frames.years(code, towns(["not_in_store", 3]), first=2023) for code in headline.MEASURED},
        2024,
        [2024],
    )
    assert found.base_year is None
    assert [figure.change for figure in found.figures] == [None] * 4
    assert [figure.years for figure in found.figures] == [((2024, 1),), ((2024, 3),), ((2024, 3),), ((2024, 0),)]


def test_a_number_that_nobody_gives_is_none_not_zero() -> None:
    store = Stored()
    store.report(store.body("甲镇"), 2024)
    found = headed(store, towns(["blank"]), 2024, 2024)
    assert found.figure("applications_new").value is None
    assert found.figure("applications_new").years == ((2024, None),)


def test_an_empty_store_has_figures_without_values() -> None:
    found = headed(Stored(), {}, 2024, 2024)
    assert [figure.code for figure in found.figures] == ["reports", "applications_new", "reviews", "findings"]
    assert [figure.value for figure in found.figures] == [None] * 4


def test_figures_are_read_from_the_store() -> None:
    store = Stored()
    first, second = store.body("甲镇"), store.body("乙镇")
    store.report(first, 2023, {"3.new.total": 5, "4.reviews.total": 1})
    store.report(first, 2024, {"3.new.total": 7}, status={"4": "missing"})
    store.report(second, 2024, {"3.new.total": 40, "4.reviews.total": 2})
    found = headline.headline(store.now, 2024, years=[2024])
    figures = {figure.code: (figure.value, figure.of, figure.change, figure.same) for figure in found.figures}
    assert figures == {
        "reports": (2, None, 1, 2),
        "applications_new": (47, None, 2, 1),
        "reviews": (2, None, None, 0),
        "findings": (0, None, 0, 1),
    }
    assert {figure.years for figure in found.figures} == {((2024, figure.value),) for figure in found.figures}


def test_a_doubtful_number_marks_its_tile_and_how_many_must_report_is_known_from_a_roster() -> None:
    store = Stored()
    body = store.body("甲镇", listed=True)
    for year in (2023, 2024):
        store.report(body, year)
    found = headed(store, towns([5, "7?"]), 2024, 2023)
    assert found.figure("applications_new").doubtful and found.figure("applications_new").unsure
    assert (found.figure("reports").of, found.figure("reports").name) == (1, "received")
    assert not headed(store, towns([5, 7]), 2024, 2023).figure("applications_new").doubtful


def test_doubt_of_the_year_before_marks_the_change_alone_and_of_units_outside_the_change_the_sum_alone() -> None:
    store = Stored()
    for name, years in {"甲镇": (2023, 2024), "乙镇": (2024,)}.items():
        body = store.body(name)
        for year in years:
            store.report(body, year)
    before = headed(store, towns(["5?", 7], ["not_in_store", 1]), 2024, 2023).figure("applications_new")
    assert (before.doubtful, before.unsure) == (False, True)
    alone = headed(store, towns([5, 7], ["not_in_store", "1?"]), 2024, 2023).figure("applications_new")
    assert (alone.doubtful, alone.unsure) == (True, False)


def test_reports_are_compared_over_units_that_existed_not_over_those_with_reports() -> None:
    store = Stored()
    first, second = store.body("甲镇"), store.body("乙镇")
    for body, year in ((first, 2023), (first, 2024), (second, 2023)):
        store.report(body, year)
    found = headed(store, towns([5, 7], [1, "not_in_store"]), 2024, 2023)
    said = [same_as_base(found, figure).say("zh") for figure in found.figures]
    assert said == ["两年都设立的2个单位", *["两年都有年报的1个单位"] * 3]
