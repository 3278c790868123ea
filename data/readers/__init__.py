"""A file → a document: one module a format, chosen by suffix and content."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from data.errors import BadDocument
from data.model import Document
from data.readers import docx, html, pdf, text

READERS = {
    **dict.fromkeys((".txt", ".text", ".md"), text.read),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".mht"), html.read),
    **dict.fromkeys((".docx", ".docm"), docx.read),
    ".pdf": pdf.read,
}
MOST_MEGABYTES = 50


def read(name: str, content: bytes) -> Document:
    """The document in a file called `name`. Raises BadDocument for one that can't be read."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadDocument("file_empty", file=name)
    if len(content) > MOST_MEGABYTES * 2**20:
        raise BadDocument("file_too_large", file=name, size=len(content) // 2**20, most=MOST_MEGABYTES)
    reader = READERS.get(suffix(name))
    if reader is None:
        raise BadDocument("format_unknown", file=name)
    return reader(name, content, hashlib.sha256(content).hexdigest())


def suffix(name: str) -> str:
    """The file name's ending in small letters, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()
