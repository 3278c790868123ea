"""PDF with a text layer, laid out on A4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.demo.render.paper import FONT, HEIGHT, WIDTH, Sheet, width, wrapped, written
from data.demo.render.parts import Heading, Part, Prose, Table, Title
from data.demo.render.table import Printed, Row, grid

__all__ = ["FONT", "pdf"]
MARGIN, EDGE = 60, 6  # of the paper; text stands a little further in than tables
SMALL, LEADING, PAD = 8, 10.5, 3  # cells: size, line, room over and under; PAD - 1 beside
ROOM = WIDTH - 2 * (MARGIN + EDGE)


@dataclass(frozen=True)
class Style:
    """How a kind of paragraph is set: size, line, room before and after, and the share of what is left before it."""

    size: float = 11
    leading: float = 17
    before: float = 0
    after: float = 0
    aside: float = 0


STYLES = {Title: Style(16, 24, aside=0.5), Heading: Style(13, before=8, after=6), Prose: Style()}
CLOSING = Style(aside=1)


class Pages:
    """Sheets that fill from above, one after the other."""

    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self.left = HEIGHT - MARGIN - EDGE  # where the paper is free below

    def take(self, height: float) -> tuple[Sheet, float]:
        """Room of a height on one sheet, a fresh one if need be: the sheet, and the room's upper edge."""
        if self.left - height < MARGIN:
            self.fresh()
        self.left -= height
        return self.sheets[-1], self.left + height

    def fresh(self) -> None:
        """A new sheet."""
        self.sheets.append(Sheet())
        self.left = HEIGHT - MARGIN - EDGE

    def paragraph(self, text: str, style: Style) -> None:
        """A paragraph, broken into lines and over sheets."""
        self.left -= style.before
        for line in wrapped(text, style.size, ROOM):
            sheet, top = self.take(style.leading)
            x = MARGIN + EDGE + style.aside * (ROOM - width(line, style.size))
            sheet.text(x, top - style.size, line, style.size)
        self.left -= style.after

    def table(self, rows: list[Row], ruled: bool) -> None:
        """A table broken between rows: what a cell that spans rows says stands in the first of them."""
        columns = sum(cell.columns for cell in rows[0])
        unit = (WIDTH - 2 * MARGIN) / columns
        begins = grid(rows)
        texts = {
            place: wrapped(cell.text, SMALL, unit * cell.columns - 2 * (PAD - 1)) for place, cell in begins.items()
        }
        heights = [
            LEADING * max((len(lines) for (row, _), lines in texts.items() if row == number), default=1) + 2 * PAD
            for number in range(len(rows))
        ]
        laid: dict[int, tuple[int, float]] = {}  # row → its sheet and upper edge
        for number, height in enumerate(heights):
            _, top = self.take(height)
            laid[number] = len(self.sheets) - 1, top
        for (row, column), lines in texts.items():
            sheet, top = laid[row]
            wide = unit * begins[row, column].columns
            self._cell(self.sheets[sheet], MARGIN + unit * column, top, wide, heights[row], lines)
        for place, cell in begins.items() if ruled else ():
            for sheet, top, foot in _pieces(place[0], cell, laid, heights):
                self.sheets[sheet].box(MARGIN + unit * place[1], foot, unit * cell.columns, top - foot)

    @staticmethod
    def _cell(sheet: Sheet, x: float, top: float, wide: float, high: float, lines: list[str]) -> None:
        y = top - (high - LEADING * len(lines)) / 2 - SMALL
        for number, line in enumerate(lines):
            sheet.text(x + (wide - width(line, SMALL)) / 2, y - LEADING * number, line, SMALL)


def _pieces(
    first: int, cell: Printed, laid: Mapping[int, tuple[int, float]], heights: list[float]
) -> Iterator[tuple[int, float, float]]:
    """The boxes of a cell, one on each sheet that it stands on: sheet, upper and lower edge."""
    own = [row for row in range(first, first + cell.rows) if row in laid]
    for sheet in dict.fromkeys(laid[row][0] for row in own):
        here = [row for row in own if laid[row][0] == sheet]
        yield sheet, laid[here[0]][1], laid[here[-1]][1] - heights[here[-1]]


def pdf(parts: list[Part], ruled: bool = True, scans: int = 0) -> bytes:
    """The parts on A4 pages, tables broken between rows, with lines round their cells or without.

    Scans, pages that are nothing but a grey picture, come last.
    """
    pages = Pages()
    for part in parts:
        if isinstance(part, Table):
            pages.table(part.rows, ruled)
        else:
            pages.paragraph(part.text, CLOSING if isinstance(part, Prose) and part.closing else STYLES[type(part)])
    for _ in range(scans):
        pages.fresh()
        pages.sheets[-1].grey(MARGIN + EDGE, MARGIN + EDGE, ROOM, HEIGHT - 2 * (MARGIN + EDGE))
    return written(pages.sheets)
