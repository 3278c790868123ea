"""The facts that the words of a clause state, as what was said before them makes them meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from data.prose.clauses import label_at, states
from data.prose.fact import Fact, Kind
from data.prose.labels import ASKED, REASONS, Clause, Label, in_turn, left_of
from data.prose.measures import measure
from data.prose.numbers import COUNTED
from data.prose.scope import Scope
from data.prose.words import Word, number_of

_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请公开|公开申请|公开信息")
_SHARES = frozenset({"%", "‰", "个百分点", "百分点", "成"})
_DISPUTES = frozenset({"reviews", "suits", "suits_direct", "suits_after_review"})
_ONLY_OF_APPLICATIONS = REASONS | frozenset({
    "carry_in", "carry_out", "carry", "open", "grant", "partly", "refuse", "unable", "ignore",
})  # fmt: skip
# A count in these is of kinds, not of decisions: 行政许可事项36项.
_KINDS_COUNTED = frozenset({"项", "个", "类", "种"})
_NOT_OF_APPLICATIONS = frozenset({"个", "类", "种", "人次", "部", "篇"})
_STOCKS = frozenset({"in_force", "disclose_all"})  # counted at a date, so always 累计
# What a list may go on with: 公开行政许可12件、行政处罚30件.
_PUBLISHED = frozenset({"licences", "penalties", "coercion", "documents", "rules", "fees", "procurement"})
_DECIDED = frozenset({"licences", "penalties", "coercion"})
_COUNTED_AS_WHOLE = frozenset({"receive", "handle", ""})
# A bare 申请 that is received or closed is one for information, unless something else is spoken of.
_NOTHING_ELSE = frozenset({"", "information", "media", "gatherings"})
_OF_ASKING = frozenset({"receive", "handle", "close", "open"})
_OF_DISCLOSURE = re.compile("信息公开|政务公开")
_SUMMED_VERBS = frozenset({"grant", "partly", "disclose", "refuse", "unable", "ignore", "upheld", "corrected"})
_ASKED_FOR = re.compile("要求|请求|反映|拟")
_SUMMED = re.compile("合计|共计|总计")  # of those told one by one
_NO_LABEL = Label()


def statements(clause: Clause, plain: str, scope: Scope) -> Iterator[Fact]:
    """The facts of one clause; a body that does nothing in it is not spoken of."""
    scope.ruled = False
    hits = [place for place, word in enumerate(clause) if states(clause, place)]
    told = bool(hits)
    turns = in_turn(clause)
    floor = taken = 0
    who = scope.who
    for place in hits:
        for at in range(taken, place):
            scope.take(clause, at)
        taken = place
        label = turns.get(place) or label_at(clause, floor, place)
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
    if whole is None or scope.excepted or not any(word.tag == "each" or word.text.startswith("全部") for word in clause):
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


def _hand_on(clause: Clause, scope: Scope) -> None:
    """A clause without a number: the things that it names are what the next one may speak of."""
    label = left_of(clause, 0, len(clause))
    if label.things:
        scope.labels = label.things
    if named := [word.value for word in clause if word.tag == "thing"]:
        done = tuple(str(word.value) for word in clause if word.tag == "verb")
        scope.thing = _resolved(named[-1], scope, Label(verbs=done))


def _facts(clause: Clause, place: int, label: Label, plain: str, scope: Scope) -> Iterator[Fact]:
    word = clause[place]
    things = label.things or (scope.labels if label.each or word.tag == "none" else ())
    if word.tag == "none" and not things and not label.verbs:
        return
    resolved = [_resolved(thing, scope, label) for thing in things]
    if resolved:
        scope.thing = resolved[-1]
    else:
        resolved = [_context(label, scope)]
    base = _base(word, label, scope)
    if base is None:
        return
    verbs = _listed(label, scope) or ("",)
    keys = [measure(thing, verb) for thing in resolved for verb in verbs] if _measurable(base, label, scope) else [""]
    if len(verbs) > 1 and not all(keys) and (word.tag == "none" or "collect" in verbs):  # 没有依申请公开收费的情况发生
        keys = [""]
    if set(verbs) == {"carry_in", "carry_out"} and not label.each and base.low:
        keys = [""]
    if len(resolved) == 1 and _SUMMED_VERBS.issuperset(verbs) and len(verbs) > 1 and not label.each and base.low:
        keys = ["+".join(key for key in keys if key)] if all(keys) else [""]  # 公开或部分公开6件
    if len(resolved) > 1 and not label.each and base.low:
        keys = ["+".join(key for key in keys if key)] if all(keys) else [""]
    for key in dict.fromkeys(keys):
        yield _settled(replace(base, measure=key), label, plain, scope)


def _listed(label: Label, scope: Scope) -> tuple[str, ...]:
    """公开行政许可12件、行政处罚30件: what was published of the one was published of the other."""
    if not label.verbs and scope.listed and label.things and _PUBLISHED.issuperset(label.things):
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
    if not fact.measure and label.up_to and not label.things and scope.measured:  # 由上年的9件上升到15件
        known, column, who = scope.measured[-1]
        return replace(fact, measure="" if who else known, column=column, year=scope.year)
    if not fact.measure and label.empty and _SUMMED.search(label.text) and scope.measured:
        known, column, who = scope.measured[-1]
        return replace(fact, measure="" if who or column == "total" else known)
    if not fact.measure and label.empty and scope.measured and (label.last or (scope.parts and not scope.who)):
        known, column, who = scope.measured[-1]
        return replace(fact, measure=known if label.last or who else "", column=column)
    if thing in _DISPUTES and fact.low and not _over_disclosure(fact, plain, scope):
        return replace(fact, measure="")
    if _is_part(fact, scope):
        fact = replace(fact, kind=Kind.PART)
    if fact.measure and verb in (*_COUNTED_AS_WHOLE, "occur") and fact.column == "total":
        own = fact.kind is Kind.ABSOLUTE and fact.year == scope.year and not fact.who
        scope.whole = fact if own and fact.low else None
    if verb == "carry_in" and fact.year == scope.year - 1:  # 2022年没有结转到本年的
        fact = replace(fact, year=scope.year)
    if fact.measure:
        scope.measured.append((fact.measure, fact.column, scope.who))
    return fact


def _is_part(fact: Fact, scope: Scope) -> bool:
    """收到5件，其中网上收到2件: what is told of the whole again is told of a part."""
    thing, _, verb = fact.measure.partition(".")
    if not scope.parts or fact.kind not in (Kind.ABSOLUTE, Kind.RANGE) or fact.column != "total":
        return False
    told = {(known.partition(".")[0], column) for known, column, who in scope.measured if who == scope.who}
    return verb in _COUNTED_AS_WHOLE and (thing, "total") in told


def _over_disclosure(fact: Fact, plain: str, scope: Scope) -> bool:
    """Reviews and lawsuits have cells only where they are about disclosure."""
    later = plain[fact.end :]
    return scope.disclosure and not re.search(r"其中[^。]*(?:信息公开|依申请公开|公开申请)", later)


def _resolved(thing: str, scope: Scope, label: Label = _NO_LABEL) -> str:
    """申请 is an application for information where these are spoken of, or is told by what became of it."""
    if thing == "information" and REASONS.intersection(label.verbs):  # 申请公开的信息本机关不掌握的
        return "applications"
    if thing != ASKED:
        return thing
    if _ONLY_OF_APPLICATIONS.intersection(label.verbs) or label.applicants or _OF_DISCLOSURE.search(label.text):
        return "applications"
    spoken = (scope.thing, scope.heading)
    if "applications" in spoken or (scope.thing in _NOTHING_ELSE and _OF_ASKING.intersection(label.verbs)):
        return "applications"
    return "other"


def _context(label: Label, scope: Scope) -> str:
    """What is spoken of where the words name no thing; some verbs are said of applications alone."""
    if REASONS.intersection(label.verbs):
        return "applications"
    if not scope.thing and _ONLY_OF_APPLICATIONS.intersection(label.verbs):
        return "applications"
    if label.verbs == ("occur",):  # 涉及我镇的2件
        return ""
    return scope.thing if label.verbs or label.applicants else ""


def _base(word: Word, label: Label, scope: Scope) -> Fact | None:
    """The fact without its measure; None for a word that states nothing here."""
    column, nothing = _column(label), Decimal(0)
    what = label.text or scope.thing
    if word.tag == "level":
        return _made(word, scope, Kind.CHANGE, what, nothing, nothing, "level", column) if scope.compared else None
    if word.tag == "none":
        kind = scope.meant() or (Kind.PART if label.part else Kind.ABSOLUTE)
        return _made(word, scope, kind, what, nothing, nothing, "", column)
    return _counted(word, label, scope, what, column)


def _counted(word: Word, label: Label, scope: Scope, what: str, column: str) -> Fact:
    """The fact that a number states."""
    number = number_of(word)
    if label.change and (scope.compared or number.unit in _SHARES):
        if not scope.compared:
            return _made(word, scope, Kind.SHARE, what, number.low, number.high, number.unit, column)
        sign = -1 if label.change == "down" else 1
        high = None if number.high is None else sign * number.high
        return _made(word, scope, scope.meant() or Kind.CHANGE, what, sign * number.low, high, number.unit, column)
    kind = _kind_of_number(word, label, scope)
    made = _made(word, scope, kind, what, number.low, number.high, number.unit, column)
    if scope.when == "part" and "carry_out" in label.verbs:
        made = replace(made, year=scope.year)
    if label.when in ("last", "this"):
        return replace(made, year=scope.year - (label.when == "last"), kind=Kind.ABSOLUTE, said=number.said)
    if label.last and number.unit == "倍":
        return replace(made, kind=Kind.CHANGE)
    if label.last and number.unit not in _SHARES:
        made = replace(made, year=scope.year - 1, kind=Kind.ABSOLUTE if kind is not Kind.SUPPOSED else kind)
    return replace(made, said=number.said)


def _kind_of_number(word: Word, label: Label, scope: Scope) -> Kind:
    number = number_of(word)
    if number.unit in _SHARES:
        return Kind.SHARE
    meant = scope.meant()
    if meant is Kind.PART and "carry_out" in label.verbs:  # 12月收到的2件结转下年
        meant = None
    if meant and not (meant is Kind.SINCE and _STOCKS.intersection(label.verbs)):
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
    if fact.kind is Kind.SHARE or scope.not_counted:
        return False
    if _DECIDED.intersection(label.things) and _ASKED_FOR.search(label.text):
        return False
    if fact.unit in _NOT_OF_APPLICATIONS and scope.thing == "applications":
        return False
    if fact.unit in _KINDS_COUNTED and _DECIDED.intersection(label.things):
        return "decide" in label.verbs and not re.search("事项|项目", label.text)
    return fact.kind is Kind.CHANGE or fact.unit in COUNTED or fact.unit == "元"
