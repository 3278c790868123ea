"""Applications that are left at the year's end, told by when they are dealt with: 剩余2件明年办理."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.prose.fact import Fact, Kind
from data.prose.numbers import quantities
from data.prose.scope import Scope

_LEFT = re.compile(r"(?:剩余|剩下的?|余下的?|其余|尚有|还有|仍有|另有|有)$")
_NOT_SO = re.compile("如|若|例如|其他单位|兄弟|工单|热线|信访|复议|诉讼|提案|建议|计划")


def remaining(plain: str, scope: Scope) -> Iterator[Fact]:
    """Numbers of what goes over into the next year, where the year is told behind them."""
    if scope.named_year() != scope.year or scope.who or _NOT_SO.search(plain):
        return
    later = rf"(?:件|份)?[^。;\d]{{0,24}}?(?:明年|下一?年|次年|来年|{scope.year + 1}年)"
    for one in quantities(plain):
        if one.unit not in ("件", "份") or not _LEFT.search(plain[max(0, one.start - 3) : one.start]):
            continue
        behind = re.match(later, plain[one.end :])
        if behind and not re.search("去年|上年|上一|其中|结转至今", behind[0]):
            yield Fact(
                "", "", one.start, one.end, Kind.ABSOLUTE if one.low == one.high else Kind.RANGE, behind[0],
                scope.year, measure="applications.carry_out", low=one.low, high=one.high, unit=one.unit, said=one.said,
            )  # fmt: skip
