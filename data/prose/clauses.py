"""A sentence's words as clauses, and the words of a clause that state something, each with its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.prose.labels import ASKED, Clause, Label, after_none, left_of, right_of
from data.prose.words import GAP, NUMBER, QUOTE, SPAN, STOP, Word

_OTHER_BODY = re.compile(
    r"[\u3400-\u9fff](?:镇|乡|村|局|县|市|区|省|街道|社区|委员会|大队|支队|中队|公司|学校|医院|所|站|中心|处|企业|办公室|人民政府|党委)$"
)
_OWN_SHORT = re.compile(r"^[县市区]?[\u3400-\u9fff]{1,9}局$|^该(?:局|镇|乡|街道)$")
_OWN_OFFICE = re.compile(r"^(?:镇|乡|街道)[^镇乡街县]{1,8}(?:所|办|中心|站|办公室|大队|窗口|科)$")
_TOWN_OFFICE = re.compile(r"^(?:镇政府|乡政府|镇人民政府|乡人民政府|街道|街道办|街道办事处|镇机关|镇党政办)")


def bodies(cut: Sequence[Word], names: Sequence[str] = ()) -> list[Word]:
    """Names of other bodies told as such: 柳树镇, 县教育局, 柳树|镇政府; 应急局 is 应急管理局's own."""
    found = list(cut)
    for place, word in enumerate(found):
        if word.tag != GAP:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        short = _OWN_SHORT.match(word.text) and any(_shortens(word.text, name) for name in names)
        if short or _OWN_OFFICE.match(word.text):
            found[place] = word._replace(tag="self", value="self")
        elif _OTHER_BODY.search(word.text) or (_by(found, place) and not word.text.startswith(_OWN)):
            found[place] = word._replace(tag="others", value="others")
        elif after and after.tag == "self" and _TOWN_OFFICE.match(after.text) and len(word.text) > 1:
            found[place] = word._replace(tag="others", value="others")
            found[place + 1] = after._replace(tag="filler", value="filler")
    return found


_OWN = ("镇", "乡", "街道", "局", "我", "本", "综合")


def _by(cut: Sequence[Word], place: int) -> bool:
    """由|森林公安|依法作出: who is named so acts."""
    before, after = cut[place - 1] if place else None, cut[place + 1] if place + 1 < len(cut) else None
    acts = after is not None and (after.tag in ("manner", "rule") or after.value in ("decide", "make", "handle"))
    return before is not None and before.text == "由" and acts


def _shortens(written: str, name: str) -> bool:
    """Whether a name is short for the reporter's: 卫健局 for 清水县卫生健康局."""
    above = re.match(r"[\u3400-\u9fff]{2,4}?[县市区](?=..)", name)
    if above and written.startswith(above[0]):  # 沙洲县住建局
        written = written.removeprefix(above[0])
    short = re.sub(r"^该?[县市区](?=..)", "", written)
    bare = re.sub(r"^[^县市区]{1,6}[县市区]", "", name)
    letters = iter(bare)
    return written in ("该局", "该镇", "该乡", "该街道") or (
        name[-1] == short[-1] == "局" and short[0] == bare[0] and all(sign in letters for sign in short)
    )


def clauses(cut: Sequence[Word]) -> Iterator[list[Word]]:
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
        elif word.tag == "thing" and clause and _after_examples(clause):
            clause = [*_without_examples(clause), word]
        else:
            clause.append(word)
    if clause:
        yield clause


# What an example may be made of: 林木采伐许可、建房许可等|行政许可, 撤销登记等|行政处罚.
_EXAMPLE = frozenset({GAP, QUOTE, "joins", "thing"})
_OF_EXAMPLES = frozenset({
    "登记", "撤销", "变更", "审批", "罚款", "没收", "本", "单", "书", "表", "证", "居民", "企业", "人", "公民", "单位",
    "社会", "组织", "机构", "一", "工作", "使用", "有关", "相关",
})  # fmt: skip
_AND_SUCH = ("等", "类", "等领域", "领域", "各类", "的", "有关", "相关", "本级")


def _after_examples(clause: Clause) -> bool:
    """Whether 等 ends the clause so far: the thing that follows is the whole of which there were examples."""
    last = next((word for word in reversed(clause[-3:]) if word.text not in _AND_SUCH[1:2] + _AND_SUCH[3:]), None)
    return last is not None and last.text in ("等", "等领域")


