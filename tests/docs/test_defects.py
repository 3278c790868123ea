"""The table of defects: each planted one is read without a wrong number and told as the table says; its tests exist."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import words
from data.demo.folder import write
from data.demo.score import UNDAMAGED, Mark, Score, score
from data.ingest import ingest
from data.store import Store
from docs import tables
from tests.test_architecture import ROOT

ROWS = [row for group in tables.declared("defects").values() for row in group]
ROW_OF = {code: row for row in ROWS for code in row.get("planted", ())}
NAMED = sorted({test for row in ROWS for test in row.get("tests", ())})


@dataclass(frozen=True)
class Read:
    """A demo county read back: the score, and by defect the rules of the findings in each document that has it."""

    score: Score
    told: dict[str, list[set[str]]]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder, store = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("store")
    write(folder)
    assert ingest([folder], store).ok
    snapshot = Store(store).live()
    rules = defaultdict(set)
    sql = "SELECT r.sha256, f.rule FROM finding f JOIN report r ON r.id = f.report"
    for sha256, rule in snapshot.cursor().execute(sql).fetchall():
        rules[sha256].add(rule)
    told = defaultdict(list)
    for answer in json.loads((folder / "答案.json").read_text(encoding="utf-8"))["reports"]:
        for planted in answer["planted"]:
            told[planted["defect"]].append(rules[answer["sha256"]])
    return Read(score(folder, snapshot), told)


@pytest.mark.parametrize("defect", sorted(set(words.family("defects")) - {UNDAMAGED}))
def test_planted_defect(read, defect):
    documents = read.told[defect]
    assert documents
    assert read.score.by_defect[defect][Mark.WRONG] == 0
    expected = set(ROW_OF[defect].get("rules", ()))
    assert [rules for rules in documents if expected and not rules & expected] == []


def test_every_kind_of_defect_that_can_be_planted_has_its_row():
    assert set(ROW_OF) == set(words.family("defects")) - {UNDAMAGED}


def test_every_row_is_held_by_a_test_and_names_real_rules():
    assert [row["defect"] for row in ROWS if not row.get("tests") and not row.get("planted")] == []
    assert {rule for row in ROWS for rule in row.get("rules", ())} <= set(words.family("findings"))


def names_of(session: pytest.Session, functions: set[str]) -> Iterator[str]:
    """The names of these tests, case by case, of all modules that hold one; a number behind a case is left off.

    A case that also stands beside the project has one.
    """
    for file in sorted((ROOT / "tests" / "data").rglob("test_*.py")):
        if functions & set(re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)):
            for test in pytest.Module.from_parent(session, path=file).collect():
                yield from (test.name, test.name.partition("[")[0], re.sub(r"_\d]$", "]", test.name))


def test_every_test_that_the_table_names_exists(request):
    found = {as_written(name) for name in names_of(request.session, {name.partition("[")[0] for name in NAMED})}
    assert [name for name in NAMED if name not in found] == []


def as_written(name: str) -> str:
    """A name with its Chinese, which pytest writes in escapes, and once more where it has met the module before."""
    while "\\u" in name:
        name = name.encode().decode("unicode_escape")
    return name
