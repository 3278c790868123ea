"""Every exhibit has every printing: no square of names × printers × languages is empty, and all say the same.

Each exhibit is made once, of one store, and handed to all printers. Pictures are coarse here, as nobody looks at them.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import product
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from matplotlib.figure import Figure
from openpyxl.utils.cell import range_boundaries

import words
from analytics import export
from analytics.brief import FORMATS
from analytics.brief.put import page
from analytics.drawing import paper
from analytics.drawing.printer import printed as on_paper
from analytics.drawing.printer import side_by_side
from analytics.exhibits import files
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.exhibits.registry import EXHIBITS, named, of_category
from analytics.export.page import Picture, Table
from analytics.measures import CATEGORIES
from analytics.view import View
from cli.output import READABLE
from cli.show import readable
from data.errors import BadRequest
from data.store import Snapshot
from tests.analytics.exhibits.read import inked, marked, words_of, written
from tests.ui.tables import tokens
from ui.charts.printer import printed as on_screen

ROOT = Path(__file__).parents[3]
HANZI = re.compile(r"[\u4e00-\u9fff]")
UNITS = re.compile("[甲乙丁戊]镇|[甲乙]乡|丙镇|旧镇|新镇")
WALKED = [
    *((name, lang, "") for name, lang in product(EXHIBITS, words.LANGUAGES)),
    *((name, "zh", "other") for name, entry in EXHIBITS.items() if entry.choice),
]


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "DPI", 30)


def context(county: Snapshot, lang: str, **view: object) -> Context:
    return Context(lang, county.kind, county, View(focus=("丁镇", "丙镇"), **view))  # type: ignore[arg-type]


def made(name: str, now: Context, option: str) -> Exhibit:
    entry = EXHIBITS[name]
    other = list(entry.choice(entry.read(now), now).options)[1] if entry.choice and option else ""
    return entry.show(now, other)


@pytest.mark.parametrize(("name", "lang", "option"), WALKED)
def test_every_printer_prints_every_exhibit(
    county: Snapshot, name: str, lang: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = context(county, lang)
    exhibit = made(name, now, option)
    _sentence_table_and_notes(exhibit, lang)
    sheet, picture, drawing = _screen_and_paper(exhibit)
    # The page is handed what is on paper already: to print it once more would only take time.
    monkeypatch.setattr("analytics.brief.parts.printed", lambda _: sheet)
    monkeypatch.setattr("analytics.brief.put.side_by_side", lambda _: sheet)
    monkeypatch.setattr(paper, "png", lambda _: picture)
    monkeypatch.setattr(paper, "svg", lambda *_: fromstring(drawing))
    _files(exhibit, lang)
    _page(name, exhibit, now)
    _terminal(exhibit)


def _sentence_table_and_notes(exhibit: Exhibit, lang: str) -> None:
    said = [exhibit.title, exhibit.kicker, *exhibit.notes, *map(str, exhibit.shown.columns), exhibit.file_name]
    assert all(said) and (exhibit.notes or exhibit.help) and len(exhibit.shown)
    assert not any("{" in text for text in said)
    if lang == "en":
        assert [text for text in said if HANZI.search(UNITS.sub("", text))] == []
    assert files.name(exhibit.file_name, [], lang) == exhibit.file_name  # a name that any system takes


def _screen_and_paper(exhibit: Exhibit) -> tuple[Figure, bytes, bytes]:
    scenes = [exhibit.scene()] if exhibit.scene else [scene() for *_, scene in exhibit.parts]
    assert scenes
    for scene in scenes:
        screen, sheet = on_screen(scene, tokens()), on_paper(scene)
        assert words_of(screen) and words_of(screen) == written(sheet, scene)
        assert marked(screen) == inked(sheet, scene)
        assert any(marked(screen) for scene in scenes)
    sheet = side_by_side(exhibit.parts) if exhibit.parts else sheet
    picture, drawing = paper.png(sheet), paper.svg_file(sheet, exhibit.title)
    assert picture.startswith(b"\x89PNG")
    assert drawing.startswith(b"<?xml") and b"<text" in drawing and b"<path" in drawing
    return sheet, picture, drawing


def _files(exhibit: Exhibit, lang: str) -> None:
    table = exhibit.exported()
    rows = [list(row) for row in table.rows]
    assert rows and table.title == exhibit.title and table.filters and table.notes and table.chart
    text = export.CSV.write(exhibit.exported(), lang).decode("utf-8-sig")
    assert len(text.splitlines()) >= len(rows) + 1 and table.header[0] in text
    book = openpyxl.load_workbook(io.BytesIO(export.XLSX.write(exhibit.exported(), lang)))
    [chart] = book.worksheets[0]._charts
    points = [series.val.numRef.f for series in chart.series]
    assert points and len(book.sheetnames) >= 2
    ends = [range_boundaries(ref.rpartition("!")[2].replace("$", "")) for ref in points]
    columns = [[row[left - 1] for row in rows[top - 2 : bottom - 1]] for left, top, _, bottom in ends]
    assert any(value not in (None, "") for column in columns for value in column)


def _page(name: str, exhibit: Exhibit, now: Context) -> None:
    made = page(name, exhibit, now)
    assert made.title == named(name, now.lang)
    assert [part for part in made.parts if isinstance(part, Picture)]
    tables = [part for part in made.parts if isinstance(part, Table)]
    assert tables and all(len(row) == len(table.head) for table in tables for row in table.rows)
    html = FORMATS["html"].write(made).decode("utf-8")
    assert "svg" in html and exhibit.kicker in html and "<table" in html
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made))) as document:
        assert any(part.startswith("word/media/") for part in document.namelist())


def _terminal(exhibit: Exhibit) -> None:
    out = io.BytesIO()
    READABLE.stream(readable(exhibit), out, "zh")
    lines = out.getvalue().decode("utf-8").splitlines()
    assert len(lines) == len(exhibit.shown) + 1 and lines[0].split()


def test_every_category_has_exhibits_of_its_own_and_each_exhibit_a_name() -> None:
    assert all(of_category(category) for category in CATEGORIES)
    for name, lang in product(EXHIBITS, words.LANGUAGES):
        assert named(name, lang) and bool(HANZI.search(named(name, lang))) == (lang == "zh")


def test_an_option_that_an_exhibit_lacks_and_a_change_within_one_year_are_told(county: Snapshot) -> None:
    with pytest.raises(BadRequest) as refused:
        EXHIBITS["flow"].show(context(county, "zh"), "1999")
    assert "1999" in refused.value.say("zh") and "2023" in refused.value.say("en")
    with pytest.raises(BadRequest) as refused:
        EXHIBITS["change"].show(context(county, "zh", years=(2023,)))
    assert "新收申请" in refused.value.say("zh")


def test_what_is_drawn_knows_neither_colours_nor_printers() -> None:
    rooms = [ROOT / "analytics" / room for room in ("scenes", "exhibits", "charts")]
    told = re.compile(r"#[0-9A-Fa-f]{6}\b|\bimport (?:plotly|matplotlib)|from (?:plotly|matplotlib|analytics\.drawing)")
    files = [file for room in rooms for file in room.rglob("*.py")]
    assert len(files) > 20
    assert [file.name for file in files if told.search(file.read_text(encoding="utf-8"))] == []
