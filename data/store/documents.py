"""The originals, each as it came, under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.errors import BadStore
from data.store import manifest
from data.store.disk import sync_file, sync_folder

NAME = "documents"
INCOMING = ".incoming"
_SYNCS = 16  # at once: a disk brings many files down together in little more than the time of one


def path(folder: Path, sha256: str) -> Path:
    """Where the original with this hash lies in a store."""
    return folder / NAME / sha256


def size(folder: Path, sha256: str) -> int:
    """Bytes of an original; 0 for one that the store has lost."""
    file = path(folder, sha256)
    return file.stat().st_size if file.exists() else 0


def is_whole(file: Path, sha256: str) -> bool:
    """Whether a file is there, can be read and holds what its hash says."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == sha256
    except OSError:
        return False


def called(folder: Path, sha256: str) -> str:
    """A document as people know it, by the name it came under; its hash where nothing says it."""
    known = manifest.read(manifest.path(folder, sha256))
    return f"{known.imports[0].name}（{sha256}）" if known and known.imports else sha256


def read(folder: Path, sha256: str) -> bytes:
    """The original with this hash. Raises BadStore if the store has lost it, or holds other bytes in its place."""
    try:
        content = path(folder, sha256).read_bytes()
    except OSError as error:
        raise BadStore("store_document_lost", store=folder, document=called(folder, sha256)) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BadStore("store_document_changed", store=folder, document=called(folder, sha256))
    return content


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
        """Put a document aside, unless the store has it, whole."""
        target = self.aside / sha256
        if not target.exists() and not is_whole(path(self.folder, sha256), sha256):
            target.write_bytes(content)

    def size(self, sha256: str) -> int:
        """Bytes of an original, put aside or in the store; 0 for one that is lost."""
        aside = self.aside / sha256
        return aside.stat().st_size if aside.exists() else size(self.folder, sha256)

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
