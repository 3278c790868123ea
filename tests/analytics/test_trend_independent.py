"""Measures against a second computation: plain Python over the rows of `export cells`, by the forms' own words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analytics.export.dataset import cells
from analytics.measures import MEASURES
from analytics.series import trend
from data.model import Report, Status
from tests.factory import report, store, with_cell, without_tables

UNITS = ("云山镇", "双桥乡", "河西街道")
YEARS = range(2019, 2024)
NEW, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
OUTCOMES, CARRIED_OUT = "三、本年度办理结果/", "四、结转下年度继续办理"
CLOSED, REFUSED, OTHER = f"{OUTCOMES}（七）总计", f"{OUTCOMES}（三）不予公开", f"{OUTCOMES}（六）其他处理"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
TOTAL = "总计"
EMPTY = ("blank", "nil")


@dataclass(frozen=True)
class Part:
    """A cell by its words; `row` is the beginning of the row's label, so that it can stand for several rows."""

    row: str
    columns: tuple[str, ...]
    sign: int = 1


def decisions(row: str) -> list[Part]:
    return [Part(row, ("处理决定数量", "本年处理决定数量"))]


def suits(column: str, sign: int = 1) -> list[Part]:
    return [Part("未经复议直接起诉", (column,), sign), Part("复议后起诉", (column,), sign)]


PROJECTS, AMOUNT = Part("政府集中采购", ("采购项目数量",)), Part("政府集中采购", ("采购总金额",))
GRANTED = [Part(f"{OUTCOMES}（一）予以公开", (TOTAL,)), Part(f"{OUTCOMES}（二）部分公开", (TOTAL,))]
# code → section, parts above, parts below
SPECS: dict[str, tuple[str, list[Part], list[Part]]] = {
    "procurement_projects": ("2", [PROJECTS], []),
    "procurement_amount": ("2", [AMOUNT], []),
    "procurement_mean": ("2", [AMOUNT], [PROJECTS]),
    "applications_new": ("3", [Part(NEW, (TOTAL,))], []),
    "applications_carried_in": ("3", [Part(CARRIED_IN, (TOTAL,))], []),
    "applications_closed": ("3", [Part(CLOSED, (TOTAL,))], []),
    "applications_carried_out": ("3", [Part(CARRIED_OUT, (TOTAL,))], []),
    "disclosure_rate": ("3", GRANTED, [Part(CLOSED, (TOTAL,))]),
    "applications_refused": ("3", [Part(REFUSED, (TOTAL,))], []),
    "applications_other": ("3", [Part(OTHER, (TOTAL,))], []),
    "applicants_organisations": ("3", [Part(NEW, (column,)) for column in APPLICANTS[1:]], []),
    "documents_made": ("2", [Part("规范性文件", ("本年新制作数量",)), Part("行政规范性文件", ("本年制发件数",))], []),
    "licences": ("2", decisions("行政许可"), []),
    "penalties": ("2", decisions("行政处罚"), []),
    "fees_amount": ("2", [Part("行政事业性收费", ("本年收费金额（单位：万元）",))], []),
    "reviews": ("4", [Part("行政复议", (TOTAL,))], []),
    "review_correction_rate": (
        "4",
        [Part("行政复议", ("结果纠正",))],
        [Part("行政复议", (TOTAL,)), Part("行政复议", ("尚未审结",), -1)],
    ),
    "lawsuits": ("4", suits(TOTAL), []),
    "lawsuits_upheld": ("4", suits("结果维持"), []),
    "lawsuit_correction_rate": ("4", suits("结果纠正"), [*suits(TOTAL), *suits("尚未审结", -1)]),
}


@dataclass
class Cell:
    value: Fraction | None
    status: str


Table = dict[tuple[str, str], Cell]  # row, column → cell, of one report and section


def stands_for(beginning: str, row: str) -> bool:
    """The row itself, with its explanation in brackets, or a row below it."""
    return row == beginning or row.startswith((f"{beginning}（", f"{beginning}/"))


def side_of(table: Table, parts: list[Part]) -> list[tuple[Cell, int]]:
    """The cells of one side as the contract reads them: a total added up, an empty part 0 where that is proved."""
    names = [
        (row, column, part.sign)
        for part in parts
        for row, column in table
        if column in part.columns and stands_for(part.row, row)
    ]
    return [(read(table, row, column, among_several=len(names) > 1), sign) for row, column, sign in names]


def read(table: Table, row: str, column: str, among_several: bool) -> Cell:
    cell = table[row, column]
    if column == TOTAL and cell.status in ("blank", "missing"):
        parts = [table[row, other] for other in (APPLICANTS if (row, "自然人") in table else RESULTS)]
        if all(part.value is not None for part in parts):
            return Cell(sum((part.value or Fraction() for part in parts), Fraction()), "doubtful")
    if among_several and cell.status in EMPTY and any(closes(table, *sides) for sides in sums(table, row, column)):
        return Cell(Fraction(), "reported")
    return cell


