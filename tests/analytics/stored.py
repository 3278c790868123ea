"""A small store in memory, written row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

import data
from data import forms

SCHEMA = (Path(data.__file__).parent / "store" / "schema.sql").read_text(encoding="utf-8")


@dataclass(eq=False)
class View:
    """Quacks like a snapshot; each is another one, as what is known of a snapshot is kept."""

    connection: duckdb.DuckDBPyConnection
    kind: str = "own"

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self.connection.cursor()


@dataclass(eq=False)
class Stored:
    """Its methods add bodies, reports and findings; `now` is a snapshot of what was added so far."""

    connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    reports: int = 0

    def __post_init__(self) -> None:
        self.connection.execute(SCHEMA)

    @property
    def now(self) -> View:
        return View(self.connection)

    def body(
        self,
        name: str,
        kind: str = "镇",
        first: int | None = None,
        last: int | None = None,
        *,
        parents: tuple[str, ...] = (),
        path: str = "",
        listed: bool = False,
    ) -> int:
        number = self.connection.execute("SELECT count(*) + 1 FROM jurisdiction").fetchone()[0]
        self.connection.execute(
            "INSERT INTO jurisdiction VALUES (?, ?, ?, ?, [], ?, ?, NULL, ?, ?, true, '')",
            [number, name, kind, list(parents), first, last, path or name, listed],
        )
        return number

    def report(
        self,
        body: int,
        year: int,
        values: dict[str, int] | None = None,
        *,
        form: str = "",
        status: dict[str, str] | None = None,
        live: bool = True,
        made_up: bool = False,
        extra: dict[str, int] | None = None,
    ) -> int:
        """A report whose cells are 0 save for `values`; `status` names codes or whole sections ("2") that differ."""
        form, values, status = form or ("2019" if year < 2021 else "2021"), values or {}, status or {}
        tables = [section for section in forms.TABLE_SECTIONS if status.get(section) != "missing"]
        self.reports += 1
        self._insert(
            "report",
            {
                **{"id": self.reports, "jurisdiction": body, "year": year, "title": f"{year}年年报"},
                **{"published": date(2025, 1, 20), "received": datetime(2025, 2, 1, 0, self.reports)},
                **{"source_file": f"{self.reports}.txt", "sha256": f"{self.reports:064}", "parser_version": "1"},
                **{"form2": form, "form3": form, "form4": form, "live": live, "made_up": made_up, "tables": tables},
            },
        )
        common = {"report": self.reports, "jurisdiction": body, "year": year, "confidence": 1.0}
        rows = []
        cells = [cell for section in forms.TABLE_SECTIONS for cell in forms.indicators(form, section)]
        for line, cell in enumerate(cells, start=1):
            how = status.get(cell.code) or status.get(cell.section) or "reported"
            value = Decimal(values.get(cell.code, 0)) if how in ("reported", "doubtful") else None
            read = {"raw": "" if value is None else str(value), "value": value, "unit": cell.unit, "status": how}
            rows.append({**common, "indicator": cell.code, **read, "line": line})
        for code, number in (extra or {}).items():
            indicator, _, label = code.partition("@")
            read = {"raw": str(number), "value": Decimal(number), "unit": "件", "status": "reported"}
            place = {"page": 2, "table_no": 3, "row_no": 5, "column_no": 4}
            rows.append({**common, "indicator": indicator, "row_label": label, **read, **place})
        self._insert("observation", *rows)
        return self.reports

    def succession(self, earlier: int, later: int, year: int, kind: str) -> None:
        """`earlier` became or went into `later`, which reports from `year` on."""
        self.connection.execute("INSERT INTO succession VALUES (?, ?, ?, ?)", [earlier, later, year, kind])

    def _insert(self, table: str, *rows: dict[str, object]) -> None:
        self.connection.register("incoming", pd.DataFrame(list(rows), dtype=object))
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")

    def finding(
        self, report: int, *cells: str, rule: str = "identity_flow", severity: str = "error", line: int | None = None
    ) -> None:
        evidence = "MAP {'row': '行政复议', 'left': '1', 'right': '2', 'difference': '1'}"
        self.connection.execute(
            "INSERT INTO finding BY NAME "
            f"SELECT ? AS report, ? AS rule, ? AS severity, ? AS cells, {evidence} AS evidence, ? AS line, "
            "'open' AS state, 'document' AS reading",
            [report, rule, severity, list(cells), line],
        )
