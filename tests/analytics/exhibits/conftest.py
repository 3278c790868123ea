"""One county for all exhibits: units that merge, are renamed, come late, over both forms; a sum that doesn't close."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from data.model import Reading, Status
from data.roster import Roster
from data.store import Snapshot
from tests.factory import report, store, with_cell

ITEMS = "prose.items_disclosed"
ROSTER = """名称,类别,设立年份,撤销年份,接续单位,接续方式
甲乡,乡,,2021,丙镇,合并
乙乡,乡,,2021,丙镇,合并
丙镇,镇,2021,,,
旧镇,镇,,2022,新镇,更名
新镇,镇,2022,,,
丁镇,镇,,,,
戊镇,镇,,,,
"""


@pytest.fixture(scope="package")
def county(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Units that merge, are renamed, come late, over both forms."""
    made = [
        report(seed * 10 + year, name, year)
        for seed, (name, years) in enumerate(
            {
                "甲乡": range(2019, 2021),
                "乙乡": range(2019, 2021),
                "丙镇": range(2021, 2025),
                "旧镇": range(2019, 2022),
                "新镇": range(2022, 2025),
                "丁镇": range(2019, 2025),
                "戊镇": range(2020, 2024),
            }.items()
        )
        for year in years
    ]
    made = [with_cell(one, "3.new.total", "77") if one.title.startswith("丁镇2022") else one for one in made]
    made = [
        replace(one, readings=(*one.readings, Reading(ITEMS, f"{n}条", Decimal(n), "条", Status.DOUBTFUL)))
        for n, one in enumerate(made, start=40)
    ]
    return store(tmp_path_factory.mktemp("alike") / "s", made, Roster.parse("单位.csv", ROSTER.encode()))
