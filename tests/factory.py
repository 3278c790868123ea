"""Made-up reports for tests: any number of valid ones by seed, and faults planted where a test needs one.

report(seed, "云山镇", 2020)             a whole report in the form of its year, every sum closing
report(1, forms={"2": "2021", "3": "2019", "4": "2019"})   a mixed one
with_cell(report, "3.new.total", "7")    the same with one cell changed
reports()                                a hypothesis strategy of all of these
ingested(report), store(folder, reports) ready for a store, and a store of them
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from data import checks
from data.forms import BLOCKS, FORMS, INDICATORS, TABLE_SECTIONS, Block, blocks, indicators, of_year
from data.model import Jurisdiction, Place, Reading, Report, Status
from data.numbers import plain
from data.roster import Roster
from data.store import Ingested, Snapshot, Store

KINDS = ("街道", "镇", "乡", "局", "办公室")
RESULTS = ("upheld", "corrected", "other", "pending")


def report(
    seed: int = 0,
    name: str = "云山镇",
    year: int = 2020,
    *,
    parents: tuple[str, ...] = (),
    forms: Mapping[str, str] | None = None,
    busy: bool | None = None,
    made_up: bool = False,
) -> Report:
    """A report with every cell of its forms reported and every sum closing; the same for the same arguments.

    `busy` chooses whether it has applications and disputes at all (most townships have none in a year).
    """
    random = Random(f"{seed} {name} {year} {parents}")
    forms = forms or dict.fromkeys(TABLE_SECTIONS, of_year(year))
    busy = random.random() < 0.5 if busy is None else busy
    values = {**_section2(random, forms["2"]), **_section3(random, forms["3"], busy), **_section4(random, busy)}
    readings = [
        _reading(code, values[code], line)
        for line, code in enumerate((i.code for s in TABLE_SECTIONS for i in indicators(forms[s], s)), start=20)
    ]
    made = Report(
        jurisdiction=Jurisdiction(name, next((kind for kind in KINDS if name.endswith(kind)), ""), parents),
        year=year,
        title=f"{name}{year}年政府信息公开工作年度报告",
        published=f"{year + 1}-01-{random.randint(6, 28):02}",
        forms=forms,
        narrative={
            "0": f"统计期限自{year}年1月1日起至{year}年12月31日止。地址：{name}文化路1号。",
            "1": f"{year}年，{name}主动公开政府信息{random.randint(13, 300)}条，依申请公开渠道畅通，信息发布前先审查，"
            "网站专栏及时更新，监督保障到位，开展工作考核和社会评议，没有责任追究的情形。",
            "5": f"存在的问题：公开内容还不够丰富（{random.randint(1, 9)}项）。上年的问题已经整改，下一步丰富内容。",
            "6": "没有收取信息处理费，无其他需要报告的事项。",
        },
        readings=tuple(readings),
        findings=(),
        source_file="/".join((*parents, f"{name}_{year}.txt")),
        sha256="",
        made_up=made_up,
    )
    return _signed(made)


def _section2(random: Random, form: str) -> dict[str, Decimal]:
    values = {}
    for indicator in indicators(form, "2"):
        number = Decimal(random.choice((0, 0, 0, random.randint(1, 124))))
        if indicator.row == "rules":
            number = Decimal(0)  # townships can't make them
        if indicator.unit == "元" and number:
            number = Decimal(random.randint(1, 10**8)).scaleb(random.choice((0, -1, -2)))
        if indicator.signed and random.random() < 0.5:
            number = -number
        values[indicator.code] = number
    if "2.documents.in_force" in values:  # what was made and not repealed is in force
        at_least = values["2.documents.made"] - values["2.documents.repealed"]
        values["2.documents.in_force"] = max(values["2.documents.in_force"], at_least)
    for row in {i.row for i in indicators(form, "2") if i.column == "change"} - {"fees"}:
        if values[f"2.{row}.items"] + values[f"2.{row}.change"] == values[f"2.{row}.decisions"]:
            values[f"2.{row}.decisions"] += 1  # what the check takes for a misreading of the form
    return values


def _section3(random: Random, form: str, busy: bool) -> dict[str, Decimal]:
    [block] = blocks(form, "3")
    outcomes = [row.code for row in block.rows if len(row.path) > 1 and row.code != "closed"]
    values: dict[tuple[str, str], int] = {}
    applicants = [column.code for column in block.columns if column.code != "total"]
    for applicant in applicants:
        active = busy and (applicant == "natural" or random.random() < 0.3)
        for row in outcomes:
            values[row, applicant] = random.randint(1, 9) if active and random.random() < 0.3 else 0
        closed = values["closed", applicant] = sum(values[row, applicant] for row in outcomes)
        values["carried_out", applicant] = random.randint(0, 3) if active else 0
        all_of_them = closed + values["carried_out", applicant]
        values["carried_in", applicant] = random.randint(0, min(3, all_of_them))
        values["new", applicant] = all_of_them - values["carried_in", applicant]
    for line in block.rows:
        values[line.code, "total"] = sum(values[line.code, applicant] for applicant in applicants)
    return {f"3.{row}.{column}": Decimal(number) for (row, column), number in values.items()}


def _section4(random: Random, busy: bool) -> dict[str, Decimal]:
    values = {}
    for row in ("reviews", "suits_direct", "suits_after_review"):
        results = [random.randint(0, 4) if busy and random.random() < 0.3 else 0 for _ in RESULTS]
        for column, number in zip((*RESULTS, "total"), (*results, sum(results)), strict=True):
            values[f"4.{row}.{column}"] = Decimal(number)
    return values


def _reading(code: str, value: Decimal, line: int) -> Reading:
    """As a careful reader gives it: money with its unit unless it is 0, fees in the 万元 of their header."""
    indicator = INDICATORS[code]
    raw = plain(value)
    if indicator.header_unit == "万元":
        raw = plain(value / 10000)
    elif indicator.unit == "元" and value:
        raw += "元"
    elif indicator.signed and value > 0:
        raw = f"+{raw}"
    return Reading(code, raw, value, indicator.unit, Status.REPORTED, Place(line=line))


def _signed(made: Report) -> Report:
    return replace(made, sha256=hashlib.sha256(document(made)).hexdigest())


def document(made: Report) -> bytes:
    """Stands for the file that the report was read from; another report, another file."""
    lines = [made.title, *made.narrative.values(), *(reading.raw for reading in made.readings)]
    return "\n".join(lines).encode()


def with_cell(
    made: Report, code: str, value: str | None, status: Status = Status.REPORTED, raw: str | None = None
) -> Report:
    """The report with one cell changed, and so another document."""
    number = None if value is None else Decimal(value)
    readings = tuple(
        replace(r, value=number, status=status, raw=(value or "") if raw is None else raw)
        if (r.indicator, r.row_label) == (code, None)
        else r
        for r in made.readings
    )
    return _signed(replace(made, readings=readings))


def with_cells(made: Report, values: Mapping[str, str]) -> Report:
    """The report with these cells changed, as by one after the other."""
    for code, value in values.items():
        made = with_cell(made, code, value)
    return made


def without_tables(made: Report, sections: Container[str] = TABLE_SECTIONS) -> Report:
    """The report without the readings of these tables, as when they are pictures."""
    kept = tuple(r for r in made.readings if INDICATORS[r.indicator].section not in sections)
    return _signed(replace(made, readings=kept))


def with_extra_row(made: Report, label: str, values: Iterable[str]) -> Report:
    """The report with a row that the form does not have in the first block of its table 2."""
    block: Block = next(b for b in BLOCKS if (b.section, b.form) == ("2", made.forms["2"]))
    added = tuple(
        Reading(f"2.extra.{column.code}", text, Decimal(text), "件", Status.REPORTED, row_label=label)
        for column, text in zip(block.columns, values, strict=True)
    )
    return _signed(replace(made, readings=(*made.readings, *added)))


def reports() -> st.SearchStrategy[Report]:
    """Reports of all forms, mixed ones too."""
    form = st.sampled_from(FORMS)
    return st.builds(
        report,
        seed=st.integers(0, 10**6),
        name=st.sampled_from(("云山镇", "双桥乡", "河西街道", "清水县教育局")),
        year=st.integers(2019, 2025),
        forms=st.builds(lambda second, third: {"2": second, "3": third, "4": third}, form, form),
        busy=st.booleans(),
    )


def ingested(made: Report) -> Ingested:
    """The report checked and ready for a store."""
    checked = replace(made, findings=(*made.findings, *checks.check(made)))
    return Ingested.of(checked, document(made), "test")


def store(folder: Path, made: Iterable[Report], roster: Roster | None = None, kind: str = "own") -> Snapshot:
    """The live snapshot of a store in `folder` once these reports are added."""
    Store(folder).add([ingested(one) for one in made], roster, kind)
    snapshot = Store(folder).live()
    if snapshot is None:
        raise AssertionError("nothing was added")
    return snapshot
