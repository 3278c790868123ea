"""What offices do to the tables of a report that changes none of its numbers: drawn for each report by seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from data.demo.draws import Draws
from data.demo.render.parts import Part, Prose, Table
from data.demo.render.table import Printed, Row, grid

LONG_LABEL = 6  # letters: what may stand in two lines
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HEAD_ROWS = 3
SPREAD = ("总计", "规章", "其他")


def _each_cell(parts: list[Part], change: Callable[[Printed], Printed]) -> list[Part]:
    return [
        replace(part, rows=[[change(cell) for cell in row] for row in part.rows]) if isinstance(part, Table) else part
        for part in parts
    ]


def _full_width(parts: list[Part], draws: Draws) -> list[Part]:
    return _each_cell(parts, lambda cell: replace(cell, text=cell.text.translate(FULL_WIDTH)) if cell.code else cell)


def _two_lines(parts: list[Part], draws: Draws) -> list[Part]:
    """Long labels broken by hand."""

    def change(cell: Printed) -> Printed:
        if cell.code or len(cell.text) < LONG_LABEL or draws.chance(0.5):
            return cell
        at = draws.between(2, len(cell.text) - 2)
        return replace(cell, text=f"{cell.text[:at]}\n{cell.text[at:]}")

    return _each_cell(parts, change)


def _spread(parts: list[Part], draws: Draws) -> list[Part]:
    """总 计"""
    blank = draws.one([" ", "  ", "　"])
    return _each_cell(parts, lambda cell: replace(cell, text=blank.join(cell.text)) if cell.text in SPREAD else cell)


def _padded(parts: list[Part], draws: Draws) -> list[Part]:
    """A blank beside each number, and in each empty cell."""
    blank = draws.one([" ", "\xa0", "　"])
    return _each_cell(parts, lambda cell: replace(cell, text=f"{blank}{cell.text}{blank}") if cell.code else cell)


def _thousands(parts: list[Part], draws: Draws) -> list[Part]:
    def change(cell: Printed) -> Printed:
        long = cell.code and cell.text.isascii() and cell.text.isdigit() and len(cell.text) > 3
        return replace(cell, text=f"{int(cell.text):,}") if long else cell

    return _each_cell(parts, change)


def _told_unit(parts: list[Part], draws: Draws) -> list[Part]:
    return [p for part in parts for p in ((Prose("单位：件"), part) if isinstance(part, Table) else (part,))]


def _note_below(parts: list[Part], draws: Draws) -> list[Part]:
    note = Prose(f"注：以上数据统计至12月31日，共涉及{draws.between(2, 20)}个内设机构。")
    return [p for part in parts for p in ((part, note) if isinstance(part, Table) else (part,))]


def _cut(parts: list[Part], draws: Draws) -> list[Part]:
    """Table three ends on one page and goes on as another table on the next, with its heads or without."""
    with_heads, told = draws.chance(0.5), draws.chance(0.3)

    def pieces(part: Part) -> list[Part]:
        if not isinstance(part, Table) or part.section != "3":
            return [part]
        at = draws.between(HEAD_ROWS + 2, len(part.rows) - 2)
        above, below = cut(part.rows, at, again=draws.chance(0.5))
        heads = part.rows[:HEAD_ROWS] if with_heads else []
        return [Table("3", above), *([Prose("续表")] if told else []), Table("3", [*heads, *below])]

    return [piece for part in parts for piece in pieces(part)]


def cut(rows: list[Row], at: int, again: bool) -> tuple[list[Row], list[Row]]:
    """The rows above and from `at` on; a label across the cut stands below once more, or leaves a blank."""
    begins = grid(rows)
    crossing = {place: cell for place, cell in begins.items() if place[0] < at < place[0] + cell.rows}
    ids = {id(cell): at - row for (row, _), cell in crossing.items()}
    above = [[replace(cell, rows=ids[id(cell)]) if id(cell) in ids else cell for cell in row] for row in rows[:at]]
    first: list[tuple[int, Printed]] = [
        (column, replace(cell, rows=row + cell.rows - at, text=cell.text if again else ""))
        for (row, column), cell in crossing.items()
    ]
    first += [(column, cell) for (row, column), cell in begins.items() if row == at]
    return above, [[cell for _, cell in sorted(first, key=lambda one: one[0])], *rows[at + 1 :]]


# Name → how often, and what it does.
HABITS: Mapping[str, tuple[float, Callable[[list[Part], Draws], list[Part]]]] = {
    "cut": (0.12, _cut),
    "two_lines": (0.25, _two_lines),
    "spread": (0.15, _spread),
    "thousands": (0.1, _thousands),
    "full_width": (0.1, _full_width),
    "padded": (0.1, _padded),
    "told_unit": (0.1, _told_unit),
    "note_below": (0.1, _note_below),
}


def with_habits(parts: list[Part], draws: Draws) -> tuple[list[Part], list[str]]:
    """The parts as an office would have them, and the names of what was done."""
    done = [name for name, (chance, _) in HABITS.items() if draws.chance(chance)]
    for name in done:
        parts = HABITS[name][1](parts, draws)
    return parts, done
