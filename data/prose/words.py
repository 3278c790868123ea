"""The prose cut into the words of words.yaml, quantities, years and what lies between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from data import declarations
from data.prose.numbers import Quantity, quantities

STOPS = frozenset(",;:。!?()")
GAP, STOP, NUMBER, YEAR, SPAN, QUOTE = "gap", "stop", "number", "year", "span", "quote"
# Tags of plain lists, those that come first before the others where a word is in two.
_PLAIN = (
    "none", "not_none", "each", "manner", "narrows", "of_which", "up_to", "up", "down", "level", "against", "plan",
    "suppose", "rule", "neutral", "joins", "self", "others", "filler",
)  # fmt: skip
_NESTED = {"things": "thing", "verbs": "verb", "applicants": "applicant", "times": "time"}
_YEAR = r"(?:19|20)\d\d"
_HANZI_YEAR = re.compile(r"[二贰][〇零○0][〇零○0一二三四五六七八九壹贰叁肆伍陆柒捌玖]{2}(?=年)")
_FORMAL = re.compile(r"(?<![壹贰叁肆伍陆柒捌玖拾佰仟万亿])[壹贰叁肆伍陆柒捌玖拾佰仟万亿]+(?=[件份宗起条项元])")
_PLAIN_DIGITS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_HANZI_DIGITS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000123456789123456789")
# Dates and years, longest first; a day or a month is a part of a year, a whole year's first to last day is the year.
_TIME = re.compile(
    rf"(?P<period>(?P<of>{_YEAR})年?[.\-/]?0?1月?(?:[.\-/]?0?1日?)?起?(?:至|到|-|~|—)+(?:(?P<to>{_YEAR})年?[.\-/]?|当年)?12月?[.\-/]?31日?止?)"
    r"|(?P<whole>(?:截[至止]到?|至|到)12月(?:31日|底)(?:24时)?|1月?份?(?:至|到|-|~|—)12月份?)"
    r"|(?P<span>(?:近|最近|过去|前|这)[二两三四五六七八九十几\d]{1,2}年|[二两三四五六七八九十几\d]{1,2}年(?:来|间|以来|期间))"
    rf"|(?P<years>{_YEAR}年?度?(?:[-~至到—]+|[、和与](?![^,。;]{{0,16}}分别)){_YEAR}年度?)"
    rf"|(?:截[至止]到?)?(?P<end>{_YEAR})年(?:12月(?:31日|底|末)|底|末|度末|年底|年末)"
    rf"|(?P<month>(?:{_YEAR}年)?\d{{1,2}}(?:-\d{{1,2}})?月份?(?:\d{{1,2}}日)?(?:[至到-](?:\d{{1,2}}月)?\d{{1,2}}[日月]份?)?)"
    rf"|(?P<year>{_YEAR})(?:年度|年)(?!\d{{1,2}}[月日/.\-])"
)
# 一件也没有, 没有一件, 无一件: nothing, though a number stands there.
_NOT_ONE = re.compile(
    r"(?:没有?|无|未有|并无|从无|未发生过?|未收到过?)(?:哪怕)?[一1][件例起宗条份项次个笔桩张封单](?!步)(?!以上)"
    r"|一[件例起宗条份项次个笔分桩张封单]?(?:也|都|亦)?(?:没有?|未(?!结|办|审|答)|无)(?:有过|过)?|无一(?![件例起宗条份项次个])"
)
_NONE_AND_ONE = re.compile(
    r"(?:未|没有?)(?:曾)?(?:收到|接到|受理|办理|发生|作出|引发|产生|制发|出现)过?(?P<one>[一1][件例起宗条份项次笔桩张封单])(?!步|以上)"
)
_ANY_ONE = re.compile(r"任何[一1][件例起宗条份项次]")  # 未对任何一件申请不予公开
# Another's office, whatever words its name is made of: 县行政审批局, 县交警大队.
_OFFICE = re.compile(
    r"[县市区省](?!里|级|内|政府|委|直|人民政府|域|城(?!管|乡|市)|场(?!监))"
    r"(?:(?!收到|受理|作出|办理|公开|[在对向由与我本全各及的])[\u3400-\u9fff]){2,12}?(?:局|大队|支队|中队|委员会)"
)
_QUOTED = re.compile(r"《[^《》]*》|[“\"](?![“\"])[^”\"]{9,}?[”\"]")

_LONGEST_ROW = 32  # signs of a row's name in quotation marks


class Word(NamedTuple):
    """A piece of a plain sentence: what kind of word it is, which one of its kind, and where it stands."""

    tag: str
    value: Any
    start: int
    end: int
    text: str


@cache
def declared() -> Mapping[str, Any]:
    """All that words.yaml declares."""
    return declarations.read(Path(__file__).with_name("words.yaml"), dict[str, Any])


Lexicon = Mapping[str, tuple[tuple[str, str, Any], ...]]


@cache
def _lexicon() -> Lexicon:
    """First two characters → the words that begin so, longest first, with tag and value."""
    found: dict[str, tuple[str, Any]] = {}
    for nest, tag in _NESTED.items():
        for value, words in declared()[nest].items():
            for word in words:
                found.setdefault(str(word), (tag, value))
    for tag in _PLAIN:
        for word in declared()[tag]:
            found.setdefault(str(word), (tag, tag))
    for kind, words in declared()["whole"].items():
        for word in words:
            found[word] = ("whole", kind)
    begun: dict[str, list[tuple[str, str, Any]]] = {}
    for word, (tag, value) in found.items():
        begun.setdefault(word[:2], []).append((word, tag, value))
    return {begins: tuple(sorted(words, key=lambda word: -len(word[0]))) for begins, words in begun.items()}


def words(plain: str, names: Iterable[str] = ()) -> list[Word]:
    """A plain sentence as words; characters that are no word are told as gaps. `names` are the reporter's own."""
    return list(_cut(plain, tuple(names)))


