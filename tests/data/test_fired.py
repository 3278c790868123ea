"""Every rule of finding is found out in a document here, whatever it takes to write one."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import cycle, islice

import openpyxl
import pytest

from bench.precision.corpus import FAULTS, faultless, with_fault
from data.across import RULES as BETWEEN_REPORTS
from data.demo.draws import Draws
from data.reading import checked
from tests.data.readers import test_docx as word
from tests.data.readers.test_ink import partly_drawn
from tests.data.readers.test_pdf import FONT, ROWS, TITLE, pdf, table
from tests.data.readers.test_pdf_looks import picture
from tests.data.recognise import harder, mutations
from tests.data.recognise import test_dumps as dumps
from tests.test_architecture import ROOT
from words import rules

BUSY = 3  # the seed of a report with numbers all over
SPACED = mutations.in_rows(mutations.mutant(BUSY), "", " ", "")
NEW, CARRIED, OTHER = "数量 8 0 0 27 34 0 69", "数量 2 0 0 1 0 0 3", "（六）其他处理 0 0 0 0 0 0 0"
SECOND = "云山镇2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
HEADS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def instead(before: str, after: str) -> bytes:
    """The busy report as lines of text, with something else in one place."""
    assert before in SPACED
    return SPACED.replace(before, after).encode()


def blank() -> bytes:
    """The busy report with nothing in any cell."""
    empty = mutations.mutant(BUSY)
    empty.each(lambda cell: replace(cell, text="") if cell.code else cell)
    return mutations.in_rows(empty, "", "\t", "").encode()


def page(cell: str) -> bytes:
    """A web page with such a cell among its numbers."""
    rows = (HEADS, ("规章", "0", "0", "0"), ("行政规范性文件", cell, "1", "2"))
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<p>{SECOND.splitlines()[0]}</p><p>{SECOND.splitlines()[1]}</p><table>{cells}</table>".encode()


def sheet(value: object, form: str = "General") -> bytes:
    """A workbook with such a cell among its numbers."""
    book = openpyxl.Workbook()
    for row in (*([line] for line in SECOND.splitlines()), HEADS, ("规章", 0, 0, 0), ("行政规范性文件", value, 1, 2)):
        book.active.append(row)
    book.active["B5"].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def crossed() -> bytes:
    """A Word document with a line drawn across one of its numbers."""
    line = '<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
    rows = (HEADS, ("规章", "0", "0", "0"), ("行政规范性文件", "12", "1", "2"))
    cells = "".join(f"<w:tr>{''.join(map(word.cell, row))}</w:tr>" for row in rows)
    crossed = cells.replace("<w:t>12</w:t></w:r>", f"<w:t>12</w:t></w:r>{line}")
    above = "".join(word.paragraph(word.run(text)) for text in SECOND.splitlines())
    return word.package(f"{above}<w:tbl>{crossed}</w:tbl>")


def scan(canvas) -> None:
    """Letters that nobody sees under a picture of the page."""
    canvas.drawImage(picture(), 0, 0, 600, 800)
    canvas.saveState()
    for y, row in enumerate(ROWS):
        for x, text in enumerate(row):
            hidden = canvas.beginText(55 + 100 * x, 705 - 20 * y)
            hidden.setFont(FONT, 10)
            hidden.setTextRenderMode(3)
            hidden.textOut(text)
            canvas.drawText(hidden)
            canvas.rect(50 + 100 * x, 700 - 20 * y, 100, 20)
    canvas.restoreState()


def off_the_paper(canvas) -> None:
    canvas.drawString(50, 750, TITLE)
    canvas.translate(160, 0)
    table(canvas, ROWS)


def mutant(layout: str, *defects: str, seed: int = BUSY, of=mutations) -> bytes:
    return of.made(seed, layout, list(defects))[2]


TWO_YEARS = "".join(
    dumps.third({"new": f"{n} | 0 | 0 | 0 | 0 | 0 | {n}"}, year=y) + "\n" for y, n in ((2022, 3), (2023, 8))
)
ZEROS = dict.fromkeys(dumps.ROWS, "3 | 0 | 0 | 0 | 0 | 0 | 3")
GARBLED = "政府信息公开年报".encode().decode("gb18030", errors="replace")
AGAIN = dumps.LAST.partition("\n")[2] + "\n五、存在"
BESIDE = "\n".join(f"{label} 本年 2 1 0 0 0 0 3\n上年 9 9 9 9 9 9 9" for label in dumps.ROWS.values()) + "\n五、存在"
TOWNSHIPS = "甲山镇 | 乙水镇 | 丙田镇 | 丁桥镇 | 戊岭镇 | 己塘镇 | 总计"
# Rule → name and content of a document in which it is found out; what others tell of is in FAULTS.
WRITTEN = {
    "placed_by_sums": ("x.txt", instead(CARRIED, "数量\t\t2\t\t\t1\t\t3\t\t")),
    "number_left_over": ("x.txt", instead(NEW, NEW + " 100")),
    "blanks_lost": ("x.txt", instead(NEW, "数量 8 27 34 69")),
    "row_given_twice": ("x.txt", instead(OTHER, OTHER + "\n（六）其他处理 0 0 0 1 0 0 1")),
    "digits_parted": ("x.txt", mutant("glued")),
    "blanks_uncertain": ("x.txt", mutant("lines", "totals_only")),
    "only_totals": ("x.txt", mutant("spaced", "totals_only")),
    "label_unclear": ("x.txt", mutant("spaced", "other_row")),
    "label_lost": ("x.txt", mutant("labels_then_numbers", of=harder)),
    "form_unclear": ("x.txt", mutant("tabs", "heads_lost", seed=6, of=harder)),
    "tables_again": ("x.txt", mutant("tabs", "printed_twice", of=harder)),
    "blank_form": ("x.txt", blank()),
    "heads_differ": ("x.txt", dumps.third({"new": "1 | 2 | 3 | 4 | 5 | 6 | 21"}, TOWNSHIPS).encode()),
    "sums_fail": ("x.txt", dumps.third(dumps.SHIFTED).encode()),
    "tables_of_years": ("x.txt", dumps.third(ZEROS, above=dumps.LAST).encode()),
    "tables_differ": ("x.txt", dumps.third(ZEROS).replace("五、存在", AGAIN).encode()),
    "last_year_beside": ("x.txt", dumps.third({}).replace("五、存在", BESIDE).encode()),
    "years_in_file": ("石坝镇_2022.txt", TWO_YEARS.encode()),
    "place_damaged": ("云山镇_2023.txt", dumps.third(ZEROS).replace("石坝镇", "?坝镇").encode()),
    "looks_differ": ("x.html", page("1<b>2</b>")),
    "struck_out": ("x.html", page("<s>12</s>")),
    "number_as_picture": ("x.html", page('<img src="a.png">')),
    "shown_besides": ("x.docx", crossed()),
    "formula_computed": ("x.xlsx", sheet("=SUM(C5,D5)*2")),
    "formula_unread": ("x.xlsx", sheet("=VLOOKUP(1,A1:C1,2)")),
    "shown_otherwise": ("x.xlsx", sheet(12.345, "0.0")),
    "text_mended": ("x.txt", SPACED.encode().decode("gb18030", errors="replace").encode()),
    "text_garbled": ("x.html", page("3") + f"<div>{GARBLED}</div>".encode()),
    "text_under_scan": ("云山镇_2022.pdf", pdf(scan)),
    "no_text_layer": ("云山镇_2022.pdf", pdf(lambda canvas: canvas.drawImage(picture(), 0, 0, 600, 800))),
    "cut_off": ("x.pdf", pdf(off_the_paper)),
    "ink_differs": ("x.pdf", pdf(partly_drawn)),
    "stale_year": ("x.txt", instead("追究的情形。", "追究的情形。2019年我街道收到公开申请3件。")),
    "cells_unplaced": ("x.txt", instead(NEW, "数量 8 27 34 69")),
    "row_without_numbers": ("x.txt", instead(NEW, "数量")),
    "out_of_order": ("x.txt", mutant("by_columns", of=harder)),
}  # fmt: skip
PRINTED = ("print_differs", "print_unread")  # only a print tells, and it takes LibreOffice
PLANTED = {fault.rule: fault for fault in reversed(FAULTS) if fault.rule not in WRITTEN}


@pytest.mark.parametrize("rule", WRITTEN)
def test_rule_is_found_out_where_it_is_written(rule):
    name, content = WRITTEN[rule]
    assert rule in {finding.rule for finding in checked(name, content).findings}


@pytest.fixture(scope="module")
def reports():
    """Reports of a county in which nothing was planted."""
    return list(islice(faultless(40, BUSY), 60))


@pytest.mark.parametrize("rule", PLANTED)
def test_rule_is_found_out_where_it_is_planted(reports, rule):
    fault = PLANTED[rule]
    as_text = replace(fault, formats=fault.formats & {"txt"} or fault.formats)  # the soonest read
    document = with_fault(cycle(reports), as_text, Draws(BUSY, rule))
    assert rule in {finding.rule for finding in checked(document.name, document.content, document.parents).findings}


def test_no_rule_is_without_a_document():
    """Those that only reports together tell are found out in stores of their own: tests/data/across names each."""
    across = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests/data/across").glob("test_*.py"))
    assert [rule for rule in BETWEEN_REPORTS if f'"{rule}"' not in across] == []
    printed = (ROOT / "tests/data/recognise/test_printed.py").read_text(encoding="utf-8")
    assert [rule for rule in PRINTED if f'"{rule}"' not in printed] == []
    missing = set(rules.rules()) - {*WRITTEN, *PLANTED, *BETWEEN_REPORTS, *PRINTED}
    assert not missing, f"{sorted(missing)}: put a document that fires it into WRITTEN above"
