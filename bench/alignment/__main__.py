"""`python -m bench.alignment`: table 3 of documents whose cells are known, read by both designs and counted.

python -m bench.alignment [FOLDER…] [--fresh REPORTS] [--seed K] [--each]

FOLDER holds documents with an expected.json beside each (the shared reports by default); `--fresh` reads so many
made-up reports through the converters instead. Native files and texts are counted apart; `--each` prints a line for
each document.
"""

from __future__ import annotations

import argparse
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.alignment import fresh
from bench.alignment.score import DESIGNS, document_of, scored
from bench.written import table
from data.errors import BadDocument

KINDS = ("right", "doubtful", "flagged", "missing", "WRONG")
SHARED = Path(__file__).parents[3] / "shared" / "reports"
OF_ANOTHER = "X14"  # the cells told for this workbook are those of another body
Scored = Callable[[], dict[str, Counter[str]]]


def _kept(folders: list[Path]) -> Iterator[tuple[str, str, Scored]]:
    """(document, its suffix, how to score it) of all in these folders."""
    for path in (path for folder in folders for path in sorted(folder.glob("*.expected.json"))):
        if not path.name.startswith(OF_ANOTHER):
            yield path.name.removesuffix(".expected.json"), document_of(path).suffix[1:], partial(scored, path)


def _fresh(reports: int, seed: int) -> Iterator[tuple[str, str, Scored]]:
    for name, suffix, content, want in fresh.made(reports, seed):
        yield name, suffix, partial(fresh.scored, suffix, content, want)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.alignment", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=[SHARED / "layouts", SHARED / "eye", SHARED / "real"])
    parser.add_argument("--fresh", type=int, default=0, help="made-up reports instead")
    parser.add_argument("--seed", type=int, default=None, help="of these; another one each time by default")
    parser.add_argument("--each", action="store_true", help="a line for each document")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    documents = _fresh(asked.fresh, seed) if asked.fresh else _kept(asked.folders)
    sums: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name, suffix, score in documents:
        try:
            found = score()
        except BadDocument as refused:
            print(f"{name}: {refused}")
            continue
        for design, count in found.items():
            wrong = {"documents": 1, "with WRONG": bool(count["WRONG"])}
            sums["texts" if suffix == "txt" else "native", design].update({**count, **wrong})
        if asked.each:
            print(name, *(dict(found[design]) for design in DESIGNS), flush=True)
    print(f"seed {seed}" if asked.fresh else "")
    header = ("kind", "design", "documents", "with WRONG", "cells", *KINDS)
    print(table(header, [_line(kind, design, count) for (kind, design), count in sorted(sums.items())]))


def _line(kind: str, design: str, count: Counter[str]) -> tuple[str, ...]:
    cells = sum(count[one] for one in KINDS)
    return kind, design, *map(str, (count["documents"], count["with WRONG"], cells, *(count[one] for one in KINDS)))


if __name__ == "__main__":
    main()
