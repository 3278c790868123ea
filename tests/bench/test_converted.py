"""What the corpus of `make converted` is made of: habits and looks that change no number, and a tally that sees all."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.converted import looks
from bench.converted.habits import HABITS, HEAD_ROWS, cut
from bench.converted.tally import COVERED, WRONG, Tally, counted
from data.demo.draws import Draws
from data.demo.render.docx import docx
from data.demo.render.flattened import flattened
from data.demo.render.html import html
from data.demo.render.parts import Table, parts
from data.demo.render.table import grid
from data.model import Status
from tests import factory

REPORT = factory.report(3, "云山镇", 2023, busy=True)


def codes(laid):
    return Counter(cell.code for part in laid if isinstance(part, Table) for row in part.rows for cell in row)


@pytest.mark.parametrize("name", HABITS)
def test_a_habit_keeps_every_cell(name):
    laid = list(parts(REPORT))
    done = HABITS[name][1](laid, Draws(1))
    own, others = codes(laid), codes(done)
    del own[None], others[None]
    assert own == others


@pytest.mark.parametrize("at", range(HEAD_ROWS + 1, 27))
def test_a_table_that_is_cut_has_no_holes(at):
    table = next(part for part in parts(REPORT) if isinstance(part, Table) and part.section == "3")
    width = sum(cell.columns for cell in table.rows[0])
    for rows in cut(table.rows, at, again=False):
        assert sum(cell.rows * cell.columns for cell in grid(rows).values()) == width * len(rows)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("suffix", "made"),
    [("docx", lambda laid, draws: looks.word(docx(laid), draws)), ("html", lambda laid, d: looks.page(html(laid), d))],
)
def test_a_look_leaves_the_numbers_as_they_are(suffix, made, seed):
    tally = Tally()
    counted([tally], "x", suffix, made(list(parts(REPORT)), Draws(seed)), REPORT)
    assert (tally.wrong, set(tally.cells)) == ([], {"right"})


def test_another_number_and_a_plain_blank_over_one_are_told_apart():
    told = REPORT.readings[0]
    emptied = factory.with_cell(REPORT, told.indicator, None, Status.BLANK)
    tally = Tally()
    text = flattened(parts(factory.with_cell(emptied, "3.new.other", "977")), "tabs")
    counted([tally], "x", "txt", text.encode(), REPORT)
    assert (tally.cells[COVERED], tally.cells[WRONG]) == (1, 1) and len(tally.wrong) == 1


def test_a_document_that_is_refused_is_counted():
    tally = Tally()
    counted([tally], "x", "pdf", b"nothing", REPORT)
    assert tally.documents == len(tally.refused) == 1
