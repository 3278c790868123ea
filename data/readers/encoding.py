"""Bytes → text, in the encodings that reports come in."""

from __future__ import annotations

import codecs
import re
from functools import cache

from data.errors import BadDocument
from data.forms import BLOCKS, SECTIONS

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Words that nearly every report has: they tell a right decoding from a possible one.
_KNOWN = re.compile("政府|公开|公開|信息|年度|情况|情況|报告|報告|申请|申請|规章|總計|总计")
ENOUGH = 2


def decode(name: str, content: bytes, declared: str | None = None) -> str:
    """The text of a file. Raises BadDocument when no encoding fits."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _plain(content.decode(encoding, errors="replace"))
    possible: list[str] = []
    for guess in filter(None, (_utf16(content), "utf-8", declared, "gb18030", "big5")):
        if (text := _try(content, guess)) is None:
            continue
        if guess == "utf-8" and len(_KNOWN.findall(text)) >= ENOUGH:  # it fits nothing else by chance
            return _plain(text)
        possible.append(text)
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
    """UTF-8 that was read as GBK and saved so, turned back; None if it is not that.

    Where the bytes did not pair up, one became � or ?. Before another character it can only have been 80, the one
    byte that GBK does not know. Before a digit or a line's end it is put back if only one of the characters that
    reports are made of fits; else the � stays and its line keeps the rest.
    """
    if text.isascii() or _KNOWN.search(text):
        return None
    raw = b"".join(b"\xff" if char == "\ufffd" else char.encode("gb18030") for char in text)
    mended = _CUT_CHARACTER.sub(_completed, _LOST_80.sub(rb"\1" + b"\x80", raw)).decode("utf-8", errors="replace")
    return mended if _KNOWN.search(mended) else None


_LOST_80 = re.compile(rb"([\xe4-\xe9](?:[\x80-\xbf])?)[\xff?](?=[\x80-\xfe])")
_CUT_CHARACTER = re.compile(rb"([\xe4-\xe9][\x80-\xbf])[\xff?]")
_USUAL = "镇乡街道办事处县市区旗州省村自治民族年月日度报告工作名称发布时间来源索引首页条件项个元万零"


@cache
def _usual_characters() -> dict[bytes, str]:
    """First two bytes → the one usual character that begins with them; where there are several, none."""
    texts = [section.title for section in SECTIONS]
    texts += [
        "".join((*line.path, block.caption or "", block.stub or "", block.over or ""))
        for block in BLOCKS
        for line in (*block.rows, *block.columns)
    ]
    found: dict[bytes, set[str]] = {}
    for char in set("".join(texts) + _USUAL):
        found.setdefault(char.encode()[:2], set()).add(char)
    return {start: chars.pop() for start, chars in found.items() if len(chars) == 1}


def _completed(cut: re.Match[bytes]) -> bytes:
    char = _usual_characters().get(cut[1])
    return char.encode() if char else cut[0]


def is_garbled(text: str) -> bool:
    """Whether a line is UTF-8 read as GBK."""
    return mend(text) is not None