def _cut(plain: str, names: tuple[str, ...]) -> Iterator[Word]:
    fixed = _fixed(plain, names)
    lexicon = _lexicon()
    at, length, gap = 0, len(plain), 0
    while at < length:
        word = fixed.get(at) or _word(plain, at, lexicon)
        if word is None:
            at += 1
            continue
        if gap < at:
            yield Word(GAP, "", gap, at, plain[gap:at])
        yield word
        at = gap = word.end
    if gap < length:
        yield Word(GAP, "", gap, length, plain[gap:])


def _word(plain: str, at: int, lexicon: Lexicon) -> Word | None:
    sign = plain[at]
    if sign == "—":
        return Word(STOP, ",", at, at + 1, sign)
    if sign in STOPS:
        return Word(STOP, sign, at, at + 1, sign)
    for begins in (plain[at : at + 2], sign):
        for text, tag, value in lexicon.get(begins, ()):
            if plain.startswith(text, at):
                return Word(tag, value, at, at + len(text), text)
    return None


def _fixed(plain: str, names: tuple[str, ...]) -> dict[int, Word]:
    """Where quoted texts, years, quantities and the reporter's name begin; what begins within another is left out."""
    found: dict[int, Word] = {}
    taken = bytearray(len(plain))

    def take(word: Word) -> None:
        if not any(taken[word.start : word.end]):
            taken[word.start : word.end] = b"\x01" * (word.end - word.start)
            found[word.start] = word

    for quoted in _QUOTED.finditer(plain) if "《" in plain or "“" in plain else ():
        if not _names_a_cell(quoted[0]):
            take(Word(QUOTE, "", *quoted.span(), quoted[0]))
    for time in _TIME.finditer(plain) if "年" in plain or "月" in plain or "20" in plain else ():
        take(_time(time))
    for nothing in _NOT_ONE.finditer(plain) if "一" in plain or "无1" in plain or "有1" in plain else ():
        take(Word("none", "none", *nothing.span(), nothing[0]))
    for nothing in _NONE_AND_ONE.finditer(plain) if "未" in plain or "没" in plain else ():  # 未收到1件申请
        take(Word("filler", "filler", *nothing.span("one"), nothing["one"]))
    for any_one in _ANY_ONE.finditer(plain) if "任何" in plain else ():
        take(Word("filler", "filler", *any_one.span(), any_one[0]))
    for one in quantities(plain):
        take(Word(NUMBER, one, one.start, one.end, plain[one.start : one.end]))
    for name in names:
        at = plain.find(name)
        while at >= 0:
            take(Word("self", "self", at, at + len(name), name))
            at = plain.find(name, at + len(name))
    for office in _OFFICE.finditer(plain) if "局" in plain or "队" in plain or "委员会" in plain else ():
        take(Word(GAP, "", *office.span(), office[0]))
    return found


def _names_a_cell(quoted: str) -> bool:
    """Whether a quoted text only names a row of the tables: “结转下年度继续办理”."""
    inner = _cut(quoted[1:-1], ()) if quoted[0] != "《" and len(quoted) <= _LONGEST_ROW else ()
    tags = [word.tag for word in inner]
    return "verb" in tags and {"verb", "filler", "time", "thing", "joins"}.issuperset(tags)


def _time(found: re.Match[str]) -> Word:
    place = (*found.span(), found[0])
    if found["period"]:
        same = found["to"] in (None, found["of"])
        return Word(YEAR, int(found["of"]), *place) if same else Word(SPAN, "years", *place)
    if found["whole"]:
        return Word("filler", "filler", *place)
    if found["years"] or found["span"]:
        return Word(SPAN, "years", *place)
    if found["month"]:
        return Word(SPAN, "month", *place)
    return Word(YEAR, int(found["end"] or found["year"]), *place)


def hanzi_years(plain: str) -> str:
    """二〇二三年 as 2023年, 叁件 as 三件; as long as before."""
    if _FORMAL.search(plain):
        plain = _FORMAL.sub(lambda found: found[0].translate(_PLAIN_DIGITS), plain)
    return _HANZI_YEAR.sub(lambda year: year[0].translate(_HANZI_DIGITS), plain) if "年" in plain else plain


def number_of(word: Word) -> Quantity:
    """The quantity that a word of tag NUMBER is."""
    quantity: Quantity = word.value
    return quantity
