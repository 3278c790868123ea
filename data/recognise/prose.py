"""Figures that stand only in the prose: read with their sentence, never without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data.recognise.glyphs import simplify

_COUNT = (
    r"(?:\([^()]*\))?(?:总?数量?)?(?:共计|共|总计|累计|合计|达到|达|约|为|有|近){0,5}"
    r"(?P<count>\d[\d,]*)余?(?:多)?(?:条|件|篇)"
)
_INFORMATION = r"(?:各类|各项|本级|本镇|本乡){0,5}(?:政府|政务|公开|相关|动态){0,5}信息"
_BY_WAY_OF = r"[^,，;；。\d]{0,12}"
# Words may follow each other a few times: without an end, a line of nothing else would be gone through from each.
# Indicator of `data/forms/prose.yaml` → what its sentence says.
_FIGURES = {
    "prose.items_disclosed": rf"(?:主动公开|公开|发布|更新){_INFORMATION}{_COUNT}",
    "prose.items_website": rf"网站{_BY_WAY_OF}{_COUNT}",
    "prose.items_wechat": rf"微信{_BY_WAY_OF}{_COUNT}",
    "prose.items_weibo": rf"微博{_BY_WAY_OF}{_COUNT}",
}
FIGURES = {code: re.compile(pattern) for code, pattern in _FIGURES.items()}
_APPLICATIONS = re.compile(
    r"(?:收到|受理|接收|办理|新收)(?:各类|的){0,5}(?:政府|政务)?(?:信息公开|依申请公开|公开)?(?:政府信息)?(?:的)?申请"
    r"(?:事项|共计|共|数量|为){0,5}(?P<count>\d[\d,]*)(?:件|条|份|宗|起)"
)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_BROKEN_LINE = re.compile(r"\n(?<=[^。！？；：\n]{20}\n)(?=\S)")  # a PDF breaks lines anywhere


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as written, the sentence that gives it, and what it is to be multiplied by (万元: 10,000)."""

    value: Decimal
    sentence: str
    factor: int = 1


def figures(narrative: Mapping[str, str]) -> dict[str, Said]:
    """Indicator → its figure, from the first sentence of sections 一, 二 or the opening that gives it."""
    found = {code: _first(pattern, narrative, "102") for code, pattern in FIGURES.items()}
    return {code: said for code, said in found.items() if said}


def applications(narrative: Mapping[str, str]) -> Said | None:
    """The number of applications that the prose names."""
    return _first(_APPLICATIONS, narrative, "103")


@lru_cache(maxsize=64)  # a report's sections are gone through several times
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its stop, whole where a line was broken within."""
    return tuple(_SENTENCE.findall(_BROKEN_LINE.sub("", text)))


def _first(pattern: re.Pattern[str], narrative: Mapping[str, str], sections: str) -> Said | None:
    return next((said for number in sections for said in _said(pattern, narrative.get(number, ""))), None)


def _said(pattern: re.Pattern[str], text: str) -> Iterator[Said]:
    for sentence in sentences(text):
        if found := pattern.search(simplify(sentence)):
            yield Said(Decimal(found["count"].replace(",", "")), sentence.strip())
