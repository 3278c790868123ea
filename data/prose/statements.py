"""The facts that the words of a clause state, as what was said before them makes them meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from data.prose.clauses import label_at, states
from data.prose.fact import Fact, Kind
from data.prose.labels import ASKED, REASONS, Clause, Label, in_turn, left_of, listed_in_turn
from data.prose.measures import measure
from data.prose.numbers import COUNTED
from data.prose.scope import Scope
from data.prose.words import NUMBER, Word, number_of

_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请公开|公开申请|公开信息")
_SHARES = frozenset({"%", "‰", "个百分点", "百分点", "成"})
_DISPUTES = frozenset({"reviews", "suits", "suits_direct", "suits_after_review", "disputes"})
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
_STATES = frozenset({"repeal", "in_force"})  # of documents alone
_OF_ASKING_ALONE = frozenset({"receive", "close", "grant", "partly", "refuse", "unable", "ignore"})
_FEES = re.compile("(?<!公开)(?<!处理)收费(?!项目|单位|标准)")
_OF_DISCLOSURE = re.compile("信息公开|政务公开")
_SUMMED_VERBS = frozenset({"grant", "partly", "disclose", "refuse", "unable", "ignore", "upheld", "corrected"})
_ASKED_FOR = re.compile("要求|请求|反映|拟")
# What else than disclosure is reviewed and sued over; a bare 行政复议1件 in such a report is of disclosure.
_OTHER_MATTER = re.compile(
    "办理行政复议|行政复议机关(?!的)|"
    "征地|拆迁|征收|拆除|拆违|处罚|许可|工伤|投诉|举报|登记|土地|房屋|山林|林权|宅基地|劳动|治安|信访|其他|其它|法治|应诉|出庭|矛盾"
    "|机构|第三人|纠纷|调解|各类|确权|补偿|民事|合同|物业|采购|赔偿|不作为|履职|协助|普法|宣传|培训|全县|全市|全区|代理|指导|办理的"
)
_PART_DOCUMENTS = re.compile("其中[^。]*规范性文件")
_ALL_TOGETHER = re.compile("[总共]|合计")
_RESULTS = frozenset({"upheld", "corrected", "other_result", "pending"})
_JUDGES = re.compile("法院|政府|复议|县级|区级|市级|上级|司法局")
_PAID = frozenset({"fees", "procurement"})
_NOT_KINDS = frozenset({"decide", "items", "review_of", "disclose", "handle", "close", "receive", "grant"})
_NAMED_BEHIND = {
    "行政事业性收费": "fees.collect",
    "许可": "licences.decide",
    "处罚": "penalties.decide",
    "强制": "coercion.decide",
}
_BEHIND = re.compile(
    r"[,(](?:属于?|列入|计入|即|此为|此系|[均都全]?(?:系|为|是|作出))[^,。;()\d]{0,16}?(?:行政事业性收费|行政许可|许可决定|行政处罚|处罚决定|行政强制)"
    r"(?!以外|相关|事项|依据)"
)
_SUMMED = re.compile("合计|共计|总计|以上共|总共|一共")  # of those told one by one
_NO_LABEL = Label()


def statements(clause: Clause, plain: str, scope: Scope) -> Iterator[Fact]:
    """The facts of one clause; a body that does nothing in it is not spoken of."""
    scope.ruled = False
    hits = [place for place, word in enumerate(clause) if states(clause, place)]
    told = bool(hits)
    turns = in_turn(clause) or listed_in_turn(clause, scope.labels)
    floor = taken = 0
    who = scope.who
    for place in hits:
        for at in range(taken, place):
            scope.take(clause, at)
        taken = place
        label = turns.get(place) or label_at(clause, floor, place)
        if scope.pending and bare_number(clause, place, label):
            label = replace(scope.pending, end=label.end, each=False, text=scope.pending.text + label.text)
        bare = bare_number(clause, place, label)
        if bare and not label.things and scope.thing in _PAID and number_of(clause[place]).unit in ("元", "个", "项"):
            label = replace(label, things=(scope.thing,))
        scope.before, scope.pending = scope.pending, None
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


def bare_number(clause: Clause, place: int, label: Label) -> bool:
    """Whether a clause is a number and nothing of its own: 共3件."""
    return (
        clause[place].tag == NUMBER
        and label.empty
        and not (label.change or label.up_to or label.last or label.part)
        and all(word.tag in ("filler", "each", "time") for word in (*clause[:place], *clause[place + 1 :]))
    )


def _all_of_them(clause: Clause, scope: Scope) -> Fact | None:
    """收到4件，均已办结: as many at least were closed; 复议2件，均尚未审结: just as many are pending."""
    whole = scope.whole
    if (
        whole is None
        or scope.excepted
        or not any(word.tag == "each" or word.text.startswith("全部") for word in clause)
    ):
        return None
    label = left_of(clause, 0, len(clause))
    if label.things or label.part or len(label.verbs) != 1:
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
    end = len(clause)
    while end > 1 and clause[end - 1].tag == "neutral":  # 许可较多，有29件
        end -= 1
    label = left_of(clause, 0, end)
    others = any(word.tag in ("others", "whole") for word in clause)
    several = len({word.value for word in clause if word.tag == "verb"}) > 1
    scope.pending = label if (label.verbs or label.things) and not (others or several or label.part) else None
    if label.things:
        scope.labels = label.things
    if named := [word.value for word in clause if word.tag == "thing"]:
        done = tuple(str(word.value) for word in clause if word.tag == "verb")
        scope.thing = scope.spoken = _resolved(named[-1], scope, Label(verbs=done))


def _facts(clause: Clause, place: int, label: Label, plain: str, scope: Scope) -> Iterator[Fact]:
    word = clause[place]
    things = label.things or (scope.labels if label.each or word.tag == "none" else ())
    if word.tag == "none" and not things and not label.verbs:
        if scope.when == "last" and scope.measured and len(clause) <= 4:  # 而去年一件也没有
            known, column, who = scope.measured[-1]
            base = _made(word, scope, Kind.ABSOLUTE, known, Decimal(0), Decimal(0), "", column)
            yield replace(base, measure="" if who else known)
        return
    resolved = [_resolved(thing, scope, label) for thing in things]
    if resolved:
        scope.thing = scope.spoken = resolved[-1]
    else:
        resolved = [_context(label, scope)]
    if _RESULTS.intersection(label.verbs) and _JUDGES.search(scope.who):
        scope.who = ""  # 法院判决维持1件
    base = _base(word, label, scope)
    if base is None:
        return
    verbs = _kinds(replace(label, things=tuple(resolved)), base, clause)
    if verbs == ("kinds",) and base.year == scope.year - 1:  # the table asks for last year's
        base, verbs = replace(base, year=scope.year, kind=Kind.ABSOLUTE), ("items",)
    verbs = verbs or _listed(label, scope) or ("",)
    known = verbs[0].startswith(("kinds", "items")) or _measurable(base, label, scope)
    keys = [measure(thing, verb) for thing in resolved for verb in verbs] if known else [""]
    if len(verbs) > 1 and not all(keys) and (word.tag == "none" or "collect" in verbs):  # 没有依申请公开收费的情况发生
        keys = [""]
    if set(verbs) == {"carry_in", "carry_out"} and not label.each and base.low:
        keys = [""]
    if len(resolved) == 1 and _SUMMED_VERBS.issuperset(verbs) and len(verbs) > 1 and not label.each and base.low:
        keys = ["+".join(key for key in keys if key)] if all(keys) else [""]  # 公开或部分公开6件
    if len(resolved) > 1 and not label.each and base.low:
        sign = "&" if _ALL_TOGETHER.search(label.text) else "+"
        keys = [sign.join(key for key in keys if key)] if all(keys) else [""]
    for key in dict.fromkeys(keys):
        yield _settled(replace(base, measure=key), label, plain, scope)


def _kinds(label: Label, fact: Fact, clause: Clause) -> tuple[str, ...]:
    """行政许可事项36项, 本年增加2项: kinds of decisions, and how many more or less."""
    if fact.unit not in ("项", "个") or fact.kind is Kind.SHARE or _NOT_KINDS.intersection(label.verbs):
        return ()
    spoken = "".join(word.text for word in clause if word.end <= fact.start)
    if not (_DECIDED | {"fees"}).issuperset(label.things) or not re.search("项目|事项|收费|上一?年", spoken):
        return ()
    if "fees" not in label.things and not label.things and "项目" not in spoken:
        return ()
    changed = [word.tag for word in clause if word.tag in ("up", "down") and word.end <= fact.start]
    return ("kinds_change",) if changed else ("kinds",)


def _listed(label: Label, scope: Scope) -> tuple[str, ...]:
    """公开行政许可12件、行政处罚30件: what was published of the one was published of the other."""
    if not label.verbs and scope.listed and label.things and _PUBLISHED.issuperset(label.things):
        return scope.listed
    return label.verbs


def _settled(fact: Fact, label: Label, plain: str, scope: Scope) -> Fact:
    """The fact with what the sentence so far makes of it."""
    thing, _, verb = fact.measure.partition(".")
    if fact.kind is Kind.CHANGE:
        if fact.unit in ("up", "down") and label.after_gap:  # 办理难度较上年增加
            return replace(fact, measure="")
        if not fact.measure and scope.measured and not label.things:
            known, column, who = scope.measured[-1]
            return replace(fact, measure="" if who else known, column=column)
        if not fact.measure and label.empty and not scope.who and not label.part and scope.before:
            return replace(fact, measure=measure(scope.thing, ""))  # 许可量回落，较上年减少6件
        return fact
    if not fact.measure and (code := _told_behind(fact, plain)):
        return replace(fact, measure=code)
    if not fact.measure and label.up_to and not label.things and scope.measured:  # 由上年的9件上升到15件
        known, column, who = scope.measured[-1]
        return replace(fact, measure="" if who else known, column=column, year=scope.year)
    if not fact.measure and label.empty and _SUMMED.search(label.text) and (summed := _summed(scope)):
        return replace(fact, measure=summed)
    if not fact.measure and label.empty and _SUMMED.search(label.text) and scope.measured:
        known, column, who = scope.measured[-1]
        return replace(fact, measure="" if who or column == "total" else known)
    if not fact.measure and label.empty and scope.measured and (label.last or (scope.parts and not scope.who)):
        known, column, who = scope.measured[-1]
        return replace(fact, measure=known if label.last or who else "", column=column)
    if thing in _DISPUTES and fact.low and not _over_disclosure(fact, plain, scope):
        return replace(fact, measure="")
    if thing == "documents" and "规范" not in label.text and _PART_DOCUMENTS.search(plain, fact.end):
        return replace(fact, measure="")
    if _is_part(fact, scope):
        fact = replace(fact, kind=Kind.PART)
    if fact.measure and verb in (*_COUNTED_AS_WHOLE, "occur", "close") and fact.column == "total":
        own = fact.kind is Kind.ABSOLUTE and fact.year == scope.year and not fact.who
        scope.whole = fact if own and fact.low else None
    if fact.measure and verb in ("carry_in", "carry", "open") and fact.year == scope.year - 1:  # 2022年没有结转到本年的
        fact = replace(fact, year=scope.year, measure=f"{thing}.carry_in" if thing == "applications" else fact.measure)
    if fact.measure == "applications.carry" and fact.low == fact.high == 0:  # 无结转: into the next year
        fact = replace(fact, measure="applications.carry_out")
    if fact.measure:
        scope.measured.append((fact.measure, fact.column, scope.who))
    return fact


def _summed(scope: Scope) -> str:
    """What 以上共36件 adds up: the decisions, or the disputes, told before."""
    keys = list(dict.fromkeys(known for known, column, who in scope.measured if column == "total" and not who))
    things = [key.partition(".")[0] for key in keys]
    alike = _DECIDED.issuperset(things) or _DISPUTES.issuperset(things)
    return "&".join(keys) if alike and len(things) > 1 and len(set(things)) == len(things) else ""


def _told_behind(fact: Fact, plain: str) -> str:
    """What a number turns out to be of: 收取占道费5800元，系全年唯一一笔行政事业性收费."""
    if fact.kind not in (Kind.ABSOLUTE, Kind.RANGE, Kind.PART) or not fact.low or fact.who:
        return ""
    behind = _BEHIND.match(plain, fact.end)
    if not behind:
        return ""
    found = next(measured for word, measured in _NAMED_BEHIND.items() if word in behind[0])
    return found if (fact.unit == "元") == (found == "fees.collect") and fact.unit in {*COUNTED, "元"} else ""


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
    return (scope.disclosure or not _OTHER_MATTER.search(plain)) and not re.search(
        r"其中[^。]*(?:信息公开|依申请公开|公开申请)", later
    )


def _resolved(thing: str, scope: Scope, label: Label = _NO_LABEL) -> str:
    """申请 is an application for information where these are spoken of, or is told by what became of it."""
    if thing == "information" and REASONS.intersection(label.verbs):  # 申请公开的信息本机关不掌握的
        return "applications"
    ordinary = thing == "papers" and not re.search("公文|党|政策|通知|公告", label.text)
    if ordinary and _STATES.intersection(label.verbs) and scope.thing in ("", "documents", "papers"):
        return "documents"  # 废止文件2件
    if thing != ASKED:
        return thing
    if _ONLY_OF_APPLICATIONS.intersection(label.verbs) or label.applicants or _OF_DISCLOSURE.search(label.text):
        return "applications"
    plainly = not (label.after_gap or label.verbs or label.part or re.search("[此该]类|上述|相关|有关", label.text))
    if plainly and scope.thing in _NOTHING_ELSE and scope.spoken in ("", "applications", "information", "other"):
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
    if not scope.thing and scope.section == "4" and _RESULTS.intersection(label.verbs):
        return "disputes"
    if not scope.thing and (_STATES.intersection(label.verbs) or (label.verbs == ("make",) and "件数" in label.text)):
        return "documents"
    if not scope.thing and label.verbs == ("collect",) and _FEES.search(label.text) and scope.section != "6":
        return "fees"
    if not scope.thing and scope.spoken in ("", "applications") and _OF_ASKING_ALONE.issuperset(label.verbs):
        return "applications" if label.verbs else ""
    if label.verbs == ("occur",):  # 涉及我镇的2件
        return ""
    return scope.thing if label.verbs or label.applicants else ""


def _base(word: Word, label: Label, scope: Scope) -> Fact | None:
    """The fact without its measure; None for a word that states nothing here."""
    column, nothing = _column(label), Decimal(0)
    what = label.text or scope.thing
    if word.tag in ("level", "up", "down"):
        plainly = scope.compared and scope.meant() is None
        return _made(word, scope, Kind.CHANGE, what, nothing, nothing, word.tag, column) if plainly else None
    if word.tag == "none":
        kind = scope.meant() or (Kind.PART if label.part else Kind.ABSOLUTE)
        return _made(word, scope, kind, what, nothing, nothing, "", column)
    return _counted(word, label, scope, what, column)


def _counted(word: Word, label: Label, scope: Scope, what: str, column: str) -> Fact:
    """The fact that a number states."""
    number = number_of(word)
    grown = number.unit in ("%", "倍") and bool(label.things or scope.measured)
    if label.change and (scope.compared or grown or number.unit in _SHARES):
        if not scope.compared and not grown:
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
    if fact.kind is Kind.SHARE or scope.not_counted or (scope.excepted and fact.high == 0):
        return False
    if _DECIDED.intersection(label.things) and _ASKED_FOR.search(label.text):
        return False
    if fact.unit in _NOT_OF_APPLICATIONS and scope.thing == "applications":
        return False
    if fact.unit in _KINDS_COUNTED and _DECIDED.intersection(label.things):
        return "decide" in label.verbs and not re.search("事项|项目", label.text)
    return fact.kind is Kind.CHANGE or fact.unit in COUNTED or fact.unit == "元"
