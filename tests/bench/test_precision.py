"""The count of planted and found faults: its arithmetic, and what is written of it; not its values."""

import re

import pytest

import words
from bench.precision import __main__ as command
from bench.precision.across import across
from bench.precision.corpus import FAULTS, corpus
from bench.precision.numbers import broken
from bench.precision.tally import Tally, tally
from bench.precision.tally import told as rules_told
from data.across import RULES
from data.checks import check
from tests.factory import report, with_cell
from tests.test_architecture import ROOT

FEW, SEED = 8, 5


@pytest.fixture(scope="module")
def documents():
    return list(corpus(FEW, SEED))


@pytest.fixture(scope="module")
def counted(documents):
    return tally(documents)


def test_half_have_no_fault_and_the_others_one_each(documents):
    assert [document.fault is None for document in documents] == [True, False] * (FEW // 2)
    assert [document.fault for document in documents if document.fault] == list(FAULTS[: FEW // 2])


def test_the_same_seed_gives_the_same_documents(documents):
    again = list(corpus(FEW, SEED))
    assert [(d.name, d.expected) for d in again] == [(d.name, d.expected) for d in documents]
    text = [(d.content, e.content) for d, e in zip(again, documents, strict=True) if d.name.endswith("txt")]
    assert all(one == other for one, other in text)


def test_counts_add_up(counted):
    assert (counted.documents, counted.faultless) == (FEW, FEW // 2)
    for rule in {*counted.planted, *counted.false}:
        assert counted.planted[rule] == counted.found[rule] + counted.missed(rule)
        assert counted.false_in_faultless[rule] <= counted.false[rule]
    assert len(counted.wrong) == sum(map(counted.missed, counted.planted)) + sum(counted.false.values())


def test_rates_are_shares_of_what_was_said_and_planted(documents):
    made = Tally()
    faulty, faultless = documents[1], documents[0]
    [rule, *_] = faulty.expected
    for said in ({rule}, {rule, "date_damaged"}, set()):
        made.count(faulty, said | (set(faulty.expected) - {rule}))
    made.count(faultless, {rule})
    assert (made.planted[rule], made.found[rule], made.missed(rule), made.false[rule]) == (3, 2, 1, 1)
    assert made.precision(rule) == made.recall(rule) == 2 / 3
    assert (made.precision("date_damaged"), made.recall("date_damaged")) == (0, None)
    assert made.precision("unit_missing") is None


def test_what_may_rightly_be_said_too_is_no_false_alarm(documents):
    made, faulty = Tally(), documents[1]
    made.count(faulty, set(faulty.expected | faulty.allowed))
    assert not made.false and made.faultless == 0


def test_the_sums_that_are_broken_are_those_that_the_checks_find():
    made = with_cell(report(1, year=2022, busy=True), "3.closed.total", "999")
    assert broken(made) == {finding.rule for finding in check(made) if finding.rule.startswith("identity_")} != set()
    assert broken(report(1, year=2022, busy=True)) == set()


def test_an_unreadable_document_is_counted(documents):
    assert rules_told(type(documents[0])("a.txt", b"x", (), None, frozenset(), frozenset())) == {"unreadable"}


def test_every_fault_is_of_a_rule_that_is_explained():
    planted = {fault.rule for fault in FAULTS}
    assert planted <= set(command.severities()) == set(words.family("findings"))
    assert {also for fault in FAULTS for also in fault.also} <= set(command.severities())
    in_checks = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "data" / "checks").glob("*.*")))
    asked = {rule for rule in command.severities() if re.search(rf"\b{rule}\b", in_checks)}
    assert len(asked) > 15 and asked <= planted | {"no_text_layer", "text_garbled"}


def test_the_table_in_the_document_adds_up():
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    written = text.partition("<!-- precision -->")[2].partition("<!-- /precision -->")[0]
    lines = [line.strip("| ").split(" | ") for line in written.splitlines() if line.startswith("| `")]
    assert len(lines) >= len({fault.rule for fault in FAULTS}) and re.search(r"种子 \d+。单份：\d+份", written)
    for rule, _, planted, found, missed, false, faultless, precision, recall in lines:
        assert int(planted) == int(found) + int(missed) and int(faultless) <= int(false), rule
        said = int(found) + int(false)
        assert precision == (f"{int(found) / said:.3f}" if said else "—"), rule
        assert recall == (f"{int(found) / int(planted):.3f}" if int(planted) else "—"), rule


def test_sums_are_never_said_to_be_wrong_where_they_are_not():
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `identity_")]
    measured = [line for line in lines if len(line) == len(command.HEADER)]
    assert len(measured) == 4 and {line[6] for line in measured} == {"0"}


@pytest.fixture(scope="module")
def together():
    return across(1, SEED, townships=8)


def test_a_county_s_reports_are_counted_by_what_they_say_against_each_other(together):
    assert set(together.planted) <= set(RULES) and set(together.false) <= set(RULES)
    assert 0 < together.faultless < together.documents and sum(together.planted.values()) >= 4
    assert len(together.wrong) == sum(map(together.missed, together.planted)) + sum(together.false.values())


def test_the_section_is_written_with_its_seed(counted, together):
    text = command.section(counted, together, SEED)
    assert f"种子 {SEED}。单份：{FEW}份，其中{FEW // 2}份没有错" in text
    assert all(f"| `{rule}` |" in text for rule in (*counted.planted, *together.planted))
