"""Any valid report, printed in any format and read back, has every cell equal."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data import readers
from data.demo import render
from data.demo.county import county
from data.demo.render.docx import docx
from data.demo.render.html import html
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf
from data.forms import FORMS, INDICATORS, TABLE_SECTIONS, indicators
from data.model import Reading, Report, Status
from data.numbers import plain
from data.recognise import recognise

REPORTS = [made.report for made in county(18, (2019, 2024), 21).reports]
COUNTS = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 20_000)).map(Decimal)
# Exact to a ten-thousandth of a 元, which the store can hold.
YUAN = st.one_of(st.just(Decimal(0)), st.decimals(0, 10**9, places=4))


@st.composite
def written_numbers(draw, code: str) -> Reading:
    """A number in one of the ways in which its cell can be filled."""
    indicator = INDICATORS[code]
    value = draw(YUAN if indicator.unit == "元" else COUNTS)
    raw, status = plain(value), Status.REPORTED
    if indicator.header_unit == "万元":
        raw = plain(value / 10_000)
    elif indicator.unit == "元" and value:
        raw = draw(st.sampled_from([f"{plain(value)}元", f"{plain(value / 10_000)}万元", plain(value)]))
        status = Status.REPORTED if raw.endswith("元") else Status.DOUBTFUL  # no unit: a guess
    elif indicator.signed and value:
        sign, value = draw(st.sampled_from([("", value), ("+", value), ("-", -value), ("增", value), ("减", -value)]))
        raw = f"{sign}{raw}"
    return Reading(code, raw, value, indicator.unit, status)


@st.composite
def reports(draw, empty: bool) -> Report:
    """A report with random figures on any mix of forms, tables left out, and cells left empty or struck through."""
    report = draw(st.sampled_from(REPORTS))
    form3 = draw(st.sampled_from(FORMS))
    forms = {"2": draw(st.sampled_from(FORMS)), "3": form3, "4": form3}
    absent = draw(st.sets(st.sampled_from(TABLE_SECTIONS), max_size=2)) if draw(st.booleans()) else set()
    strokes = st.sampled_from(["/", "-", "—", "无"])
    readings = []
    for section in TABLE_SECTIONS:
        unusual = draw(st.integers(0, 3)) == 0  # mostly tables are filled in
        for indicator in indicators(forms[section], section):
            kind = draw(st.sampled_from(["number"] * 3 + ["stroke", "blank"])) if unusual else "number"
            if section in absent:
                readings.append(Reading(indicator.code, "", None, indicator.unit, Status.MISSING))
            elif kind == "stroke":
                readings.append(Reading(indicator.code, draw(strokes), None, indicator.unit, Status.NIL))
            elif kind == "blank" and empty:
                readings.append(Reading(indicator.code, "", None, indicator.unit, Status.BLANK))
            else:
                readings.append(draw(written_numbers(indicator.code)))
    return replace(report, forms=forms, readings=tuple(readings))


def cells(report: Report) -> dict[str, tuple[str, Decimal | None, str, Status]]:
    return {r.indicator: (r.raw, r.value, r.unit, r.status) for r in report.readings}


# Shrinking 200 cells takes minutes and tells no more than the cells that differ.
QUICK = settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
FEWER = settings(QUICK, max_examples=12)
PRESSES = {
    "html": html,
    "docx": docx,
    "pdf": pdf,
}


def differences(read: Report, report: Report) -> dict[str, tuple]:
    """What was read otherwise than it was printed: of cells, (read, printed)."""
    mine, theirs = cells(report), cells(read)
    if "sums_fail" in {finding.rule for finding in read.findings}:  # figures drawn by chance add up to nothing
        mine, theirs = ({code: (*cell[:3], None) for code, cell in one.items()} for one in (mine, theirs))
    present = {code[0] for code, (_, _, _, status) in cells(report).items() if status is not Status.MISSING}
    heads = {
        "name": (read.jurisdiction.name, report.jurisdiction.name),
        "kind": (read.jurisdiction.kind, report.jurisdiction.kind),
        "year": (read.year, report.year),
        "title": (read.title, report.title),
        "published": (read.published, report.published),
        "made up": (read.made_up, report.made_up),
        # Section four looks the same on both forms.
        **{f"form {section}": (read.forms[section], report.forms[section]) for section in present - {"4"}},
        "absent": (
            {cell[3] for code, cell in cells(read).items() if code[0] in set("234") - present} - {Status.MISSING},
            set(),
        ),
    }
    codes = {code for code in mine.keys() | theirs.keys() if code[0] in present}
    pairs = {**heads, **{code: (theirs.get(code), mine.get(code)) for code in codes}}
    return {what: pair for what, pair in pairs.items() if pair[0] != pair[1]}


@QUICK
@given(st.data(), st.sampled_from(sorted(render.LAYOUTS)))
def test_report_printed_as_text_and_read_back_has_every_cell_equal(data, layout):
    report = data.draw(reports(render.LAYOUTS[layout].shows_empty))
    read = recognise(readers.read("x.txt", render.text(report, layout).encode()))
    assert differences(read, report) == {}


@pytest.mark.parametrize("suffix", PRESSES)
@FEWER
@given(data=st.data())
def test_report_printed_as_a_document_and_read_back_has_every_cell_equal(suffix, data):
    report = data.draw(reports(empty=True))
    read = recognise(readers.read(f"x.{suffix}", PRESSES[suffix](list(parts(report)))))
    assert differences(read, report) == {}
