"""Bytes → text, in the encodings that reports come in."""

from __future__ import annotations

import codecs
import re

from data.errors import BadDocument

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Words that nearly every report has: they tell a right decoding from a possible one.
_KNOWN = re.compile("政府|公开|公開|信息|年度|情况|情況|报告|報告|申请|申請|规章|總計|总计")
ENOUGH = 2


def decode(name: str, content: bytes, declared: str | None = None) -> str:
    """The text of a file. Raises BadDocument when no encoding fits."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _plain(content.decode(encoding, errors="replace"))
    guesses = [guess for guess in (_utf16(content), "utf-8", declared, "gb18030", "big5") if guess]
    possible = [text for guess in guesses if (text := _try(content, guess)) is not None]
    if not possible:
        possible = [content.decode(guess, errors="replace") for guess in ("utf-8", "gb18030")]
        possible = [text for text in possible if text.count("\ufffd") * 50 < len(text)]
    if not possible:
        raise BadDocument("encoding_unknown", file=name)
    return _plain(max(possible, key=lambda text: len(_KNOWN.findall(text))))


def _plain(text: str) -> str:
    return text.replace("\x00", "").lstrip("\ufeff")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: ASCII digits and line ends leave a zero in every other byte."""
    head = content[:4000]
    zeros = (head[::2].count(0), head[1::2].count(0))
    if max(zeros) * 20 < len(head):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def mend(text: str) -> str | None:
    """UTF-8 that was read as GBK and saved so, turned back as far as the bytes allow; None if it is not that.

    A character lost on the way (an odd byte became � or ?) stays lost, its line keeps the rest.
    """
    if text.isascii() or _KNOWN.search(text):
        return None
    raw = b"".join(_bytes(char) for char in text)
    mended = raw.decode("utf-8", errors="replace")
    return mended if len(_KNOWN.findall(mended)) >= 1 else None


def _bytes(char: str) -> bytes:
    return b"\xff" if char == "\ufffd" else char.encode("gb18030")


def is_garbled(text: str) -> bool:
    """Whether a line is UTF-8 read as GBK."""
    return mend(text) is not None
