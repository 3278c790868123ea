"""What the checks say of a report's numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

import words
from data.checks import check
from data.forms import FORMS, TABLE_SECTIONS, identities
from data.model import Report, Severity, Status
from tests.factory import report, reports, with_cell, without_tables


def rules(made: Report) -> list[str]:
    return [finding.rule for finding in check(made)]


@settings(max_examples=40, deadline=None)
@given(reports())
def test_a_report_whose_sums_close_has_no_arithmetic_finding(made: Report) -> None:
    assert not [rule for rule in rules(made) if rule != "superseded_form"]


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_cell_breaks_just_the_sums_it_stands_in(form: str) -> None:
    made = report(3, forms=dict.fromkeys(TABLE_SECTIONS, form), busy=True)
    for code in {code for identity in identities(form) for code in (*identity.left, *identity.right)}:
        [value] = [r.value for r in made.readings if r.indicator == code]
        broken = check(with_cell(made, code, str((value or Decimal(0)) + 1)))
        expected = {
            (f"identity_{i.code}", (*i.left, *i.right)) for i in identities(form) if code in (*i.left, *i.right)
        }
        found = {(finding.rule, finding.cells) for finding in broken if finding.rule.startswith("identity_")}
        assert found == expected


def test_the_printed_sum_is_told_part_by_part() -> None:
    made = report(1, busy=False)
    [finding] = [f for f in check(with_cell(made, "3.new.natural", "2")) if f.rule == "identity_flow"]
    assert finding.severity is Severity.ERROR
    assert finding.place == next(r.place for r in made.readings if r.indicator == "3.new.natural")
    assert words.say(f"findings.{finding.rule}", "zh", **finding.evidence) == (
        "自然人一栏读到：第一项2、第二项0，相加为2；第三项0、第四项0，相加为0；勾稽关系不符，相差2。"
    )


@pytest.mark.parametrize(
    ("code", "rule", "said"),
    [
        ("3.closed.legal", "outcomes", "法律服务机构一栏读到：（七）总计4，各项结果相加为0；合计不符，相差4。"),
        (
            "3.secret.total",
            "applicants",
            "1.属于国家秘密一行读到：总计4，自然人与各类组织相加为0；总计与分项不符，相差4。",
        ),
        ("4.reviews.total", "disputes", "行政复议一组读到：总计4，四类结果相加为0；总计与分项不符，相差4。"),
    ],
)
def test_an_implied_sum_names_row_or_column(code: str, rule: str, said: str) -> None:
    broken = with_cell(report(1, busy=False), code, "4")
    found = {f.rule: words.say(f"findings.{f.rule}", "zh", **f.evidence) for f in check(broken)}
    assert found[f"identity_{rule}"] == said


@pytest.mark.parametrize("status", [Status.BLANK, Status.NIL, Status.DOUBTFUL, Status.MISSING])
def test_a_sum_with_a_part_that_is_not_known_is_no_contradiction(status: Status) -> None:
    made = with_cell(report(1, busy=False), "3.new.total", "5")
    assert rules(made) == ["identity_flow", "identity_applicants"]
    for code in ("3.closed.total", "3.new.welfare"):
        made = with_cell(made, code, None, status)
    assert rules(made) == []


def test_a_doubtful_number_proves_nothing() -> None:
    assert rules(with_cell(report(1, busy=False), "4.reviews.total", "9", Status.DOUBTFUL)) == []


def test_absent_tables_give_no_arithmetic_finding() -> None:
    assert rules(without_tables(report(1, busy=True))) == []


def decided(items: str, change: str, decisions: str) -> Report:
    made = with_cell(report(1, busy=False), "2.penalties.items", items)
    return with_cell(with_cell(made, "2.penalties.change", change), "2.penalties.decisions", decisions)


def test_decisions_that_equal_items_plus_change_are_remarked_on() -> None:
    [finding] = check(decided("21", "19", "40"))
    assert (finding.rule, finding.severity) == ("decisions_as_sum", Severity.WARNING)
    assert finding.evidence == {"row": "行政处罚", "items": "21", "change": "+19", "decisions": "40"}


@pytest.mark.parametrize("numbers", [("21", "19", "41"), ("21", "0", "21"), ("0", "19", "19"), ("10", "-10", "0")])
def test_decisions_that_may_well_be_true_are_not(numbers: tuple[str, str, str]) -> None:
    assert check(decided(*numbers)) == ()


def in_force(made: str, repealed: str, number: str | None) -> Report:
    changed = with_cell(report(1, year=2022, busy=False), "2.documents.made", made)
    changed = with_cell(changed, "2.documents.repealed", repealed)
    status = Status.REPORTED if number else Status.BLANK
    return with_cell(changed, "2.documents.in_force", number, status)


@pytest.mark.parametrize("numbers", [("5", "0", "0"), ("5", "2", "2")])
def test_fewer_in_force_than_were_made_and_not_repealed_is_remarked_on(numbers: tuple[str, str, str]) -> None:
    [finding] = check(in_force(*numbers))
    assert finding.rule == "in_force_below_made"
    assert finding.cells == ("2.documents.in_force", "2.documents.made", "2.documents.repealed")
    made, repealed, number = numbers
    evidence = {"row": "行政规范性文件", "made": made, "repealed": repealed, "in_force": number}
    assert finding.evidence == evidence


@pytest.mark.parametrize(
    "numbers", [("5", "2", "3"), ("5", "5", "0"), ("5", "7", "0"), ("5", "0", "90"), ("5", "0", None)]
)
def test_what_may_well_be_in_force_is_not(numbers: tuple[str, str, str | None]) -> None:
    assert check(in_force(*numbers)) == ()


def test_the_old_form_is_superseded_from_2021_on() -> None:
    old = dict.fromkeys(TABLE_SECTIONS, "2019")
    assert rules(report(1, year=2020, forms=old)) == []
    [finding] = check(report(1, year=2021, forms=old))
    assert finding.evidence["sections"] == "“二、主动公开政府信息情况”、“三、收到和处理政府信息公开申请情况”"
    [finding] = check(report(1, year=2023, forms={"2": "2021", "3": "2019", "4": "2019"}))
    assert finding.evidence["sections"] == "“三、收到和处理政府信息公开申请情况”"


def test_a_form_that_is_only_assumed_for_an_absent_table_is_not_superseded() -> None:
    assert rules(without_tables(report(1, year=2022, forms=dict.fromkeys(TABLE_SECTIONS, "2019")))) == []


@pytest.mark.parametrize(("name", "expected"), [("云山镇", ["township_rules"]), ("清水县司法局", [])])
def test_townships_cannot_make_rules(name: str, expected: list[str]) -> None:
    assert rules(with_cell(report(1, name, busy=False), "2.rules.made", "2")) == expected


def test_every_rule_has_its_words_in_both_languages() -> None:
    made = with_cell(with_cell(decided("21", "19", "40"), "3.new.total", "7"), "4.reviews.total", "7")
    made = with_cell(with_cell(made, "3.closed.natural", "7"), "2.rules.made", "7")
    late = report(1, year=2022, forms=dict.fromkeys(TABLE_SECTIONS, "2019"))
    found = (*check(made), *check(late))
    assert len({finding.rule for finding in found}) == 7
    for finding in found:
        for lang in words.LANGUAGES:
            assert "{" not in words.say(f"findings.{finding.rule}", lang, **finding.evidence)


@pytest.mark.parametrize(
    ("filled", "empty", "told"),
    [
        ({"3.granted.total": "11", "3.closed.total": "1"}, "3.petition.total", ["parts_above_whole"]),
        (
            {"3.granted.total": "1", "3.partly.total": "1", "3.closed.total": "1"},
            "3.petition.total",
            ["parts_above_whole"],
        ),
        ({"4.reviews.corrected": "2", "4.reviews.total": "1"}, "4.reviews.other", ["parts_above_whole"]),
        ({"4.reviews.corrected": "1", "4.reviews.total": "1"}, "4.reviews.other", []),
        ({"3.granted.total": "11", "3.closed.total": "1"}, None, ["identity_outcomes"]),
    ],
)
def test_parts_above_their_whole_are_told_though_one_is_empty(filled, empty, told) -> None:
    made = report(1, year=2022, busy=False)
    for code, value in filled.items():
        made = with_cell(made, code, value)
    if empty:
        made = with_cell(made, empty, None, Status.BLANK)
    found = [f for f in check(made) if f.rule in ("parts_above_whole", "identity_outcomes", "identity_disputes")]
    assert [finding.rule for finding in found] == told
    for finding in found:
        assert all(
            "{" not in words.say(f"findings.{finding.rule}", lang, **finding.evidence) for lang in words.LANGUAGES
        )
