"""The facts that the words of a clause state, as what was said before them makes them meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data.prose.became import ASKED_FOR, became
from data.prose.clauses import label_at, states
from data.prose.fact import Fact, Kind
from data.prose.labels import Clause, Label, left_of
from data.prose.measures import measure
from data.prose.numbers import COUNTED
from data.prose.scope import Scope
from data.prose.settled import DECIDED, settled, stepped
from data.prose.spoken import RESULTS, thing_of, thing_spoken_of
from data.prose.steps import begins_step, denied, ends_step
from data.prose.turns import in_turn, listed_in_turn
from data.prose.words import NUMBER, Word, number_of

_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请公开|公开申请|公开信息")
_SHARES = frozenset({"%", "‰", "个百分点", "百分点", "成"})
# A count in these is of kinds, not of decisions: 行政许可事项36项.
_KINDS_COUNTED = frozenset({"项", "个", "类", "种"})
_NOT_OF_APPLICATIONS = frozenset({"个", "类", "种", "人次", "部", "篇"})
_STOCKS = frozenset({"in_force", "disclose_all"})  # counted at a date, so always 累计
# What a list may go on with: 公开行政许可12件、行政处罚30件.
_PUBLISHED = frozenset({"licences", "penalties", "coercion", "documents", "rules", "fees", "procurement"})
_SUMMED_VERBS = frozenset({"grant", "partly", "disclose", "refuse", "unable", "ignore", "upheld", "corrected"})
_KINDS = re.compile("项目|事项")
_ALL_TOGETHER = re.compile("[总共]|合计")
_JUDGES = re.compile("法院|政府|复议|县级|区级|市级|上级|司法局")
_PAID = frozenset({"fees", "procurement"})
_AMONG = re.compile("(?:(?:政府)?信息公开)?(?:申请|案件)?(?:当?中|里|之中)(?![心央止标])")  # 5件申请中
_TREND = frozenset({
    "断崖式",
    "阶梯式",
    "台阶式",
    "大幅度",
    "显著",
    "显著的",
    "快速",
    "急剧",
    "迅速",
    "连续",
    "稳步",
    "逐步",
    "继续",
    "再次",
    "进一步",
    "首次",
    "呈",
    "趋势",
    "呈现",
    "态势",
    "有所",
    "大幅",
    "小幅",
    "明显",
    "略有",
    "逐年",
    "持续",
    "总体",
    "整体",
})
_SHARE_ROOM = 5  # per cent, either way, where one year is told as so many times the other
_NOT_KINDS = frozenset({"decide", "items", "review_of", "disclose", "handle", "close", "receive", "grant"})


def statements(clause: Clause, plain: str, scope: Scope) -> Iterator[Fact]:
    """The facts of one clause; a body that does nothing in it is not spoken of."""
    scope.ruled = False
    scope.bracket(plain, clause[0].start)
    hits = [place for place, word in enumerate(clause) if states(clause, place)]
    if len(hits) == 1 and clause[hits[0]].tag in ("up", "down") and not _compares(clause):  # 申请量有所上升
        hits = []
    told = bool(hits)
    turns = in_turn(clause) or listed_in_turn(clause, scope.labels)
    unresolved = _in_turn_of_nothing(clause, hits, turns)
    floor = taken = 0
    beside = Label()
    who = scope.who
    for place in hits:
        for at in range(taken, place):
            scope.take(clause, at)
        taken = place
        label = turns.get(place) or label_at(clause, floor, place)
        if scope.pending and bare_number(clause, place, label):
            label = replace(scope.pending, end=label.end, each=False, text=scope.pending.text + label.text)
        if scope.when == "this" and begins_step(clause, place):
            label = replace(label, last=True)
        bare = bare_number(clause, place, label)
        if bare and not label.things and scope.thing in _PAID and number_of(clause[place]).unit in ("元", "个", "项"):
            label = replace(label, things=(scope.thing,))
        if label.empty and _amount_behind(clause, place):
            label = replace(beside, end=place + 1)  # 9笔1.08万元
        beside = label
        scope.before, scope.pending = scope.pending, None
        floor = max(label.end, place + 1)
        scope.disclosure = (
            scope.section == "4"
            or scope.heading == "applications"
            or bool(_DISCLOSURE.search(plain, 0, clause[place].start))
        )
        told_facts = _facts(clause, place, label, plain, scope)
        if unresolved or denied(clause, place):
            told_facts = (replace(fact, measure="") for fact in told_facts)
        elif scope.when == "last" and ends_step(clause, place):
            told_facts = (replace(fact, year=scope.year) for fact in told_facts)
        yield from told_facts
        scope.parts = scope.parts or bool(_AMONG.match(plain, clause[place].end))
    for at in range(taken, len(clause)):
        scope.take(clause, at)
    scope.first = False
    if scope.until_comma:
        scope.when, scope.until_comma = scope.until_comma, ""
    if not told and (fact := became(clause, scope)):
        yield fact
    if not told:
        scope.who = who if not any(word.tag == "self" for word in clause) else ""
        _hand_on(clause, scope)


def _amount_behind(clause: Clause, place: int) -> bool:
    """Whether an amount of money stands at this place right behind a count, and so is of the same: 9笔1.08万元."""
    both = place > 0 and clause[place].tag == clause[place - 1].tag == NUMBER
    return both and number_of(clause[place]).unit == "元" != number_of(clause[place - 1]).unit


def _in_turn_of_nothing(clause: Clause, hits: Sequence[int], turns: Mapping[int, Label]) -> bool:
    """Whether numbers are told in turn and it is not known of what: 分别减少至9件和7件."""
    told = any(word.text.startswith(("分别", "依次")) for word in clause)
    numbers = [place for place in hits if clause[place].tag == NUMBER]
    named = any(word.tag in ("thing", "verb", "applicant") for word in clause)
    return told and len(numbers) > 1 and not turns and not named


def _compares(clause: Clause) -> bool:
    return any(word.tag == "against" or word.text.startswith("同比") for word in clause)


def bare_number(clause: Clause, place: int, label: Label) -> bool:
    """Whether a clause is a number and nothing of its own: 共3件."""
    return (
        clause[place].tag == NUMBER
        and label.empty
        and not (label.change or label.up_to or label.last or label.part)
        and all(word.tag in ("filler", "each", "time") for word in (*clause[:place], *clause[place + 1 :]))
    )


def _hand_on(clause: Clause, scope: Scope) -> None:
    """A clause without a number: the things that it names are what the next one may speak of."""
    end = len(clause)
    while end > 1 and _trend(clause[end - 1]):  # 许可较多，有29件; 申请量呈下降趋势
        end -= 1
    label = left_of(clause, 0, end)
    others = any(word.tag in ("others", "whole") for word in clause)
    several = len({word.value for word in clause if word.tag == "verb"}) > 1
    scope.pending = label if (label.verbs or label.things) and not (others or several or label.part) else None
    if label.things:
        scope.labels = label.things
    if named := [word.value for word in clause if word.tag == "thing"]:
        done = tuple(str(word.value) for word in clause if word.tag == "verb")
        scope.thing = scope.spoken = thing_of(named[-1], scope, Label(verbs=done))


def _trend(word: Word) -> bool:
    """Whether a word only says how a number went."""
    return word.tag in ("neutral", "up", "down") or word.text in _TREND


def _facts(clause: Clause, place: int, label: Label, plain: str, scope: Scope) -> Iterator[Fact]:
    word = clause[place]
    things = label.things or (scope.labels if label.each or word.tag == "none" else ())
    if word.tag == "none" and not things and not label.verbs:
        if scope.when == "last" and scope.measured and len(clause) <= 4:  # 而去年一件也没有
            known, _, who = scope.measured[-1]
            made = _made(word, scope, Kind.ABSOLUTE, known, Decimal(0), Decimal(0), "", _column(label))
            yield replace(made, measure="" if who else known)
        return
    resolved = [thing_of(thing, scope, label) for thing in things]
    if resolved:
        scope.thing = scope.spoken = resolved[-1]
    else:
        resolved = [thing_spoken_of(label, scope)]
    if RESULTS.intersection(label.verbs) and _JUDGES.search(scope.who):
        scope.who = ""  # 法院判决维持1件
    base = _base(word, label, scope)
    if base is None:
        return
    verbs = _kinds(replace(label, things=tuple(resolved)), base, clause)
    if verbs == ("kinds",) and base.year == scope.year - 1:  # the table asks for last year's
        base, verbs = replace(base, year=scope.year, kind=Kind.ABSOLUTE), ("items",)
    if _unchanged(word, label, resolved):
        base, verbs = replace(base, kind=Kind.ABSOLUTE, unit="项"), ("kinds_change",)
    if (
        word.tag == "none"
        and resolved == ["fees"]
        and not label.verbs
        and label.text.endswith(("收费项目", "收费事项"))
    ):
        verbs = ("kinds",)
    if verbs == ("kinds_change",) and base.low is not None and base.kind in (Kind.PART, Kind.ABSOLUTE, Kind.CHANGE):
        base = stepped(base, label.change)
    if word.tag == "none" and resolved == ["documents"] and label.verbs == ("disclose",) and "发布" in label.text:
        verbs = ("make",)  # 无规范性文件发布
    elif resolved == ["documents"] and label.verbs == ("disclose",) and "发布" in label.text and not _on_media(clause):
        verbs = ("issue",)
    if resolved == ["documents"] and label.verbs == ("receive",) and "新增" in label.text:
        verbs = ("make",)
    verbs = verbs or (_listed(label, scope) if base.unit != "元" else label.verbs) or ("",)
    has_cells = verbs[0].startswith(("kinds", "items")) or _measurable(base, label, scope)
    keys = [measure(thing, verb) for thing in resolved for verb in verbs] if has_cells else [""]
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
        yield settled(replace(base, measure=key), label, plain, scope)


def _on_media(clause: Clause) -> bool:
    """Whether something was published on a site rather than issued."""
    return any(word.value in ("media", "information", "papers", "document_lists") for word in clause)


def _unchanged(word: Word, label: Label, things: Sequence[str]) -> bool:
    """收费项目与上年持平: the table of an older form holds how many kinds more or less there are."""
    return (
        word.tag == "level"
        and len(things) == 1
        and things[0] in DECIDED | {"fees"}
        and _KINDS.search(label.text) is not None
    )


def _kinds(label: Label, fact: Fact, clause: Clause) -> tuple[str, ...]:
    """行政许可事项36项, 本年增加2项: kinds of decisions, and how many more or less."""
    if fact.unit not in ("项", "个") or fact.kind is Kind.SHARE or _NOT_KINDS.intersection(label.verbs):
        return ()
    spoken = "".join(word.text for word in clause if word.end <= fact.start)
    if not (DECIDED | {"fees"}).issuperset(label.things) or not re.search("项目|事项|收费|上一?年", spoken):
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


def _base(word: Word, label: Label, scope: Scope) -> Fact | None:
    """The fact without its measure; None for a word that states nothing here."""
    if word.text.startswith("翻"):
        label = replace(label, change="up")
    column, nothing = _column(label), Decimal(0)
    what = label.text or scope.thing
    if word.tag in ("level", "up", "down"):
        compared = scope.compared or word.text.startswith("同比")
        plainly = compared and scope.meant() is None
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
    if label.last and number.unit in ("倍", "%") and number.said is not None and not label.change:
        share = number.said * (100 if number.unit == "倍" else 1) - 100  # 是上年的2倍, 仅为上年的一半
        return _made(word, scope, Kind.CHANGE, what, share - _SHARE_ROOM, share + _SHARE_ROOM, "%", column)
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
    if DECIDED.intersection(label.things) and ASKED_FOR.search(label.text):
        return False
    if fact.unit in _NOT_OF_APPLICATIONS and scope.thing == "applications":
        return False
    if fact.unit in _KINDS_COUNTED and DECIDED.intersection(label.things):
        return "decide" in label.verbs and not re.search("事项|项目", label.text)
    return fact.kind is Kind.CHANGE or fact.unit in COUNTED or fact.unit == "元"
