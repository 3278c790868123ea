"""Layouts and defects that nobody has seen yet: never a wrong number, and nearly all read where the table shows it."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.data.recognise import mutations
from tests.data.recognise.harder import DEFECTS, LAYOUTS, made
from tests.data.recognise.mutations import verdicts

SEEDS = range(900, 904)
OWN = [name for name in LAYOUTS if name not in mutations.LAYOUTS]
# Text in which a number has lost its row or its column on the way: told as doubtful or missing.
SCATTERED = {"labels_then_numbers", "by_columns", "colons"}
GRIDS = ("docx", "workbook", "page_of_headers", "bars_in_every_place", "commas")
# Letters for zeros are read with doubt, heads that are lost leave the form open.
DOUBTED = {"zeros_as_letters", "heads_lost"}


@pytest.mark.parametrize("layout", OWN)
def test_any_defects_in_a_harder_layout_give_no_wrong_number(layout):
    for seed in SEEDS:
        m, name, content = made(seed, layout)
        _, wrong = verdicts(m, name, content)
        assert wrong == [], (seed, m.done)


@pytest.mark.parametrize("layout", [name for name in OWN if name not in SCATTERED])
def test_a_report_in_a_harder_layout_is_read_whole(layout):
    total: Counter[str] = Counter()
    for seed in range(3):
        count, wrong = verdicts(*made(seed, layout, []))
        assert wrong == []
        total += count
    assert set(total) == {"right"}


@pytest.mark.parametrize("defect", [name for name in DEFECTS if name not in DOUBTED])
def test_a_harder_defect_alone_leaves_hardly_a_doubt_in_a_grid(defect):
    total: Counter[str] = Counter()
    for seed, layout in enumerate(GRIDS):
        count, wrong = verdicts(*made(seed, layout, [defect]))
        assert wrong == [], (seed, layout)
        total += count
    assert total["right"] >= 0.98 * sum(total.values()), total


@pytest.mark.parametrize("defect", sorted(DOUBTED))
def test_what_leaves_a_table_open_is_doubted_and_never_wrong(defect):
    for seed, layout in enumerate(GRIDS):
        assert verdicts(*made(seed, layout, [defect]))[1] == []
