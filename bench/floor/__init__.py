"""The bare best SQL for the numbers of a page, written by hand; it knows nothing of states, notes or words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.composition import BREAKDOWNS
from analytics.measures import MEASURES, Measure
from data.checks import TOWNSHIPS
from data.store import Snapshot

NO_ROW: dict[str, dict[str, Any]] = {  # a list of structs must have one to have a type
    "totals": {"total": "", "part": ""},
    "proofs": {"measure": "", "proof": 0, "indicator": "", "is_left": True, "fills": False},
    "parts": {"part": "", "measure": "", "size": 0, "together": True},
}


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def run(snapshot: Snapshot, name: str, bound: dict[str, Any] | None = None) -> pa.Table:
    """What one of the statements gives."""
    return snapshot.cursor().execute(_sql(name), bound).to_arrow_table()


def bound(codes: Iterable[str], breakdowns: Iterable[str]) -> dict[str, Any]:
    """What values.sql binds for these measures and compositions."""
    shown = [BREAKDOWNS[code] for code in breakdowns]
    asked = [MEASURES[code] for code in dict.fromkeys([*codes, *(code for one in shown for code in one.codes)])]
    parts = [
        {"part": one.code, "measure": code, "size": len(one.codes), "together": one.together}
        for one in shown
        for code in one.codes
    ]
    rows = {
        "asked": [row for one in asked for row in _cells(one)],
        "measures": [_told(one) for one in asked],
        "totals": [
            {"total": total, "part": part}
            for total, found in {code: found for one in asked for code, found in one.totals.items()}.items()
            for part in found
        ],
        "proofs": [row for one in asked for row in _proofs(one)],
        "parts": parts,
    }
    return {name: found or [NO_ROW[name]] for name, found in rows.items()} | {"townships": list(TOWNSHIPS)}


def _told(measure: Measure) -> dict[str, Any]:
    ratio, rate = measure.kind in ("rate", "mean"), measure.kind == "rate"
    own = {"measure": measure.code, "section": measure.section, "series": measure.one_series}
    return own | {"ratio": ratio, "rate": rate}


def _cells(measure: Measure) -> list[dict[str, Any]]:
    below = dict(measure.denominator)
    return [
        {"measure": measure.code, "indicator": code, "sign": -1 if code in measure.minus else 1, "below": code in below}
        for code in measure.cells
    ]


def _proofs(measure: Measure) -> list[dict[str, Any]]:
    return [
        {"measure": measure.code, "proof": i, "indicator": code, "is_left": side, "fills": code in proof.parts}
        for i, proof in enumerate(measure.proofs)
        for side, codes in ((True, proof.left), (False, proof.right))
        for code in codes
    ]
