"""Another body that the prose names where the reporter should stand: text copied from its report.

Only where it stands for the reporter: a county tells of its townships, a bureau of its neighbours, everybody of those
from whom they learn. named.yaml says where that is, for each kind of reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data import declarations
from data.checks.content import TITLES
from data.checks.form import TOWNSHIPS
from data.checks.text import LONGEST_SAID
from data.model import Finding, Report
from data.recognise.glyphs import simplify
from data.recognise.prose import sentences
from data.recognise.who import body

_YEARS = r"(?:20\d)?\d年度?,?|本年度,?|今年以?来?,?|一年来,?|全年,?"
_STARTS = rf"(?:^|[,。;:、!?)]|{_YEARS})(?:下一?步|今后|接下来|未来|同时|此外)?,?"
_TOWN = r"(?P<name>[\u3400-\u9fff]{1,6}?(?:镇|乡|街道|苏木))"
_SHORT = r"(?P<name>[\u3400-\u9fff]{2,3}(?:镇|乡)|[\u3400-\u9fff]{2,6}苏木|[\u3400-\u9fff]{2,4}街道)"
_OFFICES = r"(?:人民政府|政府|办事处|街道办|党委政府|党委|党工委|党政综合办公室|党政办公室|党政办|综合办|办公室)"
_AND = "和(?!旅游|改革|规划|社会|信息|城乡|建设|体育|农村|民族|乡村|退役)"
_FULL = rf"(?P<name>[\u3400-\u9fff]{{2,4}}[县市区](?:(?![局与对]|{_AND})[\u3400-\u9fff]){{2,11}}?(?:局|委员会))"
_BUREAU = r"(?P<name>[\u3400-\u9fff]{2,10}?(?:局|委员会|管委会))"
_COUNTY = r"(?P<name>[\u3400-\u9fff]{1,4}?(?:县|市|区))"
_FILL = {
    "years": _YEARS,
    "starts": _STARTS,
    "begins": rf"(?:^|{_YEARS})",
    "name": _TOWN,
    "short": _SHORT,
    "office": f"{_OFFICES}?",
    "offices": _OFFICES,
    "bureau": _BUREAU,
    "full": _FULL,
    "opens": rf"(?:^|[。;!?]|{_YEARS}|(?:总的看|总体看|总体来看|目前|因此|对此|为此|近年来),)(?:由于|因|因为|感谢)?"
    r"(?!会同|借鉴|根据|按照|依据|参照|协助|配合|学习|公开|联合|邀请|落实|接受|参加|收到|转发|[与经向对由在为让请受与和从])",
    "county": _COUNTY,
}
# 我局 in a township's report, 我镇 in a bureau's.
_SELF = re.compile(r"[我本](?P<kind>局|镇|街道|乡(?![镇村本土]))")
_ANOTHER = re.compile(r"(?:[、与和]|及(?!时))[\u3400-\u9fff]{1,3}(?:镇|乡|街道)(?![村镇])")
_ISSUES = re.compile(
    r"(?:由|向社会公布|现公布|现将)(?P<name>[\u3400-\u9fff]{2,16}?(?:镇|乡|街道|局|委员会|办事处))(?:人民政府|政府|办公室)?"
    r"(?:根据|依据|按照|负责|组织)?[^,。;]{0,20}?(?:编制|\d{4}年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报))"
)
# 各镇, 全镇, 城镇, 乡镇 … are no names; nor is what begins with a verb or ends in a word for many.
_NO_NAME = re.compile(
    r"(?:[各全本我该此某每县市区原个余等及与对向在让把由为以到从辖两二三四五六七八九十百几多数他其邻外]|我们|所有|部分|有关|相关|其他|其它"
    r"|辖区|周边|兄弟|先进|特色|重点|中心|试点|各级|多个|人民|美丽|特色小|示范|建制|全部|上级|下级|相邻"
    r"|[一这]年来|现[将就对把]|兹将|[今本去]年)(?:镇|乡|街道)$"
    r"|^(?:[各全本我该某每几多]|特色|中心|重点|建设|打造|推进|新型|全国|农村|周边|小|建制|辖区|部分|[县市区])?"
    r"(?:小城|新城|[城乡村集古强大小新建和])(?:镇|乡|街道)$"
    r"|^(?:增强|加强|扩大|壮大|加大|做强|做大|创新|更新|刷新|缩小|新建|[组共创搭修扩改筹构]建)(?:镇|乡|街道)$"
    r"|(?:乡镇|城乡|镇乡|镇街道)$|^.{2,}(?:村|集|城|古|强|大|小|新)镇$"
    r"|^.+(?:[在与对被把已于从由到]|向(?!阳)).*(?:镇|乡|街道)$|^[返下家故水名重异老同还离回驻包进入出赶思侨外](?:镇|乡)$|^(?:以来|联合|会同|配合|协助|委托|参照|借鉴|学习|前往|陪同|接待|将|把|在|对|向(?!阳)|由|经|为|让|与|同|各|全|我|本|县|市|区|原)|[的了是]|包括|具体|其中|以及|因|计入|一半|不|通过|利用|结合|根据|按照|围绕|依托|关于"
    r"|加强|推进|推动|组织|开展|完善|设置|指导|督促|帮助|要求|公开|信息|政府|工作|今年|去年|目前|同时|此外|另外|因此|还有|主要|充分|全年|年度|^[镇乡](?![东南西北江海远平安宁原雄坪康])|^街道.|^(?:现[将就对把]|兹将|欢迎|感谢|邀请)|[我本]局$|^[已未]?[转移交送发函报请访赴经据按受问查告递寄]"
)
_COUNTY_OFFICE = re.compile(
    r"^(?:[\u3400-\u9fff]{2,4}[省市])?(?P<above>[\u3400-\u9fff]{1,4}?[县市区])(?P<office>[\u3400-\u9fff]{2,14}局)$"
)
_ABOVE = re.compile(r"^(?:[\u3400-\u9fff]{1,6}?[省市县区])?")


@cache
def _declared() -> Mapping[str, Any]:
    return declarations.read(Path(__file__).with_suffix(".yaml"), dict[str, str | dict[str, str]])


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.format(**_fill())) for pattern in _declared()[kind].values())


@cache
def _fill() -> dict[str, str]:
    return {**_FILL, **_declared()["words"]}


@cache
def _acting() -> frozenset[re.Pattern[str]]:
    """The patterns that tell who acts."""
    acting = ("acts", "begins", "subject", "opens", "office_acts", "owned", "does")
    declared = [_declared()["towns"][key] for key in acting] + [_declared()["bureaus"]["subject"]]
    return frozenset(re.compile(pattern.format(**_fill())) for pattern in declared)


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(_declared()["towns"]["owned"].format(**_fill()))


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_declared()["spoken_of"]), re.compile(_declared()["spoken_of_after"])


def named(report: Report) -> Iterator[Finding]:
    """Bodies other than the reporter, those above it and those that are told as an uncertain name already."""
    patterns = (*_patterns_for(report), _ISSUES)
    told = "".join(f.evidence.get("others", "") for f in report.findings if f.rule == "place_disagrees")
    known, above = (report.jurisdiction.name, simplify(report.title), told), report.jurisdiction.parents
    seen: set[str] = set()
    for number, story in report.narrative.items():
        for line in map(simplify, sentences(story)):
            hits = [(hit, _plain_name(hit["name"])) for hit in _hits(patterns, line)]
            own = report.jurisdiction.name
            hits = [(hit, name) for hit, name in hits if not _contrasted(hit, line, own)]
            others = [(hit, name) for hit, name in hits if not (_no_name(name) or _known(name, known, above))]
            others = [*sorted(others, key=lambda one: len(one[1])), *_twin(own, line), *_other_self(report, line)]
            others += _other_office(report, line)
            for found, name in others:
                if any(name.endswith(one) for one in seen):
                    continue
                seen.add(name)
                start = max(0, found.start() - 5)
                evidence = {"section": TITLES[number], "name": name, "own": report.jurisdiction.name}
                evidence["sentence"] = line[start : start + LONGEST_SAID]
                yield Finding("other_body_named", (), evidence)


def _no_name(name: str) -> bool:
    """Whether words that end like a name are none: 召开|镇政府, 另两件|街道, 参加|市商务局."""
    phrase = _declared()["phrase_of_offices" if name.endswith(("局", "委员会")) else "phrase"]
    return bool(_NO_NAME.search(name) or re.search(phrase, name))


def _plain_name(written: str) -> str:
    """A township without those above it, a bureau without the level: 县财政局 → 财政局."""
    name = body(written).name
    return name[1:] if name.endswith("局") and name[0] in "县市区" else name


def _patterns_for(report: Report) -> tuple[re.Pattern[str], ...]:
    kind, name = report.jurisdiction.kind, report.jurisdiction.name
    if kind in TOWNSHIPS:
        return _patterns("towns")
    if name.endswith(("局", "委员会", "管委会")):
        return _patterns("bureaus")
    return _patterns("counties") if kind in ("县", "市", "区") else ()


def _hits(patterns: Iterable[re.Pattern[str]], line: str) -> Iterator[re.Match[str]]:
    """Where a name stands for the reporter; none that is only spoken of."""
    before, after = _around()
    for pattern in patterns:
        for hit in pattern.finditer(line):
            start, end = hit.span("name")
            spoken = start == hit.start() and before.search(line[max(0, start - 4) : start])
            if not spoken and not after.match(line[end : end + 12]):
                yield hit


def _contrasted(hit: re.Match[str], line: str, own: str) -> bool:
    """柳树镇收到9件，我镇收到3件: both are spoken of, each for itself."""
    if re.search("不(?:计入|纳入|列入|属于?)[我本]", line):  # 县水利局受理5件，不计入本局
        return True
    if hit.re not in _acting():
        return False
    if re.search(_declared()["reported"], line):  # 据报道，柳树镇…，值得借鉴
        return True
    rest = line[: hit.start("name")] + line[hit.end("name") :]
    if hit.re == _owned() and re.search(_declared()["elsewhere"], line):
        return True
    if own not in rest and _its_own(hit, line):
        return False
    return own in rest or bool(_SELF.search(rest)) or bool(_ANOTHER.search(rest))


def _its_own(hit: re.Match[str], line: str) -> bool:
    """柳树镇于3月举办本镇培训: what is called its own is that of the body named, which begins the sentence."""
    declared = _declared()
    begins = re.fullmatch(declared["before_its_own"], line[: hit.start("name")])
    its = re.search(declared["its_own"], line[hit.end("name") :]) if begins else None
    return bool(its) and not re.search(declared["beside_its_own"], line)


def _twin(own: str, line: str) -> Iterator[tuple[re.Match[str], str]]:
    """The same office of another county where the reporter should act: 桃源县民政局 in the report of 桃江县民政局."""
    named = _COUNTY_OFFICE.match(own)
    if not named or named["office"] not in line or re.search(_declared()["elsewhere"], line):
        return
    where = rf"(?:^|[,。;:!?(])(?:由|经|在)?(?P<name>(?P<above>[\u3400-\u9fff]{{2,4}}[县市区]){named['office']})"
    for found in re.finditer(where, line):
        above = re.sub(r"^(?:现[将就对]|\d*年度?|今年|全年|本年度?|同时|此外)", "", found["above"])
        if not (above.endswith(named["above"]) or _no_name(found["name"])) and not _declared_after(line[found.end() :]):
            yield found, above + named["office"]


def _declared_after(rest: str) -> bool:
    return bool(_around()[1].match(rest[:12]))


def _other_self(report: Report, line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Words for oneself that are another kind of body's; what a county says of itself may stand anywhere."""
    kind = report.jurisdiction.kind
    own = (
        {"民族乡": "乡"}.get(kind, kind) if kind in TOWNSHIPS else "局" if report.jurisdiction.name[-1] == "局" else ""
    )
    for found in _SELF.finditer(line) if own else ():
        if found["kind"] != own:
            yield found, found[0]


def _other_office(report: Report, line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Offices that only another kind of township has, where they begin a sentence and act: a subdistrict's 镇政府."""
    kind = "乡" if report.jurisdiction.kind == "民族乡" else report.jurisdiction.kind
    declared = _declared()["offices_of_others"]
    found = re.match(declared[kind].format(**_fill()), line) if kind in declared else None
    if found:
        yield found, found["name"]


def _known(name: str, known: Iterable[str], above: Iterable[str]) -> bool:
    return any(_same(name, other) for other in known) or any(name in other for other in above)


def _same(name: str, other: str) -> bool:
    """Whether a name is another one, a part of it, short for it (市监局 for 市场监督管理局) or a level above it."""
    letters = iter(other)
    own, its = _ABOVE.sub("", name), _ABOVE.sub("", other)
    above, its_above = name.removesuffix(own), other.removesuffix(its)
    if above and its_above and above != its_above and above[-1] == its_above[-1] and above[-1] in "县区":
        return False
    if name.endswith(("局", "委员会")) and its and own == its:
        return True
    return name in other or (len(other) > 1 and other in name) or all(letter in letters for letter in name)
