"""A number → a damaged document, always the same, and the readings it must give if its tables are whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random

from data import readers
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf
from data.errors import BadDocument
from data.model import Report, Status
from data.recognise import recognise
from tests.data.recognise import mutations
from tests.fuzz.corpus import documents, made_up
from tests.fuzz.damage import damaged, grown, page_worn_outside_tables, word_worn_outside_tables, worn

GROWN = ("txt", "txt", "txt", "html", "html", "csv", "docx", "xlsx")
Cell = tuple[str, str | None]
Truth = Mapping[Cell, Decimal]

# Shares of a thousand: most of what costs little, little of what costs much.
SHARES = {
    "txt": 250,
    "html": 220,
    "docx": 200,
    "xlsx": 50,
    "csv": 50,
    "pdf": 30,
    "zip": 40,
    "whole text": 60,
    "whole page": 20,
    "whole word": 15,
    "whole pdf": 5,
    "grown": 60,
}


@dataclass(frozen=True)
class Input:
    """A damaged document. `truth`: what its tables hold, which are whole; None if they may be damaged too."""

    kind: str
    name: str
    content: bytes
    truth: Truth | None = None


def made(number: int) -> Input:
    """The input with this number."""
    draw = Random(f"damage {number}")
    [kind] = draw.choices(list(SHARES), list(SHARES.values()))
    if kind in WHOLE:
        return WHOLE[kind](draw)
    if kind == "grown":
        name, content = draw.choice(documents(draw.choice(GROWN)))
        return Input(kind, name, grown(content, draw))
    name, content = draw.choice(documents(kind))
    return Input(kind, name, damaged(kind, content, draw))


def _whole_text(draw: Random) -> Input:
    layout = draw.choice([name for name in mutations.LAYOUTS if name != "glued"])
    m = mutations.mutant(draw.randrange(10_000))
    m.items = [worn(i, draw) if isinstance(i, str) and draw.random() < 0.4 else i for i in m.items]
    suffix, render, _ = mutations.LAYOUTS[layout]
    truth = {(code, None): value for code, value in m.truth.items()}
    return Input("whole text", f"x.{suffix}", render(m).encode(errors="replace"), truth)


def _whole_page(draw: Random) -> Input:
    name, content = draw.choice([one for one in documents("html") if _is_utf8(one[1])])
    return Input("whole page", name, page_worn_outside_tables(content, draw), _undamaged(name, content))


def _whole_word(draw: Random) -> Input:
    name, content = draw.choice([one for one in documents("docx") if zipfile.is_zipfile(io.BytesIO(one[1]))])
    return Input("whole word", name, word_worn_outside_tables(content, draw), _undamaged(name, content))


def _whole_pdf(draw: Random) -> Input:
    report = made_up(draw.randrange(10_000))
    story = {section: worn(said, draw) for section, said in report.narrative.items()}
    truth = {(r.indicator, None): r.value for r in report.readings if r.value is not None}
    return Input("whole pdf", "x.pdf", pdf(list(parts(replace(report, narrative=story)))), truth)


WHOLE = {"whole text": _whole_text, "whole page": _whole_page, "whole word": _whole_word, "whole pdf": _whole_pdf}


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _undamaged(name: str, content: bytes) -> Truth:
    """What a document gave before it was damaged; tests/reports and the made-up ones are known to be read rightly."""
    try:
        return dict(_cells(recognise(readers.read(name, content))))
    except BadDocument:  # a blank form gives nobody's name, until damage does
        return {}


def _cells(report: Report) -> Iterator[tuple[Cell, Decimal]]:
    for reading in report.readings:
        if not reading.indicator.startswith("prose.") and reading.status is not Status.DOUBTFUL:
            yield (reading.indicator, reading.row_label), reading.value or Decimal(0)


def faults(report: Report, truth: Truth) -> list[str]:
    """The cells that are neither right nor doubtful, though the tables were whole."""
    wrong = []
    for reading in report.readings:
        cell = (reading.indicator, reading.row_label)
        if reading.indicator.startswith("prose.") or reading.status in (Status.DOUBTFUL, Status.MISSING):
            continue
        if cell not in truth:
            if reading.value:
                wrong.append(f"{cell}: not there, read {reading.raw!r}")
        elif (reading.value or Decimal(0)) != truth[cell]:
            wrong.append(f"{cell}: {truth[cell]}, read {reading.raw!r} {reading.status}")
    return wrong
