"""`make converted`: made-up reports through the converters that are installed, read back and counted.

python -m bench.converted [--reports N] [--seed K] [--print-every M] [--keep FOLDER] [--show]

Writes the tables into docs/method.md unless they are only shown. Exit code 1 if anything was WRONG in a document, or in
more than half a per cent of the texts, or if an empty cell was plainly read where a number stands.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from rich.progress import track

from bench.converted import office
from bench.converted.converters import browser, converted, missing, natives, print_page
from bench.converted.documents import has_tables, printed, reports
from bench.converted.tally import COVERED, WRONG, Tally, counted, share
from bench.written import put, table
from data.demo.draws import Draws
from data.model import Report

DOCS = Path(__file__).parents[2] / "docs"
REPORTS = 60
PRINT_EVERY = 3  # a browser takes seconds where the others take a blink
AT_ONCE = 10  # reports for each start of LibreOffice
MOST_WRONG = 0.005  # share of the texts
THROUGH_OFFICE = ("doc", "odt", "rtf", "ods")
KINDS = ("right", WRONG, COVERED, "doubtful, right", "doubtful, wrong", "doubtful, no number", "missing")
HEADER = (
    *(
        "来源",
        "份数",
        "拒收",
        "有错的",
        "确定且对",
        "确定却错",
        "空白盖住数",
        "存疑：对",
        "存疑：不对",
        "存疑：无数",
        "缺",
    ),
    *("存疑中对的", "确定中错的"),
)


@dataclass(frozen=True)
class Made:
    """One document: the report that it holds, what made it, and the habits that the report was printed with."""

    number: int
    name: str
    suffix: str
    content: bytes
    habits: list[str]

    def __str__(self) -> str:
        return f"{self.number} {self.name} [{' '.join(self.habits)}]"


@dataclass
class Half:
    """The tallies of the documents, or of the texts, by what made them, and of all of them."""

    by_maker: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    whole: Tally = field(default_factory=Tally)

    def table(self) -> str:
        lines = [_line(name.replace("_", " "), one) for name, one in sorted(self.by_maker.items())]
        return table(HEADER, [*lines, _line("合计", self.whole)])


def _line(name: str, one: Tally) -> tuple[str, ...]:
    counts = (one.documents, len(one.refused), len(one.wrong), *(one.cells[kind] for kind in KINDS))
    return name, *map(str, counts), one.doubtful_right, one.plain_wrong


def documents(made: Mapping[int, Report], seed: int, print_every: int) -> Iterator[Made]:
    """All that is made of these reports, given by their number."""
    drawn = {number: printed(report, Draws(seed, number, "print")) for number, report in made.items()}
    for number, (files, habits) in drawn.items():
        for suffix, content in files.items():
            yield Made(number, f"own_{suffix}", suffix, content, habits)
        for name, suffix, content in natives(files):
            yield Made(number, name, suffix, content, habits)
        for name, text in converted(files):
            yield Made(number, name, "txt", text, habits)
        if number % print_every == 0 and (page := print_page(files["html"])):
            yield Made(number, "print_pdf", "pdf", page, habits)
            for name, text in converted({"pdf": page}):
                yield Made(number, f"print_{name}", "txt", text, habits)
    for number, name, suffix, content in office.made({number: files for number, (files, _) in drawn.items()}):
        yield Made(number, name, suffix, content, drawn[number][1])


def read(batch: list[Made], made: Mapping[int, Report], native: Half, text: Half) -> None:
    """Read the documents of a batch and count what became of their cells."""
    asked: dict[str, list[bytes]] = defaultdict(list)
    for one in batch:
        if one.suffix in THROUGH_OFFICE:
            asked[one.suffix].append(one.content)
    with office.prepared(asked):
        for one in batch:
            half = text if one.suffix == "txt" else native
            counted((half.by_maker[one.name], half.whole), str(one), one.suffix, one.content, made[one.number])


def section(native: Half, text: Half, seed: int) -> str:
    """What is written into the document."""
    there = {"chromium": browser(), "soffice": office.program()}
    gone = "、".join([*missing(), *(name for name, found in there.items() if not found)]) or "无"
    told = f"{date.today():%Y-%m-%d}，种子 {seed}；没装的程序：{gone}。"
    parts = [told]
    for name, half in (("文件", native), ("文本", text)):
        wrong = share(len(half.whole.wrong), half.whole.documents)
        parts += [f"{name}：{half.whole.documents}份，有错的{wrong}。", half.table()]
    return "\n\n".join(parts)


def keep(folder: Path, batch: list[Made]) -> None:
    """Write the documents into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in batch:
        (folder / f"{one.number:04}_{one.name}.{one.suffix}").write_bytes(one.content)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.converted", description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--seed", type=int, default=None, help="a fresh one by default")
    parser.add_argument("--print-every", type=int, default=PRINT_EVERY)
    parser.add_argument("--keep", type=Path, default=None, help="a folder for the documents")
    parser.add_argument("--show", action="store_true", help="print them, and leave the document as it is")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    print(f"seed {seed}")
    native, text = Half(), Half()
    numbered = list(enumerate(islice(filter(has_tables, reports(seed)), asked.reports)))
    for first in track(range(0, asked.reports, AT_ONCE), transient=True):
        some = numbered[first : first + AT_ONCE]
        batch = list(documents(dict(some), seed, asked.print_every))
        if asked.keep:
            keep(asked.keep, batch)
        read(batch, dict(some), native, text)
    for fault in (*native.whole.refused, *native.whole.wrong, *text.whole.wrong):
        print(fault)
    told = section(native, text, seed)
    print(told)
    if not asked.show:
        put("converted", told, DOCS / "method.md")
    covered = native.whole.cells[COVERED] + text.whole.cells[COVERED]
    return int(bool(native.whole.wrong or covered) or len(text.whole.wrong) > MOST_WRONG * text.whole.documents)


if __name__ == "__main__":
    sys.exit(main())
