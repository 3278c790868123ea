"""What a number, or a “none”, is said of: the words round it that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.prose.words import GAP, NUMBER, QUOTE, SPAN, YEAR, Word

Clause = Sequence[Word]
# Words that may stand between a number and what it is said of.
_WITHIN = frozenset({
    "filler", "manner", "verb", "thing", "applicant", "joins", "each", "of_which", "self", "time", YEAR, "up", "down",
    "up_to", "against", "narrows", "level", QUOTE,
})  # fmt: skip
_UNKNOWN = frozenset({GAP, "others", "whole", "neutral"})
_FILLS = frozenset({"filler", "manner", "self", "of_which", "time", YEAR, "each"})
# One thing by another's name: what was asked for is an application if applications are spoken of.
ASKED = "asked"
_TRANSPARENT = frozenset({"information", "applications", ASKED})  # of which another thing may be
_YEARS_BEGIN = frozenset({"年初", "开年", "岁首", "年头", "岁初", "新年伊始"})
_ALL_WAYS = frozenset({"等方式", "等渠道", "等途径", "等形式", "等多种方式", "等多种渠道"})
# Verbs that say it all, whatever stands beside them: 结转下年度继续办理, 尚未审结.
_OVER = frozenset({"carry_in", "carry_out", "carry", "open", "items", "review_of", "lost"})
REASONS = frozenset({
    "secret", "prohibited", "stability", "third_party", "internal", "process", "case_files", "queries", "not_held",
    "not_ready", "unclear", "petition", "repeated", "publications", "excessive", "confirmation", "other_uncorrected",
    "other_unpaid",
})  # fmt: skip
_BECAME = frozenset({"grant", "partly", "refuse", "unable", "ignore", "other_outcome"})
# What a predicate far behind its number may say became of an application: 10件已于规定时间内完成答复.
_OUTCOMES = frozenset({
    "close", "grant", "partly", "refuse", "unable", "ignore", "other_outcome", "secret", "not_held", "carry", "open",
    "repeal", "in_force",
    "upheld", "corrected", "other_result", "pending", "third_party", "process", "internal", "repeated", "petition",
})  # fmt: skip
# Ends of nouns: what stands behind a number and is none of the things that are known is what it counts.
_NOUN = re.compile(
    "(?:制度|办法|方案|合同|协议|事项|项目|问题|任务|措施|材料|规定|细则|规约|民约|工程|设施|设备|商品|产品)$"
)


@dataclass(frozen=True)
class Label:
    """What is counted, and how the words say so.

    `things` are several where they are coordinated (行政许可、行政处罚), `verbs` too. `part` tells that it is
    narrower than the whole, `times` which years it names, `carried` those beside a verb of carrying over.
    """

    things: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    part: bool = False
    change: str = ""
    each: bool = False
    last: bool = False
    when: str = ""
    up_to: bool = False
    after_gap: bool = False  # words that are not known stand before it
    text: str = ""
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether the words say nothing of what is counted."""
        return not (self.things or self.verbs or self.applicants)


def left_of(clause: Clause, floor: int, at: int) -> Label:
    """The label that ends before the word at this place and begins after `floor`."""
    first = at
    while first > floor and clause[first - 1].tag in _WITHIN:
        first -= 1
    core = clause[first:at]
    label = _label(core, at)
    head = next((word for word in core if word.tag not in _FILLS), None)
    before = clause[first - 1] if first > floor else None
    label = replace(label, after_gap=bool(before and before.tag in _UNKNOWN))
    if before and before.tag in _UNKNOWN and not (core and core[0].text == "等"):  # 林木采伐等行政许可: all of them
        verbs_before = any(word.tag == "verb" for word in clause[floor:first])
        modified = head is not None and core[0] is head and _takes_modifier(core)
        with_of = bool(core) and core[0].text in ("的", "类")
        of_which = any(word.tag == "of_which" for word in clause[floor:first])
        if modified or with_of or of_which or (verbs_before and not label.verbs):
            label = replace(label, part=True)
    return label


