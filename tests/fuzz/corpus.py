"""The documents that damage starts from: those of tests/reports, others that are named, and made-up ones."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import openpyxl

from data.demo.render import LAYOUTS, text
from data.demo.render.docx import docx
from data.demo.render.html import html
from data.demo.render.parts import Table, parts
from data.demo.render.pdf import pdf
from data.model import Report
from tests import factory

ROOT = Path(__file__).parents[2]
# More documents, such as true reports that may not be passed on: GONGKAI_TEST_REPORTS names their folder.
FOLDERS = [ROOT / "tests" / "reports", *map(Path, filter(None, [os.environ.get("GONGKAI_TEST_REPORTS")]))]
FORMATS = ("txt", "html", "docx", "pdf", "xlsx", "csv", "zip")
Named = tuple[str, bytes]


def made_up(seed: int) -> Report:
    """A whole report, drawn by seed."""
    draw = Random(seed)
    name = draw.choice(("云山镇", "白芦街道", "石榴河镇", "桐岭乡", "清水县教育局"))
    return factory.report(seed, name, draw.randint(2015, 2025))


@cache
def documents(kind: str) -> list[Named]:
    """All documents of a format: name and content. PDFs are small, since they are slow to read."""
    found = [
        (path.name, path.read_bytes())
        for folder in FOLDERS
        for path in sorted(folder.rglob(f"*.{kind}"))
        if path.stat().st_size < 100_000
    ]
    return found + list(_made(kind))


def _made(kind: str) -> Iterator[Named]:
    for seed in range(6):
        report = made_up(seed)
        name = f"{report.jurisdiction.name}_{report.year}.{kind}"
        if kind == "txt":
            yield from ((name, text(report, layout).encode(("utf-8", "gb18030")[seed % 2])) for layout in LAYOUTS)
        elif kind == "html":
            yield name, html(list(parts(report)), ("utf-8", "gb18030")[seed % 2], broken_up=seed % 3 == 0)
        elif kind == "docx":
            yield name, docx(list(parts(report)))
        elif kind == "pdf":
            yield name, pdf(list(parts(report)), ruled=seed % 2 == 0)
        elif kind == "csv":
            yield name, _csv(report)
        elif kind == "xlsx":
            yield name, _xlsx(report)
        else:
            yield name, _zip(report)


def _rows(report: Report) -> Iterator[list[str]]:
    for part in parts(report):
        if isinstance(part, Table):
            yield from ([cell.text for cell in row if not cell.covered] for row in part.rows)
        else:
            yield [part.text]


def _csv(report: Report) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_rows(report))
    return out.getvalue().encode("gb18030")


def _xlsx(report: Report) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in _rows(report):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def _zip(report: Report) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("清水县/云山镇_2020.txt", text(report))
        archive.writestr("清水县/空.html", b"")
    return out.getvalue()
