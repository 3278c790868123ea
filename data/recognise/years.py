"""Reports of several years in one file: the one that is asked for, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from data.errors import BadDocument
from data.model import Document, Finding, Grid, Paragraph, Severity
from data.recognise import who
from data.recognise.flow import flow
from data.recognise.glyphs import simplify
from data.recognise.zones import zones

LONGEST_TITLE = 60
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class _Part:
    """Blocks from one title to the next of another year. `whole`: there are tables in it."""

    year: int
    blocks: tuple[Paragraph | Grid, ...]
    whole: bool


def of_one_year(document: Document) -> Document:
    """The document without the reports of other years that stand in it.

    Raises BadDocument where neither its name, its folder nor a title over all of them tells which one is meant.
    """
    parts = _parts(document)
    years = sorted({part.year for part in parts if part.whole})
    if len(years) < 2:
        return document
    year = _asked(document, parts, years)
    told = "、".join(map(str, years))
    if year is None:
        raise BadDocument("years_in_file", file=document.name, years=told)
    chosen = next(part for part in parts if part.whole and part.year == year)
    finding = Finding("years_in_file", Severity.WARNING, (), {"years": told, "year": str(year)})
    return replace(document, blocks=chosen.blocks, findings=(*document.findings, finding))


def _parts(document: Document) -> list[_Part]:
    titles = [(place, year) for place, block in enumerate(document.blocks) if (year := _year_of(block))]
    if len({year for _, year in titles}) < 2:
        return []
    starts = [titles[0], *(two for one, two in pairwise(titles) if one[1] != two[1])]
    ends = [place for place, _ in starts[1:]] + [len(document.blocks)]
    parts = []
    for (start, year), end in zip(starts, ends, strict=True):
        blocks = document.blocks[start:end]
        parts.append(_Part(year, blocks, bool(zones(flow(replace(document, blocks=blocks))))))
    return parts


def _year_of(block: Paragraph | Grid) -> int | None:
    """The year that a line gives if it is a report's title."""
    if isinstance(block, Grid) or "公" not in block.text or len(block.text) > 2 * LONGEST_TITLE:
        return None
    plain = simplify(block.text)
    if len(plain) > LONGEST_TITLE or "。" in plain or not plain.endswith(("报告", "年报")):
        return None
    found = who.title_in(plain)
    return found.year if found else None


def _asked(document: Document, parts: Sequence[_Part], years: Sequence[int]) -> int | None:
    """The year that the file's name asks for, or a title over all reports, or the folder."""
    path = PurePosixPath(document.name.replace("\\", "/"))
    over = parts[0].year if not parts[0].whole else None
    folders = [{int(year) for year in _YEAR.findall(folder)} for folder in reversed(path.parts[:-1])]
    told = [{int(year) for year in _YEAR.findall(path.stem)}, {over} if over else set(), *folders]
    for named in told:
        if len(found := named & set(years)) == 1:
            return next(iter(found))
    return None
