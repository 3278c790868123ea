"""`python -m bench.county`: the county of `gongkai serve --demo`, made anew and packed for the wheel.

To be run whenever something that makes it has changed; tests/data/demo/test_stores.py tells.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import tempfile
from pathlib import Path

from data.demo.cache import COUNTY
from data.demo.files import ANSWERS
from data.demo.folder import write


def documents() -> dict[str, bytes]:
    """Name → content of what is packed: the documents and the roster, not the key."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "county"
        write(folder, plain=True)
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ANSWERS)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def pack(target: Path = COUNTY) -> None:
    """Write them all into one file."""
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as pressed,  # the same file whenever it is made
        tarfile.open(fileobj=pressed, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        for name, content in documents().items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))


if __name__ == "__main__":
    pack()
