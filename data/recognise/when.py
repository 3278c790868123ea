"""Which year the report is about, and when it was published."""

from __future__ import annotations

import datetime
import re

from data.model import Document, Grid
from data.recognise.glyphs import simplify

_PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年?[.\-/]?0?1月?[.\-/]?0?1日?(?:起)?(?:至|到|-|—|~)?((?:19|20)\d\d)?年?[.\-/]?12月?[.\-/]?31日?"
)
_PUBLISHED = re.compile(
    r"(?:发布|公开|生成|成文|印发|发文)(?:时间|日期)[:：]?(20\d\d)[年.\-/](\d{1,2})[月.\-/](\d{1,2})"
)
_DATE = re.compile(r"^\(?(20\d\d)[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?\)?$")
_SIGNED = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日$")


def _texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                texts.append("".join([simplify(cell.text) for cell in {id(cell): cell for cell in row}.values()]))
        else:
            texts.append(simplify(block.text))
    return texts


def period(document: Document) -> int | None:
    """The year of 统计期限自2020年1月1日起至2020年12月31日止."""
    text = "".join(_texts(document))
    for found in _PERIOD.finditer(text):
        if found[2] in (None, found[1]):
            return int(found[1])
    return None


def published(document: Document) -> str | None:
    """The date of publication, ISO: as the page gives it, else the date under the report."""
    texts = _texts(document)
    for text in texts:
        if "20" in text and (found := _PUBLISHED.search(text)) and (day := _iso(found.groups())):
            return day
    for text in reversed(texts):
        if (
            "20" in text
            and (found := _DATE.match(text) or _SIGNED.search(text[-14:]))
            and (day := _iso(found.groups()))
        ):
            return day
    return None


def _iso(parts: tuple[str | None, ...]) -> str | None:
    try:
        return datetime.date(*(int(part or 0) for part in parts[:3])).isoformat()
    except ValueError:  # dates that lost characters: 20211月1日
        return None
