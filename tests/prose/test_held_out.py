"""The gates of reading prose, on sentences written without knowledge of it."""

import pytest

from bench.prose import HELD_OUT, Case, cases, tallies


def test_every_kind_of_the_held_out_sentences_reaches_the_gates():
    assert [failure for one in tallies(cases(HELD_OUT)) for failure in one.failures()] == []


@pytest.mark.parametrize(
    "wrong", [{"kind": "weather"}, {"cells": {"3.new.everybody": 1}}, {"contradicts": "maybe"}], ids=str
)
def test_a_sentence_of_no_kind_or_with_no_such_cell_is_refused(wrong):
    whole = {"kind": "applications", "sentence": "。", "year": 2023, "name": "云山镇", "contradicts": False}
    assert Case.of(whole).kind == "applications"
    with pytest.raises(ValueError, match="no such"):
        Case.of(whole | wrong)
