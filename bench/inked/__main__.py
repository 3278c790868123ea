"""How often the ink of a page is wrongly held against what was read, what it costs, and what it finds.

python -m bench.inked [--reports N] [--seed K] [--show] [FILE.pdf ...]

Reports drawn by seed, as our own PDF, and as LibreOffice and the browser print them where they are installed; and other
files. Then some cells of them are damaged and read with the look of every letter taken for plain: what tells the damage
then is the ink alone. Written into docs/method.md unless only shown. Exit code 1 if a sound cell was doubted.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from unittest.mock import patch

from bench.converted import office
from bench.converted.converters import print_page
from bench.converted.documents import has_tables, printed, reports
from bench.inked.damage import WAYS, damaged
from bench.written import put, table
from data.demo.draws import Draws
from data.errors import BadDocument
from data.model import Cell, Document, Grid, Paragraph, Place
from data.readers import page as page_of_reader
from data.readers import pages, pdf, read
from data.readers.looks import Look
from data.readers.painted import Painted
from data.readers.rendered import rendered
from data.readers.visible import Sight
from data.reading import checked

DOCS = Path(__file__).parents[2] / "docs" / "method.md"
REPORTS, DAMAGED, TIMES = 12, 8, 5  # cells of a document that are damaged; readings, of which the shortest counts


@dataclass
class Count:
    """Of some documents: their pages and cells, those doubted, the seconds that each takes without ink and with it, and
    what damage was caught.
    """

    pages: int = 0
    cells: int = 0
    doubted: list[str] = field(default_factory=list)
    took: list[tuple[float, float]] = field(default_factory=list)
    harmed: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)

    def sound(self, name: str, content: bytes) -> None:
        document = read("x.pdf", content)
        found = cells(document)
        read_: list[Cell | Paragraph] = [*found.values()]
        read_ += [block for block in document.blocks if isinstance(block, Paragraph)]
        self.pages += sum(1 for _ in pdf.pages(content))
        self.cells += len(found)
        self.doubted += [f"{name}: {one}" for one in read_ if one.doubt == pages.INK]
        self.took.append(seconds(content))

    def damage(self, content: bytes, draws: Draws) -> None:
        hurt, done = damaged(content, draws, DAMAGED)
        with ExitStack() as stack:
            stack.enter_context(patch.object(page_of_reader, "sight", plain))
            stack.enter_context(patch.object(page_of_reader.Page, "holds_picture", lambda page, box: False))
            found = cells(read("x.pdf", hurt))
        for place, (way, seen) in done.items():
            cell = found.get(place)
            if cell and cell.text != seen and cell.doubt in ("", pages.INK):  # others are doubtful as they are
                self.harmed[way] += 1
                self.caught[way] += cell.doubt == pages.INK


def plain(page: Painted, off: frozenset[str] = frozenset()) -> Sight:
    """Every letter of a page as one that is seen and looks like all others."""
    return Sight([(glyph, Look()) for glyph in page.glyphs])


def cells(document: Document) -> dict[Place, Cell]:
    """The cells of a document's tables by their place."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return {cell.place: cell for grid in grids for row in grid.rows for cell in row if cell.place.row is not None}


def seconds(content: bytes) -> tuple[float, float]:
    """How long a PDF is read, recognised and checked without its ink, and with it."""
    took: dict[bool, float] = {}
    for with_ink in [True, False] * TIMES:
        with patch.object(pdf, "rendered", rendered if with_ink else lambda *asked: None):
            begun = time.process_time()
            with suppress(BadDocument):  # what names no body is refused at the end
                checked("x.pdf", content)
            took[with_ink] = min(took.get(with_ink, 1e9), time.process_time() - begun)
    return took[False], took[True]


def documents(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """(name, PDF) of so many reports, by whatever prints them here."""
    made = dict(enumerate(islice(filter(has_tables, reports(seed)), count)))
    files = {number: printed(report, Draws(seed, number, "print"))[0] for number, report in made.items()}
    for number, one in files.items():
        yield f"{number} own", one["pdf"]
        if page := print_page(one["html"]):
            yield f"{number} print", page
    for number, name, suffix, content in office.made(files):
        if suffix == "pdf":
            yield f"{number} {name}", content


def section(count: Count, seed: int) -> str:
    """What is written into the document."""
    costs = [after / before - 1 for before, after in count.took]
    before, after = (1000 * sum(times) / count.pages for times in zip(*count.took, strict=True))
    told = (
        f"{date.today():%Y-%m-%d}，种子 {seed}：{len(count.took)}份 PDF 的{count.cells}格，误报{len(count.doubted)}格；"
        f"读、认、核对一份多花的时间：中位数{median(costs):.0%}，最多{max(costs):.0%}；"
        f"每页由{before:.0f}毫秒到{after:.0f}毫秒。改坏的格，不看字的样子时查出{sum(count.caught.values())}/{sum(count.harmed.values())}："
    )
    lines = [(way, str(count.harmed[way]), str(count.caught[way])) for way in WAYS]
    return f"{told}\n\n{table(('改坏的办法', '读错的格', '查出'), lines)}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.inked", description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--seed", type=int, default=None, help="a fresh one by default")
    parser.add_argument("--show", action="store_true", help="print it, and leave the document as it is")
    parser.add_argument("files", type=Path, nargs="*", help="other PDFs")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    count = Count()
    for name, content in (*((file.name, file.read_bytes()) for file in asked.files), *documents(seed, asked.reports)):
        count.sound(name, content)
        count.damage(content, Draws(seed, name, "damage"))
    print(*count.doubted, sep="\n")
    told = section(count, seed)
    print(told)
    if not asked.show:
        put("inked", told, DOCS)
    return int(bool(count.doubted))


if __name__ == "__main__":
    sys.exit(main())
