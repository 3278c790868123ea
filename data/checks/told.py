"""Figures that the prose gives against the cells of the tables that hold them; data/prose reads the prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from data import forms
from data.checks.arithmetic import Cells
from data.checks.content import TITLES
from data.model import Finding, Place, Report
from data.numbers import plain
from data.prose import Fact, facts
from data.prose.borne import borne_out
from data.prose.measures import SAID, certain, contradicted, held
from data.prose.measures import Cells as Held

APPLICATIONS = "3.new.total"


def told(report: Report, cells: Cells) -> Iterator[Finding]:
    """What the prose says of this body and year that can't be true together with its tables, once for each cell."""
    values = certain(report)
    against: dict[tuple[str, ...], list[tuple[Fact, Held]]] = {}
    agreed: set[tuple[str, ...]] = set()
    beside: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts(report):
        beside.setdefault((fact.section, fact.sentence), []).append(fact)
    for fact in facts(report):
        if fact.year != report.year:
            continue
        if found := contradicted(fact, values, report.forms):
            if borne_out(fact, found, beside[fact.section, fact.sentence]):
                continue
            against.setdefault(found.codes, []).append((fact, found))
        elif fact.measure and fact.kind in SAID and fact.low == fact.high:
            agreed.update(one.codes for one in held(fact, values, report.forms) if one.agrees(fact))
    for codes, said in against.items():
        # What the prose has right elsewhere it means otherwise here.
        if codes not in agreed:
            yield _disagreement(report, cells, *said[0])


def _disagreement(report: Report, cells: Cells, fact: Fact, table: Held) -> Finding:
    unit = forms.INDICATORS[table.codes[0]].unit
    evidence = {"section": TITLES[fact.section], "sentence": fact.sentence}
    if table.codes[0] == APPLICATIONS:
        evidence |= {"prose": number(fact), "table": plain(table.total)}
        return Finding("prose_disagrees", table.codes[:1], evidence, _place(cells, table))
    evidence |= {
        "label": label(report.forms, table.codes),
        "prose": number(fact) + unit,
        "table": plain(table.total) + unit,
    }
    return Finding("prose_figure_disagrees", table.codes, evidence, _place(cells, table))


def _place(cells: Cells, table: Held) -> Place:
    return next((cells[code].place for code in table.codes if code in cells), Place())


def number(fact: Fact) -> str:
    """The fact's number as it was meant: 5, 5–8, ≥20."""
    low = plain(fact.low or Decimal(0))
    if fact.said is not None and fact.high is not None:
        return plain(fact.said)
    if fact.high is None:
        return f"≥{low}"
    return f"{low}–{plain(fact.high)}"


def label(form: Mapping[str, str], codes: tuple[str, ...]) -> str:
    """The cells' rows and columns: 行政处罚·本年处理决定数量; several rows by the group that they make up."""
    labels = [forms.INDICATORS[code].labels[form[forms.INDICATORS[code].section]] for code in codes]
    rows = list(dict.fromkeys(row for row, _ in labels))
    if len(rows) > 2:
        groups = {row.rsplit("/", 1)[0].rsplit("/", 1)[-1] for row in rows}
        rows = list(groups) if len(groups) == 1 else rows
    names = "、".join(row.rsplit("/", 1)[-1] for row in rows)
    return f"{names}·{'、'.join(dict.fromkeys(column for _, column in labels))}"
