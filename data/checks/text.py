"""What was left standing, lost or miscounted in the prose of a report."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from data.checks.content import TITLES
from data.model import Finding, Report
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences

LONGEST_SAID = 60  # characters of a passage that is quoted
# Words of a template: its remarks to the writer, in brackets or as a line, and the signs that stand for a name.
_INSTRUCTION = re.compile(
    r"\((?:文字描述|此处|本部分|该部分|本项|此项|请|填写|填报|注意|可附)[^()]{0,60}\)"
    r"|(?:该|本|此)部分以?(?:表格|文字)形式报告|表格如下:$|收取信息处理费情况在此处报告"
    r"|(?:此处|在此|请在此处?)(?:填写|填入|插入|说明)|(?:年度报告|年报)(?:格式)?(?:模板|样本|范本)"
    r"|(?:(?<![×xX✕╳*＊○〇_])[×xX✕╳*＊○〇_]{2,}+|某某|(?<!\.)\.{3,}+|(?<!…)…{2,}+)(?=省|市|县|区|镇|乡|街道|局|年|月|日|条|件|次|人|单位|部门|办公室)"
    r"|\(单位名称\)|\[[^\[\]]{0,8}(?:单位|名称|年度|数字)[^\[\]]{0,4}\]"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_DATE_LIKE = re.compile(r"[\d年][\d年月日]{3,}")  # found fast; only there the others are tried
_DAMAGED_DATE = re.compile(
    rf"{_YEAR}年(?:月(?:\d{{1,2}})?日|\d{{1,2}}月日(?![均常产]))"  # 2021年 月 日, 2021年1月 日
    rf"|{_YEAR}\d{{1,2}}月\d{{1,2}}日"  # 20211月1日
    rf"|{_YEAR}\d{{2,4}}日(?!元)"  # 202111日
    r"|(?<!\d)20\d{3,4}年"  # 202020年
    r"|(?<!\d)20\d?年(?=\d{1,2}月\d{1,2}日)"  # 202年1月1日
    r"|(?:^|[自从至到于在为是起:,。(])年\d{1,2}月\d{1,2}日"  # 自年1月1日
    r"|\d{1,2}月\d{1,2}(?=[止起])"  # 12月31止
)
_DATE = re.compile(rf"({_YEAR})年(\d{{1,2}})月(\d{{1,2}})日")
_PERIOD = re.compile(
    r"(?:统计|数据|报告)[^。;]{0,12}(?:期限|时限|期间|时间|周期|起止)[^。;\d]{0,8}"
    rf"(?P<whole>(?P<from>{_YEAR})年(\d{{1,2}})月(\d{{1,2}})日[^\d。;]{{1,4}}(?:((?:19|20)\d\d)年)?(\d{{1,2}})月(\d{{1,2}})日)"
)
# Figures of a year at the beginning of a clause: 2022年我镇收到申请3件.
OF_A_YEAR = re.compile(
    r"(?:^|[,。;:、)]|情况)(?P<year>20\d\d)年度?,?(?!\d|底|初|末|度?(?:政府信息公开)?(?:工作)?(?:年度)?(?:报告|年报|考核|评估))[^,。;\d]{0,16}"
    r"(?:收到|受理|接收|新收|主动公开|公开|发布|制发|制定)[^,。;\d]{0,24}\d+余?(?:件|条|份|篇|次)"
)
_COMPARES = re.compile(r"今年|本年|当年|比|较|上年|上一年|去年|结转|增|减|降|升")
_HANZI = "一二三四五六七八九十"
_NUMBERS = {sign: at for at, sign in enumerate(_HANZI, start=1)} | {
    f"十{sign}": at for at, sign in enumerate(_HANZI[:9], start=11)
}
# Kinds of numbering, each with the one inside it, and how it is written at the beginning of a line.
_LINE = {
    "upper": re.compile(rf"^([{_HANZI}]{{1,2}})[、.]"),
    "middle": re.compile(rf"^\(([{_HANZI}]{{1,2}})\)"),
    "lower": re.compile(r"^(\d{1,2})[、.](?!\d)"),
    "inner": re.compile(r"^\((\d{1,2})\)"),
}
_WRITTEN = {"upper": "{}、", "middle": "（{}）", "lower": "{}、", "inner": "（{}）", "series": "{}是"}
_SERIES = re.compile(rf"(?:^|(?<=[,，。;；:：、]))([{_HANZI}]{{1,2}})是")


def text(report: Report) -> Iterator[Finding]:
    """Instructions of a template, dates and periods that can't be, another year's figures, numbers that are skipped."""
    yield from _instructions(report)
    yield from _damaged_dates(report)
    yield from _unusual_period(report)
    yield from _stale_years(report)
    yield from _gaps(report)


def _told(report: Report) -> Iterator[tuple[str, str]]:
    """Title of the section and each line of its prose, plain."""
    for number, story in report.narrative.items():
        for line in story.splitlines():
            if plain := simplify(line):
                yield TITLES[number], plain


def _joined(report: Report) -> Iterator[tuple[str, str]]:
    """Title of the section and its prose as one line: a PDF breaks lines anywhere."""
    for number, story in report.narrative.items():
        yield TITLES[number], simplify(story)


def _around(line: str, start: int, end: int) -> str:
    """The passage with a little of what stands around it."""
    room = max(0, LONGEST_SAID - (end - start)) // 2
    return line[max(0, start - room) : end + room]


def _once(rule: str, hits: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """A finding for each different passage: what was found → its section and sentence."""
    for found, (section, sentence) in hits.items():
        yield Finding(rule, (), {"section": section, "found": found, "sentence": sentence})


def _instructions(report: Report) -> Iterator[Finding]:
    hits: dict[str, tuple[str, str]] = {}
    for section, line in _told(report):
        for found in _INSTRUCTION.finditer(line):
            passage = (section, _around(line, *found.span()))
            if passage[1] not in {sentence for _, sentence in hits.values()}:
                hits.setdefault(found[0], passage)
    yield from _once("instruction_left", hits)


def _damaged_dates(report: Report) -> Iterator[Finding]:
    hits: dict[str, tuple[str, str]] = {}
    for section, line in _joined(report):
        for near in _DATE_LIKE.finditer(line):
            window = line[max(0, near.start() - 1) : near.end() + 2]
            wrong = [found[0].lstrip("自从至到于在为是起:,。(") for found in _DAMAGED_DATE.finditer(window)]
            wrong += [found[0] for found in _DATE.finditer(window) if not _is_date(*map(int, found.groups()))]
            for one in wrong:
                hits.setdefault(one, (section, _around(line, *near.span())))
    yield from _once("date_damaged", hits)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _unusual_period(report: Report) -> Iterator[Finding]:
    """The period that is named is not a calendar year."""
    for section, line in _joined(report):
        for found in _PERIOD.finditer(line):
            first, month, day, last, end_month, end_day = found.groups()[1:]
            if (int(month), int(day), int(end_month), int(end_day)) != (1, 1, 12, 31) or (last or first) != first:
                yield Finding(
                    "period_unusual",
                    (),
                    {"section": section, "found": found["whole"], "sentence": _around(line, *found.span())},
                )
                return


def _stale_years(report: Report) -> Iterator[Finding]:
    """Last year's figures told as if they were this year's: the sentence stands as it stood last year."""
    last = str(report.year - 1)
    hits: dict[str, tuple[str, str]] = {}
    for number in "1234":
        for sentence in map(simplify, sentences(report.narrative.get(number, ""))):
            for found in OF_A_YEAR.finditer(sentence):
                if found["year"] == last and str(report.year) not in sentence and not _COMPARES.search(sentence):
                    hits.setdefault(f"{last}年", (TITLES[number], _around(sentence, *found.span())))
    yield from _once("stale_year", hits)


def _gaps(report: Report) -> Iterator[Finding]:
    """Numbers that are skipped: 1, 2, 4. One that starts late may have lost its first to an automatic list."""
    for number, story in report.narrative.items():
        for kind, before, after in (*_line_gaps(story), *_series_gaps(simplify(story))):
            said = {name: _WRITTEN[kind].format(value) for name, value in (("before", before), ("after", after))}
            yield Finding("numbering_gap", (), {"section": TITLES[number], **said})


def _line_gaps(story: str) -> Iterator[tuple[str, str, str]]:
    last: dict[str, str] = {}
    for line in story.splitlines():
        plain = simplify(line)
        for at, (kind, pattern) in enumerate(_LINE.items()):
            if not (found := pattern.match(plain)):
                continue
            if _skips(last.get(kind), found[1]):
                yield kind, last[kind], found[1]
            last[kind] = found[1]
            for inner in list(_LINE)[at + 1 :]:
                last.pop(inner, None)


def _series_gaps(story: str) -> Iterator[tuple[str, str, str]]:
    """一是 … 二是 … 四是 within a paragraph."""
    last: str | None = None
    for found in _SERIES.finditer(story):
        if last and _skips(last, found[1]):
            yield "series", last, found[1]
        last = found[1]


def _skips(before: str | None, after: str) -> bool:
    """Whether a number or two between these were left out; more is another matter."""
    return before is not None and 2 <= _number(after) - _number(before) <= 3


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS.get(written, 0)