def _takes_modifier(core: Clause) -> bool:
    """Whether what stands before narrows the thing: its own name, or its state, comes first."""
    first = core[0]
    if first.tag == "thing":
        return not any(
            word.tag == "verb" for word in core[: max(place for place, word in enumerate(core) if word.tag == "thing")]
        )
    return first.tag == "applicant" or first.value == "in_force"


def right_of(clause: Clause, at: int) -> Label:
    """The label that begins after the word at this place: 5件政府信息公开申请, 3件予以公开, 2件结转下年度."""
    end = at + 1
    while end < len(clause) and clause[end].tag in _WITHIN and not _begins_another(clause, end):
        end += 1
    if end < len(clause) and clause[end].tag == NUMBER:  # 4件申请办结3件: the verb is the next number's
        end = next((place + 1 for place in range(end - 1, at, -1) if clause[place].tag == "thing"), at + 1)
    label = _label(clause[at + 1 : end], end)
    if label.verbs == ("close",) and not label.things and at and clause[at - 1].text == "对":
        return replace(label, part=True)  # 对2件答复表示满意
    if end + 1 == len(clause) and clause[end].text in ("后", "时", "之后") and label.things:  # 出台3份规范性文件后
        return label
    if end < len(clause) and clause[end].tag in (*_UNKNOWN, SPAN) and label.things and not label.verbs:
        far = _far(clause, end - 1)
        if far.verbs and label.things[-1] in (ASKED, "applications", "documents"):  # 对1件申请作了区分处理
            return replace(label, verbs=far.verbs)
        if clause[end].tag in _UNKNOWN:
            return Label(part=True, end=end, text=label.text)  # 5件公开申请…: another thing's modifier
    if label.verbs and end < len(clause) and clause[end].tag == GAP and clause[end].text[0] in "前后时":
        return Label(part=True, end=end, text=label.text)  # 1件公开前征求意见
    after = clause[at + 1] if at + 1 < len(clause) else None
    if one_of := _described(clause, at):
        return one_of
    if after and after.tag in _UNKNOWN:
        return replace(_far(clause, at), text=after.text)
    if label.empty and end < len(clause) and clause[end].tag in _UNKNOWN:
        return _far(clause, end - 1)
    return label


_DESCRIBED = frozenset({"documents", "rules", "licences", "penalties", "coercion"})


def _described(clause: Clause, at: int) -> Label | None:
    """1件|关于沿街商铺门前三包的|规范性文件: so many at least, which words that are not known describe."""
    places = [place for place in range(at + 1, len(clause)) if clause[place].tag == "thing"]
    if not places or clause[places[-1]].value not in _DESCRIBED:
        return None
    before, rest = clause[at + 1 : places[-1]], clause[places[-1] + 1 :]
    unknown = any(word.tag in (GAP, QUOTE) for word in before) and any(word.text == "的" for word in before)
    if not unknown or any(word.tag in (NUMBER, "none", "verb") for word in before[:1]):
        return None
    verbs = _verbs(rest) if rest else ()
    if any(word.tag not in _FILLS and word.tag != "verb" for word in rest):
        return None
    return Label(things=(clause[places[-1]].value,), verbs=verbs, part=True, end=len(clause))


def _far(clause: Clause, at: int) -> Label:
    """What is said behind words that are not known: a predicate, else something else than the reader takes it for."""
    rest: list[Word] = []
    for word in clause[at + 1 :]:
        if word.tag in ("thing", NUMBER, "none", "joins"):
            break
        rest.append(word)
    else:
        if any(word.text == "拟" or (word.tag == GAP and re.search("一度|曾|原", word.text)) for word in rest):
            return Label(part=True, end=at + 1, things=("modified",))  # 1件一度拟不予公开
        if rest and rest[0].tag == GAP and _NOUN.search(rest[0].text):  # 2件内部管理制度予以废止
            return Label(part=True, end=at + 1, things=("modified",))
        if (label := _label(rest, len(clause))).verbs and label.verbs[-1] in _OUTCOMES | {"carry_out", "carry_in"}:
            return replace(label, verbs=label.verbs[-1:], part=any(word.tag == "narrows" for word in rest))
    return Label(part=True, end=at + 1, things=("modified",))


