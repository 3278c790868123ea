"""The files behind the paths that a user names: files, folders and archives, one after the other."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.errors import BadDocument
from data.readers import SUFFIXES, is_archive, members, suffix, unpacked
from data.readers.archive import Stamp, stamp
from data.readers.size import MOST_MEGABYTES

# A folder named after a county, district, city … tells whose bodies are in it; 各县, 全区, 乡镇街区 tell nothing.
_ABOVE = re.compile(r"(?!.*[各全本年报镇乡村])[\u3400-\u9fff]+(?:省|自治区|市|地区|自治州|盟|县|区|旗)")


@dataclass(frozen=True)
class Source:
    """One file, small enough to be sent to another process: its content is read when asked for.

    `name` is its path as the user named it, inside an archive `archive.zip/member`. `parents` are the bodies above
    that its folders name, outermost first. `named` if the user named the file itself, so that an unknown type is an
    error. `size` in bytes. `error` if it can't be had. `member` is its number in the archive at `path`, and `seen`
    that archive's stamp.
    """

    name: str
    parents: tuple[str, ...]
    named: bool
    path: Path
    size: int = 0
    error: BadDocument | None = None
    member: int | None = None
    seen: Stamp = (0, 0)

    @property
    def folder(self) -> str:
        """Where it was found: its folder, or the archive that it is a member of."""
        return _legible((self.path if self.member is not None else self.path.parent).absolute().as_posix())

    @property
    def wanted(self) -> bool:
        """Whether it must be read; in folders, other types and what programs leave lying about are passed over."""
        own = PurePosixPath(self.name).name
        return self.error is not None or self.named or (suffix(own) in SUFFIXES and not own.startswith((".", "~$")))

    def read(self) -> bytes:
        """Its content. Raises BadDocument if it can't be read, or was written to meanwhile."""
        if self.error:
            raise self.error
        if self.member is not None:
            return unpacked(self.name, self.path, self.seen, self.member)
        try:
            return self._whole()
        except FileNotFoundError as error:
            raise BadDocument("file_not_found", file=self.name) from error
        except OSError as error:
            raise BadDocument("file_unreadable", file=self.name, detail=error.strerror or str(error)) from error

    def _whole(self) -> bytes:
        before = self.path.stat()
        if not stat.S_ISREG(before.st_mode):  # a pipe or a device may have no end
            raise BadDocument("file_unreadable", file=self.name, detail=stat.filemode(before.st_mode))
        if before.st_size > MOST_MEGABYTES * 2**20:
            raise BadDocument("file_too_large", file=self.name, size=before.st_size >> 20, most=MOST_MEGABYTES)
        with self.path.open("rb") as file:
            content = file.read(before.st_size + 1)
        if len(content) != before.st_size or stamp(self.path) != (before.st_size, before.st_mtime_ns):
            raise BadDocument("file_changing", file=self.name)
        return content


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """All files of these paths, a folder's in the order of their names; also what isn't there, which can't be read.

    A folder's links are followed only to what lies in it, so that nobody's report comes in unasked.
    """
    for path in paths:
        if path.is_dir():
            for file, error in sorted(_walk(path), key=lambda found: found[0]):
                if error:
                    yield from _kept_out(file, error)
                elif file.is_file():
                    yield from _file(file, named=False)
        else:
            yield from _file(path, named=True)


def _walk(folder: Path) -> Iterator[tuple[Path, BadDocument | None]]:
    """Every file under a folder; and, with the reason, what is in it and can't be had."""
    root = folder.resolve()
    closed: list[OSError] = []
    for above, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(above)
        away = {name for name in folders if not (here / name).resolve().is_relative_to(root)}
        folders[:] = [name for name in folders if name not in away]
        away |= {name for name in files if (here / name).is_symlink() and not _leads_within(here / name, root)}
        yield from ((here / name, None) for name in files if name not in away)
        yield from ((here / name, _astray(here / name)) for name in away)
    for fault in closed:
        name = _legible(Path(fault.filename).as_posix())
        yield Path(fault.filename), BadDocument("file_unreadable", file=name, detail=fault.strerror or str(fault))


def _leads_within(link: Path, root: Path) -> bool:
    return link.exists() and link.resolve().is_relative_to(root)


def _astray(link: Path) -> BadDocument:
    name = _legible(link.as_posix())
    if not link.exists():
        return BadDocument("file_not_found", file=name)
    return BadDocument("file_elsewhere", file=name, target=_legible(link.resolve().as_posix()))


def _kept_out(path: Path, error: BadDocument) -> Iterator[Source]:
    name = _legible(path.as_posix())
    if not path.is_file() or suffix(name) in SUFFIXES or is_archive(name):
        yield Source(name, (), False, path, error=error)


def _file(path: Path, named: bool) -> Iterator[Source]:
    known_as = PurePosixPath(_legible(path.as_posix()))
    name, above = str(known_as), known_as.parts[:-1]
    try:
        seen = stamp(path)
    except OSError:
        seen = (0, 0)  # what is the matter will be told when it is read
    if not is_archive(name):
        yield Source(name, _above(above), named, path, seen[0])
        return
    try:
        for inner in members(name, path):
            own = PurePosixPath(_legible(inner.name))
            folders = (*above, known_as.stem, *own.relative_to(known_as).parts[:-1])
            nested = BadDocument("archive_nested", file=str(own)) if is_archive(str(own)) else None
            yield Source(str(own), _above(folders), False, path, inner.size, nested, inner.number, seen)
    except BadDocument as error:
        yield Source(name, (), True, path, error=error)


def _legible(name: str) -> str:
    """A name of bytes that are no UTF-8 was most likely given on a Chinese Windows. Signs that would command the
    terminal, or turn the line around, are shown as �.
    """
    if name.isprintable():
        return name
    raw = re.sub("[\ud800-\udc7f\udd00-\udfff]", "?", name).encode("utf-8", "surrogateescape")
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _above(folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folder for folder in folders if _ABOVE.fullmatch(folder)))
