"""Reviews and lawsuits told without a number."""

import pytest

from data.prose.disputed import disputed
from data.prose.scope import Scope


def said(plain: str, section: str = "4") -> list[tuple[str, str, str]]:
    """(measure, lowest, highest) of each."""
    found = disputed(plain, Scope(2023, "镇", section))
    return [(fact.measure, str(fact.low), "∞" if fact.high is None else str(fact.high)) for fact in found]


@pytest.mark.parametrize(
    ("plain", "measure"),
    [
        ("有公民不服答复,向县政府申请行政复议。", "reviews.occur"),
        ("我镇被申请人申请行政复议。", "reviews.occur"),
        ("村民将我镇起诉至县法院。", "suits.occur"),
    ],
)
def test_what_somebody_began_is_at_least_one(plain, measure):
    assert (measure, "1", "∞") in said(plain)


def test_nobody_who_went_to_court_is_none():
    assert said("没有公民因信息公开向人民法院起诉我乡。") == [("suits.occur", "0", "0")]


def test_where_all_are_over_none_is_pending():
    assert said("行政复议案件均已审结。") == [("reviews.pending", "0", "0")]


@pytest.mark.parametrize(
    "plain",
    [
        "如不服答复,可向县政府申请行政复议。",
        "2022年有公民向县政府申请行政复议。",
        "因不服县住建局答复,村民向县法院提起诉讼,我镇系第三人。",
        "全年信息公开工作平稳。",
    ],
)
def test_what_is_allowed_of_another_year_or_body_is_none_of_it(plain):
    assert said(plain) == []


def test_outside_its_section_disclosure_must_be_spoken_of():
    assert said("村民将我镇起诉至县法院。", section="1") == []
    assert said("因信息公开,村民将我镇起诉至县法院。", section="1")
