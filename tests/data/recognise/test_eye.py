"""Documents that a person reads right, each with a trait that misleads: no number is wrong, nearly all are right."""

from __future__ import annotations

import os

import pytest

from data import forms
from data.errors import BadDocument
from data.model import Report, Status
from data.readers import office, read
from data.recognise import recognise
from tests.data.recognise.scoring import verdicts
from tests.data.recognise.test_layouts import SHARED

EYE = SHARED / "eye"
CASES = sorted(EYE.glob("*.expected.json"))
# Texts that lost their shape, and a page whose columns are townships: no wrong number, and less of them read.
DUMPS = ("r02", "r08", "r12", "r14")
NEEDS_A_PROGRAM = ("D35",)
RIGHT = 0.98  # of the cells that a person reads, doubtful or not
UNREADABLE = ("B2", "H6")  # numbers in pictures


def _named(path) -> str:
    return path.name.removesuffix(".expected.json")


def test_documents_are_there_when_the_project_is_checked():
    assert len(CASES) >= 47 or os.environ.get("CI") != "true"


@pytest.mark.parametrize("path", [path for path in CASES if not path.name.startswith("X14")], ids=_named)
def test_no_number_is_wrong_and_nearly_all_are_right(path):
    try:
        count, wrong = verdicts(path)
    except BadDocument as refused:
        assert path.name.startswith(NEEDS_A_PROGRAM) and office.converter() is None
        assert refused.key == "no_converter" and refused.say("zh")
        return
    assert wrong == []
    if not path.name.startswith((*DUMPS, *UNREADABLE)):
        read_right = count["right"] + count["doubtful"]
        assert read_right >= RIGHT * (sum(count.values()) - count["WRONG"]) or path.name.startswith("P4")


def _statuses(report: Report) -> set[Status]:
    return {reading.status for reading in report.readings if reading.indicator not in forms.PROSE}


def test_workbook_of_wps_is_read():
    """The cells told for it are those of another body."""
    path = next(iter(EYE.glob("X14.et")), None)
    assert path is not None or os.environ.get("CI") != "true"
    if path is not None:
        report = recognise(read(path.name, path.read_bytes()))
        assert report.jurisdiction.name and _statuses(report) == {Status.REPORTED}


def test_blank_form_is_told_and_its_cells_are_blank():
    path = next(iter(EYE.glob("B1_blank_form.docx")), None)
    assert path is not None or os.environ.get("CI") != "true"
    if path is not None:
        report = recognise(read(path.name, path.read_bytes()))
        assert "blank_form" in {finding.rule for finding in report.findings}
        assert _statuses(report) == {Status.BLANK}
