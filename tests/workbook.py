"""A report as a workbook, as a unit that fills one in hands it to the county."""

from __future__ import annotations

import io

import openpyxl

from data.demo.render.parts import Part, Table
from data.demo.render.table import grid


def workbook(printed: list[Part]) -> bytes:
    """The parts as a workbook: a sheet, a line a paragraph, tables as they stand."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet, at = book.active, 1
    assert sheet is not None
    for part in printed:
        if isinstance(part, Table):
            for (row, column), cell in grid(part.rows).items():
                sheet.cell(at + row, column + 1, int(cell.text) if cell.text.isdecimal() else cell.text)
                if cell.rows > 1 or cell.columns > 1:
                    ends = {"end_row": at + row + cell.rows - 1, "end_column": column + cell.columns}
                    sheet.merge_cells(start_row=at + row, start_column=column + 1, **ends)
            at += len(part.rows)
        else:
            sheet.cell(at, 1, part.text)
            at += 1
    book.save(out)
    return out.getvalue()
