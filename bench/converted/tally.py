"""What was read of the texts against what was printed, cell by cell, and how far doubt can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from data import readers
from data.errors import BadDocument
from data.model import Reading, Report, Status
from data.recognise import recognise


@dataclass
class Tally:
    """Cells of one converter's texts by how they were read, texts, and the texts with anything WRONG in them."""

    cells: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def doubtful_right(self) -> str:
        """The share of doubtful numbers that are the printed ones."""
        return share(self.cells["doubtful, right"], self.cells["doubtful, right"] + self.cells["doubtful, wrong"])

    @property
    def plain_wrong(self) -> str:
        """The share of plain cells that are not what was printed."""
        return share(self.cells["WRONG"], self.cells["WRONG"] + self.cells["right"])


def share(part: int, whole: int) -> str:
    """A share in per cent; "—" of nothing."""
    return f"{100 * part / whole:.2f}%" if whole else "—"


def counted(tally: Tally, name: str, text: bytes, printed: Report) -> None:
    """Read a text and add to the tally what became of each cell of the report that it was made from."""
    tally.texts += 1
    try:
        read = recognise(readers.read("x.txt", text))
    except BadDocument as refused:
        tally.cells["refused"] += 1
        tally.wrong += [f"{name}: {refused.key}"] if refused.key == "file_unexpected" else []
        return
    marks = list(_marks(read, printed))
    tally.cells.update(mark for mark, _ in marks)
    if wrong := [cell for mark, cell in marks if mark == "WRONG"]:
        tally.wrong.append(f"{name}: {' '.join(wrong[:3])} ({len(wrong)})")


def _marks(read: Report, printed: Report) -> Iterator[tuple[str, str]]:
    if (read.jurisdiction.name, read.year) != (printed.jurisdiction.name, printed.year):
        yield "WRONG", f"{read.jurisdiction.name} {read.year}"
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
        return "WRONG" if one.value else "right"
    if one.value is None:  # blank or nil: over a printed number it is wrong, be it 0
        return "right" if true.value is None else "WRONG"
    return "right" if one.value == (true.value or Decimal(0)) else "WRONG"
