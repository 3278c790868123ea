"""Files that are none: pipes, devices, links in a circle, files that grow while they are read, odd names."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

Maker = Callable[[Path, Random], None]


def _grows(path: Path, _: Random) -> None:
    path.write_bytes(b"x")

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            for _ in range(2_000):
                if not path.exists():
                    return
                file.write("公开\n".encode() * 100)
                time.sleep(0.005)

    threading.Thread(target=write, daemon=True).start()


def _sparse(path: Path, _: Random) -> None:
    with path.open("wb") as file:
        file.truncate(40 * 2**30)


def _circle(path: Path, _: Random) -> None:
    path.mkdir()
    (path / "round").symlink_to(path, target_is_directory=True)
    (path / "one.txt").symlink_to(path / "two.txt")
    (path / "two.txt").symlink_to(path / "one.txt")


def _deep(path: Path, _: Random) -> None:
    path.mkdir()
    here = path
    for _ in range(60):
        here /= "乡镇年报"
        here.mkdir()
    (here / "a.txt").write_bytes(b"x")


FILES: dict[str, Maker] = {
    "grows.txt": _grows,
    "sparse.txt": _sparse,
    "sparse.zip": _sparse,
    "circle": _circle,
    "deep folder": _deep,
    "odd\x07\x1b[31m\nname.txt": lambda path, _: path.write_bytes(b"x") and None,
}
if hasattr(os, "mkfifo"):
    FILES |= {
        "pipe.txt": lambda path, _: os.mkfifo(path),
        "pipe.zip": lambda path, _: os.mkfifo(path),
        "device.txt": lambda path, _: path.symlink_to("/dev/zero"),
        "device.zip": lambda path, _: path.symlink_to("/dev/zero"),
        "terminal.csv": lambda path, _: path.symlink_to("/dev/tty"),
    }
CHEAP = set(FILES) - {"grows.txt"}
