"""How well documents were read: what a store holds of a demo folder, against the folder's key.

WRONG is what must never happen: a plain number where another, or none, stands in the document; a plain 0 or
blank for a number; another body, year or form. A doubtful value is no claim: right if it is the true one,
flagged if not. What the document no longer holds, or leaves open to a careful reader, is not counted
unless it is claimed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from data.demo.files import ANSWERS
from data.errors import BadRequest
from data.store import Snapshot

CELLS = (Path(__file__).parent / "score.sql").read_text(encoding="utf-8")
UNDAMAGED = "none"


class Mark(StrEnum):
    """What became of one cell, best first."""

    RIGHT = "right"
    RIGHT_DOUBTFUL = "right_doubtful"
    FLAGGED = "flagged"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True)
class Read:
    """A cell as the store has it."""

    value: Decimal | None = None
    status: str = "missing"

    @property
    def claimed(self) -> bool:
        """Whether a number is given as certain."""
        return self.value is not None and self.status != "doubtful"


@dataclass(frozen=True)
class Fault:
    """Something WRONG: the file and the cell (or unit, year, form), what is true and what was read."""

    file: str
    cell: str
    want: str
    got: str


@dataclass(frozen=True)
class Score:
    """Marks of all cells, by format and by defect (`UNDAMAGED` for reports with none), and each WRONG one."""

    by_format: Mapping[str, Counter[Mark]]
    by_defect: Mapping[str, Counter[Mark]]
    faults: tuple[Fault, ...]

    @property
    def all(self) -> Counter[Mark]:
        return sum(self.by_format.values(), Counter())


def score(folder: Path, snapshot: Snapshot) -> Score:
    """Raises BadRequest if the folder has no key."""
    try:
        reports = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))["reports"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest("score_no_key", folder=folder, name=ANSWERS) from error
    by_format: dict[str, Counter[Mark]] = defaultdict(Counter)
    by_defect: dict[str, Counter[Mark]] = defaultdict(Counter)
    faults: list[Fault] = []
    for answer in reports:
        rows = snapshot.cursor().execute(CELLS, {"sha256": answer["sha256"]}).fetchall()
        read = {cell: Read(value, status) for *_, cell, value, status in rows}
        wrong = [*_wrong_heads(answer, rows[0][:5] if rows else None)]
        marks = Counter({Mark.WRONG: len(wrong)})
        for cell in sorted(answer["cells"].keys() | read.keys()):
            got = read.get(cell, Read())
            mark = _mark(answer, cell, got)
            if mark is Mark.WRONG:
                wrong.append(Fault(answer["file"], cell, str(answer["cells"].get(cell)), f"{got.value} ({got.status})"))
            if mark:
                marks[mark] += 1
        faults += wrong
        by_format[answer["format"]] += marks
        for defect in {planted["defect"] for planted in answer["planted"]} or {UNDAMAGED}:
            by_defect[defect] += marks
    return Score(by_format, by_defect, tuple(faults))


def _stands(answer: Mapping[str, Any], cell: str) -> str:
    """The true status of a cell."""
    return answer["not_reported"].get(cell, "reported") if cell in answer["cells"] else "missing"


def _wrong_heads(answer: Mapping[str, Any], head: tuple[Any, ...] | None) -> Iterator[Fault]:
    """Another body, year or form than the document's. Section four looks the same on all forms."""
    if head is None:  # the store does not have it, so nothing is claimed
        return
    name, year, form2, form3, _ = head
    pairs = [("unit", answer["unit"], name), ("year", answer["year"], year)]
    sure = {cell for cell in answer["cells"] if _stands(answer, cell) != "missing"} - set(answer["doubt"])
    there = {cell[0] for cell in sure}
    pairs += [(f"form {s}", answer["forms"][s], form) for s, form in (("2", form2), ("3", form3)) if s in there]
    yield from (Fault(answer["file"], what, str(want), str(got)) for what, want, got in pairs if want != got)


def _mark(answer: Mapping[str, Any], cell: str, got: Read) -> Mark | None:
    """None for a cell that does not count."""
    stands, want = _stands(answer, cell), answer["cells"].get(cell)
    if stands == "missing":
        return Mark.WRONG if got.claimed else None
    if cell in answer["doubt"] and not got.claimed:
        return None
    if got.status == "missing":
        return Mark.MISSING
    same = want is not None and got.value == Decimal(want)
    if got.status == "doubtful":
        return Mark.FLAGGED if not same else Mark.RIGHT if stands == "doubtful" else Mark.RIGHT_DOUBTFUL
    if got.value is None:  # blank or nil: at worst a printed 0 was overlooked, unless it is another number
        return Mark.RIGHT if got.status == stands else Mark.WRONG if want and Decimal(want) else Mark.MISSING
    return Mark.RIGHT if same else Mark.WRONG
