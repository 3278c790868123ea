"""60 made-up units of a year: CSV, DOCX and XLSX against a sum of their own, read back, and beside the blank form."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from analytics import consolidation
from analytics.consolidation import Consolidation, Own, consolidate
from analytics.consolidation.layout import lay
from analytics.export import CSV
from data.forms import FORMS, INDICATORS, SECTIONS, TABLE_SECTIONS, blocks
from data.model import Report, Status
from data.reading import checked
from data.review.county import FEES
from tests.factory import report, store, with_cell

BLANK = Path(__file__).parents[4] / "shared" / "reports" / "real" / "空白表样_2021.docx"
YEARS = {"2019": 2020, "2021": 2023}


def made() -> Iterator[Report]:
    for form, year in YEARS.items():
        for n in range(60 if form == "2021" else 3):
            one = report(n, f"第{n:02}镇", year, parents=("清水县",), forms=dict.fromkeys("234", form))
            one = with_cell(one, "2.fees.amount", f"{n}12.37") if form == "2021" else one
            yield one if n % 7 else with_cell(one, "4.reviews.other", None, Status.NIL)
    yield report(61, "旧表镇", 2023, parents=("清水县",), forms={"2": "2021", "3": "2019", "4": "2019"}, busy=True)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(made())


@pytest.fixture(scope="module")
def found(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Consolidation]:
    snapshot = store(tmp_path_factory.mktemp("store") / "s", reports)
    own = {"2.rules.made": Own("2.rules.made", Decimal(3), "王敏", "=1+1")}
    return {form: consolidate(snapshot, year, own=own if form == "2021" else None) for form, year in YEARS.items()}


def added(reports: list[Report], form: str) -> dict[str, Fraction]:
    """The sums by hand: of each cell that the form has, with the county's own figure."""
    total: dict[str, Fraction] = defaultdict(Fraction)
    for one in (one for one in reports if one.year == YEARS[form]):
        for cell in one.readings:
            if one.forms["3"] == form or not cell.indicator.startswith("3.other."):
                total[cell.indicator] += Fraction(cell.value or 0)
    return total | ({"2.rules.made": Fraction(3)} if form == "2021" else {})


@pytest.mark.parametrize("form", FORMS)
def test_the_csv_equals_a_sum_of_its_own(form: str, reports: list[Report], found: dict[str, Consolidation]) -> None:
    text = CSV.write(consolidation.table(found[form]), "zh").decode("utf-8-sig")
    rows = {(row["section"], row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(text))}
    sums = added(reports, form)
    codes = [code for code, cell in INDICATORS.items() if form in cell.labels and cell.labels[form][0]]
    assert len(rows) == len(codes) == (200 if form == "2021" else 198)
    for code in codes:
        row = rows[INDICATORS[code].section, *INDICATORS[code].labels[form]]
        assert Fraction(row["value"]) == sums[code], code
        if code != "2.rules.made":
            parts = [part.rpartition("=")[2] for part in row["parts"].split("; ")]
            assert sum(map(Fraction, parts)) == sums[code]
    assert any(value.denominator > 1 for value in sums.values())  # else nothing would be said of parts of a yuan


def read_back(content: bytes, name: str) -> Report:
    return checked(name, content, ())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_files_read_back_give_the_same_numbers(form: str, kind: str, found: dict[str, Consolidation]) -> None:
    content = (consolidation.docx if kind == "docx" else consolidation.xlsx).write(found[form])
    back = read_back(content, f"汇总.{kind}")
    assert (back.jurisdiction.name, back.year, set(back.forms.values())) == ("清水县", YEARS[form], {form})
    numbers = {cell.indicator: (cell.value, cell.status) for cell in back.readings}
    assert not back.made_up
    assert numbers == {code: (one.value, Status.REPORTED) for code, one in found[form].sums.items()}


def test_own_figures_are_marked_beside_the_form(found: dict[str, Consolidation]) -> None:
    told = "本级的数（王敏：=1+1），各单位合计为0"
    document = Document(io.BytesIO(consolidation.docx.write(found["2021"])))
    assert [(one.author, one.text) for one in document.comments] == [("王敏", told)]
    form = openpyxl.load_workbook(io.BytesIO(consolidation.xlsx.write(found["2021"]))).worksheets[0]
    assert [cell.comment.text for line in form.iter_rows() for cell in line if cell.comment] == [told]


@pytest.mark.parametrize(
    ("value", "told"), [("150.5", "本年度收取信息处理费150.5元。"), ("0", "本年度未收取信息处理费。")]
)
def test_the_county_s_information_fees_stand_in_section_six(
    found: dict[str, Consolidation], value: str, told: str
) -> None:
    one = replace(found["2021"], fees=Own(FEES, Decimal(value), "王敏", "县财政数"))
    document = Document(io.BytesIO(consolidation.docx.write(one)))
    assert [paragraph.text for paragraph in document.paragraphs][-2:] == ["（文字描述）", told]
    assert "本级的数（王敏：县财政数）" in [each.text for each in document.comments]
    written = {"docx": consolidation.docx.write(one), "xlsx": consolidation.xlsx.write(one)}
    for kind, content in written.items():
        read = read_back(content, f"汇总.{kind}")
        back = {cell.indicator: (cell.value, cell.status) for cell in read.readings}
        assert back == {code: (each.value, Status.REPORTED) for code, each in one.sums.items()}
        assert told in read.narrative["6"]
    lines = openpyxl.load_workbook(io.BytesIO(written["xlsx"])).worksheets[0].iter_rows(max_col=1)
    assert [line[0].comment.text for line in lines if line[0].value == told] == ["本级的数（王敏：县财政数）"]
    assert any(f"信息处理费（第六部分）：用本级的数{value}元" in line for line in consolidation.remarks(one, "zh"))


