"""What a report says against itself, its form and the law: arithmetic first, then what is merely odd."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data import forms
from data.forms import Identity
from data.model import Finding, Place, Reading, Report, Severity, Status
from data.numbers import plain

# The form of 2021 holds from that data year on (国办公开办函〔2021〕30号).
NEW_FORM_FROM = 2021
# 规章 are made by departments of the State Council, provinces and cities with districts (立法法), never by these.
TOWNSHIPS = ("乡", "民族乡", "镇", "街道")
# The tables that differ between the forms: the others can't be on a superseded one.
_CHANGED = tuple(s for s in forms.TABLE_SECTIONS if forms.indicators("2019", s) != forms.indicators("2021", s))


def check(report: Report) -> tuple[Finding, ...]:
    """All that the report's own numbers tell, in the order of the form; recognition has its findings already."""
    cells = {reading.indicator: reading for reading in report.readings if reading.row_label is None}
    return (
        *_superseded_form(report),
        *_rules_of_townships(report, cells),
        *_decisions_as_sum(report, cells),
        *_broken_sums(report, cells),
    )


def _reported(cells: dict[str, Reading], code: str) -> Decimal | None:
    """The value of a cell that is known for certain."""
    reading = cells.get(code)
    return reading.value if reading and reading.status is Status.REPORTED else None


def _broken_sums(report: Report, cells: dict[str, Reading]) -> Iterator[Finding]:
    for section in forms.TABLE_SECTIONS:
        for identity in forms.identities(report.forms[section]):
            parts = (*identity.left, *identity.right)
            if forms.INDICATORS[parts[0]].section != section:
                continue
            values = {code: value for code in parts if (value := _reported(cells, code)) is not None}
            # An empty cell counts as 0 only where the sum then closes: an open sum is a fault only if all are known.
            if len(values) < len(parts):
                continue
            left, right = (sum((values[code] for code in side), Decimal(0)) for side in (identity.left, identity.right))
            if left != right:
                yield _broken_sum(report, identity, values, left, right, cells[identity.left[0]].place)


def _broken_sum(
    report: Report, identity: Identity, values: dict[str, Decimal], left: Decimal, right: Decimal, place: Place
) -> Finding:
    total = forms.INDICATORS[identity.left[0]]
    row, column = total.labels[report.forms[total.section]]
    # The printed sum is told part by part: its rows are new, carried_in, closed and carried_out.
    named = {forms.INDICATORS[code].row: plain(value) for code, value in values.items()} if identity.printed else {}
    return Finding(
        f"identity_{identity.code}",
        Severity.ERROR,
        (*identity.left, *identity.right),
        {
            **named,
            "row": row.rsplit("/", 1)[-1],
            "column": column,
            "left": plain(left),
            "right": plain(right),
            "difference": plain(abs(left - right)),
        },
        place,
    )


def _decisions_as_sum(report: Report, cells: dict[str, Reading]) -> Iterator[Finding]:
    """Form 2019: 处理决定数量, the decisions of a year, filled as last year's items plus the change (21, +19, 40)."""
    for block in forms.blocks(report.forms["2"], "2"):
        columns = {column.code: column for column in block.columns}
        if not {"items", "change", "decisions"} <= columns.keys():
            continue
        for row in block.rows:
            codes = tuple(block.code(row, columns[name]) for name in ("items", "change", "decisions"))
            items, change, decisions = (_reported(cells, code) for code in codes)
            if items and change and decisions and items + change == decisions:
                evidence = {
                    "row": row.label,
                    "items": plain(items),
                    "change": f"{'+' if change > 0 else ''}{plain(change)}",
                    "decisions": plain(decisions),
                }
                yield Finding("decisions_as_sum", Severity.WARNING, codes, evidence, cells[codes[2]].place)


def _superseded_form(report: Report) -> Iterator[Finding]:
    if report.year < NEW_FORM_FROM:
        return
    read = {r.indicator for r in report.readings if r.status is not Status.MISSING}
    titles = {section.number: section.title for section in forms.SECTIONS}
    old = [
        section
        for section in _CHANGED
        if report.forms[section] == "2019" and any(i.code in read for i in forms.indicators("2019", section))
    ]
    if old:
        evidence = {"sections": "、".join(f"“{titles[number]}”" for number in old), "year": str(report.year)}
        yield Finding("superseded_form", Severity.WARNING, (), evidence)


def _rules_of_townships(report: Report, cells: dict[str, Reading]) -> Iterator[Finding]:
    if report.jurisdiction.kind not in TOWNSHIPS:
        return
    for code, reading in cells.items():
        indicator = forms.INDICATORS.get(code)
        if indicator and (indicator.section, indicator.row) == ("2", "rules") and _reported(cells, code):
            row, column = indicator.labels[report.forms["2"]]
            evidence = {"row": row, "column": column, "raw": reading.raw, "kind": report.jurisdiction.kind}
            yield Finding("township_rules", Severity.WARNING, (code,), evidence, reading.place)
