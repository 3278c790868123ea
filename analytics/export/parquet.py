"""Parquet: decimals exact as DECIMAL(20,4), the store's own type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.export.format import Format, decimal
from analytics.export.table import Table

_ROWS_AT_ONCE = 50_000
_TYPES = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.decimal128(20, 4), "flag": pa.bool_()}


def _batches(table: Table) -> Iterator[list[Sequence[object]]]:
    rows = iter(table.rows)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield batch


def stream(table: Table, out: BinaryIO, lang: str) -> None:
    """A row group for every so many rows."""
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
    with pq.ParquetWriter(out, schema) as writer:
        for batch in _batches(table):
            arrays = [
                pa.array(map(decimal, values) if column.kind == "decimal" else values, _TYPES[column.kind])
                for column, values in zip(table.columns, zip(*batch, strict=True), strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


PARQUET = Format("parquet", "parquet", "application/vnd.apache.parquet", stream)
