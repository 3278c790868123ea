"""A fact as the sentence so far settles what it is of."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from data.prose.fact import Fact, Kind
from data.prose.labels import Label
from data.prose.measures import measure
from data.prose.numbers import COUNTED
from data.prose.scope import Scope

DECIDED = frozenset({"licences", "penalties", "coercion"})
COUNTED_AS_WHOLE = frozenset({"receive", "handle", ""})

_DISPUTES = frozenset({"reviews", "suits", "suits_direct", "suits_after_review", "disputes"})
_OF_ANY = ("disputes.upheld", "disputes.corrected", "disputes.other_result", "disputes.pending")
# What else than disclosure is reviewed and sued over; a bare 行政复议1件 in such a report is of disclosure.
_OTHER_MATTER = re.compile(
    "其他(?!结果|方式|情形|情况)|"
    "办理行政复议|行政复议机关(?!的)|"
    "征地|拆迁|征收|拆除|拆违|处罚|许可|工伤|投诉|举报|登记|土地|房屋|山林|林权|宅基地|劳动|治安|信访|其它|法治|应诉|出庭|矛盾"
    "|机构|第三人|纠纷|调解|各类|确权|补偿|民事|合同|物业|采购|赔偿|不作为|履职|协助|普法|宣传|培训|全县|全市|全区|代理|指导|办理的"
)
_PLAINLY_OTHER = re.compile(
    "征地|拆迁|征收|拆除|拆违|处罚|许可|工伤|土地|房屋|山林|宅基地|劳动|治安|民事|合同|赔偿|确权|补偿"
)
_NOT_OF_DISCLOSURE = re.compile("(?:非|不属于?|不涉及|不关)(?:政府)?信息公开|与(?:政府)?信息公开无关")
_NAMED_BEHIND = {
    "行政事业性收费": "fees.collect",
    "许可": "licences.decide",
    "处罚": "penalties.decide",
    "强制": "coercion.decide",
}
_BEHIND = re.compile(
    r"\((?:行政事业性收费|行政许可|行政处罚|行政强制)\)|[,(](?:属于?|列入|计入|即|此为|此系|[均都全]?(?:系|为|是|作出))[^,。;()\d]{0,16}?(?:行政事业性收费|行政许可|许可决定|行政处罚|处罚决定|行政强制)"
    r"(?!以外|相关|事项|依据)"
)
_SUMMED = re.compile("合计|共计|总计|以上共|总共|一共")  # of those told one by one


def settled(fact: Fact, label: Label, plain: str, scope: Scope) -> Fact:
    """The fact with what the sentence so far makes of it."""
    thing, _, verb = fact.measure.partition(".")
    before = scope.measured[-1][0] if scope.measured else ""
    if not fact.measure and label.change and fact.unit in ("项", "个") and before.endswith((".items", ".kinds")):
        return stepped(replace(fact, measure=f"{before.partition('.')[0]}.kinds_change"), label.change)
    if fact.kind is Kind.CHANGE:
        changed = _changed(fact, label, scope)
        scope.changed = (changed.measure, changed.column)
        return changed
    if not fact.measure and (known := _of_what_was_told(fact, label, plain, scope)):
        return known
    total = verb in (*COUNTED_AS_WHOLE, "occur")
    if thing in _DISPUTES and total and label.each and scope.measured and before in ("", *_OF_ANY):
        # 未结争议2件，复议、诉讼各1件
        return replace(fact, measure="")
    if thing in _DISPUTES and fact.low and not _over_disclosure(fact, plain, scope):
        return replace(fact, measure="")
    if thing == "documents" and "规范" not in label.text and _part(("规范性文件",), plain[fact.end :]):
        return replace(fact, measure="")
    if (
        not fact.unit
        and fact.low == fact.high == 0
        and fact.year == scope.year
        and not fact.measure.startswith("applications")  # 受理各类申请1365件，未受理政府信息公开申请
        and (fact.measure, fact.column) in scope.some
    ):
        return replace(fact, kind=Kind.PART)  # 处罚2家单位，未处罚个人
    if fact.low and fact.measure and fact.year == scope.year and not fact.who:
        scope.some.add((fact.measure, fact.column))
    if _is_part(fact, scope):
        fact = replace(fact, kind=Kind.PART)
    if fact.measure and verb in (*COUNTED_AS_WHOLE, "occur", "close") and fact.column == "total":
        own = fact.kind is Kind.ABSOLUTE and fact.year == scope.year and not fact.who
        scope.whole = fact if own and fact.low else None
    if fact.measure and verb in ("carry_in", "carry", "open") and fact.year == scope.year - 1:  # 2022年没有结转到本年的
        fact = replace(fact, year=scope.year, measure=f"{thing}.carry_in" if thing == "applications" else fact.measure)
    if fact.measure == "applications.carry" and fact.low == fact.high == 0:  # 无结转: into the next year
        fact = replace(fact, measure="applications.carry_out")
    if fact.measure:
        scope.measured.append((fact.measure, fact.column, scope.who))
    if _of_its_own(fact) and not (
        label.empty and not (label.after_gap or label.part)
    ):  # what is said of it next is said of no cell
        scope.measured.append(("", "total", scope.who))
    return fact


def _changed(fact: Fact, label: Label, scope: Scope) -> Fact:
    """What has changed by so much: what the words beside it say, else what was told before."""
    if fact.unit in ("up", "down") and label.after_gap:  # 办理难度较上年增加
        return replace(fact, measure="")
    if "spend" in label.verbs and not label.things and scope.thing in DECIDED:  # 罚没金额同比下降8%
        return replace(fact, measure="")
    if label.part:  # 对征地信息的申请较上年减少1件
        return replace(fact, measure="")
    if not fact.measure and scope.measured and not label.things:
        known, column, who = scope.measured[-1]
        whole = column == "total" or "总" not in label.text  # 自然人申请增加2件，总量持平
        return replace(fact, measure=known if whole and not who else "", column=column)
    if not fact.measure and label.empty and not scope.who and not label.part and scope.before:
        return replace(fact, measure=measure(scope.thing, ""))  # 许可量回落，较上年减少6件
    if not fact.measure and label.empty and not (scope.who or label.after_gap or scope.measured):
        scope.orphan = fact  # 比去年多2件，全年收到申请5件
    if fact.measure:
        scope.measured.append((fact.measure, fact.column, scope.who))
    return fact


def _of_what_was_told(fact: Fact, label: Label, plain: str, scope: Scope) -> Fact | None:
    """A fact whose own words don't say what it is of: by what stands behind it or was told before, None if nothing."""
    if label.empty and label.last and not scope.measured and scope.before and not scope.who:
        return replace(fact, measure=measure(scope.thing, ""))  # 申请量上升，由上年的4件增至8件
    if scope.changed[0] and _bare(fact, label, scope):  # 较上年下降25%，共4件
        known, column = scope.changed
        return replace(fact, measure=known, column=column)
    if not scope.parts and (code := _told_behind(fact, plain)):
        return replace(fact, measure=code)
    if label.up_to and not label.things and scope.measured:  # 由上年的9件上升到15件
        known, column, who = scope.measured[-1]
        if known.endswith(".items"):  # 项目由上年3项减少到1项: what there is now
            known = known.removesuffix("items") + "kinds_now"
        return replace(fact, measure="" if who else known, column=column, year=scope.year)
    if label.empty and _SUMMED.search(label.text) and (summed := _summed(scope)):
        return replace(fact, measure=summed)
    if label.empty and _SUMMED.search(label.text) and scope.measured:
        known, column, who = scope.measured[-1]
        return replace(fact, measure="" if who or column == "total" else known)
    if label.empty and scope.measured and (label.last or (scope.parts and not scope.who)):
        known, column, who = scope.measured[-1]
        if not (label.last or who):
            scope.measured.append(("", "total", scope.who))
        return replace(fact, measure=known if label.last or who else "", column=column)
    return None


