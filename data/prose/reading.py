"""The facts of a report's prose, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from data.model import Report
from data.prose.fact import Fact, Kind
from data.prose.labels import ASKED, REASONS, Clause, Label, after_none, in_turn, left_of, right_of, with_years
from data.prose.measures import measure
from data.prose.numbers import COUNTED
from data.prose.scope import Scope
from data.prose.words import NUMBER, STOP, Word, declared, hanzi_years, number_of, words
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences

# Only a sentence with one of these says how many; the others are not cut into words.
_TELLS = re.compile(
    r"\d|[一二两三四五六七八九十百千廿卅几数〇][余多]?[件条份宗起例项次]|未|没|无|零|不存在|持平|一致|相同|不变"
)
_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.](?!\d)|\(\d{1,2}\)|第[一二三四五六],)"
)
_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请公开|公开申请|公开信息")
_CARRIED = re.compile(r"申请[^。;]{0,12}结转|结转[^。;]{0,8}申请")  # only applications for information are
_SHARES = frozenset({"%", "‰", "个百分点", "百分点", "成"})
_DISPUTES = frozenset({"reviews", "suits", "suits_direct", "suits_after_review"})
_ONLY_OF_APPLICATIONS = REASONS | {"carry_in", "carry_out", "carry", "grant", "partly", "refuse", "unable", "ignore"}
# A count in these is of kinds, not of decisions: 行政许可事项36项.
_KINDS_COUNTED = frozenset({"项", "个", "类", "种"})
_NOT_OF_APPLICATIONS = frozenset({"个", "类", "种", "次", "人次", "部", "篇"})
_LONGEST_CLAUSE = 200  # words; more between two stops is no prose, and takes long
_STOCKS = frozenset({"in_force", "disclose_all"})  # counted at a date, so always 累计
_LISTS = frozenset({"disclose", "review_of"})
_DECIDED = frozenset({"licences", "penalties", "coercion"})
_COUNTED_AS_WHOLE = frozenset({"receive", "handle", ""})
_OTHER_BODY = re.compile(
    r"[\u3400-\u9fff](?:镇|乡|村|局|县|市|区|省|街道|社区|委员会|公司|学校|医院|所|站|中心|处|企业|办公室|人民政府|党委)$"
)
_TOWN_OFFICE = re.compile(r"^(?:镇政府|乡政府|镇人民政府|乡人民政府|街道|街道办|街道办事处|镇机关|镇党政办)")


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
        if _HEADING.match(plain):
            _headed(scope, plain)
            goes_on = False
        yield from _years(plain, sentence.strip(), scope)
        if _TELLS.search(plain):
            scope.start(goes_on)
            yield from _sentence(plain, sentence.strip(), names, scope)
        elif not goes_on:
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
    return kind if kind in declared()["whole"] else ""


def _headed(scope: Scope, plain: str) -> None:
    """A numbered paragraph begins: what is spoken of is what its heading names."""
    scope.start(goes_on=False)
    head = re.split(r"[。:,]", _HEADING.sub("", plain), maxsplit=1)[0]
    scope.heading = scope.thing = ""
    if scope.section == "3" or (len(head) <= 24 and re.search(r"依申请|申请公开|公开申请|收到和处理", head)):
        scope.heading = scope.thing = "applications"


def _topic(scope: Scope, plain: str) -> None:
    """A sentence without numbers may still name what the next ones speak of."""
    if len(plain) <= 16 and ("依申请公开" in plain or plain.rstrip("。:").endswith("情况")):
        scope.heading = scope.thing = "applications" if "依申请公开" in plain else ""


def _sentence(plain: str, sentence: str, names: tuple[str, ...], scope: Scope) -> Iterator[Fact]:
    cut = _bodies(with_years(words(plain, names), scope.year))
    if not scope.thing and _CARRIED.search(plain):
        scope.thing = "applications"
    for clause in _clauses(cut):
        if len(clause) > _LONGEST_CLAUSE:
            continue
        for fact in _clause(clause, plain, scope):
            yield replace(fact, section=scope.section, sentence=sentence)


def _bodies(cut: Sequence[Word]) -> list[Word]:
    """Names of other bodies told as such: 柳树镇, 县教育局, 柳树|镇政府."""
    found = list(cut)
    for place, word in enumerate(found):
        if word.tag != "gap":
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if _OTHER_BODY.search(word.text):
            found[place] = word._replace(tag="others", value="others")
        elif after and after.tag == "self" and _TOWN_OFFICE.match(after.text) and len(word.text) > 1:
            found[place] = word._replace(tag="others", value="others")
            found[place + 1] = after._replace(tag="filler", value="filler")
    return found


def _clauses(cut: Sequence[Word]) -> Iterator[list[Word]]:
    """The words between stops; what stands in brackets and tells no number is left out: 村（社区）."""
    clause: list[Word] = []
    skip = _asides(cut)
    for place, word in enumerate(cut):
        if place in skip or (word.value == ":" and _leads(cut, place)):
            continue
        if word.tag == STOP:
            if clause:
                yield clause
            clause = []
        else:
            clause.append(word)
    if clause:
        yield clause


def _leads(cut: Sequence[Word], place: int) -> bool:
    """行政许可:0件, 依申请公开:无: the colon only stands for 为."""
    after = cut[place + 1] if place + 1 < len(cut) else None
    return (
        after is not None
        and after.tag in (NUMBER, "none")
        and place > 0
        and cut[place - 1].tag in ("thing", "verb", "filler")
    )


def _asides(cut: Sequence[Word]) -> set[int]:
    skip: set[int] = set()
    opened: int | None = None
    for place, word in enumerate(cut):
        if word.tag == STOP and word.value == "(":
            opened = place
        elif word.tag == STOP and word.value == ")" and opened is not None:
            if not any(inner.tag in (NUMBER, "none") for inner in cut[opened:place]):
                skip.update(range(opened, place + 1))
            opened = None
    return skip


def _clause(clause: Clause, plain: str, scope: Scope) -> Iterator[Fact]:
    """The facts of one clause; a body that does nothing in it is not spoken of."""
    scope.ruled = False
    hits = [place for place, word in enumerate(clause) if _hit(clause, place)]
    told = bool(hits)
    turns = in_turn(clause)
    floor = taken = 0
    who = scope.who
    for place in hits:
        for at in range(taken, place):
            scope.take(clause, at)
        taken = place
        label = turns.get(place) or _label(clause, floor, place, scope)
        floor = max(label.end, place + 1)
        scope.disclosure = (
            scope.section == "4"
            or scope.heading == "applications"
            or bool(_DISCLOSURE.search(plain, 0, clause[place].start))
        )
        yield from _facts(clause, place, label, plain, scope)
    for at in range(taken, len(clause)):
        scope.take(clause, at)
    if not told and (fact := _all_of_them(clause, scope)):
        yield fact
    if not told:
        scope.who = who if not any(word.tag == "self" for word in clause) else ""
        _hand_on(clause, scope)


def _all_of_them(clause: Clause, scope: Scope) -> Fact | None:
    """收到4件，均已办结: as many at least were closed; 复议2件，均尚未审结: just as many are pending."""
    whole = scope.whole
    if whole is None or not any(word.tag == "each" or word.text.startswith("全部") for word in clause):
        return None
    label = left_of(clause, 0, len(clause))
    if label.things or label.part or not label.verbs:
        return None
    thing = whole.measure.partition(".")[0]
    key = measure(thing, label.verbs[0])
    if not key or label.verbs[0] in _COUNTED_AS_WHOLE:
        return None
    start, end = clause[0].start, clause[-1].end
    made = replace(whole, start=start, end=end, measure=key, what=label.text)
    return replace(made, high=None, kind=Kind.RANGE) if thing == "applications" else made


def _hit(clause: Clause, place: int) -> bool:
    word = clause[place]
    if word.tag == "none":
        return not any(later.tag == NUMBER for later in clause[place + 1 :])
    return word.tag in (NUMBER, "level")


def _hand_on(clause: Clause, scope: Scope) -> None:
    """A clause without a number: the things that it names are what the next one may speak of."""
    label = left_of(clause, 0, len(clause))
    if label.things:
        scope.labels = label.things
    if named := [word.value for word in clause if word.tag == "thing"]:
        scope.thing = _resolved(named[-1], scope)


def _label(clause: Clause, floor: int, place: int, scope: Scope) -> Label:
    word = clause[place]
    if word.tag == "none":
        return _of_none(clause, floor, place)
    left = left_of(clause, floor, place)
    if word.tag == "level":
        return replace(left, change="level", end=place + 1)
    right = right_of(clause, place)
    if left.last or left.change or left.up_to:
        return replace(left, end=place + 1)
    if left.empty:
        return replace(right, each=left.each or right.each, part=left.part or right.part)
    if not left.things and right.things and not left.applicants:
        # 收到5件政府信息公开申请; 收到5件, 均已办结 goes by its own verb
        return replace(
            left, things=right.things, part=left.part or right.part, text=left.text + right.text, end=right.end
        )
    if not left.verbs and right.verbs and not right.things:  # 申请中有2件转入下年
        return replace(left, verbs=right.verbs, end=right.end)
    return replace(left, end=place + 1)


def _of_none(clause: Clause, floor: int, place: int) -> Label:
    right, left = after_none(clause, place), left_of(clause, floor, place)
    if right.things == (ASKED,) and "applications" in left.things:  # 依申请公开零申请
        return replace(right, things=("applications",))
    if right.things:
        return right
    if left.things and not left.part:
        return replace(right, things=left.things, each=True)
    return right


def _facts(clause: Clause, place: int, label: Label, plain: str, scope: Scope) -> Iterator[Fact]:
    word = clause[place]
    things = label.things or (scope.labels if label.each or word.tag == "none" else ())
    if word.tag == "none" and not things and not label.verbs:
        return
    resolved = [_resolved(thing, scope, label.verbs, bool(label.applicants)) for thing in things] or [
        _context(label, scope)
    ]
    if things:
        scope.thing = resolved[-1]
    base = _base(word, label, scope)
    if base is None:
        return
    verbs = _listed(label, scope) or ("",)
    keys = [measure(thing, verb) for thing in resolved for verb in verbs] if _measurable(base, label, scope) else [""]
    if len(resolved) > 1 and not label.each and base.low:
        keys = ["+".join(key for key in keys if key)] if all(keys) else [""]
    for key in dict.fromkeys(keys):
        yield _settled(replace(base, measure=key), label, plain, scope)


def _listed(label: Label, scope: Scope) -> tuple[str, ...]:
    """公开行政许可12件、行政处罚30件: what was published of the one was published of the other."""
    if label.verbs:
        scope.listed = label.verbs if _LISTS.intersection(label.verbs) else ()
    elif label.things and scope.listed:
        return scope.listed
    return label.verbs


def _settled(fact: Fact, label: Label, plain: str, scope: Scope) -> Fact:
    """The fact with what the sentence so far makes of it."""
    thing, _, verb = fact.measure.partition(".")
    if fact.kind is Kind.CHANGE:
        if not fact.measure and scope.measured and not label.things:
            known, column, who = scope.measured[-1]
            return replace(fact, measure="" if who else known, column=column)
        return fact
    if not fact.measure and label.empty and scope.measured and (label.last or (scope.parts and not scope.who)):
        known, column, who = scope.measured[-1]
        return replace(fact, measure=known if label.last or who else "", column=column)
    if thing in _DISPUTES and fact.low and not _over_disclosure(fact, plain, scope):
        return replace(fact, measure="")
    whole = {(known, column) for known, column, who in scope.measured if who == scope.who}
    if (
        fact.kind in (Kind.ABSOLUTE, Kind.RANGE)
        and scope.parts
        and verb in _COUNTED_AS_WHOLE
        and fact.column == "total"
    ):
        if any(known.partition(".")[0] == thing and column == "total" for known, column in whole):
            fact = replace(fact, kind=Kind.PART)
    if fact.measure and verb in (*_COUNTED_AS_WHOLE, "occur") and fact.column == "total":
        scope.whole = (
            fact if fact.kind is Kind.ABSOLUTE and fact.low and fact.year == scope.year and not fact.who else None
        )
    if fact.measure:
        scope.measured.append((fact.measure, fact.column, scope.who))
    return fact


def _over_disclosure(fact: Fact, plain: str, scope: Scope) -> bool:
    """Reviews and lawsuits have cells only where they are about disclosure."""
    later = plain[fact.end :]
    return scope.disclosure and not re.search(r"其中[^。]*(?:信息公开|依申请公开|公开申请)", later)


def _resolved(thing: str, scope: Scope, verbs: Sequence[str] = (), applied: bool = False) -> str:
    """申请 is an application for information where these are spoken of, or is told by what became of it."""
    if thing != ASKED:
        return thing
    if _ONLY_OF_APPLICATIONS.intersection(verbs) or applied:
        return "applications"
    return "applications" if "applications" in (scope.thing, scope.heading) else "other"


def _context(label: Label, scope: Scope) -> str:
    """What is spoken of where the words name no thing; some verbs are said of applications alone."""
    if not scope.thing and _ONLY_OF_APPLICATIONS.intersection(label.verbs):
        return "applications"
    return scope.thing if label.verbs or label.applicants else ""


def _base(word: Word, label: Label, scope: Scope) -> Fact | None:
    """The fact without its measure; None for a word that states nothing here."""
    column = _column(label)
    what = label.text or scope.thing
    if word.tag == "level":
        if not scope.compared:
            return None
        return _made(word, scope, Kind.CHANGE, what, Decimal(0), Decimal(0), "level", column)
    if word.tag == "none":
        kind = scope.meant() or (Kind.PART if label.part else Kind.ABSOLUTE)
        return _made(word, scope, kind, what, Decimal(0), Decimal(0), "", column)
    number = number_of(word)
    if label.change and (scope.compared or number.unit in _SHARES):
        if not scope.compared:
            return _made(word, scope, Kind.SHARE, what, number.low, number.high, number.unit, column)
        sign = -1 if label.change == "down" else 1
        return _made(
            word,
            scope,
            scope.meant() or Kind.CHANGE,
            what,
            sign * number.low,
            None if number.high is None else sign * number.high,
            number.unit,
            column,
        )
    kind = _kind_of_number(word, label, scope)
    made = _made(word, scope, kind, what, number.low, number.high, number.unit, column)
    if label.when in ("last", "this"):
        return replace(made, year=scope.year - (label.when == "last"), kind=Kind.ABSOLUTE, said=number.said)
    if label.last and number.unit == "倍":
        return replace(made, kind=Kind.CHANGE)
    if label.last:
        made = replace(made, year=scope.year - 1, kind=Kind.ABSOLUTE if kind is not Kind.SUPPOSED else kind)
    return replace(made, said=number.said)


def _kind_of_number(word: Word, label: Label, scope: Scope) -> Kind:
    number = number_of(word)
    if number.unit in _SHARES:
        return Kind.SHARE
    if (meant := scope.meant()) and not (meant is Kind.SINCE and _STOCKS.intersection(label.verbs)):
        return meant
    if label.part or label.change:
        return Kind.PART
    return Kind.ABSOLUTE if number.low == number.high else Kind.RANGE


def _made(
    word: Word, scope: Scope, kind: Kind, what: str, low: Decimal, high: Decimal | None, unit: str, column: str
) -> Fact:
    said = low if low == high else None
    return Fact(
        "", "", word.start, word.end, kind, what, scope.named_year(), scope.who, "", column, low, high, unit, said
    )


def _column(label: Label) -> str:
    return label.applicants[0] if len(label.applicants) == 1 else "total"


def _measurable(fact: Fact, label: Label, scope: Scope) -> bool:
    """Whether a cell may hold it: counted as cells are, and nothing in the words that is not understood."""
    if "modified" in label.things or "other" in label.things or len(label.applicants) > 1:
        return False
    if fact.kind is Kind.SHARE:
        return False
    if fact.unit in _NOT_OF_APPLICATIONS and scope.thing == "applications":
        return False
    if fact.unit in _KINDS_COUNTED and _DECIDED.intersection(label.things):
        return "decide" in label.verbs and not re.search("事项|项目", label.text)
    return fact.kind is Kind.CHANGE or fact.unit in COUNTED or fact.unit == "元"
