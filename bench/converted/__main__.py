"""`make converted`: made-up reports through the converters that are installed, read back and counted.

python -m bench.converted [--documents N] [--seed K] [--print-every M] [--keep FOLDER] [--show]

Writes the table into docs/method.md unless it is only shown. Exit code 1 if anything was WRONG in more than
half a per cent of the texts.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

from rich.progress import track

from bench.converted.converters import browser, converted, missing, print_page
from bench.converted.documents import has_tables, printed, reports
from bench.converted.tally import Tally, counted, share
from bench.written import put, table
from data.demo.draws import Draws

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENTS = 150
PRINT_EVERY = 3  # a browser takes seconds where the others take a blink
MOST_WRONG = 0.005  # share of the texts
HEADER = (
    *("转换程序", "文本", "有错的", "确定且对", "确定却错", "存疑：对", "存疑：不对", "存疑：无数", "缺"),
    *("存疑中对的", "确定中错的"),
)


def texts(files: Mapping[str, bytes], number: int, print_every: int) -> Iterator[tuple[str, bytes]]:
    """(converter, text) for the files of a report; every few of the pages are printed by the browser too."""
    yield from converted(files)
    if number % print_every == 0 and (page := print_page(files["html"])):
        yield from ((f"print_{name}", text) for name, text in converted({"pdf": page}))


def line(name: str, one: Tally) -> tuple[str, ...]:
    """The table's line for a converter."""
    kinds = ("right", "WRONG", "doubtful, right", "doubtful, wrong", "doubtful, no number", "missing")
    counts = (one.texts, len(one.wrong), *(one.cells[kind] for kind in kinds))
    return f"`{name}`", *map(str, counts), one.doubtful_right, one.plain_wrong


def section(tallies: Mapping[str, Tally], whole: Tally, seed: int) -> str:
    """What is written into the document."""
    gone = "、".join([*missing(), *([] if browser() else ["chromium"])]) or "无"
    share_wrong = share(len(whole.wrong), whole.texts)
    told = f"{date.today():%Y-%m-%d}，种子 {seed}，{whole.texts}份文本，有错的{share_wrong}；没装的程序：{gone}。"
    return f"{told}\n\n{table(HEADER, [*(line(*one) for one in sorted(tallies.items())), line('合计', whole)])}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.converted", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--seed", type=int, default=None, help="a fresh one by default")
    parser.add_argument("--print-every", type=int, default=PRINT_EVERY)
    parser.add_argument("--keep", type=Path, default=None, help="a folder for the texts")
    parser.add_argument("--show", action="store_true", help="print it, and leave the document as it is")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    print(f"seed {seed}")
    tallies: dict[str, Tally] = {}
    whole = Tally()
    made = islice(filter(has_tables, reports(seed)), asked.documents)
    for number, report in track(enumerate(made), total=asked.documents, transient=True):
        files = printed(report, Draws(seed, number, "print"))
        for name, text in texts(files, number, asked.print_every):
            for one in (tallies.setdefault(name, Tally()), whole):
                counted(one, f"{number} {name}", text, report)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{number:04}_{name}.txt").write_bytes(text)
    for wrong in whole.wrong:
        print(wrong)
    told = section(tallies, whole, seed)
    print(told)
    if not asked.show:
        put("converted", told, DOCS / "method.md")
    return int(len(whole.wrong) > MOST_WRONG * whole.texts)


if __name__ == "__main__":
    sys.exit(main())
