"""Rows of Python values as Arrow columns, which DuckDB reads where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa


def columns(rows: Iterable[Sequence[object]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as columns of the given types. Raises ValueError where a value would not fit exactly."""
    turned = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.RecordBatch.from_arrays(
        [pa.array(values, field.type) for values, field in zip(turned, schema, strict=True)], schema=schema
    )


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table | pa.RecordBatch) -> Iterator[None]:
    """Within it, statements on this connection know the table by this name."""
    connection.register(name, table)
    try:
        yield
    finally:
        connection.unregister(name)
