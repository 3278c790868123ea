"""Reports as the lines of `export cells`, for tests that need no store."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from data import forms, readers
from data.model import Report
from data.numbers import plain
from data.recognise import recognise

COLUMNS = ["source_file", "jurisdiction", "year", "form", "section", "row", "column", "raw", "value", "unit", "status"]


def lines(report: Report) -> list[dict[str, str]]:
    """One line for each cell of the report's forms, and for its extra rows."""
    found = []
    for reading in report.readings:
        if reading.indicator in forms.PROSE:
            continue
        indicator = forms.INDICATORS[reading.indicator]
        form = report.forms[indicator.section]
        row, column = indicator.labels[form]
        value = "" if reading.value is None else plain(reading.value)
        cells = (report.source_file, report.jurisdiction.name, str(report.year), form, indicator.section)
        found.append(
            dict(
                zip(
                    COLUMNS,
                    (*cells, reading.row_label or row, column, reading.raw, value, reading.unit, reading.status),
                    strict=True,
                )
            )
        )
    return found


def as_csv(reports: list[Report]) -> str:
    """The lines of several reports as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for report in reports:
        writer.writerows(lines(report))
    return out.getvalue()


def read_report(path: Path) -> Report:
    """The report in a file."""
    return recognise(readers.read(path.name, path.read_bytes()))
