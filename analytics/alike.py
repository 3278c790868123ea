"""雷同 to look at: a report's prose and that of the other report side by side, cut where the two are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analytics.places import bodies
from analytics.sheet import Remark, Sheet, sheet
from data.across import prose
from data.across.alike import SECTIONS, Clause, clauses, passages, same
from data.errors import BadRequest
from data.store import Snapshot

Piece = tuple[str, bool]  # a stretch of text, and whether the other report has it too


@dataclass(frozen=True)
class Side:
    """One report's prose: for each section that was compared its pieces, which make up the whole text."""

    path: str
    year: int
    sections: Mapping[str, tuple[Piece, ...]]


@dataclass(frozen=True)
class Pair:
    """A finding of 雷同 with both texts."""

    remark: Remark
    own: Side
    other: Side


def pairs(snapshot: Snapshot, found: Sheet) -> Iterator[Pair]:
    """The report's findings of 雷同, each with its own text and the other one's."""
    for remark in found.findings:
        if remark.rule not in prose.RULES:
            continue
        try:
            other = sheet(snapshot, remark.evidence["units"], int(remark.evidence["year"]))
        except BadRequest:
            continue
        sections = ("5",) if remark.rule == "alike_problems" else SECTIONS
        mine, theirs = (_clauses(snapshot, one, sections) for one in (found, other))
        yield Pair(remark, _side(found, mine, theirs, sections), _side(other, theirs, mine, sections))


def _clauses(snapshot: Snapshot, report: Sheet, sections: Sequence[str]) -> list[Clause]:
    [body] = bodies(snapshot).chosen([report.path])[0].to_pylist()
    names = (body["name"], *body["parents"], *(part for alias in body["aliases"] for part in alias.split("/")))
    return [clause for clause in clauses(report.narrative, names) if clause.section in sections]


def _side(report: Sheet, own: Sequence[Clause], other: Sequence[Clause], sections: Sequence[str]) -> Side:
    marked = passages(own, same([clause.key for clause in own], [clause.key for clause in other]))
    texts = {section: report.narrative[section] for section in sections if report.narrative.get(section)}
    return Side(
        report.path,
        report.year,
        {
            section: tuple(_pieces(text, [(start, end) for at, start, end in marked if at == section]))
            for section, text in texts.items()
        },
    )


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in marked:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