def _bare(fact: Fact, label: Label, scope: Scope) -> bool:
    """Whether a number has nothing of its own that says what it counts."""
    own = label.empty and not (label.part or label.after_gap or label.last or label.change)
    return own and not (scope.parts or scope.who) and fact.kind in (Kind.ABSOLUTE, Kind.RANGE)


def _of_its_own(fact: Fact) -> bool:
    """Whether a number counts something that no cell holds, or a part of what one holds."""
    return bool(fact.low) and (not fact.measure or fact.kind is Kind.PART) and fact.kind is not Kind.SHARE


def stepped(fact: Fact, change: str) -> Fact:
    """How many kinds more or less the table of an older form holds: 本年减少4项 is -4 there."""
    low, high = abs(fact.low or Decimal(0)), None if fact.high is None else abs(fact.high)
    if change == "down":
        low, high = -(low if high is None else high), -low
    return replace(fact, kind=Kind.ABSOLUTE, low=low, high=high, said=None if fact.said is None else low)


def _summed(scope: Scope) -> str:
    """What 以上共36件 adds up: the decisions, or the disputes, told before."""
    told = (known for known, column, who in scope.measured if known and column == "total" and not who)
    keys = list(dict.fromkeys(told))
    things = [key.partition(".")[0] for key in keys]
    alike = DECIDED.issuperset(things) or _DISPUTES.issuperset(things)
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
    said = [(known, column) for known, column, who in scope.measured if who == scope.who]
    again = (fact.measure, fact.column) in said and verb != "carry_out"
    told = {(known.partition(".")[0], column) for known, column in said}
    if scope.measured[-1:] == [("", "total", scope.who)] and verb == "close":  # 5件中有3件延期、2件在年内办结
        return True
    return again or (verb in COUNTED_AS_WHOLE and (thing, "total") in told)


def _over_disclosure(fact: Fact, plain: str, scope: Scope) -> bool:
    """Reviews and lawsuits have cells only where they are about disclosure."""
    later = plain[fact.end :]
    if _NOT_OF_DISCLOSURE.search(re.split("[,。;]", later, maxsplit=1)[0]):  # 复议1件（非信息公开）
        return False
    clause = plain[max(plain.rfind(sign, 0, fact.start) for sign in ",;。:") + 1 : fact.start]
    if _PLAINLY_OTHER.search(clause) and "公开" not in clause:  # 因拆迁引发行政诉讼3件
        return False
    return (scope.disclosure or not _OTHER_MATTER.search(plain)) and not _part(
        ("信息公开", "依申请公开", "公开申请"), later
    )


def _part(words: tuple[str, ...], text: str) -> bool:
    """Whether a sentence of the text names one of the words as a part (其中…)."""
    parts = [sentence.partition("其中")[2] for sentence in text.split("。")]
    return any(word in part for part in parts for word in words)
