"""What stands round a number and makes it another's than the reporter's of this year: 2件，均为往年制发."""

from __future__ import annotations

import re
from dataclasses import replace

from data.prose.fact import Fact, Kind
from data.prose.settled import COUNTED_AS_WHOLE, DECIDED

_COPULA = r"(?:均|都|皆|全部)?(?:为|系|是|属|由|于|在)"
_DONE = "(?:制定|制发|印发|出台|制作|收到|受理|作出|办理|发布|颁布|办结|审批|实施|核发)"
# 2件，均为往年制发; 1件系2017年印发.
_OF_A_YEAR = re.compile(
    rf"[,(]?[^,。;\d]{{0,8}}?{_COPULA}[^,。;\d]{{0,6}}?"
    rf"(?:往年|历年|以前年度|去年|上年|此前|早年|(?P<year>(?:19|20)\d\d)年度?(?:\d{{1,2}}月)?)[^,。;]{{0,8}}{_DONE}"
)
# 5件，由县林业局审批发证.
_BY_ANOTHER = re.compile(
    r"[,(](?:均|都|皆|全部)?(?:为|系|是)?(?:由)?(?!本|我)[^,。;\d本我]{0,10}?"
    r"(?:[县市区省][^,。;]{0,12}(?:局|部门|公司|中心|大队|支队)|派出所|交警|公安|法院|森林公安|上级|主管部门|县级|市级|省级)"
    rf"[^,。;]{{0,8}}{_DONE}"
)
_MADE_NOW = re.compile(
    r"[,(](?:均|都|皆|全部)?(?:为|系|是)?(?:今年|本年度?|当年|(?P<year>(?:19|20)\d\d)年度?(?:\d{1,2}月)?)[^,。;()\d]{0,12}(?:制发|制定|出台|印发)"
)
_ANOTHER_THING = re.compile(
    r"[,(](?:均|都|皆|全部)?(?:为|系|是|属于?|涉及)[^,。;\d]{0,4}(?:信访(?!举报)|咨询|热线|工单|整改|督办|提案|建议|投诉事项)"
)
# 申请人对1件不予公开答复表示理解.
_ANSWERED = re.compile(r"(?:表示|不服|有异议|提出异议|不满|满意|理解|质疑|存疑|回访|复核|复查|评查|抽查)")
_HELPED = re.compile(
    "协助|配合|协同|参与|代办|代县|代市|移送|移交|转交|报请|提请|委托|评查|抽查|(?:指导|督促|监督)(?!处罚|行政|许可|管理|检查|执法|类|员|所)"
)
_NOT_TAKEN = re.compile(
    "代征|减免|免征|免收|减收|减征|退还|退付|停征|欠缴|应收|应缴|预算|节约|节省|少收|代收|缓缴|拟收"
)
_REST = re.compile(
    r"(?:其余|剩余|剩下的?|余下的?)[^,。;:()]{0,6}$"
    r"|(?:另外?有?|还有|[尚仍]有|[尚还仍只仅]?[剩余]|其他(?:行政)?(?:许可|处罚|强制)(?:决定)?)$"
)
_OFTEN = re.compile(
    "最[大高低小多少]|单[笔项次]|平均|(?:[人户]|(?<!文)件)均|每[户人件笔]"
)  # of one of them, or of each
_OF_BOTH_YEARS = re.compile(
    r"(?:上年|去年|上一?年度)(?!结转)[^,。;]{0,8}(?:收到|受理|新收)[^,。;]{0,4}(?:本年|今年|当年)"
)
_TOGETHER = re.compile(r"结转[^,。;\d]{0,8}[与和、及加同][^,。;\d]{0,6}(?:新收|收到|受理|新增)")
_WEIGHED = re.compile("(?:审核|审查)把关|会商|研判|评查|抽查|复核|演练|第三方(?:不同意(?!公开而)|要求|反对|明确|同意)")
_THERE_ARE = re.compile(r"^(?:另|还|仍|尚)?有$")
_AFTER = re.compile(r"[^,。;\d]{0,6}经?(?:延期|延长|补正|协调|沟通|征求[^,。;]{0,8}意见)[^,。;]{0,2}后")
_MANNERS = re.compile("(?:网上|线上|网络|在线|当面|口头|电话|信函|邮寄|电子邮件|平台)[^,。;]{0,4}申请")
_BESIDES = ("之外", "以外")
_TAKING = frozenset({"fees", "procurement"})
# What spoke for refusing stood in it, and it was given all the same: 涉及第三方个人信息，遮挡后部分公开.
_GIVEN = re.compile("[^。;]{0,24}(?<!不)(?:予以|作|给予|同意|作出)?(?:部分公开|区分处理|遮挡|隐去|同意公开)")
_HARMED = frozenset({"secret", "stability", "third_party", "internal", "process", "case_files"})
_PLAINLY = (Kind.ABSOLUTE, Kind.RANGE)


