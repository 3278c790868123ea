"""Layouts and defects that are harder than those seen: other formats, tables turned, mixed, numbered, doubled."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import replace
from html import escape

import openpyxl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from data.demo.render.docx import docx
from data.demo.render.parts import Part, Prose, Table
from data.demo.render.pdf import FONT, pdf
from data.demo.render.table import Printed, grid
from data.forms import BLOCKS
from tests.data.readers import ofd_writer
from tests.data.recognise import mutations
from tests.data.recognise.mutations import Mutant, Row

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
SIMILAR = "申报政务公示处行机构种书结果总分息信请"


# Defects ----------------------------------------------------------------------------------------------------


def full_width_digits(m: Mutant) -> None:
    m.each(lambda c: replace(c, text=c.text.translate(FULL_WIDTH)) if c.code else c)


def vertical_labels(m: Mutant) -> None:
    """Short labels printed one character a line."""
    m.labels(lambda text: "\n".join(text) if 2 <= len(text) <= 6 else text, 0.4)


def mistyped(m: Mutant) -> None:
    """A character of a long label is another, gone, or there twice."""

    def change(text: str) -> str:
        if len(text) < 6:
            return text
        at = m.rng.randrange(2, len(text) - 1)
        return text[:at] + m.rng.choice(["", text[at] * 2, m.rng.choice(SIMILAR)]) + text[at + 1 :]

    m.labels(change, 0.25)


def running_numbers(m: Mutant) -> None:
    """A column of running numbers stands before table three."""
    for table in m.tables[1:2]:
        number = 0
        for row in table:
            has_values = any(cell.code for cell in row)
            number += has_values
            row.insert(0, Printed(str(number) if has_values else "序号"))


def unit_column(m: Mutant) -> None:
    """A column 单位 with 件 stands behind the labels of table three."""
    for table in m.tables[1:2]:
        for row in table:
            at = next((i for i, cell in enumerate(row) if cell.code), len(row))
            row.insert(at, Printed("件" if at < len(row) else "单位"))


def note_row(m: Mutant) -> None:
    """A row across the table that is a note, with numbers in it."""
    for table in m.tables:
        width = sum(cell.columns for cell in table[-1])
        at = m.rng.randint(len(table) // 2, len(table))
        while at < len(table) and any(cell.covered for cell in table[at]):
            at += 1
        table.insert(at, [Printed("注：含转办2件，上年结转1件按程序延期。", columns=width)])


def page_number_row(m: Mutant) -> None:
    for table in m.tables:
        width = sum(cell.columns for cell in table[-1])
        at = m.rng.randint(len(table) // 2, len(table) - 1)
        while at < len(table) and any(cell.covered for cell in table[at]):
            at += 1
        table.insert(at, [Printed(m.rng.choice(["- 3 -", "— 4 —", "第 3 页 共 6 页", "3", "3 / 6"]), columns=width)])


def heads_repeated(m: Mutant) -> None:
    """The heads of table three come again after a page break."""
    table = m.tables[1] if len(m.tables) > 1 else m.tables[0]
    heads = [row for row in table[:4] if not any(cell.code for cell in row)]
    at = len(table) // 2
    while at < len(table) and any(cell.covered for cell in table[at]):
        at += 1
    table[at:at] = [list(row) for row in heads]


def wrong_heads_repeated(m: Mutant) -> None:
    """After a page break table three goes on under heads that are not its own."""
    table = m.tables[1] if len(m.tables) > 1 else m.tables[0]
    at = len(table) // 2
    while at < len(table) and any(cell.covered for cell in table[at]):
        at += 1
    columns = sum(1 for row in table for cell in row if (cell.code or "").startswith("3.new.")) or 3
    width = sum(cell.columns for cell in table[-1])
    heads = [Printed(f"数据{number}") for number in range(1, columns + 1)]
    table.insert(at, [Printed("信息内容", columns=max(width - columns, 1)), *heads])


def question_marks(m: Mutant) -> None:
    """Characters of long labels were lost to question marks."""
    m.labels(lambda text: text if len(text) < 6 else text[:3] + "?" + text[4:], 0.3)


def heads_lost(m: Mutant) -> None:
    """All rows of heads of a table are gone."""
    table = m.rng.choice(m.tables)
    table[:] = [row for row in table if any(cell.code for cell in row)]
    if table and table[0][0].code and table[0][0].code[0] == "2":
        m.lost |= {code for code in m.truth if code.startswith("2.")}


def provincial_row(m: Mutant) -> None:
    """A row of its own in table three, under the first."""
    for table in m.tables:
        for index, row in enumerate(table):
            if any((cell.code or "").startswith("3.new.") for cell in row):
                values = [Printed(str(m.rng.randint(0, 9))) for _ in range(7)]
                table.insert(index + 1, [Printed("其中：通过网络提交的申请数量", columns=row[0].columns), *values])
                return


def totals_row_first(m: Mutant) -> None:
    """Thousands are parted by commas and amounts end in .00."""
    m.each(lambda c: replace(c, text=f"{int(c.text):,}") if c.code and c.text.isdigit() and len(c.text) > 3 else c)


def money_in_label(m: Mutant) -> None:
    """The unit of money stands with the row's name, where the form has none."""
    code = "2.procurement.amount"

    def change(c: Printed) -> Printed:
        if c.text == "政府集中采购":
            return replace(c, text="政府集中采购（万元）")
        if c.code == code and m.truth.get(code):
            return replace(c, text=f"{m.truth[code] / 10000:f}")
        return c

    m.each(change)


