"""ZIP archives: what is in them, with names as their makers wrote them, and each member when it is asked for."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.errors import BadDocument
from data.readers.size import MOST_MEGABYTES

MOST_MEMBERS = 20_000
MOST_DIRECTORY = 8 * 2**20  # bytes: 400 for each member
MOST_UNPACKED = 2 * 2**30
# A page of blank table cells shrinks to a fiftieth; what shrinks more, and is large, is made to burst.
MOST_SHRUNK, LARGE = 200, 2**20
_UTF8_FLAG = 0x800
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, IndexError)

Stamp = tuple[int, int]  # size and time of last change: a file that has another one is another file


@dataclass(frozen=True)
class Member:
    """One file in an archive: `name` as archive/member, `number` its place in the archive's directory."""

    name: str
    number: int
    size: int


def stamp(path: Path) -> Stamp:
    """Raises OSError."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def members(name: str, path: Path) -> list[Member]:
    """Every file inside, none of them unpacked; folders and the leavings of macOS are passed over.

    Raises BadDocument for a damaged or oversized archive.
    """
    with _told(name), _listed(name, path) as file, zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        size = sum(info.file_size for info in infos)
        if size > MOST_UNPACKED or len(infos) > MOST_MEMBERS:
            raise BadDocument("archive_too_large", file=name, size=size >> 20, count=len(infos))
        return [
            Member(f"{name}/{_name(info)}", number, info.file_size)
            for number, info in enumerate(infos)
            if not info.is_dir() and not _leaving(info.filename)
        ]


class _Listed(io.FileIO):
    """An archive of which nobody reads more at once than a directory can have."""

    def read(self, size: int | None = -1, /) -> bytes:
        asked = MOST_DIRECTORY if size is None or size < 0 else size  # all that is left: behind the directory
        if asked > MOST_DIRECTORY:
            raise zipfile.BadZipFile("directory too large")
        return super().read(asked)


def _listed(name: str, path: Path) -> _Listed:
    """Raises BadDocument for a pipe or a device, which may have no end."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise BadDocument("file_unreadable", file=name, detail=stat.filemode(mode))
    return _Listed(path)


def unpacked(name: str, path: Path, seen: Stamp, number: int) -> bytes:
    """The content of the member called `name`. `seen` is the archive's stamp when its members were listed.

    Raises BadDocument for a damaged, locked or oversized member, and if the archive was changed since.
    """
    with _told(name):
        if stamp(path) != seen:
            raise BadDocument("file_changing", file=name)
        archive = _opened(path, seen)
        info = archive.infolist()[number]
        if info.file_size > MOST_MEGABYTES * 2**20:
            raise BadDocument("file_too_large", file=name, size=info.file_size >> 20, most=MOST_MEGABYTES)
        if info.file_size > max(LARGE, MOST_SHRUNK * info.compress_size):
            raise BadDocument("archive_bomb", file=name, size=info.file_size >> 20)
        if info.compress_size > seen[0]:  # so much would be made room for before it is seen that it is not there
            raise zipfile.BadZipFile("member larger than the archive")
        if info.flag_bits & 1:
            raise BadDocument("file_locked", file=name)
        return archive.read(info)


@lru_cache(maxsize=1)
def _opened(path: Path, seen: Stamp) -> zipfile.ZipFile:
    """Kept open from one member to the next: an archive's directory may be long."""
    return zipfile.ZipFile(path)


def close() -> None:
    """Let go of the archive that was read from last, so that it can be moved or deleted."""
    _opened.cache_clear()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except PermissionError as problem:
        raise BadDocument("file_unreadable", file=name, detail=problem.strerror) from problem
    except _FAULTS as problem:
        raise BadDocument("file_damaged", file=name, detail=" ".join(str(problem).split())) from problem


def _leaving(filename: str) -> bool:
    return filename.startswith("__MACOSX/") or filename.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db")


def _name(info: zipfile.ZipInfo) -> str:
    """A member's path, which leads nowhere but down: no drive, no root, no `..`."""
    parts = re.split(r"[\\/]+", _as_written(info))
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "_"


def _as_written(info: zipfile.ZipInfo) -> str:
    """Windows in China writes names in GBK without saying so, and the library then takes them for CP437."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
