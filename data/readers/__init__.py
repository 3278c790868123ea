"""A file → a document: one module a format, chosen by what the file is, then by what it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from pkgutil import resolve_name

from data.errors import BadDocument
from data.model import Document, Grid
from data.readers.archive import members, unpacked
from data.readers.kind import Kind, kind_of
from data.readers.size import MOST_LINE, MOST_MEGABYTES, MOST_PARTS, MOST_TEXT

__all__ = ["SUFFIXES", "is_archive", "members", "read", "suffix", "unpacked"]

Reader = Callable[[str, bytes, str], Document]
# Suffix → the reader, by its name: each loads a library of its own, and most commands need one of them or none.
_READERS = {
    **dict.fromkeys((".txt", ".text", ".md"), "text:read"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "html:read"),
    **dict.fromkeys((".docx", ".docm"), "docx:read"),
    ".pdf": "pdf:read",
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx:read"),
    **dict.fromkeys((".xls", ".et"), "xls:read_named"),
    **dict.fromkeys((".mht", ".mhtml"), "mail:read"),
    ".xml": "kind:refuse",
    ".csv": "sheets:read_csv",
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".ods"), "office:read"),
    ".ofd": "ofd:read",
}
_BY_KIND = {
    Kind.PDF: "pdf:read",
    Kind.WORD: "docx:read",
    Kind.WORKBOOK: "xlsx:read",
    Kind.OLD_WORKBOOK: "xls:read",
    Kind.TABLES_2003: "tables_2003:read",
    Kind.OFD: "ofd:read",
    Kind.FOR_OFFICE: "office:read",
    Kind.PAGE: "html:read",
    Kind.MAIL: "mail:read",
}
SUFFIXES = frozenset(_READERS)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")  # JPEG, PNG, TIFF, BMP, GIF


def read(name: str, content: bytes) -> Document:
    """The document in a file called `name`. Raises BadDocument for one that can't be read."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadDocument("file_empty", file=name)
    if len(content) > MOST_MEGABYTES * 2**20:
        raise BadDocument("file_too_large", file=name, size=len(content) >> 20, most=MOST_MEGABYTES)
    reader = _by_content(name, content) or _READERS.get(suffix(name))
    if reader is None and content.startswith(_PICTURES):
        raise BadDocument("format_picture", file=name)
    if reader is None:
        raise BadDocument("format_unknown", file=name)
    load: Reader = resolve_name(f"data.readers.{reader}")
    document = load(name, content, hashlib.sha256(content).hexdigest())
    texts = list(_texts(document))
    lengths = list(map(len, texts))
    for size, most in ((len(texts), MOST_PARTS), (sum(lengths), MOST_TEXT), (max(lengths, default=0), MOST_LINE)):
        if size > most:  # what recognition can't be done with in a few seconds
            raise BadDocument("file_too_complex", file=name, size=size, most=most)
    return document


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row if cell.text)
        else:
            yield block.text


def suffix(name: str) -> str:
    """The file name's ending in small letters, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def is_archive(name: str) -> bool:
    """Whether a file holds others: then `members` lists them and `unpacked` gives each."""
    return suffix(name) == ".zip"


def _by_content(name: str, content: bytes) -> str | None:
    """The reader for files called what they are not: pages saved as .doc, new Word documents as .wps."""
    if suffix(name) not in SUFFIXES:
        return None
    kind = kind_of(content)
    if kind is Kind.LOCKED:
        raise BadDocument("file_locked", file=name)
    return _BY_KIND[kind] if kind else None
