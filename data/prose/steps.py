"""Numbers that a step leads from and to, and those that are only a bound of what is denied."""

from __future__ import annotations

from data.prose.labels import Clause
from data.prose.words import NUMBER, number_of

_OF_LAST = frozenset({"的", "同期", "末", "底", "总", "共"})
_NEAR = 6  # words between the two numbers of a step


def begins_step(clause: Clause, place: int) -> bool:
    """由12件升至16件: where no other time is told the first number is last year's."""
    first = place
    while first and (clause[first - 1].text in _OF_LAST or clause[first - 1].value == "last"):
        first -= 1
    starts = first > 0 and clause[first - 1].text in ("由", "从", "自") and clause[place].tag == NUMBER
    return starts and any(word.tag == "up_to" for word in clause[place + 1 : place + _NEAR])


def ends_step(clause: Clause, place: int) -> bool:
    """由上年的12件降到零: the second number is this year's."""
    before = next((at for at in range(place - 1, -1, -1) if clause[at].tag not in ("filler", "time")), 0)
    return clause[before].tag == "up_to" and any(word.tag in (NUMBER, "none") for word in clause[:before])


def denied(clause: Clause, place: int) -> bool:
    """未收到5件以上: no more than what is denied is told."""
    open_ended = clause[place].tag == NUMBER and number_of(clause[place]).high is None
    return open_ended and any(word.tag == "none" for word in clause[:place])
