"""The files behind the paths that a user names: files, folders and ZIP archives, one after the other."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data import roster
from data.errors import BadDocument
from data.readers import MOST_MEGABYTES, READERS, suffix

ARCHIVE = ".zip"
# A folder named after a county, district, city … tells whose bodies are in it; 各县, 2024年, 乡镇街区 tell nothing.
_ABOVE = re.compile(r"(?!.*[各全本年报镇乡村])[\u3400-\u9fff]+(?:省|自治区|市|地区|自治州|盟|县|区|旗)")
# Flags of a ZIP member.
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_UNREADABLE = (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error)


@dataclass(frozen=True)
class Source:
    """One file: at `path`, or in the archive there under the name `member`.

    `name` is the path as the user named it, `parents` the bodies above that its folders name, outermost first.
    `named` if the user named the file itself, so that an unknown type is an error. `error` says why it can't be read.
    """

    name: str
    parents: tuple[str, ...]
    named: bool
    path: Path
    member: str | None = None
    error: BadDocument | None = None

    @property
    def known(self) -> bool:
        """Whether its name says that it may be a report or a roster; what programs leave lying about is not."""
        own = PurePosixPath(self.name).name
        return not own.startswith((".", "~$")) and suffix(self.name) in {*READERS, *roster.SUFFIXES}

    def read(self) -> bytes:
        """Its content. Raises BadDocument if it can't be read."""
        if self.error:
            raise self.error
        try:
            if self.member is None:
                self._check_size(self.path.stat().st_size)
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                member = archive.getinfo(self.member)
                if member.flag_bits & _ENCRYPTED:
                    raise BadDocument("file_locked", file=self.name)
                self._check_size(member.file_size)
                return archive.read(member)
        except FileNotFoundError as error:
            raise BadDocument("file_not_found", file=self.name) from error
        except _UNREADABLE as error:
            raise _unreadable(self.name, error) from error

    def _check_size(self, size: int) -> None:
        if size > MOST_MEGABYTES * 2**20:
            raise BadDocument("file_too_large", file=self.name, size=size // 2**20, most=MOST_MEGABYTES)


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """All files of these paths, a folder's in the order of their names; also what isn't there, which can't be read."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file():
                    yield from _file(file, named=False)
        else:
            yield from _file(path, named=True)


def _file(path: Path, named: bool) -> Iterator[Source]:
    name = path.as_posix()
    if path.suffix.lower() != ARCHIVE:
        yield Source(name, _above(path.parts[:-1]), named, path)
        return
    try:
        members = _members(path)
    except FileNotFoundError:
        yield Source(name, (), True, path, error=BadDocument("file_not_found", file=name))
    except _UNREADABLE as error:
        yield Source(name, (), True, path, error=_unreadable(name, error))
    else:
        for inner, member in sorted(members.items()):
            above = _above((*path.parts[:-1], path.stem, *PurePosixPath(inner).parts[:-1]))
            yield Source(f"{name}/{inner}", above, False, path, member)


def _above(folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folder for folder in folders if _ABOVE.fullmatch(folder)))


def _members(path: Path) -> dict[str, str]:
    """The files in an archive: the name as it was meant → as the archive gives it."""
    with zipfile.ZipFile(path) as archive:
        return {_meant(member): member.filename for member in archive.infolist() if not member.is_dir()}


def _meant(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", errors="replace")  # as which Python reads what Windows wrote in GBK
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _unreadable(name: str, error: Exception) -> BadDocument:
    detail = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return BadDocument("file_unreadable", file=name, detail=detail)
