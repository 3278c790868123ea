"""The prose of a report, section by section, tables left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from data.forms import SECTIONS
from data.recognise.glyphs import core, simplify
from data.recognise.lines import is_prose
from data.recognise.rows import Kind, Row
from data.recognise.zones import heading

AFTER_TABLES = ("5", "6")
_TITLES = "|".join(re.escape(words) for section in SECTIONS for words in section.match)
_INNER_HEADING = re.compile(rf"(?=[一二三四五六]\s*、\s*(?:行政机关)?(?:{_TITLES}))")

# 无其他需要报告的事项 has a heading's words, and is all that many a report says below it.
_SAYS_SO = re.compile(r"^\s*(?:无|没有|暂无|未|本年度?|全年)|[，,].|。\s*$")


def narrative(rows: Sequence[Row], zones: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Section number ("0" stands before the first heading) → its prose."""
    inside = {index for start, end in zones.values() for index in range(start, end)}
    found: dict[str, list[str]] = {}
    section = "0"
    for index, row in enumerate(rows):
        if row.kind in (Kind.GRID, Kind.BREAK) or (row.kind is Kind.BARS and index in inside):
            continue
        for number, text in _parts(" ".join([piece.raw for piece in row.pieces if piece.raw])):
            section = number or section
            if text and (index not in inside or is_prose(text) or section in AFTER_TABLES):
                found.setdefault(section, []).append(text)
    return {number: "\n".join(texts) for number, texts in sorted(found.items())}


@lru_cache(maxsize=4096)  # most rows are a number
def _parts(whole: str) -> list[tuple[str | None, str]]:
    """The lines that one holds, each with the section that it opens, and what of it is not the heading."""
    first, _, rest = whole.partition("\n")  # a short line below a heading may have been taken for a part of it
    lines = [first, *_INNER_HEADING.split(rest)] if rest and heading(first) else _INNER_HEADING.split(whole)
    return [_opened(line.strip()) for line in lines if line.strip()]


def _opened(text: str) -> tuple[str | None, str]:
    """The section that a line opens, and what of the line is not its heading."""
    head, _, rest = text.partition(" ")
    if rest and _SAYS_SO.search(rest) and (number := heading(head)):
        return number, rest
    if number := heading(text):
        return number, text if _SAYS_SO.search(text) else ""
    if rest and (number := heading(head)):
        return number, rest
    plain = simplify(text)
    for section in SECTIONS:
        for words in section.match if plain.startswith(section.title[:2]) else ():
            if core(plain).startswith(words):
                return section.number, text[text.find(words[-2:]) + 2 :].lstrip("。：: ")
    return None, text
