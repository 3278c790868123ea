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
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_WHOLE_LINE = 20  # characters; a PDF breaks longer ones anywhere, also right behind a sentence's end
_ENDS = "。！？；："


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as written, and the sentence that gives it."""

    value: Decimal
    sentence: str


def figures(narrative: Mapping[str, str]) -> dict[str, Said]:
    """Indicator → its figure, from the first sentence of sections 一, 二 or the opening that gives it."""
    found = {code: _first(pattern, narrative, "102") for code, pattern in FIGURES.items()}
    return {code: said for code, said in found.items() if said}


@lru_cache(maxsize=64)  # a report's sections are gone through several times
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its stop, whole where a line was broken within."""
    return tuple(_SENTENCE.findall("".join(_whole_lines(text))))


def _whole_lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        broken = len(line) >= _WHOLE_LINE and line[-1] not in _ENDS and after[:1].strip()
        yield line if broken else f"{line}\n"


def _first(pattern: re.Pattern[str], narrative: Mapping[str, str], sections: str) -> Said | None:
    return next((said for number in sections for said in _said(pattern, narrative.get(number, ""))), None)


def _said(pattern: re.Pattern[str], text: str) -> Iterator[Said]:
    for sentence in sentences(text):
        if found := pattern.search(simplify(sentence)):
            yield Said(Decimal(found["count"].replace(",", "")), sentence.strip())