def columns_swapped(m: Mutant) -> None:
    """Two columns of a table have changed places, heads and all."""
    pairs = (
        ("商业企业", "科研机构"),
        ("本年制发件数", "本年废止件数"),
        ("本年新公开数量", "对外公开总数量"),
        ("上一年项目数量", "本年增/减"),
    )
    for one, other in m.rng.sample(pairs, 2):
        codes = {c.path[-1]: c.code for b in BLOCKS for c in b.columns}
        if not {one, other} <= {cell.text for table in m.tables for row in table for cell in row}:
            continue
        for table in m.tables:
            for row in table:
                at = {c.code.split(".")[2]: i for i, c in enumerate(row) if c.code and c.code[0] in "23"}
                if codes[one] in at and codes[other] in at:
                    i, j = at[codes[one]], at[codes[other]]
                    row[i], row[j] = row[j], row[i]
        m.labels(lambda text, one=one, other=other: {one: other, other: one}.get(text, text), 1)


def another_report(m: Mutant) -> None:
    """Under the report stands the one of the year before."""
    other = mutations.mutant(m.rng.randrange(10**6))
    if m.lost or m.report.forms != other.report.forms:
        return
    m.items += [i for i in other.items[1:] if not (isinstance(i, str) and "统计期限" in i)]


def printed_twice(m: Mutant) -> None:
    """The page has the report a second time, for printing."""
    m.items += [item if isinstance(item, str) else [list(row) for row in item] for item in m.items]


def zeros_as_letters(m: Mutant) -> None:
    m.each(lambda c: replace(c, text=m.rng.choice(["O", "〇", "零"])) if c.code and c.text == "0" else c)


def numbers_broken(m: Mutant) -> None:
    """Long numbers run over two lines of their narrow cell."""
    m.each(
        lambda c: (
            replace(c, text=c.text[:2] + "\n" + c.text[2:]) if c.code and c.text.isdigit() and len(c.text) > 2 else c
        )
    )


DEFECTS: dict[str, Callable[[Mutant], None]] = {
    f.__name__: f
    for f in (
        *(full_width_digits, vertical_labels, mistyped, running_numbers, unit_column, note_row, page_number_row),
        *(
            heads_repeated,
            heads_lost,
            wrong_heads_repeated,
            question_marks,
            provincial_row,
            totals_row_first,
            money_in_label,
            columns_swapped,
        ),
        *(another_report, printed_twice, zeros_as_letters, numbers_broken),
    )
}


# Layouts ----------------------------------------------------------------------------------------------------


def _parts(m: Mutant) -> list[Part]:
    return [Prose(item) if isinstance(item, str) else Table("", _even(item)) for item in m.items]


def _even(table: list[Row]) -> list[Row]:
    """The rows as a rectangle in which no cell reaches over another or out of the table."""
    begins = grid([row for row in table if row])
    height, width = max(y for y, _ in begins) + 1, max(x + cell.columns for (_, x), cell in begins.items())
    taken: set[tuple[int, int]] = set()
    rows: list[Row] = [[] for _ in range(height)]
    for y, x in ((y, x) for y in range(height) for x in range(width)):
        cell = begins.get((y, x), Printed(""))
        if (y, x) in taken:
            if sum(one.columns for one in rows[y]) <= x:  # covered from above
                rows[y].append(Printed("", covered=True))
            continue
        full = taken | begins.keys()
        columns = next((n for n in range(1, cell.columns) if (y, x + n) in full), cell.columns)
        most = min(cell.rows, height - y)
        down = next((n for n in range(1, most) if (y + n, x) in full), most)
        taken |= {(y + dy, x + dx) for dy in range(down) for dx in range(columns)}
        rows[y].append(replace(cell, rows=down, columns=columns))
    return rows


