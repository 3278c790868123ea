"""Reports on their way into the store, already in the columns of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data import forms
from data.arrow import columns
from data.model import Finding, Place, Reading, Report, Severity, Status
from data.prose import Fact, facts
from data.prose.compared import compared_cells
from data.prose.measures import certain

PROSE = "prose."  # codes of what is read from the prose: no form declares them
_PLACE = [(name, pa.int32()) for name in ("page", "table_no", "row_no", "column_no", "line")]
OBSERVATION = pa.schema([
    ("indicator", pa.string()),
    ("row_label", pa.string()),
    ("raw", pa.string()),
    ("value", pa.decimal128(20, 4)),
    ("unit", pa.string()),
    ("status", pa.string()),
    ("confidence", pa.float32()),
    *_PLACE,
])
NARRATIVE = pa.schema([("section", pa.string()), ("text", pa.string())])
FINDING = pa.schema([
    ("rule", pa.string()),
    ("severity", pa.string()),
    ("cells", pa.list_(pa.string())),
    ("evidence", pa.map_(pa.string(), pa.string())),
    *_PLACE,
])


FACT = pa.schema([
    ("section", pa.string()),
    ("sentence", pa.string()),
    ("start_at", pa.int32()),
    ("end_at", pa.int32()),
    ("kind", pa.string()),
    ("what", pa.string()),
    ("year", pa.int32()),
    ("who", pa.string()),
    ("measure", pa.string()),
    ("applicant", pa.string()),
    ("cells", pa.list_(pa.string())),
    *((name, pa.decimal128(20, 4)) for name in ("low", "high", "said")),
    ("unit", pa.string()),
])
# What goes with a report, a table each.
ROWS = {"observation": OBSERVATION, "narrative": NARRATIVE, "finding": FINDING, "fact": FACT}
_LARGEST, _FINEST = 10**15, Decimal("0.0001")  # of a fact's numbers
_SLOT = pa.field("slot", pa.int32())
_AT_ONCE = 200  # reports


def _at(place: Place) -> tuple[int | None, ...]:
    return (place.page, place.table, place.row, place.column, place.line)


def _whole(report: Report) -> Iterator[Reading]:
    """The report's readings, and a missing one for each cell of its forms that it has no reading of.

    Raises ValueError for a reading of a cell that its form does not have, and for a cell read twice.
    """
    read: dict[tuple[str, str | None], Reading] = {}
    for reading in report.readings:
        indicator = forms.INDICATORS.get(reading.indicator)
        if not reading.indicator.startswith(PROSE) and (
            indicator is None or report.forms[indicator.section] not in indicator.labels
        ):
            raise ValueError(f"no such cell on the form: {reading.indicator}")
        if (reading.indicator, reading.row_label) in read:
            raise ValueError(f"cell read twice: {reading.indicator}")
        read[reading.indicator, reading.row_label] = reading
    for section in forms.TABLE_SECTIONS:
        for indicator in forms.indicators(report.forms[section], section):
            if (indicator.code, None) not in read:
                yield Reading(indicator.code, "", None, indicator.unit, Status.MISSING)
    yield from read.values()


def _observation(reading: Reading) -> tuple[object, ...]:
    return (
        reading.indicator,
        reading.row_label,
        reading.raw,
        reading.value,
        reading.unit,
        str(reading.status),
        reading.confidence,
        *_at(reading.place),
    )


def finding_row(finding: Finding) -> tuple[object, ...]:
    """A finding in the columns of `FINDING`."""
    return (
        finding.rule,
        str(finding.severity),
        list(finding.cells),
        list(finding.evidence.items()),
        *_at(finding.place),
    )


def fact_rows(report: Report) -> Iterator[tuple[object, ...]]:
    """What the prose states, in the columns of `FACT`."""
    values = certain(report)
    for fact in filter(_fits, facts(report)):
        cells = list(compared_cells(fact, report.year, values, report.forms))
        place = (fact.section, fact.sentence, fact.start, fact.end)
        said = (fact.what, fact.year, fact.who, fact.measure, fact.column, cells)
        yield (*place, str(fact.kind), *said, *map(_stored, (fact.low, fact.high, fact.said)), fact.unit)


def _fits(fact: Fact) -> bool:
    return all(number is None or abs(number) < _LARGEST for number in (fact.low, fact.high, fact.said))


def _stored(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(_FINEST)


@dataclass(frozen=True)
class Ingested:
    """A report ready for the store: small, and free of anything that could still go wrong.

    `report` has lost its readings, narrative and findings, which are in the batches.
    `tables` are the sections whose table has anything in the document.
    `counts` gives the cells of the form (not the prose) by status, `severities` the findings.
    `folder` is where it was found, `parents` the bodies that its folders name.
    """

    report: Report
    content: bytes
    parser_version: str
    observation: pa.RecordBatch
    narrative: pa.RecordBatch
    finding: pa.RecordBatch
    fact: pa.RecordBatch
    tables: tuple[str, ...]
    counts: Mapping[Status, int]
    severities: Mapping[Severity, int]
    folder: str = ""
    parents: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, report: Report, content: bytes, parser_version: str, parents: tuple[str, ...] | None = None
    ) -> Ingested:
        """Raises ValueError for a report that contradicts its own form, or for what the store can't hold exactly."""
        body = report.jurisdiction
        for text in (report.title, report.source_file, body.name, body.kind, *body.parents):
            text.encode()
        if report.published:
            date.fromisoformat(report.published)
        readings = list(_whole(report))
        read = {r.indicator.partition(".")[0] for r in readings if r.status is not Status.MISSING}
        return cls(
            report=replace(report, readings=(), narrative={}, findings=()),
            content=content,
            parser_version=parser_version,
            observation=columns(map(_observation, readings), OBSERVATION),
            narrative=columns(report.narrative.items(), NARRATIVE),
            finding=columns(map(finding_row, report.findings), FINDING),
            fact=columns(fact_rows(report), FACT),
            tables=tuple(section for section in forms.TABLE_SECTIONS if section in read),
            counts=Counter(r.status for r in readings if not r.indicator.startswith(PROSE)),
            severities=Counter(f.severity for f in report.findings),
            parents=body.parents if parents is None else parents,
        )


