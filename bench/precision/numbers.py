"""Faults in the tables: sums, forms, cells and the way numbers are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bench.precision.fault import Fault, added, missing, printed, values
from data.demo.damage.proof import GRIDS
from data.demo.draws import Draws
from data.demo.prose import body
from data.forms import identities
from data.model import Report
from data.numbers import plain

SUMS = ("flow", "outcomes", "applicants", "disputes")
LATER = 3  # years; a report of 2019 or 2020 that calls itself one of 2022 or 2023 is on the superseded form
# What may be said of a table that lost parts, besides that it did.
DOUBTS = frozenset({
    "cells_unplaced", "cells_missing", "placed_by_sums", "number_left_over", "digits_parted", "blanks_uncertain",
    "blanks_lost", "out_of_order", "row_without_numbers", "sums_fail", "heads_differ", "only_totals", "row_given_twice",
    "label_unclear", "label_lost", "label_empty", "form_unclear",
    "table_missing", "text_for_number", "number_unclear", "superseded_form", "decisions_as_sum",
})  # fmt: skip
IN_WORDS = frozenset({"prose_disagrees", "prose_figure_disagrees"})  # the prose still has the true figure
# Cells that stand in no sum, one of them on either form.
ALONE = ("2.licences.decisions", "2.penalties.decisions", "2.coercion.decisions")


def broken(report: Report) -> set[str]:
    """The rules of the sums that the printed figures do not keep."""
    figures = values(report)
    whole = [
        identity
        for identity in identities(report.forms["3"])
        if all(part in figures for part in identity.left + identity.right)
    ]
    return {
        f"identity_{identity.code}"
        for identity in whole
        if sum(figures[part] for part in identity.left) != sum(figures[part] for part in identity.right)
    }


def _open_sum(code: str, report: Report, draws: Draws) -> Report | None:
    """One figure of one such sum is another one; it may stand in other sums too."""
    figures = values(report)
    found = [one for one in identities(report.forms["3"]) if one.code == code]
    cell = draws.one([part for one in found for part in one.left + one.right if part in figures])
    return printed(report, {cell: plain(figures[cell] + draws.between(1, 12))})


def _parts_above(report: Report, draws: Draws) -> Report | None:
    """One result of the reviews is left blank, and another is more than the total."""
    if "4.reviews.total" not in values(report):
        return None
    total = draws.between(0, 4)
    cells = {"total": str(total), "corrected": str(total + draws.between(1, 9)), "other": ""}
    return printed(report, {f"4.reviews.{column}": raw for column, raw in cells.items()})


def _decisions_as_sum(report: Report, draws: Draws) -> Report | None:
    if "2.licences.items" not in values(report):
        return None
    items, change = draws.between(5, 40), draws.between(1, 20)
    row = draws.one(("licences", "penalties"))
    cells = {"items": str(items), "change": str(change), "decisions": str(items + change)}
    return printed(report, {f"2.{row}.{column}": raw for column, raw in cells.items()})


def _in_force_below_made(report: Report, draws: Draws) -> Report | None:
    if "2.documents.in_force" not in values(report):
        return None
    repealed, in_force, more = draws.between(0, 2), draws.between(0, 3), draws.between(1, 6)
    cells = {"made": str(in_force + repealed + more), "repealed": str(repealed), "in_force": str(in_force)}
    return printed(report, {f"2.documents.{column}": raw for column, raw in cells.items()})


def _superseded(report: Report, draws: Draws) -> Report | None:
    if report.year > 2020:
        return None
    old, new = str(report.year), str(report.year + LATER)
    story = {section: text.replace(old, new) for section, text in report.narrative.items()}
    file = report.source_file.replace(old, new)
    later = replace(report, year=report.year + LATER, title=report.title.replace(old, new), narrative=story)
    return replace(later, source_file=file, published=f"{report.year + LATER + 1}-01-20")


def _township_rules(report: Report, draws: Draws) -> Report | None:
    code = "2.rules.made"
    return printed(report, {code: str(draws.between(1, 6))}) if code in values(report) else None


def _table_missing(report: Report, draws: Draws) -> Report | None:
    return missing(report, draws.one(["2.", "3.", "4."]))


def _row_missing(report: Report, draws: Draws) -> Report | None:
    return missing(report, draws.one(["2.penalties.", "3.repeated.", "3.petition.", "3.process."]))


def _written(texts: tuple[str, ...], report: Report, draws: Draws) -> Report | None:
    """A cell that stands in no sum is filled in otherwise than with a number."""
    return printed(report, {draws.one(ALONE): draws.one(texts).format(n=draws.between(2, 60))})


def _without_unit(report: Report, draws: Draws) -> Report | None:
    amount = values(report).get("2.procurement.amount")
    return printed(report, {"2.procurement.amount": plain(amount)}) if amount else None


def _too_exact(report: Report, draws: Draws) -> Report | None:
    code = "2.fees.amount"
    return printed(report, {code: f"1.{draws.between(12345678, 99999999)}1"}) if code in values(report) else None


def _signed_by_another(report: Report, draws: Draws) -> Report | None:
    other = draws.one(["柳溪镇", "石门乡", "东湖街道", "沙河镇"])
    closing = f"{body(other, other[-2:] if other.endswith('街道') else other[-1])}\n{report.year + 1}年1月15日"
    return added(replace(report, published=None), "6", closing)


WRITTEN = {
    "text_for_number": ("见附件", "未统计", "详见公告"),
    "unit_unexpected": ("{n}元", "{n}万元"),
    "number_negative": ("-{n}",),
    "number_not_whole": ("{n}.5",),
    "number_approximate": ("约{n}", "{n}余", "近{n}"),
    "number_unclear": ("0{n}", "1.2万件"),
    "look_alike_digit": ("{n}O", "l{n}"),
    "digits_apart": ("{n} 7",),
    "number_too_long": ("{n}" + "8" * 16,),
}
NUMBERS = [
    *(Fault(f"identity_{code}", partial(_open_sum, code), IN_WORDS) for code in SUMS),
    Fault("parts_above_whole", _parts_above, IN_WORDS),
    Fault("decisions_as_sum", _decisions_as_sum),
    Fault("in_force_below_made", _in_force_below_made, IN_WORDS),
    Fault("superseded_form", _superseded),
    Fault("township_rules", _township_rules),
    Fault("table_missing", _table_missing, frozenset({"form_unclear", "prose_missing"})),
    Fault("cells_missing", _row_missing, frozenset({"form_unclear", "label_unclear"})),
    *(Fault(rule, partial(_written, texts)) for rule, texts in WRITTEN.items()),
    Fault("unit_missing", _without_unit),
    Fault("too_many_decimals", _too_exact),
    Fault("place_disagrees", _signed_by_another, frozenset({"other_body_named"})),
    Fault("year_disagrees", damage="period_of_last_year"),
    Fault("label_empty", damage="captions_cut", formats=GRIDS),
    Fault("repeats_removed", also=DOUBTS, damage="repeated_lines_removed"),
    Fault("text_mended", also=DOUBTS, damage="utf_8_read_as_gbk"),
]
