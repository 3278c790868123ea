"""The demo store and the sample store: what gongkai shows before anybody has given it a report."""

import json
import os
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from bench.county import documents
from data.demo import ensure_store
from data.demo.cache import unpack
from data.demo.folder import write
from data.store import Store

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="module")
def demo(cache):
    return Store(ensure_store("demo")).live()


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    write(folder, plain=True)
    return json.loads((folder / "答案.json").read_text(encoding="utf-8"))


def rows(snapshot, sql: str) -> list[tuple]:
    return snapshot.cursor().execute(sql).fetchall()


def test_every_document_is_taken_and_marked_made_up(demo, answers):
    assert demo.kind == "demo"
    assert rows(demo, "SELECT count(*), count(*) FILTER (live AND made_up) FROM report") == [
        (len(answers["reports"]),) * 2
    ]


def test_every_cell_equals_the_truth(demo, answers):
    read = {
        (name, year, code): (value, status)
        for name, year, code, value, status in rows(
            demo,
            """SELECT j.name, o.year, o.indicator, o.value, o.status
            FROM observation o JOIN jurisdiction j ON j.id = o.jurisdiction WHERE o.indicator NOT LIKE 'prose.%'""",
        )
    }
    true = {
        (report["unit"], report["year"], code): (
            None if value is None else Decimal(value),
            report["not_reported"].get(code, "reported"),
        )
        for report in answers["reports"]
        for code, value in report["cells"].items()
    }
    assert {
        key: (read.get(key), true.get(key)) for key in read.keys() | true.keys() if read.get(key) != true.get(key)
    } == {}


def test_findings_are_those_planted(demo, answers):
    found = Counter(
        (name, year, rule, tuple(cells))
        for name, year, rule, cells in rows(
            demo,
            """SELECT j.name, r.year, f.rule, f.cells FROM finding f JOIN report r ON r.id = f.report
            JOIN jurisdiction j ON j.id = r.jurisdiction""",
        )
    )
    expected = Counter(
        (report["unit"], report["year"], finding["rule"], tuple(finding["cells"]))
        for report in answers["reports"]
        for finding in report["findings"]
    )
    assert found - expected == Counter() and expected - found == Counter()


def test_merger_and_renaming_are_in_the_store(demo):
    kinds = rows(demo, "SELECT kind, count(*), min(year) FROM succession GROUP BY kind ORDER BY kind")
    assert kinds == [("merged", 2, 2021), ("renamed", 1, 2022)]


def test_source_files_are_named_without_the_place_they_were_made_in(demo):
    assert all(file.count("/") <= 2 and "tmp" not in file for (file,) in rows(demo, "SELECT source_file FROM report"))


def test_documents_of_the_county_are_those_that_are_made(tmp_path):
    """Otherwise: python -m bench.county."""
    unpack(tmp_path)
    files = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in files.items()} == documents()


def test_sample_is_the_true_report(cache):
    snapshot = Store(ensure_store("sample")).live()
    assert snapshot.kind == "sample"
    assert rows(
        snapshot, "SELECT j.name, r.year, r.made_up FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction"
    ) == [("云山镇", 2020, False)]
    values = dict(rows(snapshot, "SELECT indicator, value FROM observation WHERE status = 'reported'"))
    assert values["2.procurement.projects"] == 28 and values["2.procurement.amount"] == Decimal(687856)
    assert {value for code, value in values.items() if not code.startswith("2.procurement.")} == {0}


def test_second_call_does_nothing(cache, demo):
    before = sorted(cache.iterdir())
    assert ensure_store("demo").parent == cache and sorted(cache.iterdir()) == before


def test_starts_at_the_same_time_end_with_one_whole_store(tmp_path):
    code = "from data import demo, store; print(store.Store(demo.ensure_store('sample')).live().kind)"
    environment = {**os.environ, "GONGKAI_CACHE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    starts = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [start.communicate()[0].strip() for start in starts] == ["sample"] * 2
    assert len(list(tmp_path.iterdir())) == 1
