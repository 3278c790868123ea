"""Two years before and two years on a form that there is not: read, checked, stored, charted and consolidated.

Run in a process of its own with GONGKAI_FORMS naming this folder, as forms are read when Python starts; prints what
came of it as JSON for the tests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analytics import consolidation
from analytics.brief import FORMATS, of_exhibit
from analytics.composition import composition
from analytics.drawing.printer import printed as on_paper
from analytics.exhibits.exhibit import Context
from analytics.exhibits.registry import EXHIBITS
from analytics.measures import MEASURES
from analytics.series import trend
from analytics.view import View
from data import forms
from data.demo.render.docx import docx
from data.demo.render.flattened import LAYOUTS, text
from data.demo.render.html import html
from data.demo.render.parts import parts
from data.ingest import ingest
from data.model import Report
from data.reading import checked
from data.store import Store
from tests.factory import report
from tests.ui.tables import tokens
from ui.charts.printer import printed as on_screen

UNITS = {"云山镇": 3, "双桥乡": 21, "河西街道": 32}  # name → seed
YEARS = (2025, 2026, 2027, 2028)
READ = (2026, 2027)  # in every kind of document
LOST = (("个体工商户",), ("自然人", "个体工商户", "商业企业", "8.属于行政查询事项"))  # heads and rows
LATE = ("双桥乡", 2027)  # goes on with the old form


def made() -> Iterator[Report]:
    """A report a unit and year on the form of its year, but for one."""
    for unit, seed in UNITS.items():
        for year in YEARS:
            form = forms.FORMS[-2] if (unit, year) == LATE else forms.of_year(year)
            yield report(seed, unit, year, forms=dict.fromkeys(forms.TABLE_SECTIONS, form), busy=True)


def files(one: Report) -> dict[str, bytes]:
    """The report in every kind of document."""
    flat = {f"{layout}.txt": text(one, layout).encode() for layout in LAYOUTS}
    return {"html": html(list(parts(one))), "docx": docx(list(parts(one))), **flat}


def read(one: Report, lost: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """For each kind of document what was read of it that is not as printed, and on which forms.

    What is `lost` stands in none of the texts.
    """
    for kind, content in files(one).items():
        if lost and kind == "docx":
            continue
        for words in lost:
            content = content.replace(words.encode(), b"")
        found = checked(f"{one.jurisdiction.name}_{one.year}.{kind.rpartition('.')[2]}", content)
        values = {r.indicator: r.value for r in found.readings if r.indicator in forms.INDICATORS}
        plain = {r.indicator: r.value for r in found.readings if r.status == "reported"}
        meant = {r.indicator: r.value for r in one.readings}
        yield {
            "unit": one.jurisdiction.name,
            "year": one.year,
            "kind": kind,
            "meant": one.forms,
            "forms": found.forms,
            "wrong": sorted(code for code in plain if code in forms.INDICATORS and plain[code] != meant.get(code)),
            "unread": sorted(code for code in meant if values.get(code) != meant[code]),
            "unclear": sorted(r.indicator for r in found.readings if r.status == "doubtful" and r.indicator in meant),
            "rules": sorted({finding.rule for finding in found.findings}),
        }


def stored(folder: Path) -> Context:
    """The live snapshot of a store of all of them, each handed in as a web page."""
    (folder / "in").mkdir()
    for one in made():
        (folder / "in" / f"{one.jurisdiction.name}_{one.year}.html").write_bytes(html(list(parts(one))))
    done = ingest([folder / "in"], folder / "store")
    assert done.ok
    snapshot = Store(folder / "store").live()
    assert snapshot is not None
    return Context("zh", snapshot.kind, snapshot, View("applications", "applications_new", (), ()))


def asked(now: Context, codes: list[str]) -> dict[str, list[list[str]]]:
    """Rows of `trend`: unit, year, value, state, series."""
    columns = ["jurisdiction", "year", "value", "state", "series"]
    return {
        code: [
            [str(cell or "") for cell in row]
            for row in trend(now.snapshot, code).table[columns].itertuples(index=False)
        ]
        for code in codes
    }


def shown(now: Context) -> dict[str, list[str]]:
    """Every exhibit on screen, on paper and as a page; the words of its scenes."""
    found = {}
    for name, entry in EXHIBITS.items():
        exhibit = entry.show(now)
        scenes = [exhibit.scene()] if exhibit.scene else [scene() for *_, scene in exhibit.parts]
        for scene in scenes:
            on_screen(scene, tokens())
            on_paper(scene)
        FORMATS["html"].write(of_exhibit(name, now, ""))
        found[name] = [word.text for scene in scenes for word in scene.words]
    return found


def added_up(now: Context, form: str) -> dict[str, Any]:
    """The county's own form of 2027, in which one unit is on the old one, with what is said of it."""
    found = consolidation.consolidate(now.snapshot, LATE[1], form=form)
    consolidation.docx.write(found)
    consolidation.xlsx.write(found)
    return {
        "cells": {code: None if one.value is None else str(one.value) for code, one in found.sums.items()},
        "remarks": consolidation.remarks(found, "zh"),
        "form": found.form,
    }


def main() -> None:
    """Everything, into the folder and the file that are named."""
    folder = Path(sys.argv[1])
    now = stored(folder)
    parts_of = composition(now.snapshot, "applicants")
    told = {
        "store": str(folder / "store"),
        "read": [found for one in made() if one.year in READ for found in read(one)],
        "damaged": [found for one in made() if one.year == LATE[1] for lost in LOST for found in read(one, lost)],
        "meant": {f"{r.jurisdiction.name} {r.year}": {c.indicator: str(c.value) for c in r.readings} for r in made()},
        "trends": asked(now, [*MEASURES, "3.new.household"]),
        "shown": shown(now),
        "applicants": {
            f"{code} {year}": [str(one.value), one.state, one.units] for (code, year), one in parts_of.sums.items()
        },
        "added_up": {form: added_up(now, form) for form in forms.FORMS[-2:]},
    }
    Path(sys.argv[2]).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
