"""What is said of the store, of one year and of one report."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analytics import headline, titles
from analytics.coverage import coverage
from analytics.sheet import sheet
from tests.analytics import frames
from tests.analytics.frames import Value, towns
from tests.analytics.stored import Stored


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
    assert covered(store) == "2024年3个单位收录2份，乙镇未收录；2023–2024年未见勾稽关系不符"
    for report in (1, 1, 2):
        store.finding(report, "3.new.total")
    assert covered(store) == "2024年3个单位收录2份，乙镇未收录；2023–2024年共3处勾稽关系不符"


def test_coverage_counts_many_absent_and_missing_tables() -> None:
    store = stored({f"{n}镇": (2024,) if n > 3 else () for n in range(1, 9)})
    assert covered(store) == "2024年8个单位收录5份，缺3份；未见勾稽关系不符"
    store.report(store.body("缺镇"), 2024, status={"2": "missing"})
    assert covered(store) == "2024年9个单位收录6份，缺3份；1份缺表，未见勾稽关系不符"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, "库中还没有年报"),
        ({"甲镇": (2024,)}, "甲镇2024年年报已收录；未见勾稽关系不符"),
        ({"甲镇": (2020, 2022)}, "甲镇收录2020、2022年共2份；2020、2022年未见勾稽关系不符"),
        ({"甲镇": (2024,), "乙镇": (2024,)}, "2024年2个单位的年报全部收录；未见勾稽关系不符"),
    ],
)
def test_coverage_of_small_stores(years: dict[str, Sequence[int]], expected: str) -> None:
    assert covered(stored(years)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[5, 7], [1, 0]], "2024年收录2份年报，新收申请7件，同口径2个单位较2023年增加1件"),
        ([[5, 5], [1, 0]], "2024年收录2份年报，新收申请5件，同口径2个单位较2023年减少1件"),
        ([[0, 0], [0, 0]], "2024年收录2份年报，新收申请0件，同口径2个单位与2023年持平"),
        ([["blank", 4], ["blank", 0]], "2024年收录2份年报，新收申请4件"),
        ([["blank", "blank"], ["blank", "blank"]], "2024年收录2份年报"),
    ],
)
def test_the_heading_of_the_overview(values: list[list[Value]], expected: str) -> None:
    found = coverage(stored({"甲镇": (2023, 2024), "乙镇": (2023, 2024)}).now)
    measured = {code: frames.years(code, towns(*values), first=2023) for code in headline.MEASURED}
    assert titles.headline_title(headline.of(found, measured, 2024)).say("zh") == expected


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
    assert said(2021) == "甲镇2021年年报：缺1张表、1格存疑、未见勾稽关系不符"
    store.report(1, 2019, status={section: "missing" for section in "234"})
    assert said(2019) == "甲镇2019年年报没有表格数据"


def test_the_heading_of_the_findings() -> None:
    store = stored({"甲镇": (2020,)})
    said = lambda: titles.findings_title(sheet(store.now, "甲镇", 2020)).say("zh")  # noqa: E731
    assert said() == "未发现问题"
    store.finding(1, rule="late_form", severity="info")
    assert said() == "未见勾稽关系不符，有1处提示"
    store.finding(1, "3.new.total")
    assert said() == "1处勾稽关系不符，另有1处提示"
