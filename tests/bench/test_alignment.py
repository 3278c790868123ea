"""The reading of table 3 by one alignment: right where the table stands as on the form, in doubt where it does not."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from bench.alignment.reading import Read, read
from bench.alignment.score import Got, Wanted, verdicts
from data import forms
from data.model import Place, Status
from data.recognise.rows import Kind, Row, piece
from tests.factory import report

FORM = "2021"
[BLOCK] = forms.blocks(FORM, "3")
HEADS = [column.label for column in BLOCK.columns]
MADE = {one.indicator: one.value for one in report(3, year=2022, busy=True).readings if one.indicator.startswith("3.")}
LINES = [(line.label, [str(MADE[BLOCK.code(line, column)]) for column in BLOCK.columns]) for line in BLOCK.rows]


def _rows(lines: list[tuple[str, list[str]]], heads: list[str], kind: Kind = Kind.BARS) -> list[Row]:
    texts = [["", *heads], *([label, *cells] for label, cells in lines)]
    return [
        Row(kind, tuple(piece(text, Place(line=at)) for text in row if text or kind is Kind.BARS), 1)
        for at, row in enumerate(texts, 1)
    ]


def _plain(found: dict[str, Read]) -> dict[str, Decimal | None]:
    return {code: one.token.number for code, one in found.items() if one.token and one.plain}


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.SPACED])
def test_a_table_as_on_the_form_is_read_plainly(kind):
    assert _plain(read(_rows(LINES, HEADS, kind), FORM)) == MADE


def test_columns_in_another_order_are_read_by_their_heads():
    turned = [(label, [*cells[-1:], *cells[:-1]]) for label, cells in LINES]
    assert _plain(read(_rows(turned, [*HEADS[-1:], *HEADS[:-1]]), FORM)) == MADE


def test_numbers_shuffled_among_the_rows_are_not_plain():
    cells = [number for _, numbers in LINES for number in numbers]
    Random(5).shuffle(cells)
    shuffled = [(label, cells[7 * at : 7 * at + 7]) for at, (label, _) in enumerate(LINES)]
    found = read(_rows(shuffled, HEADS), FORM)
    assert found and not _plain(found)


def test_a_table_of_other_columns_is_not_plain():
    found = read(_rows(LINES, ["甲镇", "乙镇", "丙镇", "丁镇", "戊镇", "己镇", "总计"]), FORM)
    assert found and not _plain(found)


def test_rows_in_another_order_give_no_wrong_number():
    shuffled = Random(7).sample(LINES, len(LINES))
    plain = _plain(read(_rows(shuffled, HEADS), FORM))
    assert all(MADE[code] == value for code, value in plain.items())


def test_a_number_lost_from_a_line_leaves_its_row_in_doubt():
    row = max(range(len(LINES)), key=lambda at: len(set(LINES[at][1])))
    lines = [(label, cells[:2] + cells[3:] if at == row else cells) for at, (label, cells) in enumerate(LINES)]
    plain = _plain(read(_rows(lines, HEADS, Kind.SPACED), FORM))
    assert all(MADE[code] == value for code, value in plain.items())
    assert len(plain) == len(MADE) - 7


def test_nothing_is_read_of_nothing():
    assert read([], FORM) == {}


def test_verdicts_are_counted_as_the_shared_score_counts():
    want = Wanted({("a", str(at)): Decimal(value) for at, value in enumerate((5, 5, 5, 5, 0, 0))}, frozenset())
    plain, doubt = Status.REPORTED, Status.DOUBTFUL
    given = [(5, plain), (5, doubt), (6, plain), (6, doubt), (None, Status.BLANK)]
    got = {("a", str(at)): Got(None if v is None else Decimal(v), status) for at, (v, status) in enumerate(given)}
    got["not", "there"] = Got(Decimal(1), plain)
    assert verdicts(got, want) == Counter(right=1, doubtful=1, WRONG=2, flagged=1, missing=2)
