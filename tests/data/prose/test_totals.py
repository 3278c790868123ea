"""Sums of what a sentence told piece by piece: the sum is the figure, its pieces are parts of it."""

import pytest

from bench.prose import Case
from data.prose import facts


def figures(sentence: str) -> list[tuple[str, str, str]]:
    """(measure, number, kind) of each number that is of a measure."""
    told = facts(Case("decisions", sentence, 2023, "云山镇", False, ("清水县",)).report())
    return [(fact.measure, str(fact.said), str(fact.kind)) for fact in told if fact.measure]


@pytest.mark.parametrize(
    ("sentence", "measure", "number"),
    [
        ("上半年作出行政处罚决定6件，下半年作出行政处罚决定5件，全年合计11件。", "penalties.decide", "11"),
        ("上半年收到申请6件、下半年5件，全年合计11件。", "applications.receive", "11"),
        ("前三季度收到申请6件，第四季度收到2件，全年共8件。", "applications.receive", "8"),
        ("许可决定44件之外，另有许可6件，总量50件。", "licences.", "50"),
    ],
)
def test_a_sum_is_the_figure_and_not_its_pieces(sentence, measure, number):
    assert [one for one in figures(sentence) if one[2] == "absolute"] == [(measure, number, "absolute")]


@pytest.mark.parametrize(
    "sentence",
    [
        "作出行政处罚决定6件，公示案件5件，信访合计12件。",
        "上半年收到政府信息公开申请6件、咨询5件，全年合计11件。",
        "2022年下半年收到申请6件，2023年上半年收到5件，合计11件。",
        "上半年收到申请6件，下半年收到5件，全年合计12件。",
    ],
)
def test_a_number_that_is_no_sum_of_those_before_it_is_none_of_theirs(sentence):
    assert [one for one in figures(sentence) if one[1] in ("11", "12") and one[2] == "absolute"] == []
