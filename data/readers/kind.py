"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum

from data.errors import BadDocument
from data.model import Document
from data.readers.package import OLE

HEAD = 4096  # bytes that are looked at
WORKBOOK_TYPE, MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet", 200  # and the bytes in which it is told
OLE_STREAMS = 1 << 20  # bytes at either end in which an old container lists its streams


class Kind(Enum):
    """The kinds of file that can be told by their content."""

    PDF = "pdf"
    WORD = "word"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    TABLES_2003 = "workbook in XML"
    OFD = "ofd"
    FOR_OFFICE = "for an office program"
    LOCKED = "locked"
    PAGE = "page"
    MAIL = "page with its parts"


_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s>]", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?MIME-Version:", re.IGNORECASE)
_WORD_2003, _EXCEL_2003 = (
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"urn:schemas-microsoft-com:office:spreadsheet",
)
_FLAT = b"schemas.microsoft.com/office/2006/xmlPackage"
_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED),
    ("WordDocument", Kind.FOR_OFFICE),
    ("Workbook", Kind.OLD_WORKBOOK),
    ("Book", Kind.OLD_WORKBOOK),
    ("PowerPoint Document", None),
)


def kind_of(content: bytes) -> Kind | None:
    """None for plain text, and for what is none of these."""
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(OLE):
        return _old(content)
    if head.startswith(b"{\\rtf"):
        return Kind.FOR_OFFICE
    if _MAIL.match(head):
        return Kind.MAIL
    if head.startswith(b"<") and (found := _xml(content, head)):
        return found
    return Kind.PAGE if _PAGE.search(_ascii(head)) else None


def is_text_document(name: str, content: bytes) -> bool:
    """Whether a word processor opens it: DOCX, DOC, WPS, RTF, ODT."""
    kind = kind_of(content)
    return kind is Kind.WORD or (kind is Kind.FOR_OFFICE and WORKBOOK_TYPE not in content[:MIME_TYPE])


def _zipped(content: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            told = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError, IndexError):
        return None
    if "OFD.xml" in names:
        return Kind.OFD
    if b"wordprocessingml" in told or any(name.startswith("word/") for name in names):
        return Kind.WORD
    if b"spreadsheetml" in told or any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    return Kind.FOR_OFFICE if "mimetype" in names and "content.xml" in names else None


def _old(content: bytes) -> Kind | None:
    ends = content[:OLE_STREAMS] + content[-OLE_STREAMS:]
    for name, kind in _STREAMS:
        if (name + "\0").encode("utf-16-le") in ends:
            return kind
    return None


def _xml(content: bytes, head: bytes) -> Kind | None:
    if _WORD_2003 in head:
        return Kind.WORD
    if _FLAT in head:
        return Kind.WORKBOOK if b'pkg:name="/xl/' in content else Kind.WORD
    if _EXCEL_2003 in head and b"<html" not in head.lower():
        return Kind.TABLES_2003
    return None


def _ascii(head: bytes) -> bytes:
    """The beginning of a page in UTF-16, so that its tags can be seen."""
    return head.replace(b"\x00", b"") if head.count(b"\x00") * 3 > len(head) else head


def refuse(name: str, content: bytes, sha256: str) -> Document:
    """For XML that is none of these kinds. Raises BadDocument."""
    raise BadDocument("format_unknown", file=name)
