"""Boxes → readings: number, unit, status, and a finding for each doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from data import forms
from data.model import Finding, Place, Reading, Status
from data.numbers import DECIMALS, plain, too_long
from data.recognise.glyphs import simplify
from data.recognise.labels import LIKE, match_columns, match_row
from data.recognise.numerals import MONEY, Numeral, parse
from data.recognise.rows import Row
from data.recognise.tables import Box, Table

CENTS = 2  # decimals that an amount in 元 can have
CONFIDENCE = {Status.DOUBTFUL: 0.5, Status.MISSING: 0.0}
# A guess with a value, and a cell whose value may not be given.
GUESS, SHUT = 0.5, 0.1
# Told once for a table, whatever rows they concern.
OF_A_TABLE = frozenset({
    "cells_missing", "heads_differ", "sums_fail", "out_of_order", "row_without_numbers", "tables_differ",
})  # fmt: skip
# From here on a number is more likely two that ran together than so many cases.
MOST = 10**8
_NOWHERE = Place()
_UNIT = re.compile(r"亿元|万元|元")


def header_unit(rows: Sequence[Row], form: str) -> dict[str, str]:
    """Column code → the unit of money that its head, or the row's own label, names in this document."""
    units: dict[str, str] = {}
    paid = [indicator.row for indicator in forms.indicators(form, "2") if indicator.unit == "元"]
    for index, row in enumerate(rows):
        for piece in row.pieces:
            if piece.value or not piece.text:
                continue
            text = simplify(piece.text)
            after = simplify(rows[index + 1].text) if index + 1 < len(rows) else ""
            for candidate in (text, text + after):
                columns = match_columns(candidate, "2")
                unit = _UNIT.search(candidate)
                head = "金额" in candidate and columns.get((form, "amount"), 0) >= LIKE
                if unit and (head or any(match_row((candidate,), "2").get(row, 0) >= 1.0 for row in paid)):
                    units.setdefault("amount", unit[0])
    return units


class Readings:
    """Collects the readings of a report; each declared cell exactly once."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.findings: list[Finding] = []
        self._doubts: dict[tuple[str, str], list[tuple[str, Place, str]]] = {}

    def table(self, table: Table, section: str, units: Mapping[str, str]) -> None:
        """All cells of one table and its extra rows."""
        for indicator in forms.indicators(table.form, section):
            self._cell(indicator, table.boxes.get(indicator.code), units.get(indicator.column), None)
        for label, boxes in table.extras:
            for code, box in boxes.items():
                self._cell(forms.INDICATORS[code], box, units.get(forms.INDICATORS[code].column), label)
        for rule, codes in table.remarks.items():
            self.findings.append(Finding(rule, tuple(codes), {"cells": cells_in_words(codes, table.form)}))
        self._tell(table.form)

    def absent(self, section: str, form: str) -> None:
        """A table that is not in the document: every cell missing."""
        for indicator in forms.indicators(form, section):
            self.readings.append(Reading(indicator.code, "", None, indicator.unit, Status.MISSING, confidence=0.0))
        title = next(s.title for s in forms.SECTIONS if s.number == section)
        self.findings.append(Finding("table_missing", (), {"section": title}))

    def _cell(self, indicator: forms.Indicator, box: Box | None, unit: str | None, label: str | None) -> None:
        if box is None or (box.piece is None and not box.shut):
            value, status, rule, raw = None, Status.MISSING, "cells_missing", ""
        elif box.shut or box.piece is None:
            value, status, rule, raw = None, Status.DOUBTFUL, box.rule, box.raw
        else:
            value, status, rule = _read(indicator, parse(box.piece.text), unit)
            raw = box.raw or box.piece.raw
            # A blank too: a printed number may belong there.
            if box.piece.doubt or (box.rule and not (rule and value is None)):
                status, rule = Status.DOUBTFUL, box.piece.doubt or box.rule
        place = box.piece.place if box and box.piece else _NOWHERE
        confidence = 1.0 if status not in CONFIDENCE else CONFIDENCE[status] if value is not None else SHUT
        code = indicator.code
        self.readings.append(Reading(code, raw, value, indicator.unit, status, place, confidence, label))
        if rule:
            self._doubts.setdefault((rule, "" if rule in OF_A_TABLE else indicator.row), []).append((
                f"{code}@{label}" if label else code,
                place,
                raw,
            ))

    def _tell(self, form: str) -> None:
        for (rule, _), cells in self._doubts.items():
            codes = tuple(code for code, _, _ in cells)
            raws = [raw for _, _, raw in cells if raw]
            raw = raws[0] if len(set(raws)) == 1 else " ".join(raws)
            evidence = {"cells": cells_in_words(codes, form), "raw": raw}
            self.findings.append(Finding(rule, codes, evidence, cells[0][1]))
        self._doubts.clear()


def cells_in_words(codes: Sequence[str], form: str) -> str:
    """The rows that the cells stand in, and their columns where not all of them are meant."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        indicator = forms.INDICATORS[code.partition("@")[0]]
        row, column = indicator.labels.get(form) or next(iter(indicator.labels.values()))
        parts.setdefault(code.partition("@")[2] or row.split("/")[-1], []).append(column)
    whole = {len(block.columns) for section in ("3", "4") for block in forms.blocks(form, section)}
    full = {row: len(columns) in whole for row, columns in parts.items()}
    return "；".join(row if full[row] else f"{row}（{'、'.join(columns)}）" for row, columns in parts.items())


def _read(indicator: forms.Indicator, numeral: Numeral | None, unit: str | None) -> tuple[Decimal | None, Status, str]:
    """Value in the indicator's unit, status, and the finding's rule if there is a doubt."""
    if numeral is None:
        return None, Status.DOUBTFUL, "text_for_number"
    if numeral.value is None:
        return None, numeral.status, numeral.doubt or ""
    value, rule = numeral.value, numeral.doubt or ""
    if indicator.unit == "元":
        value, missing = _in_yuan(indicator, numeral, unit)
        rule = rule or missing
    elif numeral.unit:
        rule = rule or "unit_unexpected"
    rule = rule or _oddity(indicator, value)
    exact = _exact(value)
    if exact is None:
        return None, Status.DOUBTFUL, "too_many_decimals"
    if too_long(exact):
        return None, Status.DOUBTFUL, "number_too_long"
    return exact, Status.DOUBTFUL if rule else Status.REPORTED, rule


def _in_yuan(indicator: forms.Indicator, numeral: Numeral, unit: str | None) -> tuple[Decimal, str]:
    """Money in 元: the cell's own unit, else the head's, else what the form's head says, and then a doubt."""
    number = numeral.value or Decimal(0)
    named = numeral.unit or unit
    if unit == named == "元" != numeral.unit and _decimals(number) > CENTS:  # the head may have lost its 万
        return number, "number_unclear"
    if named or not number:
        return number * MONEY[named or "元"], ""
    return number * MONEY[indicator.header_unit or "元"], "unit_missing"


def _oddity(indicator: forms.Indicator, value: Decimal) -> str:
    if value < 0 and not indicator.signed:
        return "number_negative"
    if indicator.unit != "元" and abs(value) >= MOST:
        return "number_unclear"
    return "number_not_whole" if indicator.unit != "元" and value != value.to_integral_value() else ""


@lru_cache(maxsize=4096)
def _exact(value: Decimal) -> Decimal | None:
    """A number without trailing zeros; None if it has more decimals than the store keeps."""
    return None if _decimals(value) > DECIMALS else Decimal(plain(value))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
