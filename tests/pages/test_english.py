"""English is whole: no word lacks it, and nothing Chinese comes to an English screen or file but names and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

import words
from analytics import brief
from analytics.export import Table
from analytics.export import html as web
from analytics.measures import CATEGORIES, MEASURES
from analytics.view import View
from data import forms
from data.store import Snapshot
from pages.search.ask import EXAMPLES
from tests.pages import county, screens
from tests.pages.test_links import GONE, LINKS
from ui import panel
from ui.shell import PAGES

HAN = re.compile(r"[\u3400-\u9fff]+")
VIEWS = [*PAGES, "definition"]
# Said in Chinese on purpose: the name of the language, names of made-up and true places, signs and quoted words.
NAMES = ("中文", "清水县", *county.TOWNSHIPS, *GONE, "亡羊镇", "街道", "镇", "乡")
FORM = {section.title for section in forms.SECTIONS} | {
    part
    for block in forms.BLOCKS
    for line in (*block.rows, *block.columns)
    for label in line.path
    for part in (label, re.sub(r"(?<=.)（.*", "", label))  # the label, and without what it adds in brackets
    if part
}
PROSE = ("主动公开条数",)  # what the prose is searched for, named as the form would
QUOTED = ("国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号", "“/” or 无", "监督保障", "万元", "元")
OWN_WORDS = ('class="gk-prose"', 'class="gk-box"', "gk-line")  # the report's own prose, tables and document
SILENT = {  # blank on purpose
    *("cli.score_all", "titles.unit_件", "titles.unit_项", "titles.unit_条"),
    *("titles.everywhere", "titles.tendency_listed", "unit.place_join"),
}


def chinese(texts: Iterable[str], *names: str) -> set[str]:
    """What Chinese is left of texts without these names."""
    left = set()
    for text in texts:
        for name in sorted({*NAMES, *names}, key=len, reverse=True):
            text = text.replace(name, "")
        left |= {*HAN.findall(text)}
    return left


def strings(value: Any) -> Iterator[str]:
    """Every text in what is sent to a browser."""
    if isinstance(value, str):
        yield value.encode().decode("unicode_escape") if "\\u" in value and value.isascii() else value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def sent(element: Any) -> Iterator[str]:
    """All texts of a screen: of elements, of blocks like lists that open, and of tables."""
    if getattr(element, "type", "") == "arrow_data_frame":
        yield from map(str, [*element.value.columns, *element.value.to_numpy().ravel()])
    elif element.proto is not None:
        yield from strings(MessageToDict(element.proto))
    for child in getattr(element, "children", {}).values():
        yield from sent(child)


@pytest.mark.parametrize("family", words.families())
def test_every_word_is_in_both_languages(family: str) -> None:
    for name, entry in words.family(family).items():
        missing = [lang for lang in words.LANGUAGES if not entry.get(lang)]
        assert not missing or (f"{family}.{name}" in SILENT and {*words.LANGUAGES} <= {*entry}), (name, missing)


def test_every_measure_and_category_is_in_both_languages() -> None:
    for measure in MEASURES.values():
        for said in (measure.label, measure.short, measure.why):
            assert said["zh"] and chinese([said["en"]], *FORM, "万元", "元") == set()
            assert said["en"]
    assert not [one for one in CATEGORIES.values() if not one.label["en"] or HAN.findall(one.label["en"])]


@pytest.mark.parametrize("view", VIEWS)
def test_english_screens_and_their_files_have_no_chinese_but_names(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, view: str
) -> None:
    offered: list[Any] = []
    real = panel.downloads

    def downloads(id: str, exported: Any, *args: Any, **more: Any) -> None:
        offered.append(exported)
        real(id, exported, *args, **more)

    monkeypatch.setattr(panel, "downloads", downloads)
    page = "methods" if view == "definition" else view
    query = {"i": "applications_new"} if view == "definition" else {"cell": "3.new.total"} if view == "unit" else {}
    at = screens.link(screens.app(monkeypatch, folder, lang="en", **query), page)
    assert not at.exception and not at.error
    found = {text for element in at.main for text in sent(element)}
    assert (
        chinese(
            (text for text in found if not any(own in text for own in OWN_WORDS)), *FORM, *PROSE, *QUOTED, *EXAMPLES
        )
        == set()
    )
    files = [table for exported in offered for table in [exported()] if isinstance(table, Table)]
    assert files or view in ("methods", "search")
    for table in files:
        said = [table.title, *(column.name for column in table.columns), *table.filters, *table.notes]
        assert chinese(said, *FORM, *PROSE) == set()


@pytest.mark.parametrize("link", LINKS)
def test_notices_in_english_have_no_chinese_but_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, link: str
) -> None:
    at = screens.link(screens.app(monkeypatch, folder, lang="en", **LINKS[link][0]), "compare")
    [warning] = at.warning
    assert chinese([warning.value]) == set()


def test_briefs_in_english_have_no_chinese_but_names_and_labels(folder: Path, snapshot: Snapshot) -> None:
    views = [View(MEASURES[code].category, code) for code in ("procurement_amount", "applications_new", "reviews")]
    pages = [brief.of_view(snapshot, view, "en") for view in views]
    pages += [brief.of_county(snapshot, views[1], "en")]
    for page in pages:
        text = re.sub(r"<style>.*?</style>", "", web.write(page).decode(), flags=re.DOTALL)
        assert chinese([text], *FORM, *PROSE) == set()
