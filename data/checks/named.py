"""Another body that the prose names where the reporter should stand: text copied from its report.

Only where it speaks as the reporter does. A county tells of its townships, a bureau of its neighbours; so
townships are looked for in reports of townships, other bodies only where somebody issues the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data.checks.content import TITLES
from data.checks.form import TOWNSHIPS
from data.checks.text import LONGEST_SAID
from data.model import Finding, Report, Severity
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences
from data.recognise.who import body

_YEARS = r"\d年度?,?|本年度,?|今年以?来?,?|一年来,?|全年,?"
_STARTS = rf"(?:^|[,。;:、!?]|{_YEARS})(?:下一?步|今后|接下来|未来)?"
_TOWN = r"(?P<name>[\u3400-\u9fff]{1,6}?(?:镇|乡|街道))"
_OFFICE = r"(?:人民政府|政府|办事处|街道办|党委|党工委)?"
_ACTS = (
    r"(?:将(?:继续|进一步|以|从|严格|认真|不断|着力|加)|坚持|始终|高度重视|认真(?:贯彻|落实|学习|执行)|严格(?:按照|落实|执行)"
    r"|深入(?:贯彻|学习)|主动公开|共?(?:收到|受理|公开|发布)(?:各类|政府|政务)*(?:信息|公开)|政府信息公开工作|政务公开工作"
    r"|(?:没有|未)(?:收到|发生))"
)
_SPEAKS = re.compile(_STARTS + _TOWN + _OFFICE + _ACTS)
# At the beginning of a sentence it is the one who acts, whatever it does.
_BEGINS = re.compile(
    rf"(?:^|{_YEARS}){_TOWN}{_OFFICE}"
    r"(?:在|通过|利用|围绕|把|成立|明确|积极|不断|着力|全面|切实|按照|根据|依托|制定|组织|召开|全年|共有)"
)
# 我局 in a township's report, 我镇 in a bureau's.
_SELF = re.compile(r"[我本](?P<kind>局|镇|街道|乡(?![镇村本土]))")
_ISSUES = re.compile(
    r"(?:由|向社会公布|现公布|现将)(?P<name>[\u3400-\u9fff]{2,16}?(?:镇|乡|街道|局|委员会|办事处))(?:人民政府|政府|办公室)?"
    r"(?:根据|依据|按照|负责|组织)?[^,。;]{0,20}?(?:编制|\d{4}年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报))"
)
# 各镇, 全镇, 城镇, 乡镇 … are no names; nor is what begins with a verb or ends in a word for many.
_NO_NAME = re.compile(
    r"(?:[各全本我该此某每城乡村集古强大小新建县市区原个余等和及与对向在让把由为以到从辖两二三四五六七八九十百几多数]|我们|所有|部分|有关|相关|其他|其它"
    r"|辖区|周边|兄弟|先进|特色|重点|中心|试点|各级|多个|人民)(?:镇|乡|街道)$"
    r"|^(?:在|对|向|由|经|为|让|与|同|各|全|我|本|县|市|区|原)|[的了是]|包括|具体|其中|以及|通过|利用|结合|根据|按照|围绕|依托|关于"
    r"|加强|推进|推动|组织|开展|完善|设置|指导|督促|帮助|要求|公开|信息|政府|工作|今年|去年|目前|同时|此外|另外|因此|还有|主要|充分"
)


def named(report: Report) -> Iterator[Finding]:
    """Bodies other than the reporter, those above it and those that are told as an uncertain name already."""
    town = report.jurisdiction.kind in TOWNSHIPS
    patterns = (_SPEAKS, _BEGINS, _ISSUES) if town else (_ISSUES,)
    told = "".join(f.evidence.get("others", "") for f in report.findings if f.rule == "place_disagrees")
    known = (report.jurisdiction.name, *report.jurisdiction.parents, simplify(report.title), told)
    seen: set[str] = set()
    for number, story in report.narrative.items():
        for line in map(simplify, sentences(story)):
            hits = [(hit, body(hit["name"]).name) for pattern in patterns for hit in pattern.finditer(line)]
            others = [(hit, name) for hit, name in hits if not (_NO_NAME.search(name) or _known(name, known))]
            for found, name in (*others, *_other_self(report, line)):
                if name in seen:
                    continue
                seen.add(name)
                start = max(0, found.start() - 5)
                evidence = {"section": TITLES[number], "name": name, "own": report.jurisdiction.name}
                evidence["sentence"] = line[start : start + LONGEST_SAID]
                yield Finding("other_body_named", Severity.WARNING, (), evidence)


def _other_self(report: Report, line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Words for oneself that are another kind of body's; what a county says of itself may stand anywhere."""
    kind = report.jurisdiction.kind
    own = (
        {"民族乡": "乡"}.get(kind, kind) if kind in TOWNSHIPS else "局" if report.jurisdiction.name[-1] == "局" else ""
    )
    for found in _SELF.finditer(line) if own else ():
        if found["kind"] != own:
            yield found, found[0]


def _known(name: str, known: Iterable[str]) -> bool:
    return any(_same(name, other) for other in known)


def _same(name: str, other: str) -> bool:
    """Whether a name is another one, a part of it, or short for it: 市监局 for 市场监督管理局."""
    letters = iter(other)
    return name in other or (len(other) > 1 and other in name) or all(letter in letters for letter in name)
