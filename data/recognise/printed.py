"""A report read from the document itself against the same report read from its print, cell by cell of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.model import Finding, Reading, Report, Status
from data.recognise.readings import GUESS, SHUT, cells_in_words

DIFFERS, UNREAD = "print_differs", "print_unread"
PLAIN = frozenset({Status.REPORTED, Status.BLANK, Status.NIL})
ENOUGH = 0.5  # share of the document's numbers for which the print must have one, or none is told by it
Key = tuple[str, str | None]


def compared(report: Report, printed: Report | None, equations: bool = False) -> Report:
    """The report with each cell doubtful that its print shows otherwise; told where there is no print to go by.

    A blank in the print has no ink, or it would be doubtful itself. Yet against a number it tells only where most of
    the others are printed, and nothing of a document with `equations`: LibreOffice prints those as nothing at all
    (eye/D25_omath.docx).
    """
    there = {_key(one): one for one in printed.readings if one.status in PLAIN} if printed else {}
    pairs = [(one, there[_key(one)]) for one in report.readings if one.status in PLAIN and _key(one) in there]
    lost = {_key(one) for one, other in pairs if one.value is not None and other.value is None}
    numbers = sum(1 for one in report.readings if one.status in PLAIN and one.value is not None)
    if not pairs or len(pairs) - len(lost) < ENOUGH * numbers:
        return replace(report, findings=(*report.findings, Finding(UNREAD)))
    differing = {_key(one): other for one, other in pairs if one.value != other.value}
    if equations:
        differing = {key: other for key, other in differing.items() if key not in lost}
    return replace(
        report,
        readings=tuple(_doubted(one) if _key(one) in differing else one for one in report.readings),
        findings=(*report.findings, *_told(report, differing)),
    )


def _key(one: Reading) -> Key:
    return one.indicator, one.row_label


def _doubted(one: Reading) -> Reading:
    confidence = SHUT if one.value is None else GUESS
    return replace(one, status=Status.DOUBTFUL, confidence=confidence)


def _told(report: Report, differing: Mapping[Key, Reading]) -> list[Finding]:
    """A finding for each row of the form."""
    rows: dict[str, list[tuple[Reading, Reading]]] = {}
    for one in report.readings:
        if _key(one) in differing:
            rows.setdefault(one.indicator.rpartition(".")[0], []).append((one, differing[_key(one)]))
    found = []
    for row in rows.values():
        codes = tuple(f"{one.indicator}@{one.row_label}" if one.row_label else one.indicator for one, _ in row)
        form = report.forms[row[0][0].indicator[0]]
        evidence = {
            "cells": cells_in_words(codes, form),
            "raw": " ".join(one.raw or "—" for one, _ in row),
            "print": " ".join(other.raw or "—" for _, other in row),
        }
        found.append(Finding(DIFFERS, codes, evidence, row[0][0].place))
    return found
