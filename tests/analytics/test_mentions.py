"""Which reports say what is searched for, how often and where: text, counts and passages agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.mentions import SECTIONS, folded, mentions, passages, question, spans
from analytics.titles import mentions_title
from data.errors import BadRequest
from data.store import Snapshot
from tests import factory

PROSE = {
    ("甲镇", 2023): {"0": "编制本报告。", "1": "开通微信\n公众号 1个。组织培训２次，培训后考核。", "5": "没有专人。"},
    ("甲镇", 2024): {"1": "公众号停用。", "5": "存在的问题：公众号更新慢"},
    ("乙镇", 2024): {"1": "组织了ABC培训。"},
    ("丙镇", 2023): {},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made = [replace(factory.report(1, name, year), narrative=prose) for (name, year), prose in PROSE.items()]
    return factory.store(tmp_path_factory.mktemp("said") / "s", made)


def found(store: Snapshot, asked: str, **view: object) -> dict[tuple[str, int], object]:
    table = mentions(store, asked, **view).table  # type: ignore[arg-type]
    return {
        (row.jurisdiction, row.year): int(row.places) if row.state in ("said", "silent") else row.state
        for row in table.itertuples()
    }


def test_a_word_is_found_across_the_end_of_a_line_and_where_nothing_was_read_is_not_called_silent(
    store: Snapshot,
) -> None:
    assert found(store, "公众号") == {
        ("甲镇", 2023): 1,
        ("甲镇", 2024): 2,
        ("乙镇", 2023): "not_in_store",
        ("乙镇", 2024): 0,
        ("丙镇", 2023): "no_prose",
        ("丙镇", 2024): "not_in_store",
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("公众号 培训", {("甲镇", 2023)}),
        ("公众号｜培训", {("甲镇", 2023), ("甲镇", 2024), ("乙镇", 2024)}),
        ("公众号 或 abc培训", {("甲镇", 2023), ("甲镇", 2024), ("乙镇", 2024)}),
        ("培训 -公众号", {("乙镇", 2024)}),
        ("培训2次", {("甲镇", 2023)}),
        ("“号 1个”", {("甲镇", 2023)}),
        ("号停用。存在", set()),  # one section does not go on in the next
        ("ＡＢＣ", {("乙镇", 2024)}),
    ],
)
def test_words_are_asked_for_together_either_or_not_at_all(
    store: Snapshot, asked: str, said: set[tuple[str, int]]
) -> None:
    reports = mentions(store, asked).reports
    assert set(zip(reports["jurisdiction"], reports["year"], strict=True)) == said


def test_only_the_sections_units_and_years_asked_for_are_looked_at(store: Snapshot) -> None:
    assert found(store, "公众号", sections=["5"]) == found(store, "公众号") | {("甲镇", 2023): 0, ("甲镇", 2024): 1}
    assert found(store, "公众号", years=[2024], places=["甲镇"]) == {("甲镇", 2024): 2}


def test_a_word_in_a_longer_one_is_counted_once(store: Snapshot) -> None:
    assert found(store, "微信公众号|公众号") == found(store, "公众号")


def test_passages_are_the_sentences_as_they_stand_with_the_words_marked(store: Snapshot) -> None:
    one = mentions(store, "公众号 培训")
    [said] = passages(store, one.reports["report"], one.question).values()
    assert [(passage.section, passage.text) for passage in said] == [
        ("1", "开通微信公众号 1个。"),
        ("1", "组织培训２次，培训后考核。"),
    ]
    assert [text for passage in said for text, word in passage.pieces if word] == ["公众号", "培训", "培训"]


def test_a_long_sentence_is_cut_around_the_word() -> None:
    text = "前" * 200 + "公众号" + "后" * 400
    [(start, end)] = spans(text, question("公众号"))
    assert text[start:end] == "公众号"


@given(st.text("公众号 \n　ＡａA1１。", max_size=60), st.text("公众号ＡａA1１", min_size=1, max_size=3))
def test_what_is_marked_is_what_was_asked_for_however_it_is_written(text: str, word: str) -> None:
    wanted = question(f'"{word}"')
    marked = [text[start:end] for start, end in spans(text, wanted)]
    assert all(folded(piece) == folded(word) for piece in marked)
    assert len(marked) == folded(text).count(folded(word))


def test_counts_of_the_store_and_the_passages_agree(store: Snapshot) -> None:
    for asked in ("公众号", "培训", "公众号|培训|问题", "个。", "报告"):
        one = mentions(store, asked)
        said = passages(store, one.reports["report"], one.question, SECTIONS)
        for row in one.reports.itertuples():
            assert sum(word for passage in said[row.report] for _, word in passage.pieces) == row.places


def test_the_sentence_tells_how_many_of_those_that_could_be_read(store: Snapshot) -> None:
    said = mentions_title(mentions(store, "公众号")).say("zh")
    assert said == (
        "2023–2024年有正文的3份年报中，2份写到“公众号”，共3处；其中2024年2份中有1份（另有1份没有读到正文，不能判断）"
    )
    assert mentions_title(mentions(store, "老人", years=[2024])).say("zh") == "2024年有正文的2份年报都没有写到“老人”"
    assert "不能判断" in mentions_title(mentions(store, "老人", places=["丙镇"], years=[2023])).say("zh")


@pytest.mark.parametrize("asked", ["", " 　", "-公众号", '""', " ".join("abcdefghijklmn"), "长" * 61])
def test_what_cannot_be_searched_for_is_told(store: Snapshot, asked: str) -> None:
    with pytest.raises(BadRequest) as refused:
        mentions(store, asked)
    assert refused.value.say("zh") != refused.value.say("en")


def test_signs_of_patterns_and_markup_are_letters_like_others(tmp_path: Path) -> None:
    made = replace(factory.report(1, "甲镇", 2024), narrative={"1": "达到100%_<b>（甲）[x]*."})
    here = factory.store(tmp_path / "s", [made])
    for asked in ("100%_", "<b>", "(甲)", "[x]*.", "%"):
        assert len(mentions(here, asked).reports) == 1, asked
    assert not len(mentions(here, "1.0").reports)
