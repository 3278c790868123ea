"""Reports against the cells expected of them: the lines of `export cells`, and a verdict on each."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from data import forms, readers
from data.model import Report
from data.numbers import plain
from data.recognise import recognise

COLUMNS = ("source_file", "jurisdiction", "year", "form", "section", "row", "column", "raw", "value", "unit", "status")
Expected = dict[tuple[str, str, str], Decimal]


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
        whose = (report.source_file, report.jurisdiction.name, str(report.year), form, indicator.section)
        cell = (reading.row_label or row, column, reading.raw, value, reading.unit, str(reading.status))
        found.append(dict(zip(COLUMNS, (*whose, *cell), strict=True)))
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


def document_of(expected: Path) -> Path:
    """X.txt, X.html … of X.expected.json."""
    stem = expected.name.removesuffix(".expected.json")
    return next(path for path in expected.parent.iterdir() if path.stem == stem and path.suffix != ".json")


def expected_cells(expected: dict) -> Iterator[tuple[tuple[str, str, str], Decimal]]:
    """(section, row, column) and its value; fees in 元, as exported."""
    form = expected["form_of_tables"]
    labels = [(i.section, *i.labels[form]) for i in forms.INDICATORS.values() if form in i.labels]
    for row, values in (expected.get("section2") or {}).items():
        columns = [column for section, own, column in labels if section == "2" and own == row]
        for column, value in zip(columns, values, strict=False):
            number = Decimal(value.replace("+", ""))
            yield ("2", row, column), number * (10000 if "收费金额" in column else 1)
    for row, cells in (expected.get("section3") or {}).items():
        for column, value in cells.items():
            yield ("3", row, column), Decimal(str(value))
    for key, value in (expected.get("section4") or {}).items():
        row, column = key.rsplit("/", 1)
        yield ("4", row.split("/")[-1], column), Decimal(str(value))


def verdicts(path: Path) -> tuple[Counter[str], list[str]]:
    """right, doubtful, flagged, missing and WRONG cells of the document beside an expected.json, by its rules."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    report = read_report(document_of(path))
    wanted = dict(expected_cells(expected)) if expected["form_of_tables"] else {}
    read = {(line["section"], line["row"], line["column"]): line for line in lines(report)}
    count, wrong = Counter[str](), []
    if expected["unit"] not in report.jurisdiction.name or report.year != expected["data_year"]:
        wrong.append(f"{report.jurisdiction.name} {report.year}")
    if expected["form_of_tables"] and report.forms["2"] != expected["form_of_tables"]:
        wrong.append(f"form {report.forms['2']}")
    for key, want in wanted.items():
        line = read.get(key, {"value": "", "status": "missing", "raw": ""})
        empty_zero = line["value"] == "" and want == 0
        unread = line["status"] == "missing" or (empty_zero and not expected.get("zeros_may_be_empty"))
        if "|".join(key) in expected.get("doubt_allowed", []) and (unread or line["status"] == "doubtful"):
            continue
        right = not unread and Decimal(line["value"] or 0) == want
        sure = line["status"] != "doubtful"
        count["missing" if unread else "right" if right and sure else "doubtful" if right else "flagged"] += 1
        if not (unread or right) and sure:
            wrong.append(f"{key}: want {want}, read {line['raw']!r}")
    for key, line in read.items():
        if key not in wanted and line["status"] not in ("missing", "doubtful") and line["value"] not in ("", "0"):
            wrong.append(f"{key}: not in the document, read {line['raw']!r}")
    count["WRONG"] = len(wrong)
    return count, wrong
