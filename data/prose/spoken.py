"""What is spoken of, where a word leaves it to the context: 申请, 办结3件."""

from __future__ import annotations

import re

from data.prose.labels import ASKED, REASONS, Label
from data.prose.scope import Scope

RESULTS = frozenset({"upheld", "corrected", "other_result", "pending"})

_ONLY_OF_APPLICATIONS = REASONS | frozenset({
    "carry_in", "carry_out", "carry", "open", "grant", "partly", "refuse", "unable", "ignore",
    "other_outcome",
})  # fmt: skip
# A bare 申请 that is received or closed is one for information, unless something else is spoken of.
_NOTHING_ELSE = frozenset({"", "information", "media", "gatherings"})
_OF_ASKING = frozenset({"receive", "handle", "close", "open"})
_STATES = frozenset({"repeal", "in_force"})  # of documents alone
_OF_ASKING_ALONE = frozenset({"receive", "close", "grant", "partly", "refuse", "unable", "ignore"})
_FEES = re.compile("(?<!公开)(?<!处理)收费(?!项目|单位|标准)")
_OF_DISCLOSURE = re.compile("信息公开|政务公开")
_NO_LABEL = Label()


def thing_of(thing: str, scope: Scope, label: Label = _NO_LABEL) -> str:
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


def thing_spoken_of(label: Label, scope: Scope) -> str:
    """What is spoken of where the words name no thing; some verbs are said of applications alone."""
    if REASONS.intersection(label.verbs):
        return "applications"
    if not scope.thing and _ONLY_OF_APPLICATIONS.intersection(label.verbs):
        return "applications"
    if not scope.thing and scope.section == "4" and RESULTS.intersection(label.verbs):
        return "disputes"
    if scope.thing == "document_lists" and _STATES.intersection(label.verbs):
        return "documents"
    if not scope.thing and (_STATES.intersection(label.verbs) or (label.verbs == ("make",) and "件数" in label.text)):
        return "documents"
    if not scope.thing and label.verbs == ("collect",) and _FEES.search(label.text) and scope.section != "6":
        return "fees"
    if not scope.thing and scope.spoken in ("", "applications") and _OF_ASKING_ALONE.issuperset(label.verbs):
        return "applications" if label.verbs else ""
    if label.verbs == ("decide",) and scope.thing == "applications":  # 查处案件143件
        return ""
    if label.verbs == ("occur",):  # 涉及我镇的2件
        return ""
    return scope.thing if label.verbs or label.applicants else ""
