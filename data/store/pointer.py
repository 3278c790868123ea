"""The pointer: one small file in the store's folder that names the live snapshot."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from data.errors import BadStore
from data.store.disk import sync_file, sync_folder

NAME = "live"
SNAPSHOTS = "snapshots"
DRAFT = ".draft-"  # prefix of a snapshot that is still being written
UNFINISHED = ".first"  # stands while a store's very first import is under way
# What a store's folder may hold before its first import has ended.
WAITING = "waiting"  # documents that nobody has taken in yet: see data/waiting.py
OURS = {SNAPSHOTS, WAITING, "documents", "journal", f".{NAME}.new", ".incoming", ".lock", UNFINISHED}
# Number of the import, then a random part, so that no name is ever used twice.
SNAPSHOT_ID = re.compile(r"[0-9]{6,}-[0-9a-f]{8}")
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
    if folder.is_dir() and not (folder / NAME).exists() and any(entry.name not in OURS for entry in folder.iterdir()):
        raise BadStore("store_foreign", store=folder)


def path(folder: Path, snapshot_id: str) -> Path:
    """The file of a snapshot."""
    return folder / SNAPSHOTS / f"{snapshot_id}.duckdb"


def is_snapshot(file: Path) -> bool:
    """Whether a file has the name of a finished snapshot."""
    return file.suffix == ".duckdb" and SNAPSHOT_ID.fullmatch(file.stem) is not None


def number(snapshot_id: str) -> int:
    """The number of the import that made a snapshot."""
    return int(snapshot_id.partition("-")[0])


def snapshots(folder: Path) -> list[str]:
    """Ids of all finished snapshots in a store, the newest first; live or not, whole or not."""
    files = (folder / SNAPSHOTS).glob("*.duckdb") if (folder / SNAPSHOTS).is_dir() else ()
    return sorted((file.stem for file in files if is_snapshot(file)), key=lambda id: (number(id), id), reverse=True)


def read(folder: Path) -> str | None:
    """Id of the live snapshot, or None if the store has none yet.

    Raises BadStore if the pointer is no id, names no snapshot that is there, or is gone while there is a store.
    """
    pointer = folder / NAME
    try:
        text = _patiently(lambda: pointer.read_text(encoding="utf-8", errors="replace")).strip()
    except FileNotFoundError:
        if is_lost(folder):
            raise BadStore("store_pointer_lost", store=folder, pointer=pointer) from None
        return None
    if not SNAPSHOT_ID.fullmatch(text):
        raise BadStore("store_pointer_broken", store=folder, pointer=pointer)
    if not path(folder, text).exists():
        raise BadStore("store_pointer_astray", store=folder, pointer=pointer, snapshot=text)
    return text


def is_lost(folder: Path) -> bool:
    """Whether a folder without a pointer must have had one: there are snapshots or documents, and no first import
    was cut off here.
    """
    if (folder / UNFINISHED).exists():
        return False
    documents = folder / "documents"
    return bool(snapshots(folder)) or (documents.is_dir() and any(documents.iterdir()))


def begin(folder: Path) -> None:
    """Mark a store whose first snapshot is about to be made: if that is cut off, it is none that lost its pointer."""
    if not (folder / NAME).exists() and not is_lost(folder):
        (folder / UNFINISHED).touch()


def replace(folder: Path, snapshot_id: str) -> bool:
    """Make `snapshot_id` the live one, in one step: a reader sees the old name or the new one.

    Raises OSError if that failed. False: it is the live one, but the disk would not promise to keep it.
    """
    fresh = folder / f".{NAME}.new"
    fresh.write_text(f"{snapshot_id}\n", encoding="utf-8", newline="\n")
    sync_file(fresh)
    try:
        _patiently(lambda: os.replace(fresh, folder / NAME))
        sync_folder(folder)
    except OSError:
        with suppress(OSError, BadStore):  # what matters is what the next reader will find
            if read(folder) == snapshot_id:
                return False
        raise
    return True
