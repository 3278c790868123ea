"""`python -m bench.summed`: made-up units in five formats, summed by `gongkai consolidate` and by hand, and compared.

Documents are imported, added up to a document, a workbook and a table, and the first two imported again: all through
the command line. The sum by hand adds the key, a table of what was printed, and shares nothing with the program.

python -m bench.summed [--units 60] [--seed 1] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

from typer.testing import CliRunner

from bench.written import table
from cli.main import app
from data.demo.render import text
from data.demo.render.docx import docx
from data.demo.render.html import html
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf
from data.forms import INDICATORS
from data.model import Report, Status
from data.numbers import plain
from tests.factory import report, with_cell
from tests.workbook import workbook

YEAR, COUNTY = 2023, "清水县"
KEY = ("unit", "section", "row", "column", "value")
Cell = tuple[str, str, str]


FORMATS: dict[str, Callable[[Report], bytes]] = {
    "docx": lambda made: docx(list(parts(made))),
    "pdf": lambda made: pdf(list(parts(made))),
    "html": lambda made: html(list(parts(made))),
    "xlsx": lambda made: workbook(list(parts(made))),
    "txt": lambda made: text(made).encode(),
}


def made(units: int, seed: int) -> Iterator[Report]:
    """The units' reports: some with nothing to report, some with a / for nil, amounts with parts of a 元."""
    random = Random(seed)
    for n in range(units):
        name = "云河桃柳石竹梅松兰溪"[n % 10] + "山湾园林桥沟坪塘"[n // 10 % 8] + "镇乡"[n // 80]
        one = report(seed * 1000 + n, name, YEAR, parents=(COUNTY,))
        fees = Decimal(random.randint(0, 10**9)).scaleb(-2)
        one = with_cell(one, "2.fees.amount", plain(fees), raw=plain(fees / 10_000))
        yield with_cell(one, "2.rules.made", None, Status.NIL, raw="/") if n % 7 == 0 else one


def written(folder: Path, reports: Sequence[Report]) -> Path:
    """The documents, in the five formats in turn; the key beside the folder."""
    place = folder / "收到" / COUNTY
    place.mkdir(parents=True)
    key = folder / "key.csv"
    with key.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(KEY)
        for n, one in enumerate(reports):
            kind = list(FORMATS)[n % len(FORMATS)]
            (place / f"{one.jurisdiction.name}_{YEAR}.{kind}").write_bytes(FORMATS[kind](one))
            for cell in one.readings:
                section, labels = INDICATORS[cell.indicator].section, INDICATORS[cell.indicator].labels["2021"]
                lines.writerow((one.jurisdiction.name, section, *labels, "0" if cell.value is None else cell.value))
    return key


def by_hand(key: Path) -> dict[Cell, Fraction]:
    """What each cell of the form adds up to, from the key alone."""
    total: dict[Cell, Fraction] = defaultdict(Fraction)
    with key.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            total[row["section"], row["row"], row["column"]] += Fraction(row["value"])
    return dict(total)


def gongkai(*arguments: object) -> str:
    """Run a command; what it says. Raises RuntimeError, with that, where it fails."""
    done = CliRunner().invoke(app, [*map(str, arguments)])
    if done.exit_code:
        raise RuntimeError(done.output)
    return done.stdout


@dataclass(frozen=True)
class Marks:
    """Of one file: cells that are right, wrong (another number, or none where there is one) and missing."""

    right: int
    wrong: int
    missing: int


def marked(rows: str, truth: dict[Cell, Fraction]) -> Marks:
    """The cells of an export, against the sum by hand; a doubtful number is not right."""
    found = {(row["section"], row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(rows))}
    marks: Counter[str] = Counter()
    for cell, value in truth.items():
        row = found.pop(cell, None)
        if row is None or row["status"] == "missing":
            marks["missing"] += 1
        else:
            right = row["status"] == "reported" and row["value"] != "" and Fraction(row["value"]) == value
            marks["right" if right else "wrong"] += 1
    return Marks(marks["right"], marks["wrong"] + len(found), marks["missing"])


def summed(folder: Path, units: int, seed: int) -> dict[str, Marks]:
    """Everything once in an empty folder; the marks of CSV, DOCX and XLSX."""
    key = written(folder, list(made(units, seed)))
    store = folder / "store"
    gongkai("ingest", folder / "收到", "--store", store)
    truth = by_hand(key)
    found = {}
    for kind in ("csv", "docx", "xlsx"):
        file = folder / f"{COUNTY}{YEAR}.{kind}"
        gongkai("consolidate", "--year", YEAR, "-o", file, "--store", store)
        rows = file.read_text(encoding="utf-8-sig") if kind == "csv" else _read_back(file, folder / f"back-{kind}")
        found[kind] = marked(rows, truth)
    return found


def _read_back(file: Path, store: Path) -> str:
    gongkai("ingest", file, "--store", store)
    return gongkai("export", "cells", "--format", "csv", "--store", store)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--units", type=int, default=60)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--out", type=Path)
    asked = told.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as aside:
        folder = asked.out or Path(aside)
        found = summed(folder, asked.units, asked.seed)
    rows = ((kind, str(one.right), str(one.wrong), str(one.missing)) for kind, one in found.items())
    print(table(("文件", "对", "错", "缺"), rows))
    print(f"{asked.units}个单位，{'、'.join(FORMATS)}，{time.monotonic() - began:.0f}秒")
    sys.exit(any(one.wrong or one.missing for one in found.values()))


if __name__ == "__main__":
    main()
