"""A snapshot: one immutable DuckDB file, read by any number of threads and processes at once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import duckdb

from data.errors import BadStore

SCHEMA_VERSION = 3
# Connections kept for each store: the live snapshot and the one before, which running queries may still read.
KEPT_OPEN = 2

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
                raise BadStore("store_broken", store=path.parent.parent, snapshot=path.name) from error
        kept.move_to_end(path)
        while len(kept) > KEPT_OPEN:
            kept.popitem(last=False)
        return kept[path]


@lru_cache(maxsize=64)  # the files never change, so neither does what they say of themselves
def opened(path: Path) -> Snapshot:
    """The snapshot in a file. Raises BadStore if it can't be read or another version of the schema wrote it."""
    cursor = _connection(path).cursor()
    try:
        found = cursor.execute("SELECT schema_version, snapshot_id, kind FROM store_info").fetchone()
    except duckdb.Error as error:
        raise BadStore("store_broken", store=path.parent.parent, snapshot=path.name) from error
    if found is None:
        raise BadStore("store_broken", store=path.parent.parent, snapshot=path.name)
    version, snapshot_id, kind = found
    if version != SCHEMA_VERSION:
        key = "store_newer" if version > SCHEMA_VERSION else "store_older"
        raise BadStore(key, store=path.parent.parent, found=version, known=SCHEMA_VERSION)
    return Snapshot(snapshot_id, path, kind)
