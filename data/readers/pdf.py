"""PDF with a text layer: ruled tables as grids, other text as lines; pages without text are told."""

from __future__ import annotations

import io
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Place
from data.readers.grids import Spanned, as_grid
from data.readers.looks import PICTURE, PLAIN, Piece, Seen, seen
from data.readers.page import Page
from data.readers.painted import Painted
from data.readers.pdfium import MOST_LETTERS, TooMuch, painted
from data.readers.unruled import Word
from data.readers.unruled import lines as lines_of

SNAP = 3.0  # points within which two rulings are one
SAME_LINE = 3.0  # points
MOST_PAGES = 300
BEHIND, CUT_OFF = "text_under_scan", "cut_off"
_ALONE = threading.Lock()  # pdfium bears one thread at a time
# What is beside the text and no part of it: links, notes that open on a click, and their windows.
_ASIDE = (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_POPUP)


def read(name: str, content: bytes, sha256: str) -> Document:
    """A PDF. Raises BadDocument for a damaged or locked one."""
    try:
        with _ALONE:
            pages = list(_painted(content))
        off = _hidden_layers(content) if any(g.paint.layer for page in pages for g in page.glyphs) else frozenset()
        return document(name, sha256, [Page.of(number, page, off) for number, page in enumerate(pages, 1)])
    except TooMuch as problem:
        raise BadDocument("file_too_complex", file=name, size=problem.args[0], most=MOST_LETTERS) from problem
    except pdfium.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise BadDocument("file_locked" if locked else "file_damaged", file=name, detail=str(problem)) from problem
    except Exception as problem:  # a damaged PDF makes the libraries fail in any way there is
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def _painted(content: bytes) -> Iterator[Painted]:
    """The pages, with the fields of forms and what was written onto them as part of the page."""
    pdf = pdfium.PdfDocument(content)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        for index in range(min(len(pdf), MOST_PAGES)):
            page = pdf[index]
            own = pdfium_c.FPDFPage_CountObjects(page)
            if _written_onto(page):
                pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
                page.close()
                page = pdf[index]
            yield painted(page.raw, own)
            page.close()
    finally:
        pdf.close()


def _written_onto(page: pdfium.PdfPage) -> bool:
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _ASIDE:
            return True
    return False


def _hidden_layers(content: bytes) -> frozenset[str]:
    """The names of optional content that is not shown."""
    catalog = PDFDocument(PDFParser(io.BytesIO(content))).catalog
    told = resolve1(catalog.get("OCProperties")) or {}
    usual = resolve1(told.get("D")) or {}
    off = [resolve1(group) for group in resolve1(usual.get("OFF")) or ()]
    if str(usual.get("BaseState")).strip("/'") == "OFF":
        on = [resolve1(group) for group in resolve1(usual.get("ON")) or ()]
        off = [group for group in map(resolve1, resolve1(told.get("OCGs")) or ()) if group not in on]
    return frozenset(decode_text(group["Name"]) for group in off if group and "Name" in group)


def document(name: str, sha256: str, pages: Sequence[Page]) -> Document:
    """The document on these pages."""
    blocks = [block for page in pages for block in _blocks(page)]
    silent = [page.page_number for page in pages if not page.chars]
    findings = [Finding("no_text_layer", (), {"pages": "、".join(map(str, silent))})] if silent else []
    return Document(name, sha256, tuple(blocks), tuple(findings))


def _blocks(page: Page) -> list[Paragraph | Grid]:
    """Lines and tables of a page from top to bottom."""
    tables = [table for table in page.find_tables() if _is_table(table)]
    found: list[tuple[float, Paragraph | Grid]] = []
    for number, table in enumerate(tables, 1):
        grid = _grid(table, page, number)
        if grid:
            found.append((table.bbox[1], grid))
    boxes = [table.bbox for table in tables]  # the library works each out anew when asked
    outside = [char for char in page.chars if not any(_inside(char, box) for box in boxes)]
    for number, line in enumerate(lines_of([_word(word) for word in _words(outside)]), 1):
        doubt = next((word.doubt for word in line.words if word.doubt), BEHIND if page.behind else "")
        found.append((line.top, Paragraph(line.text, Place(page=page.page_number, line=number), doubt)))
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def _words(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return extract_words(list(chars), return_chars=True) if chars else []


def _word(word: dict[str, Any]) -> Word:
    read_as = seen((char["text"], char["look"]) for char in word["chars"])
    return Word(read_as.text, word["x0"], word["x1"], word["top"], read_as.doubt)


def _is_table(table: Table) -> bool:
    """Boxes around paragraphs are no tables: they have one column."""
    return len({round(cell[0]) for cell in table.cells}) > 1


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return x0 <= x < x1 and top <= y < bottom


def _grid(table: Table, page: Page, number: int) -> Grid | None:
    """The table with spans told from which rulings a cell runs over."""
    columns, lines = (
        _edges([cell[axis] for cell in table.cells] + [cell[axis + 2] for cell in table.cells]) for axis in (0, 1)
    )
    chars = _by_cell(page, table.cells)
    rows: list[list[tuple[int, Spanned]]] = [[] for _ in lines[:-1]]
    for cell, within in zip(table.cells, chars, strict=True):
        left, top, right, bottom = (
            _nearest(edges, value) for edges, value in zip((columns, lines) * 2, cell, strict=True)
        )
        if top < len(rows) and right > left:
            read_as = _text(within)
            doubt = read_as.doubt or (BEHIND if page.behind else CUT_OFF if page.cuts_off(cell) else "")
            if not read_as.text and not doubt and page.holds_picture(cell):
                doubt = PICTURE
            rows[top].append((left, Spanned(read_as.text, max(bottom - top, 1), right - left, doubt)))
    ordered = [[cell for _, cell in sorted(row, key=lambda pair: pair[0])] for row in rows]
    return as_grid(ordered, number, page.page_number)


def _by_cell(page: Page, cells: Sequence[tuple[float, float, float, float]]) -> list[list[dict[str, Any]]]:
    """The characters whose middle lies in each of these cells."""
    left, top, right, bottom = np.array(cells).T
    x, y = page.middles.T[:, :, None]
    within = (left <= x) & (x < right) & (top <= y) & (y < bottom)
    return [[page.chars[index] for index in np.flatnonzero(column)] for column in within.T]


def _text(chars: Sequence[dict[str, Any]]) -> Seen:
    """The lines of a cell."""
    pieces: list[Piece] = []
    for line in cluster_objects(_words(chars), lambda word: word["top"], SAME_LINE) if chars else ():
        pieces.append(("\n" if pieces else "", PLAIN))
        for number, word in enumerate(line):
            pieces.append((" " if number else "", PLAIN))
            pieces += [(char["text"], char["look"]) for char in word["chars"]]
    found = seen(pieces)
    return Seen(found.text.strip(), found.doubt)


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
