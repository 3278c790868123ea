"""ZIP archives: their members, with names as their makers wrote them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from data.errors import BadDocument

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2 * 2**30
_UTF8_FLAG = 0x800


def members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """(archive/member, content) of every file inside; folders and the leavings of macOS are passed over.

    Raises BadDocument for a damaged, locked or oversized archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _leaving(info.filename)]
            size = sum(info.file_size for info in infos)
            if size > MOST_UNPACKED or len(infos) > MOST_MEMBERS:
                raise BadDocument("file_too_large", file=name, size=size >> 20, most=MOST_UNPACKED >> 20)
            for info in infos:
                if info.flag_bits & 1:
                    raise BadDocument("file_locked", file=name)
                yield f"{name}/{_name(info)}", archive.read(info)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def _leaving(filename: str) -> bool:
    return filename.startswith("__MACOSX/") or filename.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db")


def _name(info: zipfile.ZipInfo) -> str:
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
