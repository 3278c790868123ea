"""雷同 through a store: whose words stand in the report of the year before, or in that of another body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.across.alike import SECTIONS, Clause, clauses, passages, same, share
from data.arrow import columns, registered
from data.model import Finding

# Shares from which on prose is told to be the same, and the fewest characters of own words that can be: chosen on
# made-up counties so that prose written anew stays far below, see docs/method.md.
ALIKE, LEAST = 0.7, 100
REPEATED, LEAST_PROBLEMS = 0.9, 40
# A clause that so many bodies of a county write in one year was given out to them: at least and at most.
FEW, MANY = 3, 20
# Candidates share this much word for word; the few likeliest are then compared word by word.
CANDIDATE, CANDIDATES = 0.25, 3
PASSAGE = 60  # characters of the longest passage that are kept as evidence
_AT_ONCE = 1_000  # reports, so that memory stays the same however many there are

RULES = ("alike_year", "alike_unit", "alike_problems")
_CLAUSE = pa.schema([("report", pa.int32()), ("section", pa.string()), ("key", pa.string())])
Found = tuple[int, Finding]


@dataclass(frozen=True)
class _Text:
    """One report to compare: `own` are the keys of the clauses that are not the county's."""

    path: str
    year: int
    narrative: Mapping[str, str]
    clauses: Sequence[Clause]
    own: frozenset[str]


def _sql(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def prose(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """What of the concerned reports' prose stands elsewhere too; needs `concerned` and `prior`."""
    _split(connection)
    connection.execute(_sql("own.sql"), {"least": FEW, "most": MANY})
    bound = {"size": LEAST, "problems": LEAST_PROBLEMS, "share": CANDIDATE, "most": CANDIDATES}
    pairs = connection.execute(_sql("pairs.sql"), bound).fetchall()
    by_report = [list(found) for _, found in groupby(pairs, key=lambda pair: pair[1])]
    for first in range(0, len(by_report), _AT_ONCE):
        some = by_report[first : first + _AT_ONCE]
        texts = _texts(connection, {id for found in some for _, *ids in found for id in ids})
        for found in some:
            yield from _compared(found, texts)


def _split(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `clause`: one row per report, section and clause, of all reports that are compared."""
    connection.execute("CREATE OR REPLACE TEMP TABLE clause (report INTEGER, section VARCHAR, key VARCHAR)")
    compared = "SELECT report FROM concerned UNION SELECT earlier FROM prior ORDER BY 1"
    ids = [id for (id,) in connection.execute(compared).fetchall()]
    for first in range(0, len(ids), _AT_ONCE):
        bound = {"reports": ids[first : first + _AT_ONCE], "sections": list(SECTIONS)}
        rows = connection.execute(_sql("clauses.sql"), bound).fetchall()
        split = (
            (report, clause.section, clause.key)
            for report, section, text, names in rows
            for clause in clauses({section: text}, names)
        )
        with registered(connection, "fresh", columns(split, _CLAUSE)):
            connection.execute("INSERT INTO clause SELECT DISTINCT * FROM fresh")


def _texts(connection: duckdb.DuckDBPyConnection, reports: Iterable[int]) -> dict[int, _Text]:
    rows = connection.execute(_sql("texts.sql"), {"reports": sorted(reports)}).fetchall()
    return {
        id: _Text(path, year, narrative, clauses(narrative, names), frozenset(keys or ()))
        for id, path, year, names, narrative, keys in rows
    }


def _compared(found: Sequence[tuple[str, int, int]], texts: Mapping[int, _Text]) -> Iterator[Found]:
    """The findings of one report, of each rule the likest; repeated problems only if the rest is new."""
    told: set[str] = set()
    for rule, pairs in groupby(sorted(found, key=lambda pair: RULES.index(pair[0])), key=lambda pair: pair[0]):
        if rule == "alike_problems" and "alike_year" in told:
            continue
        best = max((_pair(rule, texts[id], texts[other]) for _, id, other in pairs), key=lambda pair: pair[0])
        if best[0] >= (REPEATED if rule == "alike_problems" else ALIKE):
            told.add(rule)
            yield found[0][1], Finding(rule, (), best[1])


def _pair(rule: str, text: _Text, other: _Text) -> tuple[float, dict[str, Any]]:
    """The share of the own words that is the same, and the finding's evidence."""
    if rule == "alike_problems":
        own = [clause for clause in text.clauses if clause.section == "5"]
        keys = [clause.key for clause in other.clauses if clause.section == "5"]
    else:
        own = [clause for clause in text.clauses if clause.key in text.own]
        keys = [clause.key for clause in other.clauses]
    hits = same([clause.key for clause in own], keys)
    part = share([clause.key for clause in own], hits)
    section, start, end = max(passages(own, hits), key=lambda passage: passage[2] - passage[1], default=("0", 0, 0))
    longest = "".join(text.narrative.get(section, "")[start:end].split())
    evidence = {
        "units": other.path,
        "year": str(other.year),
        "share": f"{int(100 * part)}",
        "passage": longest if len(longest) <= PASSAGE else f"{longest[:PASSAGE]}…",
    }
    return part, evidence
