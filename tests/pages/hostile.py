"""A county with figures no arithmetic expects: parts above the whole, 16 digits, negative, broken or missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.model import Report, Status
from data.store import Snapshot
from tests import factory

LONGEST = "9999999999999999"  # 16 digits, the most that a store keeps
TOWNSHIPS = ("云山镇", "石桥镇", "白塔乡", "东关街道", "柳河镇", "沙河镇", "北山乡")
YEARS = range(2019, 2026)
RATES = ("3.granted.total", "3.partly.total", "3.closed.total", "4.reviews.corrected", "4.reviews.total")
COUNTS = ("3.new.total", "3.carried_out.total", "4.reviews.pending", "2.licences.decisions", "2.penalties.decisions")
MONEY = ("2.procurement.amount", "2.procurement.projects", "2.fees.amount")
# Unit → what it says in one of three years: (cells, value) by the year's remainder.
SAID: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "云山镇": (RATES, ("11", "0", "1", "3", "1")),  # 11 of 1 disclosed, 3 of 1 corrected
    "石桥镇": (RATES, ("60", "30", "20", "40", "21")),
    "白塔乡": ((*RATES, *COUNTS, *MONEY), (LONGEST,) * 13),
    "东关街道": ((*COUNTS, *MONEY), (LONGEST,) * 8),
    "柳河镇": ((*RATES, *COUNTS), ("-3",) * 10),
    "沙河镇": ((*RATES, *COUNTS), ("0.5", "1.5", "7.5", "2.5", "6.5", "3.5", "1.5", "0.5", "8.5", "2.5")),
    "北山乡": ((*RATES, *COUNTS), ("",) * 10),  # more digits than that: no value, doubtful
}


def _report(name: str, year: int) -> Report:
    made = factory.report(1, name, year, parents=("清水县",), busy=True)
    cells, values = SAID[name]
    if year % 3 == 1 and name != "东关街道":
        return made
    there = {reading.indicator for reading in made.readings}
    for code, value in zip(cells, values, strict=True):
        whole = value.isdecimal()
        if code in there:
            status = Status.REPORTED if whole else Status.DOUBTFUL
            made = factory.with_cell(made, code, value or None, status, raw=value or "1" * 17)
    return made


def reports() -> list[Report]:
    """A report of each unit and year."""
    return [_report(name, year) for name in TOWNSHIPS for year in YEARS]


def store(folder: Path) -> Snapshot:
    """The county in a store."""
    return factory.store(folder, reports())
