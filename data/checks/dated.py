"""Years that the prose gives to the report itself, its figures and its work: another one was copied.

dated.yaml says where a year is the report's own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data import declarations
from data.checks.content import TITLES
from data.checks.text import LONGEST_SAID, OF_A_YEAR
from data.model import Finding, Report
from data.prose.numbers import value
from data.prose.words import hanzi_years
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences

_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年度?|(?=全年|这一年))"
_PERIOD = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年?[.\-/]?0?1月?(?:份|[.\-/]?0?1日?)?(?:0?0?时|零时)?"
    r"(?:起|始|开始|起计算|起算|开始算起|算起|开始计算)?,?(?:截?至|截?到|截?止|-|~|—)+"
    r"(?:(?P<to>(?:19|20)\d\d)年?[.\-/]?|当年|同年)?12月?(?:份|[.\-/]?31日?)?"
)
_OPENING, _AT_OPENING = "0", "opening"
_SIGNED = re.compile(r"^[^\d,。;]{0,24}(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日$")
_DECEMBER = 12  # a report is signed when its year is over, or nearly
SIGNED_LINES = 3
_HANZI_DAY = re.compile(r"([一二三四五六七八九十]{1,3})([月日])")


@cache
def _declared() -> Mapping[str, Any]:
    return declarations.read(Path(__file__).with_suffix(".yaml"), dict[str, str | dict[str, str]])


@cache
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.format(year=_YEAR, period=_PERIOD)) for pattern in _declared()[group].values())


@cache
def _one(key: str) -> re.Pattern[str]:
    return re.compile(_declared()[key].format(year=_YEAR))


def dated(report: Report) -> Iterator[Finding]:
    """The years that are not the report's own, each once, and a signature before the year was over."""
    told = {f.evidence.get("period") for f in report.findings if f.rule == "year_disagrees"}
    seen: set[int] = set()
    for section, story in report.narrative.items():
        for sentence in sentences(story):
            plain = _dates(hanzi_years(simplify(sentence)))
            if "19" not in plain and "20" not in plain:
                continue
            for year in _years(plain, section, report.year):
                if year != report.year and year not in seen and str(year) not in told:
                    seen.add(year)
                    evidence = {"section": TITLES[section], "found": str(year), "year": str(report.year)}
                    evidence["sentence"] = plain[:LONGEST_SAID]
                    yield Finding("prose_year_disagrees", (), evidence)
    yield from _stale(report)
    yield from _signed_early(report)


def _dates(plain: str) -> str:
    """十二月三十一日 as 12月31日."""
    return _HANZI_DAY.sub(lambda found: f"{_number(found[1])}{found[2]}", plain) if "月" in plain else plain


def _number(written: str) -> int:
    found = value(written)
    return int(found[0]) if found else 0


def _years(plain: str, section: str, own: int) -> Iterator[int]:
    """The years that this sentence makes those of the report."""
    groups = ("anywhere", _AT_OPENING) if section == _OPENING else ("anywhere",)
    for group in groups:
        for pattern in _patterns(group):
            for found in pattern.finditer(plain):
                if group == _AT_OPENING and str(own) in plain:
                    continue  # another report beside this one
                first = int(found["year"])
                last = int(found["to"] or first) if "to" in pattern.groupindex else first
                if last - first in (0, 1, -1):  # a longer time is another than the report's
                    yield last if first == own else first
    for group, past in (("earlier", True), ("later", False)):
        for found in (one for pattern in _patterns(group) for one in pattern.finditer(plain)):
            if (int(found["year"]) < own) is past:
                yield int(found["year"])
    if not _one("tabled").search(plain) and (worked := _worked(plain, own)):
        yield worked


def _stale(report: Report) -> Iterator[Finding]:
    """Figures of another year that stand alone: copied with their sentence, perhaps."""
    for section, story in report.narrative.items():
        for sentence in sentences(story):
            plain = hanzi_years(simplify(sentence))
            if "20" not in plain or not _one("tabled").search(plain):
                continue
            year = _worked(plain, report.year)
            if year and (year > report.year or not OF_A_YEAR.search(plain)):  # earlier ones are told as such
                evidence = {"section": TITLES[section], "found": f"{year}年", "sentence": plain[:LONGEST_SAID]}
                yield Finding("stale_year", (), evidence)
                return


def _worked(plain: str, own: int) -> int | None:
    """The year whose work the sentence tells as if it were the report's: neither looking back nor ahead."""
    found = _one("work").search(plain)
    if not found or int(found["year"]) == own or _one("speaks_of").search(found["before"]):
        return None
    year, rest = int(found["year"]), plain[found.end("year") :]
    planned = re.search(rf"{own}年度?,?[^,。;]{{0,6}}将", rest)
    if str(own) in plain and not (planned and year < own):
        return None
    rest = rest[: planned.start()] if planned else rest
    rest = re.sub(rf"[比较]{year - 1}年[^,。;]*", "", rest)  # against the year before that one
    if _one("looks_back").search(rest):
        return None
    if year > own and (_one("looks_ahead").search(rest) or not _one("done").search(rest)):
        return None
    return year if _one("tells_work").search(rest) else None


def _signed_early(report: Report) -> Iterator[Finding]:
    last = next(iter(sorted(report.narrative, reverse=True)), None)
    for line in report.narrative[last].splitlines()[-SIGNED_LINES:] if last else ():
        found = _SIGNED.match(hanzi_years(simplify(line)))
        if found and (int(found["year"]), int(found["month"])) < (report.year, _DECEMBER) and _is_date(found):
            evidence = {
                "section": TITLES[str(last)],
                "found": found[0][-11:].lstrip("府处局会镇乡道"),
                "year": str(report.year),
            }
            yield Finding("signed_early", (), evidence)
            return


def _is_date(found: re.Match[str]) -> bool:
    try:
        datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return True
