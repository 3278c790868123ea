"""Rules of finding: each one whole entry, each as grave as it was decided to be, none told in any other place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import words
from data.model import Finding, Severity
from tests.test_architecture import ROOT
from words import rules

FOLDER = ROOT / "words" / "rules"
# How grave each rule is, once more: to turn one is a decision of its own, screens, exit codes and exports show it.
GRAVE = {
    "error": """
        identity_flow identity_outcomes identity_applicants identity_disputes
    """,
    "warning": """
        parts_above_whole decisions_as_sum in_force_below_made superseded_form township_rules table_missing
        cells_missing blank_form
        repeats_removed no_text_layer cells_unplaced text_under_scan cut_off placed_by_sums number_left_over
        digits_parted blanks_uncertain heads_differ sums_fail out_of_order row_without_numbers blanks_lost
        only_totals tables_again tables_of_years tables_differ row_given_twice label_unclear label_lost
        form_unclear text_for_number unit_unexpected number_negative number_not_whole number_approximate
        number_unclear look_alike_digit digits_apart looks_differ struck_out number_as_picture shown_besides
        ink_differs
        print_differs formula_unread formula_computed shown_otherwise too_many_decimals number_too_long
        place_damaged place_disagrees
        year_disagrees years_in_file prose_disagrees prose_figure_disagrees text_mended prose_missing
        section_missing overview_parts_missing problems_missing improvement_missing fee_report_missing
        instruction_left prose_year_disagrees signed_early stale_year other_body_named date_damaged
        period_unusual carried_over last_year_disagrees change_disagrees in_force_step jump_count jump_amount
        decisions_as_step alike_year alike_unit alike_problems
    """,
    "info": """
        last_year_beside label_empty unit_missing print_unread text_garbled oversight_results_missing last_year_problems
        period_missing contact_missing numbering_gap
    """,
}
FINDERS = ("checks", "readers", "recognise", "across", "prose")  # rooms of data that find rules out
HERE = "a rule is one entry of words/rules/GROUP.yaml (severity, short, fires, sentence, remedy; zh and en together)"
WHOLE = {
    "severity": "info",
    "short": {"zh": "短", "en": "short"},
    "fires": {"zh": "何时。", "en": "When."},
    "sentence": {"zh": "{n}处。", "en": "{n} places."},
}


def code(room: str) -> Iterator[tuple[Path, ast.AST]]:
    for file in sorted((ROOT / room).rglob("*.py")):
        yield from ((file, node) for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def test_every_rule_is_as_grave_as_was_decided():
    decided = {rule: severity for severity, names in GRAVE.items() for rule in names.split()}
    assert {code: rule.severity for code, rule in rules.rules().items()} == decided
    assert {code: str(Finding(code).severity) for code in decided} == decided


@pytest.mark.parametrize("file", ["words/findings.yaml", "words/rules.yaml", "words/remedies.yaml", "docs/rules.yaml"])
def test_rules_are_told_in_one_place(file):
    assert not (ROOT / file).exists(), f"{file} is no more: {HERE}"


@pytest.mark.parametrize("room", FINDERS)
def test_what_finds_a_rule_out_names_no_severity(room):
    named = {
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, node in code(f"data/{room}")
        if isinstance(node, ast.Name | ast.alias)
        and Severity.__name__ in (getattr(node, "id", ""), getattr(node, "name", ""))
    }
    assert not named, f"{sorted(named)}: write Finding(rule, cells, evidence); {HERE}"


def test_every_rule_that_the_code_names_has_its_entry_and_every_entry_is_named():
    made = {
        (file.relative_to(ROOT).as_posix(), node.args[0].value)
        for file, node in code("data")
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(made) > 30
    unknown = [f"{file}: {rule}" for file, rule in sorted(made) if rule not in rules.rules()]
    assert not unknown, f"{unknown}: {HERE}"
    named = {node.value for _, node in code("data") if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named |= {word for file in (ROOT / "data").rglob("*.yaml") for word in re.findall(r"\w+", file.read_text("utf-8"))}
    named |= {f"identity_{sum_}" for sum_ in named}  # composed from the names of the form's sums
    assert set(rules.rules()) - named == set(), "no code finds these out"


def test_a_rule_without_entry_is_no_finding():
    with pytest.raises(LookupError, match=r"no rule made_up: .* words/rules/"):
        Finding("made_up")


def test_parts_are_as_they_are_shown():
    for code, rule in rules.rules().items():
        for part in (rule.fires, rule.sentence, *filter(None, [rule.remedy])):
            assert part.zh.endswith("。") or part.zh.endswith("{sentence}"), code
            assert part.en.endswith((".", ".)", "{sentence}")), code
        assert not any(rules.placeholders(text) for said in (rule.short, rule.fires) for text in (said.zh, said.en)), (
            code
        )
        assert not rule.short.zh.endswith("。") and not rule.short.en.endswith("."), code
    shorts = [said for rule in rules.rules().values() for said in (rule.short.zh, rule.short.en)]
    assert len(set(shorts)) == len(shorts)


def test_no_entry_hides_another_of_its_name():
    for file in FOLDER.glob("*.yaml"):
        keys = re.findall(r"^  (\w+):$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert list(rules.read(file).rules) == keys


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"severity": "grave"}, "rules.a_rule.severity: "),
        ({"short": {"zh": "短"}}, "rules.a_rule.short.en: Field required"),
        ({"fires": {"zh": "", "en": "When."}}, "rules.a_rule.fires.zh: "),
        ({"sentence": {"zh": "{n}处。", "en": "Places."}}, "rules.a_rule.sentence: .*different {placeholders}"),
        ({"remdy": {"zh": "改。", "en": "Mend."}}, "rules.a_rule.remdy: Extra"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_with_file_and_key(tmp_path, changed, said):
    head = {"place": 1, "zh": "组", "en": "Group"}
    file = tmp_path / "group.yaml"
    for entry in (WHOLE, WHOLE | changed):
        file.write_text(
            yaml.safe_dump({"group": head, "rules": {"a_rule": entry}}, allow_unicode=True), encoding="utf-8"
        )
        if entry == WHOLE:
            assert rules.read(file).rules["a_rule"].sentence.in_("en") == "{n} places."
    with pytest.raises(ValueError, match=f"^words/rules/group.yaml: {said}"):
        rules.read(file)


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    file = tmp_path / "group.yaml"
    file.write_text("group: {place: 1", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^words/rules/group.yaml: "):
        rules.read(file)


def test_families_of_words_are_views_of_the_entries():
    rule = rules.rule("period_unusual")
    assert words.say("rules.period_unusual", "en") == rule.short.en
    assert words.say("findings.table_missing", "zh", section="二") == rules.rule("table_missing").sentence.zh.format(
        section="二"
    )
    assert words.family("remedies")["period_unusual"]["zh"] == rule.remedy.zh
    assert "carried_over" not in words.family("remedies") and "carried_over" in words.family("findings")
