"""What was read of the documents against what was printed, cell by cell, and how far doubt can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from data import readers
from data.errors import BadDocument
from data.model import Reading, Report, Status
from data.recognise import recognise

WRONG, COVERED = "WRONG", "plain blank over a number"


@dataclass
class Tally:
    """Cells of one converter's documents by how they were read; how many documents, refused ones among them, and those
    with anything WRONG in them."""

    cells: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def doubtful_right(self) -> str:
        """The share of doubtful numbers that are the printed ones."""
        return share(self.cells["doubtful, right"], self.cells["doubtful, right"] + self.cells["doubtful, wrong"])

    @property
    def plain_wrong(self) -> str:
        """The share of plain cells that are not what was printed."""
        wrong = self.cells[WRONG] + self.cells[COVERED]
        return share(wrong, wrong + self.cells["right"])


def share(part: int, whole: int) -> str:
    """A share in per cent; "—" of nothing."""
    return f"{100 * part / whole:.2f}%" if whole else "—"


def counted(tallies: Iterable[Tally], name: str, suffix: str, content: bytes, printed: Report) -> None:
    """Read a document and add to the tallies what became of each cell of the report that it was made from."""
    marks: list[tuple[str, str]] = []
    refused = ""
    try:
        marks = list(_marks(recognise(readers.read(f"x.{suffix}", content)), printed))
    except BadDocument as problem:
        refused = f"{name}: {problem.key} {problem.values.get('detail', '')}".strip()
    wrong = [cell for mark, cell in marks if mark in (WRONG, COVERED)]
    for one in tallies:
        one.documents += 1
        one.refused += [refused] if refused else []
        one.cells.update(mark for mark, _ in marks)
        one.wrong += [f"{name}: {' '.join(wrong[:3])} ({len(wrong)})"] if wrong else []


def _marks(read: Report, printed: Report) -> Iterator[tuple[str, str]]:
    if (read.jurisdiction.name, read.year) != (printed.jurisdiction.name, printed.year):
        yield WRONG, f"{read.jurisdiction.name} {read.year}"
    held = {(one.indicator, one.row_label): one for one in printed.readings if one.status is not Status.MISSING}
    for one in read.readings:
        if not one.indicator.startswith("prose."):
            true = held.get((one.indicator, one.row_label))
            yield _mark(one, true), f"{one.indicator}={one.raw!r}"


def _mark(one: Reading, true: Reading | None) -> str:
    if one.status is Status.MISSING:
        return "missing"
    if one.status is Status.DOUBTFUL:
        if one.value is None:
            return "doubtful, no number"
        return "doubtful, right" if true and true.value == one.value else "doubtful, wrong"
    if true is None:
        return WRONG if one.value else "right"
    if one.value is None:  # blank or nil: over a printed number it is wrong, be it 0
        return "right" if true.value is None else COVERED
    return "right" if one.value == (true.value or Decimal(0)) else WRONG
