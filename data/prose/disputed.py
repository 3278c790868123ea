"""Reviews and lawsuits that are told without a number: that there was one, and that all are over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from data.prose.fact import Fact, Kind
from data.prose.scope import Scope

_OF_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|公开|答复|政府信息")
# Somebody went to law against the reporter; nothing that is denied, supposed, allowed or another's.
_WENT = {
    "reviews": re.compile(
        r"(?:已|曾)?向[^,。;]{2,12}(?:申请|提起|提出)了?(?:行政)?复议|被[^,。;]{1,10}(?:申请|提起)(?:行政)?复议|复议机关已?[^,。;]{0,8}作出[^,。;]{0,8}决定"
    ),
    "suits": re.compile(
        r"将?[我本][镇乡局县市区街][^,。;]{0,4}(?:起?诉至|告上)|被[^,。;]{0,10}(?:诉至|告上法庭)|向[^,。;]{0,8}法院(?:提起|起诉)|法院[^,。;]{0,8}(?:判决|裁定)"
    ),
}
_NOT_SO = re.compile(
    r"没有|未(?!按|公开|予|能)|无(?!法|理)|如|若|可以?依?法?向|可(?:申请|向)|有权|应当|建议|可在|告知|引导|之日起|不得|计划|避免|防止|例|第三人|不服[^,。;我本]{1,14}(?:局|部门|单位|机关)|外[省市县]|全[县市区省]|上级"
)
_NOBODY = re.compile(
    r"(?:没有|未有|无)(?:任何)?(?:公民|群众|申请人|一?人|单位|个人|企业|组织)[^,。;]{0,24}(?:法院起诉|起诉[我本]|诉至|告上)"
)
_OVER = re.compile(
    r"(?P<thing>复议|诉讼|起诉)[^。;未]{0,24}?(?:均已?|全部已?|都已?|已全部|已)(?:经)?(?:依法)?(?:审结|办结|结案|作出判决|作出决定|办理完毕|审理完毕|了结|出结果|有结果)(?![\d一二两三四五六七八九十]|的)"
)


def disputed(plain: str, scope: Scope) -> Iterator[Fact]:
    """At least one that somebody began, none pending where all are said to be over."""
    if "诉" not in plain and "复议" not in plain:
        return
    if scope.section != "4" and not _OF_DISCLOSURE.search(plain):
        return
    if scope.named_year() != scope.year or _other_time(plain, scope.year):
        return
    if found := _NOBODY.search(plain):
        yield _fact(found, scope, "suits.occur", Decimal(0), Decimal(0))
    if _NOT_SO.search(plain):
        return
    for thing, pattern in _WENT.items():
        if found := pattern.search(plain):
            yield _fact(found, scope, f"{thing}.occur", Decimal(1), None)
    if found := _OVER.search(plain):
        thing = "reviews" if found["thing"] == "复议" else "suits"
        yield _fact(found, scope, f"{thing}.pending", Decimal(0), Decimal(0))


def _other_time(plain: str, year: int) -> bool:
    years = {int(one) for one in re.findall(r"(?<!\d)((?:19|20)\d\d)年", plain)}
    return bool(years - {year}) or bool(re.search("上年|去年|上一年|往年|历年", plain))


def _fact(found: re.Match[str], scope: Scope, measure: str, low: Decimal, high: Decimal | None) -> Fact:
    return Fact("", "", *found.span(), Kind.RANGE, found[0], scope.year, measure=measure, low=low, high=high, said=low)