def _begins_another(clause: Clause, at: int) -> bool:
    """Whether a joining word leads to the next number: 收到5件、办结3件."""
    if clause[at].tag != "joins":
        return False
    return any(word.tag in (NUMBER, "none") for word in clause[at + 1 :])


_WHOM = frozenset({"个人", "单位", "企业", "村民", "居民", "市民", "群众", "自然人"})


def after_none(clause: Clause, at: int) -> Label:
    """The label that follows a “none”: 未收到政府信息公开申请, 没有公民申请公开政府信息, 无行政许可."""
    end = at + 1
    while end < len(clause) and clause[end].tag in _WITHIN:
        end += 1
    core = clause[at + 1 : end]
    label = _label(core, end)
    carried = bool(_OVER.intersection(label.verbs))
    narrow = ("manner", "narrows", QUOTE) if carried else ("manner", "narrows", QUOTE, "time")
    listed = at > 0 and clause[at - 1].tag == "joins"  # 零复议、零诉讼
    again = any(word.tag == "none" for word in clause[:at])  # 没有未答复的: both together say something else
    ends = end == len(clause) or clause[end].tag == "none"
    besides = any(word.text in ("其他", "其它", "别的", "另外", "另") for word in core[:2])  # 除1件外无其他申请
    because = next((place for place, word in enumerate(core) if word.text in ("因", "由于", "由")), len(core))
    last = next((place for place in reversed(range(len(core))) if core[place].tag == "thing"), len(core))
    whom = any(word.text in _WHOM for word in core[last + 1 :])  # 未处罚过个人
    narrowed = (
        whom
        or (again and not listed)
        or besides
        or not ends
        or any(word.tag in narrow for word in _before_head(core)[:because])
    )
    return replace(label, part=label.part or narrowed)


def _before_head(core: Clause) -> Clause:
    heads = [place for place, word in enumerate(core) if word.tag == "thing"]
    return core[: heads[-1]] if heads else core


def _label(core: Clause, end: int) -> Label:
    things, verbs = _heads(core), _verbs(core)
    if verbs == ("close",) and any(word.tag == "time" and word.value == "next" for word in core):
        verbs = ("open",)  # 将于2024年办结
    other_years = bool(core) and core[-1].text == "的" and any(word.tag == YEAR for word in core)
    applicants = tuple(dict.fromkeys(word.value for word in core if word.tag == "applicant"))
    changes = [word for word in core if word.tag in ("up", "down", "level", "up_to")]
    last_word = changes[-1] if changes else None
    return Label(
        things=things,
        verbs=verbs,
        applicants=applicants,
        part=_narrowed(core) or _of_another(core) or other_years or _more_than_doubled(changes),
        change=last_word.tag if last_word and last_word.tag != "up_to" else "",
        each=any(word.tag == "each" for word in core),
        last=_ends_in_last(core),
        up_to=bool(last_word and last_word.tag == "up_to"),
        text="".join(word.text for word in core if word.tag in ("thing", "verb", "applicant", "narrows", "filler"))[
            -24:
        ],
        end=end,
    )


def _more_than_doubled(changes: Clause) -> bool:
    """翻番还多1件: the number is what came on top."""
    return len(changes) > 1 and changes[0].text.startswith("翻")


def _narrowed(core: Clause) -> bool:
    """Whether a word says that it is less than the whole; a reason (因补正延至下年) does not."""
    if any(word.text in _ALL_WAYS for word in core):
        return False
    because = next((place for place, word in enumerate(core) if word.text in ("因", "由于", "经")), len(core))
    return any(word.tag == "narrows" for word in core[:because])


