"""A form that comes next is a declaration alone: read, checked, stored, charted and added up with the one before.

The form of form2027.yaml has a column and a name that the one before lacks, and lacks a row. `tried` does all of it
once, in a process that knows the form.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.declarations import BadDeclaration
from data.errors import BadStore
from data.forms import declared
from data.store import Store

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LATE = ("双桥乡", 2027)  # goes on with the form of 2021
FORM_OF = re.compile(r"""["'](?:2019|2021)["']|(?:[Ff]orms?(?: of)?|格式) (?:2019|2021)|(?:2019|2021)年?格式""")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("form2027")
    told = folder / "told.json"
    environment = {**os.environ, declared.ELSEWHERE: str(HERE)}
    subprocess.run(
        [sys.executable, "-m", "tests.form2027.tried", folder, told], env=environment, cwd=ROOT, check=True, timeout=300
    )
    return json.loads(told.read_text(encoding="utf-8"))


def test_every_number_of_every_kind_of_document_is_read_on_the_form_it_was_printed_on(tried: dict[str, Any]) -> None:
    assert len({one["kind"] for one in tried["read"]}) > 5
    for one in tried["read"]:
        assert one["forms"] == one["meant"]
        assert (one["wrong"], one["unread"], one["unclear"]) == ([], [], []), one


def test_where_the_heads_that_tell_are_lost_the_cells_of_a_row_tell_and_no_number_is_wrong(
    tried: dict[str, Any],
) -> None:
    assert all(one["wrong"] == [] for one in tried["damaged"])
    apart = [one for one in tried["damaged"] if one["kind"] != "bars.txt"]  # there an empty cell can't be seen
    assert len(apart) > 20 and all(one["forms"]["3"] == one["meant"]["3"] for one in apart)


def test_only_who_goes_on_with_the_old_form_is_told_so(tried: dict[str, Any]) -> None:
    for one in tried["read"]:
        assert one["rules"] == (["superseded_form"] if (one["unit"], one["year"]) == LATE else []), one


def test_what_is_asked_across_the_change_is_what_was_printed(tried: dict[str, Any]) -> None:
    for code in ("applications_new", "coercion", "documents_made", "3.new.household", "refused_queries"):
        [cell] = {
            "applications_new": ["3.new.total"],
            "coercion": ["2.coercion.decisions"],
            "documents_made": ["2.documents.made"],
            "refused_queries": ["3.queries.total"],
        }.get(code, [code])
        rows = tried["trends"][code]
        assert len({series for *_, series in rows}) == 1, f"{code} breaks where nothing of it changed"
        for unit, year, value, state, _ in rows:
            printed = tried["meant"][f"{unit} {year}"].get(cell)
            assert state == ("not_in_form" if printed is None else "value"), (code, unit, year)
            assert printed is None or Decimal(value) == Decimal(printed)
    assert any(state == "not_in_form" for *_, state, _ in tried["trends"]["refused_queries"])


def test_a_group_of_rows_is_what_each_form_has_of_it(tried: dict[str, Any]) -> None:
    reasons = ("secret", "prohibited", "stability", "third_party", "internal", "process", "case_files", "queries")
    for unit, year, value, state, _ in tried["trends"]["applications_refused"]:
        printed = tried["meant"][f"{unit} {year}"]
        cells = [Decimal(printed[code]) for reason in reasons if (code := f"3.{reason}.total") in printed]
        assert state == "value" and Decimal(value) == sum(cells)


def test_the_kinds_of_applicants_of_each_form_add_up_to_all(tried: dict[str, Any]) -> None:
    sums = {tuple(key.rsplit(" ", 1)): found for key, found in tried["applicants"].items()}
    for year in ("2025", "2026", "2027", "2028"):
        found = {code: value for (code, of), (value, *_) in sums.items() if of == year and value != "None"}
        whole = Decimal(found.pop("applications_new"))
        assert sum(map(Decimal, found.values())) == whole and sums["applications_new", year][2] == 3
    assert sums["3.new.household", "2026"][1] == "not_in_form" and sums["3.new.household", "2028"][0] != "0"


def test_the_change_is_marked_where_years_are_drawn(tried: dict[str, Any]) -> None:
    assert all(any("年报格式调整" in text for text in tried["shown"][name]) for name in ("trend", "coverage"))


def test_the_county_adds_up_on_either_form_and_says_what_has_no_place(tried: dict[str, Any]) -> None:
    now, before = tried["added_up"]["2027"], tried["added_up"]["2021"]
    printed = [cells for key, cells in tried["meant"].items() if key.endswith(" 2027")]
    assert len(printed) == 3
    for code in ("3.new.total", "2.coercion.decisions", "2.documents.made", "3.granted.natural"):
        for found in (now, before):
            assert Decimal(found["cells"][code]) == sum(Decimal(cells[code]) for cells in printed), code
    households = sum(Decimal(cells.get("3.new.household", 0)) for cells in printed)
    assert Decimal(now["cells"]["3.new.household"]) == households > 0
    assert "3.queries.total" not in now["cells"] and "3.new.household" not in before["cells"]
    assert any(line.startswith(f"{LATE[0]}：表三是2021年格式") for line in now["remarks"])
    assert any("个体工商户" in line for line in before["remarks"])


def test_a_program_without_the_declaration_says_why_it_cannot_open_the_store(tried: dict[str, Any]) -> None:
    with pytest.raises(BadStore, match="GONGKAI_FORMS") as refused:
        Store(Path(tried["store"])).live()
    assert "2027" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name: "2030"\nsince: 2030', "form2030.yaml: document"),
        ('name: "30"\nsince: 2030\ndocument: x', "form2030.yaml: name"),
        ('name: "2030"\nsince: 2030\ndocument: x\nchanges: {"2": [{row: fees, gone: true}]}', "changes need the form"),
        ('name: "2030"\nsince: 2030\ndocument: x\nlike: "2021"\nchanges: {"2": [{row: fees}]}', "changes.2.0"),
        ('name: "2030"\nsince: 2030\ndocument: x\nlike: "2021"\nchanges: {"9": []}', "form2030.yaml: changes.9"),
        ('name: "2030"\nsince: 2030\ndocument: x\nlike: "1999"', "like: there is no older form 1999"),
        ('name: "2021"\nsince: 2030\ndocument: x', "form2030.yaml: there is a form 2021"),
    ],
)
def test_what_is_wrong_in_a_declaration_is_told_with_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "form2030.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadDeclaration, match=re.escape(told)):
        declared.read((declared.HERE, tmp_path))


def test_a_change_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    text = 'name: "2030"\nsince: 2030\ndocument: x\nlike: "2021"\nchanges: {"2": [{row: taxes, gone: true}]}'
    (tmp_path / "form2030.yaml").write_text(text, encoding="utf-8")
    forms = {form.name: form for form in declared.read((declared.HERE, tmp_path))}
    with pytest.raises(BadDeclaration, match=r"form 2030: changes\.2\.0: there is no row taxes"):
        declared.blocks_of({"section": "2", "blocks": [{"rows": [], "columns": []}]}, forms["2030"], forms)


def test_no_form_is_asked_for_by_its_name() -> None:
    for folder in ("data", "analytics", "ui", "pages", "cli"):
        for path in (p for suffix in ("py", "sql") for p in (ROOT / folder).rglob(f"*.{suffix}")):
            if path.parent.name != "forms":
                assert not FORM_OF.search(path.read_text(encoding="utf-8")), path
