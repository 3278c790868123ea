"""Table 3 of one document read by both designs and held against its expected cells."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.alignment.reading import Read, read
from data import forms, readers
from data.model import Document, Report, Status
from data.recognise import recognise
from data.recognise.flow import flow
from data.recognise.rows import Row
from data.recognise.twice import own_report, several
from data.recognise.zones import zones

Key = tuple[str, str]
DESIGNS = ("now", "aligned")


@dataclass(frozen=True, slots=True)
class Got:
    """One cell as a design gives it: `status` as in `data.model.Status`."""

    value: Decimal | None
    status: Status


def zone(document: Document, report: Report) -> list[Row]:
    """The rows of this year's table 3, found as the recogniser finds them."""
    rows, _, _ = own_report(flow(document), document.name, report.year)
    found = several(rows, "3", report.year)
    if found is not None:
        others = {at for i, table in enumerate(found.tables) for at in range(*table) if i != (found.chosen or 0)}
        rows = [row for at, row in enumerate(rows) if at not in others]
    return rows[slice(*zones(rows).get("3", (0, 0)))]


def _key(code: str, form: str) -> Key:
    return forms.INDICATORS[code].labels[form]


def both(document: Document) -> dict[str, dict[Key, Got]]:
    """Design → the cells of table 3 as it reads them. Raises BadDocument as the recogniser does."""
    report = recognise(document)
    form = report.forms["3"]
    now = {
        _key(one.indicator, form): Got(one.value, one.status)
        for one in report.readings
        if one.indicator.startswith("3.") and one.row_label is None
    }
    aligned = {_key(code, form): _got(one) for code, one in read(zone(document, report), form).items()}
    return dict(zip(DESIGNS, (now, aligned), strict=True))


def _got(one: Read) -> Got:
    if one.token is None:
        return Got(None, Status.DOUBTFUL)
    sure = Status.REPORTED if one.token.number is not None else Status.BLANK if one.token.blank else Status.NIL
    return Got(one.token.number, sure if one.plain else Status.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cells of table 3 that a person reads; those of them that may come out empty; those that may be in doubt."""

    cells: Mapping[Key, Decimal]
    empty: frozenset[Key] = frozenset()
    doubtful: frozenset[Key] = frozenset()

    @classmethod
    def told(cls, expected: Mapping[str, Any]) -> Wanted:
        """As an expected.json tells."""
        rows = expected.get("section3") or {}
        cells = {(row, column): Decimal(str(value)) for row, line in rows.items() for column, value in line.items()}
        doubtful = {key for key in cells if "|".join(("3", *key)) in expected.get("doubt_allowed", [])}
        return cls(cells, frozenset(cells if expected.get("zeros_may_be_empty") else ()), frozenset(doubtful))

    @classmethod
    def printed(cls, report: Report) -> Wanted:
        """As a made-up report was printed; what is blank or nil there is nothing."""
        own = [one for one in report.readings if one.indicator.startswith("3.") and one.status is not Status.MISSING]
        keys = {_key(one.indicator, report.forms["3"]): one.value for one in own}
        empty = frozenset(key for key, value in keys.items() if value is None)
        return cls({key: value or Decimal(0) for key, value in keys.items()}, empty)


def verdicts(got: Mapping[Key, Got], want: Wanted) -> Counter[str]:
    """right, doubtful (and right), flagged, missing and WRONG cells, by the rules of the shared reports' `score`."""
    count = Counter[str]()
    for key, true in want.cells.items():
        one = got.get(key, Got(None, Status.MISSING))
        unread = one.status is Status.MISSING or (one.value is None and true == 0 and key not in want.empty)
        sure = one.status is not Status.DOUBTFUL
        if not (key in want.doubtful and (unread or not sure)):
            count[_verdict(unread, (one.value or Decimal(0)) == true, sure)] += 1
    plain = (Status.MISSING, Status.DOUBTFUL)
    count["WRONG"] += sum(
        1 for key, one in got.items() if key not in want.cells and one.status not in plain and one.value
    )
    return count


def _verdict(unread: bool, right: bool, sure: bool) -> str:
    if unread:
        return "missing"
    if right:
        return "right" if sure else "doubtful"
    return "WRONG" if sure else "flagged"


def document_of(expected: Path) -> Path:
    """X.txt, X.html … of X.expected.json."""
    stem = expected.name.removesuffix(".expected.json")
    return next(path for path in expected.parent.iterdir() if path.stem == stem and path.suffix != ".json")


def scored(path: Path) -> dict[str, Counter[str]]:
    """Design → the verdicts on the document beside an expected.json."""
    document = document_of(path)
    expected = json.loads(path.read_text(encoding="utf-8"))
    got = both(readers.read(document.name, document.read_bytes()))
    return {design: verdicts(cells, Wanted.told(expected)) for design, cells in got.items()}
