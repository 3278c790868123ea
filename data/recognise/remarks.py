"""What only prose and table together tell; what the numbers tell alone is for `data.checks`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data import forms
from data.model import Finding, Report, Severity, Status
from data.numbers import plain
from data.recognise import prose


def remarks(report: Report) -> tuple[Finding, ...]:
    """Findings that need the whole report."""
    return (*_prose_against_table(report), *_read_from_prose(report))


def _prose_against_table(report: Report) -> Iterator[Finding]:
    values = {
        reading.indicator: reading.value
        for reading in report.readings
        if reading.value is not None and reading.status is Status.REPORTED
    }
    said, table = prose.applications(report.narrative), values.get("3.new.total")
    if said and table is not None and said.value not in (table, table + values.get("3.carried_in.total", Decimal(0))):
        evidence = {"prose": plain(said.value), "table": plain(table), "sentence": said.sentence}
        yield Finding("prose_disagrees", Severity.WARNING, ("3.new.total",), evidence)


def _read_from_prose(report: Report) -> Iterator[Finding]:
    for reading in report.readings:
        if reading.indicator in forms.PROSE and reading.value is not None:
            evidence = {
                "label": forms.PROSE[reading.indicator].row,
                "value": plain(reading.value),
                "sentence": reading.raw,
            }
            yield Finding("from_prose", Severity.INFO, (reading.indicator,), evidence, reading.place)
