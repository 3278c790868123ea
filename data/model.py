"""What travels from a document to the store: document, report, reading, finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from words import rules

# A line of every made-up document; whatever store reads it, the report stays marked as made up.
DEMO_MARK = "演示数据：本报告所涉地名、机构和数字均为虚构"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source, counted from 1; what a format lacks is None.

    `line` is the line in a text file, `page` the page of a PDF, `table`, `row` and `column` the
    position in a grid.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. A cell spanning several rows or columns is the same object in each position.

    `doubt` names the finding's rule where the text may not be what a person sees, as with a number glued from
    pieces that look different: it is then doubtful, never reported, and a blank no blank.
    """

    text: str
    place: Place
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph; blank ones are kept, since in flattened text they can be empty cells.

    `doubt` as in `Cell`.
    """

    text: str
    place: Place
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its spans resolved: rows of cells, each row as wide as the widest.

    Where a short row has no cell, an empty one stands whose place has no row: it is not in the document.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


@dataclass(frozen=True)
class Document:
    """A file as a reader gives it: blocks in reading order, and what the reader noticed.

    `name` is the file's path as the user named it (inside a ZIP: `archive.zip/member`).
    """

    name: str
    sha256: str
    blocks: tuple[Paragraph | Grid, ...]
    findings: tuple[Finding, ...] = ()


class Status(StrEnum):
    """How a cell was read; see `words/states.yaml` for what people are told."""

    REPORTED = "reported"
    NIL = "nil"
    BLANK = "blank"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


class Severity(StrEnum):
    """ERROR: the report contradicts itself. WARNING: look at it. INFO: good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell of a report as it was read.

    `raw` is the text as it stands. `value` is exact, in `unit` (件, 项, 元); None for nil, blank and
    missing. `confidence` runs from 0 to 1. `row_label` is set only for a row that the form does not have.
    """

    indicator: str
    raw: str
    value: Decimal | None
    unit: str
    status: Status
    place: Place = Place()
    confidence: float = 1.0
    row_label: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something a careful reader would remark on.

    `rule` is an entry of `words/rules/`, which says how grave it is and how it is told; `evidence` the values its
    sentence needs, `cells` the indicator codes concerned (an extra row's as `code@row label`). `place` locates it in
    the source. Raises LookupError for a rule without entry.
    """

    rule: str
    cells: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place()

    def __post_init__(self) -> None:
        rules.rule(self.rule)

    @property
    def severity(self) -> Severity:
        """How grave it is, as its rule says."""
        return Severity(rules.rule(self.rule).severity)


@dataclass(frozen=True)
class Jurisdiction:
    """A body that publishes reports: its short name, class (镇, 乡, 街道 …) and known parents, outermost first."""

    name: str
    kind: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """One body's report of one year, read and checked.

    `forms` maps sections "2", "3", "4" to the name of a form. `narrative` maps section numbers "0"
    (before the first heading) to "6" to their prose. `made_up` is true for demo documents.
    `published` is an ISO date or None.
    """

    jurisdiction: Jurisdiction
    year: int
    title: str
    published: str | None
    forms: Mapping[str, str]
    narrative: Mapping[str, str]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    source_file: str
    sha256: str
    made_up: bool = False
