"""CSV: UTF-8, in files with the BOM that Excel needs; filters and notes stand before the header, each after a #."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from analytics.export.format import Format, decimal
from analytics.export.table import Column, Table
from data.numbers import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _guarded(value: object) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; a number, -3 or +19, does not."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA):
        try:
            Decimal(text)
        except InvalidOperation:
            return f"'{text}"
    return text


def _writer(column: Column) -> Callable[[object], str]:
    match column.kind:
        case "decimal":
            return lambda value: "" if (number := decimal(value)) is None else plain(number)
        case "flag":
            return lambda value: "true" if value else "false"
        case "text" if not column.verbatim:
            return _guarded
    return lambda value: "" if value is None else str(value)


def stream(table: Table, out: BinaryIO, lang: str) -> None:
    """Lines end in a line feed alone; a reader that must skip filters and notes takes # for a comment."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    write = csv.writer(text, lineterminator="\n")
    write.writerows([f"# {line}"] for line in (*table.filters, *table.notes))
    write.writerow(table.header)
    writers = [_writer(column) for column in table.columns]
    write.writerows([write(value) for write, value in zip(writers, row, strict=True)] for row in table.rows)
    text.flush()
    text.detach()


CSV = Format("csv", "csv", "text/csv", stream, preamble=codecs.BOM_UTF8)
