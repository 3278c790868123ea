"""Sentences written beside the grammar: each is judged rightly, save the few that are known not to be."""

from pathlib import Path

from bench.prose import KINDS, cases, tallies

DEVELOPMENT = Path(__file__).parent / "development"
KNOWN = {"2023年共有6位申请人向我镇提出信息公开申请。"}  # how many applied says not how often


def test_no_development_sentence_is_judged_wrongly():
    found = tallies(cases(DEVELOPMENT))
    assert {one.kind for one in found} == set(KINDS)
    assert {case.sentence for one in found for case, _ in one.wrong} == KNOWN
