"""Figures in the prose against the table."""

from dataclasses import replace

import pytest

import words
from data.checks import check
from data.model import Status
from tests.factory import report, with_cell


def disagreements(sentence: str, year: int = 2022, **cells: str) -> list[tuple[str, str, str, str]]:
    """(rule, cell, figure of the prose, figure of the table) in a report with this sentence and these cells."""
    made = report(1, year=year, busy=False)
    for code, value in cells.items():
        made = with_cell(made, code, value)
    told = replace(made, narrative=dict(made.narrative) | {"1": made.narrative["1"] + sentence})
    found = [finding for finding in check(told) if finding.rule.startswith("prose_")]
    for finding in found:
        assert all(
            "{" not in words.say(f"findings.{finding.rule}", lang, **finding.evidence) for lang in words.LANGUAGES
        )
    return [(f.rule, *f.cells, f.evidence["prose"], f.evidence["table"]) for f in found]


FIGURE = "prose_figure_disagrees"


BOUGHT, SPENT = "2.procurement.projects", "2.procurement.amount"
LICENSED, FINED, FEES = "2.licences.decisions", "2.penalties.decisions", "2.fees.amount"


@pytest.mark.parametrize(
    ("sentence", "year", "code", "table", "told"),
    [
        ("政府采购总金额15.28万元。", 2020, SPENT, "182790", "152800元"),
        ("全年政府集中采购项目3个。", 2020, BOUGHT, "4", "3项"),
        ("作出行政许可决定12件。", 2022, LICENSED, "21", "12件"),
        ("作出行政许可、行政处罚7件。", 2022, FINED, "8", "7件"),
        ("制发行政规范性文件6件。", 2022, "2.documents.made", "5", "6件"),
        ("收取行政事业性收费12600元。", 2022, FEES, "126000000", "12600元"),
        ("收到公开申请0件，办结5件。", 2022, "3.closed.total", "4", "5件"),
        ("因政府信息公开行政复议2件。", 2022, "4.reviews.total", "0", "2件"),
    ],
)
def test_a_figure_that_is_not_the_table_s(sentence, year, code, table, told):
    [found] = [found for found in disagreements(sentence, year, **{code: table}) if found[0] == FIGURE]
    assert found == (FIGURE, code, told, table + told[-1])


@pytest.mark.parametrize(
    ("sentence", "year", "cells"),
    [
        ("政府采购总金额15.28万元。", 2020, {"2.procurement.amount": "152790"}),
        ("政府采购总金额15.2万元。", 2020, {"2.procurement.amount": "152790"}),
        ("公开行政许可信息12条，公示行政处罚30条。", 2022, {"2.licences.decisions": "0"}),
        ("全年作出行政许可决定12件，其中网上作出行政许可9件。", 2022, {"2.licences.decisions": "12"}),
        ("办理行政复议案件5件。", 2022, {}),
        ("政府采购总金额15万元。", 2022, {}),
    ],
)
def test_a_figure_that_is_the_table_s_or_of_something_else(sentence, year, cells):
    assert [found for found in disagreements(sentence, year, **cells) if found[0] == FIGURE] == []


def test_a_cell_in_doubt_contradicts_nothing():
    made = with_cell(report(1, year=2022, busy=False), "2.licences.decisions", "21", Status.DOUBTFUL)
    told = replace(made, narrative=dict(made.narrative) | {"2": "作出行政许可决定12件。"})
    assert [finding for finding in check(told) if finding.rule == FIGURE] == []


NEW = {"3.new.total": "3"}


@pytest.mark.parametrize(
    "sentence", ["全年没有收到政府信息公开申请。", "未接收到依申请公开。", "未接到公开政府信息的申请。"]
)
def test_no_application_in_the_prose_but_some_in_the_table(sentence):
    assert ("prose_disagrees", "3.new.total", "0", "3") in disagreements(sentence, **NEW)
    assert disagreements(sentence) == []


@pytest.mark.parametrize("sentence", ["未收到政府信息公开行政复议申请。", "没有收到投诉，依申请公开渠道畅通。"])
def test_no_review_is_not_no_application(sentence):
    assert disagreements(sentence, **NEW) == []


def test_a_figure_of_many_digits_is_quoted_as_it_stands():
    [(rule, _, prose, _)] = disagreements(f"作出行政许可决定{'7' * 40}件。", 2022, **{LICENSED: "21"})
    assert (rule, prose) == (FIGURE, f"{'7' * 40}件")