def _laid(table: list[Row]) -> dict[tuple[int, int], Printed]:
    return grid(_even(table))


def workbook(m: Mutant) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    y = 0
    for item in m.items:
        if isinstance(item, str):
            sheet.cell(y + 1, 1, item)
            y += 1
            continue
        for (row, column), cell in _laid(item).items():
            number = cell.code and cell.text.isdigit()
            sheet.cell(y + row + 1, column + 1, int(cell.text) if number else cell.text)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=y + row + 1,
                    start_column=column + 1,
                    end_row=y + row + cell.rows,
                    end_column=column + cell.columns,
                )
        y += len(item)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def commas(m: Mutant) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for item in m.items:
        if isinstance(item, str):
            writer.writerow([item])
            continue
        laid = _laid(item)
        width = max(x + cell.columns for (_, x), cell in laid.items())
        writer.writerows([[laid[y, x].text if (y, x) in laid else "" for x in range(width)] for y in range(len(item))])
    return out.getvalue().encode("gb18030")


def _wrapped(cell: Printed, step: float) -> list[str]:
    most = max(int(step * cell.columns / 4) - 1, 2)
    lines = cell.text.split("\n")
    return [line[i : i + most] for line in lines for i in range(0, max(len(line), 1), most)]


def _drawing(m: Mutant) -> tuple[float, list[ofd_writer.Mark], list[ofd_writer.Box]]:
    """The page's height, its words in no order with their base lines, and the boxes of the cells, from above."""
    marks: list[ofd_writer.Mark] = []
    boxes: list[ofd_writer.Box] = []
    top = 30.0
    for item in m.items:
        if isinstance(item, str):
            marks.append((40, top + 10, item[:180]))
            top += 16
            continue
        laid = _laid(item)
        step = 1120 / max(x + cell.columns for (_, x), cell in laid.items())
        for (y, x), cell in laid.items():
            lines = _wrapped(cell, step)
            middle = top + 16 * y + 8 * cell.rows + 2 - 2 * (len(lines) - 1)
            marks += [(42 + step * x, middle + 4 * k, line) for k, line in enumerate(lines)]
            boxes.append((40 + step * x, top + 16 * y, step * cell.columns, 16 * cell.rows))
        top += 16 * len(item) + 4
    random.Random(len(marks)).shuffle(marks)
    return top + 30, marks, boxes


