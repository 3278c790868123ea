"""Applications that are left at the year's end, told by when they are dealt with."""

import pytest

from data.prose.fact import Kind
from data.prose.remaining import remaining
from data.prose.scope import Scope


def left(plain: str) -> list[tuple[str, Kind]]:
    """(number, kind) of each."""
    return [(str(fact.said), fact.kind) for fact in remaining(plain, Scope(2023, "镇", "3"))]


@pytest.mark.parametrize(
    "plain", ["剩余2件明年办理。", "其余2件将于2024年答复。", "办结3件,尚有2件需在下一年办理。", "还有2件次年办结。"]
)
def test_what_is_dealt_with_next_year_is_carried_out(plain):
    assert left(plain) == [("2", Kind.ABSOLUTE)]
    assert {fact.measure for fact in remaining(plain, Scope(2023, "镇", "3"))} == {"applications.carry_out"}


@pytest.mark.parametrize(
    "plain",
    [
        "剩余2件已于年底办结。",
        "信访件剩余2件明年办理。",
        "如有2件以上明年办理,须说明。",
        "剩余2个明年办理。",
        "收到2件,明年改进。",
    ],
)
def test_what_is_over_or_another_thing_is_not(plain):
    assert left(plain) == []


def test_another_year_or_body_is_not_this_ones():
    scope = Scope(2023, "镇", "3", when="last")
    assert not list(remaining("剩余2件明年办理。", scope))
    assert not list(remaining("剩余2件明年办理。", Scope(2023, "镇", "3", who="邻镇")))
