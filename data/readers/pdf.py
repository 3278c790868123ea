"""PDF with a text layer: what is painted on its pages, as they are shown."""

from __future__ import annotations

import io
import threading
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from data.errors import BadDocument
from data.model import Document
from data.readers.page import Page
from data.readers.pages import document
from data.readers.painted import Box
from data.readers.pdfium import MOST_LETTERS, TooMuch, painted
from data.readers.rendered import rendered

MOST_PAGES = 300
FEW, MOST = 30, 0.8  # characters of a page that tell how it lies, and the share of them that must agree
_ALONE = threading.Lock()  # pdfium bears one thread at a time
# What is beside the text and no part of it: links, notes that open on a click, and their windows.
_ASIDE = (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_POPUP)

# Remarks that lie over what is printed, or strike it out.
_DRAWN = (
    *(pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STRIKEOUT, pdfium_c.FPDF_ANNOT_LINE, pdfium_c.FPDF_ANNOT_INK),
    *(pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_POLYGON, pdfium_c.FPDF_ANNOT_STAMP),
    *(pdfium_c.FPDF_ANNOT_POLYLINE, pdfium_c.FPDF_ANNOT_CARET),
)
_UNSHOWN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW


def read(name: str, content: bytes, sha256: str) -> Document:
    """A PDF. Raises BadDocument for a damaged or locked one."""
    with _told(name), _ALONE:
        return document(name, sha256, pages(content))


@contextmanager
def page_of(name: str, content: bytes, number: int) -> Iterator[Page | None]:
    """One page of a PDF, counted from 1, while it can be rendered; None if there is no such. Raises BadDocument."""
    with _told(name), _ALONE, closing(pages(content, number)) as found:
        yield next(found, None)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Raises BadDocument for whatever goes wrong with a PDF."""
    try:
        yield
    except TooMuch as problem:
        raise BadDocument("file_too_complex", file=name, size=problem.args[0], most=MOST_LETTERS) from problem
    except pdfium.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise BadDocument("file_locked" if locked else "file_damaged", file=name, detail=str(problem)) from problem
    except Exception as problem:  # a damaged PDF makes the libraries fail in any way there is
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def pages(content: bytes, only: int | None = None) -> Generator[Page]:
    """The pages of a PDF one after the other, or `only` the one of this number; the fields of forms and what was
    written onto a page are part of it.

    Each can be rendered until the next one is asked for.
    """
    off: frozenset[str] | None = None
    pdf = pdfium.PdfDocument(content)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        for index in range(min(len(pdf), MOST_PAGES)) if only is None else range(only - 1, min(len(pdf), only)):
            page = pdf[index]
            own = pdfium_c.FPDFPage_CountObjects(page)
            besides = list(_unpainted(page))
            if _written_onto(page):
                pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
                page.close()
                page = pdf[index]
            found = painted(page.raw, own, besides)
            if turn := turned([glyph.turn for glyph in found.glyphs if not glyph.text.isspace()]):
                pdfium_c.FPDFPage_SetRotation(page, (pdfium_c.FPDFPage_GetRotation(page) + turn) % 4)
                found = painted(page.raw, own, besides)
            if off is None and any(glyph.paint.layer for glyph in found.glyphs):
                off = _hidden_layers(content)
            pictures = any(surface.colour is None for surface in found.surfaces)
            yield Page.of(index + 1, found, off or frozenset(), partial(rendered, page, pictures))
            page.close()
    finally:
        pdf.close()


def turned(turns: Sequence[float]) -> int:
    """By how many right angles a page must be turned clockwise so that its characters, which stand at these degrees
    against it, are upright: a page that lies on its side is read with the head tilted."""
    if len(turns) < FEW:
        return 0
    [(turn, count)] = Counter(round(degrees / 90) % 4 for degrees in turns).most_common(1)
    return turn if count >= MOST * len(turns) else 0


def _written_onto(page: pdfium.PdfPage) -> bool:
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _ASIDE:
            return True
    return False


def _unpainted(page: pdfium.PdfPage) -> Iterator[Box]:
    """Where remarks lie that the file does not say the look of: each program paints them in its own way."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        one = pdfium_c.FPDFPage_GetAnnot(page, index)
        rect = pdfium_c.FS_RECTF()
        shown = not pdfium_c.FPDFAnnot_GetFlags(one) & _UNSHOWN
        drawn = pdfium_c.FPDFAnnot_GetSubtype(one) in _DRAWN and not pdfium_c.FPDFAnnot_HasKey(one, b"AP")
        if shown and drawn and pdfium_c.FPDFAnnot_GetRect(one, rect):
            yield rect.left, rect.bottom, rect.right, rect.top
        pdfium_c.FPDFPage_CloseAnnot(one)


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
