"""What a report says against itself, its form and the law, and what it should say and does not.

arithmetic       its numbers against each other
form             the form in force, and what the law lets a body report
content          what must stand in its prose
text             what was left standing, lost or miscounted in its prose
named            bodies in its prose that are not the reporter
dated            years in its prose that are not its own
told             figures of its prose against its tables
"""

from __future__ import annotations

from data.checks.arithmetic import arithmetic
from data.checks.content import content
from data.checks.dated import dated
from data.checks.form import TOWNSHIPS, form
from data.checks.named import named
from data.checks.text import text
from data.checks.told import told
from data.model import Finding, Report

__all__ = ["TOWNSHIPS", "check"]


def check(report: Report) -> tuple[Finding, ...]:
    """All that the report alone tells, in the order of the form; recognition has its findings already."""
    cells = {reading.indicator: reading for reading in report.readings if reading.row_label is None}
    return (
        *form(report, cells),
        *arithmetic(report, cells),
        *told(report, cells),
        *content(report),
        *named(report),
        *dated(report),
        *text(report),
    )
