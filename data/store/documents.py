"""The originals, each as it came, under the hash of its content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.store.disk import sync_file, sync_folder

NAME = "documents"
INCOMING = ".incoming"
_SYNCS = 16  # at once: a disk brings many files down together in little more than the time of one


def path(folder: Path, sha256: str) -> Path:
    """Where the original with this hash lies in a store."""
    return folder / NAME / sha256


class Incoming:
    """Documents of an import under way: put aside until it is known which of them are taken.

    Only the holder of the store's lock may have one, so whatever a killed import left is cleared away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside = folder / INCOMING
        self.clear()
        self.aside.mkdir(parents=True)

    def put(self, sha256: str, content: bytes) -> None:
        target = self.aside / sha256
        if target.exists() or path(self.folder, sha256).exists():
            return
        target.write_bytes(content)

    def take(self, hashes: Iterable[str]) -> None:
        """Move these into the store's documents, safe on disk when this returns."""
        (self.folder / NAME).mkdir(exist_ok=True)
        waiting = [file for sha256 in sorted({*hashes}) if (file := self.aside / sha256).exists()]
        with ThreadPoolExecutor(_SYNCS) as pool:
            list(pool.map(sync_file, waiting))
        for file in waiting:
            os.replace(file, path(self.folder, file.name))
        sync_folder(self.folder / NAME)

    def clear(self) -> None:
        shutil.rmtree(self.aside, ignore_errors=True)