def sums(table: Table, row: str, column: str) -> list[tuple[list[Cell], list[Cell]]]:
    """The sums in which the cell is a part: down its column, along its row, and the one printed on the form."""
    found = []
    if (row, "自然人") in table:
        if column != TOTAL:
            found.append(([table[row, TOTAL]], [table[row, other] for other in APPLICANTS]))
        if row.startswith(OUTCOMES) and row != CLOSED:
            parts = [c for (r, k), c in table.items() if k == column and r.startswith(OUTCOMES) and r != CLOSED]
            found.append(([table[CLOSED, column]], parts))
        if row in (NEW, CARRIED_IN, CLOSED, CARRIED_OUT):
            found.append((
                [table[r, column] for r in (NEW, CARRIED_IN)],
                [table[r, column] for r in (CLOSED, CARRIED_OUT)],
            ))
    elif column in RESULTS:
        found.append(([table[row, TOTAL]], [table[row, other] for other in RESULTS]))
    return found


def closes(table: Table, left: list[Cell], right: list[Cell]) -> bool:
    if any(cell.value is None and cell.status not in EMPTY for cell in (*left, *right)):
        return False
    if any(cell.value is None for cell in left) and any(cell.value is None for cell in right):
        return False
    return sum(cell.value or 0 for cell in left) == sum(cell.value or 0 for cell in right)


def expected(table: Table | None, above: list[Part], below: list[Part]) -> tuple[str, Fraction | None]:
    if table is None:
        return "not_in_store", None
    if all(cell.status == "missing" for cell in table.values()):
        return "table_missing", None
    sides = [side_of(table, above), side_of(table, below)]
    if not sides[0] or (below and not sides[1]):
        return "not_in_form", None
    read_cells = [cell for side in sides for cell, _ in side]
    totals = [
        None if any(cell.value is None for cell, _ in side) else sum((cell.value or 0) * sign for cell, sign in side)
        for side in sides
    ]
    numerator, denominator = totals
    statuses = {cell.status for cell in read_cells}
    negative = bool(below) and denominator is not None and denominator < 0
    value = None
    if numerator is not None and denominator is not None:
        value = Fraction(numerator) if not below else Fraction(numerator) / denominator if denominator > 0 else None
    if "doubtful" in statuses or negative:
        return "doubtful", value
    if statuses & {"blank", "missing"}:
        return "blank", None
    if "nil" in statuses:
        return "nil", None
    return ("undefined", None) if below and not denominator else ("value", value)


def damaged(random: Random, made: Report) -> Report:
    """Some cells emptied, doubted or lost; in some reports every 0 is left blank, as many do."""
    emptied = random.choice((0.0, 0.0, 0.5, 1.0))
    nothing = random.choice((Status.BLANK, Status.BLANK, Status.NIL))
    for reading in made.readings:
        if reading.value == 0 and random.random() < emptied:
            made = with_cell(made, reading.indicator, None, nothing)
        elif random.random() < 0.06:
            status = random.choice((Status.BLANK, Status.NIL, Status.MISSING, Status.DOUBTFUL, Status.DOUBTFUL))
            keeps = status is Status.DOUBTFUL and random.random() < 0.7
            made = with_cell(made, reading.indicator, str(reading.value) if keeps else None, status, raw="?")
    return without_tables(made, {random.choice("234")}) if random.random() < 0.15 else made


def some_report(random: Random, name: str, year: int) -> Report:
    forms = None if random.random() < 0.7 else {section: random.choice(("2019", "2021")) for section in "23"}
    return damaged(
        random,
        report(
            random.randrange(10**6), name, year, forms=forms and {**forms, "4": forms["3"]}, busy=random.random() < 0.7
        ),
    )


def tables(exported: pd.DataFrame) -> dict[tuple[str, int, str], Table]:
    found: dict[tuple[str, int, str], Table] = {}
    for line in exported.itertuples():
        value = None if line.value is None else Fraction(line.value)
        found.setdefault((line.jurisdiction, line.year, line.section), {})[line.row, line.column] = Cell(
            value, line.status
        )
    return found


@pytest.mark.parametrize("seed", (108, *range(12)))
def test_every_value_and_state_is_that_of_the_second_computation(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    made = [some_report(random, name, year) for name in UNITS for year in YEARS if random.random() < 0.9]
    snapshot = store(tmp_path / "store", made)
    exported = cells(snapshot, "zh")
    by_report = tables(pd.DataFrame(exported.rows, columns=exported.header))
    for code, (section, above, below) in SPECS.items():
        for line in trend(snapshot, code).table.itertuples():
            where = f"{code} {line.jurisdiction} {line.year} {line.note}"
            state, value = expected(by_report.get((line.jurisdiction, line.year, section)), above, below)
            assert line.state == state, where
            if value is None:
                assert pd.isna(line.value) and pd.isna(line.number), where
            elif below:
                assert abs(Fraction(Decimal(line.value)) - value) <= abs(value) / 10**14, where
            else:
                assert Fraction(Decimal(line.value)) == value, where


def test_the_second_computation_covers_the_fixed_codes() -> None:
    fixed = {
        *("procurement_projects", "procurement_amount", "procurement_mean", "applications_new"),
        *("applications_carried_in", "applications_closed", "applications_carried_out", "disclosure_rate", "reviews"),
        *("review_correction_rate", "lawsuits", "licences", "penalties", "fees_amount"),
    }
    assert fixed <= set(SPECS) <= set(MEASURES)
