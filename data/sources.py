"""The files behind the paths that a user names: files, folders and archives, one after the other."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
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

    `name` is what it is called wherever it is shown: the file's name, or its path below the folder that the user
    named; inside an archive `archive.zip/member`. `parents` are the bodies above that its folders name, outermost
    first, that folder and those above it included. `named` if the user named the file itself, so that an unknown
    type is an error. `size` in bytes. `error` if it can't be had. `member` is its number in the archive at `path`,
    and `seen` that archive's stamp. `folder`, as the user wrote it, is what `name` is below; messages alone tell it.
    `second_look` asks for the print of a text document to be read as well.
    """

    name: str
    parents: tuple[str, ...]
    named: bool
    path: Path
    size: int = 0
    error: BadDocument | None = None
    member: int | None = None
    seen: Stamp = (0, 0)
    folder: str = ""
    second_look: bool = False

    @property
    def found_in(self) -> str:
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
    """All files of these paths, a folder's in the order of their names; also what isn't there, which can't be read,
    and each folder or archive that holds nothing to be read.

    A folder's links are followed only to what lies in it, so that nobody's report comes in unasked.
    """
    for path in paths:
        given, passed_over, empty = _given(path), 0, True
        for source in _inside(path) if path.is_dir() else _file(path, path.parent, named=True):
            passed_over += not source.wanted
            empty = empty and not source.wanted
            yield source
        if empty:
            key = "nothing_readable" if passed_over else "nothing_inside"
            error = BadDocument(key, file=given, skipped=passed_over)
            yield Source(given, (), True, path, error=error)


def told_apart(found: Iterable[Source]) -> list[str]:
    """What to call each in messages: its name, and where two have the same also the folder that it is below."""
    listed = list(found)
    often = Counter(source.name for source in listed)
    return [
        str(PurePosixPath(source.folder, source.name)) if often[source.name] > 1 else source.name for source in listed
    ]


def _given(path: Path) -> str:
    """A path as the user wrote it."""
    return _legible(path.as_posix())


def _inside(folder: Path) -> Iterator[Source]:
    for file, error in sorted(_walk(folder), key=lambda found: found[0]):
        if error:
            yield from _kept_out(file, folder, error)
        elif file.is_file():
            yield from _file(file, folder, named=False)


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
        yield from ((here / name, _astray(here / name, folder)) for name in away)
    for fault in closed:
        name = _below(Path(fault.filename), folder)
        yield Path(fault.filename), BadDocument("file_unreadable", file=name, detail=fault.strerror or str(fault))


def _below(path: Path, folder: Path) -> str:
    """The path from a folder down, by which a file in it is known; the folder itself as the user wrote it."""
    return _given(folder if path == folder else path.relative_to(folder))


def _leads_within(link: Path, root: Path) -> bool:
    return link.exists() and link.resolve().is_relative_to(root)


def _astray(link: Path, folder: Path) -> BadDocument:
    name = _below(link, folder)
    if not link.exists():
        return BadDocument("file_not_found", file=name)
    return BadDocument("file_elsewhere", file=name, target=_legible(link.resolve().as_posix()))


def _kept_out(path: Path, folder: Path, error: BadDocument) -> Iterator[Source]:
    name = _below(path, folder)
    if not path.is_file() or suffix(name) in SUFFIXES or is_archive(name):
        yield Source(name, (), False, path, error=error, folder=_given(folder))


def _file(path: Path, folder: Path, named: bool) -> Iterator[Source]:
    """The file, or those in it if it is an archive, known by the path from this folder down."""
    known_as = PurePosixPath(_below(path, folder) if os.path.lexists(path) else _given(path))
    above = PurePosixPath(_legible(Path(os.path.abspath(path)).as_posix())).parts[:-1]
    name, within = str(known_as), _given(folder)
    try:
        seen = stamp(path)
    except OSError:
        seen = (0, 0)  # what is the matter will be told when it is read
    if not is_archive(name):
        yield Source(name, _above(above), named, path, seen[0], folder=within)
        return
    try:
        for inner in members(name, path):
            own = PurePosixPath(_legible(inner.name))
            folders = (*above, known_as.stem, *own.relative_to(known_as).parts[:-1])
            nested = BadDocument("archive_nested", file=str(own)) if is_archive(str(own)) else None
            yield Source(str(own), _above(folders), False, path, inner.size, nested, inner.number, seen, within)
    except BadDocument as error:
        yield Source(name, (), True, path, error=error, folder=within)


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
