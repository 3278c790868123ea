"""A small county for the screens: five townships over six years, what is in it known by heart."""

from __future__ import annotations

from pathlib import Path

from data.model import Report, Status
from data.store import Snapshot
from tests import factory

TOWNSHIPS = ("云山镇", "石桥镇", "白塔乡", "东关街道", "柳河镇")
YEARS = range(2019, 2025)
BUSY = "东关街道"
APPLICATIONS = {2019: 8, 2020: 12, 2021: 20, 2022: 31, 2023: 44, 2024: 61}
MISSING = ("白塔乡", 2022)
PROCURED = {2019: "687856", 2020: "1200000"}


def _report(name: str, year: int) -> Report:
    made = factory.report(1, name, year, parents=("清水县",), busy=False)
    if name == BUSY:
        made = factory.with_cell(made, "3.new.natural", str(APPLICATIONS[year]))
        made = factory.with_cell(made, "3.new.total", str(APPLICATIONS[year]))
    if year in PROCURED:
        made = factory.with_cell(made, "2.procurement.amount", PROCURED[year] if name == BUSY else "0")
    if (name, year) == ("石桥镇", 2023):
        made = factory.with_cell(made, "3.new.total", None, Status.BLANK)
        made = factory.with_cell(made, "3.new.natural", None, Status.BLANK)
    return made


def reports() -> list[Report]:
    """All reports but the missing one."""
    return [_report(name, year) for name in TOWNSHIPS for year in YEARS if (name, year) != MISSING]


def store(folder: Path) -> Snapshot:
    """The county in a store."""
    return factory.store(folder, reports())
