"""Plain text, as it is left when a report is copied out of a page or a document: tables lose their lines.

The layouts are those that published reports were found in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data.demo.render.parts import Heading, Part, Table, parts
from data.demo.render.table import Row
from data.model import Report


@dataclass(frozen=True)
class Layout:
    """How the rows of a table become lines. `shows_empty`: an empty cell still leaves a trace."""

    lines: Callable[[Row, int], Iterator[str]]
    shows_empty: bool = True


def _tabs(row: Row, width: int) -> Iterator[str]:
    """One cell a line behind a tab, also an empty one; a blank line ends the row."""
    yield from (f"\t{cell.text}" for cell in row)
    yield ""


def _lines(row: Row, width: int) -> Iterator[str]:
    """One cell a line, blank lines between."""
    for cell in row:
        if not cell.covered:
            yield from (cell.text, "")


def _bars_between(row: Row, width: int) -> Iterator[str]:
    """One cell a line, a bar on a line of its own after each."""
    for cell in row:
        if not cell.covered:
            yield from (cell.text, "|")


def _bars_behind(row: Row, width: int) -> Iterator[str]:
    """One cell a line with a bar at its end."""
    yield from (f"{cell.text}|" for cell in row if not cell.covered)


def _bars(row: Row, width: int) -> Iterator[str]:
    """A row a line between bars, as many cells in each row, the text at the left."""
    texts = [cell.text for cell in row if not cell.covered]
    yield "| " + " | ".join(texts) + " |" + "|" * (width - len(texts))


LAYOUTS = {
    "tabs": Layout(_tabs),
    "lines": Layout(_lines, shows_empty=False),
    "bars_between": Layout(_bars_between),
    "bars_behind": Layout(_bars_behind),
    "bars": Layout(_bars, shows_empty=False),  # an empty last cell looks like the bars that fill up the row
}


def flattened(parts: Iterable[Part], layout: str) -> str:
    """Parts as text in one of the `LAYOUTS`."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            lines += ["", part.text, ""]
        elif isinstance(part, Table):
            width = sum(cell.columns for cell in part.rows[0])
            lines += [line for row in part.rows for line in LAYOUTS[layout].lines(row, width)]
        else:
            lines.append(part.text)
    return "\n".join(lines) + "\n"


def text(report: Report, layout: str = "tabs") -> str:
    """A report as flattened text.

    Every cell is printed as its `raw` has it, so a report that is read from the text has the same cells.
    """
    return flattened(parts(report), layout)
