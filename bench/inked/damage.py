"""Cells of a PDF made to read otherwise than they are seen: hidden numbers, double printing, drawn numbers."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from data.demo.draws import Draws
from data.model import Place
from data.readers import pages, pdf
from data.readers.page import Page
from data.readers.painted import Box

WHITE, BLACK, GREY = (255, 255, 255), (0, 0, 0), (120, 120, 120)
UNSEEN = c.FPDF_TEXTRENDERMODE_INVISIBLE
ROOM = 16.0, 9.0  # points: a cell that is smaller is left alone
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Target:
    """A cell, the number in it ("" for none), where another digit has room, the base line and the size."""

    place: Place
    box: Box
    text: str
    x: float
    base: float
    size: float


@dataclass(frozen=True)
class Pencil:
    """Writes onto a page, at places in points from its upper left corner."""

    document: pdfium.PdfDocument
    page: pdfium.PdfPage

    def text(self, text: str, x: float, base: float, size: float, colour: Colour = BLACK, mode: int = 0) -> None:
        one = c.FPDFPageObj_NewTextObj(self.document.raw, b"Helvetica", size)
        letters = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        c.FPDFText_SetText(one, ctypes.cast(letters, c.FPDF_WIDESTRING))
        c.FPDFPageObj_SetFillColor(one, *colour, 255)
        c.FPDFTextObj_SetTextRenderMode(one, mode)
        c.FPDFPageObj_Transform(one, 1, 0, 0, 1, x, self._up(base))
        c.FPDFPage_InsertObject(self.page.raw, one)

    def cover(self, box: Box) -> None:
        left, top, right, bottom = box
        one = c.FPDFPageObj_CreateNewRect(left, self._up(bottom), right - left, bottom - top)
        self._fill(one, WHITE)

    def drawn_four(self, x: float, base: float, size: float) -> None:
        """A slanted 4 as an outline: no line of it is upright, as rulings are."""
        outline = [(0.35, 0.7), (0.42, 0.7), (0.42, 0.0), (0.34, 0.01), (0.33, 0.18), (0.02, 0.26), (0.03, 0.33)]
        points = [(x + (right + 0.15 * up) * size, self._up(base - up * size)) for right, up in outline]
        one = c.FPDFPageObj_CreateNewPath(*points[0])
        for point in points[1:]:
            c.FPDFPath_LineTo(one, *point)
        c.FPDFPath_Close(one)
        self._fill(one, BLACK)

    def _fill(self, one: object, colour: Colour) -> None:
        c.FPDFPageObj_SetFillColor(one, *colour, 255)
        c.FPDFPath_SetDrawMode(one, c.FPDF_FILLMODE_WINDING, 0)
        c.FPDFPage_InsertObject(self.page.raw, one)

    def _up(self, down: float) -> float:
        return float(self.page.get_height()) - down


def _beside(pencil: Pencil, at: Target, colour: Colour = BLACK, mode: int = 0) -> None:
    pencil.text("7", at.x, at.base, at.size, colour, mode)


def _within(pencil: Pencil, at: Target, colour: Colour = BLACK, mode: int = 0) -> None:
    pencil.text("26", at.x, at.base, at.size, colour, mode)


def _covered(pencil: Pencil, at: Target) -> None:
    _within(pencil, at)
    pencil.cover((at.x - 1, at.base - at.size, at.x + 2 * at.size, at.base + 0.25 * at.size))


def _cover(pencil: Pencil, at: Target) -> None:
    left, top, right, bottom = at.box
    pencil.cover((left + 1, top + 1, right - 1, bottom - 1))


def _twice(pencil: Pencil, at: Target) -> None:
    for shift in (0.0, 0.3):
        pencil.text("26", at.x + shift, at.base, at.size)


def _shadow(pencil: Pencil, at: Target) -> None:
    pencil.text("26", at.x + 0.8, at.base + 0.8, at.size, GREY)
    pencil.text("26", at.x, at.base, at.size)


def _drawn(pencil: Pencil, at: Target) -> None:
    pencil.drawn_four(at.x + 0.5, at.base, at.size)


# What is done, whether in a cell with a number, and what a person sees there then, made from the number.
WAYS: Mapping[str, tuple[Callable[[Pencil, Target], None], bool, Callable[[str], str]]] = {
    "空格里有白字": (lambda p, at: _within(p, at, WHITE), False, lambda text: ""),
    "数后有白字": (lambda p, at: _beside(p, at, WHITE), True, lambda text: text),
    "空格里有不着墨的字": (lambda p, at: _within(p, at, mode=UNSEEN), False, lambda text: ""),
    "数后有不着墨的字": (lambda p, at: _beside(p, at, mode=UNSEEN), True, lambda text: text),
    "空格里的数被盖住": (_covered, False, lambda text: ""),
    "数被盖住": (_cover, True, lambda text: ""),
    "数重印一次": (_twice, False, lambda text: "26"),
    "数带阴影": (_shadow, False, lambda text: "26"),
    "空格里的数是画的": (_drawn, False, lambda text: "4"),
    "数后一位是画的": (_drawn, True, lambda text: text + "4"),
}


def targets(page: Page) -> list[Target]:
    """The cells of a page that may be damaged: blank ones, and those with a number of up to three digits."""
    found = []
    for place, (left, top, right, bottom) in pages.cells(page):
        within = [
            char
            for char, (x, y) in zip(page.chars, page.middles, strict=True)
            if left <= x < right and top <= y < bottom and not char["text"].isspace()
        ]
        text = "".join(char["text"] for char in within)
        if right - left < ROOM[0] or bottom - top < ROOM[1] or len(text) > 3 or not (text.isdigit() or not text):
            continue
        size = within[-1]["size"] if within else 9.0
        base = within[-1]["top"] + 0.8 * size if within else (top + bottom) / 2 + 3
        x = within[-1]["x1"] if within else left + 2
        if x + 0.6 * size < right - 1:
            found.append(Target(place, (left, top, right, bottom), text, x, base, size))
    return found


def damaged(content: bytes, draws: Draws, most: int) -> tuple[bytes, dict[Place, tuple[str, str]]]:
    """A PDF with up to so many cells damaged; of each the way, and what a person sees."""
    shown = {page.page_number: targets(page) for page in pdf.pages(content)}
    document = pdfium.PdfDocument(content)
    done: dict[Place, tuple[str, str]] = {}
    for number, on_page in shown.items():
        page = document[number - 1]
        pencil = Pencil(document, page)
        for target in draws.shuffled(on_page)[: most - len(done)]:
            fitting = [name for name, (_, filled, _) in WAYS.items() if filled == bool(target.text)]
            name = draws.one(fitting)
            draw, _, sees = WAYS[name]
            draw(pencil, target)
            done[target.place] = name, sees(target.text)
        c.FPDFPage_GenerateContent(page.raw)
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue(), done
