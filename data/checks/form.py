"""What a report tells against the form in force, and against the law."""

from __future__ import annotations

from collections.abc import Iterator

from data import forms
from data.checks.arithmetic import Cells, reported
from data.model import Finding, Report, Status
from data.numbers import plain

# 规章 are made by departments of the State Council, provinces and cities with districts (立法法), never by these.
TOWNSHIPS = ("乡", "民族乡", "镇", "街道")


def form(report: Report, cells: Cells) -> Iterator[Finding]:
    """Tables on the superseded form, 规章 of those who can't make them, and fewer in force than there must be."""
    yield from _superseded_form(report)
    yield from _rules_of_townships(report, cells)
    yield from _in_force_below_made(report, cells)


def _superseded_form(report: Report) -> Iterator[Finding]:
    """A table that is the same on both forms can't be on a superseded one."""
    now = forms.BY_NAME[forms.of_year(report.year)]
    read = {r.indicator for r in report.readings if r.status is not Status.MISSING}
    old = [
        section
        for section, form in report.forms.items()
        if forms.BY_NAME[form].since < now.since
        and forms.differ(section, form, now.name)
        and any(cell.code in read for cell in forms.indicators(form, section))
    ]
    if old:
        evidence = {"sections": "、".join(f"“{forms.TITLES[number]}”" for number in old), "year": str(report.year)}
        yield Finding("superseded_form", (), evidence)


def _rules_of_townships(report: Report, cells: Cells) -> Iterator[Finding]:
    if report.jurisdiction.kind not in TOWNSHIPS:
        return
    for code, reading in cells.items():
        indicator = forms.INDICATORS.get(code)
        if indicator and (indicator.section, indicator.row) == ("2", "rules") and reported(cells, code):
            row, column = indicator.labels[report.forms["2"]]
            evidence = {"row": row, "column": column, "raw": reading.raw, "kind": report.jurisdiction.kind}
            yield Finding("township_rules", (code,), evidence, reading.place)


def _in_force_below_made(report: Report, cells: Cells) -> Iterator[Finding]:
    """What was made in the year is in force at its end, or was repealed in it: fewer can't be in force."""
    for block in forms.blocks(report.forms["2"], "2"):
        columns = {column.code: column for column in block.columns}
        if not {"made", "repealed", "in_force"} <= columns.keys():
            continue
        for row in block.rows:
            if row.code == "rules" and report.jurisdiction.kind in TOWNSHIPS:
                continue  # that there are any is told already
            codes = tuple(block.code(row, columns[name]) for name in ("in_force", "made", "repealed"))
            in_force, made, repealed = (reported(cells, code) for code in codes)
            if in_force is None or made is None or repealed is None or in_force >= made - repealed:
                continue
            evidence = {"row": row.label, "in_force": plain(in_force), "made": plain(made), "repealed": plain(repealed)}
            yield Finding("in_force_below_made", codes, evidence, cells[codes[0]].place)
