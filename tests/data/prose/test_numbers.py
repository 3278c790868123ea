"""Numbers as prose writes them."""

from decimal import Decimal

import pytest

from data.prose.numbers import quantities


def read(text: str) -> list[tuple[str, str, str]]:
    """(lowest, highest or ∞, unit) of each quantity."""
    return [
        (f"{q.low.normalize():f}", "∞" if q.high is None else f"{q.high.normalize():f}", q.unit)
        for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("收到二十三件", "23", "23", "件"),
        ("两件", "2", "2", "件"),
        ("廿三件", "23", "23", "件"),
        ("一百零五件", "105", "105", "件"),
        ("一百二十件", "120", "120", "件"),
        ("〇件", "0", "0", "件"),
        ("12,600元", "12600", "12600", "元"),
        ("5至8件", "5", "8", "件"),
        ("5-8件", "5", "8", "件"),
        ("三四十件", "30", "40", "件"),
        ("两三件", "2", "3", "件"),
        ("十几件", "10", "19", "件"),
        ("几十件", "20", "99", "件"),
        ("20余件", "20", "29", "件"),
        ("百余条", "100", "199", "条"),
        ("近20件", "15", "20", "件"),
        ("约20件", "15", "25", "件"),
        ("超过20件", "20", "∞", "件"),
        ("五件以上", "5", "∞", "件"),
        ("68.78万元", "687750", "687899", "元"),
        ("1.2万条", "11500", "12999", "条"),
        ("数量为0", "0", "0", ""),
        ("申请为零", "0", "0", ""),
        ("收到申请3,", "3", "3", ""),
    ],
)
def test_a_number_with_its_unit(text, low, high, unit):
    assert read(text) == [(low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月15日", "第二十条第(一)项", "国令第711号", "电话0517-83605210", "统一", "一是", "高效办成一件事",
        "12345热线", "12月31止", "二〇二三年", "1" * 5_000 + "余件", "亿" * 2_000 + "件",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_quantity(text):
    assert read(text) == []


def test_the_number_as_written_is_kept_beside_its_bounds():
    [about, between] = quantities("约20件,5至8件")
    assert (about.said, between.said) == (Decimal(20), None)


@pytest.mark.parametrize("text", ["收到申请۸件", "占四分之៩", "增长٨倍", "减少௨成"])
def test_digits_of_another_script_write_no_number(text):
    assert not [found for found in quantities(text) if found.low in (Decimal(8), Decimal(9), Decimal(2))]
