"""The key to demo documents: what a careful reader finds in each of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.demo.damage import Proof
from data.demo.press import Job
from data.model import Reading, Status
from data.numbers import plain


def code(reading: Reading) -> str:
    """The cell that was read: its indicator, and for a row that the form does not have the row's label."""
    return reading.indicator if reading.row_label is None else f"{reading.indicator}@{reading.row_label}"


def answer(job: Job, proof: Proof, document: bytes) -> dict[str, Any]:
    """One document's part of the key.

    `cells` gives every cell that the document holds, in 件, 项 and 元, None where no number stands;
    `not_reported` the status of those that are not plainly reported. Of `doubt` a careful reader may be unsure;
    `lost` the document no longer holds. `planted` are the defects, with the true figures of misprinted cells;
    `findings` what the report says against itself.
    """
    report = proof.report
    held = {code(reading): reading for reading in report.readings if code(reading) not in proof.lost}
    planted = [{"defect": p.defect, "true": {cell: plain(n) for cell, n in p.cells.items()}} for p in job.made.planted]
    return {
        "file": f"{report.source_file}.{job.format}",
        "sha256": hashlib.sha256(document).hexdigest(),
        "format": job.format,
        "layout": proof.layout if job.format == "txt" else None,
        "unit": report.jurisdiction.name,
        "year": report.year,
        "forms": report.forms,
        "cells": {cell: None if read.value is None else plain(read.value) for cell, read in held.items()},
        "not_reported": {cell: str(read.status) for cell, read in held.items() if read.status is not Status.REPORTED},
        "doubt": sorted(proof.doubt - proof.lost),
        "lost": sorted(proof.lost),
        "planted": [*planted, *([{"defect": job.damage, "true": {}}] if job.damage else [])],
        "findings": [{"rule": rule, "cells": cells} for rule, cells in job.made.findings],
    }


def as_json(key: Mapping[str, object], reports: Sequence[Mapping[str, object]]) -> str:
    """The whole key, a line a report."""
    head = json.dumps(key, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(report, ensure_ascii=False) for report in reports)
    return f'{head}, "reports": [\n{lines}\n]}}\n'
