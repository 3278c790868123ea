"""What must stand in the prose of a report and does not: `content.yaml` says what, from when and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict

from data import forms
from data.declarations import read
from data.model import Finding, Report
from data.recognise.glyphs import simplify

GOVERNMENTS = ("乡", "民族乡", "镇", "县", "区", "市", "省")
# What these findings tell was lost may have held what seems missing: then nothing can be said.
UNREADABLE = {"no_text_layer", "text_garbled", "text_mended"}
TOLD = ("1", "5", "6")  # the sections that are prose
EXCERPT = "正文从略"  # a document that says so is an excerpt
_DAY = r"\(?(?:\d{4}年?[\d年月日./-]*)?\)?"
_BELOW = r"(?:【[^【】]{1,8}】)+|(?:分享到|打印|关闭|[上下]一[篇条]|责任编辑|扫一扫).{0,20}"
TITLES = forms.TITLES | {"0": "报告开头"}


@dataclass(frozen=True)
class Asked:
    """One entry of content.yaml."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    remark: str
    place: str
    within: str
    since: int
    parts: Mapping[str, str]
    governments: bool = False
    unless: tuple[str, ...] = ()

    def missing(self, texts: Mapping[str, str], year: int) -> list[str]:
        """The parts that no text tells of, looked for everywhere if the section where they belong was not found."""
        known = self.place in texts or self.place == "0"
        read = "".join(text for number, text in texts.items() if not known or number in self.within)
        last = str(year - 1)
        return [part for part, words in self.parts.items() if not re.search(words.replace("{last}", last), read)]


@cache
def asked() -> tuple[Asked, ...]:
    """All that is asked."""
    return read(Path(__file__).with_suffix(".yaml"), tuple[Asked, ...])


def content(report: Report) -> Iterator[Finding]:
    """What is missing in the prose; silent where part of the document could not be read, or was left out."""
    texts = _texts(report)
    if any(finding.rule in UNREADABLE for finding in report.findings) or any(EXCERPT in t for t in texts.values()):
        return
    if not any("。" in texts.get(number, "") for number in ("0", *TOLD)):
        yield Finding("prose_missing")
        return
    wanted = [one for one in asked() if report.year >= one.since]
    gone = set(_sections_gone(texts))
    if gone:
        titles = "、".join(f"“{TITLES[number]}”" for number in sorted(gone))
        yield Finding("section_missing", (), {"sections": titles})
    said: set[str] = set()
    for one in wanted:
        if one.place in gone or (one.governments and report.jurisdiction.kind not in GOVERNMENTS):
            continue
        if not said.intersection(one.unless) and (missing := one.missing(texts, report.year)):
            said.add(one.remark)
            evidence = {"section": TITLES[one.place], "missing": "、".join(missing)}
            yield Finding(one.remark, (), evidence)


def _texts(report: Report) -> dict[str, str]:
    """Section number → its prose, plain; signature, date and what a page has below the report tell nothing."""
    lines = {number: [simplify(line) for line in text.splitlines()] for number, text in report.narrative.items()}
    told = {number: "".join(line for line in own if not _closing(line, report)) for number, own in lines.items()}
    return {number: text for number, text in told.items() if text}


def _closing(line: str, report: Report) -> bool:
    own = re.escape(report.jurisdiction.name)
    return bool(
        re.fullmatch(rf"(?:[\u3400-\u9fff]{{2,10}}[省市县区旗])?(?:{own}(?:人民政府|政府|办事处)?)?{_DAY}", line)
    )


def _sections_gone(texts: Mapping[str, str]) -> Iterator[str]:
    """Sections without heading or words, when others were found and what belongs there stands nowhere else."""
    if not any(number in texts for number in TOLD):
        return
    for number in TOLD:
        if number in texts:
            continue
        first = next(one for one in asked() if one.place == number)
        if len(first.missing(texts, 0)) == len(first.parts):
            yield number
