"""The store that a command reads. Apart from the options: a command that reads none does not load DuckDB for it."""

from __future__ import annotations

from pathlib import Path

from data.errors import BadStore
from data.store import Snapshot, Store, default_folder


def live(store: Path | None) -> Snapshot:
    """The snapshot to read of the store in a folder, by default the user's own. Raises BadStore if it has none."""
    folder = store or default_folder()
    snapshot = Store(folder).live()
    if snapshot is None:
        raise BadStore("store_empty", store=folder)
    return snapshot