def _of_another(core: Clause) -> bool:
    """解读规范性文件6件, 咨询依申请公开16次: the thing is what another one is about."""
    places = [place for place, word in enumerate(core) if word.tag == "thing"]
    if len(places) < 2 or core[places[-2]].value in _TRANSPARENT:
        return False
    if {str(core[place].value) for place in places[-2:]} == {"reviews", "suits"}:
        return False
    if str(core[places[-1]].value).startswith("suits") and str(core[places[-2]].value).startswith("suits"):
        return False
    between = core[places[-2] : places[-1]]
    return not any(word.tag in ("verb", "joins", QUOTE) or word.text == "等" for word in between)


def _ends_in_last(core: Clause) -> bool:
    """上年的8件, 去年同期8件: the number is said of last year alone."""
    told = [word for word in core if word.tag not in ("filler", "each")]
    return bool(told) and told[-1].tag == "time" and told[-1].value == "last"


def _heads(core: Clause) -> tuple[str, ...]:
    """The last thing named, with those that are joined to it; 依申请公开…申请 is one thing."""
    places = [place for place, word in enumerate(core) if word.tag == "thing"]
    if not places:
        return ()
    found = [core[places[-1]].value]
    for earlier, later in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        between = core[earlier + 1 : later]
        if found[0] == "suits" and str(core[earlier].value).startswith("suits_"):
            found[0] = core[earlier].value
            continue
        if not between and {found[0], str(core[earlier].value)} == {"reviews", "suits"}:  # 复议诉讼
            found.insert(0, core[earlier].value)
            continue
        joined = any(word.tag == "joins" for word in between) and all(
            word.tag in ("joins", "filler") for word in between
        )
        if not joined and not (found[0] == ASKED and core[earlier].value == "applications"):
            break
        if found[0] == ASKED and core[earlier].value == "applications" and not joined:
            found[0] = "applications"
            continue
        found.insert(0, core[earlier].value)
    return tuple(dict.fromkeys(found))


def _verbs(core: Clause) -> tuple[str, ...]:
    """The verbs nearest the number: those after the thing, else those before it."""
    places = [place for place, word in enumerate(core) if word.tag == "thing"]
    after = [word for word in core[places[-1] + 1 :] if word.tag == "verb"] if places else []
    told = after or [word for word in core if word.tag == "verb"]
    verbs = tuple(dict.fromkeys(_carried(core, word) for word in told))
    if {"disclose", "partly"} <= set(verbs):  # 公开或部分公开
        return ("disclose", "partly")
    if over := tuple(verb for verb in verbs if verb in _OVER):
        return over
    # 属于国家秘密不予公开 is told by its reason, 新增不予公开 by what became of it
    if "receive" in verbs and REASONS.intersection(verbs):
        return ("elsewhere",)  # 受理信访举报投诉类事项: not what became of an application
    for telling in (REASONS, _BECAME):
        if told_by := tuple(verb for verb in verbs if verb in telling):
            return told_by
    return verbs


def _carried(core: Clause, verb: Word) -> str:
    """结转 from last year or into the next, as the years beside it tell."""
    if verb.value not in ("carry", "open"):
        return str(verb.value)
    place = next(index for index, word in enumerate(core) if word is verb)
    if any(word.tag == YEAR for word in core):
        return "elsewhere"
    if verb.value == "open":
        last = any(word.value == "last" or word.text in _YEARS_BEGIN for word in core[:place] if word.tag == "time")
        return "carry_in" if last else "open"
    for word in (*_beside(core, place), *reversed(core[:place]), *core[place + 1 :]):
        if word.tag == "time" and word.value in ("last", "before"):
            return "carry_in"
        if word.tag == "time" and word.value == "next":
            return "carry_out"
        if word.text in ("年末", "年底", "期末"):
            return "carry_out"
        if word.text in _YEARS_BEGIN or word.text == "期初":
            return "carry_in"
    if any(word.tag == "time" and word.value == "this" for word in core[place + 1 :]):
        return "carry_in"
    return "carry"


def _beside(core: Clause, place: int) -> list[Word]:
    """The words next to the one at this place: 上年|结转, 结转至|下年."""
    before = next((word for word in reversed(core[:place]) if word.tag != "filler"), None)
    after = next((word for word in core[place + 1 :] if word.tag != "filler"), None)
    return [word for word in (before, after) if word is not None]
