"""Figures that the county enters in place of a sum: kept in the store, or a CSV of cell, value, by, reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import words
from analytics.consolidation.cell import Own
from data.errors import BadRequest, GongkaiError
from data.review.county import everywhere, may_own, unit_of
from data.review.deciding import number_of
from data.store import Snapshot

COLUMNS = ("cell", "value", "by", "reason")


@dataclass(frozen=True)
class Entered:
    """The figures of a body's own for a year, by cell; and those that are of nobody, or of several, whom we know."""

    figures: Mapping[str, Own] = field(default_factory=dict)
    elsewhere: tuple[tuple[str, Own], ...] = ()


def entered(snapshot: Snapshot, year: int, form: str, chain: Sequence[str], known: Sequence[Sequence[str]]) -> Entered:
    """What was entered into the store for the body of this full path; `known` are those of all bodies above others.

    A figure of another form holds where the cell means the same in both.
    A body that is known farther up now than it was then is the same one, unless there are two: 滨江市/清水县, 清水县.
    """
    sql = Path(__file__).with_name("own.sql").read_text(encoding="utf-8")
    figures: dict[str, Own] = {}
    elsewhere = []
    for body, cell, theirs, value, by, reason, made in snapshot.cursor().execute(sql, {"year": year}).fetchall():
        one, full = Own(cell, value, by, reason, made), body.split("/") if body else []
        meant = [list(other) for other in known if same_body(full, other)]
        several = any(not same_body(a, b) for a in meant for b in meant)
        fits = may_own(cell, form) and (theirs == form or everywhere(cell))
        ours = full == list(chain) or (same_body(full, chain) and not several)
        if ours and fits:
            figures[cell] = one
        elif ours or ((several or not meant) and (body or chain)):
            elsewhere.append((body, one))
    return Entered(figures, tuple(elsewhere))


def same_body(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one path ends as the other does; all units together are nobody but themselves."""
    short = min(len(one), len(other))
    return list(one) == list(other) if not short else list(one[-short:]) == list(other[-short:])


def read(path: Path, form: str) -> dict[str, Own]:
    """The figures of a file by cell; amounts in 元. UTF-8, or GB 18030 as a Chinese Excel saves it.

    Raises BadRequest, naming the line, for a cell that the form does not have or that comes twice, a value that the
    cell can't hold, and a line without who or why.
    """
    return parse(_text(path), form, path.name)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadRequest("own_unreadable", file=path, detail=error) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadRequest("own_no_text", file=path)


def parse(text: str, form: str, file: str) -> dict[str, Own]:
    """`read` of a file's text."""
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = [name.strip().lower() for name in lines[0]] if lines else []
    if missing := [name for name in COLUMNS if name not in header]:
        raise BadRequest("own_columns", file=file, columns="、".join(missing))
    found: dict[str, Own] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not any(field.strip() for field in line):
            continue
        row = dict(zip(header, (field.strip() for field in line), strict=False))
        try:
            one = _one(row, form, found)
        except GongkaiError as error:
            told = {lang: error.say(lang) for lang in words.LANGUAGES}
            raise BadRequest("own_line", file=file, line=number, detail=told) from error
        found[one.cell] = one
    return found


def _one(row: Mapping[str, str], form: str, found: Mapping[str, Own]) -> Own:
    cell, value, by, reason = (row.get(name, "") for name in COLUMNS)
    if not may_own(cell, form):
        raise BadRequest("own_no_cell", cell=cell, form=form)
    if cell in found:
        raise BadRequest("own_twice", cell=cell)
    if not by or not reason:
        raise BadRequest("own_nameless")
    return Own(cell, number_of(value, unit_of(cell), cell), by, reason)