_NO_ROWS = {name: columns((), schema) for name, schema in ROWS.items()}


class Batch:
    """The reports of one import in the order they came, each known by its slot, and their rows in files.

    Thousands of reports would fill the memory: their rows wait in `folder`, and are read from there where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.items: list[Ingested] = []
        self._loose: list[Ingested] = []
        self._files = {name: folder / f"{name}.arrow" for name in ROWS}
        self._open = {
            name: pa.ipc.new_file(self._files[name], schema.insert(0, _SLOT)) for name, schema in ROWS.items()
        }

    def put(self, item: Ingested) -> None:
        """Take a report; its document is not kept."""
        self._loose.append(replace(item, content=b""))
        self.items.append(replace(item, content=b"", **_NO_ROWS))
        if len(self._loose) == _AT_ONCE:
            self._pack()

    def _pack(self) -> None:
        first = len(self.items) - len(self._loose)
        for name, file in self._open.items():
            parts = [getattr(item, name) for item in self._loose]
            slots = [first + number for number, part in enumerate(parts) for _ in range(part.num_rows)]
            piece = pa.Table.from_batches(parts, schema=ROWS[name]).combine_chunks()
            file.write_table(piece.add_column(0, _SLOT, pa.array(slots, _SLOT.type)))
        self._loose.clear()

    def close(self) -> None:
        """The last report is in."""
        self._pack()
        for file in self._open.values():
            file.close()

    @contextmanager
    def rows(self, name: str) -> Iterator[pa.Table]:
        """All rows for one of the tables in `ROWS`, each led by the slot of its report; to be asked when closed."""
        with pa.memory_map(str(self._files[name])) as file:
            yield pa.ipc.open_file(file).read_all()