def _of_applications(fact: Fact, before: str, plain: str, first: int) -> Fact | None:
    verb = fact.measure.partition(".")[2]
    if fact.unit in ("项", "条") and not re.search("申请(?!人)", plain[first : fact.end + 8]):
        return replace(fact, measure="")
    if verb != "carry_out" and _OF_BOTH_YEARS.search(before):  # 上年收到、本年办结的申请1件
        return replace(fact, measure="")
    if verb == "carry_in" and _TOGETHER.search(before):  # 上年结转与本年新收共计6件
        return replace(fact, measure="applications.handle")
    if verb in _HARMED and _GIVEN.match(plain, fact.end):
        return replace(fact, measure="")
    if verb not in ("receive", "") and (fact.unit in ("件次", "宗次") or _WEIGHED.search(before)):
        return replace(fact, measure="")
    if verb in ("receive", "") and _MANNERS.search(plain) and "书面" in before:
        return replace(fact, kind=Kind.PART)  # 书面申请3件、网上申请2件
    if verb == "close" and (_THERE_ARE.search(before) or _AFTER.match(plain, fact.end)):
        return replace(fact, kind=Kind.PART)  # 有4件申请经延期后办结
    return None


def narrowed(fact: Fact, plain: str) -> Fact:
    """The fact, as another's or of no cell where the words round it say so."""
    if not fact.measure or fact.who or fact.kind not in (*_PLAINLY, Kind.PART):
        return fact
    thing, _, verb = fact.measure.partition(".")
    first = max(plain.rfind(sign, 0, fact.start) for sign in ",;。:") + 1
    before, after = plain[first : fact.start], plain[fact.end : fact.end + 60]
    if fact.low and _REST.search(before) and verb in COUNTED_AS_WHOLE | {"close", "occur"}:  # 另1件继续办理
        return replace(fact, kind=Kind.PART)
    if fact.low and after.startswith(_BESIDES):  # 许可决定44件之外，另有…
        return replace(fact, kind=Kind.PART)
    if thing == "applications" and fact.low and (said := _of_applications(fact, before, plain, first)):
        return said
    if thing in _TAKING and fact.low and _OFTEN.search(plain, 0, fact.start) and "其中" not in before:
        return replace(fact, kind=Kind.PART) if _OFTEN.search(before) else replace(fact, measure="")
    if thing in DECIDED and fact.low and _HELPED.search(before):
        return replace(fact, kind=Kind.OTHER)
    if thing in _TAKING and fact.low and _NOT_TAKEN.search(before):
        return replace(fact, kind=Kind.OTHER, measure="")
    if not fact.low:
        return fact
    if before.endswith("对") and thing == "applications" and _ANSWERED.search(re.split("[,。;]", after, maxsplit=1)[0]):
        return replace(fact, kind=Kind.PART, measure="")
    if verb not in ("carry_in", "carry") and (told := _OF_A_YEAR.match(after)):
        earlier = told["year"] is None or int(told["year"]) < (fact.year or 0)
        return replace(fact, kind=Kind.OTHER) if earlier else fact
    if thing == "documents" and verb in ("disclose", "") and (told := _MADE_NOW.match(after)):
        return replace(fact, measure="documents.make" if told["year"] in (None, str(fact.year)) else "")
    if _BY_ANOTHER.match(after) and thing in DECIDED | {"documents"}:
        return replace(fact, kind=Kind.OTHER)
    return replace(fact, measure="") if _ANOTHER_THING.match(after) else fact
