"""The files behind the paths that a user names: files, folders and archives, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.errors import BadDocument
from data.readers import SUFFIXES, is_archive, members, suffix

# A folder named after a county, district, city … tells whose bodies are in it; 各县, 全区, 乡镇街区 tell nothing.
_ABOVE = re.compile(r"(?!.*[各全本年报镇乡村])[\u3400-\u9fff]+(?:省|自治区|市|地区|自治州|盟|县|区|旗)")


@dataclass(frozen=True)
class Source:
    """One file. `name` is its path as the user named it, inside an archive `archive.zip/member`.

    `parents` are the bodies above that its folders name, outermost first. `named` if the user named the file
    itself, so that an unknown type is an error. `content` is there if it came out of an archive, `error` if it
    can't be had.
    """

    name: str
    parents: tuple[str, ...]
    named: bool
    path: Path
    content: bytes | None = None
    error: BadDocument | None = None

    @property
    def wanted(self) -> bool:
        """Whether it must be read; in folders, other types and what programs leave lying about are passed over."""
        own = PurePosixPath(self.name).name
        return self.named or (suffix(own) in SUFFIXES and not own.startswith((".", "~$")))

    def read(self) -> bytes:
        """Its content. Raises BadDocument if it can't be read."""
        if self.error:
            raise self.error
        if self.content is not None:
            return self.content
        try:
            return self.path.read_bytes()
        except FileNotFoundError as error:
            raise BadDocument("file_not_found", file=self.name) from error
        except OSError as error:
            raise BadDocument("file_unreadable", file=self.name, detail=error.strerror or str(error)) from error


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
    known_as = PurePosixPath(_legible(path.as_posix()))
    source = Source(str(known_as), _above(known_as.parts[:-1]), named, path)
    if not is_archive(source.name):
        yield source
        return
    try:
        for name, content in members(source.name, source.read()):
            inner = PurePosixPath(name).relative_to(source.name)
            above = _above((*known_as.parts[:-1], known_as.stem, *inner.parts[:-1]))
            yield Source(name, above, False, path, content)
    except BadDocument as error:
        yield Source(source.name, (), True, path, error=error)


def _legible(name: str) -> str:
    """A name of bytes that are no UTF-8 was most likely given on a Chinese Windows."""
    if name.isprintable():
        return name
    raw = re.sub("[\ud800-\udc7f\udd00-\udfff]", "?", name).encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _above(folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folder for folder in folders if _ABOVE.fullmatch(folder)))
