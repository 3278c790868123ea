"""The facts of a report's prose, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from data.model import Report
from data.prose.behind import narrowed
from data.prose.clauses import bodies, clauses
from data.prose.disputed import disputed
from data.prose.fact import Fact, Kind
from data.prose.remaining import remaining
from data.prose.scope import Scope
from data.prose.statements import statements
from data.prose.totals import totalled
from data.prose.turns import with_years
from data.prose.words import declared, hanzi_years, words
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences

# Only a sentence with one of these says how many; the others are not cut into words.
_TELLS = re.compile(
    r"\d|[一二两三四五六七八九十百千廿卅几数〇][余多]?[万亿几]?[余多]?[件条份宗起例项次个元部笔张批篇封则类种家户名位人倍成桩]|未|没|无|零|不存在|持平|一致|相同|不变|同比|空白|一半|分之|审结|复议|诉|均|全部|较上|比上|较去|比去"
)
_CLAUSE_END = re.compile("[,。;]|$")
_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.](?!\d)|\(\d{1,2}\)|第[一二三四五六],)"
)
# Only applications for information are carried over, newly received and told by who applied.
_CARRIED = re.compile(
    r"申请[^。;]{0,12}结转|结转[^。;]{0,8}申请|新收申请|申请[^。;]{0,8}(?:自然人|商业企业)|自然人申请"
)
_NOT_COUNTED = re.compile(
    r"不在[^。;]{0,16}(?:之列|此列|范围|统计)|不涉及(?:政府)?信息公开|(?:不作|未作|不予)统计|(?:不|未)(?:计入|纳入|列入|统计在)|另行统计|与(?:政府)?信息公开无关|典型案例|培训班"
)
_LAST_YEARS = re.compile(
    r"(?:(?P<from>(?:19|20)\d\d)年?(?:至|-|~|—)(?P<to>(?:19|20)\d\d)年,?)?(?:已?连续[两二三四五六七八九]年)"
    r"|近[两二三四五]年(?!来(?:首|第))|[两二三]年来|(?:去年|上年)[、和与](?:今年|本年)"
    r"|(?P<one>(?:19|20)\d\d)年?度?[、和与及](?P<two>(?:19|20)\d\d)年度?(?=[^。;]{0,30}(?:均|都|皆|各))"
)
# The same was so last year: 与上年一样，未收到申请.
_AS_BEFORE = re.compile(
    r"[与同和跟](?:上一?年度?|去年|前一年|(?P<year>(?:19|20)\d\d)年度?)(?:情况|数量)?(?:一样|相同|一致|持平),"
)
_SINCE = re.compile(r"以来|自.{1,12}[后起]|至今|历年|多年|开通|截[至止]|五年|期间")
_THIS = re.compile("今年|本年|当年")  # behind 累计, what this year has of it
_SINCE_THEN = re.compile(r"自(?!今年|本年)[^,。;]{2,16}以来[^,。;]{0,6}累计")  # whatever year is named
_ELSEWHERE = re.compile(r"平台|主动公开|信息管理|监督|保障|培训|解读|回应|政务服务|审批|信访|民生")
_LONGEST_CLAUSE = 200  # words; more between two stops is no prose, and takes long


def facts(report: Report) -> tuple[Fact, ...]:
    """All that the prose states of numbers and of nothing, in order."""
    return _facts_of(report.year, _names(report), _kind(report), tuple(report.narrative.items()))


@lru_cache(maxsize=4)  # checks and store ask for those of the same report
def _facts_of(year: int, names: tuple[str, ...], kind: str, story: tuple[tuple[str, str], ...]) -> tuple[Fact, ...]:
    return tuple(fact for section, text in story for fact in _section(names, Scope(year, kind, section), section, text))


def _section(names: tuple[str, ...], scope: Scope, section: str, text: str) -> Iterator[Fact]:
    if section == "3":
        scope.thing = scope.heading = "applications"
    goes_on = False
    for sentence in sentences(text):
        plain = hanzi_years(simplify(sentence))
        if headed := bool(_HEADING.match(plain)):
            _headed(scope, plain)
            goes_on = False
        yield from _years(plain, sentence.strip(), scope)
        if _TELLS.search(plain):
            scope.start(goes_on)
            scope.excepted = bool(re.search(r"除[^,。;]{1,24}[外,]", plain))
            scope.not_counted = bool(_NOT_COUNTED.search(plain))
            scope.since_named = bool(_SINCE.search(plain) or _so_far(plain))
            if _SINCE_THEN.search(plain):
                scope.since = True
            yield from totalled(tuple(_sentence(plain, sentence.strip(), names, scope)), plain, scope.year)
        elif not goes_on and not headed:
            _topic(scope, plain)
        goes_on = plain.endswith((";", "；"))


def _years(plain: str, sentence: str, scope: Scope) -> Iterator[Fact]:
    for found in _YEAR_NAMED.finditer(plain) if "20" in plain or "19" in plain else ():
        yield Fact(scope.section, sentence, *found.span(), Kind.YEAR, found[0], int(found[1]))


def _names(report: Report) -> tuple[str, ...]:
    own = report.jurisdiction.name
    others = "".join(f.evidence.get("others", "") for f in report.findings if f.rule == "place_disagrees")
    # A name that title and signature write differently is the reporter's all the same.
    short = {own, own.removesuffix("人民政府"), *others.split("、")}
    return tuple(sorted((name for name in short if len(name) > 1), key=len, reverse=True))


def _kind(report: Report) -> str:
    kind = report.jurisdiction.kind
    if office := re.search(r"([省市县区])(?:人民)?政府", report.jurisdiction.name):  # 清水县人民政府办公室
        kind = office[1]
    return kind if kind in declared()["whole"] else ""


def _headed(scope: Scope, plain: str) -> None:
    """A numbered paragraph begins: what is spoken of is what its heading names."""
    scope.start(goes_on=False)
    head = re.split(r"[。:,]", _HEADING.sub("", plain), maxsplit=1)[0]
    scope.heading = scope.thing = ""
    if scope.section == "3" or (len(head) <= 24 and re.search(r"依申请|申请公开|公开申请|收到和处理", head)):
        scope.heading = scope.thing = "applications"
    elif len(head) <= 24 and _ELSEWHERE.search(head):
        scope.heading = scope.thing = "elsewhere"


def _topic(scope: Scope, plain: str) -> None:
    """A sentence without numbers may still name what the next ones speak of."""
    if len(plain) <= 16 and ("依申请公开" in plain or plain.rstrip("。:").endswith("情况")):
        scope.heading = scope.thing = "applications" if "依申请公开" in plain else ""


def _both_years(plain: str, year: int) -> range:
    """Where in the sentence is told what was so last year too: 连续两年未收到申请; what begins there is meant."""
    nowhere = range(0)
    if "年" not in plain or "除" in plain:
        return nowhere
    if before := _AS_BEFORE.search(plain):
        stop = _CLAUSE_END.search(plain, before.end())
        same = before["year"] in (None, str(year - 1))
        return range(before.end(), stop.start() if stop else len(plain)) if same else nowhere
    if not (found := _LAST_YEARS.search(plain)):
        return nowhere
    named = [int(one[1]) for one in _YEAR_NAMED.finditer(plain, found.end())]
    ends = found["to"] or found["two"]
    if (
        (named and year not in named)
        or (ends and int(ends) != year)
        or (found["one"] and int(found["one"]) != year - 1)
    ):
        return nowhere
    first = max(plain.rfind(sign, 0, found.start()) for sign in ",;。") + 1
    later = re.compile("(?:本年|今年|当年)|$").search(plain, found.end())
    return range(first, later.start() if later else len(plain))


def _so_far(plain: str) -> bool:
    """累计受理120件，今年5件: the first number is of more years than this."""
    before, so_far, after = plain.partition("累计")
    return bool(so_far and _THIS.search(after)) and not re.search("今年|本年|全年|当年|年内", before)


def _whole(fact: Fact, year: int) -> bool:
    """Whether a fact tells plainly all of something of this year."""
    return bool(fact.measure) and fact.kind is Kind.ABSOLUTE and fact.year == year and not fact.who


def _bracket(plain: str, at: int) -> int:
    """Where the bracket ends that what begins here stands in; 0 outside of any."""
    return plain.find(")", at) + 1 if plain[at - 1 : at] == "(" else 0


def _sentence(plain: str, sentence: str, names: tuple[str, ...], scope: Scope) -> Iterator[Fact]:
    cut = bodies(with_years(words(plain, names), scope.year), names)
    if not scope.thing and _CARRIED.search(plain):
        scope.thing = "applications"
    for fact in disputed(plain, scope):
        yield replace(fact, section=scope.section, sentence=sentence)
    left = tuple(remaining(plain, scope))
    known: set[int] = set()  # where a number stands that is told so already
    masked = plain
    for name in names:
        masked = masked.replace(name, "本" * len(name))
    both = _both_years(plain, scope.year)
    as_many = bool(both) and bool(re.search("各|一样|相同|一致|持平", plain))
    aside, before = 0, scope.time()
    for clause in clauses(cut):
        if len(clause) > _LONGEST_CLAUSE:
            continue
        if clause[0].start >= aside:
            if aside:  # the time in a bracket is of what stands there alone
                scope.back_to(before)
            aside = _bracket(plain, clause[0].start)
            before = scope.time()
        for said in statements(clause, plain, scope):
            fact = narrowed(said, masked)
            told = replace(fact, section=scope.section, sentence=sentence)
            yield told
            if scope.orphan and _whole(fact, scope.year):
                yield replace(scope.orphan, section=scope.section, sentence=sentence, measure=fact.measure)
                scope.orphan = None
            if fact.measure == "applications.carry_out":
                known.add(fact.start)
            same = fact.low == fact.high and (not fact.low or as_many)
            if (
                same
                and fact.start in both
                and fact.measure
                and not fact.who
                and fact.kind in (Kind.ABSOLUTE, Kind.OTHER)
            ):
                yield replace(told, year=scope.year - 1, kind=Kind.ABSOLUTE)
                if fact.kind is Kind.OTHER:
                    yield replace(told, year=scope.year, kind=Kind.ABSOLUTE)
    for fact in left:
        if fact.start not in known:
            yield replace(fact, section=scope.section, sentence=sentence)
