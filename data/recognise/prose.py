"""Figures that stand only in the prose: read with their sentence, never without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.recognise.glyphs import simplify

_ITEMS = re.compile(
    r"(?:主动公开|公开|发布|更新)(?:各类|各项|本级|本镇|本乡)*(?:政府|政务|公开|相关|动态)*信息"
    r"(?:\([^()]*\))?(?:总?数量?)?(?:共计|共|总计|累计|合计|达到|达|约|为|有|近)*(\d[\d,]*)余?(?:多)?(?:条|件|篇)"
)
_APPLICATIONS = re.compile(
    r"(?:收到|受理|接收|办理|新收)(?:各类|的)*(?:政府|政务)?(?:信息公开|依申请公开|公开)?(?:政府信息)?(?:的)?申请(?:事项|共计|共|数量|为)*(\d[\d,]*)(?:件|条|份|宗|起)"
)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class Said:
    """A figure and the sentence that gives it."""

    value: Decimal
    sentence: str


def items_disclosed(narrative: Mapping[str, str]) -> Said | None:
    """主动公开条数 as sections 一, 二 or the opening give it; the first sentence that does."""
    return next((said for number in "102" for said in _said(_ITEMS, narrative.get(number, ""))), None)


def applications(narrative: Mapping[str, str]) -> Said | None:
    """The number of applications that the prose names."""
    return next((said for number in "103" for said in _said(_APPLICATIONS, narrative.get(number, ""))), None)


def _said(pattern: re.Pattern[str], text: str) -> Iterator[Said]:
    for sentence in _SENTENCE.findall(text):
        if found := pattern.search(simplify(sentence)):
            yield Said(Decimal(found[1].replace(",", "")), sentence.strip())
