"""What is said of last year against last year's tables."""

from decimal import Decimal

import pytest

from bench.prose import Case
from data.prose import facts
from data.prose.earlier import Tables, speaks_of_last_year, step

FORMS = dict.fromkeys("234", "2021")


def contradicted(sentence: str, now: int, last: int) -> bool:
    """Whether the words on last year can't be had from the applications of both years."""
    case = Case("last_year", sentence, 2023, "云山镇", False, cells={"3.new.total": Decimal(now)})
    tables = [Tables({"3.new.total": Decimal(value)}, FORMS) for value in (now, last)]
    said = [fact for fact in facts(case.report()) if speaks_of_last_year(fact, 2023)]
    assert said
    return any(step(fact, *tables) for fact in said)


@pytest.mark.parametrize(
    ("sentence", "now", "last", "wrong"),
    [
        ("去年收到公开申请4件，今年收到5件。", 5, 4, 3),
        ("收到公开申请6件，比上年增加2件。", 6, 4, 3),
        ("收到公开申请6件，同比增长50%。", 6, 4, 3),
        ("收到公开申请2件，同比下降33.3%。", 2, 3, 4),
        ("收到公开申请6件，与上年持平。", 6, 6, 5),
        ("公开申请由上年的4件增加到6件。", 6, 4, 3),
        ("2022年、2023年分别收到公开申请4件、6件。", 6, 4, 5),
        ("上一年度未收到公开申请，本年度收到5件。", 5, 0, 1),
        ("今年收到公开申请1件，同比降幅超过九成。", 1, 13, 3),
    ],
)
def test_a_change_or_last_year_s_figure_must_be_had_from_both_tables(sentence, now, last, wrong):
    assert not contradicted(sentence, now, last)
    assert contradicted(sentence, now, wrong)
