"""Every layout and defect seen: golden documents, made-up ones and the figures of true ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.checks import check
from data.forms import PROSE
from data.model import Status
from tests.data.recognise.scoring import document_of, read_report, verdicts

OWN = Path(__file__).parents[2] / "reports"
SHARED = Path(__file__).parents[4] / "shared" / "reports"
CASES = sorted(OWN.glob("*/*.expected.json"))
# The true documents are not part of the project; where they stand beside it they are read too.
TRUE = sorted(SHARED.glob("real/*.expected.json"))
DOUBT = 0.02  # share of cells that may be doubtful beyond what a case itself allows


@pytest.mark.parametrize("case", [*CASES, *TRUE], ids=lambda case: case.name.removesuffix(".expected.json"))
def test_no_number_is_wrong_and_nearly_all_are_sure(case):
    count, wrong = verdicts(case)
    assert wrong == []
    total = sum(count.values())
    assert count["missing"] == count["flagged"] == 0
    assert count["doubtful"] <= DOUBT * total and count["right"] >= 0.99 * total


def test_true_documents_are_there_when_the_project_is_checked():
    assert TRUE or os.environ.get("CI") != "true"
    assert len(CASES) >= 20


def findings(stem: str) -> set[str]:
    report = read_report(document_of(next(OWN.glob(f"*/{stem}*.expected.json"))))
    return {finding.rule for finding in (*report.findings, *check(report))}


def test_absent_tables_are_told_and_their_cells_missing_not_zero():
    report = read_report(document_of(next(OWN.glob("*/L_*.expected.json"))))
    assert {reading.status for reading in report.readings} == {Status.MISSING}
    assert [finding.rule for finding in report.findings] == ["table_missing"] * 3


@pytest.mark.parametrize(
    ("stem", "rule"),
    [
        ("R_", "place_disagrees"),
        ("R_", "prose_disagrees"),
        ("S_", "label_lost"),
        ("T_", "prose_disagrees"),
        ("W_", "cells_unplaced"),
        ("W_", "row_without_numbers"),
        ("X_", "label_empty"),
        ("X_", "text_garbled"),
        ("Y_", "unit_missing"),
    ],
)
def test_what_a_careful_reader_would_remark_on_is_a_finding(stem, rule):
    assert rule in findings(stem)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name[:2])
def test_every_doubtful_reading_has_a_finding_that_names_its_cell(case):
    report = read_report(document_of(case))
    named = {code for finding in report.findings for code in finding.cells}
    doubtful = {
        f"{reading.indicator}@{reading.row_label}" if reading.row_label else reading.indicator
        for reading in report.readings
        if reading.status is Status.DOUBTFUL and reading.indicator not in PROSE  # its sentence tells where it is from
    }
    assert doubtful <= named
