"""A fault to plant, and small changes to a report that faults are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from data.demo.damage.proof import ANYWHERE
from data.demo.draws import Draws
from data.model import Reading, Report, Status

Plant = Callable[[Report, Draws], Report | None]  # None: this report can't have it


@dataclass(frozen=True)
class Fault:
    """One way in which a rule is broken.

    `also` are rules that may rightly speak of it too. `damage` names a damage of `data.demo.damage` that does it in
    print, where a report alone can't show it. In other `formats` another rule would tell of it.
    """

    rule: str
    plant: Plant = lambda report, draws: report
    also: frozenset[str] = frozenset()
    damage: str | None = None
    formats: frozenset[str] = ANYWHERE


def values(report: Report) -> dict[str, Decimal]:
    """The figures of the report's tables."""
    return {reading.indicator: reading.value for reading in report.readings if reading.value is not None}


def printed(report: Report, cells: Mapping[str, str], value: Mapping[str, Decimal] | None = None) -> Report:
    """The report with other text in some cells, plain numbers unless `value` says what they are worth."""

    def changed(reading: Reading) -> Reading:
        raw = cells[reading.indicator]
        return replace(reading, raw=raw, value=(value or {}).get(reading.indicator, _number(raw)))

    return replace(report, readings=tuple(changed(r) if r.indicator in cells else r for r in report.readings))


def _number(raw: str) -> Decimal | None:
    return Decimal(raw) if raw.lstrip("-").isdigit() else None


def missing(report: Report, *beginnings: str) -> Report:
    """The report without the cells whose codes begin so."""

    def gone(reading: Reading) -> Reading:
        return replace(reading, raw="", value=None, status=Status.MISSING)

    readings = (gone(r) if r.indicator.startswith(beginnings) else r for r in report.readings)
    return replace(report, readings=tuple(readings))


def told(report: Report, story: Mapping[str, str]) -> Report:
    """The report with these sections told otherwise."""
    return replace(report, narrative={**report.narrative, **story})


def added(report: Report, section: str, line: str) -> Report:
    """The report with one more line at the end of a section."""
    before = report.narrative.get(section, "")
    return told(report, {section: f"{before}\n{line}" if before else line})


def without_lines(report: Report, section: str, *words: str) -> Report | None:
    """The report without the lines of a section that hold one of these words; None if there is none."""
    lines = report.narrative.get(section, "").splitlines()
    kept = [line for line in lines if not any(word in line for word in words)]
    return told(report, {section: "\n".join(kept)}) if len(kept) < len(lines) else None
