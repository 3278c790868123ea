"""Made-up reports in every layout with every defect: never a wrong number."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.data.recognise.mutations import DEFECTS, LAYOUTS, made, verdicts

SEEDS = range(40)
SHOWS_ALL = [name for name, (_, _, shows_blanks) in LAYOUTS.items() if shows_blanks]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_defects_in_a_layout_give_no_wrong_number(layout):
    for seed in SEEDS:
        m, name, content = made(seed, layout)
        _, wrong = verdicts(m, name, content)
        assert wrong == [], (seed, m.done)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "glued"])
def test_a_report_without_defects_is_read_whole(layout):
    total: Counter[str] = Counter()
    for seed in range(8):
        count, wrong = verdicts(*made(seed, layout, []))
        assert wrong == []
        total += count
    assert set(total) == {"right"}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_alone_leaves_hardly_a_doubt_where_blanks_show(defect):
    total: Counter[str] = Counter()
    for seed, layout in enumerate(SHOWS_ALL):
        count, wrong = verdicts(*made(seed, layout, [defect]))
        assert wrong == [], (seed, layout)
        total += count
    assert total["right"] >= 0.98 * sum(total.values()), total
