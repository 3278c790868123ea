"""What reports say against each other: figures and prose against the year before, prose against other bodies.

A report's own documents don't tell these findings; they hold as long as the reports they compare are in force. So
the store makes them again at each import for the reports that it concerns, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from data.across import figures, prose, told
from data.model import Finding

RULES = (*figures.RULES, *prose.RULES, *told.RULES)
_TABLES = ("concerned", "prior", "step", "clause", "own")


def refresh(
    connection: duckdb.DuckDBPyConnection,
    touched: Collection[int],
    everything: bool,
    figures_of: Sequence[str] = ("observation",),
) -> list[list[tuple[int, Finding]]]:
    """Take out the findings across reports that may no longer hold; give them as they now are, each with its report.

    `touched` are the reports (by id) that came or were superseded, or whose figures were corrected; `everything`
    tells that bodies, counties or successions changed, so that any report may be concerned. It is taken for granted
    where there is no such finding yet: an earlier version that knew none may have written the store. A list for each of
    `figures_of`: of `observation`, the figures that were read; of `figure`, as people corrected and confirmed them.
    """
    folder = Path(__file__).parent
    known = connection.execute("SELECT 1 FROM finding WHERE list_contains(?, rule) LIMIT 1", [list(RULES)]).fetchone()
    bound = {"touched": list(touched), "everything": everything or known is None}
    connection.execute((folder / "concerned.sql").read_text(encoding="utf-8"), bound)
    connection.execute((folder / "prior.sql").read_text(encoding="utf-8"))
    connection.execute((folder / "stale.sql").read_text(encoding="utf-8"), {"rules": list(RULES)})
    alike = list(prose.prose(connection))
    found = []
    for table in figures_of:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW compared AS SELECT * FROM {table}")
        found.append([*figures.figures(connection), *alike, *told.told(connection)])
    connection.execute("DROP VIEW compared")
    for name in _TABLES:
        connection.execute(f"DROP TABLE {name}")
    return found
