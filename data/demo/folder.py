"""Demo data as a folder: the documents, the roster of the bodies, and the key to what is in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.demo.county import County, Made, county
from data.demo.draws import Draws
from data.demo.render import LAYOUTS, text
from data.demo.units import Unit
from data.errors import BadRequest
from data.model import Status
from data.numbers import plain

GENERATOR = "gongkai demo"
SEED = 21
TOWNSHIPS, YEARS = 18, (2019, 2024)
ROSTER, ANSWERS = "单位名录.csv", "答案.json"
MOST_TOWNSHIPS = 50_000
FIRST_FORM, LAST_YEAR = 2019, 2099  # before 2019 there was no national form


def write(folder: Path, townships: int = TOWNSHIPS, years: tuple[int, int] = YEARS, seed: int = SEED) -> int:
    """Write the documents of a made-up county into `folder`; returns how many. An earlier demo there is replaced.

    Raises BadRequest for a folder that holds anything else, and for numbers out of range.
    """
    if not 1 <= townships <= MOST_TOWNSHIPS:
        raise BadRequest("demo_townships", value=townships, most=MOST_TOWNSHIPS)
    if not FIRST_FORM <= years[0] <= years[1] <= LAST_YEAR:
        raise BadRequest("demo_years", value=f"{years[0]}-{years[1]}", first=FIRST_FORM, last=LAST_YEAR)
    _clear(folder)
    made = county(townships, years, seed)
    answers = [_answer(report, *_layout(report, seed)) for report in made.reports]
    for report, answer in zip(made.reports, answers, strict=True):
        _put(folder / answer["file"], text(report.report, answer["layout"]))
    _put(folder / ROSTER, "\ufeff" + _roster(made, years))
    key = {
        "generator": GENERATOR,
        "townships": townships,
        "years": years,
        "seed": seed,
        "not_handed_in": made.missing,
        "reports": answers,
    }
    _put(folder / ANSWERS, json.dumps(key, ensure_ascii=False, indent=1))
    return len(answers)


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())  # as bytes, so that line ends are the same everywhere


def _clear(folder: Path) -> None:
    """Take away an earlier demo."""
    if folder.exists() and not folder.is_dir():
        raise BadRequest("demo_folder", folder=folder)
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        key = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
        files = [folder / report["file"] for report in key["reports"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest("demo_folder", folder=folder) from error
    for path in files:
        path.unlink(missing_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _layout(made: Made, seed: int) -> tuple[str, str]:
    """The unit's format and layout; a report with empty cells gets a layout that shows them."""
    layout = Draws(seed, made.report.jurisdiction.name, "layout").one(list(LAYOUTS))
    empty = any(reading.status is Status.BLANK for reading in made.report.readings)
    return "txt", layout if LAYOUTS[layout].shows_empty or not empty else "tabs"


def _answer(made: Made, suffix: str, layout: str) -> dict[str, Any]:
    """What a careful reader finds in one document. `cells` are in 件, 项 and 元, None where there is no number."""
    report = made.report
    planted = [
        {"defect": p.defect, "true": {code: plain(value) for code, value in p.cells.items()}} for p in made.planted
    ]
    return {
        "file": report.source_file,
        "format": suffix,
        "layout": layout,
        "unit": report.jurisdiction.name,
        "year": report.year,
        "forms": report.forms,
        "cells": {r.indicator: None if r.value is None else plain(r.value) for r in report.readings},
        "not_reported": {r.indicator: r.status.value for r in report.readings if r.status is not Status.REPORTED},
        "planted": planted,
        "findings": [{"rule": rule, "cells": cells} for rule, cells in made.findings],
    }


def _roster(made: County, years: tuple[int, int]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(("名称", "类别", "上级", "设立年份", "撤销年份", "接续单位", "接续方式", "人口2020"))
    table.writerows(_roster_row(unit, years) for unit in made.units)
    return out.getvalue()


def _roster_row(unit: Unit, years: tuple[int, int]) -> Iterator[object]:
    yield from (unit.name, unit.kind, unit.county)
    yield unit.first if unit.predecessors else ""
    yield from (unit.last + 1, unit.successor, unit.how) if unit.successor else ("", "", "")
    yield Draws(unit.name, "population").between(9_000, 45_000) if not unit.predecessors else ""
