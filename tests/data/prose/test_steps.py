"""Numbers that a step leads from and to, bounds that are denied, and times that a bracket holds."""

from bench.prose import Case
from data.prose import facts


def said(sentence: str) -> list[tuple[str, int | None, str]]:
    """(measure, year, lowest) of each number in a report for 2023, those of no cell left out."""
    found = facts(Case("applications", sentence, 2023, "云山镇", contradicts=False).report())
    return [(fact.measure, fact.year, str(fact.low)) for fact in found if fact.measure]


def test_a_step_leads_from_last_year_to_this():
    assert said("公开申请由12件升至16件。") == [("applications.", 2022, "12"), ("applications.", 2023, "16")]


def test_a_step_from_the_first_half_is_none_of_last_year():
    assert all(year != 2022 for _, year, _ in said("公开申请由上半年的2件升至下半年的8件。"))


def test_a_bound_that_is_denied_is_no_number():
    assert said("未收到超过5件的公开申请。") == []


def test_a_year_in_a_bracket_does_not_outlive_it():
    assert ("documents.in_force", 2023, "6") in said("新制发规范性文件1件（上年2件），现行有效6件。")


def test_a_number_behind_a_change_is_of_what_changed():
    assert ("applications.", 2023, "6") in said("申请量比上年减少2件，为6件。")


def test_what_is_dealt_with_is_no_plan():
    assert ("applications.grant", 2023, "2") in said("将3件申请转为信访件办理，予以公开2件。")


def test_some_times_and_a_half():
    changes = [
        fact.low
        for fact in facts(Case("last_year", "收到公开申请3件，相当于去年的一倍半。", 2023, "云山镇", False).report())
    ]
    assert 45 in changes  # 50 per cent more, give or take 5
