"""JSON: a list with an object a row; decimals are number literals with every digit."""

from __future__ import annotations

import json
from typing import BinaryIO

from analytics.export.format import Format, decimal
from analytics.export.table import Column, Table
from data.numbers import plain


def _literal(column: Column, value: object) -> str:
    if column.kind == "decimal":
        number = decimal(value)
        return "null" if number is None else plain(number)
    return json.dumps(value, ensure_ascii=False)


def stream(table: Table, out: BinaryIO, lang: str) -> None:
    """One row a line."""
    keys = [json.dumps(name, ensure_ascii=False) for name in table.header]
    before = "[\n"
    for row in table.rows:
        cells = zip(keys, table.columns, row, strict=True)
        line = ", ".join(f"{key}: {_literal(column, value)}" for key, column, value in cells)
        out.write(f"{before}{{{line}}}".encode())
        before = ",\n"
    out.write(b"[]\n" if before == "[\n" else b"\n]\n")


JSON = Format("json", "json", "application/json", stream)