def drawn(m: Mutant, ruled: bool) -> bytes:
    """A PDF whose words were drawn in no order."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    height, marks, boxes = _drawing(m)
    canvas = Canvas(out, pagesize=(1200, height))
    canvas.setFont(FONT, 4)
    for x, y, text in marks:
        canvas.drawString(x, height - y, text)
    for x, y, width, tall in boxes if ruled else ():
        canvas.rect(x, height - y - tall, width, tall)
    canvas.save()
    return out.getvalue()


def office_pages(m: Mutant, ruled: bool) -> bytes:
    """An OFD document whose words were written in no order."""
    _, marks, boxes = _drawing(m)
    return ofd_writer.ofd(ofd_writer.page([mark for mark in marks if mark[2]], boxes if ruled else (), size=4))


def page_in_pieces(m: Mutant) -> str:
    """A web page whose every row is a table, inside a table that lays out the page; text cut over spans."""
    out = []
    for item in m.items:
        if isinstance(item, str):
            out.append(f"<p>{escape(item)}</p>")
        else:
            out += [
                "<table><tr>"
                + "".join(
                    f"<td>{''.join(f'<span>{escape(c)}</span>' for c in cell.text)}</td>"
                    for cell in row
                    if not cell.covered
                )
                + "</tr></table>"
                for row in item
            ]
    return "<html><body><table><tr><td>导航</td><td>" + "".join(out) + "</td></tr></table></body></html>"


def page_of_headers(m: Mutant) -> str:
    """th for labels, thead and tbody, scripts and comments inside, &emsp; for blanks."""
    out = []
    for item in m.items:
        if isinstance(item, str):
            out.append(f"<div><font>{escape(item)}</font><br></div>")
            continue
        rows = []
        for row in item:
            cells = [
                f"<{tag} rowspan={c.rows} colspan='{c.columns}'><p>&emsp;{escape(c.text)}<!--x--></p></{tag}>"
                for c in row
                for tag in ["td" if c.code else "th"]
                if not c.covered
            ]
            rows.append("<tr>" + "".join(cells) + "</tr>")
        out.append(
            f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table><script>var n=12;</script>"
        )
    return "<html><body>" + "".join(out) + "</body></html>"


def labels_then_numbers(m: Mutant) -> str:
    """A PDF copied by columns: first the labels of a table, then its numbers, a row a line."""
    out: list[str] = []
    for item in m.items:
        if isinstance(item, str):
            out.append(item)
            continue
        out += [cell.text for row in item for cell in row if cell.text and not cell.code]
        out += [" ".join(cell.text for cell in row if cell.code) for row in item if any(cell.code for cell in row)]
    return "\n".join(out)


def by_columns(m: Mutant) -> str:
    """A table copied column by column, one cell a line."""
    out: list[str] = []
    for item in m.items:
        if isinstance(item, str):
            out.append(item)
            continue
        out += [cell.text for (_, _), cell in sorted(_laid(item).items(), key=lambda pair: (pair[0][1], pair[0][0]))]
    return "\n".join(out)


def colons(m: Mutant) -> str:
    return mutations.in_rows(m, "", "：", "")


def ideographic(m: Mutant) -> str:
    return mutations.in_rows(m, "　", "　　", "")


def tabs_before(m: Mutant) -> str:
    return "\n".join(
        item if isinstance(item, str) else "\n".join("\t" + text for row in mutations.flat(item) for text in row)
        for item in m.items
    )


def bars_on_cells(m: Mutant) -> str:
    """Each cell on a line of its own that ends in a bar."""
    return "\n".join(
        item if isinstance(item, str) else "\n".join(text + " |" for row in mutations.flat(item) for text in row)
        for item in m.items
    )


def bars_in_every_place(m: Mutant) -> str:
    """Bars round every place of the grid, covered ones empty."""
    return "\n".join(
        item
        if isinstance(item, str)
        else "\n".join(
            "| " + " | ".join(text for cell in row for text in [cell.text, *[""] * (cell.columns - 1)]) + " |"
            for row in _even(item)
        )
        for item in m.items
    )


LAYOUTS: dict[str, tuple[str, Callable[[Mutant], bytes], bool]] = {
    "docx": ("docx", lambda m: docx(_parts(m)), True),
    "pdf": ("pdf", lambda m: pdf(_parts(m)), True),
    "pdf_unruled": ("pdf", lambda m: pdf(_parts(m), ruled=False), False),
    "drawn": ("pdf", lambda m: drawn(m, True), True),
    "drawn_unruled": ("pdf", lambda m: drawn(m, False), False),
    "ofd": ("ofd", lambda m: office_pages(m, True), True),
    "ofd_unruled": ("ofd", lambda m: office_pages(m, False), False),
    "workbook": ("xlsx", workbook, True),
    "commas": ("csv", commas, True),
    "page_in_pieces": ("html", lambda m: page_in_pieces(m).encode("gbk", "xmlcharrefreplace"), True),
    "page_of_headers": ("html", lambda m: page_of_headers(m).encode("utf-16"), True),
    "labels_then_numbers": ("txt", lambda m: labels_then_numbers(m).encode(), False),
    "by_columns": ("txt", lambda m: by_columns(m).encode(), False),
    "colons": ("txt", lambda m: colons(m).encode(), True),
    "ideographic": ("txt", lambda m: ideographic(m).encode("gb18030"), False),
    "tabs_before": ("txt", lambda m: tabs_before(m).encode("utf-16"), True),
    "bars_on_cells": ("txt", lambda m: bars_on_cells(m).encode(), True),
    "bars_in_every_place": ("txt", lambda m: bars_in_every_place(m).encode(), True),
}
LAYOUTS |= {
    name: (suffix, lambda m, render=render: render(m).encode(), shows)
    for name, (suffix, render, shows) in mutations.LAYOUTS.items()
}
LAST = ("printed_twice", "another_report")  # what is printed twice is damaged already
ALL_DEFECTS = mutations.DEFECTS | DEFECTS


def made(seed: int, layout: str | None = None, defects: list[str] | None = None) -> tuple[Mutant, str, bytes]:
    """A mutant by seed with up to three defects; its file name and content."""
    m = mutations.mutant(seed)
    layout = layout or m.rng.choice(list(LAYOUTS))
    chosen = m.rng.sample(list(ALL_DEFECTS), m.rng.randint(0, 3)) if defects is None else defects
    for name in sorted(chosen, key=LAST.__contains__):
        ALL_DEFECTS[name](m)
        m.done.append(name)
    suffix, render, _ = LAYOUTS[layout]
    m.done.append(layout)
    return m, f"x.{suffix}", render(m)