Shape = tuple[int, int, int, int]


def grid(table) -> dict[Shape, str]:
    """Row, column, height, width and text of each cell of a Word table; what stands in cells of values is left out."""
    boxes: dict[tuple[int, int], list] = {}
    for number, line in enumerate(table._tbl.iterchildren(qn("w:tr"))):
        column = 0
        for cell in line.iterchildren(qn("w:tc")):
            width = cell.grid_span
            if cell.vMerge == "continue":
                above = max(row for row, at in boxes if at == column and row < number)
                boxes[above, column][0] += 1
            else:
                text = "".join(part.text or "" for part in cell.iter(qn("w:t"))).strip()
                boxes[number, column] = [1, width, text]
            column += width
    return {(row, column, down, across): text for (row, column), (down, across, text) in boxes.items()}


@pytest.mark.skipif(not BLANK.exists() and os.environ.get("CI") != "true", reason="the blank form is not here")
def test_the_document_is_the_blank_form_with_numbers_in_it(found: dict[str, Consolidation]) -> None:
    mine, blank = Document(io.BytesIO(consolidation.docx.write(found["2021"]))), Document(BLANK)
    assert len(mine.tables) == len(blank.tables) == 3
    printed = Counter(one.text for one in found["2021"].sums.values())
    seen: Counter[str] = Counter()
    for ours, theirs in zip(mine.tables, blank.tables, strict=True):
        a, b = grid(ours), grid(theirs)
        assert a.keys() == b.keys()
        assert {place: a[place] for place, text in b.items() if text} == {
            place: text for place, text in b.items() if text
        }
        seen.update(text for place, text in a.items() if not b[place])
        widths = [[column.width.mm for column in table.columns] for table in (ours, theirs)]
        assert max(abs(x - y) for x, y in zip(*widths, strict=True)) < 0.6
    assert seen == printed
    lines = [paragraph.text for paragraph in mine.paragraphs]
    assert lines[0] == "清水县2023年政府信息公开工作年度报告"
    template = [paragraph.text for paragraph in blank.paragraphs if paragraph.text.strip()][1:]
    assert lines[1:] == template and [line for line in lines if line in {one.title for one in SECTIONS}] == [
        one.title for one in SECTIONS
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_the_layout_is_covered_once(form: str) -> None:
    for section in TABLE_SECTIONS:
        laid = lay(section, form)
        covered = Counter(
            (box.row + down, box.column + across)
            for box in laid.boxes
            for down in range(box.down)
            for across in range(box.across)
        )
        assert set(covered) == {(row, column) for row in range(laid.rows) for column in range(laid.columns)}
        assert set(covered.values()) == {1}
        codes = [box.code for box in laid.boxes if box.code]
        assert codes == [b.code(row, column) for b in blocks(form, section) for row in b.rows for column in b.columns]


def test_the_workbook_s_formulas_add_up_to_what_it_shows(found: dict[str, Consolidation]) -> None:
    content = consolidation.xlsx.write(found["2021"])
    shown, formulas = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
    form, parts = formulas.worksheets
    assert [parts.title, len(formulas.worksheets)] == ["分项", 2]

    def total(row: int) -> Fraction:
        """The sum on the sheet of parts, added up anew."""
        formula = parts[f"F{row}"].value
        if own := re.fullmatch(r"=(H\d+)", formula):
            return Fraction(str(parts[own[1]].value))
        first, last = re.fullmatch(r"=SUM\((\w+):(\w+)\)", formula).groups()
        values = [cell.value for cell in parts[f"{first}:{last}"][0]]
        assert len(values) == 61
        return sum((Fraction(str(value)) for value in values if not isinstance(value, str)), Fraction(0))

    met = 0
    for line in form.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and (told := re.fullmatch(r"=分项!\$F\$(\d+)(/10000)?", cell.value)):
                met += 1
                value = total(int(told[1])) / (10_000 if told[2] else 1)
                assert Fraction(str(shown.worksheets[0][cell.coordinate].value)) == value
                code = parts[f"D{told[1]}"].value
                assert value == Fraction(found["2021"].sums[code].printed)
    assert met == 200
    reason = shown["分项"]["J2"]
    assert (reason.value, reason.data_type) == ("=1+1", "s")  # a reason is never a formula
    old = next(column for column in range(1, parts.max_column + 1) if parts.cell(1, column).value == "旧表镇")
    said = [parts.cell(row, old).value for row in range(2, parts.max_row + 1)].count("该格式无此项")
    states = [part.state for one in found["2021"].sums.values() for part in one.parts if part.unit == "旧表镇"]
    assert said == states.count("no_counterpart") > 0


def test_amounts_that_a_spreadsheet_would_round_stand_as_text(tmp_path: Path) -> None:
    huge = with_cell(report(1, "云山镇", 2023, parents=("清水县",)), "2.fees.amount", "1234567890123456.7")
    one = consolidate(store(tmp_path / "s", [huge]), 2023)
    back = read_back(consolidation.xlsx.write(one), "汇总.xlsx")
    [fees] = [cell for cell in back.readings if cell.indicator == "2.fees.amount"]
    assert fees.value == Decimal("1234567890123456.7")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_is_added_up_of_made_up_reports_stays_made_up(kind: str, tmp_path: Path) -> None:
    invented = [report(n, f"第{n}镇", 2023, parents=("清水县",), made_up=True) for n in range(2)]
    one = consolidate(store(tmp_path / "s", invented), 2023)
    content = (consolidation.docx if kind == "docx" else consolidation.xlsx).write(one)
    assert read_back(content, f"汇总.{kind}").made_up
    assert "演示数据（虚构）的汇总，文件里也注明；导入后仍是演示数据。" in consolidation.remarks(one, "zh")
