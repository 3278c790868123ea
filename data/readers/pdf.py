"""PDF with a text layer: ruled tables as grids, other text as lines; pages without text are told."""

from __future__ import annotations

import io
import logging
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Place, Severity
from data.readers.grids import Spanned, as_grid
from data.readers.unruled import Word
from data.readers.unruled import lines as lines_of

SNAP = 3.0  # points within which two rulings are one
MOST_PAGES = 300
MOST_DRAWING = 8 * 2**20  # bytes that draw a page, unpacked; a page full of cells has a fiftieth
# pdfminer tells of every oddity of a file; none of them is for people.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read(name: str, content: bytes, sha256: str) -> Document:
    """A PDF. Raises BadDocument for a damaged or locked one."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            pages = pdf.pages[:MOST_PAGES]
            if (size := max(map(_drawing, pages), default=0)) > MOST_DRAWING:
                raise BadDocument("file_too_complex", file=name, size=size, most=MOST_DRAWING)
            return document(name, sha256, pages)
    except BadDocument:
        raise
    except PdfminerException as problem:
        locked = isinstance(problem.args[0] if problem.args else None, PDFPasswordIncorrect)
        raise BadDocument("file_locked" if locked else "file_damaged", file=name, detail=str(problem)) from problem
    except Exception as problem:  # a damaged PDF makes the library fail in any way there is
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def _drawing(page: Any) -> int:
    """Bytes of what draws a page, unpacked."""
    parts = [resolve1(part) for part in page.page_obj.contents]
    return sum(len(part.get_data()) for part in parts if isinstance(part, PDFStream))


def document(name: str, sha256: str, pages: Sequence[Any]) -> Document:
    """The document on these pages, or on others that give characters and rulings in the same way."""
    blocks = [block for page in pages for block in _blocks(page)]
    silent = [page.page_number for page in pages if not page.chars]
    findings = (
        [Finding("no_text_layer", Severity.WARNING, (), {"pages": "、".join(map(str, silent))})] if silent else []
    )
    return Document(name, sha256, tuple(blocks), tuple(findings))


def _blocks(page: Any) -> list[Paragraph | Grid]:
    """Lines and tables of a page from top to bottom."""
    tables = [table for table in page.find_tables() if _is_table(table)]
    found: list[tuple[float, Paragraph | Grid]] = []
    for number, table in enumerate(tables, 1):
        grid = _grid(table, page.page_number, number)
        if grid:
            found.append((table.bbox[1], grid))
    boxes = [table.bbox for table in tables]  # the library works each out anew when asked
    outside = [char for char in page.chars if not any(_inside(char, box) for box in boxes)]
    words = [Word(word["text"], word["x0"], word["x1"], word["top"]) for word in extract_words(outside)]
    for number, line in enumerate(lines_of(words), 1):
        found.append((line.top, Paragraph(line.text, Place(page=page.page_number, line=number))))
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def _is_table(table: Table) -> bool:
    """Boxes around paragraphs are no tables: they have one column."""
    return len({round(cell[0]) for cell in table.cells}) > 1


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return x0 <= x <= x1 and top <= y <= bottom


def _grid(table: Table, page: int, number: int) -> Grid | None:
    """The table with spans told from which rulings a cell runs over."""
    columns, lines = (
        _edges([cell[axis] for cell in table.cells] + [cell[axis + 2] for cell in table.cells]) for axis in (0, 1)
    )
    texts = {
        box: text or ""
        for row, line in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, line, strict=True)
        if box
    }
    rows: list[list[tuple[int, Spanned]]] = [[] for _ in lines[:-1]]
    for box, text in texts.items():
        left, top, right, bottom = (
            _nearest(edges, value) for edges, value in zip((columns, lines) * 2, box, strict=True)
        )
        if top < len(rows) and right > left:
            rows[top].append((left, Spanned(text, max(bottom - top, 1), right - left)))
    return as_grid([[cell for _, cell in sorted(row, key=lambda pair: pair[0])] for row in rows], number, page)


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    place = bisect_left(edges, value)
    around = [i for i in (place - 1, place) if 0 <= i < len(edges)]
    return min(around, key=lambda i: abs(edges[i] - value))
