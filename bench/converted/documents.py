"""Reports drawn by seed, sparse as townships are or with something in most cells, and printed in many looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bench.converted import looks
from bench.converted.habits import with_habits
from data.demo.county import county
from data.demo.draws import Draws
from data.demo.render.docx import docx
from data.demo.render.html import html
from data.demo.render.parts import Table, parts
from data.demo.render.pdf import pdf
from data.forms import TABLE_SECTIONS, identities
from data.model import Reading, Report, Status
from data.numbers import plain

TOWNSHIPS, YEARS = 12, (2019, 2024)
DENSE = 0.6  # share of the reports with numbers all over
ZEROS = {"0": 8, "": 2, "/": 1}
NO_PARTS = frozenset({"outcomes", "applicants", "disputes"})


def reports(seed: int) -> Iterator[Report]:
    """Reports without end."""
    for round_ in range(1_000_000):
        made = county(TOWNSHIPS, YEARS, seed * 1_000 + round_).reports
        faultless = [one.report for one in made if not one.planted and not one.findings]
        for report in Draws(seed, round_, "order").shuffled(faultless):
            draws = Draws(seed, round_, report.source_file, "figures")
            yield _zeros_as(draws.weighted(ZEROS), _dense(report, draws) if draws.chance(DENSE) else report)


def _dense(report: Report, draws: Draws) -> Report:
    """The report with other numbers, its sums closing."""
    share = draws.one([0.2, 0.5, 0.9])
    most = draws.one([9, 60, 900])
    values: dict[str, Decimal] = {}
    for reading in report.readings:
        if reading.status is Status.REPORTED and not reading.raw.startswith(("+", "-", "增", "减")):
            values[reading.indicator] = Decimal(draws.between(1, most) if draws.chance(share) else 0)
    values |= _sums(report, values)
    count = draws.chance(0.1)
    return replace(
        report,
        readings=tuple(_with(r, values[r.indicator], count) if r.indicator in values else r for r in report.readings),
    )


def _sums(report: Report, values: dict[str, Decimal]) -> dict[str, Decimal]:
    found = dict(values)
    form = report.forms["3"]
    for code in ("outcomes", "flow", "applicants", "disputes"):
        for identity in identities(form):
            if identity.code != code or not all(cell in found for cell in (*identity.left, *identity.right)):
                continue
            if code == "flow":  # new + carried in = closed + carried out
                new, carried_in = identity.left
                whole = sum((found[cell] for cell in identity.right), Decimal(0))
                found[carried_in] = min(found[carried_in], whole)
                found[new] = whole - found[carried_in]
            else:
                found[identity.left[0]] = sum((found[cell] for cell in identity.right), Decimal(0))
    return found


def _with(reading: Reading, value: Decimal, counted: bool) -> Reading:
    if reading.unit == "元":
        return reading
    return replace(reading, value=value, raw=plain(value) + ("件" if counted and reading.indicator[0] != "2" else ""))


def _zeros_as(sign: str, report: Report) -> Report:
    if sign == "0":
        return report
    status = Status.NIL if sign else Status.BLANK
    zeros = {id(r) for r in report.readings if r.status is Status.REPORTED and not r.value}
    return replace(
        report,
        readings=tuple(
            replace(r, raw=sign, value=None, status=status) if id(r) in zeros else r for r in report.readings
        ),
    )


def printed(report: Report, draws: Draws) -> tuple[dict[str, bytes], list[str]]:
    """The report as files, by suffix: a page, a Word document, a PDF; and the habits that it is printed with."""
    laid, done = with_habits(list(parts(report)), draws)
    shown = html(laid, broken_up=draws.chance(0.2))
    files = {
        "html": looks.page(shown, draws),
        "docx": looks.word(docx(laid), draws),
        "pdf": pdf(laid, ruled=draws.chance(0.7)),
    }
    return files, done


def has_tables(report: Report) -> bool:
    """Whether all three tables are there."""
    return {part.section for part in parts(report) if isinstance(part, Table)} == set(TABLE_SECTIONS)