def _without_examples(clause: list[Word]) -> list[Word]:
    """The clause without the examples before its last 等."""
    first = end = max(place for place, word in enumerate(clause) if word.text in ("等", "等领域"))
    while first and (clause[first - 1].tag in _EXAMPLE or clause[first - 1].text in _OF_EXAMPLES):
        first -= 1
    return [*clause[:first], *clause[end:]]


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
            if not any(inner.tag in (NUMBER, "none", SPAN) for inner in cut[opened:place]):
                skip.update(range(opened, place + 1))
            opened = None
    return skip


_THERE_ARE = frozenset({"有", "只有", "仅有", "仅", "只"})
_MOVED = frozenset({"carry_in", "carry_out", "carry"})


def states(clause: Clause, place: int) -> bool:
    """Whether the word at this place states something: a number, a “none”, 持平."""
    word = clause[place]
    if word.tag == "none":
        return not any(later.tag == NUMBER for later in clause[place + 1 :])
    if word.tag in ("up", "down"):  # 同比减少
        return place + 1 == len(clause) and not any(other.tag in (NUMBER, "none", "level") for other in clause)
    return word.tag in (NUMBER, "level")


def label_at(clause: Clause, floor: int, place: int) -> Label:
    """What the statement at this place is said of; no word before `floor` belongs to it."""
    word = clause[place]
    if word.tag == "none":
        return _of_none(clause, floor, place)
    left = left_of(clause, floor, place)
    if word.tag == NUMBER and place + 1 < len(clause) and clause[place + 1].text in ("中", "里", "当中", "之中"):
        return replace(left, end=place + 1)  # 5件中予以公开的占60%
    if word.tag in ("level", "up", "down"):
        return replace(left, change=word.tag, end=place + 1)
    right = right_of(clause, place)
    if right.verbs and _both_before(clause, place):
        right = replace(right, verbs=(), part=True)
    if _among(clause, floor, place):  # 三件答复中只有一件予以公开
        return right if right.verbs else replace(left, part=True, end=place + 1)
    if left.last and not left.change and _MOVED.intersection(right.verbs):  # 上年有2件结转至今年办理
        return replace(right, things=right.things or left.things, last=False)
    if left.change and left.empty and right.things and not (right.part or right.verbs):  # 较上年减少3件申请
        return replace(left, things=right.things, text=left.text + right.text, end=right.end)
    if left.last and left.empty and not left.change and right.things and "modified" not in right.things:
        return replace(left, things=right.things, part=right.part, end=right.end)
    if left.last or left.change or left.up_to:
        return replace(left, end=place + 1)
    if left.empty:
        text = left.text + right.text
        return replace(right, each=left.each or right.each, part=left.part or right.part, text=text)
    behind = clause[right.end].text if right.things and right.end < len(clause) else ""
    if right.things and "中" in (
        behind,
        *(word.text[-1] for word in clause[place + 1 : right.end] if word.tag == "of_which"),
    ):
        right = replace(right, part=True)  # 55件申请当中
    if (
        right.verbs and "carry_in" not in left.verbs and place > floor and clause[place - 1].text == "的" and left.verbs
    ):  # 收到的2件申请结转下年
        return replace(right, things=right.things or left.things, part=left.part or right.part)
    if not left.things and right.things and not left.applicants:
        # 收到5件政府信息公开申请; 收到5件, 均已办结 goes by its own verb
        return replace(
            left, things=right.things, part=left.part or right.part, text=left.text + right.text, end=right.end
        )
    if not left.verbs and right.verbs and not right.things:  # 申请中有2件转入下年
        return replace(left, verbs=right.verbs, end=right.end)
    return replace(left, end=place + 1)


def _among(clause: Clause, floor: int, place: int) -> bool:
    """答复中只有1件: what stands before 中 is what the number is a part of."""
    first = place
    while first > floor and clause[first - 1].text in _THERE_ARE:
        first -= 1
    among = first > floor + 1 and clause[first - 1].text in ("中", "当中", "之中", "里")
    return among and first < place and clause[first - 2].value == "close"


def _both_before(clause: Clause, place: int) -> bool:
    """4件新收申请和1件结转申请全部办结: what is said behind is said of both numbers together."""
    joined = place > 0 and clause[place - 1].tag == "joins" and any(word.tag == NUMBER for word in clause[: place - 1])
    return joined and any(word.tag == "each" or word.text.startswith("全部") for word in clause[place + 1 :])


def _of_none(clause: Clause, floor: int, place: int) -> Label:
    right, left = after_none(clause, place), left_of(clause, floor, place)
    if right.things == (ASKED,) and "applications" in left.things:  # 依申请公开零申请
        return replace(right, things=("applications",))
    if right.things:
        return right
    if left.things and not left.part:
        return replace(right, things=left.things, each=True)
    return right
