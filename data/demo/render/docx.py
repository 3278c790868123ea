"""Word documents, as townships hand them to the county."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH

from data.demo.render.parts import Part, Prose, Table, Title
from data.demo.render.table import Row, grid

MADE = datetime(2021, 1, 1)  # a fixed date, so that the same report is the same file


def _table(document: DocumentObject, rows: list[Row]) -> None:
    width = sum(cell.columns for cell in rows[0])
    table = document.add_table(len(rows), width, style="Table Grid")
    places = [list(row.cells) for row in table.rows]
    for (row, column), cell in grid(rows).items():
        first = places[row][column]
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(places[row + cell.rows - 1][column + cell.columns - 1])
        first.text = cell.text


def docx(parts: list[Part]) -> bytes:
    """The parts as a Word document."""
    document = Document()
    for attribute in ("created", "modified"):
        setattr(document.core_properties, attribute, MADE)
    for part in parts:
        if isinstance(part, Table):
            _table(document, part.rows)
        else:
            paragraph = document.add_paragraph(part.text)
            if isinstance(part, Title):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif isinstance(part, Prose) and part.closing:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(content: bytes) -> bytes:
    """The same package with one fixed date on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), package.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
