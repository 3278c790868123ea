"""Tables that lost cells or shape, were cut into pieces, or picked up what does not belong to them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from data.demo.damage.proof import GRIDS, Damage, Proof, has_table, on_form
from data.demo.draws import Draws
from data.demo.render.parts import Heading, Part, Prose, Table
from data.demo.render.table import Printed, Row
from data.demo.units import NEW, OLD
from data.model import Reading, Report, Status
from data.numbers import plain

TEXT = frozenset({"txt"})
PAGES = frozenset({"html"})
AMOUNT = "2.procurement.amount"


def _values(row: Row) -> list[Printed]:
    return [cell for cell in row if cell.code]


def _glued(proof: Proof, draws: Draws) -> None:
    """规章000: label and numbers in one, where the digits can be told apart because each is a number."""

    def change(rows: list[Row]) -> list[Row]:
        return [_stuck(row) for row in rows]

    proof.layout = "lines"
    proof.each_table(change, "2")


def _stuck(row: Row) -> Row:
    values = _values(row)
    if len(values) < 2 or any(not re.fullmatch(r"\d", cell.text) for cell in values):
        return row
    return [Printed("".join(cell.text for cell in row if not cell.covered), columns=sum(cell.columns for cell in row))]


def _zeros_dropped(proof: Proof, draws: Draws) -> None:
    """Zeros were left empty and the empty cells did not survive the copying: which column is whose, only sums tell."""

    def change(cell: Printed) -> Printed:
        return replace(cell, covered=True) if cell.code and cell.text == "0" else cell

    proof.layout = "lines"
    zeros = {cell.code for cell in proof.cells("3") if cell.code and cell.text == "0"}
    proof.lost |= zeros
    proof.doubt |= proof.codes("3")
    proof.each_cell(change, "3")


def _repeats_removed(proof: Proof, draws: Draws) -> None:
    """A program took out every line that had stood before, and with them most numbers."""
    proof.layout = "lines"
    seen: set[str] = set()

    def change(cell: Printed) -> Printed:
        if cell.covered or cell.text not in seen:
            seen.add(cell.text)
            return cell
        if cell.code:
            proof.lost.add(cell.code)
        return replace(cell, covered=True)

    for section in "234":
        proof.doubt |= proof.codes(section)
    proof.each_cell(change)


def _only_totals(proof: Proof, draws: Draws) -> None:
    """Nobody filled in who applied."""
    parts = {code for code in proof.codes("3") if not code.endswith(".total")}
    proof.each_cell(lambda cell: replace(cell, text="") if cell.code in parts else cell, "3")
    proof.report = replace(
        proof.report, readings=tuple(_blank(r) if r.indicator in parts else r for r in proof.report.readings)
    )


def _blank(reading: Reading) -> Reading:
    return replace(reading, raw="", value=None, status=Status.BLANK)


def _notes_beside(proof: Proof, draws: Draws) -> None:
    documents = {"2.documents.in_force", "2.documents.disclosed_total"}

    def change(cell: Printed) -> Printed:
        return (
            replace(cell, text=f"{cell.text}（其中修订 {draws.between(1, 9)} 件）") if cell.code in documents else cell
        )

    proof.each_cell(change, "2")
    at = next(place for place, part in enumerate(proof.parts) if isinstance(part, Table)) + 1
    proof.parts.insert(at, Prose("注：行政许可、行政处罚按决定书文号统计。"))


def _page_numbers(proof: Proof, draws: Draws) -> None:
    """The number of a page in the midst of a table."""

    def change(rows: list[Row]) -> list[Row]:
        width = sum(cell.columns for cell in rows[0])
        at = draws.between(len(rows) // 2, len(rows) - 2)
        while any(cell.covered for cell in rows[at]):  # not across a label that runs on
            at += 1
        return [*rows[:at], [Printed("— 4 —", columns=width)], *rows[at:]]

    proof.each_table(change, "2")


def _table_a_row(proof: Proof, draws: Draws) -> None:
    """Each row of section three became a little table with headers of its own."""

    def pieces(part: Part) -> list[Part]:
        if not isinstance(part, Table) or part.section != "3":
            return [part]
        return [
            Table("3", [_invented(values), [_label_of(row), *values]])
            for row in part.rows
            if (values := _unspanned(row))
        ]

    proof.parts = [piece for part in proof.parts for piece in pieces(part)]


def _unspanned(row: Row) -> Row:
    return [replace(cell, rows=1, columns=1) for cell in _values(row)]


def _label_of(row: Row) -> Printed:
    return Printed([cell.text for cell in row if not cell.code and cell.text][-1])


def _invented(values: Row) -> Row:
    return [Printed("指标"), *(Printed(f"数据{number}") for number in range(1, len(values) + 1))]


def _empty_header_row(proof: Proof, draws: Draws) -> None:
    """The third header row has empty cells where the second should reach down; below table four, an empty row."""

    def opened(rows: list[Row]) -> list[Row]:
        heads = 3
        cut = [[replace(cell, rows=1, covered=False) for cell in row] for row in rows[:heads]]
        return [*cut, *rows[heads:]]

    def followed(rows: list[Row]) -> list[Row]:
        return [*rows, [Printed("") for _ in rows[-1]]]

    proof.each_table(opened, "4")
    proof.each_table(followed, "4")


def _spans_disagree(proof: Proof, draws: Draws) -> None:
    """Headers reach over twice as many grid columns as the numbers below them."""

    def change(rows: list[Row]) -> list[Row]:
        return [_doubled(row) if not _values(row) else _widened(row) for row in rows]

    proof.each_table(change, "2")


def _doubled(row: Row) -> Row:
    return [replace(cell, columns=cell.columns * 2) for cell in row]


def _widened(row: Row) -> Row:
    width = 2 * sum(cell.columns for cell in row)
    return [replace(row[0], columns=width - len(row) + 1), *(replace(cell, columns=1) for cell in row[1:])]


def _headings_lost(proof: Proof, draws: Draws) -> None:
    proof.parts = [part for part in proof.parts if not isinstance(part, Heading)]


def _told_in_a_sentence(proof: Proof, draws: Draws) -> None:
    """Section two without a table: a sentence gives what is not 0."""
    codes = proof.codes("2")
    told = {r.indicator: plain(r.value) for r in proof.report.readings if r.indicator in codes and r.value is not None}
    sentence = (
        f"制发行政规范性文件{told['2.documents.made']}件，废止{told['2.documents.repealed']}件；作出行政许可决定"
        f"{told['2.licences.decisions']}件、行政处罚决定{told['2.penalties.decisions']}件。"
    )
    proof.parts = [Prose(sentence) if isinstance(part, Table) and part.section == "2" else part for part in proof.parts]
    proof.doubt |= codes


def _money_in_header(proof: Proof, draws: Draws) -> None:
    proof.relabel({"采购总金额": "采购总金额（万元）"}, "2")
    amount = next(r for r in proof.report.readings if r.indicator == AMOUNT)
    raw = plain((amount.value or Decimal(0)) / 10_000)
    read = replace(amount, raw=raw, status=Status.REPORTED)
    proof.report = replace(proof.report, readings=tuple(read if r is amount else r for r in proof.report.readings))
    proof.each_cell(lambda cell: replace(cell, text=raw) if cell.code == AMOUNT else cell, "2")


def _province_row(proof: Proof, draws: Draws) -> None:
    """Hubei: one more row in the first block, and more words in the heading."""
    value = draws.between(5, 90)
    extra = {f"2.extra.{column}": value for column in ("made", "disclosed", "disclosed_total")}
    row = [
        Printed("其他主动公开文件"),
        *(Printed(str(value), code=f"{code}@其他主动公开文件") for code, value in extra.items()),
    ]

    def change(rows: list[Row]) -> list[Row]:
        at = next(
            place for place, cells in enumerate(rows) if any((c.code or "").startswith("2.documents.") for c in cells)
        )
        return [*rows[: at + 1], row, *rows[at + 1 :]]

    proof.each_table(change, "2")
    readings = [
        Reading(code, str(n), Decimal(n), "件", Status.REPORTED, row_label="其他主动公开文件")
        for code, n in extra.items()
    ]
    proof.report = replace(proof.report, readings=(*proof.report.readings, *readings))
    proof.parts = [
        Heading(part.text.replace("、主动公开", "、行政机关主动公开")) if isinstance(part, Heading) else part
        for part in proof.parts
    ]


def _small(report: Report) -> bool:
    """Some row of table two can be glued without doubt."""
    return has_table("2")(report) and report.forms["2"] == NEW


def _bought(report: Report) -> bool:
    return on_form("2", OLD)(report) and any(r.indicator == AMOUNT and r.value for r in report.readings)


TABLES = {
    "cells_glued": Damage(_glued, TEXT, _small),
    "zeros_dropped": Damage(_zeros_dropped, TEXT, has_table("3")),
    "repeated_lines_removed": Damage(_repeats_removed, TEXT, has_table("2", "3", "4")),
    "only_totals": Damage(_only_totals, fit=has_table("3")),
    "notes_beside_numbers": Damage(_notes_beside, fit=has_table("2")),
    "page_number_in_table": Damage(_page_numbers, fit=has_table("2")),
    "table_a_row": Damage(_table_a_row, GRIDS, has_table("3")),
    "empty_header_row": Damage(_empty_header_row, GRIDS, has_table("4")),
    "spans_disagree": Damage(_spans_disagree, PAGES, has_table("2")),
    "headings_lost": Damage(_headings_lost),
    "told_in_a_sentence": Damage(_told_in_a_sentence, fit=on_form("2", NEW)),
    "money_unit_in_header": Damage(_money_in_header, fit=_bought),
    "province_row": Damage(_province_row, fit=on_form("2", OLD)),
}
