"""Making what is written last through a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(file: Path) -> None:
    """Bring a file's content to disk."""
    with file.open("r+b") as handle:  # Windows syncs only what is open for writing
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the renames in a folder to disk; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
