"""Pages saved in one file (.mht, .mhtml): a letter whose parts are the page, its style sheets and pictures."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from data.errors import BadDocument
from data.model import Document
from data.readers import html


def read(name: str, content: bytes, sha256: str) -> Document:
    """The page in such a file. Raises BadDocument for one that holds none."""
    letter = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    parts = [part for part in letter.walk() if not part.is_multipart()]
    pages = [_bytes(part) for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise BadDocument("file_damaged", file=name, detail="no page")
    page = max(pages, key=len)  # frames and advertisements are smaller
    styles = b"\n".join(_bytes(part) for part in parts if part.get_content_type() == "text/css")
    charset = next((part.get_content_charset() for part in parts if _bytes(part) is page), None)
    told = f'<meta charset="{charset}">'.encode() if charset else b""
    return html.read(name, told + (b"<style>" + styles + b"</style>" if styles else b"") + page, sha256)


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
