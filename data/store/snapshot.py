"""A snapshot: one immutable DuckDB file, read by any number of threads and processes at once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import duckdb

from data.errors import BadStore, fault
from data.forms import FORMS

SCHEMA_VERSION = 5
# Connections kept for each store: the live snapshot and the one before, which running queries may still read.
KEPT_OPEN = 2
_SHAPE = """
SELECT table_name, column_name, data_type FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' ORDER BY ALL
"""

_open: dict[Path, OrderedDict[Path, duckdb.DuckDBPyConnection]] = {}
_guard = Lock()


@dataclass(frozen=True)
class Snapshot:
    """One version of a store's data. `kind` is own, demo or sample."""

    id: str
    path: Path
    kind: str

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one query. Take a new one for each: threads that share one get each other's rows."""
        return _connection(self.path).cursor()


def broken(path: Path, error: Exception | None = None) -> BadStore:
    """What is told of a snapshot that can't be read, or of which a part can't."""
    return BadStore("store_broken", store=path.parent.parent, snapshot=path.name, detail=fault(error) if error else "")


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables, empty."""
    connection.execute((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8"))


@cache
def shape() -> list[tuple[str, ...]]:
    """Table, column and type of all that the schema declares, as DuckDB lists it."""
    with duckdb.connect() as connection:
        create(connection)
        return connection.execute(_SHAPE).fetchall()


def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    """The one read-only connection to a snapshot file.

    An old one is never closed, only forgotten: closing would break the queries that still run on it;
    forgotten, it goes when its last cursor does.
    """
    with _guard:
        kept = _open.setdefault(path.parent, OrderedDict())
        if path not in kept:
            try:
                kept[path] = duckdb.connect(path, read_only=True)
            except duckdb.Error as error:
                raise broken(path, error) from error
        kept.move_to_end(path)
        while len(kept) > KEPT_OPEN:
            kept.popitem(last=False)
        return kept[path]


@lru_cache(maxsize=64)  # the files never change, so neither does what they say of themselves
def opened(path: Path) -> Snapshot:
    """The snapshot in a file. Raises BadStore if it can't be read, if another version of the schema wrote it, or if its
    reports are on a form that is not declared.
    """
    cursor = _connection(path).cursor()
    try:
        kind = identity(cursor, path)
        found = cursor.execute(_SHAPE).fetchall()
    except duckdb.Error as error:
        raise broken(path, error) from error
    if found != shape():
        raise BadStore("store_shape", store=path.parent.parent, snapshot=path.name)
    if unknown := _forms(cursor) - set(FORMS):
        raise BadStore("store_form", store=path.parent.parent, forms="、".join(sorted(unknown)))
    return Snapshot(path.stem, path, kind)


def _forms(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """The forms that the tables of its reports are on."""
    return {form for (form,) in cursor.execute("SELECT DISTINCT unnest([form2, form3, form4]) FROM report").fetchall()}


def identity(cursor: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The kind of store that a snapshot says it is of. Raises BadStore if it is of another schema, or not the one that
    its file is named after: then it holds what an earlier import left, and its own data were lost.
    """
    found = cursor.execute("SELECT schema_version, snapshot_id, kind FROM store_info").fetchall()
    if len(found) != 1:
        raise broken(path)
    [(version, snapshot_id, kind)] = found
    if version != SCHEMA_VERSION:
        key = "store_newer" if version > SCHEMA_VERSION else "store_older"
        raise BadStore(key, store=path.parent.parent, found=version, known=SCHEMA_VERSION)
    if snapshot_id != path.stem:
        raise broken(path)
    return str(kind)


def whole(path: Path) -> None:
    """Reads a snapshot to its last block, through a connection of its own. Raises BadStore if that fails."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            identity(connection, path)
            tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
            for (table,) in tables:
                connection.execute(f'SELECT max(hash(t)) FROM "{table}" t').fetchall()
            if connection.execute(_SHAPE).fetchall() != shape():
                raise BadStore("store_shape", store=path.parent.parent, snapshot=path.name)
    except duckdb.Error as error:
        raise broken(path, error) from error
