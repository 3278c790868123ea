"""Every document that there is, golden and true ones, on 单位详情: each with its place in the source and its doubts."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from analytics import brief
from data import forms
from data.ingest import ingest
from data.model import Status
from data.store import Store
from tests.data.recognise.scoring import document_of
from tests.data.recognise.test_layouts import CASES, TRUE
from tests.pages import screens
from tests.ui.paper import Paper

DOCUMENTS = list({case.name: document_of(case) for case in (*CASES, *TRUE)}.values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A store of all documents."""
    made = tmp_path_factory.mktemp("every") / "store"
    assert ingest(DOCUMENTS, made).ok
    return made


def reports(folder: Path) -> list[tuple[str, int, int]]:
    sql = (
        "SELECT j.name, r.year, r.id FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction WHERE r.live ORDER BY 1"
    )
    return Store(folder).live().cursor().execute(sql).fetchall()


def shown(at) -> dict[str, str]:
    """HTML of each mounted element by the end of its key."""
    found = {}
    for one in at.get("bidi_component"):
        data = json.loads(one.proto.json or "{}")
        if "html" in data:
            found[one.proto.id.rpartition("-")[2] if "table-" in one.proto.id else one.proto.id] = data["html"]
    return found


def test_every_document_shows_its_cells_with_their_doubts_and_places(monkeypatch, folder):
    found = reports(folder)
    assert len(found) == len(DOCUMENTS)
    for name, year, report in found:
        sql = "SELECT indicator, status, page, line, table_no FROM observation WHERE report = ? AND row_label IS NULL"
        cells = {
            code: (status, places)
            for code, status, *places in Store(folder).live().cursor().execute(sql, [report]).fetchall()
            if code not in forms.PROSE
        }
        present = [code for code, (status, places) in cells.items() if status != Status.MISSING and any(places)]
        chosen = {"cell": present[-1]} if present else {}
        at = screens.page(screens.app(monkeypatch, folder, unit=name, year=str(year), **chosen), "unit")
        assert not at.exception, (name, year)
        boxes = {}
        for html in shown(at).values():
            boxes |= Paper(html).boxes()
        assert set(cells) <= set(boxes) or not present, (name, year)
        doubtful = {code for code, (status, _) in cells.items() if status == Status.DOUBTFUL}
        marked = {code for code, box in boxes.items() if "gk-doubt" in box.attributes.get("class", "")}
        assert doubtful <= marked, (name, year, sorted(doubtful - marked)[:3])
        if present:
            told = next(
                e.proto.body for e in at.get("html") if "gk-source" in e.proto.body and "<style" not in e.proto.body
            )
            places = re.sub("<[^>]+>", "", unescape(told))
            assert re.search(r"第 ?\d+ ?(?:页|行|张表|个表)|表 ?\d+", places), (name, year, places)


def test_a_brief_of_a_document_names_its_year(folder):
    snapshot = Store(folder).live()
    for name, year, _ in reports(folder)[::4]:
        assert str(year) in brief.of_unit(snapshot, name, year, None, "zh").title, (name, year)
