"""What a report's numbers tell against each other and against their form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from data import forms
from data.checks.repair import Cause, causes, written
from data.forms import Identity
from data.model import Finding, Place, Reading, Report, Status
from data.numbers import plain

Cells = Mapping[str, Reading]  # by indicator, without a province's extra rows


def arithmetic(report: Report, cells: Cells) -> Iterator[Finding]:
    """Sums that do not close, and decisions filled in as a sum."""
    yield from _decisions_as_sum(report, cells)
    yield from _broken_sums(report, cells)


def reported(cells: Cells, code: str) -> Decimal | None:
    """The value of a cell that is known for certain."""
    reading = cells.get(code)
    return reading.value if reading and reading.status is Status.REPORTED else None


def _broken_sums(report: Report, cells: Cells) -> Iterator[Finding]:
    for section in forms.TABLE_SECTIONS:
        held = {code: value for code in cells if (value := reported(cells, code)) is not None}
        sums: list[Identity] = []
        open_sums: list[Identity] = []
        # An empty cell counts as 0 only where the sum then closes: an open sum is a fault only if all are known, or if
        # the parts that are known are more than their whole already.
        for identity in forms.identities(report.forms[section]):
            if forms.INDICATORS[identity.left[0]].section == section:
                whole = all(code in held for code in (*identity.left, *identity.right))
                (sums if whole else open_sums).append(identity)
        for identity in open_sums:
            if not identity.printed:
                values = {code: held[code] for code in (*identity.left, *identity.right) if code in held}
                yield from _parts_above_whole(report, identity, values, cells)
        why = {
            identity: (f"{section}.{number}", cause)
            for number, cause in enumerate(causes(held, sums), start=1)
            for identity in cause.sums
        }
        for identity in filter(why.__contains__, sums):
            yield _broken_sum(report, identity, held, cells[identity.left[0]].place, *why[identity])


def _parts_above_whole(
    report: Report, identity: Identity, values: dict[str, Decimal], cells: Cells
) -> Iterator[Finding]:
    """Some parts are not known, and the others are more than the whole all the same: a share of it would pass 1."""
    [whole] = identity.left
    known = {code: value for code, value in values.items() if code != whole}
    if whole not in values or any(value < 0 for value in known.values()):
        return
    together = sum(known.values(), Decimal(0))
    if together > values[whole]:
        row, column = forms.INDICATORS[whole].labels[report.forms[forms.INDICATORS[whole].section]]
        evidence = {
            "row": row.rsplit("/", 1)[-1],
            "column": column,
            "whole": plain(values[whole]),
            "parts": plain(together),
        }
        filled = tuple(code for code, value in known.items() if value)
        yield Finding("parts_above_whole", (whole, *filled), evidence, cells[whole].place)


def _broken_sum(
    report: Report, identity: Identity, held: Mapping[str, Decimal], place: Place, number: str, cause: Cause
) -> Finding:
    """`number` is that of the mistake, the same for all sums that it breaks; its repairs are as `written`."""
    total = forms.INDICATORS[identity.left[0]]
    row, column = total.labels[report.forms[total.section]]
    left, right = (sum((held[code] for code in side), Decimal(0)) for side in (identity.left, identity.right))
    # The printed sum is told part by part: its rows are new, carried_in, closed and carried_out.
    parts = (*identity.left, *identity.right)
    named = {forms.INDICATORS[code].row: plain(held[code]) for code in parts} if identity.printed else {}
    return Finding(
        f"identity_{identity.code}",
        parts,
        {
            **named,
            "row": row.rsplit("/", 1)[-1],
            "column": column,
            "left": plain(left),
            "right": plain(right),
            "difference": plain(abs(left - right)),
            "cause": number,
            "repairs": written(cause.repairs),
        },
        place,
    )


def _decisions_as_sum(report: Report, cells: Cells) -> Iterator[Finding]:
    """处理决定数量, the decisions of a year, filled as last year's items plus the change (21, +19, 40)."""
    for block in forms.blocks(report.forms["2"], "2"):
        columns = {column.code: column for column in block.columns}
        if not {"items", "change", "decisions"} <= columns.keys():
            continue
        for row in block.rows:
            codes = tuple(block.code(row, columns[name]) for name in ("items", "change", "decisions"))
            items, change, decisions = (reported(cells, code) for code in codes)
            if items and change and decisions and items + change == decisions:
                evidence = {
                    "row": row.label,
                    "items": plain(items),
                    "change": f"{'+' if change > 0 else ''}{plain(change)}",
                    "decisions": plain(decisions),
                }
                yield Finding("decisions_as_sum", codes, evidence, cells[codes[2]].place)
