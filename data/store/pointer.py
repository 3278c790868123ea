"""The pointer: one small file in the store's folder that names the live snapshot."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data.errors import BadStore
from data.store.disk import sync_file, sync_folder

NAME = "live"
SNAPSHOTS = "snapshots"
DRAFT = ".draft-"  # prefix of a snapshot that is still being written
# Number of the import, then a random part, so that no name is ever used twice.
SNAPSHOT_ID = re.compile(r"\d{6,}-[0-9a-f]{8}")
_TRIES = 50
_PAUSE = 0.02

T = TypeVar("T")


def _patiently(step: Callable[[], T]) -> T:
    """Windows refuses to replace a file while someone reads it, and to read it while it is replaced: try again."""
    for _ in range(_TRIES - 1):
        try:
            return step()
        except PermissionError:
            time.sleep(_PAUSE)
    return step()


def check(folder: Path) -> None:
    """Raises BadStore if the folder holds other things and no store: it is not ours to write in."""
    if folder.exists() and not folder.is_dir():
        raise BadStore("store_no_folder", store=folder)
    if folder.is_dir() and not (folder / NAME).exists():
        # A first import that was killed leaves these, and no pointer.
        ours = {SNAPSHOTS, "documents", f".{NAME}.new", ".incoming", ".lock"}
        if any(entry.name not in ours for entry in folder.iterdir()):
            raise BadStore("store_foreign", store=folder)


def path(folder: Path, snapshot_id: str) -> Path:
    """The file of a snapshot."""
    return folder / SNAPSHOTS / f"{snapshot_id}.duckdb"


def is_snapshot(file: Path) -> bool:
    """Whether a file has the name of a finished snapshot."""
    return file.suffix == ".duckdb" and SNAPSHOT_ID.fullmatch(file.stem) is not None


def read(folder: Path) -> str | None:
    """Id of the live snapshot, or None if the store has none yet. Raises BadStore if it is no id."""
    pointer = folder / NAME
    try:
        text = _patiently(lambda: pointer.read_text(encoding="utf-8", errors="replace")).strip()
    except FileNotFoundError:
        return None
    if not SNAPSHOT_ID.fullmatch(text):
        raise BadStore("store_pointer_broken", store=folder, pointer=pointer)
    return text


def replace(folder: Path, snapshot_id: str) -> None:
    """Make `snapshot_id` the live one, in one step: a reader sees the old name or the new one."""
    fresh = folder / f".{NAME}.new"
    fresh.write_text(f"{snapshot_id}\n", encoding="utf-8", newline="\n")
    sync_file(fresh)
    _patiently(lambda: os.replace(fresh, folder / NAME))
    sync_folder(folder)
