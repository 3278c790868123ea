"""Demo data as a folder: the documents, the roster of the bodies, and the key to what is in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from data.demo.answers import answer, as_json
from data.demo.county import County, county
from data.demo.draws import Draws
from data.demo.files import ANSWERS, ROSTER
from data.demo.press import jobs, plain_jobs, printed
from data.demo.units import OLD, Unit
from data.errors import BadRequest
from data.forms import BY_NAME

GENERATOR = "gongkai demo"
SEED = 21
TOWNSHIPS, YEARS = 18, (2019, 2024)
MOST_TOWNSHIPS = 50_000
FIRST_FORM, LAST_YEAR = BY_NAME[OLD].since, 2099  # before it there was no national form


def write(
    folder: Path, townships: int = TOWNSHIPS, years: tuple[int, int] = YEARS, seed: int = SEED, plain: bool = False
) -> int:
    """Write the documents of a made-up county into `folder`; returns how many. An earlier demo there is replaced.

    They come in a mix of formats and some are damaged, unless `plain`: then all are text, and as the county
    handed them in. Raises BadRequest for a folder that holds anything else, and for numbers out of range.
    """
    if not 1 <= townships <= MOST_TOWNSHIPS:
        raise BadRequest("demo_townships", value=townships, most=MOST_TOWNSHIPS)
    if not FIRST_FORM <= years[0] <= years[1] <= LAST_YEAR:
        raise BadRequest("demo_years", value=f"{years[0]}-{years[1]}", first=FIRST_FORM, last=LAST_YEAR)
    _clear(folder)
    made = county(townships, years, seed)
    answers = []
    for job, proof, document in printed(plain_jobs(made.reports) if plain else jobs(made.reports, seed), seed):
        answers.append(answer(job, proof, document))
        _put(folder / answers[-1]["file"], document)
    _put(folder / ROSTER, ("\ufeff" + _roster(made)).encode())
    key = {"generator": GENERATOR, "townships": townships, "years": years, "seed": seed, "not_handed_in": made.missing}
    _put(folder / ANSWERS, as_json(key, answers).encode())
    return len(answers)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _clear(folder: Path) -> None:
    """Take away an earlier demo."""
    if folder.exists() and not folder.is_dir():
        raise BadRequest("demo_folder", folder=folder)
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        key = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
        files = [(folder / report["file"]).resolve() for report in key["reports"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest("demo_folder", folder=folder) from error
    for path in files:
        if path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _roster(made: County) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(("名称", "类别", "上级", "设立年份", "撤销年份", "接续单位", "接续方式", "人口2020", "人口2023"))
    people: dict[str, int] = {}
    for unit in made.units:  # predecessors come first
        before = sum(people[name] for name in unit.predecessors)
        people[unit.name] = before or Draws(unit.name, "population").between(9_000, 45_000)
        table.writerow(_roster_row(unit, people[unit.name]))
    return out.getvalue()


def _roster_row(unit: Unit, people: int) -> Iterator[object]:
    yield from (unit.name, unit.kind, unit.county)
    yield unit.first if unit.predecessors else ""
    yield from (unit.last + 1, unit.successor, unit.how) if unit.successor else ("", "", "")
    yield "" if unit.predecessors else people
    yield "" if unit.successor else people * 97 // 100
