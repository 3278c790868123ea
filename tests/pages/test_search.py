"""全文检索: typed words give counts, passages and ways to the reports; what can't be searched for is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import words
from data.store import Snapshot
from tests.pages import county, screens


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_word_gives_its_sentence_its_counts_and_its_passages(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot, lang: str
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, lang=lang, find="责任追究", t=county.BUSY), "search")
    assert not at.exception
    shown = screens.shown(at, "mentions").set_index(words.say("ui.column_unit", lang))
    assert shown.loc[county.BUSY].tolist() == ["1"] * len(county.YEARS)
    said = screens.said(at)
    assert "<mark>责任追究</mark>" in said
    links = [link.proto for link in at.get("page_link") if county.BUSY in link.proto.label]
    assert len(links) == len(county.YEARS)  # of the unit in focus alone
    assert all("find" in link.query_string for link in links)


def test_an_empty_field_offers_words_and_pressing_one_searches_for_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder), "search")
    assert not at.dataframe
    at.button(key="example-社会评议").click().run()
    assert at.text_input(key="find").value == "社会评议"
    assert "29份写到“社会评议”" in screens.said(at)


def test_what_is_not_found_and_what_cannot_be_searched_for_is_said(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.page(screens.app(monkeypatch, folder, find="没有的词<b>"), "search")
    assert not at.exception and "都没有写到“没有的词" in screens.said(at) and "可以少用几个词" in screens.said(at)
    at.text_input(key="find").set_value("-词").run()
    assert not at.exception and "没有可以检索的词" in at.warning[0].value


def test_the_report_opens_where_it_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.page(screens.app(monkeypatch, folder, unit=county.BUSY, year="2024", find="社会评议"), "unit")
    assert not at.exception and "<mark>社会评议</mark>" in screens.said(at)
    assert [box.proto.label for box in at.expander if box.proto.expanded] == ["一、总体情况"]


def test_another_question_begins_with_its_first_leaf(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    def years(at: screens.AppTest) -> list[str]:
        return [link.proto.label.rpartition(" ")[2][:4] for link in at.get("page_link") if "处" in link.proto.label]

    at = screens.page(screens.app(monkeypatch, folder, find="社会评议"), "search")
    assert len(years(at)) == 20 and years(at)[0] == "2024"
    at.session_state["leaf-社会评议-29"] = 2
    assert years(at.run())[0] != "2024" and len(years(at)) == 9
    at.text_input(key="find").set_value("责任追究").run()
    assert len(years(at)) == 20 and years(at)[0] == "2024"
