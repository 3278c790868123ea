"""Return letters: who gets one, what it says of each mistake, and how it is laid out."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from analytics import letters
from data.demo.render import text
from data.ingest import ingest
from data.review import Deadline, Wish
from data.store import Store
from tests.factory import report, with_cell

DAY = date(2024, 1, 20)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units; one total of 云山镇 is not the sum of its row, the others' reports are right."""
    root = tmp_path_factory.mktemp("letters")
    wrong = with_cell(report(1, "云山镇", 2023, busy=True), "3.new.total", "77")
    for one in (wrong, report(2, "河西镇", 2023), report(3, "海口乡", 2023)):
        (root / f"{one.jurisdiction.name}_2023.txt").write_text(text(one), encoding="utf-8")
    assert ingest([root], root / "store").ok
    return root / "store"


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(original, tmp_path / "store")))


def made(store: Store, place: str, lang: str = "zh") -> letters.Letter:
    [one] = [one for one in letters.due(store.live(), 2023) if one.jurisdiction == place]
    return letters.letter(store.live(), one, DAY, lang)


def test_who_has_something_to_mend_or_was_returned_gets_one(store: Store) -> None:
    assert [one.jurisdiction for one in letters.due(store.live(), 2023)] == ["云山镇"]
    store.act([Wish("return", "海口乡", 2023, "王敏", "附件不全"), Wish("accept", "河西镇", 2023, "王敏")])
    assert [one.jurisdiction for one in letters.due(store.live(), 2023)] == ["云山镇", "海口乡"]
    assert made(store, "海口乡").reason == "附件不全" and made(store, "海口乡").points == ()


def test_each_mistake_is_told_once_with_its_place_and_what_stands_there(store: Store) -> None:
    [point, *_] = made(store, "云山镇").tables
    assert point.number == 1 and point.places[0].startswith("表三 一、本年新收政府信息公开申请数量")
    assert "77" in point.stands and "77" in point.problem and point.ask
    assert [one.number for one in made(store, "云山镇").points] == [*range(1, len(made(store, "云山镇").points) + 1)]


def test_a_mistake_that_was_corrected_or_let_pass_is_not_told_again(store: Store) -> None:
    store.act([Wish("waive", "云山镇", 2023, "王敏", "已核实", rule="identity_applicants")])
    assert all("自然人与各类组织" not in one.problem for one in made(store, "云山镇").points)


def test_a_deadline_that_is_over_is_not_named(store: Store) -> None:
    store.act([Deadline(2023, "", "王敏", date(2024, 1, 31))])
    assert "2024年1月31日前" in made(store, "云山镇").closing
    store.act([Deadline(2023, "", "王敏", date(2024, 1, 10))])
    assert "日前" not in made(store, "云山镇").closing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_is_laid_out_as_official_papers_are(store: Store, lang: str) -> None:
    letter = made(store, "云山镇", lang)
    document = Document(io.BytesIO(letters.write(letter)))
    [section] = document.sections
    laid_out = (section.top_margin, section.left_margin, section.page_width, section.page_height)
    assert [round(one.mm) for one in laid_out] == [37, 28, 210, 297]
    table, slip = document.tables
    assert len(table.rows) == 1 + sum(len(point.places) for point in letter.tables)
    assert [(row.cells[1].text, row.cells[2].text) for row in table.rows][1:] == [
        pair for point in letter.tables for pair in zip(point.places, point.stands, strict=True)
    ]  # what stands in a cell is beside it
    assert len(slip.rows) == 1 + len(letter.points)
    assert document.paragraphs[0].text.replace("\n", "") == letter.title
    said = letters.text(letter)
    assert all(point.problem in said for point in letter.points)


def test_a_face_that_is_not_installed_has_another_named_for_it(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(letters.write(made(store, "云山镇")))) as parts:
        fonts = parts.read("word/fontTable.xml").decode("utf-8")
    assert 'w:name="方正小标宋简体"><w:altName w:val="宋体"' in fonts
