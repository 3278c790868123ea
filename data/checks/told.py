"""Figures that the prose gives against the cell of the table that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data import forms
from data.checks.arithmetic import Cells, reported
from data.model import Finding, Report, Severity
from data.numbers import EXACT, plain
from data.recognise.glyphs import simplify
from data.recognise.prose import Said, sentences

_N = r"(?:决定书?|案件|事项|项目|金额|数量|总数|总额)*(?:共计|共|总计|合计|为|是|达)*(?P<count>\d[\d,]*(?:\.\d+)?)"
_DISPUTES = r"(?:政府)?信息公开(?:工作|申请)?(?:引[起发]的?|被申请|被提起|类)?"


@dataclass(frozen=True)
class Figure:
    """A sentence that names what a cell counts, wherever it stands; `unit` is the cell's, or 万元 for money."""

    cell: str
    sentence: re.Pattern[str]


_FIGURES = tuple(
    Figure(cell, re.compile(sentence))
    for cell, sentence in {
        "2.procurement.projects": rf"政府(?:集中)?采购(?:项目)?{_N}(?P<unit>个|项|次|件)",
        "2.procurement.amount": rf"政府(?:集中)?采购[^。;]{{0,20}}?(?:总?金额|总额|资金){_N}(?P<unit>万?元)",
        "2.licences.decisions": rf"(?:作出|办理|办结)行政许可{_N}(?P<unit>件|项|宗|个|起)",
        "2.penalties.decisions": rf"(?:作出|办理|办结)(?:[^。;,]{{0,12}}[、和])?行政处罚{_N}(?P<unit>件|项|宗|个|起)",
        "2.documents.made": rf"(?:制发|制定|出台|印发)(?:行政)?规范性文件{_N}(?P<unit>件|份|个|部)",
        "2.fees.amount": rf"(?:收取)?行政事业性(?:收费|费用){_N}(?P<unit>万?元)",
        "3.closed.total": rf"(?:公开)?申请[^。]{{0,40}}?(?:均已|全部)?(?<!未)办结(?:申请)?{_N}(?P<unit>件|份|条)",
        "4.reviews.total": rf"{_DISPUTES}行政复议{_N}(?P<unit>件|起|宗)",
    }.items()
)
_NONE = re.compile(
    r"(?:未|没有|无)(?:收到|接到|接收|受理)(?:过)?(?!.{0,12}复议)"
    r"[^,。;]{0,24}?(?:(?:信息公开|公开(?:政府)?信息|公开)的?(?:书面)?申请|依申请公开)(?!.{0,6}复议)"
)


def told(report: Report, cells: Cells) -> Iterator[Finding]:
    """Figures of sections 一 to 四 that are not those of the tables; applications are for recognition to compare."""
    yield from _none_but_some(report, cells)
    said: dict[str, list[Said]] = {}
    for number in "01234":
        for sentence in sentences(report.narrative.get(number, "")):
            for figure in _FIGURES:
                if found := figure.sentence.search(simplify(sentence)):
                    factor = 10_000 if found["unit"] == "万元" else 1
                    value = Decimal(found["count"].replace(",", ""))
                    said.setdefault(figure.cell, []).append(Said(value, sentence.strip(), factor))
    for cell, given in said.items():
        table = reported(cells, cell)
        if table is not None and not any(_agrees(one, table) for one in given):
            yield _disagreement(report, cells, cell, given[0], table)


def _agrees(said: Said, value: Decimal) -> bool:
    """Whether the figure is the cell's, or the cell's cut or rounded to the figure's decimals."""
    step = Decimal(1).scaleb(min(0, int(said.value.as_tuple().exponent))) * said.factor
    return abs(said.value * said.factor - value) < (step if said.factor > 1 else Decimal("0.5"))


def _disagreement(report: Report, cells: Cells, cell: str, said: Said, value: Decimal) -> Finding:
    indicator = forms.INDICATORS[cell]
    row, column = indicator.labels[report.forms[indicator.section]]
    unit = indicator.unit
    evidence = {
        "label": f"{row.rsplit('/', 1)[-1]}·{column}",
        "prose": plain(EXACT.multiply(said.value, said.factor)) + unit,
        "table": plain(value) + unit,
        "sentence": said.sentence,
    }
    return Finding("prose_figure_disagrees", Severity.WARNING, (cell,), evidence, cells[cell].place)


def _none_but_some(report: Report, cells: Cells) -> Iterator[Finding]:
    """The prose says that nobody applied, and the table counts applications."""
    new = reported(cells, "3.new.total")
    if not new:
        return
    for number in "103":
        for sentence in sentences(report.narrative.get(number, "")):
            if _NONE.search(simplify(sentence)):
                evidence = {"prose": "0", "table": plain(new), "sentence": sentence.strip()}
                place = cells["3.new.total"].place
                yield Finding("prose_disagrees", Severity.WARNING, ("3.new.total",), evidence, place)
                return
